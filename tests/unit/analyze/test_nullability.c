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
    "CREATE TABLE child () INHERITS (base);\n";

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
        assert_int_equal(d->error_count, 0);
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

int main(void) {
    const struct CMUnitTest tests[] = {
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
