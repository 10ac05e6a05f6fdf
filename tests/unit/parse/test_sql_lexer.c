#include "parse/sql_lexer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static sql_token first(const char *text) {
    return sql_lexer_next(text, strlen(text), 0);
}

/* The text's first token has this kind and reaches to where `length` says. */
static void assert_first(const char *text, sql_token_kind kind, size_t length) {
    sql_token token = first(text);
    assert_int_equal(token.kind, kind);
    assert_int_equal(token.start, 0);
    assert_int_equal(token.end, length);
    assert_false(token.open);
}

static void string_constants_end_where_the_server_ends_them(void **state) {
    (void)state;
    assert_first("'a''b'c", SQL_TOKEN_STRING, 6);
    assert_first("'a\\'b'", SQL_TOKEN_STRING, 4);
    assert_first("E'a\\'b'c", SQL_TOKEN_STRING, 7);
    assert_first("e'\\\\'c", SQL_TOKEN_STRING, 5);
    assert_first("U&'a\\'b'", SQL_TOKEN_STRING, 6);
    assert_first("N'a' b", SQL_TOKEN_STRING, 4);
    assert_first("x'1f' b", SQL_TOKEN_STRING, 5);
    assert_first("''", SQL_TOKEN_STRING, 2);
}

static void string_constants_go_on_behind_a_line_break(void **state) {
    (void)state;
    assert_first("'a'\n'b';", SQL_TOKEN_STRING, 7);
    assert_first("'a' 'b'", SQL_TOKEN_STRING, 3);
    assert_first("E'a' -- no\n  '\\'' c", SQL_TOKEN_STRING, 17);
}

static void dollar_quotes_need_their_own_tag_to_end(void **state) {
    (void)state;
    assert_first("$$a;'$$;", SQL_TOKEN_STRING, 7);
    assert_first("$a$ $$ $b$ $a$;", SQL_TOKEN_STRING, 14);
    assert_first("$\xC3\xA4$x$\xC3\xA4$", SQL_TOKEN_STRING, 9);
    assert_first("$1", SQL_TOKEN_PARAMETER, 2);
    assert_first("$1$2", SQL_TOKEN_PARAMETER, 2);
    assert_first("a$b$c", SQL_TOKEN_WORD, 5);
}

static void quoted_names_hold_anything(void **state) {
    (void)state;
    assert_first("\"a;\"\"b\" c", SQL_TOKEN_QUOTED, 7);
    assert_first("U&\"d\\0061\" c", SQL_TOKEN_QUOTED, 10);
}

static void comments_nest_and_are_passed_over(void **state) {
    (void)state;
    sql_token token = first(" /* a /* ; */ ' */ -- '\n x");
    assert_int_equal(token.kind, SQL_TOKEN_WORD);
    assert_int_equal(token.start, 25);
}

static void operators_stop_before_comments(void **state) {
    (void)state;
    assert_first("+--", SQL_TOKEN_OPERATOR, 1);
    assert_first("</* */>", SQL_TOKEN_OPERATOR, 1);
    assert_first("->>'a'", SQL_TOKEN_OPERATOR, 3);
    assert_first("::int", SQL_TOKEN_OPERATOR, 2);
}

static void numbers_are_one_token(void **state) {
    (void)state;
    assert_first("1.5e-10,", SQL_TOKEN_NUMBER, 7);
    assert_first(".5)", SQL_TOKEN_NUMBER, 2);
    assert_first("1e", SQL_TOKEN_NUMBER, 1);
}

static void what_is_not_closed_reaches_to_the_end(void **state) {
    (void)state;
    static const char *const open[] = {"'a", "\"a", "$$a", "$a$ $", "E'\\'", "/* /* */", "x'1"};
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
        sql_token token = first(open[i]);
        assert_true(token.open);
        assert_int_equal(token.end, strlen(open[i]));
    }
    assert_int_equal(first("/* a").kind, SQL_TOKEN_COMMENT);
}

static void deep_comments_are_marked(void **state) {
    (void)state;
    char text[4 * SQL_COMMENT_DEPTH + 16] = "";
    for (int i = 0; i <= SQL_COMMENT_DEPTH; i++) {
        memcpy(text + 2 * i, "/*", 2);
        memcpy(text + 2 * (SQL_COMMENT_DEPTH + 1) + 2 * i, "*/", 2);
    }
    sql_token token = first(text);
    assert_int_equal(token.kind, SQL_TOKEN_COMMENT);
    assert_true(token.too_deep);
    assert_false(token.open);
    assert_int_equal(token.end, strlen(text));
    assert_int_equal(sql_lexer_next(text, strlen(text), 2).kind, SQL_TOKEN_OPERATOR);
}

static void the_end_is_a_token(void **state) {
    (void)state;
    sql_token token = first(" -- x");
    assert_int_equal(token.kind, SQL_TOKEN_END);
    assert_int_equal(token.start, 5);
}

static void words_compare_in_any_case(void **state) {
    (void)state;
    sql_token token = first("SeLect");
    assert_true(sql_token_is_word("SeLect", &token, "select"));
    assert_false(sql_token_is_word("SeLect", &token, "selec"));
    assert_false(sql_token_is_word("SeLect", &token, "selects"));
}

static void assert_blanked(const char *sql, const char *expected) {
    char text[128];
    (void)strcpy(text, sql);
    sql_lexer_blank_comments(text, strlen(text));
    assert_string_equal(text, expected);
}

static void comments_are_blanked_where_they_stand(void **state) {
    (void)state;
    assert_blanked("a -- \xC3\xA4\nb /* c\n */ d", "a      \nb     \n    d");
    assert_blanked("'--' /* x */ \"/*\" $$--$$", "'--'         \"/*\" $$--$$");
    assert_blanked("'a' -- x\n'b'", "'a'     \n'b'");
    assert_blanked("a /* never closed", "a /* never closed");
}

static void comments_that_part_constants_stay(void **state) {
    (void)state;
    assert_blanked("'a' /* x */\n'b'", "'a' /* x */\n'b'");
    assert_blanked("U&'a' /* x */ UESCAPE '!'", "U&'a'         UESCAPE '!'");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(string_constants_end_where_the_server_ends_them),
        cmocka_unit_test(string_constants_go_on_behind_a_line_break),
        cmocka_unit_test(dollar_quotes_need_their_own_tag_to_end),
        cmocka_unit_test(quoted_names_hold_anything),
        cmocka_unit_test(comments_nest_and_are_passed_over),
        cmocka_unit_test(operators_stop_before_comments),
        cmocka_unit_test(numbers_are_one_token),
        cmocka_unit_test(what_is_not_closed_reaches_to_the_end),
        cmocka_unit_test(deep_comments_are_marked),
        cmocka_unit_test(the_end_is_a_token),
        cmocka_unit_test(words_compare_in_any_case),
        cmocka_unit_test(comments_are_blanked_where_they_stand),
        cmocka_unit_test(comments_that_part_constants_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
