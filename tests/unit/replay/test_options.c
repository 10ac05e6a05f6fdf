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

static void options_of_relations_have_bounds(void **state) {
    run *t = *state;
    accept(
        t,
        "CREATE TABLE a (x int, v tsvector) WITH (fillfactor = 10.5, toast.vacuum_truncate = off);"
        "CREATE INDEX i ON a (x) WITH (fillfactor = 10, deduplicate_items = off);");
    refuse(t, "CREATE INDEX j ON a (x) WITH (fillfactor = 9);", "22023",
           "value 9 out of bounds for option \"fillfactor\"");
    refuse(t, "ALTER INDEX i SET (nope = 5);", "22023", "unrecognized parameter \"nope\"");
    refuse(t, "CREATE INDEX j ON a (x int4_ops(foo = 1));", "22023",
           "operator class int4_ops has no options");
    refuse(t, "CREATE INDEX j ON a USING gist (v tsvector_ops(siglen = 0));", "22023",
           "value 0 out of bounds for option \"siglen\"");
    refuse(t, "CREATE INDEX j ON a USING gist (v tsvector_ops(siglen = 1, siglen = 2));", "22023",
           "parameter \"siglen\" specified more than once");
    accept(t, "CREATE INDEX j ON a USING gist (v tsvector_ops(siglen = 100));");
}

static void options_of_foreign_objects_are_kept(void **state) {
    run *t = *state;
    accept(t, "CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1', b '2');");
    refuse(t, "ALTER FOREIGN DATA WRAPPER w OPTIONS (SET c '4');", "42704",
           "option \"c\" not found");
    accept(t, "ALTER FOREIGN DATA WRAPPER w OPTIONS (DROP a, SET b '3', ADD c '4');");
    refuse(t, "ALTER FOREIGN DATA WRAPPER w OPTIONS (b '4');", "42710",
           "option \"b\" provided more than once");
    accept(t, "CREATE FOREIGN DATA WRAPPER p VALIDATOR postgresql_fdw_validator;");
    refuse(t, "CREATE SERVER s FOREIGN DATA WRAPPER p OPTIONS (foo '1');", "42601",
           "invalid option \"foo\"");
    accept(t, "CREATE SERVER s FOREIGN DATA WRAPPER p OPTIONS (host 'a');");
    refuse(t, "CREATE USER MAPPING FOR public SERVER s OPTIONS (username 'a');", "42601",
           "invalid option \"username\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_of_relations_have_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_of_foreign_objects_are_kept, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
