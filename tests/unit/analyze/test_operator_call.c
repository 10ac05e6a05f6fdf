#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Which operator an expression means.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select id + 1 as a, id + 1.5 as b, id * price as c, id / 2::int8 as d, -id as e, @ price as "
     "f, |/ id as g, id ^ 2 as h, id % 2 as i from t",
     "a integer, b numeric, c numeric, d bigint, e integer, f numeric, g double precision, h "
     "double precision, i integer"},
    {"select d + 1 as a, d - d as b, d - '2020-01-01' as c, '2020-01-01' - d as d, d + '1 "
     "day'::interval as e, ts - ts as f, now() - ts as g, d > now() as h, d + time '1:00' as i "
     "from u, w",
     "a date, b integer, c integer, d integer, e timestamp without time zone, f interval, g "
     "interval, h boolean, i timestamp without time zone"},
    {"select name || 'x' as a, name || 1 as b, 1 || name as c, code || code as d, 'a' || 'b' as e, "
     "tags || name as f, tags || tags as g, tags || '{x}' as h, name || null as i from t",
     "a text, b text, c text, d text, e text, f text[], g text[], h text[], i text"},
    {"select 1 || 2", "42883 10 operator does not exist: integer || integer"},
    {"select '1' + '2'", "42725 12 operator is not unique: unknown + unknown"},
    {"select '1' = '2' as a, 'a' < 'b' as b, null = null as c, null + 1 as d, 'x' like 'y' as e",
     "a boolean, b boolean, c boolean, d integer, e boolean"},
    {"select id = '1' as a, price > '2' as b, ts < '2020-01-01' as c, name = 'x' as d, code = 'x' "
     "as e, tags = '{}' as f from t, w",
     "42702 8 column reference \"id\" is ambiguous"},
    {"select id = name from t", "42883 11 operator does not exist: integer = text"},
    {"select id + name from t", "42883 11 operator does not exist: integer + text"},
    {"select id + true from t", "42883 11 operator does not exist: integer + boolean"},
    {"select - name from t", "42883 8 operator does not exist: - text"},
    {"select @@@ id from t", "42883 8 operator does not exist: @@@ integer"},
    {"select id @@@ id from t", "42883 11 operator does not exist: integer @@@ integer"},
    {"select id operator(pg_catalog.+) 1 as a, operator(pg_catalog.-) id as b from t",
     "a integer, b integer"},
    {"select id operator(nosuch.+) 1 from t", "3F000 11 schema \"nosuch\" does not exist"},
    {"select id operator(a.b.c.+) 1 from t",
     "42601 0 improper qualified name (too many dotted names): a.b.c.+"},
    {"select d + d from u", "42883 10 operator does not exist: date + date"},
    {"select ts + ts from w",
     "42883 11 operator does not exist: timestamp with time zone + timestamp with time zone"},
    {"select id like 'x' from t", "42883 11 operator does not exist: integer ~~ unknown"},
    {"select name like 1 from t", "42883 13 operator does not exist: text ~~ integer"},
    {"select name ~ 'x' as a, name !~* code as b, name similar to 'x' as c, name not like 'x' as "
     "d, name ilike 'y' as e from t",
     "a boolean, b boolean, c boolean, d boolean, e boolean"},
    {"select id = any(array[1,2]) as a, id = any('{1,2}') as b, name = any(tags) as c, id < "
     "all(array[1.5]) as d, name like any(tags) as e from t",
     "a boolean, b boolean, c boolean, d boolean, e boolean"},
    {"select id = any(tags) from t", "42883 11 operator does not exist: integer = text"},
    {"select id = any(name) from t", "42809 11 op ANY/ALL (array) requires array on right side"},
    {"select id = any(1) from t", "42809 11 op ANY/ALL (array) requires array on right side"},
    {"select id + any(array[1]) from t",
     "42809 11 op ANY/ALL (array) requires operator to yield boolean"},
    {"select id in (select id from u) as a, id = (select 1.5) as b, (id, name) in (select 1, 'x') "
     "as c from t",
     "a boolean, b boolean, c boolean"},
    {"select id in (select name from t) from t",
     "42883 11 operator does not exist: integer = text"},
    {"select (id, name) in (select 1) from t", "42601 19 subquery has too few columns"},
    {"select row(1, 2) = row(1)", "42601 18 unequal number of entries in row expressions"},
    {"select row(1, 2) = row('a'::text, 2)", "42883 18 operator does not exist: integer = text"},
    {"select row(id, name) < row(1, 'x') as a, row(id, name) is distinct from row(1, 'y') as b, t "
     "= t as c, t < t as d from t",
     "a boolean, b boolean, c boolean, d boolean"},
    {"select id is distinct from 1.5 as a, name is not distinct from null as b from t",
     "a boolean, b boolean"},
    {"select id is distinct from name from t", "42883 11 operator does not exist: integer = text"},
    {"select '{}'::jsonb -> 'a' as a, '{}'::jsonb ->> 0 as b, '{}'::json #> '{a}' as c, "
     "'{}'::jsonb @> '{}' as d, '{}'::jsonb - 'a' as e, '{}'::jsonb || '{}' as f",
     "a jsonb, b text, c json, d boolean, e jsonb, f jsonb"},
    {"select '{}'::jsonb -> 1.5", "42883 20 operator does not exist: jsonb -> numeric"},
    {"select '{}'::jsonb + 1", "42883 20 operator does not exist: jsonb + integer"},
    {"select '{}'::json = '{}'::json", "42883 19 operator does not exist: json = json"},
    {"select point '(1,2)' <-> point '(1,2)' as a, point '(1,2)' = point '(1,2)' as b",
     "42883 60 operator does not exist: point = point"},
    {"select inet '10.0.0.1' + 1 as a, inet '10.0.0.1' - inet '10.0.0.1' as b, cidr '10/8' >> "
     "'10.0.0.1' as c",
     "a inet, b bigint, c boolean"},
    {"select b'1' & b'0' as a, 1 & 2 as b, 1 << 2 as c, b'1' || b'0' as d, ~ 1 as e",
     "a \"bit\", b integer, c integer, d bit varying, e integer"},
    {"select interval '1 day' * 2 as a, 2 * interval '1 day' as b, interval '1 day' / 2.5 as c, "
     "money '1' * 2 as d, money '1' / money '2' as e",
     "a interval, b interval, c interval, d money, e double precision"},
    {"select current_date + 1 as a, current_timestamp - interval '1 day' as b",
     "a date, b timestamp with time zone"},
    {"select distinct '{}'::json",
     "42883 17 could not identify an equality operator for type json"},
    {"select 1 from t group by '{}'::json",
     "42883 26 could not identify an equality operator for type json"},
    {"select t.id from t order by '{}'::json",
     "42883 29 could not identify an ordering operator for type json"},
    {"select point(1,2) from t group by 1",
     "42883 35 could not identify an equality operator for type point"},
    {"select point(1,2) from t order by 1",
     "42883 35 could not identify an ordering operator for type point"},
    {"select '{}'::json union select '{}'::json",
     "42883 8 could not identify an equality operator for type json"},
    {"select count(distinct '{}'::json)",
     "42883 23 could not identify an equality operator for type json"},
    {"select array['{}'::json] from t group by 1",
     "42883 42 could not identify an equality operator for type json[]"},
    {"select histogram_bounds from pg_stats order by 1",
     "42883 48 could not identify an ordering operator for type anyarray"},
    {"select id from t order by id using <", "id integer"},
    {"select id from t order by id using +",
     "42809 36 operator + is not a valid ordering operator"},
    {"select id from t order by id using <>",
     "42809 36 operator <> is not a valid ordering operator"},
};

static void expressions_find_the_server_s_operators(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(expressions_find_the_server_s_operators, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
