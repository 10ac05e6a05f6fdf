#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* The columns of composite values.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select (t).* from t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select (t).price as a, (t).tags[1] as b from t", "a numeric(10,2), b text"},
    {"select (x).* from (select t as x from t) s",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select (x).f1 as a, (x).f2 as b from (select row(1, 'x'::text) as x) s", "a integer, b text"},
    {"select (x).* from (select row(1, null, 1.5) as x) s",
     "XX000 0 failed to find conversion function from unknown to text"},
    {"select (x).f3 from (select row(1, 2) as x) s",
     "42703 9 could not identify column \"f3\" in record data type"},
    {"select (row(1, 'x')).f2 as a",
     "XX000 0 failed to find conversion function from unknown to text"},
    {"select (row(1, 'x')).*", "XX000 0 failed to find conversion function from unknown to text"},
    {"select (row(t.*)).f2 as a from t", "a text"},
    {"select s.* from (select t from t) s", "t t"},
    {"select (s.t).id as a from (select t from t) s", "a integer"},
    {"select (s).id as a, (s).x as b from (select id, 'q'::text as x from t) s",
     "a integer, b text"},
    {"select ((s).r).f1 as a from (select row(1, 2) as r) s", "a integer"},
    {"select ((r).f1).f2 as a from (select row(row(1, 2), 3) as r) s",
     "42703 10 could not identify column \"f2\" in record data type"},
    {"with c as (select row(id, code) as r from t) select (r).* from c",
     "f1 integer, f2 character varying(20)"},
    {"with c as (select row(id, code) as r from t) select (r).f2 as a from c, c d where (d.r).f1 = "
     "1",
     "42702 54 column reference \"r\" is ambiguous"},
    {"select (x).a as a from (select j as x from (select 1 as a) j) s", "a integer"},
    {"select (j).note as a from (t join u on true) as j", "a character varying(30)"},
    {"select (j).x as a from (t join u on true) as j(x)", "a integer"},
    {"select (json_each('{}')).*", "key text, value json"},
    {"select (json_each('{}')).key as a", "a text"},
    {"select (pg_options_to_table('{a=b}')).option_value as a", "a text"},
    {"select x.* from json_each('{}') x", "key text, value json"},
    {"select (x).value as a from json_each('{}') x", "a json"},
    {"select x from generate_series(1, 2) x", "x integer"},
    {"select x.x as a, (y).v as b from generate_series(1, 2) x, unnest(array[1]) with ordinality "
     "as y(v, n)",
     "a integer, b integer"},
    {"select r.* from jsonb_to_record('{}') as r(a int, b varchar(3))",
     "a integer, b character varying(3)"},
    {"select (r).b as a from jsonb_to_record('{}') as r(a int, b varchar(3))",
     "a character varying(3)"},
    {"select * from jsonb_to_record('{}')",
     "42601 15 a column definition list is required for functions returning \"record\""},
    {"select (jsonb_to_record('{}')).a",
     "42703 9 could not identify column \"a\" in record data type"},
    {"select jsonb_populate_record(null::t, '{}') as a", "a t"},
    {"select (jsonb_populate_record(null::t, '{}')).*",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select x.* from jsonb_populate_record(null::t, '{}') x",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select (case when true then t end).name as a, (coalesce(t, null)).code as b, (array[t])[1] "
     "as c, ((array[t])[1]).price as d from t",
     "a text, b character varying(20), c t, d numeric(10,2)"},
    {"select (select t from t limit 1) as a, ((select t from t limit 1)).name as b", "a t, b text"},
    {"select (coalesce(row(1,2), row(3,4))).f1",
     "42703 9 could not identify column \"f1\" in record data type"},
    {"select (x).f1 from (values (row(1, 2))) v(x)", "42809 0 record type has not been registered"},
    {"select t.t as a from t", "42703 8 column t.t does not exist"},
    {"select v.* from (values (1, 'x')) as v", "column1 integer, column2 text"},
    {"select (v).column2 as a from (values (1, 'x')) as v", "a text"},
    {"select (lateral_row).f1 as a from t, lateral (select row(t.id, 1) as lateral_row) s",
     "a integer"},
    {"select (r).f1 as a from (select r from (select row(1) as r union select row(2)) s) q",
     "a integer"},
    {"select (id).a from t",
     "42809 9 column notation .a applied to type integer, which is not a composite type"},
    {"select (t).nosuch from t", "42703 9 column t.nosuch does not exist"},
    {"select (null).a",
     "42809 9 column notation .a applied to type unknown, which is not a composite type"},
    {"select (1).*", "42809 0 type integer is not composite"},
    {"select (name).* from t", "42809 0 type text is not composite"},
};

static void rows_have_the_server_s_columns(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_have_the_server_s_columns, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
