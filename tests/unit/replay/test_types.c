#include "replay/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/search_path.h"

typedef struct run {
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
} run;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    run *t = ARENA_NEW(a, run);
    t->arena = a;
    t->diagnostics = diagnostics_new(a);
    t->replay = replay_new(a, 15, t->diagnostics);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((run *)*state)->arena);
    return 0;
}

static void run_sql(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
}

static void accept(run *t, const char *sql) {
    run_sql(t, sql);
    for (int i = 0; i < t->diagnostics->list.count; i++) {
        if (t->diagnostics->list.items[i].severity == DIAGNOSTIC_ERROR) {
            fail_msg("%s: %s", sql, t->diagnostics->list.items[i].message);
        }
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    run_sql(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static const pg_type *type(const run *t, const char *name) {
    return search_path_type(replay_catalog(t->replay), NULL, name);
}

static void labels_of_enums_keep_their_order(void **state) {
    run *t = *state;
    accept(t, "CREATE TYPE e AS ENUM ('a', 'c'); ALTER TYPE e ADD VALUE 'b' BEFORE 'c';"
              "ALTER TYPE e ADD VALUE IF NOT EXISTS 'b'; ALTER TYPE e RENAME VALUE 'a' TO 'z';");
    const pg_type *e = type(t, "e");
    assert_int_equal(e->label_count, 3);
    assert_string_equal(e->labels[0], "z");
    assert_string_equal(e->labels[1], "b");
    refuse(t, "ALTER TYPE e ADD VALUE 'b';", "42710", "enum label \"b\" already exists");
    refuse(t, "ALTER TYPE e ADD VALUE 'x' AFTER 'y';", "22023",
           "\"y\" is not an existing enum label");
}

static void array_types_make_way_for_types_of_their_name(void **state) {
    run *t = *state;
    accept(t, "CREATE TYPE e AS ENUM ('a'); CREATE TYPE _e AS (a int);");
    assert_int_equal(type(t, "_e")->typtype, 'c');
    assert_string_equal(catalog_type(replay_catalog(t->replay), type(t, "e")->array)->name, "__e");
}

static void ranges_bring_a_multirange_constructors_and_a_cast(void **state) {
    run *t = *state;
    accept(t, "CREATE TYPE timerange AS RANGE (subtype = time);"
              "CREATE VIEW v AS SELECT timerange('1:00', '2:00')::timemultirange AS m;");
    const pg_type *range = type(t, "timerange");
    const pg_type *multirange = type(t, "timemultirange");
    assert_int_equal(range->range_multirange, multirange->oid);
    assert_int_equal(multirange->range_multirange, range->oid);
    assert_non_null(catalog_find_cast(replay_catalog(t->replay), range->oid, multirange->oid));
    refuse(t, "DROP TYPE timemultirange;", "2BP01",
           "cannot drop type timemultirange because type timerange requires it");
}

static void ranges_need_an_order(void **state) {
    run *t = *state;
    refuse(t, "CREATE TYPE r AS RANGE (subtype = json);", "42704",
           "data type json has no default operator class for access method \"btree\"");
    refuse(t, "CREATE TYPE r AS RANGE (collation = \"C\");", "42601",
           "type attribute \"subtype\" is required");
}

static void base_types_need_a_shell_and_functions(void **state) {
    run *t = *state;
    refuse(t, "CREATE TYPE b (input = nope, output = nope);", "42710", "type \"b\" does not exist");
    accept(t, "CREATE TYPE b;"
              "CREATE FUNCTION b_in(cstring) RETURNS b LANGUAGE internal AS 'textin';"
              "CREATE FUNCTION b_out(b) RETURNS cstring LANGUAGE internal AS 'textout';");
    refuse(t, "CREATE TYPE b (input = b_in);", "42P17", "type output function must be specified");
    accept(t, "CREATE TYPE b (input = b_in, output = b_out, category = 'S');");
    assert_true(type(t, "b")->defined);
    assert_int_equal(type(t, "_b")->subscript, ARRAY_SUBSCRIPT_HANDLER_OID);
}

static void domains_check_their_expressions(void **state) {
    run *t = *state;
    accept(t, "CREATE DOMAIN d AS int DEFAULT 3 NOT NULL CHECK (VALUE > 0);");
    assert_true(type(t, "d")->not_null);
    assert_string_equal(type(t, "d")->default_text, "3");
    refuse(t, "CREATE DOMAIN x AS int CHECK (other > 0);", "42703",
           "column \"other\" does not exist");
    refuse(t, "CREATE DOMAIN x AS int UNIQUE;", "42601",
           "unique constraints not possible for domains");
    refuse(t, "CREATE DOMAIN x AS int NULL NOT NULL;", "42601",
           "conflicting NULL/NOT NULL constraints");
}

static void constraints_of_domains_come_and_go(void **state) {
    run *t = *state;
    accept(t, "CREATE DOMAIN d AS int; ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE > 0);");
    refuse(t, "ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE > 1);", "42710",
           "constraint \"k\" for domain \"d\" already exists");
    accept(t, "ALTER DOMAIN d DROP CONSTRAINT k; ALTER DOMAIN d DROP CONSTRAINT IF EXISTS k;");
    refuse(t, "ALTER DOMAIN d DROP CONSTRAINT k;", "42704",
           "constraint \"k\" of domain \"d\" does not exist");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(labels_of_enums_keep_their_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(array_types_make_way_for_types_of_their_name, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(ranges_bring_a_multirange_constructors_and_a_cast, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(ranges_need_an_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(base_types_need_a_shell_and_functions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(domains_check_their_expressions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(constraints_of_domains_come_and_go, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
