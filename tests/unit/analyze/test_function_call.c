#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Which function a call means.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select abs(id) as a, abs(price) as b, round(price) as c, round(price, 1) as d, power(id, 2) "
     "as e, sqrt(id) as f, ceil(1.5) as g, abs('1') as h from t",
     "a integer, b numeric, c numeric, d numeric, e double precision, f double precision, g "
     "numeric, h double precision"},
    {"select length(name) as a, length(code) as b, length('x') as c, lower(code) as d, "
     "substring(name from 1 for 2) as e, trim(code) as f, position('a' in name) as g, overlay(name "
     "placing 'x' from 1) as h from t",
     "a integer, b integer, c integer, d text, e text, f text, g integer, h text"},
    {"select sum(id) as a, sum(price) as b, avg(id) as c, count(*) as d, max(code) as e, min(name) "
     "as f, string_agg(name, ',') as g, sum('1') as h from t",
     "42725 128 function sum(unknown) is not unique"},
    {"select to_char(ts, 'x') as a, to_char(1, 'x') as b, to_char(1.5, 'x') as c, "
     "date_trunc('day', ts) as d, date_trunc('day', d) as e, age(d) as f, extract(year from d) as "
     "g, date_part('year', d) as h from u, w",
     "a text, b text, c text, d timestamp with time zone, e timestamp with time zone, f interval, "
     "g numeric, h double precision"},
    {"select to_char('1', 'x')", "42725 8 function to_char(unknown, unknown) is not unique"},
    {"select to_char(name, 'x') from t", "42883 8 function to_char(text, unknown) does not exist"},
    {"select make_interval(days => 3) as a, make_interval(1, 2, hours => 3) as b, "
     "make_interval(secs => 1, years => 2) as c",
     "a interval, b interval, c interval"},
    {"select make_interval(foo => 1)",
     "42883 8 function make_interval(foo => integer) does not exist"},
    {"select make_interval(days => 1, 2)",
     "42601 33 positional argument cannot follow named argument"},
    {"select make_interval(days => 1, days => 2)",
     "42601 33 argument name \"days\" used more than once"},
    {"select make_interval(1, years => 2)",
     "42883 8 function make_interval(integer, years => integer) does not exist"},
    {"select make_interval(days => 'x'::text)",
     "42883 8 function make_interval(days => text) does not exist"},
    {"select concat(1, 'x', name) as a, concat_ws(',', 1) as b, concat(variadic array[1,2]) as c, "
     "format('%s', variadic tags) as d, num_nulls(1, null) as e, json_build_array() as f from t",
     "a text, b text, c text, d text, e integer, f json"},
    {"select concat(variadic 1)", "42804 24 VARIADIC argument must be an array"},
    {"select format(variadic 1)", "42883 8 function format(integer) does not exist"},
    {"select lower(variadic 'x'::text)", "lower text"},
    {"select greatest(variadic array[1])", "42601 17 syntax error at or near \"variadic\""},
    {"select generate_series(1, 10) as a, generate_series(d, d, '1 day') as b, generate_series(1, "
     "2.5) as c from u",
     "a integer, b timestamp with time zone, c numeric"},
    {"select generate_series(1, 2, name) from t",
     "42883 8 function generate_series(integer, integer, text) does not exist"},
    {"select nosuch(1)", "42883 8 function nosuch(integer) does not exist"},
    {"select nosuch()", "42883 8 function nosuch() does not exist"},
    {"select nosuch.f(1)", "3F000 8 schema \"nosuch\" does not exist"},
    {"select a.b.c.f(1)", "42601 8 improper qualified name (too many dotted names): a.b.c.f"},
    {"select pg_catalog.nosuch(1, 'x', null, id, tags) from t",
     "42883 8 function pg_catalog.nosuch(integer, unknown, unknown, integer, text[]) does not "
     "exist"},
    {"select lower(1)", "42883 8 function lower(integer) does not exist"},
    {"select lower(1, 2)", "42883 8 function lower(integer, integer) does not exist"},
    {"select sum(name) from t", "42883 8 function sum(text) does not exist"},
    {"select max(t) from t", "42883 8 function max(t) does not exist"},
    {"select string_agg(name) from t", "42883 8 function string_agg(text) does not exist"},
    {"select string_agg(name, 1) from t",
     "42883 8 function string_agg(text, integer) does not exist"},
    {"select foo(1 order by 2, 3)", "42883 8 function foo(integer) does not exist"},
    {"select foo(1 order by 2)", "42883 8 function foo(integer) does not exist"},
    {"select lower(distinct 'x')",
     "42809 8 DISTINCT specified, but lower is not an aggregate function"},
    {"select lower('x' order by 1)",
     "42809 8 ORDER BY specified, but lower is not an aggregate function"},
    {"select lower('x') filter (where true)",
     "42809 8 FILTER specified, but lower is not an aggregate function"},
    {"select lower('x') over ()",
     "42809 8 OVER specified, but lower is not a window function nor an aggregate function"},
    {"select pi(*)", "42809 8 pi(*) specified, but pi is not an aggregate function"},
    {"select lower(*)", "42883 8 function lower() does not exist"},
    {"select count()", "42809 8 count(*) must be used to call a parameterless aggregate function"},
    {"select rank()", "42809 8 window function rank requires an OVER clause"},
    {"select row_number() over () as a, ntile(3) over () as b, sum(id) over (order by id) as c, "
     "count(*) over () as d from t",
     "a bigint, b integer, c bigint, d bigint"},
    {"select row_number()", "42809 8 window function row_number requires an OVER clause"},
    {"select row_number() within group (order by 1)",
     "42883 8 function row_number(integer) does not exist"},
    {"select row_number() filter (where true) over ()",
     "0A000 8 FILTER is not implemented for non-aggregate window functions"},
    {"select count(distinct 1) over ()",
     "0A000 8 DISTINCT is not implemented for window functions"},
    {"select sum(id order by id) over () from t",
     "0A000 8 aggregate ORDER BY is not implemented for window functions"},
    {"select sum(generate_series(1,2)) over ()",
     "0A000 12 window function calls cannot contain set-returning function calls"},
    {"select sum(1) within group (order by 1)",
     "42883 8 function sum(integer, integer) does not exist"},
    {"select rank() within group (order by 1)", "42883 8 function rank(integer) does not exist"},
    {"select rank(1, 2) within group (order by 1)",
     "42883 8 function rank(integer, integer, integer) does not exist"},
    {"select percentile_cont(0.5) within group (order by id) as a, percentile_cont(array[0.5,1]) "
     "within group (order by id) as b, percentile_cont(0.5) within group (order by '1 "
     "s'::interval) as c from t",
     "a double precision, b double precision[], c interval"},
    {"select percentile_cont(0.5)", "42883 8 function percentile_cont(numeric) does not exist"},
    {"select percentile_cont(0.5, 1) within group (order by 1)",
     "42883 8 function percentile_cont(numeric, integer, integer) does not exist"},
    {"select percentile_cont() within group (order by 1, 2)",
     "42883 8 function percentile_cont(integer, integer) does not exist"},
    {"select mode(1) within group (order by 1)",
     "42883 8 function mode(integer, integer) does not exist"},
    {"select mode() within group (order by id) over () from t",
     "0A000 8 OVER is not supported for ordered-set aggregate mode"},
    {"select count(a => 1)", "42883 8 function count(a => integer) does not exist"},
    {"select lower(a => 'x')", "42883 8 function lower(a => unknown) does not exist"},
    {"select pg_sleep(1) is null as a", "a boolean"},
    {"select int4('1') as a, \"char\"('x') as b, numeric(1) as c, text('x') as d",
     "42601 53 syntax error at or near \"as\""},
    {"select t.lower from t", "42703 8 column t.lower does not exist"},
    {"select name(t) as a, (t).name as b, t.name as c, lower(t.name) as d from t",
     "a text, b text, c text, d text"},
    {"select nosuch(t) from t", "42883 8 function nosuch(t) does not exist"},
    {"select t.nosuch from t", "42703 8 column t.nosuch does not exist"},
    {"select (t).nosuch from t", "42703 9 column t.nosuch does not exist"},
    {"select lower(t) from t", "42883 8 function lower(t) does not exist"},
    {"select (id).x from t",
     "42809 9 column notation .x applied to type integer, which is not a composite type"},
    {"select pg_typeof(1) as a, pg_column_size(t) as b from t", "a regtype, b integer"},
    {"select cardinality('{}')",
     "42804 0 could not determine polymorphic type because input has type unknown"},
    {"select jsonb_set('{}', '{a}', '1') as a, jsonb_set('{}', '{a}', '1', false) as b, "
     "jsonb_path_query('{}', '$', silent => true) as c",
     "a jsonb, b jsonb, c jsonb"},
    {"select jsonb_set('{}', name, '1') from t",
     "42883 8 function jsonb_set(unknown, text, unknown) does not exist"},
    {"select xpath('/a', '<a/>') as a, parse_ident('a.b') as b, parse_ident('a', strict => false) "
     "as c",
     "a xml[], b text[], c text[]"},
};

static void calls_find_the_server_s_functions(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(calls_find_the_server_s_functions, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
