/*
 * The migration runtime against a server: what is applied, what an error leaves behind, and that
 * nothing else in the session changes.  Runners that meet each other are in
 * test_migration_runners.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "oriel/migrate.h"

#define PAIR(number, name, up_text, down_text)                                                     \
    { number, name, up_text, down_text, #number "_" name ".up.sql", #number "_" name ".down.sql" }
#define SET(items) ((oriel_migration_set){items, sizeof items / sizeof *(items), NULL})

static PGconn *conn;
static oriel_error err;

static void run(const char *sql) {
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    }
    PQclear(result);
}

/* The first value of the answer; good until the next question. */
static const char *ask(const char *sql) {
    static char answer[1024];
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) == 0) {
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    }
    snprintf(answer, sizeof answer, "%s", PQgetvalue(result, 0, 0));
    PQclear(result);
    return answer;
}

static void assert_ok(oriel_status status) {
    if (status != ORIEL_OK) {
        fail_msg("%s:%d:%d: %s: %s [%s] %s %s", err.file, err.line, err.column,
                 oriel_status_name(status), err.message, err.sqlstate, err.detail, err.hint);
    }
    assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
}

static void assert_fails(oriel_status status, oriel_status wanted) {
    if (status != wanted) {
        fail_msg("%s instead of %s: %s", oriel_status_name(status), oriel_status_name(wanted),
                 err.message);
    }
    assert_int_equal(err.status, wanted);
    assert_true(err.message[0] != '\0');
    assert_int_equal(PQtransactionStatus(conn), PQTRANS_IDLE);
}

static int open_empty_database(void **state) {
    (void)state;
    conn = PQconnectdb("");
    assert_string_equal(PQerrorMessage(conn), "");
    run("SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
        "DROP SCHEMA IF EXISTS ops CASCADE");
    return 0;
}

static int close_database(void **state) {
    (void)state;
    PQfinish(conn);
    return 0;
}

static const oriel_migration films[] = {
    PAIR(1, "film", "CREATE TABLE film (id int PRIMARY KEY, title text);", "DROP TABLE film;"),
    PAIR(2, "list",
         "CREATE VIEW film_list AS SELECT title FROM film;\nCOMMENT ON VIEW film_list IS 'x'",
         "DROP VIEW film_list"),
    PAIR(5, "rate", "ALTER TABLE film ADD rate numeric(4,2);", "ALTER TABLE film DROP rate;"),
};

/* ---- up and down ----------------------------------------------------------------------------- */

static void upgrade_applies_everything_once(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    int64_t id = -1;
    assert_ok(oriel_migrate_current(conn, NULL, &id, &err));
    assert_int_equal(id, 0);
    assert_ok(oriel_migrate_upgrade(conn, &set, NULL, NULL, &err));
    assert_ok(oriel_migrate_current(conn, NULL, &id, &err));
    assert_int_equal(id, 5);
    assert_string_equal(ask("SELECT string_agg(id || slug, ',' ORDER BY id) FROM oriel_history"),
                        "1film,2list,5rate");
    assert_string_equal(
        ask("SELECT bool_and(duration > '0' AND duration < '10 s') FROM oriel_history"), "t");
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "3");
}

static void upgrade_stops_at_its_target(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_ok(oriel_migrate_upgrade(conn, &set, "0001", NULL, &err));
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "1");
    assert_ok(oriel_migrate_upgrade(conn, &set, "+1", NULL, &err));
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "2");
    assert_fails(oriel_migrate_upgrade(conn, &set, "+2", NULL, &err), ORIEL_BAD_ARGUMENT);
    assert_fails(oriel_migrate_upgrade(conn, &set, "4", NULL, &err), ORIEL_BAD_ARGUMENT);
    assert_fails(oriel_migrate_upgrade(conn, &set, "top", NULL, &err), ORIEL_BAD_ARGUMENT);
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "2");
}

static void downgrade_undoes_down_to_its_target(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_fails(oriel_migrate_downgrade(conn, &set, NULL, NULL, &err), ORIEL_BAD_ARGUMENT);
    assert_ok(oriel_migrate_downgrade(conn, &set, "-1", NULL, &err));
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "2");
    assert_ok(oriel_migrate_downgrade(conn, &set, "1", NULL, &err));
    assert_string_equal(
        ask("SELECT to_regclass('film_list') IS NULL AND to_regclass('film') IS NOT NULL"), "t");
    assert_ok(oriel_migrate_downgrade(conn, &set, "base", NULL, &err));
    assert_string_equal(ask("SELECT to_regclass('film') IS NULL"), "t");
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "3");
    assert_fails(oriel_migrate_downgrade(conn, &set, "-4", NULL, &err), ORIEL_BAD_ARGUMENT);
}

static void the_history_can_be_elsewhere(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    oriel_migrate_options options = {.schema = "ops", .table = "What \"was\" done"};
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", &options, &err));
    assert_string_equal(ask("SELECT count(*) FROM ops.\"What \"\"was\"\" done\""), "3");
    assert_string_equal(ask("SELECT to_regclass('public.oriel_history') IS NULL"), "t");
}

static void a_view_is_no_history_table(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    run("CREATE VIEW oriel_history AS SELECT 1 AS id");
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_MIGRATION);
}

/* ---- what an error leaves -------------------------------------------------------------------- */

static void a_failure_in_the_middle_leaves_nothing_of_the_file(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "CREATE TABLE one ();", "DROP TABLE one;"),
        PAIR(2, "two", "CREATE TABLE two ();\n-- größer\nSELECT 'ä', 1/0;\nCREATE TABLE three ();",
             "DROP TABLE three, two;"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_string_equal(err.sqlstate, "22012");
    assert_string_equal(err.file, "2_two.up.sql");
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 1);
    assert_string_equal(ask("SELECT to_regclass('two') IS NULL AND to_regclass('one') IS NOT NULL"),
                        "t");
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "1");
}

static void a_position_is_counted_in_characters_of_its_line(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "\xEF\xBB\xBFSELECT 1;\r\nSELECT 'äöü€', titel FROM pg_class;", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_string_equal(err.sqlstate, "42703");
    assert_int_equal(err.line, 2);
    assert_int_equal(err.column, 16);
}

static void a_deferred_constraint_fails_the_migration(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(
            1, "one",
            "CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES a DEFERRABLE INITIALLY DEFERRED);"
            "INSERT INTO a VALUES (1, 2)",
            "DROP TABLE a"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_string_equal(err.sqlstate, "23503");
    assert_string_equal(err.file, "1_one.up.sql");
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "0");
}

static void a_failing_downgrade_leaves_the_migration_applied(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "CREATE TABLE one (); CREATE TABLE two ()",
             "DROP TABLE one; DROP TABLE no;"),
    };
    oriel_migration_set set = SET(items);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_fails(oriel_migrate_downgrade(conn, &set, "base", NULL, &err), ORIEL_SERVER);
    assert_string_equal(err.file, "1_one.down.sql");
    assert_int_equal(err.column, 17);
    assert_string_equal(ask("SELECT to_regclass('one') IS NOT NULL"), "t");
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "1");
}

static void transaction_control_is_refused_before_anything_runs(void **state) {
    (void)state;
    static const char *const texts[] = {
        "BEGIN;\nCREATE TABLE two ();\nCOMMIT;",
        "CREATE TABLE two (); /* x */ commit",
        "CREATE TABLE two (); ROLLBACK WORK; CREATE TABLE three ()",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const oriel_migration items[] = {
            PAIR(1, "one", "CREATE TABLE one ()", "DROP TABLE one"),
            PAIR(2, "two", texts[i], "DROP TABLE two"),
        };
        oriel_migration_set set = SET(items);
        assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_MIGRATION);
        assert_string_equal(err.file, "2_two.up.sql");
        assert_string_equal(ask("SELECT to_regclass('one') IS NULL"), "t");
    }
}

static void what_only_looks_like_transaction_control_runs(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one",
             "SAVEPOINT s; CREATE TABLE gone (); ROLLBACK TO s; RELEASE s;\n"
             "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN; RETURN 1; END $$;\n"
             "CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC\n"
             "  SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END; SELECT 3; END;\n"
             "DO $$ BEGIN PERFORM 'COMMIT; '; END $$; SELECT E'\\'; COMMIT; '; SELECT '; BEGIN;'",
             "DROP FUNCTION g(int)"),
    };
    oriel_migration_set set = SET(items);
    oriel_status status = oriel_migrate_upgrade(conn, &set, "head", NULL, &err);
    assert_fails(status, ORIEL_SERVER); /* plpgsql wants no semicolon behind BEGIN */
    assert_int_equal(err.line, 2);
    const oriel_migration good[] = {
        PAIR(1, "one",
             "SAVEPOINT s; CREATE TABLE gone (); ROLLBACK TO s; RELEASE s;\n"
             "CREATE FUNCTION g(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC\n"
             "  SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END; SELECT 3; END;\n"
             "DO $$ BEGIN PERFORM 'COMMIT; '; END $$; SELECT E'\\'; COMMIT; '; SELECT '; BEGIN;'",
             "DROP FUNCTION g(int)"),
    };
    set = SET(good);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT to_regclass('gone') IS NULL"), "t");
}

static void copy_from_stdin_is_an_error_and_not_a_hang(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "CREATE TABLE one (a int);\nCOPY one FROM STDIN;", "DROP TABLE one"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_MIGRATION);
    assert_int_equal(err.line, 2);
    assert_string_equal(ask("SELECT to_regclass('one') IS NULL"), "t");
}

/* ---- files that changed ---------------------------------------------------------------------- */

static void an_edited_applied_migration_is_shown(void **state) {
    (void)state;
    static const oriel_migration before[] = {
        PAIR(1, "one", "CREATE TABLE one (\n  a int,\n  b int\n);\n", "DROP TABLE one; -- old"),
    };
    static const oriel_migration after[] = {
        PAIR(1, "one", "CREATE TABLE one (\n  a bigint,\n  b int\n);\n", "DROP TABLE nothing"),
        PAIR(2, "two", "CREATE TABLE two ()", "DROP TABLE two"),
    };
    oriel_migration_set old_set = SET(before), new_set = SET(after);
    assert_ok(oriel_migrate_upgrade(conn, &old_set, "head", NULL, &err));
    assert_fails(oriel_migrate_upgrade(conn, &new_set, "head", NULL, &err), ORIEL_MIGRATION);
    assert_string_equal(err.file, "1_one.up.sql");
    assert_int_equal(err.line, 2);
    assert_string_equal(err.detail, "From line 2 (- applied, + now):\n-  a int,\n+  a bigint,");
    assert_string_equal(ask("SELECT to_regclass('two') IS NULL"), "t");
    /* undone with the text that fits what was applied */
    assert_ok(oriel_migrate_downgrade(conn, &new_set, "base", NULL, &err));
    assert_string_equal(ask("SELECT to_regclass('one') IS NULL"), "t");
}

static void stamp_accepts_an_edited_migration(void **state) {
    (void)state;
    static const oriel_migration before[] = {
        PAIR(1, "one", "CREATE TABLE one ()", "DROP TABLE one")};
    static const oriel_migration after[] = {
        PAIR(1, "one", "CREATE TABLE one (); -- a table", "DROP TABLE one"),
    };
    oriel_migration_set old_set = SET(before), new_set = SET(after);
    assert_ok(oriel_migrate_upgrade(conn, &old_set, "head", NULL, &err));
    assert_ok(oriel_migrate_stamp(conn, &new_set, "1", NULL, &err));
    assert_ok(oriel_migrate_upgrade(conn, &new_set, "head", NULL, &err));
    assert_ok(oriel_migrate_stamp(conn, &new_set, "base", NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "0");
    assert_ok(oriel_migrate_stamp(conn, &new_set, "head", NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "1");
}

static void count_renumbered(const oriel_migrate_event *event, void *context) {
    *(int *)context += event->action == ORIEL_MIGRATE_RENUMBER && event->old_id != event->id;
}

static void renumbered_migrations_keep_their_rows(void **state) {
    (void)state;
    static const oriel_migration before[] = {
        PAIR(1, "base", "CREATE TABLE base ()", "DROP TABLE base"),
        PAIR(2, "mine", "CREATE TABLE mine ()", "DROP TABLE mine"),
        PAIR(3, "more", "CREATE TABLE more ()", "DROP TABLE more"),
    };
    static const oriel_migration merged[] = {
        PAIR(1, "base", "CREATE TABLE base ()", "DROP TABLE base"),
        PAIR(2, "theirs", "CREATE TABLE theirs ()", "DROP TABLE theirs"),
        PAIR(3, "mine", "CREATE TABLE mine ()", "DROP TABLE mine"),
        PAIR(4, "more", "CREATE TABLE more ()", "DROP TABLE more"),
    };
    oriel_migration_set old_set = SET(before), new_set = SET(merged);
    int renumbered = 0;
    oriel_migrate_options options = {.progress = count_renumbered, .context = &renumbered};
    assert_ok(oriel_migrate_upgrade(conn, &old_set, "head", NULL, &err));
    assert_ok(oriel_migrate_upgrade(conn, &new_set, "head", &options, &err));
    assert_int_equal(renumbered, 2);
    assert_string_equal(ask("SELECT string_agg(id || slug, ',' ORDER BY id) FROM oriel_history"),
                        "1base,2theirs,3mine,4more");
}

static void an_older_pending_migration_needs_permission(void **state) {
    (void)state;
    static const oriel_migration late[] = {
        PAIR(1, "film", "CREATE TABLE film (id int PRIMARY KEY, title text);", "DROP TABLE film;"),
        PAIR(3, "late", "CREATE TABLE late ()", "DROP TABLE late"),
        PAIR(5, "rate", "ALTER TABLE film ADD rate numeric(4,2);", "ALTER TABLE film DROP rate;"),
    };
    const oriel_migration early[] = {late[0], late[2]};
    oriel_migration_set old_set = SET(early), new_set = SET(late);
    oriel_migrate_options options = {.out_of_order = true};
    assert_ok(oriel_migrate_upgrade(conn, &old_set, "head", NULL, &err));
    assert_fails(oriel_migrate_upgrade(conn, &new_set, "head", NULL, &err), ORIEL_MIGRATION);
    assert_string_equal(err.file, "3_late.up.sql");
    assert_ok(oriel_migrate_upgrade(conn, &new_set, "head", &options, &err));
    assert_string_equal(ask("SELECT to_regclass('late') IS NOT NULL"), "t");
}

static void a_missing_migration_stops_upgrades_and_can_be_undone(void **state) {
    (void)state;
    oriel_migration_set all = SET(films), fewer = {films, 2, NULL};
    oriel_migrate_options options = {.ignore_missing = true};
    assert_ok(oriel_migrate_upgrade(conn, &all, "head", NULL, &err));
    assert_fails(oriel_migrate_upgrade(conn, &fewer, "head", NULL, &err), ORIEL_MIGRATION);
    assert_ok(oriel_migrate_upgrade(conn, &fewer, "head", &options, &err));
    assert_ok(oriel_migrate_downgrade(conn, &fewer, "2", NULL, &err));
    assert_string_equal(
        ask("SELECT count(*) FROM information_schema.columns WHERE column_name = 'rate'"), "0");
}

static void two_heads_stop_upgrades(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "CREATE TABLE one ()", "DROP TABLE one"),
        PAIR(2, "left", "CREATE TABLE l ()", "DROP TABLE l"),
        PAIR(2, "right", "CREATE TABLE r ()", "DROP TABLE r"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_MIGRATION);
    assert_non_null(strstr(err.message, "2_left.up.sql"));
    assert_non_null(strstr(err.message, "2_right.up.sql"));
}

static void status_tells_every_state(void **state) {
    (void)state;
    static const oriel_migration before[] = {
        PAIR(1, "same", "SELECT 1", ""),
        PAIR(2, "edited", "SELECT 2", ""),
        PAIR(3, "moved", "SELECT 3", ""),
        PAIR(4, "gone", "SELECT 4", ""),
    };
    static const oriel_migration after[] = {
        PAIR(1, "same", "SELECT 1", ""),
        PAIR(2, "edited", "SELECT 22", ""),
        PAIR(5, "moved", "SELECT 3", ""),
        PAIR(6, "new", "SELECT 6", ""),
    };
    static const oriel_migration_state wanted[] = {
        ORIEL_MIGRATION_APPLIED,    ORIEL_MIGRATION_EDITED,  ORIEL_MIGRATION_MISSING,
        ORIEL_MIGRATION_RENUMBERED, ORIEL_MIGRATION_PENDING,
    };
    oriel_migration_set old_set = SET(before), new_set = SET(after);
    oriel_migration_records records;
    assert_ok(oriel_migrate_status(conn, &new_set, NULL, &records, &err));
    assert_int_equal(records.pending, 4);
    oriel_migration_records_free(&records);
    assert_string_equal(ask("SELECT to_regclass('oriel_history') IS NULL"), "t");
    assert_ok(oriel_migrate_upgrade(conn, &old_set, "head", NULL, &err));
    assert_ok(oriel_migrate_status(conn, &new_set, NULL, &records, &err));
    assert_int_equal(records.count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(records.items[i].state, wanted[i]);
    }
    assert_int_equal(records.items[3].history_id, 3);
    assert_null(records.items[4].applied_at);
    assert_int_equal(records.pending, 1);
    assert_int_equal(records.troubled, 2);
    oriel_migration_records_free(&records);
}

/* ---- the session ----------------------------------------------------------------------------- */

static void settings_of_a_migration_reach_nobody(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "dump",
             "SET client_encoding = 'LATIN1'; SET search_path = '';"
             "SET ROLE pg_monitor; SET lock_timeout = 7; SET application_name = 'dump';",
             "SELECT 1"),
        PAIR(2, "next", "CREATE TABLE next_one (\"größe\" int)", "DROP TABLE next_one"),
    };
    oriel_migration_set set = SET(items);
    run("SET application_name = 'mine'; SET search_path = public, pg_temp");
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT to_regclass('public.next_one') IS NOT NULL"), "t");
    assert_string_equal(ask("SHOW search_path"), "public, pg_temp");
    assert_string_equal(ask("SHOW application_name"), "mine");
    assert_string_equal(ask("SHOW lock_timeout"), "0");
    assert_string_equal(ask("SHOW client_encoding"), "UTF8");
    assert_string_equal(ask("SELECT current_user"), "postgres");
    assert_string_equal(ask("SELECT up_text LIKE '%größe%' FROM oriel_history WHERE id = 2"), "t");
}

static void another_client_encoding_is_kept(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "dump", "SET client_encoding = 'WIN1252'; SELECT 1", "SELECT 1"),
        PAIR(2, "next", "CREATE TABLE next_one (\"größe\" int)", "DROP TABLE next_one"),
    };
    oriel_migration_set set = SET(items);
    run("SET client_encoding = 'LATIN1'");
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SHOW client_encoding"), "LATIN1");
    run("SET client_encoding = 'UTF8'");
    assert_string_equal(ask("SELECT attname FROM pg_attribute WHERE attrelid = 'next_one'::regclass"
                            " AND attnum = 1"),
                        "größe");
}

static void count_notice(const char *message, void *context) {
    *(int *)context += strcmp(message, "hello") == 0;
}

static void notices_go_to_the_caller(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "DO $$ BEGIN RAISE WARNING 'hello'; END $$", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    int notices = 0;
    oriel_migrate_options options = {.notice = count_notice, .context = &notices};
    PQnoticeReceiver receiver = PQsetNoticeReceiver(conn, NULL, NULL);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", &options, &err));
    assert_int_equal(notices, 1);
    assert_true(PQsetNoticeReceiver(conn, NULL, NULL) == receiver);
}

static void a_connection_in_a_transaction_is_refused(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    run("BEGIN");
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_BAD_ARGUMENT);
    run("COMMIT");
    assert_int_equal(oriel_migrate_upgrade(NULL, &set, "head", NULL, NULL), ORIEL_BAD_ARGUMENT);
}

static void a_nonblocking_connection_stays_so(void **state) {
    (void)state;
    oriel_migration_set set = SET(films);
    assert_int_equal(PQsetnonblocking(conn, 1), 0);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_int_equal(PQisnonblocking(conn), 1);
}

/* ---- no-transaction files -------------------------------------------------------------------- */

static const char loose_up[] = "-- oriel: no-transaction\n"
                               "CREATE TABLE one (a int);\n"
                               "CREATE INDEX CONCURRENTLY one_a ON one (a);\n"
                               "VACUUM one;";

static void a_statement_that_needs_no_transaction_says_so(void **state) {
    (void)state;
    static const oriel_migration items[] = {PAIR(1, "one", "VACUUM", "SELECT 1")};
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_non_null(strstr(err.hint, "-- oriel: no-transaction"));
}

static void a_no_transaction_file_goes_up_and_down(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", loose_up,
             "-- oriel: no-transaction\nDROP INDEX CONCURRENTLY one_a; DROP TABLE one"),
    };
    oriel_migration_set set = SET(items);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT state || steps || (duration > '0') FROM oriel_history"),
                        "applied0true");
    assert_ok(oriel_migrate_downgrade(conn, &set, "base", NULL, &err));
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "0");
    assert_string_equal(ask("SELECT to_regclass('one') IS NULL"), "t");
}

static void a_half_done_no_transaction_file_is_continued(void **state) {
    (void)state;
    static const oriel_migration bad[] = {
        PAIR(1, "one",
             "-- oriel: no-transaction\nSET search_path = public;\n"
             "CREATE TABLE one (a int);\n  SELECT x FROM one;\nCREATE TABLE two ()",
             "DROP TABLE one, two"),
    };
    static const oriel_migration changed[] = {
        PAIR(1, "one",
             "-- oriel: no-transaction\nSET search_path = public;\n"
             "CREATE TABLE one (b int);\nSELECT 1;\nCREATE TABLE two ()",
             "DROP TABLE one, two"),
    };
    static const oriel_migration good[] = {
        PAIR(1, "one",
             "-- oriel: no-transaction\nSET search_path = public;\n"
             "CREATE TABLE one (a int);\n  SELECT a FROM one;\nCREATE TABLE two ()",
             "DROP TABLE one, two"),
    };
    oriel_migration_set set = SET(bad);
    oriel_migration_records records;
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_string_equal(err.sqlstate, "42703");
    assert_int_equal(err.line, 4);
    assert_int_equal(err.column, 10);
    assert_non_null(strstr(err.hint, "first 2 statements"));
    assert_ok(oriel_migrate_status(conn, &set, NULL, &records, &err));
    assert_int_equal(records.items[0].state, ORIEL_MIGRATION_UNFINISHED);
    oriel_migration_records_free(&records);
    assert_fails(oriel_migrate_downgrade(conn, &set, "base", NULL, &err), ORIEL_MIGRATION);
    set = SET(changed);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_MIGRATION);
    assert_int_equal(err.line, 3);
    set = SET(good);
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_string_equal(ask("SELECT to_regclass('two') IS NOT NULL"), "t");
    assert_ok(oriel_migrate_upgrade(conn, &set, "head", NULL, &err));
    assert_ok(oriel_migrate_downgrade(conn, &set, "base", NULL, &err));
}

static void a_no_transaction_file_that_fails_at_once_leaves_nothing(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "one", "-- oriel: no-transaction\nVACUUM no_such_table;", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    assert_fails(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_SERVER);
    assert_int_equal(err.line, 2);
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "0");
}

/* ---- a script ------------------------------------------------------------------------------- */

static bool collect(const char *text, size_t length, void *context) {
    char *script = context;
    strncat(script, text, length);
    return true;
}

/* The script goes through psql's eyes: one statement per semicolon; libpq sends it whole. */
static void a_script_does_what_upgrade_does(void **state) {
    (void)state;
    static char script[65536];
    oriel_migration_set set = SET(films);
    script[0] = '\0';
    assert_ok(oriel_migrate_upgrade_script(&set, NULL, NULL, NULL, collect, script, &err));
    run(script);
    run("SET client_min_messages = warning");
    oriel_migration_records records;
    assert_ok(oriel_migrate_status(conn, &set, NULL, &records, &err));
    assert_int_equal(records.count, 3);
    assert_int_equal(records.pending + records.troubled, 0);
    oriel_migration_records_free(&records);
    PGresult *again = PQexec(conn, script);
    assert_int_equal(PQresultStatus(again), PGRES_FATAL_ERROR);
    PQclear(again);
    run("ROLLBACK");
    script[0] = '\0';
    assert_ok(oriel_migrate_downgrade_script(&set, "5", "base", NULL, collect, script, &err));
    run(script);
    assert_string_equal(ask("SELECT to_regclass('film') IS NULL"), "t");
}

int main(void) {
#define LIVE(test) cmocka_unit_test_setup_teardown(test, open_empty_database, close_database)
    const struct CMUnitTest tests[] = {
        LIVE(upgrade_applies_everything_once),
        LIVE(upgrade_stops_at_its_target),
        LIVE(downgrade_undoes_down_to_its_target),
        LIVE(the_history_can_be_elsewhere),
        LIVE(a_view_is_no_history_table),
        LIVE(a_failure_in_the_middle_leaves_nothing_of_the_file),
        LIVE(a_position_is_counted_in_characters_of_its_line),
        LIVE(a_deferred_constraint_fails_the_migration),
        LIVE(a_failing_downgrade_leaves_the_migration_applied),
        LIVE(transaction_control_is_refused_before_anything_runs),
        LIVE(what_only_looks_like_transaction_control_runs),
        LIVE(copy_from_stdin_is_an_error_and_not_a_hang),
        LIVE(an_edited_applied_migration_is_shown),
        LIVE(stamp_accepts_an_edited_migration),
        LIVE(renumbered_migrations_keep_their_rows),
        LIVE(an_older_pending_migration_needs_permission),
        LIVE(a_missing_migration_stops_upgrades_and_can_be_undone),
        LIVE(two_heads_stop_upgrades),
        LIVE(status_tells_every_state),
        LIVE(settings_of_a_migration_reach_nobody),
        LIVE(another_client_encoding_is_kept),
        LIVE(notices_go_to_the_caller),
        LIVE(a_connection_in_a_transaction_is_refused),
        LIVE(a_nonblocking_connection_stays_so),
        LIVE(a_statement_that_needs_no_transaction_says_so),
        LIVE(a_no_transaction_file_goes_up_and_down),
        LIVE(a_half_done_no_transaction_file_is_continued),
        LIVE(a_no_transaction_file_that_fails_at_once_leaves_nothing),
        LIVE(a_script_does_what_upgrade_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
