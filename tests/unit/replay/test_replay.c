#include "replay/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/search_path.h"

/* A script, what it leaves in the catalog and what was said about it. */
typedef struct run {
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
} run;

static int set_up(void **state) {
    arena *a = arena_new(NULL);
    run *t = ARENA_NEW(a, run);
    t->arena = a;
    t->diagnostics = diagnostics_new(a);
    t->replay = replay_new(a, 15, t->diagnostics);
    *state = t;
    return 0;
}

static int tear_down(void **state) {
    arena_free(((run *)*state)->arena);
    return 0;
}

static void replay_text_of(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
}

static void accept(run *t, const char *sql) {
    replay_text_of(t, sql);
    for (int i = 0; i < t->diagnostics->list.count; i++) {
        if (t->diagnostics->list.items[i].severity == DIAGNOSTIC_ERROR) {
            fail_msg("%s: %s", sql, t->diagnostics->list.items[i].message);
        }
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    replay_text_of(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static const char *detail(const run *t) {
    return t->diagnostics->list.items[0].detail;
}

static const pg_class *relation(const run *t, const char *name) {
    return search_path_relation(replay_catalog(t->replay), NULL, name);
}

static const pg_attribute *column(const run *t, const char *table, const char *name) {
    const pg_class *c = relation(t, table);
    assert_non_null(c);
    for (int i = 0; i < c->attribute_count; i++) {
        if (!c->attributes[i].dropped && strcmp(c->attributes[i].name, name) == 0) {
            return &c->attributes[i];
        }
    }
    return NULL;
}

static bool has_constraint(const run *t, const char *table, const char *name) {
    return catalog_find_child(replay_catalog(t->replay), CLASS_CONSTRAINT, relation(t, table)->oid,
                              name) != NULL;
}

static void generated_names_are_the_servers(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (id serial PRIMARY KEY, n int CHECK (n > 0) UNIQUE, m int,"
              " CHECK (n < m), CHECK (m > 0));"
              "CREATE TABLE b (a_id int REFERENCES a, x int REFERENCES a (n));"
              "CREATE INDEX ON a (m, (n + 1), lower(n::text));");
    static const char *const constraints[] = {"a_pkey", "a_n_check", "a_n_key", "a_check",
                                              "a_m_check"};
    for (size_t i = 0; i < sizeof constraints / sizeof constraints[0]; i++) {
        assert_true(has_constraint(t, "a", constraints[i]));
    }
    assert_true(has_constraint(t, "b", "b_a_id_fkey"));
    assert_true(has_constraint(t, "b", "b_x_fkey"));
    assert_non_null(relation(t, "a_id_seq"));
    assert_non_null(relation(t, "a_m_expr_lower_idx"));
    assert_true(column(t, "a", "id")->not_null);
}

static void a_name_that_is_taken_gets_a_number(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a_id_seq (x int); CREATE TABLE a (id serial, n int);"
              "CREATE INDEX ON a (n); CREATE INDEX ON a (n);");
    assert_int_equal(relation(t, "a_id_seq1")->kind, 'S');
    assert_non_null(relation(t, "a_n_idx1"));
}

static void array_types_make_room_for_other_types(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE t (x int); CREATE TABLE _t (x int);");
    const catalog *c = replay_catalog(t->replay);
    assert_int_equal(catalog_type(c, relation(t, "_t")->row_type)->typtype, 'c');
    assert_string_equal(catalog_type(c, relation(t, "t")->array_type)->name, "__t");
    assert_string_equal(catalog_type(c, relation(t, "_t")->array_type)->name, "___t");
}

static void an_error_undoes_its_whole_statement(void **state) {
    run *t = *state;
    refuse(t, "CREATE TABLE t (a serial, b nosuch);", "42704", "type \"nosuch\" does not exist");
    assert_null(relation(t, "t"));
    assert_null(relation(t, "t_a_seq"));
}

static void dependents_are_named_and_cascade_takes_them(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a);"
              "CREATE VIEW v AS SELECT id FROM a; CREATE VIEW w AS SELECT * FROM v;");
    refuse(t, "DROP TABLE a;", "2BP01", "cannot drop table a because other objects depend on it");
    assert_string_equal(detail(t), "constraint b_a_id_fkey on table b depends on table a\n"
                                   "view v depends on table a\nview w depends on view v");
    refuse(t, "ALTER TABLE a DROP COLUMN id;", "2BP01",
           "cannot drop column id of table a because other objects depend on it");
    accept(t, "DROP TABLE a CASCADE;");
    assert_null(relation(t, "v"));
    assert_null(relation(t, "w"));
    assert_non_null(relation(t, "b"));
    assert_false(has_constraint(t, "b", "b_a_id_fkey"));
}

static void a_view_keeps_the_type_of_its_columns(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (x int, y text); CREATE VIEW v AS SELECT * FROM a;");
    refuse(t, "ALTER TABLE a ALTER x TYPE bigint;", "0A000",
           "cannot alter type of a column used by a view or rule");
    assert_string_equal(detail(t), "rule _RETURN on view v depends on column \"x\"");
    accept(t, "ALTER TABLE a ADD z int; ALTER TABLE a RENAME x TO xx;");
    assert_int_equal(relation(t, "v")->attribute_count, 2);
    assert_non_null(column(t, "v", "x"));
}

static void replacing_a_view_may_only_add_columns(void **state) {
    run *t = *state;
    accept(t, "CREATE VIEW v AS SELECT 1 AS a, 'x'::text AS b;"
              "CREATE OR REPLACE VIEW v AS SELECT 2 AS a, 'y'::text AS b, now() AS c;");
    assert_int_equal(relation(t, "v")->attribute_count, 3);
    refuse(t, "CREATE OR REPLACE VIEW v AS SELECT 1 AS a;", "42P16",
           "cannot drop columns from view");
    refuse(t, "CREATE OR REPLACE VIEW v AS SELECT 1 AS a, 'y'::text AS z, now() AS c;", "42P16",
           "cannot change name of view column \"b\" to \"z\"");
    refuse(t, "CREATE OR REPLACE VIEW v AS SELECT 1::int8 AS a, 'y'::text AS b, now() AS c;",
           "42P16", "cannot change data type of view column \"a\" from integer to bigint");
}

static void inherited_columns_are_merged(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int, b text NOT NULL); CREATE TABLE q (b text, c int);"
              "CREATE TABLE r (c int, d int) INHERITS (p, q);");
    const pg_class *r = relation(t, "r");
    assert_int_equal(r->attribute_count, 4);
    assert_string_equal(r->attributes[1].name, "b");
    assert_int_equal(r->attributes[1].inherited_count, 2);
    assert_true(r->attributes[1].not_null);
    assert_true(r->attributes[2].is_local);
    refuse(t, "CREATE TABLE s (a text) INHERITS (p);", "42804", "column \"a\" has a type conflict");
    accept(t, "ALTER TABLE p ADD e date;");
    assert_non_null(column(t, "r", "e"));
}

static void partitions_take_over_keys(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int, b int, PRIMARY KEY (a)) PARTITION BY LIST (a);"
              "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);");
    assert_true(has_constraint(t, "p1", "p1_pkey"));
    refuse(t, "DROP INDEX p1_pkey;", "2BP01",
           "cannot drop index p1_pkey because index p_pkey requires it");
    accept(t, "ALTER TABLE p DETACH PARTITION p1; DROP TABLE p;");
    assert_non_null(relation(t, "p1"));
}

static void transactions_are_rolled_back(void **state) {
    run *t = *state;
    accept(t, "BEGIN; CREATE TABLE a (x int); SAVEPOINT s; CREATE TABLE b (x int);"
              "ROLLBACK TO s; CREATE TABLE c (x int); COMMIT;");
    assert_non_null(relation(t, "a"));
    assert_null(relation(t, "b"));
    assert_non_null(relation(t, "c"));
    accept(t, "BEGIN; DROP TABLE a; SET search_path = pg_catalog; ROLLBACK;");
    assert_non_null(relation(t, "a"));
}

static void the_search_path_is_obeyed(void **state) {
    run *t = *state;
    accept(t, "CREATE SCHEMA s CREATE TABLE a (x int) CREATE VIEW v AS SELECT x FROM a;"
              "SELECT pg_catalog.set_config('search_path', 's', false);"
              "CREATE VIEW w AS SELECT x FROM v;");
    assert_non_null(relation(t, "w"));
    accept(t, "RESET search_path;");
    assert_null(relation(t, "w"));
}

static void a_view_of_a_temporary_table_is_temporary(void **state) {
    run *t = *state;
    accept(t, "CREATE TEMP TABLE a (x int); CREATE VIEW v AS SELECT * FROM a;");
    assert_int_equal(relation(t, "v")->persistence, 't');
}

static void what_only_a_server_knows_is_a_warning(void **state) {
    run *t = *state;
    accept(t, "DO $$ BEGIN END $$;");
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_int_equal(t->diagnostics->list.items[0].severity, DIAGNOSTIC_WARNING);
}

static void like_copies_what_it_is_told_to(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (id int PRIMARY KEY, n int DEFAULT 7 CHECK (n > 0));"
              "CREATE TABLE b (LIKE a); CREATE TABLE c (LIKE a INCLUDING ALL);");
    assert_true(column(t, "b", "id")->not_null);
    assert_false(column(t, "b", "n")->has_default);
    assert_true(column(t, "c", "n")->has_default);
    assert_true(has_constraint(t, "c", "c_pkey"));
    assert_true(has_constraint(t, "c", "a_n_check"));
}

static void a_return_rule_makes_a_view(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (x int); CREATE TABLE v (x int);"
              "CREATE RULE \"_RETURN\" AS ON SELECT TO v DO INSTEAD SELECT x FROM a;");
    assert_int_equal(relation(t, "v")->kind, 'v');
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(generated_names_are_the_servers),
        TEST(a_name_that_is_taken_gets_a_number),
        TEST(array_types_make_room_for_other_types),
        TEST(an_error_undoes_its_whole_statement),
        TEST(dependents_are_named_and_cascade_takes_them),
        TEST(a_view_keeps_the_type_of_its_columns),
        TEST(replacing_a_view_may_only_add_columns),
        TEST(inherited_columns_are_merged),
        TEST(partitions_take_over_keys),
        TEST(transactions_are_rolled_back),
        TEST(the_search_path_is_obeyed),
        TEST(a_view_of_a_temporary_table_is_temporary),
        TEST(what_only_a_server_knows_is_a_warning),
        TEST(like_copies_what_it_is_told_to),
        TEST(a_return_rule_makes_a_view),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
