#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Stars and names of output columns.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select * from t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select t.*, 1 from t", "id integer, name text, price numeric(10,2), code character "
                             "varying(20), tags text[], ?column? integer"},
    {"select *", "42601 8 SELECT * with no tables specified is not valid"},
    {"select x.* from t", "42P01 8 missing FROM-clause entry for table \"x\""},
    {"select public.t.* from t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"select public.t.* from t x",
     "42P01 8 invalid reference to FROM-clause entry for table \"t\""},
    {"select * from w join u using (id)",
     "id bigint, p text POSIX, ts timestamp with time zone, t_id integer, note character "
     "varying(30), c text C, d date"},
    {"select 1, 'x', name, t.name, abs(id), id + 1, id::text, 'x'::varchar(3), '1'::int::text from "
     "t",
     "?column? integer, ?column? text, name text, name text, abs integer, ?column? integer, id "
     "text, varchar character varying(3), text text"},
    {"select case when true then 1 end, case when true then 1 else id end, case when true then 1 "
     "else 2::int8 end from t",
     "case integer, id integer, case bigint"},
    {"select coalesce(id), greatest(id), least(id), nullif(id, 1), array[id], row(id), "
     "exists(select 1), array(select 1), grouping(id) from t group by id",
     "coalesce integer, greatest integer, least integer, nullif integer, array integer[], row "
     "record, exists boolean, array integer[], grouping integer"},
    {"select (select name from t), (select 1), (select 1 as foo)::text, (select * from (select 1 "
     "as q) s)::int8, (values (1)), (select 1 union select 2)",
     "name text, ?column? integer, foo text, q bigint, column1 integer, ?column? integer"},
    {"select name collate \"C\", tags[1], (array[1])[1], (row(1)).f1, not true, - id from t",
     "name text C, tags text, array integer, f1 integer, ?column? boolean, ?column? integer"},
    {"select current_date, localtime, current_user, xmlforest(1 as a), xmlserialize(content '<a/>' "
     "as text), '<a/>' is document, count(*) from t",
     "current_date date, localtime time without time zone, current_user name C, xmlforest xml, "
     "xmlserialize text, ?column? boolean, count bigint"},
    {"select t, row(t.*), count(t) from t group by t.*",
     "42803 15 column \"t.id\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
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
