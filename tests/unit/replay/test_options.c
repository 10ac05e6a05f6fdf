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

static void options_of_extensions_are_validated(void **state) {
    run *t = *state;
    accept(t, "CREATE EXTENSION file_fdw; CREATE SERVER f FOREIGN DATA WRAPPER file_fdw;"
              "CREATE EXTENSION postgres_fdw; CREATE SERVER p FOREIGN DATA WRAPPER postgres_fdw;"
              "CREATE EXTENSION bloom; CREATE TABLE a (x int);"
              "CREATE INDEX b ON a USING bloom (x) WITH (length = 80, col1 = 2);");
    refuse(t, "CREATE INDEX c ON a USING bloom (x) WITH (col1 = 0);", "22023",
           "value 0 out of bounds for option \"col1\"");
    refuse(t, "CREATE INDEX c ON a USING bloom (x) WITH (col33 = 1);", "22023",
           "unrecognized parameter \"col33\"");
    refuse(t, "ALTER SERVER p OPTIONS (fdw_tuple_cost '1ms');", "22023",
           "invalid value for floating point option \"fdw_tuple_cost\": 1ms");
    refuse(t, "ALTER SERVER p OPTIONS (fetch_size '0');", "22023",
           "\"fetch_size\" must be an integer value greater than zero");
    refuse(t, "ALTER SERVER p OPTIONS (\"a=b\" '0');", "22023",
           "invalid option name \"a=b\": must not contain \"=\"");
    refuse(t, "CREATE FOREIGN TABLE g (x int) SERVER f;", "HV002",
           "either filename or program is required for file_fdw foreign tables");
    refuse(t, "CREATE FOREIGN TABLE g (x int) SERVER f OPTIONS (filename 'a', quote '-');", "0A000",
           "COPY quote available only in CSV mode");
    accept(t, "CREATE FOREIGN TABLE g (x int OPTIONS (force_null 'on')) SERVER f"
              " OPTIONS (filename 'a', format 'csv', quote '-');");
    refuse(t, "ALTER FOREIGN TABLE g OPTIONS (DROP filename);", "HV002",
           "either filename or program is required for file_fdw foreign tables");
    refuse(t, "ALTER FOREIGN TABLE g OPTIONS (ADD delimiter '-');", "22023",
           "COPY delimiter and quote must be different");
    refuse(t, "ALTER FOREIGN TABLE g ALTER x OPTIONS (SET force_null '2');", "42601",
           "force_null requires a Boolean value");
    refuse(t, "CREATE TABLE h (x int OPTIONS (force_null 'on'));", "42809",
           "\"h\" is not a foreign table");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(options_of_relations_have_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_of_foreign_objects_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(options_of_extensions_are_validated, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
