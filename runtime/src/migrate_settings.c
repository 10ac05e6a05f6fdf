#include "migrate_session.h"

#include <string.h>

/*
 * A migration may SET what it likes, as the files of pg_dump do with search_path; the next
 * migration and the program must not notice.  What the session had is compared before and after,
 * inside the transaction, so that it also works where the next transaction gets another server
 * connection.  The server has no list of settings it does not know (my.own), so those stay.
 */

/*
 * Name and value of everything that was SET, with the role and the user, which pg_settings does
 * not show, and with an id of the transaction as a row without a name.  Writing the history row
 * takes a transaction number anyway.
 */
static const char session_settings[] =
    "SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' AND name NOT IN"
    " ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable')"
    " UNION ALL SELECT 'session_authorization', session_user"
    " UNION ALL SELECT 'role', pg_catalog.current_setting('role')";

static oriel_status read_settings(orl_session *session, PGresult **result) {
    orl_sql_text(&session->sql, session_settings);
    if (PQtransactionStatus(session->conn) == PQTRANS_INTRANS) {
        orl_sql_text(&session->sql, " UNION ALL SELECT '', pg_catalog.txid_current()::text");
    }
    return orl_session_flush(session, result);
}

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

static bool is_identity(const char *name) {
    return strcmp(name, "role") == 0 || strcmp(name, "session_authorization") == 0 || !*name;
}

static void add_settings(orl_sql *sql, const PGresult *before, const PGresult *after) {
    for (int row = 0; row < PQntuples(before); row++) {
        const char *name = PQgetvalue(before, row, 0);
        if (!is_identity(name) && setting_differs(before, after, name)) {
            add_set(sql, name, PQgetvalue(before, row, 1));
        }
    }
    for (int row = 0; row < PQntuples(after); row++) {
        const char *name = PQgetvalue(after, row, 0);
        if (!find_setting(before, name)) {
            orl_sql_text(sql, "RESET ");
            orl_sql_identifier(sql, name);
            orl_sql_text(sql, ";");
        }
    }
}

oriel_status orl_session_remember(orl_session *session) {
    PQclear(session->settings);
    session->settings = NULL;
    return read_settings(session, &session->settings);
}

static oriel_status check_transaction(orl_session *session, const PGresult *after,
                                      const char *file) {
    const char *was = find_setting(session->settings, "");
    const char *is = find_setting(after, "");
    if (was ? is && strcmp(was, is) == 0 : !is) {
        return ORIEL_OK;
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
    oriel_status status = read_settings(session, &after);
    if (status != ORIEL_OK) {
        return status;
    }
    status = check_transaction(session, after, file);
    if (status == ORIEL_OK) {
        bool inside = find_setting(after, "") != NULL;
        add_identity(&session->sql, session->settings, after);
        add_settings(&session->sql, session->settings, after);
        if (inside) {
            /* the history row is UTF-8 whatever the migration had set */
            orl_sql_text(&session->sql,
                         "SELECT pg_catalog.set_config('client_encoding', 'UTF8', true)");
        }
        if (session->sql.length > 0) {
            status = orl_session_flush(session, NULL);
        }
    }
    PQclear(after);
    return status;
}
