#include "parse/syntax_error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "parse/sqlstate.h"

static int set_up(void **state) {
    *state = arena_new(NULL);
    return *state == NULL;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static syntax_error error_of(void **state, const char *message, const char *sql, size_t offset) {
    return syntax_error_of_server(*state, message, sql, strlen(sql), offset);
}

static void assert_code(void **state, const char *message, const char *sqlstate) {
    syntax_error error = error_of(state, message, "select 1", 0);
    assert_string_equal(error.sqlstate, sqlstate);
    assert_string_equal(error.message, message);
}

static void most_messages_are_plain_syntax_errors(void **state) {
    assert_code(state, "syntax error at or near \"x\"", SQLSTATE_SYNTAX_ERROR);
    assert_code(state, "a message of a later version", SQLSTATE_SYNTAX_ERROR);
    assert_null(error_of(state, "syntax error at end of input", "x", 0).hint);
}

static void families_of_messages_have_their_own_codes(void **state) {
    assert_code(state, "CREATE ASSERTION is not yet implemented", SQLSTATE_FEATURE_NOT_SUPPORTED);
    assert_code(state, "UNIQUE constraints cannot be marked NOT VALID",
                SQLSTATE_FEATURE_NOT_SUPPORTED);
    assert_code(state, "frame end cannot be UNBOUNDED PRECEDING", SQLSTATE_WINDOWING_ERROR);
    assert_code(state, "precision for type float must be at least 1 bit",
                SQLSTATE_INVALID_PARAMETER_VALUE);
    assert_code(state, "role name \"none\" is reserved", SQLSTATE_RESERVED_NAME);
    assert_code(state, "modulus for hash partition provided more than once",
                SQLSTATE_DUPLICATE_OBJECT);
}

static void hints_come_back(void **state) {
    syntax_error error = error_of(state, "subquery in FROM must have an alias", "x", 0);
    assert_string_equal(error.hint, "For example, FROM (SELECT ...) [AS] foo.");
    error = error_of(state, "invalid publication object list", "x", 0);
    assert_non_null(error.detail);
}

static void unicode_escapes_depend_on_the_kind_of_constant(void **state) {
    assert_string_equal(error_of(state, "invalid Unicode escape", "select E'\\u1'", 9).sqlstate,
                        SQLSTATE_INVALID_ESCAPE_SEQUENCE);
    assert_string_equal(error_of(state, "invalid Unicode escape", "select U&'\\u1'", 10).sqlstate,
                        SQLSTATE_SYNTAX_ERROR);
}

static void junk_is_shown_to_its_end(void **state) {
    const char *message = "trailing junk after numeric literal at or near \"1a\"";
    assert_string_equal(error_of(state, message, "select 1abc, 2", 7).message,
                        "trailing junk after numeric literal at or near \"1abc\"");
    assert_string_equal(error_of(state, message, "select 1a", 7).message, message);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(most_messages_are_plain_syntax_errors),
        TEST(families_of_messages_have_their_own_codes),
        TEST(hints_come_back),
        TEST(unicode_escapes_depend_on_the_kind_of_constant),
        TEST(junk_is_shown_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
