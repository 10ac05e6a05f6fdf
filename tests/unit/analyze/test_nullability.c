#include "analyze/nullability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "replay/replay.h"

/* What is proven never null, rule by rule: one letter a column, f (never null) or t (nullable). */

static const char schema[] =
    "CREATE DOMAIN sure AS integer NOT NULL;\n"
    "CREATE TABLE k (id integer PRIMARY KEY, name text NOT NULL, note text);\n"
    "CREATE TABLE r (id integer PRIMARY KEY, k_id integer NOT NULL REFERENCES k,\n"
    "    other_k integer REFERENCES k, s sure, n integer, CHECK (n IS NOT NULL));\n"
    "CREATE TABLE base (a integer NOT NULL, b text);\n"
    "CREATE TABLE child () INHERITS (base);\n"
    "CREATE TABLE ranges (k int, v int) PARTITION BY RANGE (k);\n"
    "CREATE TABLE low PARTITION OF ranges FOR VALUES FROM (1) TO (9) PARTITION BY LIST (v);\n"
    "CREATE TABLE low_rest PARTITION OF low DEFAULT;\n"
    "CREATE TABLE open_ranges (k int) PARTITION BY RANGE (k);\n"
    "CREATE TABLE first_range PARTITION OF open_ranges FOR VALUES FROM (1) TO (9);\n"
    "CREATE TABLE the_rest PARTITION OF open_ranges DEFAULT;\n"
    "CREATE TABLE lists (k int) PARTITION BY LIST (k);\n"
    "CREATE TABLE a_list PARTITION OF lists FOR VALUES IN (1, 2);\n"
    "CREATE TABLE times (t timestamptz NOT NULL, i interval NOT NULL);\n"
    "CREATE FUNCTION plus_one(int) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + 1';\n"
    "CREATE FUNCTION k_name(key int) RETURNS text LANGUAGE sql\n"
    "    AS 'SELECT name FROM k WHERE id = key';\n"
    "CREATE FUNCTION k_count(int DEFAULT 3) RETURNS int LANGUAGE sql\n"
    "    BEGIN ATOMIC SELECT count(*) FROM k WHERE id = $1; END;\n"
    "CREATE FUNCTION sure_of(int) RETURNS int LANGUAGE sql STRICT RETURN coalesce($1, 1);\n"
    "CREATE FUNCTION ks(int) RETURNS SETOF k LANGUAGE sql AS 'SELECT * FROM k';\n"
    "CREATE FUNCTION whole_ks() RETURNS SETOF k LANGUAGE sql AS 'SELECT k FROM k';\n"
    "CREATE FUNCTION one_k() RETURNS k LANGUAGE sql AS 'SELECT * FROM k';\n"
    "CREATE FUNCTION two(int) RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2';\n"
    "CREATE FUNCTION endless(int) RETURNS int LANGUAGE sql RETURN $1;\n"
    "CREATE OR REPLACE FUNCTION endless(int) RETURNS int LANGUAGE sql\n"
    "    AS 'SELECT endless($1) + endless($1)';\n"
    "CREATE SCHEMA other;\n"
    "CREATE TABLE other.k (name text);\n"
    "CREATE FUNCTION elsewhere() RETURNS SETOF text LANGUAGE sql SET search_path = other\n"
    "    AS 'SELECT name FROM k';\n";

typedef struct null_case {
    const char *query, *nullable;
} null_case;

static void check(const null_case *cases, size_t count) {
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        arena *a = arena_new(NULL);
        diagnostics *d = diagnostics_new(a);
        replay *r = replay_new(a, 15, d);
        const char *names = "a, b, c";
        int length = (int)strlen(cases[i].nullable) * 3 - 2;
        const char *sql =
            arena_printf(a, "%sCREATE VIEW v (%.*s) AS %s;", schema, length, names, cases[i].query);
        replay_source(r, source_file_of_text(a, "test", sql, strlen(sql), d));
        if (d->error_count > 0) {
            fail_msg("%s: %s", cases[i].query, d->list.items[0].message);
        }
        const catalog *c = replay_catalog(r);
        const pg_class *view = catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, "v");
        const nullability *proofs = nullability_of_relation(nullability_new(c, a), view);
        char found[64] = "";
        for (int k = 0; k < view->attribute_count && k < 63; k++) {
            found[k] = proofs[k].not_null ? 'f' : 't';
        }
        if (strcmp(found, cases[i].nullable) != 0) {
            print_error("%s\n  expected %s\n  found    %s (%s)\n", cases[i].query,
                        cases[i].nullable, found, proofs[0].reason);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

#define CASES(name, ...)                                                                           \
    static void name(void **state) {                                                               \
        static const null_case cases[] = {__VA_ARGS__};                                            \
        (void)state;                                                                               \
        check(cases, sizeof cases / sizeof *cases);                                                \
    }

CASES(tables_give_their_constraints, {"SELECT * FROM k", "fft"},
      {"SELECT s, n, other_k FROM r", "fft"}, {"SELECT * FROM base", "ft"},
      {"SELECT * FROM child", "ft"})

CASES(outer_joins_widen_one_side, {"SELECT k.id, r.id FROM k LEFT JOIN r ON r.n = k.id", "ft"},
      {"SELECT k.id, r.id FROM k RIGHT JOIN r ON r.n = k.id", "tf"},
      {"SELECT k.id, r.id FROM k FULL JOIN r ON r.n = k.id", "tt"},
      {"SELECT id FROM k FULL JOIN r USING (id)", "f"},
      {"SELECT r.s FROM k LEFT JOIN r ON r.n = k.id", "t"},
      {"SELECT r.id FROM k LEFT JOIN r ON r.n = k.id WHERE r.n > 1", "f"})

CASES(foreign_keys_always_match, {"SELECT k.id FROM r LEFT JOIN k ON k.id = r.k_id", "f"},
      {"SELECT k.id FROM r LEFT JOIN k ON k.id = r.other_k", "t"},
      {"SELECT k.id FROM r LEFT JOIN k ON k.id = r.k_id AND k.id > 1", "t"})

CASES(one_side_of_a_full_join_is_there,
      {"SELECT COALESCE(k.id, r.id), GREATEST(r.id, k.id), COALESCE(r.id, r.n) FROM k FULL JOIN r "
       "ON r.n = k.id",
       "fft"},
      {"SELECT COALESCE(k.id, r.id, base.a), COALESCE(k.id, base.a), COALESCE(r.id, k.id) "
       "FROM k FULL JOIN r ON r.n = k.id FULL JOIN base ON base.a = k.id",
       "ftt"},
      {"SELECT COALESCE(k.id, r.id) FROM k FULL JOIN r ON r.n = k.id RIGHT JOIN base ON true", "t"},
      {"SELECT COALESCE(k.note, r.id::text) FROM k FULL JOIN r ON r.n = k.id", "t"},
      {"SELECT COALESCE(k.id, r.id) FROM k FULL JOIN r ON r.n = k.id "
       "GROUP BY GROUPING SETS ((k.id, r.id), ())",
       "t"})

CASES(ranges_hold_no_null, {"SELECT k, v FROM ranges", "ft"}, {"SELECT k, v FROM low", "ft"},
      {"SELECT k, v FROM low_rest", "ft"}, {"SELECT k FROM open_ranges", "t"},
      {"SELECT k FROM first_range", "f"}, {"SELECT k FROM the_rest", "t"},
      {"SELECT k FROM lists", "t"}, {"SELECT k FROM a_list", "t"})

CASES(sql_functions_by_their_queries,
      {"SELECT plus_one(id), plus_one(NULL), plus_one(other_k) FROM r", "ftt"},
      {"SELECT k_name(1), k_count(NULL), k_count()", "tff"},
      {"SELECT sure_of(1), sure_of(NULL), two(1)", "ftt"}, {"SELECT endless(1)", "t"},
      {"SELECT * FROM ks(1)", "fft"}, {"SELECT * FROM whole_ks()", "ttt"},
      {"SELECT * FROM one_k()", "ttt"}, {"SELECT (ks(1)).id", "t"}, {"SELECT elsewhere()", "t"})

CASES(defaults_of_arguments,
      {"SELECT normalize(name), normalize(note), make_interval(days => 1) FROM k", "ftf"},
      {"SELECT jsonb_path_query_array('{}', '$'), make_interval(days => NULL)", "ft"})

CASES(infinite_times,
      {"SELECT extract(year FROM t), extract(hour FROM t), extract(hour FROM now()) FROM times",
       "ftf"},
      {"SELECT to_char(t, 'YY'), to_char(now(), 'YY'), to_char(now(), '') FROM times", "tft"},
      {"SELECT extract(day FROM i), to_char('infinity'::timestamp, 'YY') FROM times", "ft"},
      {"SELECT date_part('day', now() - i), date_part('day', t - i) FROM times", "ft"})

CASES(elements_of_arrays, {"SELECT unnest(ARRAY[1, 2])", "f"}, {"SELECT unnest(ARRAY[1, NULL])", "t"},
      {"SELECT unnest(ARRAY[1, 2]) + unnest(ARRAY[1])", "t"},
      {"SELECT u FROM unnest('{1,2}'::int[]) u", "f"}, {"SELECT u FROM unnest('{1,null}'::int[]) u", "t"},
      {"SELECT unnest(ARRAY(SELECT id FROM k)), 1", "ff"},
      {"SELECT id = ANY ('{1,2}'), id = ANY (ARRAY[n]), id = ANY (ARRAY[other_k]) FROM r", "fft"},
      {"SELECT unnest(array_agg(name)) FROM k", "f"}, {"SELECT unnest(array_agg(note)) FROM k", "t"})

CASES(choices, {"SELECT CASE WHEN note IS NULL THEN 'a' ELSE note END FROM k", "f"},
      {"SELECT CASE WHEN id > 1 THEN 1 END FROM k", "t"},
      {"SELECT COALESCE(note, 'x'), COALESCE(note, note), NULLIF(name, 'x') FROM k", "ftt"},
      {"SELECT NULL::boolean AND 'yes', NULL::boolean AND 'no', NULL::boolean OR 'on'", "tff"},
      {"SELECT NULL::boolean OR 'off', NULL::boolean AND 'of', NULL::boolean OR ' Y'", "tff"})

CASES(groups, {"SELECT count(*), max(id), array_agg(note) FROM k", "ftt"},
      {"SELECT name, max(id), max(id) FILTER (WHERE id > 1) FROM k GROUP BY name", "fft"},
      {"SELECT name, GROUPING(name) FROM k GROUP BY ROLLUP (name)", "tf"})

CASES(windows, {"SELECT row_number() OVER (), lag(id) OVER (ORDER BY id) FROM k", "ft"},
      {"SELECT max(id) OVER (ORDER BY id) FROM k", "f"},
      {"SELECT max(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) FROM k", "t"},
      {"SELECT max(id) OVER (ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING EXCLUDE GROUP) FROM k", "t"})

CASES(set_operations_and_values, {"SELECT id FROM k UNION SELECT other_k FROM r", "t"},
      {"SELECT id FROM k INTERSECT SELECT other_k FROM r", "f"},
      {"SELECT id FROM k EXCEPT SELECT other_k FROM r", "f"}, {"VALUES (1, 'a'), (2, NULL)", "ft"},
      {"WITH RECURSIVE q(n, m) AS (SELECT 1, 1 UNION ALL SELECT n + 1, NULL::integer FROM q) "
       "SELECT n, m FROM q",
       "ft"})

CASES(subqueries, {"SELECT (SELECT id FROM k LIMIT 1), (SELECT count(*) FROM k)", "tf"},
      {"SELECT EXISTS (SELECT 1 FROM k), ARRAY(SELECT note FROM k)", "ff"},
      {"SELECT r.other_k FROM r WHERE EXISTS (SELECT 1 FROM k WHERE k.id = r.other_k)", "f"})

CASES(groups_and_rows_there_are,
      {"SELECT id, note, sum(id) FROM k GROUP BY id, ROLLUP (note)", "ftf"},
      {"SELECT id, sum(id) FROM k GROUP BY ROLLUP (id)", "tt"},
      {"SELECT id, sum(id) FROM k GROUP BY GROUPING SETS ((id), (id, note))", "ff"},
      {"SELECT id, sum(id) FROM k GROUP BY GROUPING SETS ((id), ())", "tt"},
      {"WITH w AS (SELECT 1 AS x) SELECT max(x), (SELECT x FROM w), (SELECT x FROM w LIMIT 0) FROM w",
       "fft"},
      {"WITH RECURSIVE w AS (SELECT 1 AS x UNION SELECT x + 1 FROM w WHERE x < 9) SELECT max(x) FROM w",
       "f"},
      {"WITH w AS (SELECT id AS x FROM k) SELECT max(x) FROM w", "t"},
      {"SELECT (SELECT 1 LIMIT 1), (SELECT 1 LIMIT 1 OFFSET 1), (SELECT 1 LIMIT 1e-5)", "ftt"})

static void materialized_views_show_what_was_certain_when_filled(void **state) {
    (void)state;
    arena *a = arena_new(NULL);
    diagnostics *d = diagnostics_new(a);
    replay *r = replay_new(a, 15, d);
    static const char sql[] =
        "CREATE TABLE t (a int, b int NOT NULL);\n"
        "CREATE MATERIALIZED VIEW filled AS SELECT a, b FROM t;\n"
        "CREATE MATERIALIZED VIEW refreshed AS SELECT a, b FROM t;\n"
        "CREATE MATERIALIZED VIEW empty AS SELECT a, b FROM t WITH NO DATA;\n"
        "CREATE VIEW over AS SELECT a, b FROM filled;\n"
        "ALTER TABLE t ALTER a SET NOT NULL, ALTER b DROP NOT NULL;\n"
        "REFRESH MATERIALIZED VIEW refreshed;";
    replay_source(r, source_file_of_text(a, "test", sql, strlen(sql), d));
    assert_int_equal(d->error_count, 0);
    const catalog *c = replay_catalog(r);
    static const struct {
        const char *view;
        bool a, b;
    } expected[] = {{"filled", false, false},
                    {"refreshed", true, false},
                    {"empty", true, false},
                    {"over", false, false}};
    nullability_proofs *proofs = nullability_new(c, a);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const pg_class *view =
            catalog_find_named(c, CLASS_RELATION, PUBLIC_NAMESPACE, expected[i].view);
        const nullability *n = nullability_of_relation(proofs, view);
        assert_int_equal(n[0].not_null, expected[i].a);
        assert_int_equal(n[1].not_null, expected[i].b);
    }
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_side_of_a_full_join_is_there),
        cmocka_unit_test(ranges_hold_no_null),
        cmocka_unit_test(sql_functions_by_their_queries),
        cmocka_unit_test(defaults_of_arguments),
        cmocka_unit_test(infinite_times),
        cmocka_unit_test(elements_of_arrays),
        cmocka_unit_test(groups_and_rows_there_are),
        cmocka_unit_test(materialized_views_show_what_was_certain_when_filled),
        cmocka_unit_test(tables_give_their_constraints),
        cmocka_unit_test(outer_joins_widen_one_side),
        cmocka_unit_test(foreign_keys_always_match),
        cmocka_unit_test(choices),
        cmocka_unit_test(groups),
        cmocka_unit_test(windows),
        cmocka_unit_test(set_operations_and_values),
        cmocka_unit_test(subqueries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
