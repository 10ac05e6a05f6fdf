#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* INSERT, UPDATE and DELETE as WITH queries.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"with x as (insert into t values (1, 'a') returning *) select * from x",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"with x as (delete from t using u where u.t_id = t.id returning t.name, u.d) select d from x",
     "d date"},
    {"with x as (update t set price = 1 returning price * 2 as twice) select * from x",
     "twice numeric"},
    {"with x as (insert into t values (1, 'a', 2, 'b', null, 6) returning *) select * from x",
     "42601 56 INSERT has more expressions than target columns"},
    {"with x as (insert into t (id) values (1, 'a') returning *) select * from x",
     "42601 42 INSERT has more expressions than target columns"},
    {"with x as (insert into t (id, name) values (1) returning *) select * from x",
     "42601 31 INSERT has more target columns than expressions"},
    {"with x as (insert into t (id, nope) values (1, 2) returning *) select * from x",
     "42703 31 column \"nope\" of relation \"t\" does not exist"},
    {"with x as (insert into t (id, id) values (1, 2) returning *) select * from x",
     "42701 31 column \"id\" specified more than once"},
    {"with x as (insert into t (id) values (true) returning *) select * from x",
     "42804 39 column \"id\" is of type integer but expression is of type boolean"},
    {"with x as (insert into t (id, name) values (1, 'a'), (2) returning *) select * from x",
     "42601 55 VALUES lists must all be the same length"},
    {"with x as (insert into t select id, note from u returning nope) select * from x",
     "42703 59 column \"nope\" does not exist"},
    {"with x as (insert into t select d from u returning id) select * from x",
     "42804 33 column \"id\" is of type integer but expression is of type date"},
    {"with x as (insert into t (id, name) select id, c from u returning id) select nope from x",
     "42703 78 column \"nope\" does not exist"},
    {"with x as (insert into nope values (1) returning id) select * from x",
     "42P01 24 relation \"nope\" does not exist"},
    {"with x as (insert into t default values returning id) select nope from x",
     "42703 62 column \"nope\" does not exist"},
    {"with x as (insert into t as tt values (1, 'a') returning tt.id) select nope from x",
     "42703 72 column \"nope\" does not exist"},
    {"with x as (insert into t as tt values (1, 'a') returning t.id) select * from x",
     "42P01 58 invalid reference to FROM-clause entry for table \"t\""},
    {"with x as (insert into t values (1, 'a') returning count(*)) select * from x",
     "42803 52 aggregate functions are not allowed in RETURNING"},
    {"with x as (insert into t (tags[1]) values ('a') returning id) select nope from x",
     "42703 70 column \"nope\" does not exist"},
    {"with x as (update t set name = 'a' where id = 1 returning *) select nope from x",
     "42703 69 column \"nope\" does not exist"},
    {"with x as (update t set nope = 'a' returning *) select * from x",
     "42703 25 column \"nope\" of relation \"t\" does not exist"},
    {"with x as (update t set id = true returning *) select * from x",
     "42804 30 column \"id\" is of type integer but expression is of type boolean"},
    {"with x as (update t set name = note from u where u.t_id = t.id returning t.id, u.note) "
     "select z from x",
     "42703 95 column \"z\" does not exist"},
    {"with x as (update t set name = u.note from u where u.t_id = nope returning t.id) select z "
     "from x",
     "42703 61 column \"nope\" does not exist"},
    {"with x as (update t set (id, name) = (1, 'a') returning t.id) select z from x",
     "42703 70 column \"z\" does not exist"},
    {"with x as (update t set (id, name) = (select id, note from u) returning t.id) select z from "
     "x",
     "42703 86 column \"z\" does not exist"},
    {"with x as (update t set (id, name) = row(1) returning t.id) select z from x",
     "42601 38 number of columns does not match number of values"},
    {"with x as (update t set id = default returning t.id) select z from x",
     "42703 61 column \"z\" does not exist"},
    {"with x as (update t set id = count(*) returning t.id) select z from x",
     "42803 30 aggregate functions are not allowed in UPDATE"},
    {"with x as (update t set name = (select note from u where u.t_id = t.id) returning t.id) "
     "select z from x",
     "42703 96 column \"z\" does not exist"},
    {"with x as (update t set name = y.name from (select t.name) y returning t.id) select z from x",
     "42P01 52 invalid reference to FROM-clause entry for table \"t\""},
    {"with x as (delete from t where id = 1 returning *) select z from x",
     "42703 59 column \"z\" does not exist"},
    {"with x as (delete from t using u where u.t_id = t.id returning t.*, u.id) select z from x",
     "42703 82 column \"z\" does not exist"},
    {"with x as (delete from t using t where true returning *) select z from x",
     "42712 0 table name \"t\" specified more than once"},
    {"with x as (delete from t where nope returning *) select z from x",
     "42703 32 column \"nope\" does not exist"},
    {"with x as (delete from t where count(*) > 1 returning *) select z from x",
     "42803 32 aggregate functions are not allowed in WHERE"},
    {"with x as (delete from t returning id), y as (select * from x) select z from y",
     "42703 71 column \"z\" does not exist"},
    {"with recursive x as (delete from t where id in (select id from x) returning id) select * "
     "from x",
     "42P19 16 recursive query \"x\" must not contain data-modifying statements"},
    {"with x as (select 1 as id), y as (delete from t using x where t.id = x.id returning t.id as "
     "q) select z from y",
     "42703 103 column \"z\" does not exist"},
    {"with y as (with x as (select 1 as id) delete from t using x where t.id = x.id returning t.id "
     "as q) select z from y",
     "42703 107 column \"z\" does not exist"},
    {"with y as (insert into t with x as (select 1 as id, 'n' as name) select * from x returning "
     "id as q) select z from y",
     "42703 108 column \"z\" does not exist"},
    {"with y as (merge into t using u on t.id = u.id when matched then delete) select 1",
     "0A000 6 MERGE not supported in WITH query"},
    {"with y as (delete from t where current of c returning id) select z from y",
     "42703 66 column \"z\" does not exist"},
    {"with y as (update t set id = 1, id = 2 returning id) select z from y",
     "42703 61 column \"z\" does not exist"},
    {"with y as (update t set tags[1] = 'a', tags[2] = 'b' returning id) select z from y",
     "42703 75 column \"z\" does not exist"},
    {"with y as (update t set tags[1] = 5 returning id) select z from y",
     "42703 58 column \"z\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict do nothing returning id) select z from "
     "y",
     "42703 86 column \"z\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (nope) do nothing returning id) select "
     "z from y",
     "42703 54 column \"nope\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (id) do update set name = excluded.name "
     "returning id) select z from y",
     "42703 115 column \"z\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (id) do update set name = excluded.nope "
     "returning id) select z from y",
     "42703 80 column excluded.nope does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (id) do update set nope = 1 returning "
     "id) select z from y",
     "42703 73 column \"nope\" of relation \"t\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (id) do update set name = 'x' where "
     "nope returning id) select z from y",
     "42703 90 column \"nope\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict (name) do nothing returning id) select "
     "z from y",
     "42703 93 column \"z\" does not exist"},
    {"with y as (insert into t values (1, 'a') on conflict on constraint nope do nothing returning "
     "id) select z from y",
     "42704 0 constraint \"nope\" for table \"t\" does not exist"},
    {"with y as (insert into t (id, name) overriding system value values (1, 'a') returning id) "
     "select z from y",
     "42703 98 column \"z\" does not exist"},
    {"with y as (insert into t values ((1, 'a')) returning id) select z from y",
     "42804 34 column \"id\" is of type integer but expression is of type record"},
    {"with y as (insert into t (id, name) values (1, generate_series(1, 2)) returning id) select z "
     "from y",
     "42703 92 column \"z\" does not exist"},
    {"with y as (insert into t (id, name) values (1, sum(2)) returning id) select z from y",
     "42803 48 aggregate functions are not allowed in VALUES"},
    {"with y as (insert into t (id, name) select null, null returning id) select z from y",
     "42703 76 column \"z\" does not exist"},
    {"with y as (insert into t (id, name) select 1 union select 2 returning id) select z from y",
     "42601 31 INSERT has more target columns than expressions"},
    {"with y as (insert into t select * from t union select * from t order by 1 limit 3 returning "
     "id) select z from y",
     "42703 104 column \"z\" does not exist"},
};

static void data_modifying_with_queries_are_analysed_as_by_the_server(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(data_modifying_with_queries_are_analysed_as_by_the_server,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
