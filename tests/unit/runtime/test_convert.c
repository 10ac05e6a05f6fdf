#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "oriel/convert.h"

static oriel_numeric numeric(const char *digits) {
    const oriel_numeric value = {digits};
    return value;
}

static void numeric_scales_without_loss_or_not_at_all(void **state) {
    (void)state;
    static const struct {
        const char *digits;
        int scale;
        bool fits;
        int64_t result;
    } cases[] = {
        {"4.99", 2, true, 499},
        {"4.99", 4, true, 49900},
        {"4.99", 1, false, 0},
        {"4.90", 1, true, 49},
        {"-0.01", 2, true, -1},
        {"0", 18, true, 0},
        {"9223372036854775807", 0, true, INT64_MAX},
        {"9223372036854775808", 0, false, 0},
        {"-9223372036854775808", 0, true, INT64_MIN},
        {"-9223372036854775809", 0, false, 0},
        {"92233720368547758.07", 2, true, INT64_MAX},
        {"92233720368547758.08", 2, false, 0},
        {"1", 19, false, 0},
        {"1", -1, false, 0},
        {"NaN", 0, false, 0},
        {"-Infinity", 0, false, 0},
        {"", 0, false, 0},
        {NULL, 0, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t result = 42;
        bool fits = oriel_numeric_to_scaled(numeric(cases[i].digits), cases[i].scale, &result);
        assert_int_equal(fits, cases[i].fits);
        assert_true(result == (fits ? cases[i].result : 42));
    }
}

static void numeric_rounds_to_the_nearest_double(void **state) {
    (void)state;
    static const char *const values[] = {"0",
                                         "0.1",
                                         "-4.99",
                                         "0.00000000000000000000123",
                                         "123456789012345678901234567890",
                                         "1.00",
                                         "0.30",
                                         "179769313486231570000000000000000000000000000000.5",
                                         "10",
                                         "-0.0"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        double result;
        assert_true(oriel_numeric_to_double(numeric(values[i]), &result));
        assert_true(result == strtod(values[i], NULL));
    }
    double result;
    assert_true(oriel_numeric_to_double(numeric("NaN"), &result) && isnan(result));
    assert_true(oriel_numeric_to_double(numeric("-Infinity"), &result) && isinf(result));
    assert_true(result < 0);
    assert_false(oriel_numeric_to_double(numeric("x"), &result));
    assert_false(oriel_numeric_to_double(numeric(NULL), &result));
}

static void numeric_of_many_digits_becomes_a_double(void **state) {
    (void)state;
    static char digits[150000];
    memset(digits, '9', sizeof digits - 1);
    double result;
    assert_true(oriel_numeric_to_double(numeric(digits), &result) && isinf(result));
    digits[1] = '.';
    assert_true(oriel_numeric_to_double(numeric(digits), &result));
    assert_true(result == 10.0);
    memset(digits, '0', sizeof digits - 2);
    digits[1] = '.';
    assert_true(oriel_numeric_to_double(numeric(digits), &result));
    assert_true(result == 0.0);
}

static void dates_go_to_the_calendar_and_back(void **state) {
    (void)state;
    for (int64_t days = INT32_MIN + INT64_C(1); days < INT32_MAX; days += 999983) {
        oriel_date date = {(int32_t)days}, back = {0};
        int year, month, day;
        assert_true(oriel_date_to_ymd(date, &year, &month, &day));
        assert_true(oriel_date_from_ymd(year, month, day, &back));
        assert_int_equal(back.days, date.days);
    }
    oriel_date date;
    assert_true(oriel_date_from_ymd(2000, 2, 29, &date));
    assert_int_equal(date.days, 59);
    assert_false(oriel_date_from_ymd(1900, 2, 29, &date));
    assert_false(oriel_date_from_ymd(2001, 4, 31, &date));
    assert_false(oriel_date_from_ymd(2001, 0, 1, &date));
    assert_false(oriel_date_from_ymd(2001, 13, 1, &date));
    assert_false(oriel_date_from_ymd(INT32_MAX, 1, 1, &date));
    assert_int_equal(date.days, 59);
    int year, month, day;
    const oriel_date infinity = {ORIEL_DATE_INFINITY};
    assert_false(oriel_date_to_ymd(infinity, &year, &month, &day));
}

static void moments_go_to_unix_time_and_back(void **state) {
    (void)state;
    oriel_timestamptz moment = {0};
    int64_t usecs = 0;
    assert_true(oriel_timestamptz_to_unix(moment, &usecs));
    assert_true(usecs == INT64_C(946684800000000));
    assert_true(oriel_timestamptz_from_unix(0, &moment));
    assert_true(moment.usecs == -INT64_C(946684800000000));
    assert_false(oriel_timestamptz_from_unix(INT64_MIN, &moment));
    const oriel_timestamptz infinities[] = {{ORIEL_TIMESTAMP_INFINITY},
                                            {ORIEL_TIMESTAMP_MINUS_INFINITY}};
    assert_false(oriel_timestamptz_to_unix(infinities[0], &usecs));
    assert_false(oriel_timestamptz_to_unix(infinities[1], &usecs));
}

static void a_uuid_is_read_strictly(void **state) {
    (void)state;
    oriel_uuid uuid;
    char text[ORIEL_TEXT_SIZE];
    assert_true(oriel_uuid_from_text("a0EEbc99-9c0b-4ef8-bb6d-6bb9bd380a11", &uuid));
    assert_string_equal(oriel_uuid_to_text(uuid, text), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    assert_true(oriel_uuid_from_text("a0eebc999c0b4ef8bb6d6bb9bd380a11", &uuid));
    assert_false(oriel_uuid_from_text("a0eebc999c0b4ef8bb6d6bb9bd380a1", &uuid));
    assert_false(oriel_uuid_from_text("a0eebc999c0b4ef8bb6d6bb9bd380a111", &uuid));
    assert_false(oriel_uuid_from_text("a-0eebc999c0b4ef8bb6d6bb9bd380a1", &uuid));
    assert_false(oriel_uuid_from_text("g0eebc999c0b4ef8bb6d6bb9bd380a11", &uuid));
    assert_false(oriel_uuid_from_text("", &uuid));
    assert_false(oriel_uuid_from_text(NULL, &uuid));
}

static void text_always_fits_its_buffer(void **state) {
    (void)state;
    char text[ORIEL_TEXT_SIZE];
    const oriel_interval intervals[] = {{INT64_MIN, INT32_MIN, INT32_MIN + 1},
                                        {INT64_MIN + 1, INT32_MAX, INT32_MIN},
                                        {INT64_MAX, INT32_MIN, INT32_MAX}};
    for (size_t i = 0; i < 3; i++) {
        assert_true(strlen(oriel_interval_to_text(intervals[i], text)) < sizeof text - 1);
    }
    const oriel_timestamp moments[] = {{INT64_MIN + 1}, {INT64_MAX - 1}};
    const oriel_time times[] = {{INT64_MIN}, {INT64_MAX}};
    for (size_t i = 0; i < 2; i++) {
        assert_true(strlen(oriel_timestamp_to_text(moments[i], text)) < sizeof text - 1);
        assert_true(strlen(oriel_time_to_text(times[i], text)) < sizeof text - 1);
    }
    oriel_inet inet;
    memset(&inet, 0xFF, sizeof inet);
    inet.is_cidr = true;
    assert_true(strlen(oriel_inet_to_text(inet, text)) < sizeof text - 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numeric_scales_without_loss_or_not_at_all),
        cmocka_unit_test(numeric_rounds_to_the_nearest_double),
        cmocka_unit_test(numeric_of_many_digits_becomes_a_double),
        cmocka_unit_test(dates_go_to_the_calendar_and_back),
        cmocka_unit_test(moments_go_to_unix_time_and_back),
        cmocka_unit_test(a_uuid_is_read_strictly),
        cmocka_unit_test(text_always_fits_its_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
