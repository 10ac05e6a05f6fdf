#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Fields of rows.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select (t).name, t.name, name(t), (t).*, (row(id, name)).f2 from t",
     "name text, name text, name text, id integer, name text, price numeric(10,2), code character "
     "varying(20), tags text[], f2 text"},
    {"select (t).nosuch from t", "42703 9 column t.nosuch does not exist"},
    {"select t.nosuch from t", "42703 8 column t.nosuch does not exist"},
    {"select (row(1,2)).f3", "42703 9 could not identify column \"f3\" in record data type"},
    {"select (1).x",
     "42809 9 column notation .x applied to type integer, which is not a composite type"},
    {"select (1).*", "42809 0 type integer is not composite"},
    {"select (s).a from (select 1 as a, 2 as a) s", "42702 9 column reference \"a\" is ambiguous"},
    {"select (s.r).f1, (s.r).* from (select row(1, 'x'::text) as r) s",
     "f1 integer, f1 integer, f2 text"},
    {"select (array[t])[1].name from t", "name text"},
    {"select (jsonb_each('{}')).key, (jsonb_each('{}')).*", "key text, key text, value jsonb"},
    {"select t.pg_typeof, t.to_jsonb from t", "pg_typeof regtype, to_jsonb jsonb"},
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
