#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Aggregates: their level, nesting and place.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select count(*), sum(id), array_agg(code), string_agg(name, ',' order by id), count(distinct "
     "id), count(*) filter (where id = 1) from t",
     "count bigint, sum bigint, array_agg character varying[], string_agg text, count bigint, "
     "count bigint"},
    {"select sum(sum(id)) from t", "42803 12 aggregate function calls cannot be nested"},
    {"select sum(count(*) over ()) from t",
     "42803 12 aggregate function calls cannot contain window function calls"},
    {"select sum(generate_series(1,2)) from t",
     "0A000 12 aggregate function calls cannot contain set-returning function calls"},
    {"select 1 from t where sum(id) > 1", "42803 23 aggregate functions are not allowed in WHERE"},
    {"select 1 from t group by sum(id)",
     "42803 26 aggregate functions are not allowed in GROUP BY"},
    {"select 1 from t a join t b on sum(a.id) > 1",
     "42803 31 aggregate functions are not allowed in JOIN conditions"},
    {"select 1 from generate_series(1, sum(1))",
     "42803 34 aggregate functions are not allowed in functions in FROM"},
    {"select 1 limit sum(1)", "42803 16 aggregate functions are not allowed in LIMIT"},
    {"select sum(1) over (rows sum(1) preceding)",
     "42803 26 aggregate functions are not allowed in window ROWS"},
    {"select sum(1) filter (where sum(1) > 1)",
     "42803 29 aggregate functions are not allowed in FILTER"},
    {"values (sum(1)), (1)", "42803 9 aggregate functions are not allowed in VALUES"},
    {"select (select sum(t.id) from u) from t", "sum bigint"},
    {"select (select sum(t.id + u.id) from u) from t", "sum numeric"},
    {"select 1 from t where (select sum(t.id)) > 1",
     "42803 31 aggregate functions are not allowed in WHERE"},
    {"select 1 from t, lateral (select sum(t.id)) x",
     "42803 34 aggregate functions are not allowed in FROM clause of their own query level"},
    {"select percentile_cont(0.5) within group (order by id), mode() within group (order by name), "
     "rank(1) within group (order by id) from t",
     "percentile_cont double precision, mode text, rank bigint"},
    {"select percentile_cont(id::float) within group (order by id) from t",
     "42803 24 column \"t.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select (select percentile_cont(u.id) within group (order by t.id) from u) from t",
     "42803 32 outer-level aggregate cannot contain a lower-level variable in its direct "
     "arguments"},
    {"select count(distinct x) from (select '1'::json) s(x)",
     "42883 23 could not identify an equality operator for type json"},
    {"select string_agg(distinct name, ',' order by id) from t",
     "42P10 47 in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list"},
    {"select grouping(id) from t group by id", "grouping integer"},
    {"select 1 from t where grouping(id) > 0",
     "42803 23 grouping operations are not allowed in WHERE"},
    {"select count(*) within group (order by 1) from t",
     "42809 8 count is not an ordered-set aggregate, so it cannot have WITHIN GROUP"},
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
