#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* UNION, INTERSECT and EXCEPT.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select id from t union select id from u for update",
     "0A000 0 FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT"},
    {"select id from t union select id from u", "id bigint"},
    {"select id from t union all select name from t",
     "42804 35 UNION types integer and text cannot be matched"},
    {"select id, name from t union select id from u",
     "42601 37 each UNION query must have the same number of columns"},
    {"select id from t intersect select id::numeric from u", "id numeric"},
    {"select name from t except select note from u", "name text"},
    {"select code from t union all select code from t", "code character varying(20)"},
    {"select code from t union all select note from u", "code character varying"},
    {"select price from t union all select price from t", "price numeric(10,2)"},
    {"select 'a' union select 'b'", "?column? text"},
    {"select 'a' as x union all select null", "x text"},
    {"select null union select null", "?column? text"},
    {"select null union select null union select 1",
     "42804 44 UNION types text and integer cannot be matched"},
    {"select null as a union all select 1", "a integer"},
    {"select '1' as a union all select 1", "a integer"},
    {"select '2020-01-01' as a union all select d from u", "a date"},
    {"select null as a union all select null union all select d from u",
     "42804 57 UNION types text and date cannot be matched"},
    {"(select null as a union all select null) union all select d from u",
     "42804 59 UNION types text and date cannot be matched"},
    {"select d from u union all (select null union all select null)",
     "42804 35 UNION types date and text cannot be matched"},
    {"select id as a from t union select id as b from u order by a", "a bigint"},
    {"select id as a from t union select id as b from u order by b",
     "42703 60 column \"b\" does not exist"},
    {"select id as a from t union select id as b from u order by a + 1",
     "0A000 60 invalid UNION/INTERSECT/EXCEPT ORDER BY clause"},
    {"select id as a from t union select id as b from u order by 1 limit 3", "a bigint"},
    {"(select id from t order by name limit 1) union all select id from u", "id bigint"},
    {"(select id from t limit 1) union (select id from u order by d) order by id", "id bigint"},
    {"select c from u union select p from w",
     "42P21 30 collation mismatch between implicit collations \"C\" and \"POSIX\""},
    {"select c collate \"C\" from u union all select p collate \"POSIX\" from w",
     "42P21 48 collation mismatch between explicit collations \"C\" and \"POSIX\""},
    {"select name from t union select c from u", "name text C"},
    {"select c from u union select name collate \"POSIX\" from t", "c text POSIX"},
    {"select id from t union select id from u union select id from w order by id", "id bigint"},
    {"select id from t union all (select id from u intersect select id from w)", "id bigint"},
    {"select '{}'::json union select '{}'::json",
     "42883 8 could not identify an equality operator for type json"},
    {"select '{}'::json union all select '{}'::json", "json json"},
    {"select array[1] union select array[2.5]", "array numeric[]"},
    {"select array[1] union select '{1}'", "array integer[]"},
    {"select id from t union values (1), (2)", "id integer"},
    {"values (1) union select 2.5", "column1 numeric"},
    {"select * from (select 1 union select 2) q(z)", "z integer"},
    {"select 1 union select 2 into foo",
     "42601 30 INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT"},
    {"select c from u union select p from w order by 1",
     "42P21 30 collation mismatch between implicit collations \"C\" and \"POSIX\""},
};

static void set_operations_give_the_server_s_columns_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(set_operations_give_the_server_s_columns_and_errors,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
