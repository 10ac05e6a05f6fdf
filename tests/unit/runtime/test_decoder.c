#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "film_list.h"
#include "support/wire.h"

static wire one_film(void) {
    wire row = {{0}, 0};
    const unsigned char numeric[] = {0, 2, 0, 0, 0, 0, 0, 2, 0, 4, 0x26, 0xAC};
    wire_int16(&row, 16);
    wire_int32(&row, 4);
    wire_int32(&row, 7);
    wire_text(&row, "Title");
    wire_text(&row, "");
    wire_int32(&row, sizeof numeric);
    wire_bytes(&row, numeric, sizeof numeric);
    wire_null(&row);
    wire_int32(&row, 8);
    wire_int64(&row, 0);
    wire_text(&row, "R");
    wire_int32(&row, 24);
    wire_int32(&row, 1);
    wire_int32(&row, 0);
    wire_int32(&row, 23);
    wire_int32(&row, 1);
    wire_int32(&row, 1);
    wire_null(&row);
    wire_int32(&row, 34); /* the composite */
    wire_int32(&row, 3);
    wire_int32(&row, 25);
    wire_text(&row, "St");
    wire_int32(&row, 25);
    wire_text(&row, "City");
    wire_int32(&row, 23);
    wire_null(&row);
    wire_int32(&row, 4);
    wire_int32(&row, 1999);
    wire_text(&row, "\x01{}");
    wire_int32(&row, 16);
    wire_int64(&row, 1);
    wire_int64(&row, 2);
    wire_null(&row);
    wire_int32(&row, 1);
    wire_bytes(&row, "\x01", 1);
    wire_text(&row, "bytes");
    wire_text(&row, "last");
    return row;
}

static oriel_status decode_film(const wire *bytes, bool in_place, film_list_row *row,
                                decoding *with) {
    oriel_decoder decoder = decoding_start(with, bytes->bytes, bytes->length);
    decoder.model = &film_list_model;
    decoder.in_place = in_place;
    memset(row, 0, sizeof *row);
    return orl_decode_row(&decoder, row);
}

static void a_row_is_decoded_in_place_and_by_copy(void **state) {
    (void)state;
    for (int in_place = 0; in_place <= 1; in_place++) {
        film_list_row row;
        decoding with;
        wire bytes = one_film();
        assert_int_equal(decode_film(&bytes, in_place, &row, &with), ORIEL_OK);
        assert_int_equal(row.film_id, 7);
        assert_string_equal(row.title, "Title");
        assert_string_equal(row.description, "");
        assert_string_equal(row.rental_rate.digits, "4.99");
        assert_true(row.length.is_null);
        assert_int_equal(row.rating.value, MPAA_RATING_R);
        assert_true(row.scores.items[0].is_null);
        assert_string_equal(row.store_address.value.street, "St");
        assert_string_equal(row.store_address.value.city, "City");
        assert_string_equal(row.attributes, "{}");
        assert_memory_equal(row.poster.data, "bytes", 5);
        assert_string_equal(row.fulltext, "last");
        const unsigned char *start = with.bytes, *end = with.bytes + bytes.length;
        const unsigned char *text = (const unsigned char *)row.title;
        assert_int_equal(text >= start && text < end, in_place);
        decoding_free(&with);
    }
}

static void every_truncation_is_an_error(void **state) {
    (void)state;
    wire bytes = one_film();
    wire shorter = bytes;
    for (shorter.length = 0; shorter.length < bytes.length; shorter.length++) {
        film_list_row row;
        decoding with;
        assert_int_equal(decode_film(&shorter, shorter.length % 2, &row, &with), ORIEL_DECODE);
        decoding_free(&with);
    }
    wire longer = bytes;
    wire_bytes(&longer, "", 1);
    film_list_row row;
    decoding with;
    assert_int_equal(decode_film(&longer, false, &row, &with), ORIEL_DECODE);
    decoding_free(&with);
}

static size_t text_length(const char *text) {
    return text == NULL ? 0 : strlen(text);
}

/* Whatever comes, decoding ends with a row that can be read, or with an error. */
static void changed_bytes_never_lead_outside(void **state) {
    (void)state;
    static const unsigned char changes[] = {0x00, 0x01, 0x7F, 0x80, 0xFF, 0x20};
    const wire bytes = one_film();
    size_t read = 0;
    for (size_t i = 0; i < bytes.length * sizeof changes; i++) {
        wire changed = bytes;
        changed.bytes[i / sizeof changes] = changes[i % sizeof changes];
        film_list_row row;
        decoding with;
        oriel_status status = decode_film(&changed, i % 2, &row, &with);
        if (status == ORIEL_OK) {
            read += text_length(row.title) + text_length(row.description) +
                    text_length(row.rental_rate.digits) + text_length(row.attributes) +
                    text_length(row.fulltext) + text_length(row.store_address.value.city);
        } else {
            assert_true(status == ORIEL_DECODE || status == ORIEL_MODEL);
            assert_int_equal(with.err.status, status);
            assert_true(with.err.message[0] != '\0');
        }
        decoding_free(&with);
    }
    assert_true(read > 0);
}

static void null_in_a_column_that_is_never_null_is_a_changed_model(void **state) {
    (void)state;
    wire bytes = {{0}, 0};
    wire_int16(&bytes, 16);
    wire_null(&bytes);
    film_list_row row;
    decoding with;
    assert_int_equal(decode_film(&bytes, false, &row, &with), ORIEL_MODEL);
    assert_string_equal(
        with.err.message,
        "film_id of public.film_list: is null, which the model takes for impossible");
    decoding_free(&with);
}

static void another_number_of_columns_is_a_changed_model(void **state) {
    (void)state;
    wire bytes = {{0}, 0};
    wire_int16(&bytes, 15);
    film_list_row row;
    decoding with;
    assert_int_equal(decode_film(&bytes, false, &row, &with), ORIEL_MODEL);
    decoding_free(&with);
}

static void text_with_a_zero_byte_is_an_error(void **state) {
    (void)state;
    oriel_text to;
    decoding with = decode_bytes(&oriel_type_text, "a\0b", 3, &to);
    assert_int_equal(with.status, ORIEL_DECODE);
    decoding_free(&with);
}

static void jsonb_of_another_version_is_an_error(void **state) {
    (void)state;
    oriel_text to;
    decoding with = decode_bytes(&oriel_type_jsonb, "\x02{}", 3, &to);
    assert_int_equal(with.status, ORIEL_DECODE);
    decoding_free(&with);
    with = decode_bytes(&oriel_type_jsonb, "", 0, &to);
    assert_int_equal(with.status, ORIEL_DECODE);
    decoding_free(&with);
}

static void an_impossible_inet_is_an_error(void **state) {
    (void)state;
    oriel_opt_inet to;
    static const struct {
        const char *bytes;
        size_t length;
        oriel_status status;
    } cases[] = {
        {"\x02\x20\x00\x04\x7f\x00\x00\x01", 8, ORIEL_OK},
        {"\x02\x21\x00\x04\x7f\x00\x00\x01", 8, ORIEL_DECODE},
        {"\x02\x20\x00\x10\x7f\x00\x00\x01", 8, ORIEL_DECODE},
        {"\x03\x20\x00\x04\x7f\x00\x00\x01", 8, ORIEL_DECODE},
        {"\x04\x20\x00\x04\x7f\x00\x00\x01", 8, ORIEL_DECODE},
        {"\x02\x20\x00\x04\x7f\x00\x00", 7, ORIEL_DECODE},
        {"\x02\x20\x00", 3, ORIEL_DECODE},
        {"", 0, ORIEL_DECODE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        decoding with = decode_bytes(&oriel_type_inet, cases[i].bytes, cases[i].length, &to);
        assert_int_equal(with.status, cases[i].status);
        decoding_free(&with);
    }
}

static void impossible_times_are_errors(void **state) {
    (void)state;
    unsigned char to[64];
    static const int64_t usecs[] = {-1, INT64_C(86400000001), INT64_MIN};
    for (size_t i = 0; i < 3; i++) {
        wire bytes = {{0}, 0};
        wire_int64(&bytes, usecs[i]);
        decoding with = decode_wire(&oriel_type_time, &bytes, to);
        assert_int_equal(with.status, ORIEL_DECODE);
        decoding_free(&with);
    }
    wire bytes = {{0}, 0};
    wire_int64(&bytes, 0);
    wire_int32(&bytes, 16 * 3600);
    decoding with = decode_wire(&oriel_type_timetz, &bytes, to);
    assert_int_equal(with.status, ORIEL_DECODE);
    decoding_free(&with);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_decoded_in_place_and_by_copy),
        cmocka_unit_test(every_truncation_is_an_error),
        cmocka_unit_test(changed_bytes_never_lead_outside),
        cmocka_unit_test(null_in_a_column_that_is_never_null_is_a_changed_model),
        cmocka_unit_test(another_number_of_columns_is_a_changed_model),
        cmocka_unit_test(text_with_a_zero_byte_is_an_error),
        cmocka_unit_test(jsonb_of_another_version_is_an_error),
        cmocka_unit_test(an_impossible_inet_is_an_error),
        cmocka_unit_test(impossible_times_are_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
