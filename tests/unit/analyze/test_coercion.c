#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Casts, written and implied.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select id::text as a, id::int8 as b, id::float8 as c, id::oid as d, id::bool as e, "
     "id::varchar(3) as f, id::char(3) as g from t",
     "a text, b bigint, c double precision, d oid, e boolean, f character varying(3), g "
     "character(3)"},
    {"select id::date from t", "42846 10 cannot cast type integer to date"},
    {"select id::jsonb from t", "42846 10 cannot cast type integer to jsonb"},
    {"select ts::date as a, ts::time as b, ts::timestamp as c, ts::timestamp(2) as d from w",
     "a date, b time without time zone, c timestamp without time zone, d timestamp(2) without time "
     "zone"},
    {"select price::int as a, price::numeric as b, price::numeric(10,2) as c, price::numeric(4,1) "
     "as d, price::text as e, price::float4 as f from t",
     "a integer, b numeric, c numeric(10,2), d numeric(4,1), e text, f real"},
    {"select code::text as a, code::varchar as b, code::varchar(20) as c, code::varchar(5) as d, "
     "code::char(20) as e, code::name as f from t",
     "a text, b character varying, c character varying(20), d character varying(5), e "
     "character(20), f name"},
    {"select tags::varchar(3)[] as a, tags::text as b, tags::int[] as c, array[id]::text[] as d, "
     "array[price]::int8[] as e from t",
     "a character varying(3)[], b text, c integer[], d text[], e bigint[]"},
    {"select tags::int from t", "42846 12 cannot cast type text[] to integer"},
    {"select name::int as a, name::point as b, name::xml as c, name::json as d from t",
     "a integer, b point, c xml, d json"},
    {"select name::t from t", "name t"},
    {"select row(1,'x')::text as a", "a text"},
    {"select row(1,'x')::t", "42846 18 cannot cast type record to t"},
    {"select row(1,'x',1,'y','{}',3)::t", "42846 31 cannot cast type record to t"},
    {"select (row(1,'x',1,'y','{}')::t).price as a", "a numeric(10,2)"},
    {"select row(1,'x',now(),'y','{}')::t", "42846 33 cannot cast type record to t"},
    {"select t::text as a, t::record::text as b from t", "a text, b text"},
    {"select t::u from t", "42846 9 cannot cast type t to u"},
    {"select array[row(1,2)]::record[]::text as a", "a text"},
    {"select 'x'::unknown::text as a", "a text"},
    {"select 1.5::int4 as a, cast(1.5 as int) as b, int4(1.5) as c, text(name) as d, float8 '1' as "
     "e, date(ts) as f from t, w",
     "a integer, b integer, c integer, d text, e double precision, f date"},
    {"select text(id) from t", "text text"},
    {"select text(t) as a from t", "42883 8 function text(t) does not exist"},
    {"select name(name) as a, varchar(name) as b from t",
     "42601 33 syntax error at or near \"name\""},
    {"select (name collate \"C\")::varchar(3) as a, (name collate \"C\")::int as b from t",
     "a character varying(3) C, b integer"},
    {"select null::int as a, null::numeric(3,1) as b, null as c",
     "a integer, b numeric(3,1), c text"},
    {"select id from t where id",
     "42804 24 argument of WHERE must be type boolean, not type integer"},
    {"select id from t where name",
     "42804 24 argument of WHERE must be type boolean, not type text"},
    {"select id from t where 1",
     "42804 24 argument of WHERE must be type boolean, not type integer"},
    {"select id from t having name",
     "42804 25 argument of HAVING must be type boolean, not type text"},
    {"select id from t limit name",
     "42804 24 argument of LIMIT must be type bigint, not type text"},
    {"select id from t limit name::int8", "42P10 24 argument of LIMIT must not contain variables"},
    {"select id from t limit id", "42P10 24 argument of LIMIT must not contain variables"},
    {"select not id from t", "42804 12 argument of NOT must be type boolean, not type integer"},
    {"select id and true from t", "42804 8 argument of AND must be type boolean, not type integer"},
    {"select id is true from t",
     "42804 8 argument of IS TRUE must be type boolean, not type integer"},
    {"select '1'::int + 1 as a, '1' + 1 as b, '1' || 1 as c", "a integer, b integer, c text"},
    {"select case when id then 1 end from t",
     "42804 18 argument of CASE/WHEN must be type boolean, not type integer"},
    {"select 'x'::anyelement", "anyelement text"},
    {"select 'x'::internal", "42846 11 cannot cast type unknown to internal"},
    {"select unnest(array[1])::text as a", "a text"},
    {"select true::int as a, 1::bool as b, true::int8",
     "42846 42 cannot cast type boolean to bigint"},
    {"select 1::regclass as a, 'pg_class'::regclass::oid as b", "a regclass, b oid"},
};

static void casts_give_the_server_s_types_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(casts_give_the_server_s_types_and_errors, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
