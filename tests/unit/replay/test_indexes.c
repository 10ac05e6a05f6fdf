#include "replay/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

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

static void run_sql(run *t, const char *sql) {
    diagnostics_truncate(t->diagnostics, 0);
    replay_source(t->replay,
                  source_file_of_text(t->arena, "t.sql", sql, strlen(sql), t->diagnostics));
}

static void accept(run *t, const char *sql) {
    run_sql(t, sql);
    for (int i = 0; i < t->diagnostics->list.count; i++) {
        if (t->diagnostics->list.items[i].severity == DIAGNOSTIC_ERROR) {
            fail_msg("%s: %s", sql, t->diagnostics->list.items[i].message);
        }
    }
}

static void refuse(run *t, const char *sql, const char *sqlstate, const char *message) {
    run_sql(t, sql);
    assert_int_equal(t->diagnostics->list.count, 1);
    assert_string_equal(t->diagnostics->list.items[0].message, message);
    assert_string_equal(t->diagnostics->list.items[0].sqlstate, sqlstate);
}

static void an_index_is_attached_only_where_it_does_the_same(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int, b text, c int) PARTITION BY RANGE (a);"
              "CREATE TABLE p1 (c int, b text, a int);"
              "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (10);"
              "CREATE INDEX p_e ON ONLY p ((a + c)) WHERE b <> '';"
              "CREATE INDEX p1_e ON p1 ((a + c)) WHERE b <> '';"
              "CREATE INDEX p1_swapped ON p1 ((c + a)) WHERE b <> '';"
              "CREATE INDEX p1_whole ON p1 ((a + c));");
    refuse(t, "ALTER INDEX p_e ATTACH PARTITION p_e;", "55000",
           "cannot attach index \"p_e\" as a partition of index \"p_e\"");
    refuse(t, "ALTER INDEX p_e ATTACH PARTITION p1_swapped;", "42P17",
           "cannot attach index \"p1_swapped\" as a partition of index \"p_e\"");
    refuse(t, "ALTER INDEX p_e ATTACH PARTITION p1_whole;", "42P17",
           "cannot attach index \"p1_whole\" as a partition of index \"p_e\"");
    accept(t, "ALTER INDEX p_e ATTACH PARTITION p1_e;");
    refuse(t, "DROP INDEX p1_e;", "2BP01", "cannot drop index p1_e because index p_e requires it");
}

static void a_partition_takes_an_index_it_has(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int, b text) PARTITION BY RANGE (a);"
              "CREATE INDEX p_e ON p ((a * 2), b COLLATE \"C\");"
              "CREATE TABLE p1 (b text, a int);"
              "CREATE INDEX p1_e ON p1 ((a * 2), b COLLATE \"C\");"
              "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (10);");
    refuse(t, "DROP INDEX p1_e;", "2BP01", "cannot drop index p1_e because index p_e requires it");
    accept(t, "ALTER TABLE p DETACH PARTITION p1; DROP INDEX p1_e;");
}

static void a_key_of_only_the_parent_needs_not_null_in_partitions(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int) PARTITION BY RANGE (a);"
              "CREATE TABLE p1 PARTITION OF p DEFAULT;");
    refuse(t, "ALTER TABLE ONLY p ADD PRIMARY KEY (a);", "42P16",
           "constraint must be added to child tables too");
    accept(t, "ALTER TABLE p1 ALTER a SET NOT NULL; ALTER TABLE ONLY p ADD PRIMARY KEY (a);");
}

static void a_key_uses_an_index_that_sorts_by_default(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int, b text);"
              "CREATE UNIQUE INDEX k_a ON k (a DESC);"
              "CREATE UNIQUE INDEX k_b ON k (b COLLATE \"POSIX\");");
    refuse(t, "ALTER TABLE k ADD UNIQUE USING INDEX k_a;", "42809",
           "index \"k_a\" column number 1 does not have default sorting behavior");
    refuse(t, "ALTER TABLE k ADD UNIQUE USING INDEX k_b;", "42809",
           "index \"k_b\" column number 1 does not have default sorting behavior");
}

static void system_columns_have_no_index(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int);");
    refuse(t, "CREATE INDEX ON k (a) WHERE ctid >= '(1,0)';", "0A000",
           "index creation on system columns is not supported");
    refuse(t, "CREATE INDEX ON k ((tableoid > 3));", "0A000",
           "index creation on system columns is not supported");
    refuse(t, "CREATE INDEX ON k (xmin);", "42704",
           "data type xid has no default operator class for access method \"btree\"");
}

static void clustering_needs_a_whole_index_of_a_plain_table(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int); CREATE INDEX k_a ON k (a) WHERE a > 0;"
              "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE INDEX p_a ON p (a);");
    refuse(t, "ALTER TABLE k CLUSTER ON k_a;", "0A000", "cannot cluster on partial index \"k_a\"");
    refuse(t, "ALTER TABLE p CLUSTER ON p_a;", "0A000",
           "cannot mark index clustered in partitioned table");
    refuse(t, "ALTER TABLE p SET WITHOUT CLUSTER;", "0A000",
           "cannot mark index clustered in partitioned table");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_index_is_attached_only_where_it_does_the_same, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_partition_takes_an_index_it_has, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_of_only_the_parent_needs_not_null_in_partitions,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_uses_an_index_that_sorts_by_default, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(system_columns_have_no_index, set_up, tear_down),
        cmocka_unit_test_setup_teardown(clustering_needs_a_whole_index_of_a_plain_table, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
