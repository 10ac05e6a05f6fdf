#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Window functions.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select row_number() over (), rank() over w, lag(code) over (order by id), sum(price) over w "
     "from t window w as (partition by name order by id)",
     "row_number bigint, rank bigint, lag character varying, sum numeric"},
    {"select rank() over nope from t", "42704 20 window \"nope\" does not exist"},
    {"select row_number() over (order by row_number() over ())",
     "42P20 36 window functions are not allowed in window definitions"},
    {"select sum(row_number() over ()) over ()", "42P20 12 window function calls cannot be nested"},
    {"select 1 from t where row_number() over () > 1",
     "42P20 23 window functions are not allowed in WHERE"},
    {"select 1 from t a join t b on row_number() over () > 1",
     "42P20 31 window functions are not allowed in JOIN conditions"},
    {"select 1 from generate_series(1, row_number() over ())",
     "42P20 34 window functions are not allowed in functions in FROM"},
    {"select sum(1) over (rows row_number() over () preceding)",
     "42P20 26 window functions are not allowed in window definitions"},
    {"select sum(1) filter (where row_number() over () > 1)",
     "42P20 29 window functions are not allowed in FILTER"},
    {"values (row_number() over ())", "42P20 9 window functions are not allowed in VALUES"},
    {"select abs(1) over ()",
     "42809 8 OVER specified, but abs is not a window function nor an aggregate function"},
    {"select row_number()", "42809 8 window function row_number requires an OVER clause"},
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
