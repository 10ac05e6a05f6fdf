#include "parse/statement_size.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static int set_up(void **state) {
    *state = arena_new(NULL);
    return *state == NULL;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static size_t depth_of(arena *a, const char *before, const char *piece, int count,
                       const char *after) {
    text t = text_new(a);
    text_add(&t, before);
    for (int i = 0; i < count; i++) {
        text_add(&t, piece);
    }
    text_add(&t, after);
    return statement_size_measure(a, text_string(&t), t.length).depth;
}

static void tokens_are_counted_outside_comments_and_inside_constants_once(void **state) {
    const char *sql = "select 'a b c' /* d e */ , f(1);";
    assert_int_equal(statement_size_measure(*state, sql, strlen(sql)).tokens, 8);
}

static void chains_are_as_deep_as_they_are_long(void **state) {
    assert_true(depth_of(*state, "select 1", "+1", 1000, "") >= 1000);
    assert_true(depth_of(*state, "select ", "not ", 1000, "true") >= 1000);
    assert_true(depth_of(*state, "select a", "::int", 1000, "") >= 1000);
    assert_true(depth_of(*state, "select a, b", " union select a, b", 1000, "") >= 1000);
    assert_true(depth_of(*state, "select 1 from a", " join b on a and b", 1000, "") >= 1000);
}

static void nesting_adds_up_whatever_stands_beside_it(void **state) {
    assert_true(depth_of(*state, "select ", "f(a, 1 + ", 1000, "") >= 1000);
    assert_true(depth_of(*state, "select ", "case when a and ", 1000, "") >= 1000);
    assert_true(depth_of(*state, "select ", "(", 500, "1") >= 500);
}

static void lists_are_not_deep_however_long(void **state) {
    assert_true(depth_of(*state, "values (1)", ", (1, f(2))", 1000, "") < 50);
    assert_true(depth_of(*state, "select a = 1", " or a = 1 and b", 1000, "") < 50);
    assert_true(depth_of(*state, "begin atomic", " select 1 + 2;", 1000, "") < 50);
}

static void unbalanced_parentheses_do_no_harm(void **state) {
    assert_true(depth_of(*state, "", ")]", 1000, "") < 50);
    assert_true(depth_of(*state, "", "end ", 1000, "") >= 1000);
    assert_true(depth_of(*state, "", "(case ) end ", 1000, "") >= 1000);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(tokens_are_counted_outside_comments_and_inside_constants_once),
        TEST(chains_are_as_deep_as_they_are_long),
        TEST(nesting_adds_up_whatever_stands_beside_it),
        TEST(lists_are_not_deep_however_long),
        TEST(unbalanced_parentheses_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
