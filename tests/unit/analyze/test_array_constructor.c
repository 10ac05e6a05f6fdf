#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* ARRAY[...].  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select array[1,2], array[[1,2],[3,4]], array[]::int[], array[null], array[1,2.5], "
     "array[tags], array[code], array[price] from t",
     "array integer[], array integer[], array integer[], array text[], array numeric[], array "
     "text[], array character varying(20)[], array numeric(10,2)[]"},
    {"select array['1',2]::varchar(3)[], array[[1],[2]]::text[], array[]::numeric(5,2)[]",
     "array character varying(3)[], array text[], array numeric(5,2)[]"},
    {"select array['1 2'::int2vector], unnest(array['1'::oidvector]), array(select '1'::int2vector)",
     "array int2vector[], unnest oidvector, array int2vector[]"},
    {"select array[]", "42P18 8 cannot determine type of empty array"},
    {"select array[1, array[2]]", "42804 17 ARRAY types integer and integer[] cannot be matched"},
    {"select array[1, now()]",
     "42804 17 ARRAY types integer and timestamp with time zone cannot be matched"},
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
