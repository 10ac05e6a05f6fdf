#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "encode.h"
#include "mpaa_rating.h"

static void what_is_no_value_is_refused(void **state) {
    (void)state;
    const char *no_text = NULL;
    const oriel_bytea no_bytes = {NULL, 0};
    const mpaa_rating no_rating = (mpaa_rating)5;
    oriel_inet no_inet;
    memset(&no_inet, 0, sizeof no_inet);
    const oriel_point point = {0, 0};
    const oriel_int4_array array = {NULL, 0, NULL, 0};
    const struct {
        const oriel_type *type;
        const void *value;
    } cases[] = {
        {&oriel_type_text, &no_text},    {&oriel_type_bytea, &no_bytes},
        {&mpaa_rating_type, &no_rating}, {&oriel_type_inet, &no_inet},
        {&oriel_type_point, &point},     {&oriel_type_int4_array, &array},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        orl_parameter parameter;
        oriel_error err;
        memset(&err, 0, sizeof err);
        assert_int_equal(orl_encode(cases[i].type, cases[i].value, &parameter, &err),
                         ORIEL_BAD_ARGUMENT);
        assert_int_equal(err.status, ORIEL_BAD_ARGUMENT);
    }
}

static void an_enum_travels_as_its_label(void **state) {
    (void)state;
    const mpaa_rating rating = MPAA_RATING_NC_17;
    orl_parameter parameter;
    assert_int_equal(orl_encode(&mpaa_rating_type, &rating, &parameter, NULL), ORIEL_OK);
    assert_string_equal(parameter.value, "NC-17");
    assert_int_equal(parameter.format, 0);
}

static void numbers_travel_big_endian(void **state) {
    (void)state;
    const int32_t number = -2;
    orl_parameter parameter;
    assert_int_equal(orl_encode(&oriel_type_int4, &number, &parameter, NULL), ORIEL_OK);
    assert_int_equal(parameter.format, 1);
    assert_int_equal(parameter.length, 4);
    assert_memory_equal(parameter.value, "\xff\xff\xff\xfe", 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_value_is_refused),
        cmocka_unit_test(an_enum_travels_as_its_label),
        cmocka_unit_test(numbers_travel_big_endian),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
