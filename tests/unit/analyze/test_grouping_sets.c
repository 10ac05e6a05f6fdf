#include "analyze/grouping_sets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state) {
    *state = arena_new(NULL);
    return 0;
}

static int tear_down(void **state) {
    arena_free(*state);
    return 0;
}

static grouping_set *simple(arena *a, int ref) {
    grouping_set *set = ARENA_NEW(a, grouping_set);
    set->kind = GROUPING_SET_SIMPLE;
    *LIST_PUSH(a, &set->refs) = ref;
    return set;
}

/* A set of the refs `first` to `last`. */
static grouping_set *range(arena *a, grouping_set_kind kind, int first, int last) {
    grouping_set *set = ARENA_NEW(a, grouping_set);
    set->kind = kind;
    for (int ref = first; ref <= last; ref++) {
        *LIST_PUSH(a, &set->sets) = simple(a, ref);
    }
    return set;
}

/* "12,1," for the sets (1, 2), (1) and (). */
static void check(arena *a, const query *q, const char *expected) {
    expanded_sets sets = {0};
    assert_true(grouping_sets_expand(a, q, 4096, &sets));
    char seen[256] = "";
    for (int i = 0; i < sets.count; i++) {
        for (int j = 0; j < sets.items[i].count; j++) {
            char digit[2] = {(char)('0' + sets.items[i].items[j]), '\0'};
            strcat(seen, digit);
        }
        strcat(seen, ",");
    }
    assert_string_equal(seen, expected);
}

static void rollup_gives_every_prefix(void **state) {
    query q = {0};
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_ROLLUP, 1, 3);
    check(*state, &q, "123,12,1,,");
}

static void cube_gives_every_subset(void **state) {
    query q = {0};
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_CUBE, 1, 2);
    check(*state, &q, ",1,2,12,");
}

static void several_items_are_multiplied(void **state) {
    query q = {0};
    *LIST_PUSH(*state, &q.grouping_sets) = simple(*state, 5);
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_SETS, 1, 2);
    check(*state, &q, "15,25,");
}

static void distinct_removes_equal_sets(void **state) {
    query q = {.group_distinct = true};
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_ROLLUP, 1, 2);
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_ROLLUP, 1, 1);
    check(*state, &q, "12,1,,");
}

static void too_many_sets_are_refused(void **state) {
    query q = {0};
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_CUBE, 1, 9);
    *LIST_PUSH(*state, &q.grouping_sets) = range(*state, GROUPING_SET_CUBE, 1, 9);
    expanded_sets sets = {0};
    assert_false(grouping_sets_expand(*state, &q, 4096, &sets));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rollup_gives_every_prefix, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cube_gives_every_subset, set_up, tear_down),
        cmocka_unit_test_setup_teardown(several_items_are_multiplied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(distinct_removes_equal_sets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many_sets_are_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
