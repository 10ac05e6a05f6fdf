#include "analyze/stored_query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "analyze/keys.h"
#include "analyze/lineage.h"
#include "analyze/nullability.h"
#include "analyze/updatability.h"
#include "replay/replay.h"

/* Queries that are kept as text: those of system views and extensions' views. */

static const catalog *replayed(arena *a, int version, const char *sql) {
    diagnostics *d = diagnostics_new(a);
    replay *r = replay_new(a, version, d);
    replay_source(r, source_file_of_text(a, "test", sql, strlen(sql), d));
    assert_int_equal(d->error_count, 0);
    return replay_catalog(r);
}

static const pg_class *view_v(const catalog *c) {
    return catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "v");
}

static void every_system_view_is_understood(void **state) {
    (void)state;
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        arena *a = arena_new(NULL);
        const catalog *c = catalog_new(a, snapshot_of_version(*version));
        catalog_scan scan = catalog_scan_all(c, CLASS_RELATION);
        int views = 0;
        for (const pg_class *r; (r = catalog_next(&scan)) != NULL;) {
            views += r->kind == 'v';
            if (r->kind == 'v' && stored_query_of_view(c, r) == NULL) {
                fail_msg("PostgreSQL %d: %s", *version, r->name);
            }
        }
        assert_true(views > 100);
        arena_free(a);
    }
}

static void views_over_system_views_lead_to_the_catalogs(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    const catalog *c = replayed(a, 15, "CREATE VIEW v AS SELECT tablename, schemaname FROM pg_tables;");
    const pg_class *v = view_v(c);
    const nullability *n = nullability_of_relation(nullability_new(c, a), v);
    assert_true(n[0].not_null);
    assert_false(n[1].not_null);
    const lineage *l = lineage_of_relation(lineage_new(c, a), v);
    assert_int_equal(l->outputs[0].sources.count, 1);
    const pg_class *from = catalog_relation(c, l->outputs[0].sources.items[0].relation);
    assert_string_equal(from->name, "pg_class");
    assert_true(l->outputs[0].is_copy);
    arena_free(a);
}

static void what_users_made_changes_no_system_view(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    const catalog *c = replayed(a, 15,
                                "CREATE TEMP TABLE pg_class (relname text);\n"
                                "CREATE TABLE public.pg_namespace (oid oid NOT NULL);\n"
                                "SET search_path = public, pg_catalog;\n"
                                "CREATE VIEW v AS SELECT tablename, schemaname FROM pg_tables;");
    const nullability *n = nullability_of_relation(nullability_new(c, a), view_v(c));
    assert_true(n[0].not_null);
    assert_false(n[1].not_null);
    arena_free(a);
}

static void views_of_extensions_are_understood(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    const catalog *c = replayed(a, 15,
                                "CREATE SCHEMA stat;\n"
                                "CREATE EXTENSION pg_stat_statements SCHEMA stat;\n"
                                "CREATE VIEW v AS SELECT * FROM stat.pg_stat_statements;");
    const pg_class *v = view_v(c);
    catalog_scan scan = catalog_scan_name(c, CLASS_RELATION, "pg_stat_statements");
    assert_non_null(stored_query_of_view(c, catalog_next(&scan)));
    assert_non_null(stored_query_of_view(c, v));
    arena_free(a);
}

static void rules_of_pg_settings_make_it_updatable(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    const catalog *c = replayed(a, 15, "CREATE VIEW v AS SELECT * FROM pg_settings;");
    assert_int_equal(updatability_of_relation(c, view_v(c), false), CAN_UPDATE);
    assert_false(updatability_of_column(c, view_v(c), 1, false));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_system_view_is_understood),
        cmocka_unit_test(views_over_system_views_lead_to_the_catalogs),
        cmocka_unit_test(what_users_made_changes_no_system_view),
        cmocka_unit_test(views_of_extensions_are_understood),
        cmocka_unit_test(rules_of_pg_settings_make_it_updatable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
