#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

static void memory_is_zeroed_and_aligned_whatever_the_size(void **state) {
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *bytes = arena_alloc(*state, size);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(bytes[i], 0);
        }
        memset(bytes, 0xFF, size);
    }
}

static void lists_keep_their_items_when_they_grow(void **state) {
    LIST_OF(int) list = {0};
    for (int i = 0; i < 1000; i++) {
        *LIST_PUSH((arena *)*state, &list) = i;
    }
    assert_int_equal(list.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(list.items[i], i);
    }
}

static void formatted_strings_have_any_length(void **state) {
    char *longest = arena_printf(*state, "%*s|", 100000, "x");
    assert_int_equal(strlen(longest), 100001);
    assert_string_equal(arena_printf(*state, "%s", ""), "");
}

static void copies_end_where_they_are_told_to(void **state) {
    assert_string_equal(arena_strndup(*state, "abcdef", 3), "abc");
    assert_string_equal(arena_strdup(*state, "abc"), "abc");
    assert_memory_equal(arena_copy(*state, "a\0b", 3), "a\0b", 3);
}

static void going_back_keeps_what_was_there_before(void **state) {
    char *before = arena_strdup(*state, "before");
    for (size_t size = 1; size < 100000; size *= 3) {
        arena_mark mark = arena_save(*state);
        char *first = arena_strdup(*state, "first");
        for (int i = 0; i < 20; i++) {
            memset(arena_alloc(*state, size), 0xFF, size);
        }
        assert_string_equal(first, "first");
        arena_rewind(*state, mark);
        assert_string_equal(before, "before");
        assert_int_equal(*(char *)arena_alloc(*state, size), 0);
    }
}

static void no_memory_is_a_jump_not_a_crash(void **state) {
    (void)state;
    jmp_buf out_of_memory;
    arena *volatile a = arena_new(&out_of_memory);
    volatile int jumped = 0;
    if (setjmp(out_of_memory) == 0) {
        (void)arena_alloc(a, SIZE_MAX - 100);
    } else {
        jumped = 1;
    }
    assert_int_equal(jumped, 1);
    arena_free(a);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned_whatever_the_size),
        TEST(lists_keep_their_items_when_they_grow),
        TEST(formatted_strings_have_any_length),
        TEST(copies_end_where_they_are_told_to),
        TEST(going_back_keeps_what_was_there_before),
        cmocka_unit_test(no_memory_is_a_jump_not_a_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
