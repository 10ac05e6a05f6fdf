#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "replay/replay.h"
#include "unit/analyze/query_cases.h"

/* Domains, enums, composites, ranges and functions of users.  What is expected is what PostgreSQL
 * 15 says. */
static const char *const schema[] = {
    "create schema s2;\n",
    "create domain posint as int check (value > 0);\n",
    "create domain vc as varchar(5);\n",
    "create domain vcc as vc;\n",
    "create domain ints as int[];\n",
    "create domain cdom as text collate \"C\";\n",
    "create type mood as enum ('sad','ok','happy');\n",
    "create type comp as (a int, b varchar(4), c numeric(5,2));\n",
    "create domain compd as comp;\n",
    "create type fr as range (subtype = float8);\n",
    "create type nest as (x comp, y comp[]);\n",
    "create domain moodd as mood;\n",
    "create domain ts2 as timestamp(2);\n",
    "create domain nums as numeric(6,3)[];\n",
    "create table t(a posint, v vc, vv vcc, i ints, c cdom, m mood, co comp, cd compd, f fr, n "
    "nest, md moodd, t2 ts2, ns nums, x text, k int, ca comp[], ma mood[], pa posint[]);\n",
    "create table child(extra int) inherits (t);\n",
    "create table typed of comp;\n",
    "create function f1(int) returns int language sql as 'select 1';\n",
    "create function f1(text) returns text language sql as $$select 'x'$$;\n",
    "create function f2(a int, b text default 'x', c numeric default 1) returns numeric language "
    "sql as 'select 1.5';\n",
    "create function f3(variadic numeric[]) returns numeric language sql as 'select 1.5';\n",
    "create function f3(int, int) returns text language sql as $$select 'x'$$;\n",
    "create function f4(a int, variadic b text[] default '{}') returns int language sql as 'select "
    "1';\n",
    "create function f5(a anyelement, b anyelement default 1) returns anyelement language sql as "
    "'select $1';\n",
    "create function f6(a anyarray, out x anyelement, out y anyarray) language sql as 'select "
    "$1[1], $1';\n",
    "create function f7(a int) returns table(p int, q mood) language sql as $$select 1, "
    "'ok'::mood$$;\n",
    "create function f8(a anycompatible, b anycompatiblearray) returns anycompatiblearray language "
    "sql as 'select $2';\n",
    "create function f9(anyenum) returns anyenum language sql as 'select $1';\n",
    "create function f10() returns setof comp language sql as $$select 1,'x'::varchar,1.5$$;\n",
    "create function f11() returns record language sql as $$select 1, 'x'::text$$;\n",
    "create function f11a(out r record) language sql as $$select 1$$;\n",
    "create function f12(a int, inout b text, out c int) language sql as $$select 'x', 1$$;\n",
    "create function f13(int) returns int language sql as 'select 1';\n",
    "create function s2.f13(int) returns text language sql as $$select 'x'$$;\n",
    "create function f14(x int, y int) returns int language sql as 'select 1';\n",
    "create function f14(y int, z text default 'q', x int default 1) returns text language sql as "
    "$$select 'x'$$;\n",
    "create function f15(comp) returns int language sql as 'select 1';\n",
    "create function f16(anynonarray) returns anynonarray language sql as 'select $1';\n",
    "create function f17(anyrange) returns anyelement language sql as 'select lower($1)';\n",
    "create function f18(a posint) returns posint language sql as 'select 1';\n",
    "create function f19(t) returns text language sql as $$select 'x'$$;\n",
    "create function f20(variadic anyarray) returns anyelement language sql as 'select $1[1]';\n",
    "create function f21(variadic \"any\") returns int language internal as 'pg_num_nulls';\n",
    "create function f22(int8) returns int8 language sql as 'select 1::int8';\n",
    "create function f22(float8) returns float8 language sql as 'select 1::float8';\n",
    "create procedure p1(a int) language sql as 'select 1';\n",
    "create function f23(a int default 1, b int default 2) returns int language sql as 'select "
    "1';\n",
    "create function f24(anyelement, out anyelement, out z anyarray) language sql as 'select $1, "
    "array[$1]';\n",
    "create function vfun(vc) returns vc language sql as 'select $1';\n",
};

static const query_case cases[] = {
    {"select a + 1 as q, a + a as w, -a as e, a from t",
     "q integer, w integer, e integer, a posint"},
    {"select v || 'x' as q, v, vv, vv::vc as w, vv::varchar as e, vv::varchar(3) as r, v::text as "
     "y from t",
     "q text, v vc, vv vcc, w vc, e character varying, r character varying(3), y text"},
    {"select coalesce(v, 'x') as q, coalesce(v, vv) as w, coalesce(a, 1) as e, coalesce(a, null) "
     "as r, coalesce(a, a) as u, coalesce(v, x) as z from t",
     "q character varying, w character varying, e integer, r integer, u posint, z character "
     "varying"},
    {"select i[1] as q, i || 1 as w, i || i as e, array_append(i, 1) as r, unnest(i) as y, "
     "array_length(i,1) as z, i[1:2] as zz, cardinality(i) as c from t",
     "q integer, w integer[], e integer[], r integer[], y integer, z integer, zz integer[], c "
     "integer"},
    {"select c || 'x' as q, c, lower(c) as w, coalesce(c, x) as e, c::text as r, x::cdom as y from "
     "t",
     "q text C, c cdom C, w text C, e text C, r text C, y cdom C"},
    {"select m, m::text as q, m = 'ok' as w, m > m as e, coalesce(m, 'sad') as r, enum_range(m) as "
     "y, enum_first(m) as z, f9(m) as zz, m::moodd as mm, md = 'ok' as mmm, md = m as m4, max(m) "
     "as m5, max(md) as m6 from t group by m, md",
     "42883 149 operator does not exist: moodd = unknown"},
    {"select m = 'x'::text from t", "42883 10 operator does not exist: mood = text"},
    {"select m = x from t", "42883 10 operator does not exist: mood = text"},
    {"select m || 'x' as q, m::int from t", "42846 24 cannot cast type mood to integer"},
    {"select 'ok'::mood as q, 'ok'::text::mood as w, null::mood as e", "q mood, w mood, e mood"},
    {"select (co).a as q, (co).b as w, (cd).c as e, (co).* from t",
     "q integer, w character varying(4), e numeric(5,2), a integer, b character varying(4), c "
     "numeric(5,2)"},
    {"select (n).x as q, ((n).x).b as w, ((n).y)[1].c as e, (n).y[1] as r, (n).y as y from t",
     "q comp, w character varying(4), e numeric(5,2), r comp, y comp[]"},
    {"select row(1,'x',2)::comp as q, row(1,'x',2)::compd as w, (row(1,'x',2)::comp).b as e, "
     "row(1, 'abcdefgh', 1.23456)::comp as r",
     "q comp, w compd, e character varying(4), r comp"},
    {"select row(1,2)::comp", "42846 16 cannot cast type record to comp"},
    {"select row(1,now(),2)::comp", "row comp"},
    {"select row('x',2,3)::compd as q", "22P02 12 invalid input syntax for type integer: \"x\""},
    {"select row(row(1,'x',2), array[row(1,'x',2)::comp])::nest as q", "q nest"},
    {"select row(row(1,'x',2), array[row(1,'x',2)])::nest as q",
     "42846 46 cannot cast type record to nest"},
    {"select co = co as q, co = cd as w, co < row(1,'x',1.5) as e, co = row(1,'x',1.5)::comp as r "
     "from t",
     "q boolean, w boolean, e boolean, r boolean"},
    {"select co::compd as q, cd::comp as w, co::text as e, co::record::text as r from t",
     "q compd, w comp, e text, r text"},
    {"select child::t as q, child::t::text as w from child", "q t, w text"},
    {"select t::child from t", "42846 9 cannot cast type t to child"},
    {"select (child::t).a as q from child", "q posint"},
    {"select f19(t) as q, f19(child) as w, child.f19 as e, t.f19 as r from t, child",
     "q text, w text, e text, r text"},
    {"select f19(row(1)) from t", "42846 12 cannot cast type record to t"},
    {"select typed::comp as q, f15(typed) as w, typed.f15 as e from typed",
     "q comp, w integer, e integer"},
    {"select f15(row(1,'x',2)) as q, f15(co) as w, f15(cd) as e, (co).f15 as r from t",
     "q integer, w integer, e integer, r integer"},
    {"select f15(row(1,'x')) from t", "42846 12 cannot cast type record to comp"},
    {"select f.a from t", "42P01 8 missing FROM-clause entry for table \"f\""},
    {"select lower(f) as q, upper(f) as w, f * f as e, fr(1,2) as r, fr(1.5, 2, '[]') as y, f @> 1 "
     "as u, f17(f) as z, multirange(f) as mm, range_merge(f, f) as rm, f && f as o from t",
     "42883 89 operator does not exist: fr @> integer"},
    {"select f + 1 from t", "42883 10 operator does not exist: fr + integer"},
    {"select f17(int4range(1,2)) as q, f17('x')",
     "42804 0 could not determine polymorphic type because input has type unknown"},
    {"select t2, t2 + '1 day' as q, t2 - t2 as w, t2::timestamp as e, t2::timestamp(1) as r, "
     "date_trunc('day', t2) as y from t",
     "t2 ts2, q timestamp without time zone, w interval, e timestamp without time zone, r "
     "timestamp(1) without time zone, y timestamp without time zone"},
    {"select ns, ns[1] as q, ns || 1.5 as w, ns::numeric[] as e, ns::numeric(3,1)[] as r, "
     "unnest(ns) as y from t",
     "ns nums, q numeric(6,3), w numeric[], e numeric[], r numeric(3,1)[], y numeric"},
    {"select f1(1) as q, f1('x') as w, f1(null) as e, f1(a) as r, f1(v) as y, f1(c) as z, "
     "f1(1::int2) as zz from t",
     "q integer, w text, e text, r integer, y text, z text C, zz integer"},
    {"select f1(1.5)", "42883 8 function f1(numeric) does not exist"},
    {"select f1(now())", "42883 8 function f1(timestamp with time zone) does not exist"},
    {"select f1(m) from t", "42883 8 function f1(mood) does not exist"},
    {"select f2(1) as q, f2(1, 'x') as w, f2(1, c => 2) as e, f2(b => 'x', a => 1) as r, f2(c => "
     "1.5, a => 1, b => 'q') as y",
     "q numeric, w numeric, e numeric, r numeric, y numeric"},
    {"select f2()", "42883 8 function f2() does not exist"},
    {"select f2(1, d => 2)", "42883 8 function f2(integer, d => integer) does not exist"},
    {"select f2(1, a => 2)", "42883 8 function f2(integer, a => integer) does not exist"},
    {"select f2('x', b => 2)", "42883 8 function f2(unknown, b => integer) does not exist"},
    {"select f2(b => 'x')", "42883 8 function f2(b => unknown) does not exist"},
    {"select f3(1) as q, f3(1,2) as w, f3(1,2,3) as e, f3(1.5, 2) as r, f3(variadic array[1,2]) as "
     "y, f3(variadic '{1,2}') as z, f3('1') as zz",
     "q numeric, w text, e numeric, r numeric, y numeric, z numeric, zz numeric"},
    {"select f3()", "42883 8 function f3() does not exist"},
    {"select f3('x'::text)", "42883 8 function f3(text) does not exist"},
    {"select f3(variadic 1)", "42883 8 function f3(integer) does not exist"},
    {"select f4(1) as q, f4(1, 'a') as w, f4(1, 'a', 'b') as e, f4(1, variadic array['a']) as r, "
     "f4(1, variadic b => array['x']) as y, f4(a => 1, b => '{x}') as z",
     "42883 130 function f4(a => integer, b => unknown) does not exist"},
    {"select f4(1, variadic b => 'x') as q", "22P02 28 malformed array literal: \"x\""},
    {"select f5(1) as q, f5(1, 2) as w, f5('x'::text, 'y') as e", "q integer, w integer, e text"},
    {"select f5('x'::text)", "42804 0 arguments declared \"anyelement\" are not all alike"},
    {"select f5(1.5)", "42804 0 arguments declared \"anyelement\" are not all alike"},
    {"select f5('x', 'y')",
     "42804 0 could not determine polymorphic type because input has type unknown"},
    {"select * from f6(array[1.5])", "x numeric, y numeric[]"},
    {"select x.y from f6(array[now()]) x", "y timestamp with time zone[]"},
    {"select * from f7(1)", "p integer, q mood"},
    {"select f8(1, array[1.5]) as q, f8(1.5, array[1]) as w, f8('x', array['y'::text]) as e, "
     "f8('1', array[1]) as r",
     "q numeric[], w numeric[], e text[], r integer[]"},
    {"select f8(1, array['x'::text])", "42883 8 function f8(integer, text[]) does not exist"},
    {"select f9('ok'::mood) as q, f9(md) as w from t",
     "42883 29 function f9(moodd) does not exist"},
    {"select f9('ok')", "42883 8 function f9(unknown) does not exist"},
    {"select f9(1)", "42883 8 function f9(integer) does not exist"},
    {"select * from f10()", "a integer, b character varying(4), c numeric(5,2)"},
    {"select f10() as q, (f10()).b as w", "q comp, w character varying(4)"},
    {"select * from f11a() as x(a int)", "a integer"},
    {"select * from f11()",
     "42601 15 a column definition list is required for functions returning \"record\""},
    {"select (f11()).a", "42703 9 could not identify column \"a\" in record data type"},
    {"select * from f11() as x(a int, b text)", "a integer, b text"},
    {"select * from f12(1, 'y')", "b text, c integer"},
    {"select f12(1)", "42883 8 function f12(integer) does not exist"},
    {"select f13(1) as q, s2.f13(1) as w, public.f13(1) as e", "q integer, w text, e integer"},
    {"select f14(1, 2) as q, f14(x => 1, y => 2) as w",
     "42725 24 function f14(x => integer, y => integer) is not unique"},
    {"select f14(y => 1) as q, f14(1) as w, f14(1, 'x') as e", "q text, w text, e text"},
    {"select f14(x => 1)", "42883 8 function f14(x => integer) does not exist"},
    {"select f16(1) as q, f16('x'::text) as w", "q integer, w text"},
    {"select f16(array[1])", "42883 8 function f16(integer[]) does not exist"},
    {"select f16(i) from t", "42883 8 function f16(ints) does not exist"},
    {"select f18(1) as q, f18(a) as w, f18(null) as e from t", "q posint, w posint, e posint"},
    {"select f18(1.5)", "42883 8 function f18(numeric) does not exist"},
    {"select f18('x'::text)", "42883 8 function f18(text) does not exist"},
    {"select f20(1, 2) as q, f20(1, 2.5) as w, f20('a'::text, 'b') as e, f20(variadic array[1]) as "
     "r",
     "42883 24 function f20(integer, numeric) does not exist"},
    {"select f20()", "42883 8 function f20() does not exist"},
    {"select f20(array[1], array[2]) as q",
     "42704 12 could not find array type for data type integer[]"},
    {"select f21(1, 'x', null) as q, f21(variadic array[1]) as w", "q integer, w integer"},
    {"select f21(variadic 1)", "42804 21 VARIADIC argument must be an array"},
    {"select f22(1) as q, f22(1.5) as w, f22('1') as e, f22(null) as r, f22(1::int2) as y, "
     "f22(1::float4) as z",
     "q double precision, w double precision, e double precision, r double precision, y double "
     "precision, z double precision"},
    {"select f22('x'::text)", "42883 8 function f22(text) does not exist"},
    {"select p1(1)", "42809 8 p1(integer) is a procedure"},
    {"select f23() as q, f23(1) as w, f23(b => 1) as e, f23(a => 1, b => 2) as r",
     "q integer, w integer, e integer, r integer"},
    {"select f23(c => 1)", "42883 8 function f23(c => integer) does not exist"},
    {"select (f24(1)).*", "column1 integer, z integer[]"},
    {"select vfun('x') as q, vfun(v) as w, vfun(vv) as e, vfun(x::varchar) as r from t",
     "q vc, w vc, e vc, r vc"},
    {"select vfun(x) as q from t", "q vc"},
    {"select a = any(pa) as q, a = any(array[1,2]) as w, 1 = any(pa) as e, m = any(ma) as r, 'ok' "
     "= any(ma) as y, m = any('{ok}') as z, k = any(i) as zz, pa[1] as p1, ma[1] as m1, ca[1] as "
     "c1, ca[1].b as c2 from t",
     "q boolean, w boolean, e boolean, r boolean, y boolean, z boolean, zz boolean, p1 posint, m1 "
     "mood, c1 comp, c2 character varying(4)"},
    {"select pa || 1 as q, pa || a as w, array_append(pa, 1) as e, array_append(pa, a) as r, "
     "array[a] as y, array[a, 1] as z, array[m, 'ok'] as mm, array[co, null] as cc, array[v, vv] "
     "as vvv, array_agg(a) as aa, array_agg(i) as ai from t group by pa, a, m, co, v, vv",
     "q integer[], w posint[], e integer[], r posint[], y posint[], z integer[], mm mood[], cc "
     "comp[], vvv character varying[], aa posint[], ai integer[]"},
    {"select pa::int[] as q, array[1]::posint[] as w, i::text[] as e, i::posint[] as r, "
     "'{1}'::ints as y, array[1]::ints as z, i::int8[] as u, array['x']::vc[] as vvv, ma::text[] "
     "as mt, array['ok']::mood[] as tm from t",
     "q integer[], w posint[], e text[], r posint[], y ints, z ints, u bigint[], vvv vc[], mt "
     "text[], tm mood[]"},
    {"select case when true then a else 1 end as q, case when true then a end as w, case a when 1 "
     "then 2 end as e, case m when 'ok' then 1 end as r, case when true then co else "
     "row(1,'x',2)::comp end as y, case when true then v else 'x' end as z from t",
     "q integer, w integer, e integer, r integer, y comp, z character varying"},
    {"select a from t union select 1", "a integer"},
    {"select a from t union select a from t", "a posint"},
    {"select m from t union select 'ok'", "m mood"},
    {"select v from t union all select vv from t", "v character varying"},
    {"select co from t union select cd from t", "co comp"},
    {"select greatest(a, 1) as q, greatest(m, 'ok') as w, least(v, vv) as e, nullif(a, 1) as r, "
     "nullif(m, 'ok') as y, nullif(v, 'x') as z, nullif(i, '{1}') as zz from t",
     "q integer, w mood, e character varying, r integer, y mood, z text, zz integer[]"},
    {"select a::numeric(5,1) as q, a::text as w, a::vc as e, '1'::posint as r, 1::posint as y, "
     "1.5::posint as z, x::posint as u, k::posint as s from t",
     "q numeric(5,1), w text, e vc, r posint, y posint, z posint, u posint, s posint"},
    {"select x::mood as q, x::comp as w, x::fr as e, x::ints as r from t",
     "q mood, w comp, e fr, r ints"},
    {"select co::int from t", "42846 10 cannot cast type comp to integer"},
    {"select i::int from t", "42846 9 cannot cast type ints to integer"},
    {"select 1::comp", "42846 9 cannot cast type integer to comp"},
    {"select sum(a) as q, avg(a) as w, max(v) as e, string_agg(v, ',') as r, max(t2) as y, min(i) "
     "as z, sum(k) as s, count(co) as cc, json_agg(co) as j from t",
     "q bigint, w numeric, e text, r text, y timestamp without time zone, z integer[], s bigint, "
     "cc bigint, j json"},
    {"select a from t order by co, n, f, m, md, i, ma, ca", "a posint"},
    {"select distinct co, n, m, i, f from t", "co comp, n nest, m mood, i ints, f fr"},
    {"select generate_series(a, 10) as q, abs(a) as w, a % 2 as e, power(a, 2) as r, to_char(a, "
     "'x') as y, length(v) as z, upper(v) as u, v like 'x' as l, v = 'x' as s, v = x as d, "
     "substr(v, 1) as g from t",
     "q integer, w integer, e integer, r double precision, y text, z integer, u text, l boolean, s "
     "boolean, d boolean, g text"},
    {"select x -> 'a' from t", "42883 10 operator does not exist: text -> unknown"},
    {"select comp from t", "42703 8 column \"comp\" does not exist"},
    {"select t.co.a from t", "42P01 8 missing FROM-clause entry for table \"co\""},
    {"select (t.co).zz from t", "42703 9 column \"zz\" not found in data type comp"},
    {"select (co).a.b from t",
     "42809 9 column notation .b applied to type integer, which is not a composite type"},
    {"select co.a from t", "42P01 8 missing FROM-clause entry for table \"co\""},
    {"select nosuch(co) from t", "42883 8 function nosuch(comp) does not exist"},
    {"select a(co) as q, b(co) as w from t", "q integer, w character varying(4)"},
    {"select mood('ok') as q, posint(1) as w, vc('abc') as e, comp('(1,2,3)') from t",
     "42883 57 function comp(unknown) does not exist"},
    {"select mood(x) from t", "mood mood"},
    {"select posint(k) as q, ints(i) as w from t", "q posint, w ints"},
    {"select fr(1,2,'x','y')",
     "42883 8 function fr(integer, integer, unknown, unknown) does not exist"},
    {"select json_populate_record(null::comp, '{}') as q, (json_populate_record(null::comp, "
     "'{}')).b as w",
     "q comp, w character varying(4)"},
    {"select * from json_populate_recordset(null::comp, '[]') as x",
     "a integer, b character varying(4), c numeric(5,2)"},
    {"select * from json_populate_record(null::compd, '{}') as x",
     "a integer, b character varying(4), c numeric(5,2)"},
    {"select j.* from t, json_populate_record(t.co, '{}') j",
     "a integer, b character varying(4), c numeric(5,2)"},
    {"select * from unnest(array[row(1,'x',2)::comp]) as u",
     "a integer, b character varying(4), c numeric(5,2)"},
    {"select u.b, w.* from t, unnest(ca) u, unnest(pa, ma) w(p, q)",
     "b character varying(4), p posint, q mood"},
    {"select u from t, unnest(ca) u", "u comp"},
    {"select (u).c from t, unnest(ca) with ordinality u", "c numeric(5,2)"},
};

static int replay_schema(void **state) {
    arena *a = arena_new(NULL);
    diagnostics *d = diagnostics_new(a);
    replay *r = replay_new(a, 15, d);
    text t = text_new(a);
    for (size_t i = 0; i < sizeof schema / sizeof *schema; i++) {
        text_add(&t, schema[i]);
    }
    replay_source(r, source_file_of_text(a, "schema.sql", text_string(&t), t.length, d));
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->catalog = (catalog *)replay_catalog(r);
    *state = f;
    return d->error_count;
}

static void users_own_types_and_functions_resolve_as_on_the_server(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(users_own_types_and_functions_resolve_as_on_the_server,
                                        replay_schema, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
