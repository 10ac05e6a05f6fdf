#define _POSIX_C_SOURCE 200809L

#include "migrate_session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "migration_text.h"
#include "sha256.h"

enum { DEFAULT_LOCK_WAIT_MS = 60000 };

/* ---- opening and closing --------------------------------------------------------------------- */

oriel_status orl_session_names(orl_session *session, const oriel_migrate_options *options,
                               oriel_error *err) {
    oriel_migrate_options *own = &session->options;
    orl_sql name = {0};
    char hash[65];
    session->err = err;
    if (options) {
        *own = *options;
    }
    own->schema = own->schema && *own->schema ? own->schema : "public";
    own->table = own->table && *own->table ? own->table : "oriel_history";
    own->lock_wait_ms = own->lock_wait_ms == 0 ? DEFAULT_LOCK_WAIT_MS : own->lock_wait_ms;
    orl_sql_identifier(&name, own->schema);
    orl_sql_text(&name, ".");
    orl_sql_identifier(&name, own->table);
    if (name.failed) {
        orl_sql_free(&name);
        return orl_error_memory(err);
    }
    session->table = name.data;
    orl_sha256_hex(name.data, name.length, hash);
    hash[16] = '\0';
    session->lock_key = (int64_t)strtoull(hash, NULL, 16);
    return ORIEL_OK;
}

static void forward_notice(void *context, const PGresult *result) {
    const orl_session *session = context;
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (session->options.notice && message) {
        session->options.notice(message, session->options.context);
    }
}

static oriel_status check_conn(PGconn *conn, oriel_error *err) {
    if (!conn) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "there is no connection");
    }
    if (PQstatus(conn) != CONNECTION_OK) {
        return orl_error_from_conn(err, conn);
    }
    if (PQtransactionStatus(conn) != PQTRANS_IDLE) {
        orl_error_set(err, ORIEL_BAD_ARGUMENT, "the connection is inside a transaction");
        orl_error_hint(err, "Every migration commits on its own: call this outside a transaction.");
        return ORIEL_BAD_ARGUMENT;
    }
#ifdef LIBPQ_HAS_PIPELINING
    if (PQpipelineStatus(conn) != PQ_PIPELINE_OFF) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "the connection is in pipeline mode");
    }
#endif
    return ORIEL_OK;
}

/* Unique among the calls of all programs on all machines as far as a name can be. */
static void name_runner(orl_session *session) {
    struct timespec now = {0};
    char seed[128], hash[65];
    clock_gettime(CLOCK_REALTIME, &now);
    int length =
        snprintf(seed, sizeof seed, "%ld %lld %ld %d %p", (long)getpid(), (long long)now.tv_sec,
                 now.tv_nsec, PQbackendPID(session->conn), (void *)session);
    orl_sha256_hex(seed, length > 0 ? (size_t)length : 0, hash);
    memcpy(session->runner, hash, sizeof session->runner - 1);
}

/*
 * libpq prints notices on standard error unless the program says otherwise, and it does not give
 * back the argument of a receiver that is replaced.  So only libpq's own receiver, which needs no
 * argument, is ever replaced; a program with its own one goes on getting the notices.
 */
static void take_notices(orl_session *session) {
    PGconn *fresh = PQconnectStart("no_such_option=1"); /* fails at once, without a server */
    PQnoticeReceiver receiver = PQsetNoticeReceiver(fresh, NULL, NULL);
    PQnoticeProcessor processor = PQsetNoticeProcessor(fresh, NULL, NULL);
    PQfinish(fresh);
    bool own_receiver = PQsetNoticeReceiver(session->conn, NULL, NULL) != receiver;
    bool own_processor = PQsetNoticeProcessor(session->conn, NULL, NULL) != processor;
    if (!own_receiver && (!own_processor || session->options.notice)) {
        session->notice_receiver = PQsetNoticeReceiver(session->conn, forward_notice, session);
    }
}

oriel_status orl_session_open(orl_session *session, PGconn *conn,
                              const oriel_migrate_options *options, oriel_error *err) {
    memset(session, 0, sizeof *session);
    orl_error_clear(err);
    oriel_status status = check_conn(conn, err);
    if (status == ORIEL_OK) {
        status = orl_session_names(session, options, err);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    session->conn = conn;
    name_runner(session);
    session->nonblocking = PQisnonblocking(conn);
    if (session->nonblocking && PQsetnonblocking(conn, 0) != 0) {
        return orl_error_from_conn(err, conn);
    }
    take_notices(session);
    return ORIEL_OK;
}

void orl_session_close(orl_session *session) {
    if (session->conn) {
        orl_session_rollback(session);
        if (session->notice_receiver) {
            PQsetNoticeReceiver(session->conn, session->notice_receiver, NULL);
        }
        if (session->nonblocking) {
            PQsetnonblocking(session->conn, 1);
        }
    }
    PQclear(session->settings);
    orl_sql_free(&session->sql);
    free(session->encoding);
    free(session->table);
    memset(session, 0, sizeof *session);
}

/* ---- our own commands ------------------------------------------------------------------------ */

oriel_status orl_session_exec(orl_session *session, const char *sql, PGresult **result) {
    PGresult *last = PQexec(session->conn, sql);
    ExecStatusType kind = PQresultStatus(last);
    if (kind != PGRES_COMMAND_OK && kind != PGRES_TUPLES_OK) {
        oriel_status status = orl_error_from_result(session->err, session->conn, last);
        PQclear(last);
        return status;
    }
    if (result) {
        *result = last;
    } else {
        PQclear(last);
    }
    return ORIEL_OK;
}

oriel_status orl_session_flush(orl_session *session, PGresult **result) {
    if (session->sql.failed) {
        return orl_error_memory(session->err);
    }
    oriel_status status = orl_session_exec(session, session->sql.data, result);
    orl_sql_reset(&session->sql);
    return status;
}

/* ---- transactions ---------------------------------------------------------------------------- */

/* Names the one who holds the lock; silence when the server does not tell. */
static void describe_lock_holder(orl_session *session) {
    PGresult *result = NULL;
    oriel_error ignored = {0};
    oriel_error *err = session->err;
    session->err = &ignored;
    orl_sql_format(&session->sql,
                   "SELECT l.pid, coalesce(nullif(a.application_name, ''), '?'),"
                   " coalesce(a.xact_start::pg_catalog.text, '?')"
                   " FROM pg_catalog.pg_locks l"
                   " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                   " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                   " AND l.database = (SELECT oid FROM pg_catalog.pg_database"
                   " WHERE datname = pg_catalog.current_database())"
                   " AND l.classid = %" PRIu32 " AND l.objid = %" PRIu32,
                   (uint32_t)((uint64_t)session->lock_key >> 32), (uint32_t)session->lock_key);
    oriel_status status = orl_session_flush(session, &result);
    session->err = err;
    if (status == ORIEL_OK && PQntuples(result) > 0) {
        orl_error_detail(err, "It is server process %s, application \"%s\", at work since %s.",
                         PQgetvalue(result, 0, 0), PQgetvalue(result, 0, 1),
                         PQgetvalue(result, 0, 2));
    }
    PQclear(result);
}

static oriel_status take_lock(orl_session *session, const char *lock_timeout) {
    int wait = session->options.lock_wait_ms < 0 ? 1 : session->options.lock_wait_ms;
    orl_sql_format(&session->sql,
                   "SELECT pg_catalog.set_config('lock_timeout', '%dms', true);"
                   "SELECT pg_catalog.pg_advisory_xact_lock(%" PRId64 ");"
                   "SELECT pg_catalog.set_config('lock_timeout', ",
                   wait, session->lock_key);
    orl_sql_literal(&session->sql, lock_timeout);
    orl_sql_text(&session->sql, ", true)");
    if (session->sql.failed) {
        return orl_error_memory(session->err);
    }
    PGresult *result = PQexec(session->conn, session->sql.data);
    orl_sql_reset(&session->sql);
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    oriel_status status = ORIEL_OK;
    if (sqlstate && strcmp(sqlstate, "55P03") == 0) {
        orl_session_rollback(session);
        status = orl_error_set(session->err, ORIEL_LOCKED,
                               "another runner holds the migration lock of %s", session->table);
        describe_lock_holder(session);
    } else if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        status = orl_error_from_result(session->err, session->conn, result);
    }
    PQclear(result);
    return status;
}

oriel_status orl_session_begin(orl_session *session, bool lock) {
    PGresult *result = NULL;
    oriel_status status = orl_session_exec(session,
                                           "BEGIN ISOLATION LEVEL READ COMMITTED;"
                                           "SELECT pg_catalog.current_setting('client_encoding'),"
                                           " pg_catalog.current_setting('lock_timeout')",
                                           &result);
    if (status == ORIEL_OK) {
        free(session->encoding);
        session->encoding = strdup(PQgetvalue(result, 0, 0));
        status = session->encoding ? ORIEL_OK : orl_error_memory(session->err);
    }
    if (status == ORIEL_OK) {
        status = orl_session_exec(session, "SET LOCAL client_encoding = 'UTF8'", NULL);
    }
    if (status == ORIEL_OK && lock) {
        status = take_lock(session, PQgetvalue(result, 0, 1));
    }
    PQclear(result);
    if (status != ORIEL_OK) {
        orl_session_rollback(session);
    }
    return status;
}

oriel_status orl_session_commit(orl_session *session) {
    PGresult *result = NULL;
    oriel_status status = orl_session_exec(session, "COMMIT", &result);
    if (status == ORIEL_OK && strcmp(PQcmdStatus(result), "COMMIT") != 0) {
        status =
            orl_error_set(session->err, ORIEL_SERVER, "the server rolled the transaction back");
    }
    PQclear(result);
    return status;
}

void orl_session_rollback(orl_session *session) {
    PGTransactionStatusType state = PQtransactionStatus(session->conn);
    if (state == PQTRANS_INTRANS || state == PQTRANS_INERROR) {
        PQclear(PQexec(session->conn, "ROLLBACK"));
    }
}

/* ---- the moment ------------------------------------------------------------------------------ */

void orl_session_tell(const orl_session *session, const oriel_migrate_event *event) {
    if (session->options.progress) {
        session->options.progress(event, session->options.context);
    }
}

double orl_session_clock(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void orl_session_sleep(int milliseconds) {
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&pause, NULL);
}
