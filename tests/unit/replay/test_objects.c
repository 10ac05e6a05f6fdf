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

static const char pair[] =
    "CREATE TYPE pair AS (a int, b int);"
    "CREATE FUNCTION pair_eq(pair, pair) RETURNS bool LANGUAGE sql AS 'SELECT true';"
    "CREATE FUNCTION pair_cmp(pair, pair) RETURNS int LANGUAGE sql AS 'SELECT 1';";

static void partners_of_operators_are_made_as_shells(void **state) {
    run *t = *state;
    accept(t, pair);
    accept(t, "CREATE OPERATOR === (function = pair_eq, leftarg = pair, rightarg = pair,"
              " commutator = ===, negator = !==);");
    refuse(t, "CREATE VIEW v AS SELECT (1, 2)::pair !== (1, 2)::pair AS x;", "42883",
           "operator is only a shell: pair !== pair");
    accept(t, "CREATE OPERATOR !== (function = pair_eq, leftarg = pair, rightarg = pair);"
              "CREATE VIEW v AS SELECT (1, 2)::pair !== (1, 2)::pair AS x;");
    refuse(t, "DROP OPERATOR !== (pair, pair);", "2BP01",
           "cannot drop operator !==(pair,pair) because other objects depend on it");
    refuse(t, "CREATE OPERATOR === (function = pair_eq, leftarg = pair, rightarg = pair);", "42723",
           "operator === already exists");
    refuse(t, "CREATE OPERATOR ==== (leftarg = pair, rightarg = pair);", "42P13",
           "operator function must be specified");
}

static void operator_classes_take_their_members_with_them(void **state) {
    static const char class[] =
        "CREATE OPERATOR CLASS pair_ops DEFAULT FOR TYPE pair USING btree AS"
        " OPERATOR 3 ===, FUNCTION 1 pair_cmp(pair, pair);";
    run *t = *state;
    accept(t, pair);
    accept(t, "CREATE OPERATOR === (function = pair_eq, leftarg = pair, rightarg = pair);");
    accept(t, class);
    refuse(t, class, "42710",
           "operator class \"pair_ops\" for access method \"btree\" already exists");
    accept(t, "DROP OPERATOR CLASS pair_ops USING btree;");
    accept(t, class);
}

static void casts_want_fitting_functions(void **state) {
    run *t = *state;
    accept(t, pair);
    accept(t, "CREATE FUNCTION pair_int(pair) RETURNS int LANGUAGE sql AS 'SELECT 1';"
              "CREATE CAST (pair AS int) WITH FUNCTION pair_int(pair) AS IMPLICIT;"
              "CREATE VIEW v AS SELECT (1, 2)::pair + 1 AS x;");
    refuse(t, "CREATE CAST (pair AS int) WITH FUNCTION pair_int(pair);", "42710",
           "cast from type pair to type integer already exists");
    refuse(t, "CREATE CAST (text AS pair) WITH FUNCTION pair_int(pair);", "42P17",
           "argument of cast function must match or be binary-coercible from source data type");
    refuse(t, "DROP FUNCTION pair_int(pair);", "2BP01",
           "cannot drop function pair_int(pair) because other objects depend on it");
}

static void extensions_bring_their_objects_and_take_them_away(void **state) {
    run *t = *state;
    accept(t, "CREATE SCHEMA x; CREATE EXTENSION hstore SCHEMA x;"
              "CREATE VIEW v AS SELECT 'a=>1'::x.hstore AS h;"
              "CREATE EXTENSION IF NOT EXISTS hstore;");
    refuse(t, "CREATE EXTENSION hstore;", "42710", "extension \"hstore\" already exists");
    refuse(t, "DROP EXTENSION hstore;", "2BP01",
           "cannot drop extension hstore because other objects depend on it");
    accept(t, "ALTER EXTENSION hstore SET SCHEMA public;");
    assert_non_null(search_path_type(replay_catalog(t->replay), "public", "hstore"));
    accept(t, "DROP EXTENSION hstore CASCADE;");
    assert_null(search_path_type(replay_catalog(t->replay), NULL, "hstore"));
    assert_null(search_path_relation(replay_catalog(t->replay), NULL, "v"));
}

static void required_extensions_come_with_cascade(void **state) {
    run *t = *state;
    refuse(t, "CREATE EXTENSION earthdistance;", "42704",
           "required extension \"cube\" is not installed");
    accept(t, "CREATE EXTENSION earthdistance CASCADE;");
    assert_non_null(search_path_type(replay_catalog(t->replay), NULL, "cube"));
    refuse(t, "CREATE EXTENSION nosuch;", "0A000", "extension \"nosuch\" is not available");
}

static void collations_are_copied_or_described(void **state) {
    run *t = *state;
    accept(t, "CREATE COLLATION c FROM \"C\"; CREATE VIEW v AS SELECT 'a'::text COLLATE c AS x;"
              "CREATE COLLATION de (provider = icu, locale = 'de');");
    refuse(t, "CREATE COLLATION c FROM \"POSIX\";", "42710", "collation \"c\" already exists");
    refuse(t, "CREATE COLLATION n FROM \"default\";", "42P17",
           "collation \"default\" cannot be copied");
    refuse(t, "CREATE COLLATION n (provider = icu);", "42P17",
           "parameter \"locale\" must be specified");
    refuse(t, "DROP COLLATION c;", "2BP01",
           "cannot drop collation c because other objects depend on it");
}

static void servers_hang_on_their_wrapper(void **state) {
    run *t = *state;
    accept(t, "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
              "CREATE USER MAPPING FOR joe SERVER s;");
    refuse(t, "CREATE USER MAPPING FOR joe SERVER s;", "42710",
           "user mapping for \"joe\" already exists for server \"s\"");
    refuse(t, "DROP FOREIGN DATA WRAPPER w;", "2BP01",
           "cannot drop foreign-data wrapper w because other objects depend on it");
    accept(t, "DROP FOREIGN DATA WRAPPER w CASCADE;");
    refuse(t, "CREATE USER MAPPING FOR joe SERVER s;", "42704", "server \"s\" does not exist");
}

static void text_search_objects_refer_to_each_other(void **state) {
    run *t = *state;
    accept(t, "CREATE TEXT SEARCH DICTIONARY d (template = simple);"
              "CREATE TEXT SEARCH CONFIGURATION c (copy = english);"
              "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;");
    refuse(t, "ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR nope WITH d;", "22023",
           "token type \"nope\" does not exist");
    refuse(t, "DROP TEXT SEARCH DICTIONARY d;", "2BP01",
           "cannot drop text search dictionary d because other objects depend on it");
    refuse(t, "CREATE TEXT SEARCH CONFIGURATION x ();", "42601", "syntax error at or near \")\"");
}

static void actions_of_rules_see_and_give_rows(void **state) {
    run *t = *state;
    accept(t,
           "CREATE TABLE a (x int, y text); CREATE TABLE b (x int); CREATE VIEW v AS TABLE a;"
           "CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO a VALUES (new.*) RETURNING *;");
    refuse(t, "CREATE RULE s AS ON INSERT TO v DO INSTEAD INSERT INTO a VALUES (1) RETURNING *, 1;",
           "42P17", "RETURNING list has too many entries");
    refuse(t, "CREATE RULE s AS ON DELETE TO v DO INSTEAD DELETE FROM a RETURNING y, x;", "42P17",
           "RETURNING list's entry 1 has different type from column \"x\"");
    refuse(t, "CREATE RULE s AS ON DELETE TO v DO ALSO DELETE FROM a RETURNING *;", "0A000",
           "RETURNING lists are not supported in non-INSTEAD rules");
    refuse(t,
           "CREATE RULE s AS ON UPDATE TO v DO INSTEAD WITH w AS (SELECT old.*) "
           "UPDATE b SET x = w.x FROM w;",
           "0A000", "cannot refer to OLD within WITH query");
    refuse(t,
           "CREATE RULE s AS ON UPDATE TO v DO INSTEAD INSERT INTO b "
           "WITH w AS (SELECT new.x) SELECT x FROM w;",
           "0A000", "cannot refer to NEW within WITH query");
}

static void aggregates_are_replaced_by_their_kind(void **state) {
    run *t = *state;
    accept(t, "CREATE AGGREGATE g (int) (stype = int, sfunc = int4pl, parallel = safe);");
    refuse(t, "CREATE OR REPLACE AGGREGATE g (ORDER BY int) (stype = int, sfunc = int4pl);",
           "42809", "cannot change routine kind");
    refuse(t, "CREATE AGGREGATE h (int) (stype = int, sfunc = int4pl, parallel = pear);", "42601",
           "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
    accept(t, "CREATE FUNCTION f(int8, int8) RETURNS int8 LANGUAGE sql AS 'SELECT $1';");
    refuse(t, "CREATE AGGREGATE h (int4) (stype = int8, sfunc = f);", "42804",
           "function f(bigint, bigint) requires run-time type coercion");
}

static void statements_must_be_prepared_before_they_make_tables(void **state) {
    run *t = *state;
    refuse(t, "CREATE TABLE a AS EXECUTE p(1);", "26000",
           "prepared statement \"p\" does not exist");
    accept(t, "PREPARE p AS SELECT 1; DEALLOCATE p;");
    refuse(t, "CREATE TABLE a AS EXECUTE p(1);", "26000",
           "prepared statement \"p\" does not exist");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(partners_of_operators_are_made_as_shells, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(operator_classes_take_their_members_with_them, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(casts_want_fitting_functions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extensions_bring_their_objects_and_take_them_away, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(required_extensions_come_with_cascade, set_up, tear_down),
        cmocka_unit_test_setup_teardown(collations_are_copied_or_described, set_up, tear_down),
        cmocka_unit_test_setup_teardown(servers_hang_on_their_wrapper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(text_search_objects_refer_to_each_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(actions_of_rules_see_and_give_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(aggregates_are_replaced_by_their_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(statements_must_be_prepared_before_they_make_tables, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
