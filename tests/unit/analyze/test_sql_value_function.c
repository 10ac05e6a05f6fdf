#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* CURRENT_DATE and its like.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select current_date, current_time, current_time(3), current_timestamp, localtime(0), "
     "localtimestamp(2), current_user, current_catalog, current_schema",
     "current_date date, current_time time with time zone, current_time time(3) with time zone, "
     "current_timestamp timestamp with time zone, localtime time(0) without time zone, "
     "localtimestamp timestamp(2) without time zone, current_user name C, current_catalog name C, "
     "current_schema name C"},
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
