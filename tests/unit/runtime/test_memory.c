#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "memory.h"

static void allocations_are_aligned_and_do_not_overlap(void **state) {
    (void)state;
    oriel_memory *memory = orl_memory_new();
    assert_non_null(memory);
    char *last = NULL;
    for (size_t size = 0; size < 3000; size += 7) {
        char *bytes = orl_memory_alloc(memory, size, 16);
        assert_non_null(bytes);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        memset(bytes, (int)(size % 251), size);
        if (last != NULL && size > 7) {
            assert_int_equal((unsigned char)last[size - 8], (size - 7) % 251);
        }
        last = bytes;
    }
    oriel_memory_free(memory);
}

static void rows_are_zeroed_and_keep_their_values(void **state) {
    (void)state;
    oriel_memory *memory = orl_memory_new();
    for (size_t i = 0; i < 1000; i++) {
        int64_t *row = orl_memory_row(memory, sizeof *row, i);
        assert_non_null(row);
        assert_true(*row == 0);
        *row = (int64_t)i;
    }
    const int64_t *rows = orl_memory_rows(memory);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(rows[i] == (int64_t)i);
    }
    oriel_memory_free(memory);
}

static void a_reset_makes_room_again(void **state) {
    (void)state;
    oriel_memory *memory = orl_memory_new();
    orl_memory_reset(memory);
    const size_t sizes[] = {10, 1000, 5000000, 10};
    for (size_t i = 0; i < 400; i++) {
        char *bytes = orl_memory_alloc(memory, sizes[i % 4], 1);
        assert_non_null(bytes);
        memset(bytes, 1, sizes[i % 4]);
        orl_memory_reset(memory);
    }
    oriel_memory_free(memory);
}

static void more_than_there_is_is_refused(void **state) {
    (void)state;
    oriel_memory *memory = orl_memory_new();
    assert_null(orl_memory_alloc(memory, SIZE_MAX, 1));
    assert_null(orl_memory_alloc(memory, SIZE_MAX - 32, 16));
    assert_null(orl_memory_row(memory, SIZE_MAX / 16, 0));
    assert_non_null(orl_memory_alloc(memory, 1, 1));
    oriel_memory_free(memory);
    oriel_memory_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_aligned_and_do_not_overlap),
        cmocka_unit_test(rows_are_zeroed_and_keep_their_values),
        cmocka_unit_test(a_reset_makes_room_again),
        cmocka_unit_test(more_than_there_is_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
