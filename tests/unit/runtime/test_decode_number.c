#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/wire.h"

static void assert_fails(const oriel_type *type, const wire *value) {
    unsigned char to[64];
    decoding with = decode_wire(type, value, to);
    assert_int_equal(with.status, ORIEL_DECODE);
    assert_int_equal(with.err.status, ORIEL_DECODE);
    decoding_free(&with);
}

static void integers_reach_their_extremes(void **state) {
    (void)state;
    oriel_opt_int2 two;
    oriel_opt_int4 four;
    oriel_opt_int8 eight;
    const int64_t values[] = {INT64_MIN, -1, 0, 1, INT64_MAX};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        wire bytes = {{0}, 0};
        wire_int64(&bytes, values[i]);
        decoding with = decode_wire(&oriel_type_int8, &bytes, &eight);
        assert_int_equal(with.status, ORIEL_OK);
        assert_true(eight.value == values[i]);
        assert_false(eight.is_null);
        decoding_free(&with);
    }
    wire bytes = {{0}, 0};
    wire_int32(&bytes, INT32_MIN);
    decoding with = decode_wire(&oriel_type_int4, &bytes, &four);
    assert_int_equal(four.value, INT32_MIN);
    decoding_free(&with);
    bytes.length = 0;
    wire_int16(&bytes, INT16_MIN);
    with = decode_wire(&oriel_type_int2, &bytes, &two);
    assert_int_equal(two.value, INT16_MIN);
    decoding_free(&with);
}

static void a_number_of_another_length_is_an_error(void **state) {
    (void)state;
    const oriel_type *const types[] = {
        &oriel_type_bool,     &oriel_type_char,      &oriel_type_int2,        &oriel_type_int4,
        &oriel_type_int8,     &oriel_type_float4,    &oriel_type_float8,      &oriel_type_money,
        &oriel_type_oid,      &oriel_type_date,      &oriel_type_time,        &oriel_type_timetz,
        &oriel_type_interval, &oriel_type_timestamp, &oriel_type_timestamptz, &oriel_type_uuid,
        &oriel_type_macaddr,  &oriel_type_macaddr8,  &oriel_type_point};
    const size_t lengths[] = {1, 1, 2, 4, 8, 4, 8, 8, 4, 4, 8, 12, 16, 8, 8, 16, 6, 8, 16};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        for (size_t length = 0; length < 20; length++) {
            unsigned char to[64];
            const unsigned char zeros[20] = {0};
            decoding with = decode_bytes(types[i], zeros, length, to);
            assert_int_equal(with.status, length == lengths[i] ? ORIEL_OK : ORIEL_DECODE);
            decoding_free(&with);
        }
    }
}

static void floats_keep_their_bits(void **state) {
    (void)state;
    oriel_opt_float4 narrow;
    oriel_opt_float8 wide;
    decoding with = decode_bytes(&oriel_type_float4, "\x7f\x7f\xff\xff", 4, &narrow);
    assert_true(narrow.value == 3.40282346638528859812e+38f);
    decoding_free(&with);
    with = decode_bytes(&oriel_type_float8, "\x00\x00\x00\x00\x00\x00\x00\x01", 8, &wide);
    assert_true(wide.value > 0 && wide.value / 2 == 0);
    decoding_free(&with);
    with = decode_bytes(&oriel_type_float8, "\x7f\xf8\x00\x00\x00\x00\x00\x00", 8, &wide);
    assert_true(wide.value != wide.value);
    decoding_free(&with);
}

typedef struct numeric_case {
    int count, weight, sign, scale;
    int digits[8];
    const char *text;
} numeric_case;

static wire numeric_wire(const numeric_case *numeric) {
    wire bytes = {{0}, 0};
    wire_int16(&bytes, numeric->count);
    wire_int16(&bytes, numeric->weight);
    wire_int16(&bytes, numeric->sign);
    wire_int16(&bytes, numeric->scale);
    for (int i = 0; i < numeric->count && i < 8; i++) {
        wire_int16(&bytes, numeric->digits[i]);
    }
    return bytes;
}

static void numeric_keeps_every_digit(void **state) {
    (void)state;
    static const numeric_case cases[] = {
        {0, 0, 0, 0, {0}, "0"},
        {0, 0, 0, 2, {0}, "0.00"},
        {0, -3, 0, 1, {0}, "0.0"},
        {2, 0, 0, 2, {4, 9900}, "4.99"},
        {1, 0, 0x4000, 0, {7}, "-7"},
        {1, 2, 0, 0, {1}, "100000000"},
        {2, 1, 0, 0, {1, 2}, "10002"},
        {1, -1, 0, 4, {1}, "0.0001"},
        {1, -2, 0x4000, 7, {1230}, "-0.0000123"},
        {1, -1, 0, 1, {5000}, "0.5"},
        {3, 1, 0x4000, 3, {12, 3456, 7890}, "-123456.789"},
        {1, 0, 0, 6, {9999}, "9999.000000"},
        {0, 0, 0xC000, 0, {0}, "NaN"},
        {0, 0, 0xD000, 0x20, {0}, "Infinity"},
        {0, 0, 0xF000, 0x20, {0}, "-Infinity"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        oriel_numeric to;
        wire bytes = numeric_wire(&cases[i]);
        decoding with = decode_wire(&oriel_type_numeric, &bytes, &to);
        assert_int_equal(with.status, ORIEL_OK);
        assert_string_equal(to.digits, cases[i].text);
        decoding_free(&with);
    }
}

static void numeric_reaches_its_extremes(void **state) {
    (void)state;
    const numeric_case largest = {1, INT16_MAX, 0, 0x3FFF, {9999}, NULL};
    oriel_numeric to;
    wire bytes = numeric_wire(&largest);
    decoding with = decode_wire(&oriel_type_numeric, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(strlen(to.digits), 4 * 32768 + 1 + 0x3FFF);
    decoding_free(&with);
    const numeric_case smallest = {1, INT16_MIN, 0, 0x3FFF, {9999}, NULL};
    bytes = numeric_wire(&smallest);
    with = decode_wire(&oriel_type_numeric, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(strlen(to.digits), 2 + 0x3FFF);
    decoding_free(&with);
}

static void impossible_numerics_are_errors(void **state) {
    (void)state;
    static const numeric_case cases[] = {
        {1, 0, 0, 0, {10000}, NULL},  {1, 0, 0, 0, {-1}, NULL},     {0, 0, 1, 0, {0}, NULL},
        {0, 0, 0x8000, 0, {0}, NULL}, {0, 0, 0, 0x4000, {0}, NULL}, {0xFFFF, 0, 0, 0, {0}, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wire bytes = numeric_wire(&cases[i]);
        assert_fails(&oriel_type_numeric, &bytes);
    }
    wire bytes = numeric_wire(&cases[0]);
    for (bytes.length = 0; bytes.length < 10; bytes.length++) {
        assert_fails(&oriel_type_numeric, &bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_reach_their_extremes),
        cmocka_unit_test(a_number_of_another_length_is_an_error),
        cmocka_unit_test(floats_keep_their_bits),
        cmocka_unit_test(numeric_keeps_every_digit),
        cmocka_unit_test(numeric_reaches_its_extremes),
        cmocka_unit_test(impossible_numerics_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
