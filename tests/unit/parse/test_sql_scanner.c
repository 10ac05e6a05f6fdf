#include "parse/sql_scanner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new(NULL);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void assert_token(const sql_scan *scan, int i, sql_scan_kind kind, size_t start,
                         size_t end) {
    assert_true(i < scan->count);
    assert_int_equal(scan->tokens[i].kind, kind);
    assert_int_equal(scan->tokens[i].start, start);
    assert_int_equal(scan->tokens[i].end, end);
}

static void tokens_are_the_servers(void **state) {
    sql_scan scan = sql_scan_text(*state, "a := $1 + 1..2; -- c\n#U&'x' <<");
    assert_token(&scan, 0, SQL_SCAN_WORD, 0, 1);
    assert_token(&scan, 1, SQL_SCAN_OPERATOR, 2, 4);
    assert_token(&scan, 2, SQL_SCAN_PARAMETER, 5, 7);
    assert_token(&scan, 3, SQL_SCAN_CHARACTER, 8, 9);
    assert_token(&scan, 4, SQL_SCAN_INTEGER, 10, 11);
    assert_token(&scan, 5, SQL_SCAN_OPERATOR, 11, 13);
    assert_token(&scan, 6, SQL_SCAN_INTEGER, 13, 14);
    assert_token(&scan, 7, SQL_SCAN_CHARACTER, 14, 15);
    assert_token(&scan, 8, SQL_SCAN_OPERATOR, 21, 22);
    assert_token(&scan, 9, SQL_SCAN_OTHER, 22, 27);
    assert_token(&scan, 10, SQL_SCAN_OPERATOR, 28, 30);
    assert_token(&scan, 11, SQL_SCAN_END, 30, 30);
}

static void what_cannot_be_scanned_ends_the_tokens(void **state) {
    sql_scan scan = sql_scan_text(*state, "SELECT 'a' \"b");
    assert_int_equal(scan.count, 3);
    assert_token(&scan, 2, SQL_SCAN_ERROR, 11, 11);
    assert_string_equal(scan.error.message, "unterminated quoted identifier at or near \"\"b\"");
    scan = sql_scan_text(*state, "x 'y \\");
    assert_token(&scan, 1, SQL_SCAN_ERROR, 2, 2);
    scan = sql_scan_text(*state, "x /* y");
    assert_token(&scan, 1, SQL_SCAN_ERROR, 2, 2);
    scan = sql_scan_text(*state, "1a");
    assert_token(&scan, 0, SQL_SCAN_ERROR, 0, 0);
}

static const char *name_of(arena *a, const char *text) {
    sql_scan scan = sql_scan_text(a, text);
    return sql_scan_name(a, text, &scan.tokens[0]);
}

static void names_are_folded_and_unquoted(void **state) {
    assert_string_equal(name_of(*state, "SeLect"), "select");
    assert_string_equal(name_of(*state, "\"A\"\"b\""), "A\"b");
    assert_int_equal(
        strlen(name_of(*state, "a123456789b123456789c123456789d123456789e123456789f123456789g123")),
        63);
}

static const char *string_of(arena *a, const char *text) {
    sql_scan scan = sql_scan_text(a, text);
    return sql_scan_string(a, text, &scan.tokens[0]);
}

static void strings_are_their_content(void **state) {
    assert_string_equal(string_of(*state, "'it''s'"), "it's");
    assert_string_equal(string_of(*state, "'a' \n 'b'"), "ab");
    assert_string_equal(string_of(*state, "E'a\\'b'"), "a'b");
    assert_string_equal(string_of(*state, "$x$a$$b$x$"), "a$$b");
    assert_string_equal(string_of(*state, "''"), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(tokens_are_the_servers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_scanned_ends_the_tokens, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_folded_and_unquoted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(strings_are_their_content, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
