#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "unit/analyze/query_cases.h"

/* anyelement, anycompatible and their families.  What is expected is what PostgreSQL 15 says. */
static const query_case cases[] = {
    {"select array_append(array[1], 2) as a, array_append(array[1], 1.5) as b, array_append(null, "
     "null) as c, array_append(array[1], '2') as d, array_append(null, 1) as e",
     "a integer[], b numeric[], c text[], d integer[], e integer[]"},
    {"select array_append(array[1], 'x'::text)",
     "42883 8 function array_append(integer[], text) does not exist"},
    {"select array_cat(array[1], array[1.5]) as a, array_cat(tags, '{x}') as b, array_prepend(1, "
     "'{2}') as c from t",
     "a numeric[], b text[], c integer[]"},
    {"select array_cat(array[1], tags) from t",
     "42883 8 function array_cat(integer[], text[]) does not exist"},
    {"select array_position(tags, 'x') as a, array_remove(tags, name) as b, "
     "array_replace(array[1], 1, 2.5) as c from t",
     "a integer, b text[], c numeric[]"},
    {"select array_agg(id) as a, array_agg(tags) as b, array_agg(code) as c, array_agg(null) as d, "
     "array_agg('x') as e, array_agg(t) as f from t",
     "42725 72 function array_agg(unknown) is not unique"},
    {"select unnest(tags) as a, unnest(array[price]) as b, unnest(int4multirange('{[1,2)}')) as c "
     "from t",
     "a text, b numeric, c int4range"},
    {"select unnest('{1}')", "42725 8 function unnest(unknown) is not unique"},
    {"select unnest(id) from t", "42883 8 function unnest(integer) does not exist"},
    {"select max(tags) as a, min(array[1.5]) as b from t", "a text[], b numeric[]"},
    {"select array_length(id, 1) from t",
     "42883 8 function array_length(integer, integer) does not exist"},
    {"select array_to_string(array[1], ',') as a, array_to_string('{1}', ',') as b",
     "42804 0 could not determine polymorphic type because input has type unknown"},
    {"select array_dims(array_ndims(array[1]))",
     "42883 8 function array_dims(integer) does not exist"},
    {"select lower(int4range(1,2)) as a, upper(numrange(1,2)) as b, isempty(tsrange(null,null)) as "
     "c, lower(int4multirange('{[1,2)}')) as d",
     "a integer, b numeric, c boolean, d integer"},
    {"select range_merge(int4range(1,2), '[1,3)') as a, range_merge(int4multirange('{[1,2)}')) as "
     "b, multirange(daterange(null,null)) as c, range_agg(int8range(1,2)) as d",
     "a int4range, b int4range, c datemultirange, d int8multirange"},
    {"select range_merge(null, null)",
     "42804 0 could not determine polymorphic type because input has type unknown"},
    {"select range_merge(int4range(1,2), numrange(1,2))",
     "42883 8 function range_merge(int4range, numrange) does not exist"},
    {"select range_agg(null)", "42725 8 function range_agg(unknown) is not unique"},
    {"select int4range(1,2) @> 1 as a, 1 <@ int4range(1,2) as b, int4range(1,2) && '[1,2)' as c, "
     "array[1] @> '{1}' as d, tags && array['x'] as e, tags || 'x'::text as f, 1 || array[2] as g "
     "from t",
     "a boolean, b boolean, c boolean, d boolean, e boolean, f text[], g integer[]"},
    {"select int4range(1,2) @> 1.5", "42883 23 operator does not exist: int4range @> numeric"},
    {"select int4range(1,2) @> 'x'::text", "42883 23 operator does not exist: int4range @> text"},
    {"select tags @> array[1] from t", "42883 13 operator does not exist: text[] @> integer[]"},
    {"select array[1] = array[1.5]", "42883 17 operator does not exist: integer[] = numeric[]"},
    {"select array[1] || array[1.5] as a", "a numeric[]"},
    {"select enum_first(null)", "42883 8 function enum_first(unknown) does not exist"},
    {"select enum_range(1)", "42883 8 function enum_range(integer) does not exist"},
    {"select lag(id) over () as a, lag(id, 1, 2.5) over () as b, lag(tags, 1, '{}') over () as c, "
     "lead(code, 1, 'x') over () as d, first_value(t) over () as e, nth_value(price, 2) over () as "
     "f from t",
     "a integer, b numeric, c text[], d character varying, e t, f numeric"},
    {"select lag(id, 1, name) over () from t",
     "42883 8 function lag(integer, integer, text) does not exist"},
    {"select width_bucket(1.5, array[1.5, 2]) as a, width_bucket(1, array[1,2]) as b",
     "a integer, b integer"},
    {"select width_bucket(1, array[name]) from t",
     "42883 8 function width_bucket(integer, text[]) does not exist"},
    {"select mode() within group (order by code) as a, percentile_disc(0.5) within group (order by "
     "name) as b, percentile_disc(array[0.5]) within group (order by id) as c from t",
     "a character varying, b text, c integer[]"},
    {"select rank(1) within group (order by id) as a, rank(1.5) within group (order by id) as b, "
     "dense_rank('x', 1) within group (order by name, id) as c from t",
     "a bigint, b bigint, c bigint"},
    {"select rank(name) within group (order by id) from t",
     "42804 13 WITHIN GROUP types integer and text cannot be matched"},
    {"select to_jsonb(t) as a, to_json(1) as b, jsonb_build_object('a', id, 'b', tags) as c, "
     "json_agg(t) as d from t group by t, id, tags",
     "a jsonb, b json, c jsonb, d json"},
    {"select generate_subscripts(tags, 1) as a, cardinality(tags) as b, trim_array(tags, 1) as c "
     "from t",
     "a integer, b integer, c text[]"},
    {"select (select histogram_bounds from pg_stats limit 1) is null as a", "a boolean"},
    {"select array_length(histogram_bounds, 1) as a from pg_stats", "a integer"},
    {"select array_append(histogram_bounds, 1) from pg_stats",
     "42883 8 function array_append(anyarray, integer) does not exist"},
};

static void polymorphic_calls_give_the_server_s_types_and_errors(void **state) {
    query_cases_check(*state, cases, sizeof cases / sizeof *cases);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(polymorphic_calls_give_the_server_s_types_and_errors,
                                        fixture_set_up, fixture_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
