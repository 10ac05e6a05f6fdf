#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Literals: their types by size and form.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select 1, 2147483648, 9223372036854775808, 1.5, 1e3, 'x', true, null, b'101', x'1F'",
     "?column? integer, ?column? bigint, ?column? numeric, ?column? numeric, ?column? numeric, "
     "?column? text, ?column? boolean, ?column? text, ?column? \"bit\", ?column? \"bit\""},
    {"select 12345678901, - 5", "?column? bigint, ?column? integer"},
    {"select b'102'", "22P02 8 \"2\" is not a valid binary digit"},
    {"select x'1G'", "22P02 8 \"G\" is not a valid hexadecimal digit"},
};

static void answers_are_the_servers(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof cases[0]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(answers_are_the_servers, fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
