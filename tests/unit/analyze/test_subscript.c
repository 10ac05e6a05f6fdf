#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Subscripts and slices.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select tags[1], tags[1:2], tags[:], (array[[1]])[1][1] from t",
     "tags text, tags text[], tags text[], array integer"},
    {"select ('{\"a\":1}'::jsonb)['a'], ('{\"a\":1}'::jsonb)[1], ('1,2'::point)[0], "
     "('abc'::name)[0]",
     "jsonb jsonb, jsonb jsonb, point double precision, name \"char\""},
    {"select indkey[0], indkey[0:1], indclass[0], indclass[0:1] from pg_index",
     "indkey smallint, indkey smallint[], indclass oid, indclass oid[]"},
    {"select ('{\"a\":1}'::jsonb)['a':'b']", "42804 31 jsonb subscript does not support slices"},
    {"select ('{\"a\":1}'::jsonb)[now()]",
     "42804 27 subscript type timestamp with time zone is not supported"},
    {"select ('{\"a\":1}'::jsonb)[1.5]", "42804 27 subscript type numeric is not supported"},
    {"select (1)[1]",
     "42804 9 cannot subscript type integer because it does not support subscripting"},
    {"select name[1] from t",
     "42804 8 cannot subscript type text because it does not support subscripting"},
    {"select tags[now()] from t", "42804 13 array subscript must have type integer"},
    {"select tags[1][1][1][1][1][1][1] from t",
     "54000 0 number of array dimensions (7) exceeds the maximum allowed (6)"},
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
