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

static void a_publication_knows_its_members(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (x int, y text, z text); CREATE SCHEMA s;"
              "CREATE PUBLICATION p FOR TABLE a (x, y) WHERE (z <> 'b');");
    refuse(t, "ALTER PUBLICATION p ADD TABLE a;", "42710",
           "relation \"a\" is already member of publication \"p\"");
    refuse(t, "ALTER PUBLICATION p ADD TABLES IN SCHEMA s;", "22023",
           "cannot add schema to publication \"p\"");
    refuse(t, "ALTER TABLE a DROP COLUMN y;", "2BP01",
           "cannot drop column y of table a because other objects depend on it");
    refuse(t, "ALTER TABLE a DROP COLUMN z;", "2BP01",
           "cannot drop column z of table a because other objects depend on it");
    accept(t, "ALTER PUBLICATION p SET TABLES IN SCHEMA s; ALTER TABLE a DROP COLUMN y;"
              "DROP SCHEMA s; DROP PUBLICATION p;");
}

static void a_publication_filters_with_what_stays_the_same(void **state) {
    run *t = *state;
    accept(t, "CREATE TABLE a (x int);");
    refuse(t, "CREATE PUBLICATION p FOR TABLE a WHERE (x < random());", "0A000",
           "invalid publication WHERE expression");
    refuse(t, "CREATE PUBLICATION p FOR TABLE a WHERE (x);", "42804",
           "argument of PUBLICATION WHERE must be type boolean, not type integer");
    refuse(t, "CREATE PUBLICATION p FOR TABLE a WHERE (x = 1), a;", "42710",
           "conflicting or redundant WHERE clauses for table \"a\"");
    accept(t, "CREATE PUBLICATION p FOR TABLE a WHERE (x IN (1, 2) AND abs(x) > 1);");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_publication_knows_its_members, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_publication_filters_with_what_stays_the_same, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
