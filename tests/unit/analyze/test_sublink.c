#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Subqueries in expressions.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select exists(select 1), array(select id from t), (select price from t), 1 = any(select 2), "
     "1 in (select 2), 1 > all(select 2), (1,2) = (select 1,2)",
     "exists boolean, array integer[], price numeric(10,2), ?column? boolean, ?column? boolean, "
     "?column? boolean, ?column? boolean"},
    {"select (select 1,2)", "42601 8 subquery must return only one column"},
    {"select array(select 1,2)", "42601 8 subquery must return only one column"},
    {"select 1 in (select 1,2)", "42601 10 subquery has too many columns"},
    {"select (1,2) in (select 1)", "42601 14 subquery has too few columns"},
    {"select (1,2,3) = (select 1,2)", "42601 16 subquery has too few columns"},
    {"select 1 = (select 'x'::text)", "42883 10 operator does not exist: integer = text"},
    {"select (select t.id + u.id from u) from t", "?column? bigint"},
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
