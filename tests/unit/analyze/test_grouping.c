#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* GROUP BY, grouping sets, HAVING and what may stand beside them.  What is expected is what
 * PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select * from count(*)", "42803 15 aggregate functions are not allowed in functions in FROM"},
    {"select id, count(*) from t", "42803 8 column \"t.id\" must appear in the GROUP BY clause or "
                                   "be used in an aggregate function"},
    {"select name, count(*) from t group by name", "name text, count bigint"},
    {"select name, price from t group by id", "name text, price numeric(10,2)"},
    {"select t.name, u.note from t join u on true group by t.id",
     "42803 16 column \"u.note\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select t.name from t group by t.id having count(*) > 1", "name text"},
    {"select price from t group by name", "42803 8 column \"t.price\" must appear in the GROUP BY "
                                          "clause or be used in an aggregate function"},
    {"select name as n, count(*) from t group by n", "n text, count bigint"},
    {"select name as id, count(*) from t group by id", "id text, count bigint"},
    {"select count(*) as c from t group by c",
     "42803 8 aggregate functions are not allowed in GROUP BY"},
    {"select name, count(*) from t group by 1", "name text, count bigint"},
    {"select name, count(*) from t group by 2",
     "42803 14 aggregate functions are not allowed in GROUP BY"},
    {"select name from t group by 3", "42P10 29 GROUP BY position 3 is not in select list"},
    {"select name from t group by 'x'", "42601 29 non-integer constant in GROUP BY"},
    {"select lower(name), count(*) from t group by lower(name)", "lower text, count bigint"},
    {"select upper(lower(name)), count(*) from t group by lower(name)", "upper text, count bigint"},
    {"select name, count(*) from t group by lower(name)",
     "42803 8 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select id, name, count(*) from u join t using (id) group by id",
     "42803 12 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select id, name, count(*) from t full join u using (id) group by id",
     "42803 12 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select id, count(*) from t full join u using (id) group by id", "id bigint, count bigint"},
    {"select coalesce(t.id, u.id), count(*) from t full join u using (id) group by id",
     "coalesce bigint, count bigint"},
    {"select name, price, grouping(name), count(*) from t group by rollup (name, price)",
     "name text, price numeric(10,2), grouping integer, count bigint"},
    {"select name, price, grouping(id) from t group by rollup (name, price)",
     "42803 30 arguments to GROUPING must be grouping expressions of the associated query level"},
    {"select name, id from t group by grouping sets ((id), (name))", "name text, id integer"},
    {"select name, id from t group by grouping sets ((id), (id, name))", "name text, id integer"},
    {"select price from t group by grouping sets ((id))", "price numeric(10,2)"},
    {"select price from t group by grouping sets ((id), ())",
     "42803 8 column \"t.price\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select name, count(*) from t group by cube (name, (price, code))", "name text, count bigint"},
    {"select count(*) from t group by ()", "count bigint"},
    {"select name from t group by ()", "42803 8 column \"t.name\" must appear in the GROUP BY "
                                       "clause or be used in an aggregate function"},
    {"select name, price from t group by distinct rollup (name, price), rollup (name)",
     "name text, price numeric(10,2)"},
    {"select (select name from t x where x.id = t.id) from t group by t.id", "name text"},
    {"select (select t.name) from t group by t.price",
     "42803 16 subquery uses ungrouped column \"t.name\" from outer query"},
    {"select (select count(*) from u where u.t_id = t.id) from t group by t.id", "count bigint"},
    {"select (select sum(t.price) from u) from t", "sum numeric"},
    {"select (select t.price from u limit 1), count(*) from t",
     "42803 16 subquery uses ungrouped column \"t.price\" from outer query"},
    {"select percentile_cont(0.5) within group (order by price) from t",
     "percentile_cont double precision"},
    {"select percentile_cont(price) within group (order by price) from t",
     "42803 24 column \"t.price\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select percentile_cont(0.5) within group (order by price) from t group by name",
     "percentile_cont double precision"},
    {"select rank(name) within group (order by name) from t group by name", "rank bigint"},
    {"select mode() within group (order by name) from t", "mode text"},
    {"select name from t having count(*) > 0", "42803 8 column \"t.name\" must appear in the GROUP "
                                               "BY clause or be used in an aggregate function"},
    {"select 1 from t having true", "?column? integer"},
    {"select id from t having id = 1", "42803 8 column \"t.id\" must appear in the GROUP BY clause "
                                       "or be used in an aggregate function"},
    {"select point(1,2) as p from t group by p",
     "42883 40 could not identify an equality operator for type point"},
    {"select id from t limit (select count(*) from u)", "id integer"},
    {"select count(*) from t for share",
     "0A000 0 FOR SHARE is not allowed with aggregate functions"},
    {"select name from t group by name for no key update",
     "0A000 0 FOR NO KEY UPDATE is not allowed with GROUP BY clause"},
    {"select t.name from t group by t.id, t.name", "name text"},
    {"select count(*) filter (where id > 1) from t", "count bigint"},
    {"select sum(count(*)) from t", "42803 12 aggregate function calls cannot be nested"},
    {"select count(*) from t where count(*) > 1",
     "42803 30 aggregate functions are not allowed in WHERE"},
    {"select id from t group by id having sum(price) > 1 order by sum(price)", "id integer"},
    {"select name from t order by count(*)", "42803 8 column \"t.name\" must appear in the GROUP "
                                             "BY clause or be used in an aggregate function"},
    {"select name, count(*) from t group by name order by price",
     "42803 53 column \"t.price\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
};

static void grouped_queries_are_accepted_and_refused_as_by_the_server(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(grouped_queries_are_accepted_and_refused_as_by_the_server,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
