#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Joins: merged columns, aliases, what is hidden.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select * from t join u using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from t left join u using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from t right join u using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from t full join u using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select id from t full join u using (id) where id > 1", "id bigint"},
    {"select j.* from t join u using (id) as j", "id bigint"},
    {"select j.name from t join u using (id) as j", "42703 8 column j.name does not exist"},
    {"select * from (t join u using (id)) as j",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from (t join u using (id)) as j(a, b)",
     "a bigint, b text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select t.id from (t join u using (id)) as j",
     "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from (t join u using (id)) as j(a, b, c, d, e, f, g, h, i, k)",
     "42P10 0 join expression \"j\" has 9 columns available but 10 columns specified"},
    {"select * from t natural join u",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from t natural join w",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], p text "
     "POSIX, ts timestamp with time zone"},
    {"select * from t natural left join u",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date"},
    {"select * from t natural full join w",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], p text "
     "POSIX, ts timestamp with time zone"},
    {"select * from t join u using (nope)",
     "42703 0 column \"nope\" specified in USING clause does not exist in left table"},
    {"select * from t join u using (name)",
     "42703 0 column \"name\" specified in USING clause does not exist in right table"},
    {"select * from t join u using (id, id)",
     "42701 0 column name \"id\" appears more than once in USING clause"},
    {"select * from (t join u on true) join w using (id)",
     "42702 0 common column name \"id\" appears more than once in left table"},
    {"select * from t join u on t.id",
     "42804 27 argument of JOIN/ON must be type boolean, not type integer"},
    {"select * from t join u on t.id = w.id, w",
     "42P01 34 missing FROM-clause entry for table \"w\""},
    {"select * from w, t join u on t.id = w.id",
     "42P01 37 invalid reference to FROM-clause entry for table \"w\""},
    {"select * from t join u using (id) join w using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date, p text POSIX, ts timestamp with time "
     "zone"},
    {"select * from t full join u using (id) full join w using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date, p text POSIX, ts timestamp with time "
     "zone"},
    {"select * from t join lateral (select u.note from u where u.t_id = t.id) x on true",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], note "
     "character varying(30)"},
    {"select * from t right join lateral (select t.id) x on true",
     "42P10 44 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from t full join lateral (select t.id) x on true",
     "42P10 43 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from t left join lateral (select t.id as q) x on true",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], q "
     "integer"},
    {"select t.id from t left join u on u.t_id = t.id and u.id = 1", "id integer"},
    {"select * from ((t join u using (id)) join w using (id)) as z",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date, p text POSIX, ts timestamp with time "
     "zone"},
    {"select z.* from ((t join u using (id)) as y join w using (id)) as z(k)",
     "k bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date, p text POSIX, ts timestamp with time "
     "zone"},
    {"select y.name from ((t join u using (id)) as y join w using (id)) ", "name text"},
    {"select * from u as a(id2) join t on a.id2 = t.id",
     "id2 bigint, t_id integer, note character varying(30), c text C, d date, id integer, name "
     "text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select ctid from t join u using (id)", "42703 8 column \"ctid\" does not exist"},
    {"select * from t join u using (nope) join w using (nope2)",
     "42703 0 column \"nope\" specified in USING clause does not exist in left table"},
    {"select * from t join nope on nope2 = 1", "42P01 22 relation \"nope\" does not exist"},
    {"select * from t join u on nope = 1 where nope2 = 2",
     "42703 27 column \"nope\" does not exist"},
    {"select * from (select * from t where nope) x join (select nope2) y on true",
     "42703 38 column \"nope\" does not exist"},
    {"select t.name, t.code from t left join u on t.id = u.t_id left join w on w.id = t.id",
     "name text, code character varying(20)"},
    {"select x.f from (t cross join u) as x(a, b, c, d, e, f)", "f bigint"},
    {"select x.t_id, x.a from (t cross join u) as x(a, b, c, d, e)", "t_id integer, a integer"},
    {"select a from (t cross join u) as x(a, a)", "42702 8 column reference \"a\" is ambiguous"},
    {"select b.id from t a join u b using (id)", "id bigint"},
    {"select a.id as x, b.id as y, id as z from t a right join u b using (id)",
     "x integer, y bigint, z bigint"},
    {"select a.id as x, b.id as y, id as z from t a full join u b using (id)",
     "x integer, y bigint, z bigint"},
    {"select id from t a full join u b using (id) full join w c using (id)", "id bigint"},
    {"select a.id as x, id as z from (t a left join u b using (id)) left join w c using (id)",
     "x integer, z bigint"},
    {"select a.id as x, id as z from t a left join (u b left join w c using (id)) using (id)",
     "x integer, z bigint"},
    {"select * from t x left join lateral (select n from u) y on true",
     "42703 45 column \"n\" does not exist"},
    {"select * from t right join generate_series(1, t.id) g on true",
     "42P10 47 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from t left join generate_series(1, t.id) g on g = t.id",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[], g "
     "integer"},
    {"select * from json_to_record('{}') as x(a int) join t on t.id = x.a",
     "a integer, id integer, name text, price numeric(10,2), code character varying(20), tags "
     "text[]"},
    {"select t1.id from t t1 natural join w t2", "id integer"},
    {"select * from w natural join (select 1 as id, 'x' as zz) q",
     "id integer, p text POSIX, ts timestamp with time zone, zz text"},
    {"select * from (select 1 as a, 2 as a) x natural join (select 1 as a) y",
     "42702 0 common column name \"a\" appears more than once in left table"},
    {"select * from (select 1 as b) x natural join (select 1 as a) y", "b integer, a integer"},
    {"select * from t x natural join t y",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select * from u x natural join u y",
     "id bigint, t_id integer, note character varying(30), c text C, d date"},
    {"select * from (select 'a' as k) x join (select 'b'::text as k) y using (k)", "k text"},
    {"select * from (select 1 as k) x join (select 'b'::text as k) y using (k)",
     "42804 0 JOIN/USING types integer and text cannot be matched"},
    {"select * from (select 'a'::varchar(3) as k) x join (select 'b'::varchar(5) as k) y using (k)",
     "k character varying"},
    {"select * from (select 'a'::varchar(3) as k) x join (select 'b'::varchar(3) as k) y using (k)",
     "k character varying(3)"},
    {"select * from (select 'a'::varchar(3) as k) x full join (select 'b'::text as k) y using (k)",
     "k character varying"},
    {"select * from (select 1::int2 as k) x left join (select 1::int8 as k) y using (k)",
     "k bigint"},
    {"select * from (select 1::int2 as k) x right join (select 1::int8 as k) y using (k)",
     "k bigint"},
    {"select x.k, y.k as k2, k as k3 from (select 1::int2 as k) x full join (select "
     "1::numeric(4,1) as k) y using (k)",
     "k smallint, k2 numeric(4,1), k3 numeric"},
    {"select * from (select c as k from u) x join (select p as k from w) y using (k)", "k text C"},
    {"select * from (select c as k from u) x join (select name as k from t) y using (k)",
     "k text C"},
    {"select * from (select name as k from t) x full join (select c as k from u) y using (k)",
     "k text C"},
    {"select * from (select '{}'::json as k) x join (select '{}'::json as k) y using (k)",
     "42883 0 operator does not exist: json = json"},
    {"select k from (select 1 as k) x join (select 2 as k) y using (k) join (select 3 as k) z "
     "using (k)",
     "k integer"},
    {"select j.l from (select 1 as k, 2 as l) x join (select 2 as k, 3 as m) y using (k) as j",
     "42703 8 column j.l does not exist"},
    {"select x.l, j.k from (select 1 as k, 2 as l) x join (select 2 as k, 3 as m) y using (k) as j",
     "l integer, k integer"},
    {"select j.k from (select 1 as k) j join (select 2 as k) y using (k) as j",
     "42712 0 table name \"j\" specified more than once"},
    {"select * from t join u using (id) as j join w using (id)",
     "id bigint, name text, price numeric(10,2), code character varying(20), tags text[], t_id "
     "integer, note character varying(30), c text C, d date, p text POSIX, ts timestamp with time "
     "zone"},
    {"select j.id, k.id as b from t join u using (id) as j join w using (id) as k",
     "id bigint, b bigint"},
    {"select * from t join (u join w on t.id = 1) on true",
     "42P01 35 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from t join u on generate_series(1, 2) = 1",
     "0A000 27 set-returning functions are not allowed in JOIN conditions"},
    {"select * from (t tablesample system (1)) join u on true",
     "42601 40 syntax error at or near \")\""},
};

static void joins_give_the_server_s_columns_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(joins_give_the_server_s_columns_and_errors, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
