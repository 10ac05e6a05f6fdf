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
