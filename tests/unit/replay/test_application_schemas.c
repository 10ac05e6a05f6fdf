/* What schemas of applications once found replay to do otherwise than the server. */

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

static void bodies_of_functions_write_to_tables_that_are_there(void **state) {
    accept(*state, "CREATE TABLE t (id integer, b text)");
    refuse(*state, "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'UPDATE nowhere SET a = 1'",
           "42P01", "relation \"nowhere\" does not exist");
    refuse(*state, "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM t WHERE b = 1'",
           "42883", "operator does not exist: text = integer");
    refuse(*state, "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'INSERT INTO t SELECT g(1)'",
           "42883", "function g(integer) does not exist");
}

static void bodies_of_functions_return_what_was_written(void **state) {
    accept(*state, "CREATE TABLE t (id integer, b text)");
    accept(*state, "CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS "
                   "'UPDATE t SET b = ''x'' WHERE id = 1 RETURNING *'");
    refuse(*state,
           "CREATE FUNCTION g() RETURNS SETOF t LANGUAGE sql AS "
           "'UPDATE t SET b = ''x'' WHERE id = 1 RETURNING id'",
           "42P13", "return type mismatch in function declared to return t");
    refuse(*state, "CREATE FUNCTION h() RETURNS integer LANGUAGE sql AS 'DELETE FROM t'", "42P13",
           "return type mismatch in function declared to return integer");
}

static void queries_in_other_statements_of_a_body_are_looked_at(void **state) {
    refuse(*state,
           "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS "
           "'CREATE TABLE u AS SELECT * FROM nowhere'",
           "42P01", "relation \"nowhere\" does not exist");
}

static void standard_bodies_write_too(void **state) {
    accept(*state, "CREATE TABLE t (id integer)");
    refuse(*state,
           "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE t SET b = 1; END",
           "42703", "column \"b\" of relation \"t\" does not exist");
}

static void rules_tell_their_table_from_old_and_new(void **state) {
    accept(*state, "CREATE TABLE t (id integer, gone boolean)");
    accept(*state, "CREATE RULE r AS ON DELETE TO public.t DO INSTEAD "
                   "UPDATE public.t SET gone = true WHERE old.id = public.t.id");
}

static void comments_name_the_table_as_it_was_written(void **state) {
    accept(*state, "CREATE TABLE t (id integer)");
    refuse(*state, "COMMENT ON COLUMN public.t.x IS 'x'", "42703",
           "column \"x\" of relation \"public.t\" does not exist");
}

static void conditions_of_triggers_are_analysed(void **state) {
    accept(*state, "CREATE TABLE t (id integer, g integer GENERATED ALWAYS AS (id + 1) STORED)");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (new.b = 1) EXECUTE FUNCTION h()",
           "42703", "column new.b does not exist");
    refuse(*state,
           "CREATE TRIGGER x BEFORE INSERT OR UPDATE ON t FOR EACH ROW WHEN (old.id = 1) "
           "EXECUTE FUNCTION f()",
           "42P17", "INSERT trigger's WHEN condition cannot reference OLD values");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t FOR EACH ROW WHEN (new IS NOT NULL) "
           "EXECUTE FUNCTION f()",
           "42P17", "BEFORE trigger's WHEN condition cannot reference NEW generated columns");
    refuse(*state, "CREATE TRIGGER x AFTER UPDATE ON t WHEN (new.id = 1) EXECUTE FUNCTION f()",
           "42P17", "statement trigger's WHEN condition cannot reference column values");
}

static void conditions_of_triggers_keep_their_columns(void **state) {
    accept(*state, "CREATE TABLE t (id integer, b integer)");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    accept(*state, "CREATE TRIGGER x AFTER UPDATE ON t FOR EACH ROW WHEN (new.b = 1) "
                   "EXECUTE FUNCTION f()");
    refuse(*state, "ALTER TABLE t DROP COLUMN b", "2BP01",
           "cannot drop column b of table t because other objects depend on it");
}

static void transition_tables_have_rules(void **state) {
    accept(*state, "CREATE TABLE t (id integer)");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    refuse(*state,
           "CREATE TRIGGER x BEFORE UPDATE ON t REFERENCING OLD TABLE AS o EXECUTE FUNCTION f()",
           "42P17", "transition table name can only be specified for an AFTER trigger");
    refuse(*state,
           "CREATE TRIGGER x AFTER INSERT ON t REFERENCING OLD TABLE AS o EXECUTE FUNCTION f()",
           "42P17", "OLD TABLE can only be specified for a DELETE or UPDATE trigger");
}

static void triggers_are_for_each_column_once(void **state) {
    accept(*state, "CREATE TABLE t (id integer)");
    accept(*state, "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'");
    refuse(*state, "CREATE TRIGGER x BEFORE UPDATE OF id, id ON t EXECUTE FUNCTION f()", "42701",
           "column \"id\" specified more than once");
}

static void triggers_and_rules_are_there_to_be_switched(void **state) {
    accept(*state, "CREATE TABLE t (id integer); CREATE VIEW v AS SELECT 1 AS a");
    refuse(*state, "ALTER TABLE t DISABLE TRIGGER x", "42704",
           "trigger \"x\" for table \"t\" does not exist");
    refuse(*state, "ALTER TABLE t ENABLE RULE x", "42704",
           "rule \"x\" for relation \"t\" does not exist");
    refuse(*state, "ALTER TABLE v DISABLE TRIGGER x", "42809",
           "ALTER action DISABLE TRIGGER cannot be performed on relation \"v\"");
    accept(*state, "ALTER TABLE t DISABLE TRIGGER ALL");
}

static void new_tables_have_no_existing_index(void **state) {
    refuse(*state, "CREATE TABLE t (id integer, CONSTRAINT c UNIQUE USING INDEX i)", "0A000",
           "cannot use an existing index in CREATE TABLE");
    accept(*state, "CREATE TABLE t (id integer); CREATE UNIQUE INDEX i ON t (id)");
    accept(*state, "ALTER TABLE t ADD COLUMN b integer, ADD CONSTRAINT c UNIQUE USING INDEX i");
}

static void keys_of_tables_with_children_are_keys(void **state) {
    accept(*state, "CREATE TABLE t (id integer, up integer); CREATE TABLE u () INHERITS (t)");
    accept(*state, "ALTER TABLE ONLY t ADD PRIMARY KEY (id)");
    accept(*state, "ALTER TABLE t ADD FOREIGN KEY (up) REFERENCES t (id)");
}

static void indexes_have_no_system_columns(void **state) {
    accept(*state, "CREATE TABLE t (id integer)");
    refuse(*state, "CREATE INDEX ON t (id) WHERE tableoid = 1", "0A000",
           "index creation on system columns is not supported");
}

static void operator_classes_come_from_schemas_that_are_there(void **state) {
    accept(*state, "CREATE TABLE t (b text)");
    refuse(*state, "CREATE INDEX ON t (b nowhere.text_ops)", "3F000",
           "schema \"nowhere\" does not exist");
    refuse(*state, "CREATE INDEX ON t (('x'))", "42704",
           "data type unknown has no default operator class for access method \"btree\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(bodies_of_functions_write_to_tables_that_are_there),
        TEST(bodies_of_functions_return_what_was_written),
        TEST(queries_in_other_statements_of_a_body_are_looked_at),
        TEST(standard_bodies_write_too),
        TEST(rules_tell_their_table_from_old_and_new),
        TEST(comments_name_the_table_as_it_was_written),
        TEST(conditions_of_triggers_are_analysed),
        TEST(conditions_of_triggers_keep_their_columns),
        TEST(transition_tables_have_rules),
        TEST(triggers_are_for_each_column_once),
        TEST(triggers_and_rules_are_there_to_be_switched),
        TEST(new_tables_have_no_existing_index),
        TEST(keys_of_tables_with_children_are_keys),
        TEST(indexes_have_no_system_columns),
        TEST(operator_classes_come_from_schemas_that_are_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
