#include "catalog/catalog.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    *state = catalog_new(a, snapshot_of_version(15));
    return 0;
}

static int tear_down(void **state) {
    arena_free(catalog_arena(*state));
    return 0;
}

static int count_scan(catalog_scan scan) {
    int count = 0;
    while (catalog_next(&scan) != NULL) {
        count++;
    }
    return count;
}

static oid add_relation(catalog *c, oid namespace, const char *name) {
    return catalog_add(c, CLASS_RELATION,
                       &(pg_class){.namespace = namespace, .name = name, .kind = 'r'});
}

static void snapshot_holds_types_functions_and_columns(void **state) {
    catalog *c = *state;
    const pg_type *text = catalog_type(c, TEXTOID);
    assert_string_equal(text->name, "text");
    assert_int_equal(text->array, TEXTARRAYOID);
    assert_int_equal(text->collation, DEFAULT_COLLATION_OID);
    const pg_class *attribute =
        catalog_find_named(c, CLASS_RELATION, PG_CATALOG_NAMESPACE, "pg_attribute");
    assert_string_equal(attribute->attributes[0].name, "attrelid");
    assert_true(attribute->attributes[0].not_null);
    assert_int_equal(attribute->attributes[0].type, OIDOID);
    assert_int_equal(count_scan(catalog_scan_name(c, CLASS_PROC, "generate_series")), 8);
}

static void snapshot_holds_argument_names_modes_and_defaults(void **state) {
    catalog *c = *state;
    const pg_proc *f = catalog_find_named(c, CLASS_PROC, PG_CATALOG_NAMESPACE, "make_interval");
    assert_int_equal(f->arg_count, 7);
    assert_int_equal(f->default_count, 7);
    assert_string_equal(f->arg_names[0], "years");
    assert_string_equal(f->default_texts[6], "0.0");
}

static void assert_every_row_is_found(const catalog *c, catalog_class class) {
    catalog_scan scan = catalog_scan_all(c, class);
    for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
        assert_ptr_equal(catalog_find(c, class, r->oid), r);
        assert_non_null(r->name);
        if (r->parent != 0 && class != CLASS_REWRITE) {
            assert_ptr_equal(catalog_find_child(c, class, r->parent, r->name), r);
        }
    }
}

static void every_row_of_every_snapshot_is_found(void **state) {
    (void)state;
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        arena *a = arena_new(NULL);
        const catalog *c = catalog_new(a, snapshot_of_version(*version));
        for (int class = 0; class < CLASS_COUNT; class ++) {
            assert_every_row_is_found(c, (catalog_class) class);
        }
        arena_free(a);
    }
}

static void casts_are_found_by_their_types(void **state) {
    catalog *c = *state;
    const pg_cast *cast = catalog_find_cast(c, INT4OID, INT8OID);
    assert_int_equal(cast->context, 'i');
    assert_null(catalog_find_cast(c, POINTOID, INT8OID));
    oid made = catalog_add(c, CLASS_CAST,
                           &(pg_cast){.source = POINTOID, .target = INT8OID, .context = 'e'});
    assert_int_equal(catalog_find_cast(c, POINTOID, INT8OID)->oid, made);
    catalog_remove(c, CLASS_CAST, made);
    assert_null(catalog_find_cast(c, POINTOID, INT8OID));
    catalog_mark mark = catalog_save(c);
    catalog_remove(c, CLASS_CAST, cast->oid);
    assert_null(catalog_find_cast(c, INT4OID, INT8OID));
    catalog_rollback(c, mark);
    assert_ptr_equal(catalog_find_cast(c, INT4OID, INT8OID), cast);
}

static void added_objects_are_found_by_oid_name_and_parent(void **state) {
    catalog *c = *state;
    oid table = add_relation(c, PUBLIC_NAMESPACE, "film");
    assert_true(table >= FIRST_USER_OID);
    assert_int_equal(catalog_relation(c, table)->oid, table);
    const pg_class *found = catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "film");
    assert_int_equal(found->oid, table);
    assert_null(catalog_find_named(c, CLASS_RELATION, PG_CATALOG_NAMESPACE, "film"));
    oid rule = catalog_add(c, CLASS_REWRITE, &(pg_rewrite){.parent = table, .name = "r"});
    const pg_rewrite *child = catalog_find_child(c, CLASS_REWRITE, table, "r");
    assert_int_equal(child->oid, rule);
}

static void renamed_and_removed_objects_leave_their_old_names(void **state) {
    catalog *c = *state;
    oid table = add_relation(c, PUBLIC_NAMESPACE, "film");
    pg_class changed = *catalog_relation(c, table);
    changed.name = "movie";
    catalog_update(c, CLASS_RELATION, &changed);
    assert_null(catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "film"));
    assert_non_null(catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "movie"));
    catalog_remove(c, CLASS_RELATION, table);
    assert_null(catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "movie"));
    assert_null(catalog_relation(c, table));
}

static void rollback_undoes_everything_since_the_mark(void **state) {
    catalog *c = *state;
    oid table = add_relation(c, PUBLIC_NAMESPACE, "film");
    object_address address = {CLASS_RELATION, table, 0};
    catalog_set_comment(c, address, "first");
    catalog_mark mark = catalog_save(c);
    pg_class changed = *catalog_relation(c, table);
    changed.name = "movie";
    catalog_update(c, CLASS_RELATION, &changed);
    oid other = add_relation(c, PUBLIC_NAMESPACE, "film");
    catalog_remove(c, CLASS_RELATION, table);
    catalog_set_comment(c, address, NULL);
    catalog_set_setting(c, "TimeZone", "UTC");
    assert_string_equal(catalog_setting(c, "timezone"), "UTC");
    catalog_rollback(c, mark);
    assert_null(catalog_relation(c, other));
    assert_string_equal(catalog_relation(c, table)->name, "film");
    assert_string_equal(catalog_comment(c, address), "first");
    assert_null(catalog_setting(c, "timezone"));
}

static void scans_show_added_objects_after_built_in_ones_by_oid(void **state) {
    catalog *c = *state;
    int before = count_scan(catalog_scan_all(c, CLASS_RELATION));
    oid first = add_relation(c, PUBLIC_NAMESPACE, "a");
    catalog_mark mark = catalog_save(c);
    catalog_remove(c, CLASS_RELATION, first);
    oid second = add_relation(c, PUBLIC_NAMESPACE, "a");
    catalog_scan scan = catalog_scan_name(c, CLASS_RELATION, "a");
    assert_int_equal(((const pg_class *)catalog_next(&scan))->oid, second);
    assert_null(catalog_next(&scan));
    catalog_rollback(c, mark);
    add_relation(c, PUBLIC_NAMESPACE, "b");
    assert_int_equal(count_scan(catalog_scan_all(c, CLASS_RELATION)), before + 2);
}

static void changed_built_in_objects_are_seen_once(void **state) {
    catalog *c = *state;
    int all = count_scan(catalog_scan_all(c, CLASS_NAMESPACE));
    pg_namespace public = *catalog_namespace(c, PUBLIC_NAMESPACE);
    public.name = "other";
    catalog_mark mark = catalog_save(c);
    catalog_update(c, CLASS_NAMESPACE, &public);
    assert_int_equal(count_scan(catalog_scan_all(c, CLASS_NAMESPACE)), all);
    assert_int_equal(count_scan(catalog_scan_name(c, CLASS_NAMESPACE, "public")), 0);
    assert_int_equal(count_scan(catalog_scan_name(c, CLASS_NAMESPACE, "other")), 1);
    catalog_remove(c, CLASS_NAMESPACE, PUBLIC_NAMESPACE);
    assert_int_equal(count_scan(catalog_scan_all(c, CLASS_NAMESPACE)), all - 1);
    catalog_rollback(c, mark);
    assert_int_equal(count_scan(catalog_scan_name(c, CLASS_NAMESPACE, "public")), 1);
}

static void unknown_versions_have_no_snapshot(void **state) {
    (void)state;
    assert_null(snapshot_of_version(9));
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        assert_int_equal(snapshot_of_version(*version)->version, *version);
    }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(snapshot_holds_types_functions_and_columns),
        TEST(snapshot_holds_argument_names_modes_and_defaults),
        TEST(every_row_of_every_snapshot_is_found),
        TEST(casts_are_found_by_their_types),
        TEST(added_objects_are_found_by_oid_name_and_parent),
        TEST(renamed_and_removed_objects_leave_their_old_names),
        TEST(rollback_undoes_everything_since_the_mark),
        TEST(scans_show_added_objects_after_built_in_ones_by_oid),
        TEST(changed_built_in_objects_are_seen_once),
        TEST(unknown_versions_have_no_snapshot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
