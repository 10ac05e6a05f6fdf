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

static void a_partition_takes_a_foreign_key_it_has(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int PRIMARY KEY);"
              "CREATE TABLE p (a int) PARTITION BY LIST (a);"
              "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a);"
              "CREATE TABLE p11 PARTITION OF p1 FOR VALUES IN (1);"
              "ALTER TABLE p1 ADD CONSTRAINT mine FOREIGN KEY (a) REFERENCES k;"
              "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES k;");
    refuse(t, "ALTER TABLE p1 DROP CONSTRAINT mine;", "42P16",
           "cannot drop inherited constraint \"mine\" of relation \"p1\"");
    refuse(t, "ALTER TABLE p11 DROP CONSTRAINT mine;", "42P16",
           "cannot drop inherited constraint \"mine\" of relation \"p11\"");
    refuse(t, "ALTER TABLE ONLY p ADD FOREIGN KEY (a) REFERENCES k;", "42809",
           "cannot use ONLY for foreign key on partitioned table \"p\" referencing relation \"k\"");
    refuse(t, "ALTER TABLE p ADD FOREIGN KEY (a) REFERENCES k NOT VALID;", "42809",
           "cannot add NOT VALID foreign key on partitioned table \"p\" referencing relation "
           "\"k\"");
}

static void a_table_that_is_referred_to_is_no_partition_of_what_refers(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int PRIMARY KEY);"
              "CREATE TABLE p (a int REFERENCES k) PARTITION BY LIST (a);");
    refuse(t, "ALTER TABLE p ATTACH PARTITION k FOR VALUES IN (1);", "0A000",
           "cannot attach table \"k\" as a partition because it is referenced by foreign key "
           "\"p_a_fkey\"");
}

static void columns_set_on_delete_are_of_the_key(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE k (a int PRIMARY KEY);");
    refuse(t, "CREATE TABLE f (a int, b int, FOREIGN KEY (a) REFERENCES k ON DELETE SET NULL (b));",
           "42P10", "column \"b\" referenced in ON DELETE SET action must be part of foreign key");
}

static void only_temporary_tables_do_something_on_commit(void **state) {
    run *t = *state;
    refuse(t, "CREATE TABLE c (a int) ON COMMIT DELETE ROWS;", "42P16",
           "ON COMMIT can only be used on temporary tables");
    refuse(t, "CREATE TABLE c ON COMMIT DELETE ROWS AS SELECT 1 AS a;", "42P16",
           "ON COMMIT can only be used on temporary tables");
    accept(t, "CREATE TEMP TABLE c (a int) ON COMMIT DELETE ROWS;");
}

static void tables_are_kept_by_table_access_methods(void **state) {
    run *t = *state;
    refuse(t, "CREATE TABLE c (a int) USING btree;", "55000",
           "access method \"btree\" is not of type TABLE");
    refuse(t, "CREATE TABLE c USING other AS SELECT 1 AS a;", "42704",
           "access method \"other\" does not exist");
    refuse(t, "CREATE TABLE c (a int) PARTITION BY LIST (a) USING heap;", "0A000",
           "specifying a table access method is not supported on a partitioned table");
    refuse(t, "CREATE TABLE c (a int) WITH (oids);", "0A000",
           "tables declared WITH OIDS are not supported");
    accept(t, "CREATE TABLE c (a int) USING heap;");
}

static void values_are_compressed_in_one_way(void **state) {
    run *t = *state;
    refuse(t, "CREATE TABLE c (a int COMPRESSION pglz);", "0A000",
           "column data type integer does not support compression");
    refuse(t, "CREATE TABLE c (a text COMPRESSION zip);", "22023",
           "invalid compression method \"zip\"");
    accept(t, "CREATE TABLE c (a text COMPRESSION pglz); CREATE TABLE d (a text COMPRESSION lz4);");
    refuse(t, "CREATE TABLE e () INHERITS (c, d);", "42804",
           "column \"a\" has a compression method conflict");
    accept(t, "ALTER TABLE d ALTER a SET COMPRESSION DEFAULT, ALTER a SET STORAGE MAIN;");
    refuse(t, "CREATE TABLE e () INHERITS (c, d);", "42804",
           "inherited column \"a\" has a storage parameter conflict");
}

static void a_partition_key_differs_between_rows_and_stays(void **state) {
    run *t = *state;
    accept(t, "CREATE FUNCTION one() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';"
              "CREATE FUNCTION following(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 1';"
              "CREATE FUNCTION noisy(int) RETURNS float LANGUAGE sql AS 'SELECT $1 + random()';");
    refuse(t, "CREATE TABLE p (a int) PARTITION BY RANGE (one());", "42P17",
           "cannot use constant expression as partition key");
    refuse(t, "CREATE TABLE p (a int) PARTITION BY RANGE (noisy(a));", "42P17",
           "functions in partition key expression must be marked IMMUTABLE");
    refuse(t, "CREATE TABLE p (a int) PARTITION BY RANGE ((tableoid > 1));", "42P17",
           "partition key expressions cannot contain system column references");
    accept(t, "CREATE TABLE p (a int) PARTITION BY RANGE (following(a));"
              "CREATE TABLE g (a int, b text GENERATED ALWAYS AS (a || ' s') STORED);");
}

static void the_sequence_of_an_identity_column_stays_with_it(void **state) {
    run *t = *state;
    accept(t,
           "CREATE TABLE i (a int GENERATED ALWAYS AS IDENTITY); CREATE TABLE i1 () INHERITS (i);");
    refuse(t, "ALTER SEQUENCE i_a_seq OWNED BY NONE;", "0A000",
           "cannot change ownership of identity sequence");
    refuse(t, "ALTER TABLE i ADD b int GENERATED ALWAYS AS IDENTITY;", "42P16",
           "cannot recursively add identity column to table that has child tables");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_partition_takes_a_foreign_key_it_has, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_that_is_referred_to_is_no_partition_of_what_refers,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_set_on_delete_are_of_the_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_temporary_tables_do_something_on_commit, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(tables_are_kept_by_table_access_methods, set_up, tear_down),
        cmocka_unit_test_setup_teardown(values_are_compressed_in_one_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_partition_key_differs_between_rows_and_stays, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_sequence_of_an_identity_column_stays_with_it, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
