/*
 * Several migration runners, and runners that die, against a server.  Each runner is a process of
 * its own, as programs that start together are.
 */
#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void wait_until(const char *sql) {
    struct timespec pause = {0, 20 * 1000 * 1000};
    for (int i = 0; i < 1000; i++) {
        if (strcmp(ask(sql), "t") == 0) {
            return;
        }
        nanosleep(&pause, NULL);
    }
    fail_msg("waited in vain for %s", sql);
}

static int open_empty_database(void **state) {
    (void)state;
    conn = PQconnectdb("");
    assert_string_equal(PQerrorMessage(conn), "");
    run("SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    return 0;
}

static int close_database(void **state) {
    (void)state;
    PQfinish(conn);
    return 0;
}

/* A runner in a process of its own; its exit status is the runner's. */
static pid_t start_runner(const oriel_migration_set *set, const char *target,
                          const oriel_migrate_options *options) {
    pid_t child = fork();
    if (child != 0) {
        assert_true(child > 0);
        return child;
    }
    PGconn *own = PQconnectdb("application_name=runner");
    oriel_error failure;
    oriel_status status = oriel_migrate_upgrade(own, set, target, options, &failure);
    if (status != ORIEL_OK && status != ORIEL_LOCKED && status != ORIEL_CONNECTION) {
        fprintf(stderr, "runner: %s: %s\n", oriel_status_name(status), failure.message);
    }
    PQfinish(own);
    _exit((int)status);
}

static int wait_for_runner(pid_t runner) {
    int status = 0;
    assert_int_equal(waitpid(runner, &status, 0), runner);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

enum { RUNNERS = 6 };

static void run_together(const oriel_migration_set *set) {
    pid_t runners[RUNNERS];
    for (int i = 0; i < RUNNERS; i++) {
        runners[i] = start_runner(set, "head", NULL);
    }
    for (int i = 0; i < RUNNERS; i++) {
        assert_int_equal(wait_for_runner(runners[i]), ORIEL_OK);
    }
}

/* ---- together -------------------------------------------------------------------------------- */

static void runners_apply_each_migration_once(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "a", "CREATE TABLE log (n int); INSERT INTO log VALUES (1)", "DROP TABLE log"),
        PAIR(2, "b", "INSERT INTO log VALUES (2); SELECT pg_sleep(0.05)", "SELECT 1"),
        PAIR(3, "c", "INSERT INTO log VALUES (3); SELECT pg_sleep(0.05)", "SELECT 1"),
        PAIR(4, "d", "INSERT INTO log VALUES (4); SELECT pg_sleep(0.05)", "SELECT 1"),
        PAIR(5, "e", "INSERT INTO log VALUES (5)", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    run_together(&set);
    assert_string_equal(ask("SELECT string_agg(n::text, '' ORDER BY n) FROM log"), "12345");
    assert_string_equal(ask("SELECT count(*) FROM oriel_history"), "5");
}

static void runners_apply_a_no_transaction_file_once(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "a", "CREATE TABLE log (n int)", "DROP TABLE log"),
        PAIR(2, "b",
             "-- oriel: no-transaction\nINSERT INTO log VALUES (1); SELECT pg_sleep(0.3);"
             "CREATE INDEX CONCURRENTLY log_n ON log (n); INSERT INTO log VALUES (2);",
             "DROP INDEX log_n"),
        PAIR(3, "c", "INSERT INTO log VALUES (3)", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    run_together(&set);
    assert_string_equal(ask("SELECT string_agg(n::text, '' ORDER BY n) FROM log"), "123");
}

/* ---- waiting --------------------------------------------------------------------------------- */

static const oriel_migration slow[] = {
    PAIR(1, "slow", "CREATE TABLE one (); SELECT pg_sleep(20)", "DROP TABLE one"),
};

static void the_wait_for_the_lock_is_bounded(void **state) {
    (void)state;
    oriel_migration_set set = SET(slow);
    oriel_migrate_options options = {.lock_wait_ms = 200};
    pid_t runner = start_runner(&set, "head", NULL);
    wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'runner'"
               " AND wait_event = 'PgSleep'");
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", &options, &err), ORIEL_LOCKED);
    assert_non_null(strstr(err.detail, "\"runner\""));
    options.lock_wait_ms = -1;
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", &options, &err), ORIEL_LOCKED);
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runner'");
    assert_int_equal(wait_for_runner(runner), ORIEL_CONNECTION);
}

static void the_wait_for_a_no_transaction_file_is_bounded(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "slow", "-- oriel: no-transaction\nSELECT 1; SELECT pg_sleep(20)", "SELECT 1"),
    };
    oriel_migration_set set = SET(items);
    oriel_migrate_options options = {.lock_wait_ms = 300};
    pid_t runner = start_runner(&set, "head", NULL);
    wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'runner'"
               " AND wait_event = 'PgSleep'");
    run("UPDATE oriel_history SET step_at = NULL"); /* the statement alone says it is alive */
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", &options, &err), ORIEL_LOCKED);
    assert_int_equal(oriel_migrate_stamp(conn, &set, "head", &options, &err), ORIEL_LOCKED);
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runner'");
    assert_int_equal(wait_for_runner(runner), ORIEL_CONNECTION);
}

/* ---- dying ----------------------------------------------------------------------------------- */

static void a_killed_runner_leaves_before(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "a", "CREATE TABLE one ()", "DROP TABLE one"),
        PAIR(2, "b", "CREATE TABLE two (); SELECT pg_sleep(0.7); CREATE TABLE three ()",
             "DROP TABLE two, three"),
    };
    oriel_migration_set set = SET(items);
    pid_t runner = start_runner(&set, "head", NULL);
    wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'runner'"
               " AND wait_event = 'PgSleep'");
    assert_int_equal(kill(runner, SIGKILL), 0);
    assert_int_equal(wait_for_runner(runner), -1);
    wait_until("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'runner'");
    assert_string_equal(ask("SELECT to_regclass('two') IS NULL AND to_regclass('one') IS NOT NULL"),
                        "t");
    assert_string_equal(ask("SELECT max(id) FROM oriel_history"), "1");
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_OK);
    assert_string_equal(ask("SELECT to_regclass('three') IS NOT NULL"), "t");
}

/* Killed at many different moments, the database always has a migration with its row or neither. */
static void a_runner_killed_anywhere_leaves_before_or_after(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "a", "CREATE TABLE t1 ()", "DROP TABLE t1"),
        PAIR(2, "b", "CREATE TABLE t2 (); CREATE TABLE t2b ()", "DROP TABLE t2, t2b"),
        PAIR(3, "c", "CREATE TABLE t3 (); CREATE TABLE t3b ()", "DROP TABLE t3, t3b"),
        PAIR(4, "d", "CREATE TABLE t4 ()", "DROP TABLE t4"),
    };
    oriel_migration_set set = SET(items);
    for (long i = 0; i < 25; i++) {
        struct timespec pause = {0, i * 1000 * 1000};
        pid_t runner = start_runner(&set, "head", NULL);
        nanosleep(&pause, NULL);
        kill(runner, SIGKILL);
        wait_for_runner(runner);
        wait_until("SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'runner'");
        if (strcmp(ask("SELECT to_regclass('oriel_history') IS NULL"), "t") == 0) {
            continue;
        }
        assert_string_equal(
            ask("SELECT count(*) FROM generate_series(1, 4) n FULL JOIN oriel_history h ON h.id = n"
                " WHERE (h.id IS NULL) <> (to_regclass('t' || n) IS NULL)"
                " OR (n IN (2, 3) AND (h.id IS NULL) <> (to_regclass('t' || n || 'b') IS NULL))"),
            "0");
        assert_int_equal(oriel_migrate_downgrade(conn, &set, "base", NULL, &err), ORIEL_OK);
    }
}

static void a_killed_runner_of_a_no_transaction_file_is_succeeded(void **state) {
    (void)state;
    static const oriel_migration items[] = {
        PAIR(1, "a",
             "-- oriel: no-transaction\nCREATE TABLE log (n int); INSERT INTO log VALUES (1);"
             "SELECT pg_sleep(0.7); INSERT INTO log VALUES (2);",
             "DROP TABLE log"),
    };
    oriel_migration_set set = SET(items);
    pid_t runner = start_runner(&set, "head", NULL);
    wait_until("SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'runner'"
               " AND wait_event = 'PgSleep'");
    kill(runner, SIGKILL);
    wait_for_runner(runner);
    assert_int_equal(oriel_migrate_upgrade(conn, &set, "head", NULL, &err), ORIEL_OK);
    assert_string_equal(ask("SELECT string_agg(n::text, '' ORDER BY n) FROM log"), "12");
    assert_string_equal(ask("SELECT state FROM oriel_history"), "applied");
}

int main(void) {
#define LIVE(test) cmocka_unit_test_setup_teardown(test, open_empty_database, close_database)
    const struct CMUnitTest tests[] = {
        LIVE(runners_apply_each_migration_once),
        LIVE(runners_apply_a_no_transaction_file_once),
        LIVE(the_wait_for_the_lock_is_bounded),
        LIVE(the_wait_for_a_no_transaction_file_is_bounded),
        LIVE(a_killed_runner_leaves_before),
        LIVE(a_runner_killed_anywhere_leaves_before_or_after),
        LIVE(a_killed_runner_of_a_no_transaction_file_is_succeeded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
