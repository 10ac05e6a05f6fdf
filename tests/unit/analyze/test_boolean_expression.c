#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* AND, OR, NOT and tests.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select not true, true and null, id is null, row(id) is not null, (id = 1) is not true from t",
     "?column? boolean, ?column? boolean, ?column? boolean, ?column? boolean, ?column? boolean"},
    {"select 1 and true", "42804 8 argument of AND must be type boolean, not type integer"},
    {"select not 1", "42804 12 argument of NOT must be type boolean, not type integer"},
    {"select 1 is true", "42804 8 argument of IS TRUE must be type boolean, not type integer"},
    {"select true or now()",
     "42804 16 argument of OR must be type boolean, not type timestamp with time zone"},
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
