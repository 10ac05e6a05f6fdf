#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* Casts and COLLATE.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select 1::text, cast(name as varchar(5)), '1'::numeric(4,1), int '5', interval '1' day, "
     "timestamp(2) '2020-01-01', bit(3) '101', char 'a' from t",
     "text text, name character varying(5), numeric numeric(4,1), int4 integer, interval interval "
     "day, timestamp timestamp(2) without time zone, bit bit(3), bpchar bpchar"},
    {"select 1::date", "42846 9 cannot cast type integer to date"},
    {"select now()::int", "42846 13 cannot cast type timestamp with time zone to integer"},
    {"select 1::nosuch", "42704 11 type \"nosuch\" does not exist"},
    {"select name collate \"C\", 'a' || code collate \"POSIX\" from t",
     "name text C, ?column? text POSIX"},
    {"select 1 collate \"C\"", "42804 10 collations are not supported by type integer"},
    {"select name collate nope from t",
     "42704 13 collation \"nope\" for encoding \"UTF8\" does not exist"},
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
