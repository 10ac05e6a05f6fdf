#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* What random queries found to differ from the server, made small.  PostgreSQL 15's answers. */
static const query_case filters_first[] = {
    {"select max('a'::tsquery) filter (where 1::bigint::boolean) from t",
     "42846 49 cannot cast type bigint to boolean"},
    {"select foo(1) filter (where 1::bigint::boolean) from t",
     "42846 38 cannot cast type bigint to boolean"},
    {"select row_number() filter (where 1::bigint::boolean) over () from t",
     "42846 44 cannot cast type bigint to boolean"},
    {"select lower(1::text) filter (where 1::bigint::boolean) from t",
     "42846 46 cannot cast type bigint to boolean"},
};

static const query_case subscripts_have_no_place[] = {
    {"select 1 as x from t group by id order by ('{}'::circle[])[1]",
     "42883 0 could not identify an ordering operator for type circle"},
    {"select percentile_disc(0.5) within group (order by ('{}'::circle[])[1]) as x from t",
     "42883 0 could not identify an ordering operator for type circle"},
    {"select ('{}'::circle[])[1] as x union select null",
     "42883 9 could not identify an equality operator for type circle"},
    {"select ('{}'::text[])[1] = 1 as x",
     "42883 26 operator does not exist: text = integer"},
};

static const query_case pseudo_types[] = {
    {"select null::anymultirange::anymultirange is null as x", "x boolean"},
    {"select null::anyarray::anyarray is null as x", "x boolean"},
    {"select lag(null::anymultirange, 2, null) over () is null as x", "x boolean"},
    {"select lag(null::anyarray, 2, null) over () is null as x", "x boolean"},
    {"select lag(null::anyenum, 2, null) over () is null as x",
     "42846 16 cannot cast type unknown to anyenum"},
    {"select array_append(null::anyarray, null) is null as x",
     "42883 8 function array_append(anyarray, unknown) does not exist"},
    {"select array_length(null::anyarray, 1) is null as x", "x boolean"},
};

#define CHECK(cases) query_cases_check(*state, cases, sizeof(cases) / sizeof *(cases))

static void a_filter_is_read_before_the_function_is_looked_for(void **state) {
    CHECK(filters_first);
}

static void a_subscripted_sort_expression_has_no_place(void **state) {
    CHECK(subscripts_have_no_place);
}

static void a_pseudo_type_is_its_own_type(void **state) {
    CHECK(pseudo_types);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_filter_is_read_before_the_function_is_looked_for),
        TEST(a_subscripted_sort_expression_has_no_place),
        TEST(a_pseudo_type_is_its_own_type),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
