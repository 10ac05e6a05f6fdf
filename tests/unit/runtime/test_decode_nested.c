#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "address.h"
#include "mpaa_rating.h"
#include "support/wire.h"

static wire array_head(int dimensions, int64_t element) {
    wire bytes = {{0}, 0};
    wire_int32(&bytes, dimensions);
    wire_int32(&bytes, 1);
    wire_int32(&bytes, element);
    return bytes;
}

static void dimension(wire *to, int64_t length, int64_t lower_bound) {
    wire_int32(to, length);
    wire_int32(to, lower_bound);
}

static void assert_status(const oriel_type *type, const wire *value, oriel_status expected) {
    unsigned char to[256];
    decoding with = decode_wire(type, value, to);
    assert_int_equal(with.status, expected);
    assert_int_equal(with.err.status, expected);
    decoding_free(&with);
}

static wire two_integers(void) {
    wire bytes = array_head(1, 23);
    dimension(&bytes, 2, -5);
    wire_int32(&bytes, 4);
    wire_int32(&bytes, INT32_MAX);
    wire_null(&bytes);
    return bytes;
}

static void an_array_keeps_bounds_and_nulls(void **state) {
    (void)state;
    oriel_int4_array to;
    wire bytes = two_integers();
    decoding with = decode_wire(&oriel_type_int4_array, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(to.count, 2);
    assert_int_equal(to.dimension_count, 1);
    assert_int_equal(to.dimensions[0].lower_bound, -5);
    assert_int_equal(to.items[0].value, INT32_MAX);
    assert_false(to.items[0].is_null);
    assert_true(to.items[1].is_null);
    decoding_free(&with);
}

static void an_empty_array_is_not_a_null_one(void **state) {
    (void)state;
    oriel_text_array to;
    wire bytes = array_head(0, 25);
    decoding with = decode_wire(&oriel_type_text_array, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_non_null(to.items);
    assert_int_equal(to.count, 0);
    assert_int_equal(to.dimension_count, 0);
    decoding_free(&with);
}

static void six_dimensions_are_the_most(void **state) {
    (void)state;
    oriel_bool_array to;
    wire bytes = array_head(6, 16);
    for (int i = 0; i < 6; i++) {
        dimension(&bytes, 2, 1);
    }
    for (int i = 0; i < 64; i++) {
        wire_int32(&bytes, 1);
        wire_bytes(&bytes, i % 2 ? "\x01" : "\x00", 1);
    }
    decoding with = decode_wire(&oriel_type_bool_array, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(to.count, 64);
    assert_int_equal(to.dimension_count, 6);
    assert_true(to.items[63].value);
    decoding_free(&with);
    wire seven = array_head(7, 16);
    assert_status(&oriel_type_bool_array, &seven, ORIEL_DECODE);
    wire negative = array_head(-1, 16);
    assert_status(&oriel_type_bool_array, &negative, ORIEL_DECODE);
}

static void counts_beyond_the_data_are_refused_before_memory_is_taken(void **state) {
    (void)state;
    static const int64_t lengths[] = {2, 0x7FFFFFFF, -1, 0x40000000};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        wire bytes = array_head(2, 23);
        dimension(&bytes, lengths[i], 1);
        dimension(&bytes, lengths[i], 1);
        wire_null(&bytes);
        assert_status(&oriel_type_int4_array, &bytes, ORIEL_DECODE);
    }
    wire bytes = array_head(1, 23);
    dimension(&bytes, 1, INT32_MAX);
    wire_null(&bytes);
    assert_status(&oriel_type_int4_array, &bytes, ORIEL_DECODE);
}

static void elements_of_another_type_are_a_changed_model(void **state) {
    (void)state;
    wire bytes = array_head(0, 20);
    assert_status(&oriel_type_int4_array, &bytes, ORIEL_MODEL);
    wire text = array_head(0, 25);
    assert_status(&oriel_type_varchar_array, &text, ORIEL_OK);
}

static void a_truncated_or_longer_array_is_an_error(void **state) {
    (void)state;
    wire bytes = two_integers();
    wire shorter = bytes;
    for (shorter.length = 0; shorter.length < bytes.length; shorter.length++) {
        assert_status(&oriel_type_int4_array, &shorter, ORIEL_DECODE);
    }
    wire_int32(&bytes, 0);
    assert_status(&oriel_type_int4_array, &bytes, ORIEL_DECODE);
}

static wire an_address(void) {
    wire bytes = {{0}, 0};
    wire_int32(&bytes, 3);
    wire_int32(&bytes, 25);
    wire_text(&bytes, "Street");
    wire_int32(&bytes, 25);
    wire_null(&bytes);
    wire_int32(&bytes, 23);
    wire_int32(&bytes, 4);
    wire_int32(&bytes, 8000);
    return bytes;
}

static void a_composite_is_a_nested_struct(void **state) {
    (void)state;
    address_opt to;
    wire bytes = an_address();
    decoding with = decode_wire(&address_type, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_false(to.is_null);
    assert_string_equal(to.value.street, "Street");
    assert_null(to.value.city);
    assert_int_equal(to.value.zip.value, 8000);
    decoding_free(&with);
}

static void arrays_hold_composites(void **state) {
    (void)state;
    address_array to;
    wire one = an_address();
    wire bytes = array_head(1, 12345);
    dimension(&bytes, 3, 1);
    wire_value(&bytes, &one);
    wire_null(&bytes);
    wire_value(&bytes, &one);
    decoding with = decode_wire(&address_array_type, &bytes, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(to.count, 3);
    assert_true(to.items[1].is_null);
    assert_string_equal(to.items[2].value.street, "Street");
    decoding_free(&with);
}

static void a_truncated_composite_is_an_error(void **state) {
    (void)state;
    wire bytes = an_address();
    wire shorter = bytes;
    for (shorter.length = 0; shorter.length < bytes.length; shorter.length++) {
        assert_status(&address_type, &shorter, ORIEL_DECODE);
    }
    wire_int32(&bytes, 0);
    assert_status(&address_type, &bytes, ORIEL_DECODE);
}

static void a_composite_with_other_fields_is_a_changed_model(void **state) {
    (void)state;
    wire two = {{0}, 0};
    wire_int32(&two, 2);
    assert_status(&address_type, &two, ORIEL_MODEL);
    wire retyped = {{0}, 0};
    wire_int32(&retyped, 3);
    wire_int32(&retyped, 23);
    wire_null(&retyped);
    assert_status(&address_type, &retyped, ORIEL_MODEL);
}

static void an_enum_is_found_by_its_label(void **state) {
    (void)state;
    mpaa_rating_opt to;
    decoding with = decode_bytes(&mpaa_rating_type, "NC-17", 5, &to);
    assert_int_equal(with.status, ORIEL_OK);
    assert_int_equal(to.value, MPAA_RATING_NC_17);
    decoding_free(&with);
    with = decode_bytes(&mpaa_rating_type, "NC-1", 4, &to);
    assert_int_equal(with.status, ORIEL_MODEL);
    assert_string_equal(
        with.err.message,
        "a row of public.test: the model of enum mpaa_rating has no label \"NC-1\"");
    decoding_free(&with);
    with = decode_bytes(&mpaa_rating_type, "", 0, &to);
    assert_int_equal(with.status, ORIEL_MODEL);
    decoding_free(&with);
}

static void labels_and_values_convert(void **state) {
    (void)state;
    mpaa_rating rating = MPAA_RATING_R;
    assert_string_equal(mpaa_rating_to_text(MPAA_RATING_PG_13), "PG-13");
    assert_null(mpaa_rating_to_text((mpaa_rating)5));
    assert_true(mpaa_rating_from_text("PG", &rating));
    assert_int_equal(rating, MPAA_RATING_PG);
    assert_false(mpaa_rating_from_text("pg", &rating));
    assert_false(mpaa_rating_from_text(NULL, &rating));
    assert_int_equal(rating, MPAA_RATING_PG);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_keeps_bounds_and_nulls),
        cmocka_unit_test(an_empty_array_is_not_a_null_one),
        cmocka_unit_test(six_dimensions_are_the_most),
        cmocka_unit_test(counts_beyond_the_data_are_refused_before_memory_is_taken),
        cmocka_unit_test(elements_of_another_type_are_a_changed_model),
        cmocka_unit_test(a_truncated_or_longer_array_is_an_error),
        cmocka_unit_test(a_composite_is_a_nested_struct),
        cmocka_unit_test(arrays_hold_composites),
        cmocka_unit_test(a_truncated_composite_is_an_error),
        cmocka_unit_test(a_composite_with_other_fields_is_a_changed_model),
        cmocka_unit_test(an_enum_is_found_by_its_label),
        cmocka_unit_test(labels_and_values_convert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
