#include "migrate_session.h"

#include <stdio.h>
#include <string.h>

/*
 * A migration may SET what it likes, as the files of pg_dump do with search_path; the next
 * migration and the program must not notice.  What the session had is compared before and after,
 * inside the transaction, so that it also works where the next transaction gets another server
 * connection.  The server has no list of settings it does not know (my.own), so those stay.
 */

/*
 * Name and value of everything that was SET, with the role and the user, which are not listed.  The
 * function answers in less than half the time of the view pg_settings over it.
 */
static const char session_settings[] =
    "SELECT name, setting FROM pg_catalog.pg_show_all_settings() WHERE source = 'session'"
    " AND name NOT IN"
    " ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')"
    " UNION ALL SELECT 'session_authorization', session_user"
    " UNION ALL SELECT 'role', pg_catalog.current_setting('role')";

static const char *find_setting(const PGresult *settings, const char *name) {
    for (int row = 0; row < PQntuples(settings); row++) {
        if (strcmp(PQgetvalue(settings, row, 0), name) == 0) {
            return PQgetvalue(settings, row, 1);
        }
    }
    return NULL;
}

static bool setting_differs(const PGresult *before, const PGresult *after, const char *name) {
    const char *was = find_setting(before, name);
    const char *is = find_setting(after, name);
    return !was || !is || strcmp(was, is) != 0;
}

static void add_set(orl_sql *sql, const char *name, const char *value) {
    orl_sql_text(sql, "SELECT pg_catalog.set_config(");
    orl_sql_literal(sql, name);
    orl_sql_text(sql, ", ");
    orl_sql_literal(sql, value);
    orl_sql_text(sql, ", false);");
}

/* The user first: only the right one may set the role, and only the right role the rest. */
static void add_identity(orl_sql *sql, const PGresult *before, const PGresult *after) {
    bool user = setting_differs(before, after, "session_authorization");
    if (user) {
        add_set(sql, "session_authorization", find_setting(before, "session_authorization"));
    }
    if (user || setting_differs(before, after, "role")) {
        add_set(sql, "role", find_setting(before, "role"));
    }
}

/* Inside a transaction client_encoding is UTF-8 for our own sake: see add_encoding. */
static bool is_special(const char *name, bool inside) {
    return strcmp(name, "role") == 0 || strcmp(name, "session_authorization") == 0 ||
           (inside && strcmp(name, "client_encoding") == 0);
}

static void add_settings(orl_sql *sql, const PGresult *before, const PGresult *after, bool inside) {
    for (int row = 0; row < PQntuples(before); row++) {
        const char *name = PQgetvalue(before, row, 0);
        if (!is_special(name, inside) && setting_differs(before, after, name)) {
            add_set(sql, name, PQgetvalue(before, row, 1));
        }
    }
    for (int row = 0; row < PQntuples(after); row++) {
        const char *name = PQgetvalue(after, row, 0);
        if (!is_special(name, inside) && !find_setting(before, name)) {
            orl_sql_text(sql, "RESET ");
            orl_sql_identifier(sql, name);
            orl_sql_text(sql, ";");
        }
    }
}

/* What the session shall have afterwards, and UTF-8 for the history row until then. */
static void add_encoding(orl_session *session) {
    add_set(&session->sql, "client_encoding", session->encoding);
    orl_sql_text(&session->sql, "SELECT pg_catalog.set_config('client_encoding', 'UTF8', true)");
}

/*
 * The server process, and the number of the transaction, which writing the history row would take
 * anyway.
 */
static oriel_status read_whereabouts(orl_session *session, char backend[32], char transaction[32]) {
    PGresult *result = NULL;
    bool inside = PQtransactionStatus(session->conn) == PQTRANS_INTRANS;
    oriel_status status =
        orl_session_exec(session,
                         inside ? "SELECT pg_catalog.pg_backend_pid(), pg_catalog.txid_current()"
                                : "SELECT pg_catalog.pg_backend_pid(), ''",
                         &result);
    if (status == ORIEL_OK) {
        snprintf(backend, 32, "%s", PQgetvalue(result, 0, 0));
        snprintf(transaction, 32, "%s", PQgetvalue(result, 0, 1));
    }
    PQclear(result);
    return status;
}

/* The settings of a process are as we last restored them: nobody else uses it in between. */
oriel_status orl_session_remember(orl_session *session) {
    char backend[32];
    oriel_status status = read_whereabouts(session, backend, session->transaction);
    if (status != ORIEL_OK || (session->settings && strcmp(backend, session->backend) == 0)) {
        return status;
    }
    PQclear(session->settings);
    session->settings = NULL;
    memcpy(session->backend, backend, sizeof backend);
    return orl_session_exec(session, session_settings, &session->settings);
}

static oriel_status check_transaction(orl_session *session, const char *file) {
    char backend[32], transaction[32];
    oriel_status status = read_whereabouts(session, backend, transaction);
    if (status != ORIEL_OK || strcmp(session->transaction, transaction) == 0) {
        return status;
    }
    orl_error_set(session->err, ORIEL_MIGRATION,
                  "the migration ended the transaction it ran in; what it committed stays and "
                  "the history does not know of it");
    orl_error_hint(session->err, "Remove its transaction control, undo by hand what it did, "
                                 "and run again.");
    orl_error_place(session->err, file, 0, 0);
    return ORIEL_MIGRATION;
}

oriel_status orl_session_restore(orl_session *session, const char *file) {
    PGresult *after = NULL;
    bool inside = session->transaction[0] != '\0';
    oriel_status status = check_transaction(session, file);
    if (status == ORIEL_OK) {
        status = orl_session_exec(session, session_settings, &after);
    }
    if (status == ORIEL_OK) {
        add_identity(&session->sql, session->settings, after);
        add_settings(&session->sql, session->settings, after, inside);
        if (inside) {
            add_encoding(session);
        }
        if (session->sql.length > 0) {
            status = orl_session_flush(session, NULL);
        }
    }
    PQclear(after);
    return status;
}
