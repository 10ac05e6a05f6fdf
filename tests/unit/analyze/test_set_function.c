#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Set-returning functions.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select generate_series(1,2), unnest(tags), generate_series(1, generate_series(1,3)) from t",
     "generate_series integer, unnest text, generate_series integer"},
    {"select 1 from t where generate_series(1,2) > 1",
     "0A000 23 set-returning functions are not allowed in WHERE"},
    {"select 1 from t a join t b on generate_series(1,2) > 1",
     "0A000 31 set-returning functions are not allowed in JOIN conditions"},
    {"select 1 from generate_series(1, generate_series(1,2))",
     "0A000 34 set-returning functions must appear at top level of FROM"},
    {"select 1 limit generate_series(1,2)",
     "0A000 16 set-returning functions are not allowed in LIMIT"},
    {"select sum(1) over (rows generate_series(1,2) preceding)",
     "0A000 26 set-returning functions are not allowed in window definitions"},
    {"values (generate_series(1,2)), (1)",
     "0A000 9 set-returning functions are not allowed in VALUES"},
    {"values (generate_series(1,2))", "0A000 9 set-returning functions are not allowed in VALUES"},
    {"select 1 from t order by generate_series(1,2)", "?column? integer"},
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
