#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/big_stack.h"
#include "unit/analyze/fixture.h"

/* Chains of thousands of operators, as generated SQL has them. */

typedef struct chain {
    fixture *fixture;
    const char *sql, *found;
} chain;

static void describe(void *argument) {
    chain *c = argument;
    c->found = fixture_describe(c->fixture, c->sql);
}

static const char *repeat(arena *a, const char *start, const char *part, int count,
                          const char *end) {
    text t = text_new(a);
    text_add(&t, start);
    for (int i = 0; i < count; i++) {
        text_add(&t, part);
    }
    text_add(&t, end);
    return text_string(&t);
}

static void check(void **state, const char *sql, const char *expected) {
    chain c = {*state, sql, NULL};
    assert_true(big_stack_run(describe, &c));
    assert_string_equal(c.found, expected);
}

static void sums_of_thousands(void **state) {
    const fixture *f = *state;
    check(state, repeat(f->arena, "select 1", " + id", 8000, " as s from t"), "s integer");
}

static void concatenations_of_thousands(void **state) {
    const fixture *f = *state;
    check(state, repeat(f->arena, "select name", " || 'x'", 8000, " as s from t"), "s text");
}

static void conditions_of_thousands(void **state) {
    const fixture *f = *state;
    check(state, repeat(f->arena, "select id from t where id = 1", " or id = 2", 8000, ""),
          "id integer");
}

static void lists_of_thousands(void **state) {
    const fixture *f = *state;
    check(state, repeat(f->arena, "select id from t where id in (1", ", 2", 20000, ")"),
          "id integer");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_of_thousands),
        cmocka_unit_test(concatenations_of_thousands),
        cmocka_unit_test(conditions_of_thousands),
        cmocka_unit_test(lists_of_thousands),
    };
    return cmocka_run_group_tests(tests, fixture_set_up, fixture_tear_down);
}
