/* Statements, directives and positions of a migration's text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "migration_text.h"

static int count_statements(const char *text) {
    orl_statement statement;
    int count = 0;
    for (size_t at = 0; orl_text_next_statement(text, &at, &statement);) {
        count++;
    }
    return count;
}

static bool controls(const char *text) {
    orl_statement statement;
    size_t at = 0;
    return orl_text_next_statement(text, &at, &statement) &&
           orl_statement_controls_transaction(&statement);
}

static void semicolons_end_statements(void **state) {
    (void)state;
    assert_int_equal(count_statements(""), 0);
    assert_int_equal(count_statements(" -- nothing; here\n/* ; /* ; */ ; */ ;;"), 0);
    assert_int_equal(count_statements("SELECT 1; SELECT 2"), 2);
    assert_int_equal(count_statements("SELECT 1; -- the end"), 1);
}

static void quotes_hide_semicolons(void **state) {
    (void)state;
    assert_int_equal(count_statements("SELECT 'a;''b;', \"c;\"\"d;\" FROM t"), 1);
    assert_int_equal(count_statements("SELECT E'\\';', e'\\\\'; SELECT 2"), 2);
    assert_int_equal(count_statements("SELECT '\\'; SELECT 2"), 2);
    assert_int_equal(count_statements("SELECT $$ ; $a$ ; $$, $a$ ; $$ ; $a$"), 1);
    assert_int_equal(count_statements("SELECT $1; SELECT a$b$c; SELECT 1"), 3);
    assert_int_equal(count_statements("SELECT 1$$;$$"), 1);
}

static void parentheses_and_bodies_hide_semicolons(void **state) {
    (void)state;
    assert_int_equal(count_statements("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)"),
                     1);
    assert_int_equal(count_statements("CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC\n"
                                      "SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3"),
                     2);
    assert_int_equal(count_statements("BEGIN; SELECT 1; END"), 3);
}

static void what_is_not_closed_is_told(void **state) {
    (void)state;
    static const char *const texts[][2] = {
        {"SELECT 'a", "quoted string"},
        {"SELECT \"a", "quoted identifier"},
        {"SELECT $x$ $$", "dollar-quoted string"},
        {"SELECT 1 /* /* */", "comment"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        orl_statement statement;
        size_t at = 0;
        assert_true(orl_text_next_statement(texts[i][0], &at, &statement));
        assert_string_equal(statement.open, texts[i][1]);
        assert_false(statement.terminated);
    }
}

static void transaction_control_is_recognised(void **state) {
    (void)state;
    assert_true(controls("begin"));
    assert_true(controls("/* x */ COMMIT AND CHAIN;"));
    assert_true(controls("END;"));
    assert_true(controls("Start Transaction READ ONLY"));
    assert_true(controls("ROLLBACK"));
    assert_true(controls("ABORT"));
    assert_true(controls("PREPARE TRANSACTION 'x'"));
}

static void savepoints_and_names_are_no_transaction_control(void **state) {
    (void)state;
    assert_false(controls("SAVEPOINT a"));
    assert_false(controls("ROLLBACK TO a"));
    assert_false(controls("ROLLBACK WORK TO SAVEPOINT a"));
    assert_false(controls("PREPARE p AS SELECT 1"));
    assert_false(controls("SELECT 1 AS \"commit\""));
    assert_false(controls("(SELECT 1)"));
    assert_false(controls("\"begin\""));
    assert_false(controls("beginning"));
}

static void the_first_comments_hold_directives(void **state) {
    (void)state;
    bool loose = false;
    oriel_error err = {0};
    assert_int_equal(
        orl_text_directives("-- about\n\n--oriel:no-transaction\r\nVACUUM", "f", &loose, &err),
        ORIEL_OK);
    assert_true(loose);
    assert_int_equal(orl_text_directives("VACUUM; -- oriel: no-transaction", "f", &loose, &err),
                     ORIEL_OK);
    assert_false(loose);
    assert_int_equal(orl_text_directives("-- oriel is fine", "f", &loose, &err), ORIEL_OK);
    assert_int_equal(orl_text_directives("\n-- oriel: no-transactions", "f", &loose, &err),
                     ORIEL_MIGRATION);
    assert_string_equal(err.message, "unknown directive \"no-transactions\"");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 11);
}

static void places_count_characters(void **state) {
    (void)state;
    const char *text = "SELECT 1;\r\n  'äö€😀' x\n";
    oriel_error err = {0};
    orl_text_place(&err, "f.sql", text, (size_t)(strchr(text, 'x') - text));
    assert_string_equal(err.file, "f.sql");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 10);
    assert_int_equal(orl_text_offset(text, 20), strchr(text, 'x') - text);
    assert_int_equal(orl_text_offset(text, 1000), strlen(text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(semicolons_end_statements),
        cmocka_unit_test(quotes_hide_semicolons),
        cmocka_unit_test(parentheses_and_bodies_hide_semicolons),
        cmocka_unit_test(what_is_not_closed_is_told),
        cmocka_unit_test(transaction_control_is_recognised),
        cmocka_unit_test(savepoints_and_names_are_no_transaction_control),
        cmocka_unit_test(the_first_comments_hold_directives),
        cmocka_unit_test(places_count_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
