#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* The type that several inputs have together.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select coalesce(id, 1.5) as a, coalesce(id, null) as b, coalesce(null, 'x') as c, "
     "coalesce(code, name) as d, coalesce(code, 'x') as e, coalesce(price, 1) as f, "
     "coalesce(price, price) as g from t",
     "a numeric, b integer, c text, d character varying, e character varying, f numeric, g "
     "numeric(10,2)"},
    {"select coalesce(id, name) from t",
     "42804 21 COALESCE types integer and text cannot be matched"},
    {"select coalesce(name, id, tags) from t",
     "42804 23 COALESCE types text and integer cannot be matched"},
    {"select greatest(id, 1.5::float4) as a, least(price, id) as b, greatest('a', 'b') as c from t",
     "a real, b numeric, c text"},
    {"select greatest(id, name) from t",
     "42804 21 GREATEST types integer and text cannot be matched"},
    {"select case when true then id else price end as a, case when true then code else code end as "
     "b, case when true then code else name end as c, case when true then null else 1 end as d, "
     "case when true then null end as e from t",
     "a numeric, b character varying(20), c text, d integer, e text"},
    {"select case when true then id else name end from t",
     "42804 28 CASE types text and integer cannot be matched"},
    {"select case when true then name when false then id end from t",
     "42804 49 CASE types text and integer cannot be matched"},
    {"select case id when 1.5 then 1 when 2 then 2.5 end as a from t", "a numeric"},
    {"select case id when name then 1 end from t",
     "42883 16 operator does not exist: integer = text"},
    {"select array[id, 1.5] as a, array[null, 'x'] as b, array[code, code] as c, array[code, name] "
     "as d, array[[1],[2.5]] as e, array[tags, tags] as f, array[null] as g from t",
     "a numeric[], b text[], c character varying(20)[], d character varying[], e numeric[], f "
     "text[], g text[]"},
    {"select array[id, name] from t", "42804 18 ARRAY types integer and text cannot be matched"},
    {"select array[1, tags] from t", "42804 17 ARRAY types integer and text[] cannot be matched"},
    {"select array[]", "42P18 8 cannot determine type of empty array"},
    {"select array[]::int[] as a", "a integer[]"},
    {"select id from t union select 1.5", "id numeric"},
    {"select id from t union select id from u union select null", "id bigint"},
    {"select code from t union all select note from u", "code character varying"},
    {"select code from t union all select code from t", "code character varying(20)"},
    {"select 'x' as a union select null", "a text"},
    {"select null as a union select id from t", "a integer"},
    {"select null as a union select null union select 1",
     "42804 49 UNION types text and integer cannot be matched"},
    {"select id from t union select name from t",
     "42804 31 UNION types integer and text cannot be matched"},
    {"select id from t intersect select d from u",
     "42804 35 INTERSECT types integer and date cannot be matched"},
    {"select price from t except select id from u", "price numeric"},
    {"select * from (values (1, 'x', null), (1.5, null, null)) as v",
     "column1 numeric, column2 text, column3 text"},
    {"select * from (values (1, 'x'), (name, 2)) as v, t",
     "42703 34 column \"name\" does not exist"},
    {"select id in (1, 1.5) as a, id in ('1', null) as b, name in ('x', code) as c from t",
     "a boolean, b boolean, c boolean"},
    {"select id in (1, name) from t", "42883 11 operator does not exist: integer = text"},
    {"select nullif(id, 1.5) as a, nullif(code, 'x') as b, nullif(code, name) as c from t",
     "a numeric, b text, c text"},
    {"select nullif(id, name) from t", "42883 8 operator does not exist: integer = text"},
    {"select id between 1 and 1.5 as a from t", "a boolean"},
    {"select id between '1' and name from t", "42883 11 operator does not exist: integer <= text"},
    {"select ts > '2020-01-01' and d < now() as a from u, w", "a boolean"},
    {"select coalesce(t, null) as a, coalesce(t, t) as b from t", "a t, b t"},
    {"select coalesce(t, u) from t, u", "42846 20 COALESCE could not convert type u to t"},
    {"select coalesce(row(1,2), row(2,3)) is null as a", "a boolean"},
    {"select coalesce(int4range(1,2), '[3,4)') as a", "a int4range"},
};

static void inputs_get_the_server_s_common_type(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(inputs_get_the_server_s_common_type, fixture_set_up,
                                        fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
