#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* WITH: order, recursion, SEARCH and CYCLE.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"with x as (select 1 as a) select * from x for update of x",
     "0A000 57 FOR UPDATE cannot be applied to a WITH query"},
    {"with x as (select 1 as a) select * from x union select * from x", "a integer"},
    {"with x as (select 1 as a) select * from x", "a integer"},
    {"with x(b) as (select 1 as a) select * from x", "b integer"},
    {"with x(b, c) as (select 1 as a) select * from x",
     "42P10 6 WITH query \"x\" has 1 columns available but 2 columns specified"},
    {"with x as (select 'a') select * from x", "?column? text"},
    {"with x as (select 1 as a), x as (select 2) select * from x",
     "42712 28 WITH query name \"x\" specified more than once"},
    {"with x as (select * from y), y as (select 1 as a) select * from x",
     "42P01 26 relation \"y\" does not exist"},
    {"with recursive x as (select * from y), y as (select 1 as a) select * from x", "a integer"},
    {"with recursive x as (select * from y), y as (select * from x) select * from x",
     "0A000 16 mutual recursion between WITH items is not implemented"},
    {"with x as (select * from x) select * from x", "42P01 26 relation \"x\" does not exist"},
    {"with t as (select 1 as only_one) select * from t", "only_one integer"},
    {"with t as (select 1 as only_one) select * from public.t",
     "id integer, name text, price numeric(10,2), code character varying(20), tags text[]"},
    {"with x as materialized (select 1 as a) select * from x a join x b using (a)", "a integer"},
    {"with x as (select 1 as a) select * from (with x as (select 'q' as b) select * from x) z, x",
     "b text, a integer"},
    {"with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r",
     "n integer"},
    {"with recursive r as (select 1 as n, 'a' as s union all select n + 1, s || 'b' from r) select "
     "* from r",
     "n integer, s text"},
    {"with recursive r(n) as (values (1) union all select n + 1 from r) select sum(n) from r",
     "sum bigint"},
    {"with recursive r(n) as (select 1 union all select n + 1.5 from r) select * from r",
     "42804 32 recursive query \"r\" column 1 has type integer in non-recursive term but type "
     "numeric overall"},
    {"with recursive r(n) as (select 'a'::varchar(5) union all select n || 'x' from r) select * "
     "from r",
     "42804 32 recursive query \"r\" column 1 has type character varying(5) in non-recursive term "
     "but type character varying overall"},
    {"with recursive r(n) as (select 1::numeric(5,2) union all select n + 1 from r) select * from "
     "r",
     "42804 32 recursive query \"r\" column 1 has type numeric(5,2) in non-recursive term but type "
     "numeric overall"},
    {"with recursive r(n) as (select name collate \"C\" from t union all select n || 'x' from r) "
     "select * from r",
     "n text C"},
    {"with recursive r(n) as (select name from t union all select (n || 'x') collate \"C\" from r) "
     "select * from r",
     "42P21 32 recursive query \"r\" column 1 has collation \"default\" in non-recursive term but "
     "collation \"C\" overall"},
    {"with recursive r(n) as (select c from u union all select p from w, r) select * from r",
     "42P21 32 recursive query \"r\" column 1 has collation \"C\" in non-recursive term but "
     "collation \"(null)\" overall"},
    {"with recursive r(n) as (select n from r) select * from r",
     "42P19 16 recursive query \"r\" does not have the form non-recursive-term UNION [ALL] "
     "recursive-term"},
    {"with recursive r(n) as (select n from r union all select 1) select * from r",
     "42P19 39 recursive reference to query \"r\" must not appear within its non-recursive term"},
    {"with recursive r(n) as (select 1 intersect select n from r) select * from r",
     "42P19 16 recursive query \"r\" does not have the form non-recursive-term UNION [ALL] "
     "recursive-term"},
    {"with recursive r(n) as (select 1 union all select n from r, r r2) select * from r",
     "42P19 61 recursive reference to query \"r\" must not appear more than once"},
    {"with recursive r(n) as (select 1 union all select n from (select * from r) q) select * from "
     "r",
     "n integer"},
    {"with recursive r(n) as (select 1 union all select 1 where exists (select 1 from r)) select * "
     "from r",
     "42P19 81 recursive reference to query \"r\" must not appear within a subquery"},
    {"with recursive r(n) as (select 1 union all select n from t left join r on true) select * "
     "from r",
     "42P19 70 recursive reference to query \"r\" must not appear within an outer join"},
    {"with recursive r(n) as (select 1 union all select n from r left join t on true) select * "
     "from r",
     "n integer"},
    {"with recursive r(n) as (select 1 union all select n from r right join t on true) select * "
     "from r",
     "42P19 58 recursive reference to query \"r\" must not appear within an outer join"},
    {"with recursive r(n) as (select 1 union all select n from r full join t on true) select * "
     "from r",
     "42P19 58 recursive reference to query \"r\" must not appear within an outer join"},
    {"with recursive r(n) as (select 1 union all (select n from r except all select 2)) select * "
     "from r",
     "42P19 59 recursive reference to query \"r\" must not appear within EXCEPT"},
    {"with recursive r(n) as (select 1 union all (select 2 except select n from r)) select * from "
     "r",
     "42P19 75 recursive reference to query \"r\" must not appear within EXCEPT"},
    {"with recursive r(n) as (select 1 union all (select 2 intersect all select n from r)) select "
     "* from r",
     "42P19 82 recursive reference to query \"r\" must not appear within INTERSECT"},
    {"with recursive r(n) as (select 1 union all select count(*) from r) select * from r",
     "42P19 51 aggregate functions are not allowed in a recursive query's recursive term"},
    {"with recursive r(n) as (select 1 union all select count(*)::int from r) select * from r",
     "42P19 51 aggregate functions are not allowed in a recursive query's recursive term"},
    {"with recursive r(n) as (select 1 union all select n from r group by n) select * from r",
     "n integer"},
    {"with recursive r(n) as (select 1 union all select n from r order by n) select * from r",
     "0A000 69 ORDER BY in a recursive query is not implemented"},
    {"with recursive r(n) as (select 1 union all select n from r limit 1) select * from r",
     "0A000 66 LIMIT in a recursive query is not implemented"},
    {"with recursive r(n) as (select 1 union all select n from r offset 1) select * from r",
     "0A000 67 OFFSET in a recursive query is not implemented"},
    {"with recursive r(n) as (select 1 union all select n from r for update) select * from r",
     "0A000 0 FOR UPDATE/SHARE in a recursive query is not implemented"},
    {"with recursive r(n) as (with q as (select 1 as z) select z from q union all select n + 1 "
     "from r) select * from r",
     "n integer"},
    {"with recursive r(n) as (with q as (select * from r) select 1 union all select n + 1 from r) "
     "select * from r",
     "42P19 50 recursive reference to query \"r\" must not appear within a subquery"},
    {"with recursive r(n) as (select 1 union all (with q as (select * from r) select n + 1 from "
     "q)) select * from r",
     "n integer"},
    {"with recursive r(n) as (select 1 union all (with r as (select 5 as n) select n + 1 from r)) "
     "select * from r",
     "n integer"},
    {"with recursive r(n, m) as (select 1, 2 union all select n + 1 from r) select * from r",
     "42601 57 each UNION query must have the same number of columns"},
    {"with recursive a(n) as (select 1), b(n) as (select n from a union all select n + 1 from b) "
     "select * from b",
     "n integer"},
    {"with recursive b(n) as (select n from a union all select n + 1 from b), a(n) as (select 1) "
     "select * from b",
     "n integer"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) search "
     "depth first by n set s cycle n set s using path select * from r",
     "42601 85 search sequence column name and cycle mark column name are the same"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) search "
     "depth first by n set s cycle n set c using s select * from r",
     "42601 85 search sequence column name and cycle path column name are the same"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) cycle n "
     "set c using c select * from r",
     "42601 85 cycle mark column name and cycle path column name are the same"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) search "
     "depth first by z set s select * from r",
     "42601 85 search column \"z\" not in WITH query column list"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) search "
     "depth first by n, n set s select * from r",
     "42701 85 search column \"n\" specified more than once"},
    {"with recursive r(n, p) as (select id, name from t union all select r.n + 1, r.p from r) "
     "search depth first by n set p select * from r",
     "42702 77 column reference \"p\" is ambiguous"},
    {"with recursive r(n, p) as (select id, name from t union all select r.n + 1, r.p from r) "
     "cycle p, p set c using path select * from r",
     "42701 89 cycle column \"p\" specified more than once"},
    {"with recursive r(n, p) as (select id, name from t union all select r.n + 1, r.p from r) "
     "cycle q set c using path select * from r",
     "42601 89 cycle column \"q\" not in WITH query column list"},
    {"with recursive r(n, p) as (select id, name from t union all select r.n + 1, r.p from r) "
     "cycle n set n using path select * from r",
     "42702 68 column reference \"n\" is ambiguous"},
    {"with recursive r(n, p) as (select id, name from t union all select r.n + 1, r.p from r) "
     "cycle n set c using p select * from r",
     "42702 77 column reference \"p\" is ambiguous"},
    {"with recursive r(n, p) as (select id, name from t union all select n + 1, p from r) search "
     "depth first by n set s select * from (select * from r) q",
     "n integer, p text"},
    {"with recursive r(n) as (select 1) search depth first by n set s select * from r",
     "42601 16 WITH query is not recursive"},
    {"with r(n) as (select 1) search depth first by n set s select * from r",
     "42601 6 WITH query is not recursive"},
    {"with recursive r(n) as ((select 1 union select 2) union all select n + 1 from r) search "
     "depth first by n set s select * from r",
     "0A000 0 with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT"},
    {"with recursive r(n) as (select 1 union all (select n + 1 from r union select 2)) search "
     "depth first by n set s select * from r",
     "42601 0 with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT"},
    {"with recursive r(n) as (select 1 union all (select n + 1 from r union select 2)) select * "
     "from r",
     "n integer"},
    {"with x as (insert into t values (1, 'a')) select * from x",
     "0A000 57 WITH query \"x\" does not have a RETURNING clause"},
    {"with a as (select nope from t) select * from nope2",
     "42703 19 column \"nope\" does not exist"},
    {"with a as (select 1 as x), b as (select * from a), c as (select x from b union select 2) "
     "select * from c",
     "x integer"},
    {"with a(x, y) as (values (1, 'q'), (2, null)) select y, x from a", "y text, x integer"},
    {"with a as (select 1 as x) select * from a union all select * from a order by x limit 1",
     "x integer"},
    {"with a as (select 1 as x) select (select max(x) from a), (with b as (select 5 as z) select z "
     "+ x from b, a)",
     "max integer, ?column? integer"},
    {"with a as (select * from t) select a.id from a join a b on a.id = b.id", "id integer"},
    {"with a as (select * from t) select id, name, count(*) from a group by id",
     "42803 40 column \"a.name\" must appear in the GROUP BY clause or be used in an aggregate "
     "function"},
    {"with a as (select 'x' as c) select c || 'y' from a", "?column? text"},
    {"with a as (select null as c) select c from a union select 1",
     "42804 59 UNION types text and integer cannot be matched"},
    {"with a as (select 1), b as (select 2 from a) select * from b", "?column? integer"},
    {"with a as (select 1 as x) select * from a as z(y)", "y integer"},
    {"with a as (select 1 as x) select a.y from a as z(y), a",
     "42703 34 column a.y does not exist"},
    {"with a as (select 1 as x) select a.x from a as z(y)",
     "42P01 34 invalid reference to FROM-clause entry for table \"a\""},
    {"with a as (with b as (select 1 as q) select * from b) select * from b",
     "42P01 69 relation \"b\" does not exist"},
    {"with recursive a(n) as (select 1 union select n + 1 from a where n < 10), b as (select n * 2 "
     "as m from a) select * from b",
     "m integer"},
    {"with recursive a(n) as (select 1 union select n + 1 from a where n < 10), b(m) as (select n "
     "from a union all select m + 1 from b) select * from b",
     "m integer"},
    {"with recursive b(m) as (select n from a union all select m + 1 from b), a(n) as (select 1 "
     "union select n + 1 from a where n < 10) select * from b",
     "m integer"},
    {"with recursive a(n) as (select null union all select n from a) select * from a", "n text"},
    {"with recursive a(n) as (select 'x' union all select n || 'y' from a) select * from a",
     "n text"},
    {"with recursive a(n) as (select 'x'::text union all select n || 'y' from a) select * from a",
     "n text"},
    {"with recursive a(n) as (select 'x'::varchar union all select n || 'y' from a) select * from "
     "a",
     "n character varying"},
    {"with recursive a(n) as (select 1 union all select n::bigint from a) select * from a",
     "42804 32 recursive query \"a\" column 1 has type integer in non-recursive term but type "
     "bigint overall"},
    {"with recursive a(n) as (select 1::bigint union all select n::int from a) select * from a",
     "n bigint"},
    {"with recursive a(n, p) as (select id, array[id] from t union all select t.id, p || t.id from "
     "t, a where t.id = a.n) select * from a",
     "n integer, p integer[]"},
    {"with recursive a(n, p) as (select id, name from t union all select t.id, a.p || '/' || "
     "t.name from t join a on t.id = a.n) select n, p from a order by p",
     "n integer, p text"},
    {"with recursive a as (select id, name, 1 as lvl from t union all select t.id, t.name, lvl + 1 "
     "from t join a using (id)) select * from a",
     "id integer, name text, lvl integer"},
    {"with recursive a as (select id, code from t union all select t.id, t.code || 'x' from t join "
     "a using (id)) select * from a",
     "42804 33 recursive query \"a\" column 2 has type character varying(20) in non-recursive term "
     "but type character varying overall"},
    {"with recursive a as (select id, price from t union all select t.id, t.price * 2 from t join "
     "a using (id)) select * from a",
     "42804 33 recursive query \"a\" column 2 has type numeric(10,2) in non-recursive term but "
     "type numeric overall"},
    {"with recursive a as (select id, price::numeric from t union all select t.id, t.price from t "
     "join a using (id)) select * from a",
     "id integer, price numeric"},
    {"with recursive a(n) as (select 1 union all select n + 1 from a where n < (select max(n) from "
     "a)) select * from a",
     "42P19 94 recursive reference to query \"a\" must not appear within a subquery"},
    {"with recursive a(n) as (select 1 union all select x.n from (select n + 1 as n from a) x) "
     "select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all select x.n from lateral (select n from a) x) "
     "select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all select n from a union all select n from a) select "
     "* from a",
     "42P19 58 recursive reference to query \"a\" must not appear within its non-recursive term"},
    {"with recursive a(n) as ((select 1 union all select n from a) union all select 5) select * "
     "from a",
     "42P19 59 recursive reference to query \"a\" must not appear within its non-recursive term"},
    {"with recursive a(n) as (select 1 union all select distinct n from a) select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all select sum(n) over () from a) select * from a",
     "42804 32 recursive query \"a\" column 1 has type integer in non-recursive term but type "
     "bigint overall"},
    {"with recursive a(n) as (select 1 union all (select n from a limit 1)) select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all (select n from a order by n)) select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all select n from a tablesample system (1)) select * "
     "from a",
     "0A000 58 TABLESAMPLE clause can only be applied to tables and materialized views"},
    {"with recursive a(n) as (select 1 union all select n from a where n in (select n from a)) "
     "select * from a",
     "42P19 86 recursive reference to query \"a\" must not appear within a subquery"},
    {"with recursive a(n) as (select 1 except select n from a) select * from a",
     "42P19 16 recursive query \"a\" does not have the form non-recursive-term UNION [ALL] "
     "recursive-term"},
    {"with recursive a(n) as (values (1), (2) union all select n + 1 from a) select * from a",
     "n integer"},
    {"with recursive a(n) as (select 1 union all values (2)) select * from a", "n integer"},
    {"with recursive a(n) as (select 1 union all select b.n from b), b(n) as (select n from a) "
     "select * from a",
     "0A000 16 mutual recursion between WITH items is not implemented"},
    {"with recursive a(n) as (select 1 union all select n from (with z as (select * from a) select "
     "* from z) q) select * from a",
     "n integer"},
    {"with a as (select id from t) select * from a for update", "id integer"},
};

static void with_queries_give_the_server_s_columns_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(with_queries_give_the_server_s_columns_and_errors,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
