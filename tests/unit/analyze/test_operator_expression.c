#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Operators, IN, BETWEEN, IS DISTINCT FROM, NULLIF and rows.  What is expected is what PostgreSQL
 * 15 says. */
static const query_case cases[] = {
    {"select id + 1, id || 'a', price * 2, name like 'a', name ilike 'b', name similar to 'c' from "
     "t",
     "?column? integer, ?column? text, ?column? numeric, ?column? boolean, ?column? boolean, "
     "?column? boolean"},
    {"select id in (1, 2), id in (1, t_id) from u", "?column? boolean, ?column? boolean"},
    {"select 1 in (1, 'a'::text)", "42883 10 operator does not exist: integer = text"},
    {"select (1,2) in ((1,2),(3,4)), (1,2) = (1,2), (1,2) < (3,4)",
     "?column? boolean, ?column? boolean, ?column? boolean"},
    {"select (1,2) = (1,2,3)", "42601 14 unequal number of entries in row expressions"},
    {"select row() = row()", "0A000 14 cannot compare rows of zero length"},
    {"select (1,2) ~ (3,4)", "42883 14 operator does not exist: integer ~ integer"},
    {"select ('a','b') ~ ('a','b')",
     "0A000 18 could not determine interpretation of row comparison operator ~"},
    {"select id between 1 and 2, id not between symmetric 3 and 4, 'a' between symmetric 'b' and "
     "'c' from t",
     "?column? boolean, ?column? boolean, ?column? boolean"},
    {"select id between 1 and now() from t",
     "42883 11 operator does not exist: integer <= timestamp with time zone"},
    {"select (1,2) is distinct from (1,3), 1 is distinct from null, null is not distinct from 2 "
     "from t",
     "?column? boolean, ?column? boolean, ?column? boolean"},
    {"select row(1,2) is distinct from row(1)",
     "42601 17 unequal number of entries in row expressions"},
    {"select nullif(1, 2.0), nullif('a','b'), nullif(code, 'x'), nullif(price, 1) from t",
     "nullif numeric, nullif text, nullif text, nullif numeric(10,2)"},
    {"select id = any(array[1,2]), name = all('{a}') from t", "?column? boolean, ?column? boolean"},
    {"select 1 = any(1)", "42809 10 op ANY/ALL (array) requires array on right side"},
    {"select 1 + any(array[1])", "42809 10 op ANY/ALL (array) requires operator to yield boolean"},
    {"select 1 operator(pg_catalog.+) 2", "?column? integer"},
    {"select 1 operator(nosuch.+) 2", "3F000 10 schema \"nosuch\" does not exist"},
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
