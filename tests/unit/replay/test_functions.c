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

static void arguments_and_results_are_checked(void **state) {
    run *t = *state;
    refuse(t, "CREATE FUNCTION f(a nosuch) RETURNS int LANGUAGE sql AS 'SELECT 1';", "42704",
           "type nosuch does not exist");
    refuse(t, "CREATE FUNCTION f(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1';", "42P13",
           "parameter name \"a\" used more than once");
    refuse(t, "CREATE FUNCTION f(OUT a int, OUT b int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
           "42P13", "function result type must be record because of OUT parameters");
    refuse(t, "CREATE FUNCTION f() RETURNS anyelement LANGUAGE sql AS 'SELECT 1';", "42P13",
           "cannot determine result data type");
    refuse(t, "CREATE FUNCTION f() RETURNS int LANGUAGE nolang AS '';", "42704",
           "language \"nolang\" does not exist");
    refuse(t, "CREATE FUNCTION f() RETURNS int IMMUTABLE STABLE LANGUAGE sql AS 'SELECT 1';",
           "42601", "conflicting or redundant options");
}

static void defaults_are_cast_and_come_last(void **state) {
    run *t = *state;
    accept(t, "CREATE FUNCTION f(a int, b bigint DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT 1';"
              "CREATE VIEW v AS SELECT f(1);");
    refuse(t, "CREATE FUNCTION g(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
           "42P13", "input parameters after one with a default value must also have defaults");
    refuse(t, "CREATE FUNCTION g(a int DEFAULT now()) RETURNS int LANGUAGE sql AS 'SELECT 1';",
           "42804", "argument of DEFAULT must be type integer, not type timestamp with time zone");
}

static void bodies_in_sql_are_analysed_with_their_arguments(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE t (a int);"
              "CREATE FUNCTION f(n int) RETURNS SETOF t LANGUAGE sql AS "
              "'SELECT * FROM t WHERE a = n OR a = f.n OR a = $1';");
    refuse(t, "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $$ SELECT nope FROM t $$;", "42703",
           "column \"nope\" does not exist");
    assert_int_equal(t->diagnostics->list.items[0].at.offset, 58);
    refuse(t, "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT now()';", "42P13",
           "return type mismatch in function declared to return integer");
    refuse(t, "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELEC 1';", "42601",
           "syntax error at or near \"SELEC\"");
    accept(t, "SET check_function_bodies = off;"
              "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT nope FROM t';");
}

static void standard_bodies_depend_on_what_they_read(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE t (a int);"
              "CREATE FUNCTION f() RETURNS bigint RETURN (SELECT sum(a) FROM t);");
    refuse(t, "DROP TABLE t;", "2BP01", "cannot drop table t because other objects depend on it");
    refuse(t, "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 'x'::text; END;", "42P13",
           "return type mismatch in function declared to return integer");
}

static void replacing_keeps_what_others_rely_on(void **state) {
    run *t = *state;
    accept(t, "CREATE FUNCTION f(a int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';"
              "CREATE VIEW v AS SELECT f(1);"
              "CREATE OR REPLACE FUNCTION f(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql AS "
              "'SELECT 2';");
    refuse(t,
           "CREATE OR REPLACE FUNCTION f(a int, b int DEFAULT 1) RETURNS text LANGUAGE sql AS "
           "'SELECT 1::text';",
           "42P13", "cannot change return type of existing function");
    refuse(t,
           "CREATE OR REPLACE FUNCTION f(x int, b int DEFAULT 1) RETURNS int LANGUAGE sql AS "
           "'SELECT 1';",
           "42P13", "cannot change name of input parameter \"a\"");
    refuse(t, "CREATE OR REPLACE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
           "42P13", "cannot remove parameter defaults from existing function");
    refuse(t, "CREATE OR REPLACE PROCEDURE f(a int, b int) LANGUAGE sql AS '';", "42809",
           "cannot change routine kind");
    refuse(t, "DROP FUNCTION f;", "2BP01",
           "cannot drop function f(integer,integer) because other objects depend on it");
}

static void aggregates_are_made_of_functions_that_fit(void **state) {
    run *t = *state;
    accept(t, "CREATE AGGREGATE total(int) (sfunc = int4pl, stype = int, initcond = '0');"
              "CREATE AGGREGATE old_total (basetype = int, sfunc = int4pl, stype = int);"
              "CREATE VIEW v AS SELECT total(a), old_total(a) FROM generate_series(1, 3) a;");
    refuse(t, "CREATE AGGREGATE bad(int) (sfunc = int4pl);", "42P13",
           "aggregate stype must be specified");
    refuse(t, "CREATE AGGREGATE bad(int) (sfunc = int4mul, stype = text);", "42883",
           "function int4mul(text, integer) does not exist");
    refuse(t, "CREATE AGGREGATE bad(anyelement) (sfunc = array_append, stype = anyarray);", "42883",
           "function array_append(anyarray, anyelement) does not exist");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(arguments_and_results_are_checked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(defaults_are_cast_and_come_last, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bodies_in_sql_are_analysed_with_their_arguments, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(standard_bodies_depend_on_what_they_read, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(replacing_keeps_what_others_rely_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(aggregates_are_made_of_functions_that_fit, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
