#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new(NULL);
    return *state == NULL;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static void empty_text_is_an_empty_string(void **state) {
    text t = text_new(*state);
    assert_string_equal(text_string(&t), "");
    text_add(&t, "");
    assert_string_equal(text_string(&t), "");
    assert_int_equal(t.length, 0);
}

static void pieces_follow_each_other(void **state) {
    text t = text_new(*state);
    text_add(&t, "a");
    text_add_bytes(&t, "bcd", 2);
    text_add_char(&t, '-');
    text_printf(&t, "%d%s", 12, "x");
    assert_string_equal(text_string(&t), "abc-12x");
    assert_int_equal(t.length, 7);
}

static void text_grows_beyond_any_first_size(void **state) {
    text t = text_new(*state);
    for (int i = 0; i < 100000; i++) {
        text_printf(&t, "%05d", i);
    }
    assert_int_equal(t.length, 500000);
    assert_int_equal(strlen(text_string(&t)), 500000);
    assert_string_equal(text_string(&t) + 499995, "99999");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(empty_text_is_an_empty_string),
        TEST(pieces_follow_each_other),
        TEST(text_grows_beyond_any_first_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
