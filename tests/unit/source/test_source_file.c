#include "source/source_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct fixture {
    arena *arena;
    diagnostics *diagnostics;
} fixture;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->diagnostics = diagnostics_new(a);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((fixture *)*state)->arena);
    return 0;
}

static const source_file *file_of(fixture *f, const char *bytes, size_t length) {
    return source_file_of_text(f->arena, "x.sql", bytes, length, f->diagnostics);
}

static void assert_place(const source_file *file, size_t offset, int line, int column) {
    line_column place = source_file_line_column(file, offset);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void columns_count_characters_and_lines_count_from_one(void **state) {
    const source_file *file = file_of(*state, "a\n\xC3\xA4\xC3\xB6x\r\n\ny", 11);
    assert_int_equal(file->line_count, 4);
    assert_place(file, 0, 1, 1);
    assert_place(file, 1, 1, 2); /* the line break is on the line it ends */
    assert_place(file, 2, 2, 1);
    assert_place(file, 4, 2, 2);
    assert_place(file, 6, 2, 3);
    assert_place(file, 9, 3, 1);
    assert_place(file, 10, 4, 1);
    assert_place(file, 11, 4, 2);
    assert_place(file, 5000, 4, 2);
}

static void lines_are_given_without_their_breaks(void **state) {
    const source_file *file = file_of(*state, "ab\r\n\nc", 6);
    size_t length = 0;
    assert_memory_equal(source_file_line(file, 1, &length), "ab", 2);
    assert_int_equal(length, 2);
    (void)source_file_line(file, 2, &length);
    assert_int_equal(length, 0);
    assert_memory_equal(source_file_line(file, 3, &length), "c", 1);
    assert_int_equal(length, 1);
    (void)source_file_line(file, 4, &length);
    assert_int_equal(length, 0);
}

static void an_empty_file_has_one_line(void **state) {
    const source_file *file = file_of(*state, "", 0);
    assert_int_equal(file->line_count, 1);
    assert_place(file, 0, 1, 1);
}

static void a_byte_order_mark_is_left_out(void **state) {
    const source_file *file = file_of(*state, "\xEF\xBB\xBFx", 4);
    assert_int_equal(file->length, 1);
    assert_string_equal(file->bytes, "x");
}

static void characters_are_counted_from_any_byte(void **state) {
    const source_file *file = file_of(*state, "a\xC3\xA4\xE6\x97\xA5z", 7);
    assert_int_equal(source_file_character_offset(file, 0, 0), 0);
    assert_int_equal(source_file_character_offset(file, 0, 2), 3);
    assert_int_equal(source_file_character_offset(file, 1, 2), 6);
    assert_int_equal(source_file_character_offset(file, 0, 99), 7);
}

static void assert_rejected(fixture *f, const char *bytes, size_t length, size_t offset,
                            const char *message) {
    int before = f->diagnostics->list.count;
    assert_null(file_of(f, bytes, length));
    assert_int_equal(f->diagnostics->list.count, before + 1);
    const diagnostic *added = &f->diagnostics->list.items[before];
    assert_string_equal(added->message, message);
    assert_string_equal(added->sqlstate, "22021");
    assert_int_equal(added->at.offset, offset);
}

static void what_is_not_utf8_is_an_error_in_the_servers_words(void **state) {
    assert_rejected(*state, "ab\xFF", 3, 2, "invalid byte sequence for encoding \"UTF8\": 0xff");
    assert_rejected(*state, "\xC3(", 2, 0,
                    "invalid byte sequence for encoding \"UTF8\": 0xc3 0x28");
    assert_rejected(*state, "\xE6\x97", 2, 0,
                    "invalid byte sequence for encoding \"UTF8\": 0xe6 0x97");
    assert_rejected(*state, "a\0b", 3, 1, "invalid byte sequence for encoding \"UTF8\": 0x00");
}

static void utf16_is_named_in_the_hint(void **state) {
    fixture *f = *state;
    assert_null(file_of(f, "\xFF\xFEs\0e\0", 6));
    assert_non_null(strstr(f->diagnostics->list.items[0].hint, "UTF-16"));
}

static void a_missing_file_is_unreadable_not_wrong(void **state) {
    fixture *f = *state;
    bool unreadable = false;
    assert_null(source_file_read(f->arena, "no/such/file.sql", f->diagnostics, &unreadable));
    assert_true(unreadable);
    assert_int_equal(f->diagnostics->error_count, 1);
    assert_string_equal(f->diagnostics->list.items[0].message,
                        "could not read file: No such file or directory");
    assert_string_equal(f->diagnostics->list.items[0].at.file->name, "no/such/file.sql");
}

static void a_directory_is_unreadable(void **state) {
    fixture *f = *state;
    bool unreadable = false;
    assert_null(source_file_read(f->arena, "/", f->diagnostics, &unreadable));
    assert_true(unreadable);
    assert_string_equal(f->diagnostics->list.items[0].message,
                        "could not read file: Is a directory");
}

static void a_file_of_unknown_size_is_read_whole(void **state) {
    fixture *f = *state;
    bool unreadable = false;
    const source_file *file =
        source_file_read(f->arena, "/proc/self/maps", f->diagnostics, &unreadable);
    assert_non_null(file);
    assert_true(file->length > 100);
    assert_int_equal(file->bytes[file->length], '\0');
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(columns_count_characters_and_lines_count_from_one),
        TEST(lines_are_given_without_their_breaks),
        TEST(an_empty_file_has_one_line),
        TEST(a_byte_order_mark_is_left_out),
        TEST(characters_are_counted_from_any_byte),
        TEST(what_is_not_utf8_is_an_error_in_the_servers_words),
        TEST(utf16_is_named_in_the_hint),
        TEST(a_missing_file_is_unreadable_not_wrong),
        TEST(a_directory_is_unreadable),
        TEST(a_file_of_unknown_size_is_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
