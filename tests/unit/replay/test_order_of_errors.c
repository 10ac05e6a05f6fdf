/* In which order the server looks at the parts of one statement: its first error is ours. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "catalog/search_path.h"
#include "replay/replay.h"

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
    if (t->diagnostics->list.count > 0) {
        fail_msg("%s: %s", sql, t->diagnostics->list.items[0].message);
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    replay_text_of(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static char persistence(const run *t, const char *relation) {
    return search_path_relation(replay_catalog(t->replay), NULL, relation)->persistence;
}

static void sequences_are_made_after_the_statement_is_read(void **state) {
    refuse(*state, "CREATE TABLE t (a text GENERATED ALWAYS AS IDENTITY, b missing)", "42704",
           "type \"missing\" does not exist");
    refuse(*state, "CREATE TABLE t (a text GENERATED ALWAYS AS IDENTITY)", "22023",
           "identity column type must be smallint, integer, or bigint");
}

static void keys_are_looked_at_before_checks(void **state) {
    refuse(*state, "CREATE TABLE t (a integer, CHECK (nothing(a)), PRIMARY KEY (a, a))", "42701",
           "column \"a\" appears twice in primary key constraint");
    refuse(*state, "CREATE TABLE t (a integer CHECK (b > 0) PRIMARY KEY, UNIQUE (c))", "42703",
           "column \"c\" named in key does not exist");
    refuse(*state, "CREATE TABLE t (a missing.t PRIMARY KEY)", "3F000",
           "schema \"missing\" does not exist");
    refuse(*state,
           "CREATE TABLE t (a integer PRIMARY KEY DEFAULT nothing(), b integer PRIMARY KEY)",
           "42P16", "multiple primary keys for table \"t\" are not allowed");
}

static void keys_may_be_of_parents_columns(void **state) {
    accept(*state, "CREATE TABLE p (a integer)");
    accept(*state, "CREATE TABLE t (b integer, PRIMARY KEY (a, b)) INHERITS (p)");
    accept(*state, "CREATE VIEW v AS SELECT 1 AS a");
    refuse(*state, "CREATE TABLE u (PRIMARY KEY (a)) INHERITS (v)", "42809",
           "inherited relation \"v\" is not a table or foreign table");
}

static void partitions_are_read_before_their_parent(void **state) {
    refuse(*state, "CREATE TABLE t PARTITION OF p (a GENERATED ALWAYS AS IDENTITY) DEFAULT",
           "0A000", "identity columns are not supported on partitions");
    accept(*state, "CREATE TABLE p (a integer)");
    refuse(*state, "CREATE TABLE t PARTITION OF p (b NOT NULL) DEFAULT", "42703",
           "column \"b\" does not exist");
    refuse(*state, "CREATE TABLE t PARTITION OF p DEFAULT", "42P17", "\"p\" is not partitioned");
}

static void defaults_come_before_bounds(void **state) {
    accept(*state, "CREATE TABLE p (a integer, b date) PARTITION BY LIST (a)");
    refuse(*state,
           "CREATE TABLE t PARTITION OF p (b DEFAULT 1) FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
           "42804", "column \"b\" is of type date but default expression is of type integer");
}

static void constraints_wait_for_the_other_subcommands(void **state) {
    accept(*state, "CREATE TABLE t (a integer, b json)");
    refuse(*state, "ALTER TABLE t ADD CHECK (nothing(a)), ALTER a SET DEFAULT 1, ADD UNIQUE (b)",
           "42704", "data type json has no default operator class for access method \"btree\"");
    refuse(*state, "ALTER TABLE t ADD CHECK (nothing(a)), ADD PRIMARY KEY (c)", "42703",
           "column \"c\" of relation \"t\" does not exist");
}

static void every_subcommand_is_prepared_before_the_first_one_runs(void **state) {
    accept(*state, "CREATE TABLE t (a integer)");
    accept(*state, "CREATE TYPE c AS (a integer)");
    accept(*state, "CREATE TABLE u OF c");
    refuse(*state, "ALTER TABLE u ALTER a SET DEFAULT nothing(), ADD b integer", "42809",
           "cannot add column to typed table");
    refuse(*state, "ALTER TABLE t DROP COLUMN b, SET UNLOGGED, SET LOGGED", "42601",
           "cannot change persistence setting twice");
}

static void sequences_of_columns_are_as_lasting_as_their_table(void **state) {
    accept(*state, "CREATE UNLOGGED TABLE t (a serial)");
    assert_int_equal(persistence(*state, "t_a_seq"), 'u');
    accept(*state, "ALTER TABLE t SET LOGGED");
    assert_int_equal(persistence(*state, "t_a_seq"), 'p');
}

static void partitioned_tables_have_no_storage_options(void **state) {
    refuse(*state, "CREATE TABLE p (a integer) PARTITION BY LIST (a) WITH (fillfactor = 70)",
           "22023", "unrecognized parameter \"fillfactor\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(sequences_are_made_after_the_statement_is_read),
        TEST(keys_are_looked_at_before_checks),
        TEST(keys_may_be_of_parents_columns),
        TEST(partitions_are_read_before_their_parent),
        TEST(defaults_come_before_bounds),
        TEST(constraints_wait_for_the_other_subcommands),
        TEST(every_subcommand_is_prepared_before_the_first_one_runs),
        TEST(sequences_of_columns_are_as_lasting_as_their_table),
        TEST(partitioned_tables_have_no_storage_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
