#ifndef ORIEL_RUNTIME_MIGRATE_SESSION_H
#define ORIEL_RUNTIME_MIGRATE_SESSION_H

/*
 * One call of a migration function on the caller's connection: the transaction with its lock, the
 * settings that must survive, notices, and the running of statements with errors turned into
 * places in files.  Knows nothing about which migration to run; migrate_run.c and migrate_loose.c
 * decide that.
 */

#include "oriel/migrate.h"

#include "error.h"
#include "sql_buffer.h"

typedef struct orl_session {
    PGconn *conn;
    oriel_migrate_options options; /* defaults filled in */
    oriel_error *err;
    char *table;                      /* the history table, quoted and qualified */
    int64_t lock_key;                 /* of the advisory lock that belongs to this history table */
    char runner[33];                  /* tells this call apart from all others */
    orl_sql sql;                      /* scratch for one command */
    char *encoding;                   /* client_encoding before the transaction */
    char transaction[32];             /* which one it is, "" for none */
    char backend[32];                 /* which server process the settings are of */
    PGresult *settings;               /* what the session had SET before the migration */
    PQnoticeReceiver notice_receiver; /* the caller's, to be put back */
    void *notice_context;
    int nonblocking;
} orl_session;

/* The names every function of the history uses, also where there is no connection. */
oriel_status orl_session_names(orl_session *session, const oriel_migrate_options *options,
                               oriel_error *err);

/*
 * Checks that the connection can be used and takes over notices and blocking mode.  Clears *err.
 * Whatever it returns, orl_session_close must follow.
 */
oriel_status orl_session_open(orl_session *session, PGconn *conn,
                              const oriel_migrate_options *options, oriel_error *err);

/* Rolls back what is open, gives the connection back as it was, frees; also for names alone. */
void orl_session_close(orl_session *session);

/*
 * Runs commands that are our own.  *result gets the last result, to be PQclear'ed by the caller;
 * NULL when it is not wanted.  On failure there is no result.
 */
oriel_status orl_session_exec(orl_session *session, const char *sql, PGresult **result);

/* The same for what was put together in session->sql, which is empty afterwards. */
oriel_status orl_session_flush(orl_session *session, PGresult **result);

/*
 * Begins a transaction that talks UTF-8.  With `lock` it holds the runners' lock; ORIEL_LOCKED
 * says who has it.  On failure no transaction is open.
 */
oriel_status orl_session_begin(orl_session *session, bool lock);
oriel_status orl_session_commit(orl_session *session);
void orl_session_rollback(orl_session *session);

/* Remembers the settings the session has and, in a transaction, which transaction it is. */
oriel_status orl_session_remember(orl_session *session);

/*
 * Compares with what was remembered: that the transaction is still the same one (ORIEL_MIGRATION
 * otherwise), and puts the role and the settings back.  client_encoding stays UTF-8 until
 * the transaction ends.
 */
oriel_status orl_session_restore(orl_session *session, const char *file);

/*
 * A text of the user's to run: a whole file, or with `single` the one statement of it that begins
 * at `offset`.
 */
typedef struct orl_piece {
    const char *file;
    const char *text; /* the whole file, without byte order mark */
    const char *sql;  /* what to send */
    size_t prefix;    /* how many characters of that come before what is in the file */
    size_t offset;
    bool single;
} orl_piece;

/* Runs the piece; an error gets the place of what the server complained about. */
oriel_status orl_session_run(orl_session *session, const orl_piece *piece);

/* Calls the caller's progress function, if any. */
void orl_session_tell(const orl_session *session, const oriel_migrate_event *event);

/* Seconds of a clock that only goes forward. */
double orl_session_clock(void);

/* Waits a moment before asking the server again. */
void orl_session_sleep(int milliseconds);

#endif /* ORIEL_RUNTIME_MIGRATE_SESSION_H */
