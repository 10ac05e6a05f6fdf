#include "base/big_stack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int recurse(int depth) {
    volatile char frame[1024];
    memset((void *)frame, depth & 1, sizeof frame);
    return depth == 0 ? 0 : recurse(depth - 1) + 1 + (frame[5] & 0);
}

static void recurse_deep(void *argument) {
    int *depth = argument;
    *depth = recurse(100000);
}

static void measure_room(void *argument) {
    *(size_t *)argument = big_stack_room();
}

static void a_hundred_megabytes_of_frames_fit(void **state) {
    (void)state;
    int depth = 0;
    assert_true(big_stack_run(recurse_deep, &depth));
    assert_int_equal(depth, 100000);
}

static void room_is_more_inside_than_outside(void **state) {
    (void)state;
    size_t inside = 0;
    assert_true(big_stack_run(measure_room, &inside));
    assert_true(inside > big_stack_room());
    assert_true(inside > (size_t)256 * 1024 * 1024);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_megabytes_of_frames_fit),
        cmocka_unit_test(room_is_more_inside_than_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
