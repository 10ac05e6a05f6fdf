/* What CREATE TRIGGER looks at: conditions, transition tables, columns. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

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

static void conditions_see_the_rows_that_the_event_has(void **state) {
    accept(*state, "CREATE TABLE t(a int, b text, g int GENERATED ALWAYS AS (a+1) STORED)");
    accept(*state, "CREATE VIEW v AS SELECT * FROM t");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    refuse(*state,
           "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW WHEN (OLD.a > 1) EXECUTE FUNCTION f()",
           "42P17", "INSERT trigger's WHEN condition cannot reference OLD values");
    refuse(*state,
           "CREATE TRIGGER x BEFORE DELETE ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f()",
           "42P17", "DELETE trigger's WHEN condition cannot reference NEW values");
    refuse(*state, "CREATE TRIGGER x BEFORE UPDATE ON t WHEN (NEW.a > 1) EXECUTE FUNCTION f()",
           "42P17", "statement trigger's WHEN condition cannot reference column values");
    refuse(*state, "CREATE TRIGGER x BEFORE UPDATE ON t WHEN (OLD.a > 1) EXECUTE FUNCTION f()",
           "42P17", "statement trigger's WHEN condition cannot reference column values");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (a > 1) EXECUTE FUNCTION f()",
           "42702", "column reference \"a\" is ambiguous");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.q > 1) EXECUTE FUNCTION f()",
           "42703", "column new.q does not exist");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a) EXECUTE FUNCTION f()",
           "42804", "argument of WHEN must be type boolean, not type integer");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.g > 1) EXECUTE FUNCTION f()",
           "42P17", "BEFORE trigger's WHEN condition cannot reference NEW generated columns");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*) "
           "EXECUTE FUNCTION f()",
           "42P17", "BEFORE trigger's WHEN condition cannot reference NEW generated columns");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.tableoid > 1) EXECUTE "
           "FUNCTION f()",
           "0A000", "BEFORE trigger's WHEN condition cannot reference NEW system columns");
}

static void conditions_are_boolean_and_plain(void **state) {
    accept(*state, "CREATE TABLE t(a int, b text, g int GENERATED ALWAYS AS (a+1) STORED)");
    accept(*state, "CREATE VIEW v AS SELECT * FROM t");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW WHEN (NEW IS NOT NULL) EXECUTE "
                   "FUNCTION f()");
    refuse(
        *state,
        "CREATE TRIGGER y AFTER UPDATE ON t FOR EACH ROW WHEN ((SELECT true)) EXECUTE FUNCTION f()",
        "0A000", "cannot use subquery in trigger WHEN condition");
    refuse(
        *state,
        "CREATE TRIGGER y AFTER UPDATE ON t FOR EACH ROW WHEN (count(*) > 1) EXECUTE FUNCTION f()",
        "42803", "aggregate functions are not allowed in trigger WHEN conditions");
    refuse(
        *state,
        "CREATE TRIGGER y AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.a > OLD.b) EXECUTE FUNCTION f()",
        "42883", "operator does not exist: integer > text");
    refuse(*state,
           "CREATE TRIGGER y AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.a > OLD.a AND "
           "nothing(NEW.a)) EXECUTE FUNCTION f()",
           "42883", "function nothing(integer) does not exist");
    accept(*state, "CREATE TRIGGER y AFTER UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > OLD.a) "
                   "EXECUTE FUNCTION f()");
    accept(*state, "CREATE TRIGGER z BEFORE UPDATE ON t WHEN (true) EXECUTE FUNCTION f()");
    refuse(*state, "CREATE TRIGGER w BEFORE UPDATE ON t WHEN (1) EXECUTE FUNCTION f()", "42804",
           "argument of WHEN must be type boolean, not type integer");
    refuse(*state,
           "CREATE TRIGGER w INSTEAD OF UPDATE ON v FOR EACH ROW WHEN (true) EXECUTE FUNCTION f()",
           "0A000", "INSTEAD OF triggers cannot have WHEN conditions");
}

static void transition_tables_are_for_one_event_afterwards(void **state) {
    accept(*state, "CREATE TABLE t(a int, b text, g int GENERATED ALWAYS AS (a+1) STORED)");
    accept(*state, "CREATE VIEW v AS SELECT * FROM t");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    refuse(*state, "CREATE TRIGGER w BEFORE UPDATE OF a, a ON t EXECUTE FUNCTION f()", "42701",
           "column \"a\" specified more than once");
    refuse(*state, "CREATE TRIGGER w BEFORE UPDATE OF q ON t EXECUTE FUNCTION f()", "42703",
           "column \"q\" of relation \"t\" does not exist");
    accept(*state, "CREATE TRIGGER w AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH "
                   "STATEMENT EXECUTE FUNCTION f()");
    refuse(*state,
           "CREATE TRIGGER w2 AFTER INSERT OR UPDATE ON t REFERENCING NEW TABLE AS n FOR EACH "
           "STATEMENT EXECUTE FUNCTION f()",
           "0A000", "transition tables cannot be specified for triggers with more than one event");
    refuse(*state,
           "CREATE TRIGGER w2 AFTER INSERT ON t REFERENCING OLD TABLE AS n FOR EACH STATEMENT "
           "EXECUTE FUNCTION f()",
           "42P17", "OLD TABLE can only be specified for a DELETE or UPDATE trigger");
    refuse(*state,
           "CREATE TRIGGER w2 BEFORE INSERT ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT "
           "EXECUTE FUNCTION f()",
           "42P17", "transition table name can only be specified for an AFTER trigger");
    refuse(*state,
           "CREATE TRIGGER w2 AFTER UPDATE OF a ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT "
           "EXECUTE FUNCTION f()",
           "0A000", "transition tables cannot be specified for triggers with column lists");
    refuse(*state,
           "CREATE TRIGGER w2 AFTER UPDATE ON t REFERENCING NEW TABLE AS n OLD TABLE AS n FOR EACH "
           "STATEMENT EXECUTE FUNCTION f()",
           "42P17", "OLD TABLE name and NEW TABLE name cannot be the same");
    refuse(*state,
           "CREATE TRIGGER w2 AFTER UPDATE ON t REFERENCING NEW TABLE AS n NEW TABLE AS m FOR EACH "
           "STATEMENT EXECUTE FUNCTION f()",
           "42P17", "NEW TABLE cannot be specified multiple times");
}

static void what_a_condition_names_stays(void **state) {
    accept(*state, "CREATE TABLE t(a int, b text, g int GENERATED ALWAYS AS (a+1) STORED)");
    accept(*state, "CREATE VIEW v AS SELECT * FROM t");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TRIGGER y AFTER UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > OLD.a) "
                   "EXECUTE FUNCTION f()");
    accept(*state, "CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED "
                   "FOR EACH ROW EXECUTE FUNCTION f()");
    refuse(*state,
           "CREATE OR REPLACE TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
           "42710", "trigger \"c\" for relation \"t\" is a constraint trigger");
    refuse(*state, "ALTER TABLE t DROP COLUMN b", "2BP01",
           "cannot drop column b of table t because other objects depend on it");
    refuse(*state, "ALTER TABLE t ALTER COLUMN a TYPE bigint", "0A000",
           "cannot alter type of a column used by a generated column");
    refuse(*state, "ALTER TABLE t DROP COLUMN a", "2BP01",
           "cannot drop column a of table t because other objects depend on it");
    accept(*state, "ALTER TABLE t DROP COLUMN a CASCADE");
    refuse(*state, "DROP FUNCTION f()", "2BP01",
           "cannot drop function f() because other objects depend on it");
    accept(*state, "ALTER TABLE t RENAME TO t2");
    accept(*state, "CREATE OR REPLACE TRIGGER x BEFORE INSERT ON t2 EXECUTE FUNCTION f()");
}

static void detached_partitions_lose_the_triggers_of_the_whole(void **state) {
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TABLE p(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p11 PARTITION OF p1 FOR VALUES IN (1)");
    accept(*state, "CREATE TRIGGER x AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()");
    refuse(*state, "CREATE TRIGGER x AFTER INSERT ON p11 FOR EACH ROW EXECUTE FUNCTION f()",
           "42710", "trigger \"x\" for relation \"p11\" already exists");
    refuse(*state, "DROP TRIGGER x ON p11", "2BP01",
           "cannot drop trigger x on table p11 because trigger x on table p1 requires it");
    accept(*state, "ALTER TABLE p DETACH PARTITION p1");
    refuse(*state, "DROP TRIGGER x ON p1", "42704",
           "trigger \"x\" for table \"p1\" does not exist");
    accept(*state, "CREATE TRIGGER x AFTER INSERT ON p11 FOR EACH ROW EXECUTE FUNCTION f()");
    refuse(*state, "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1)", "42710",
           "trigger \"x\" for relation \"p11\" already exists");
    accept(*state, "DROP TRIGGER x ON p11");
    accept(*state, "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1)");
    refuse(*state, "DROP TRIGGER x ON p1", "2BP01",
           "cannot drop trigger x on table p1 because trigger x on table p requires it");
    accept(*state, "DROP TRIGGER x ON p");
    refuse(*state, "DROP TRIGGER x ON p11", "42704",
           "trigger \"x\" for table \"p11\" does not exist");
}

static void replacing_reaches_the_clones(void **state) {
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TABLE p(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)");
    accept(*state, "CREATE TRIGGER x AFTER INSERT ON p1 FOR EACH ROW EXECUTE FUNCTION f()");
    refuse(*state, "CREATE TRIGGER x AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()", "42710",
           "trigger \"x\" for relation \"p1\" already exists");
    accept(*state, "CREATE OR REPLACE TRIGGER x AFTER INSERT ON p FOR EACH ROW "
                   "EXECUTE FUNCTION f()");
    refuse(*state,
           "CREATE OR REPLACE TRIGGER x AFTER INSERT ON p1 FOR EACH ROW EXECUTE FUNCTION f()",
           "42710", "trigger \"x\" for relation \"p1\" is an internal or a child trigger");
    accept(*state, "CREATE OR REPLACE TRIGGER x AFTER INSERT ON p FOR EACH ROW "
                   "EXECUTE FUNCTION g()");
    accept(*state, "DROP FUNCTION f()");
    accept(*state, "CREATE CONSTRAINT TRIGGER c AFTER INSERT ON p1 FOR EACH ROW "
                   "EXECUTE FUNCTION g()");
    refuse(*state,
           "CREATE OR REPLACE TRIGGER c AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION g()",
           "42710", "trigger \"c\" for relation \"p1\" is a constraint trigger");
}

static void row_triggers_with_transition_tables_keep_tables_from_parents(void **state) {
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TABLE t(a int)");
    accept(*state, "CREATE TRIGGER z AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH ROW "
                   "EXECUTE FUNCTION f()");
    accept(*state, "CREATE TRIGGER y AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH ROW "
                   "EXECUTE FUNCTION f()");
    accept(*state, "CREATE TRIGGER b AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH "
                   "STATEMENT EXECUTE FUNCTION f()");
    accept(*state, "CREATE TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()");
    accept(*state, "CREATE TABLE p(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE parent(a int)");
    refuse(*state, "ALTER TABLE p ATTACH PARTITION t FOR VALUES IN (1)", "0A000",
           "trigger \"y\" prevents table \"t\" from becoming a partition");
    refuse(*state, "ALTER TABLE t INHERIT parent", "0A000",
           "trigger \"y\" prevents table \"t\" from becoming an inheritance child");
    accept(*state, "DROP TRIGGER y ON t");
    accept(*state, "DROP TRIGGER z ON t");
    accept(*state, "ALTER TABLE t INHERIT parent");
    refuse(*state,
           "CREATE TRIGGER z AFTER INSERT ON t REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE "
           "FUNCTION f()",
           "0A000", "ROW triggers with transition tables are not supported on inheritance children");
    accept(*state, "ALTER TABLE t NO INHERIT parent");
    accept(*state, "ALTER TABLE p ATTACH PARTITION t FOR VALUES IN (1)");
}

static void renaming_reaches_the_clones(void **state) {
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TABLE p(a int) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1) PARTITION BY LIST (a)");
    accept(*state, "CREATE TABLE p11 PARTITION OF p1 FOR VALUES IN (1)");
    accept(*state, "CREATE TRIGGER x AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()");
    accept(*state, "CREATE TRIGGER own AFTER INSERT ON p11 FOR EACH ROW EXECUTE FUNCTION f()");
    refuse(*state, "ALTER TRIGGER x ON p1 RENAME TO y", "XX000",
           "cannot rename trigger \"x\" on table \"p1\"");
    refuse(*state, "ALTER TRIGGER x ON p RENAME TO own", "42710",
           "trigger \"own\" for relation \"p11\" already exists");
    accept(*state, "ALTER TRIGGER x ON p RENAME TO x");
    accept(*state, "ALTER TRIGGER x ON p RENAME TO y");
    refuse(*state, "ALTER TRIGGER own ON p11 RENAME TO y", "42710",
           "trigger \"y\" for relation \"p11\" already exists");
    accept(*state, "ALTER TRIGGER own ON p11 RENAME TO x");
    refuse(*state, "ALTER TRIGGER q ON p11 RENAME TO y", "42704",
           "trigger \"q\" for table \"p11\" does not exist");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(conditions_see_the_rows_that_the_event_has),
        TEST(conditions_are_boolean_and_plain),
        TEST(transition_tables_are_for_one_event_afterwards),
        TEST(what_a_condition_names_stays),
        TEST(detached_partitions_lose_the_triggers_of_the_whole),
        TEST(replacing_reaches_the_clones),
        TEST(row_triggers_with_transition_tables_keep_tables_from_parents),
        TEST(renaming_reaches_the_clones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
