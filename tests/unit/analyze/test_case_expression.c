#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* CASE, COALESCE, GREATEST and LEAST.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select case when true then 1 end, case id when 2 then 'a' else 'b' end, case when true then "
     "1 else 2.5 end from t",
     "case integer, case text, case numeric"},
    {"select case when true then code end, case when true then price else null end, case when true "
     "then code else name end from t",
     "case character varying, case numeric, name text"},
    {"select case when 1 then 2 end",
     "42804 18 argument of CASE/WHEN must be type boolean, not type integer"},
    {"select case when true then 1 else 'a'::text end",
     "42804 28 CASE types text and integer cannot be matched"},
    {"select case 1 when 'a'::text then 1 end", "42883 15 operator does not exist: integer = text"},
    {"select case when true then 1 when false then now() end",
     "42804 46 CASE types integer and timestamp with time zone cannot be matched"},
    {"select coalesce(1, 2.5), coalesce(null, 'a'), coalesce(code, 'x'), greatest(id, 2.5), "
     "least(code, code) from t",
     "coalesce numeric, coalesce text, coalesce character varying, greatest numeric, least "
     "character varying(20)"},
    {"select coalesce(1, now())",
     "42804 20 COALESCE types integer and timestamp with time zone cannot be matched"},
    {"select greatest(1, now())",
     "42804 20 GREATEST types integer and timestamp with time zone cannot be matched"},
    {"select coalesce(generate_series(1, 2), 0)",
     "0A000 17 set-returning functions are not allowed in COALESCE"},
    {"select case when true then generate_series(1, 2) end",
     "0A000 28 set-returning functions are not allowed in CASE"},
    {"select greatest(generate_series(1, 2), 0)", "greatest integer"},
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
