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

static void a_key_for_only_the_parent_waits_for_its_parts(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);"
              "CREATE TABLE p1 (a int NOT NULL);"
              "ALTER TABLE ONLY p ATTACH PARTITION p1 FOR VALUES IN (1);"
              "ALTER TABLE ONLY p ADD CONSTRAINT p_pkey PRIMARY KEY (a);"
              "ALTER TABLE ONLY p1 ADD CONSTRAINT p1_pkey PRIMARY KEY (a);");
    refuse(t, "CREATE TABLE f (a int REFERENCES p (a));", "42830",
           "there is no unique constraint matching given keys for referenced table \"p\"");
    accept(t, "ALTER INDEX p_pkey ATTACH PARTITION p1_pkey;"
              "CREATE TABLE f (a int REFERENCES p (a));");
}

static void a_check_merges_with_the_inherited_one_at_another_place(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (x int);"
              "CREATE TABLE b (y int, CONSTRAINT foo CHECK (y > 0));"
              "CREATE TABLE c (y int, CONSTRAINT foo CHECK (y > 0)) INHERITS (a, b);");
    refuse(t, "CREATE TABLE d (CONSTRAINT foo CHECK (y > 1)) INHERITS (a, b);", "42710",
           "constraint \"foo\" for relation \"d\" already exists");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_for_only_the_parent_waits_for_its_parts, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_check_merges_with_the_inherited_one_at_another_place,
                                        set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
