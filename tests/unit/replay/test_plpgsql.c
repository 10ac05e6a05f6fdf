#include "replay/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

/* Bodies in PL/pgSQL as CREATE FUNCTION and DO give them; tests/oracle asks the server the same. */

typedef struct run {
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
    const diagnostic *error; /* the first one, or NULL */
} run;

static void run_sql(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
    t->error = NULL;
    for (int i = 0; i < t->diagnostics->list.count && t->error == NULL; i++) {
        const diagnostic *d = &t->diagnostics->list.items[i];
        t->error = d->severity == DIAGNOSTIC_ERROR ? d : NULL;
    }
}

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    run *t = ARENA_NEW(a, run);
    t->arena = a;
    t->diagnostics = diagnostics_new(a);
    t->replay = replay_new(a, 15, t->diagnostics);
    run_sql(t, "CREATE TABLE t (id integer, name text);");
    *state = t;
    return t->error != NULL;
}

static int tear_down(void **state) {
    arena_free(((run *)*state)->arena);
    return 0;
}

static void accept_statement(run *t, const char *sql) {
    run_sql(t, sql);
    if (t->error != NULL) {
        fail_msg("%s: %s", sql, t->error->message);
    }
}

static const char *function_of(run *t, const char *body) {
    return arena_printf(t->arena,
                        "CREATE OR REPLACE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE "
                        "plpgsql AS $$%s$$;",
                        body);
}

static void accept(run *t, const char *body) {
    accept_statement(t, function_of(t, body));
}

/* `at` is the byte of the body, -1: the error has no place of its own. */
static void refuse(run *t, const char *body, const char *message, int at) {
    const char *sql = function_of(t, body);
    run_sql(t, sql);
    assert_non_null(t->error);
    assert_string_equal(t->error->message, message);
    size_t start = at < 0 ? 0 : (size_t)(strstr(sql, "$$") + 2 - sql) + (size_t)at;
    assert_int_equal(t->error->at.offset, start);
}

static void statements_end_where_they_should(void **state) {
    run *t = *state;
    accept(t, "BEGIN IF a > 1 THEN RETURN 2; END IF; RETURN a; END");
    refuse(t, "BEGIN IF a > 1 THEN RETURN 2; END; END", "syntax error at or near \";\"", 33);
    refuse(t, "BEGIN RETURN a END", "syntax error at end of input", 18);
    refuse(t, "BEGIN RETURN a; ", "syntax error at end of input", 16);
    refuse(t, "BEGIN RETURN (a; END", "mismatched parentheses at or near \";\"", 15);
    refuse(t, "BEGIN RETURN ; END", "missing expression at or near \";\"", 13);
    refuse(t, "", "syntax error at end of input", -1);
}

static void sql_inside_is_parsed_only(void **state) {
    run *t = *state;
    accept(t, "BEGIN PERFORM nosuch(x) FROM nosuch; RETURN 1 + nosuch; END");
    refuse(t, "BEGIN RETURN 1 +; END", "syntax error at end of input", 16);
    refuse(t, "BEGIN RETURN 1 UNION SELECT 2; END", "syntax error at or near \"UNION\"", 15);
    refuse(t, "BEGIN SELEC 1; END", "syntax error at or near \"SELEC\"", 6);
    refuse(t, "BEGIN SELECT 1 INTO a FROM; END", "syntax error at end of input", 26);
    refuse(t, "BEGIN PERFORM 1 FROM FROM; END", "syntax error at or near \"FROM\"", 21);
}

static void names_are_variables_where_they_are_in_scope(void **state) {
    run *t = *state;
    accept(t, "<<o>> DECLARE x t; BEGIN o.x.id := 1; f.a := 2; $1 := 3; x := NULL; RETURN a; END");
    accept(t, "DECLARE comment text; BEGIN comment := 'x'; COMMENT ON TABLE t IS 'y'; END");
    refuse(t, "BEGIN x := 1; END", "\"x\" is not a known variable", 6);
    refuse(t, "BEGIN SELECT 1 INTO x.y; END", "\"x.y\" is not a known variable", 20);
    refuse(t, "BEGIN DECLARE x int; BEGIN END; x := 1; END", "\"x\" is not a known variable", 32);
    refuse(t, "DECLARE x int; x text; BEGIN END", "duplicate declaration at or near \"x\"", 15);
    refuse(t, "DECLARE r record; BEGIN SELECT 1 INTO a, r; END", "\"r\" is not a scalar variable",
           41);
    refuse(t, "DECLARE c CONSTANT int := 1; BEGIN c := 2; END",
           "variable \"c\" is declared CONSTANT", 35);
}

static void types_of_variables_are_looked_up(void **state) {
    run *t = *state;
    accept(t, "DECLARE x t.id%TYPE; y t%ROWTYPE; w x%TYPE; v t.ctid%TYPE; BEGIN RETURN 1; END");
    refuse(t, "DECLARE x nosuch; BEGIN END", "type \"nosuch\" does not exist", 10);
    refuse(t, "DECLARE x nosuch%ROWTYPE; BEGIN END", "relation \"nosuch\" does not exist", -1);
    refuse(t, "DECLARE x t.nosuch%TYPE; BEGIN END", "syntax error at or near \"%\"", 18);
    refuse(t, "DECLARE x numeric(; BEGIN END", "syntax error at end of input", 18);
    refuse(t, "DECLARE x anyelement; BEGIN END", "variable \"x\" has pseudo-type anyelement", -1);
}

static void loops_and_labels_belong_together(void **state) {
    run *t = *state;
    accept(t, "<<l>> BEGIN FOR i IN 1..a LOOP CONTINUE WHEN i = 2; EXIT l; END LOOP; END l");
    refuse(t, "BEGIN EXIT; END", "EXIT cannot be used outside a loop, unless it has a label", 6);
    refuse(t, "<<l>> BEGIN LOOP CONTINUE l; END LOOP; END",
           "block label \"l\" cannot be used in CONTINUE", 26);
    refuse(t, "BEGIN LOOP END LOOP x; END", "end label \"x\" specified for unlabeled block", 20);
    refuse(t, "BEGIN FOR i IN SELECT 1 LOOP END LOOP; END",
           "loop variable of loop over rows must be a record variable or list of scalar variables",
           10);
}

static void raise_counts_its_parameters(void **state) {
    run *t = *state;
    accept(t, "BEGIN RAISE 'x % %%', a USING HINT = b; RAISE division_by_zero; RETURN 1; END");
    refuse(t, "BEGIN RAISE 'x %'; END", "too few parameters specified for RAISE", -1);
    refuse(t, "BEGIN RAISE E'\\'', a; END", "too many parameters specified for RAISE", -1);
    refuse(t, "BEGIN RAISE nosuch; END", "unrecognized exception condition \"nosuch\"", -1);
}

static void results_follow_the_function(void **state) {
    run *t = *state;
    refuse(t, "BEGIN RETURN NEXT 1; END", "cannot use RETURN NEXT in a non-SETOF function", 6);
    run_sql(t, "CREATE FUNCTION v() RETURNS void LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';");
    assert_non_null(t->error);
    assert_string_equal(t->error->message,
                        "RETURN cannot have a parameter in function returning void");
    run_sql(t, "CREATE FUNCTION v(a int) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';");
    assert_non_null(t->error);
    assert_string_equal(t->error->message, "trigger functions cannot have declared arguments");
}

/* Quotes inside the constant move what stands behind them. */
static void errors_stand_in_the_statement(void **state) {
    run *t = *state;
    static const char quoted[] = "CREATE FUNCTION q() RETURNS int LANGUAGE plpgsql AS "
                                 "'BEGIN RAISE ''it''''s''; x := 1; END';";
    run_sql(t, quoted);
    assert_non_null(t->error);
    assert_int_equal(t->error->at.offset, strstr(quoted, "x :=") - quoted);
    run_sql(t, "DO $$ BEGIN x := 1; END $$;");
    assert_non_null(t->error);
    assert_int_equal(t->error->at.offset, 12);
}

static void bodies_may_be_left_unchecked(void **state) {
    run *t = *state;
    accept_statement(t, "SET check_function_bodies = off;");
    accept(t, "BEGIN x := ; nonsense");
    accept_statement(t, "DO $$ BEGIN SELEC; END $$;");
    run_sql(t, "DO $$ BEGIN x := 1; END $$;");
    assert_non_null(t->error);
}

/* What is nested too deep cannot be decided, and deep parentheses are the parser's own limit. */
static void deep_nesting_is_accepted(void **state) {
    run *t = *state;
    text body = text_new(t->arena);
    for (int i = 0; i < 2000; i++) {
        text_add(&body, "BEGIN ");
    }
    accept(t, text_string(&body));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(statements_end_where_they_should, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sql_inside_is_parsed_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_variables_where_they_are_in_scope, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(types_of_variables_are_looked_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loops_and_labels_belong_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(raise_counts_its_parameters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(results_follow_the_function, set_up, tear_down),
        cmocka_unit_test_setup_teardown(errors_stand_in_the_statement, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bodies_may_be_left_unchecked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deep_nesting_is_accepted, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
