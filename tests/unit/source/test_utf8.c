#include "source/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void whole_characters_are_valid(void **state) {
    (void)state;
    assert_int_equal(utf8_valid_length("a", 1), 1);
    assert_int_equal(utf8_valid_length("\xC3\xA4", 2), 2);
    assert_int_equal(utf8_valid_length("\xE6\x97\xA5", 3), 3);
    assert_int_equal(utf8_valid_length("\xF0\x9F\x98\x80", 4), 4);
    assert_int_equal(utf8_valid_length("\xF4\x8F\xBF\xBF", 4), 4);
}

static void broken_characters_are_not(void **state) {
    (void)state;
    static const char *const broken[] = {
        "\x80",             /* continuation alone */
        "\xC3",             /* cut short */
        "\xE6\x97",         /* cut short */
        "\xC0\xAF",         /* overlong */
        "\xE0\x80\xAF",     /* overlong */
        "\xF0\x80\x80\xAF", /* overlong */
        "\xED\xA0\x80",     /* surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xC3(",
        "\xE6\x97(",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        assert_int_equal(utf8_valid_length(broken[i], strlen(broken[i])), 0);
    }
    assert_int_equal(utf8_valid_length("\0", 1), 0);
    assert_int_equal(utf8_valid_length("", 0), 0);
}

static void first_invalid_byte_is_found(void **state) {
    (void)state;
    assert_int_equal(utf8_first_invalid("abc", 3), 3);
    assert_int_equal(utf8_first_invalid("a\xC3\xA4\xFF", 4), 3);
    assert_int_equal(utf8_first_invalid("ab\0c", 4), 2);
}

static void code_points_are_decoded(void **state) {
    (void)state;
    assert_int_equal(utf8_code_point("a", 1), 'a');
    assert_int_equal(utf8_code_point("\xC3\xA4", 2), 0xE4);
    assert_int_equal(utf8_code_point("\xE6\x97\xA5", 3), 0x65E5);
    assert_int_equal(utf8_code_point("\xF0\x9F\x98\x80", 4), 0x1F600);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_characters_are_valid),
        cmocka_unit_test(broken_characters_are_not),
        cmocka_unit_test(first_invalid_byte_is_found),
        cmocka_unit_test(code_points_are_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
