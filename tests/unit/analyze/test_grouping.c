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
    {"select nope, count(*) from nope2 where x = 1", "42P01 28 relation \"nope2\" does not exist"},
    {"select id from t group by nope order by nope2", "42703 41 column \"nope2\" does not exist"},
    {"select id from t group by nope limit nope2", "42703 27 column \"nope\" does not exist"},
    {"select name, count(*) from t having nope", "42703 37 column \"nope\" does not exist"},
    {"select name from t where count(*) > 1 group by nope",
     "42803 26 aggregate functions are not allowed in WHERE"},
    {"select c || p, count(*) from u, w", "42803 8 column \"u.c\" must appear in the GROUP BY "
                                          "clause or be used in an aggregate function"},
    {"select id from t join w using (id) group by id", "id integer"},
    {"select t.id from t join w using (id) group by id", "id integer"},
    {"select w.id from t join w using (id) group by id",
     "42803 8 column \"w.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select w.id as q from t right join w using (id) group by id", "q integer"},
    {"select t.id as q from t right join w using (id) group by id",
     "42803 8 column \"t.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select t.id as q from t full join w using (id) group by id",
     "42803 8 column \"t.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select id from t full join w using (id) group by t.id",
     "42803 0 column \"w.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select name from t join w using (id) group by id", "name text"},
    {"select name from t full join w using (id) group by t.id", "name text"},
    {"select name from t right join w using (id) group by id",
     "42803 8 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select id as k, count(*) from t left join w using (id) group by k having id > 1 order by k",
     "k integer, count bigint"},
    {"select id + 1, count(*) from t full join u using (id) group by id + 1",
     "?column? bigint, count bigint"},
    {"select id + 1 as x, id from t full join u using (id) group by id + 1",
     "42803 0 column \"t.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select lower(p), p from t join w using (id) group by lower(p)",
     "42803 18 column \"w.p\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select count(*), j.id from (t join w using (id)) j group by j.id",
     "count bigint, id integer"},
    {"select count(*), j.name from (t join w using (id)) j group by j.id",
     "count bigint, name text"},
    {"select t.*, count(*) from t group by t.id",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], count "
     "bigint"},
    {"select t, count(*) from t group by t.id", "t t, count bigint"},
    {"select t from t group by t.name", "42803 8 column \"t.*\" must appear in the GROUP BY clause "
                                        "or be used in an aggregate function"},
    {"select t.id from t group by t", "42803 8 column \"t.id\" must appear in the GROUP BY clause "
                                      "or be used in an aggregate function"},
    {"select count(*) from t group by t", "count bigint"},
    {"select name from t group by t", "42803 8 column \"t.name\" must appear in the GROUP BY "
                                      "clause or be used in an aggregate function"},
    {"select id from t group by id, name, price, code, tags", "id integer"},
    {"select (select x.name from u limit 1) from t x group by x.id", "name text"},
    {"select exists (select 1 from u where u.t_id = t.id and u.note = t.name) from t group by t.id",
     "exists boolean"},
    {"select exists (select 1 from u where u.t_id = t.id and u.note = t.name) from t group by "
     "t.code",
     "42803 47 subquery uses ungrouped column \"t.id\" from outer query"},
    {"select (select count(t.id) from u group by t.name) from t",
     "42803 44 subquery uses ungrouped column \"t.name\" from outer query"},
    {"select id, (select count(*) from u where u.t_id = t.id group by t.id) from t",
     "id integer, count bigint"},
    {"select name, (select sum(t.id)) from t group by name", "name text, sum bigint"},
    {"select price, (select sum(t.id)) from t group by name",
     "42803 8 column \"t.price\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select name from t group by name having price > 1",
     "42803 41 column \"t.price\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select name from t group by name having exists (select 1 from u where u.id = t.id)",
     "42803 78 subquery uses ungrouped column \"t.id\" from outer query"},
    {"select name, sum(price) filter (where price > 1) from t group by name",
     "name text, sum numeric"},
    {"select name, count(*) from t group by name, 1", "name text, count bigint"},
    {"select 1, count(*) from t group by 1", "?column? integer, count bigint"},
    {"select 'x', count(*) from t group by 1", "?column? text, count bigint"},
    {"select 'x' as k, count(*) from t group by k", "k text, count bigint"},
    {"select null as k, count(*) from t group by k", "k text, count bigint"},
    {"select 'x' || name as k, count(*) from t group by k", "k text, count bigint"},
    {"select name || 'x', count(*) from t group by name", "?column? text, count bigint"},
    {"select name::varchar(3), count(*) from t group by name",
     "name character varying(3), count bigint"},
    {"select name::varchar(3), count(*) from t group by name::varchar(3)",
     "name character varying(3), count bigint"},
    {"select name::varchar(3), count(*) from t group by name::varchar(4)",
     "42803 8 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select code, count(*) from t group by code::text",
     "42803 8 column \"t.code\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select code::text, count(*) from t group by code::text", "code text, count bigint"},
    {"select code || '', count(*) from t group by code::text", "?column? text, count bigint"},
    {"select coalesce(name, 'x'), count(*) from t group by coalesce(name, 'x')",
     "coalesce text, count bigint"},
    {"select coalesce(name, 'x'), count(*) from t group by coalesce(name, 'y')",
     "42803 17 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select case when id > 1 then 'a' else 'b' end as k, count(*) from t group by case when id > "
     "1 then 'a' else 'b' end",
     "k text, count bigint"},
    {"select extract(year from d), count(*) from u group by extract(year from d)",
     "extract numeric, count bigint"},
    {"select date_trunc('month', d) as m, count(*) from u group by 1 order by 1",
     "m timestamp with time zone, count bigint"},
    {"select date_trunc('month', d), count(*) from u group by date_trunc('month', d) order by "
     "date_trunc('month', d)",
     "date_trunc timestamp with time zone, count bigint"},
    {"select grouping(name) from t",
     "42803 17 arguments to GROUPING must be grouping expressions of the associated query level"},
    {"select grouping(lower(name)) from t group by lower(name)", "grouping integer"},
    {"select grouping(name) from t group by lower(name)",
     "42803 17 arguments to GROUPING must be grouping expressions of the associated query level"},
    {"select name, grouping(name) as g from t group by rollup (name) order by g, name",
     "name text, g integer"},
    {"select name, grouping(name) as g from t group by rollup (name) having grouping(name) = 0",
     "name text, g integer"},
    {"select lower(name) as l, price from t group by grouping sets ((l), (price))",
     "l text, price numeric(10,2)"},
    {"select name, price from t group by rollup (1, 2)", "name text, price numeric(10,2)"},
    {"select name, price from t group by rollup (name), cube (price)",
     "name text, price numeric(10,2)"},
    {"select name, price from t group by (name, price)", "name text, price numeric(10,2)"},
    {"select name, price from t group by row(name, price)",
     "42803 8 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select name, price, id from t group by (name, (price, id))",
     "name text, price numeric(10,2), id integer"},
    {"select name, price from t group by grouping sets (name, rollup (name, price), ())",
     "name text, price numeric(10,2)"},
    {"select name, price from t group by grouping sets ((name, price), grouping sets ((name), ()))",
     "name text, price numeric(10,2)"},
    {"select name, price, code from t group by cube (name, price), rollup (code)",
     "name text, price numeric(10,2), code character varying(20)"},
    {"select name from t group by cube (id, name, price, code, tags, id, id, id, id, id, id, id, "
     "id)",
     "54011 29 CUBE is limited to 12 elements"},
    {"select name from t group by cube (id, name, price, code, lower(name), upper(name), id + 1, "
     "id + 2, id + 3, id + 4, id + 5, id + 6), rollup (id)",
     "54001 0 too many grouping sets present (maximum 4096)"},
    {"select name from t where grouping(name) = 1 group by name",
     "42803 26 grouping operations are not allowed in WHERE"},
    {"select distinct count(*) from t", "count bigint"},
    {"select distinct name, count(*) from t group by name order by count(*)",
     "name text, count bigint"},
    {"select distinct name from t group by name order by count(*)",
     "42P10 52 for SELECT DISTINCT, ORDER BY expressions must appear in select list"},
    {"select name as price from t group by price",
     "42803 8 column \"t.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"select max(name) as price from t group by price", "price text"},
    {"select id from t limit count(*)", "42803 24 aggregate functions are not allowed in LIMIT"},
    {"values (count(*))", "42803 9 aggregate functions are not allowed in VALUES"},
    {"select * from t x left join lateral (select count(*) as n from u where u.t_id = x.id) y on "
     "true",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], n "
     "bigint"},
    {"select * from (select count(*) from t) x for update",
     "0A000 0 FOR UPDATE is not allowed with aggregate functions"},
    {"select * from (select count(*) from t) x, t for update of t",
     "count bigint, id integer, name text, price numeric(10,2), code character varying(20), tags "
     "text[]"},
    {"select * from t join u on count(*) > 1",
     "42803 27 aggregate functions are not allowed in JOIN conditions"},
    {"select id from t having generate_series(1, 2) = 1",
     "0A000 25 set-returning functions are not allowed in HAVING"},
    {"select * from t tablesample system (count(*))",
     "42803 37 aggregate functions are not allowed in functions in FROM"},
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
