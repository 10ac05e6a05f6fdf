#include "migrate_history.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the table ------------------------------------------------------------------------------- */

void orl_history_sql_create(orl_sql *sql, const orl_session *session) {
    orl_sql_format(sql,
                   "CREATE TABLE IF NOT EXISTS %s (\n"
                   "    id bigint PRIMARY KEY,\n"
                   "    slug text NOT NULL,\n"
                   "    checksum text NOT NULL,\n"
                   "    applied_at timestamptz NOT NULL DEFAULT pg_catalog.now(),\n"
                   "    duration interval,\n"
                   "    applied_as bigint NOT NULL,\n"
                   "    up_text text NOT NULL,\n"
                   "    down_text text NOT NULL,\n"
                   "    state text NOT NULL DEFAULT 'applied'\n"
                   "        CHECK (state IN ('applied', 'upgrading', 'downgrading')),\n"
                   "    steps integer NOT NULL DEFAULT 0,\n"
                   "    step_at timestamptz,\n"
                   "    runner text\n"
                   ");\n",
                   session->table);
}

static oriel_status schema_is_missing(orl_session *session, bool *missing) {
    PGresult *result = NULL;
    orl_sql_text(&session->sql, "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ");
    orl_sql_literal(&session->sql, session->options.schema);
    oriel_status status = orl_session_flush(session, &result);
    *missing = status == ORIEL_OK && PQntuples(result) == 0;
    PQclear(result);
    return status;
}

/* Only an ordinary table is trusted: a view or foreign table of that name is somebody else's. */
oriel_status orl_history_exists(orl_session *session, bool *exists) {
    PGresult *result = NULL;
    orl_sql_text(&session->sql,
                 "SELECT c.relkind IN ('r', 'p') FROM pg_catalog.pg_class c JOIN"
                 " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ");
    orl_sql_literal(&session->sql, session->options.schema);
    orl_sql_text(&session->sql, " AND c.relname = ");
    orl_sql_literal(&session->sql, session->options.table);
    oriel_status status = orl_session_flush(session, &result);
    *exists = status == ORIEL_OK && PQntuples(result) > 0;
    if (*exists && strcmp(PQgetvalue(result, 0, 0), "t") != 0) {
        status = orl_error_set(session->err, ORIEL_MIGRATION,
                               "%s is in the database but is no table", session->table);
        orl_error_hint(session->err, "Choose another name for the history table.");
        *exists = false;
    }
    PQclear(result);
    return status;
}

static oriel_status create_table(orl_session *session) {
    bool no_schema = false;
    oriel_status status = schema_is_missing(session, &no_schema);
    if (status != ORIEL_OK) {
        return status;
    }
    if (no_schema) {
        orl_sql_text(&session->sql, "CREATE SCHEMA IF NOT EXISTS ");
        orl_sql_identifier(&session->sql, session->options.schema);
        orl_sql_text(&session->sql, ";");
    }
    orl_history_sql_create(&session->sql, session);
    orl_sql_format(&session->sql, "COMMENT ON TABLE %s IS 'migrations that Oriel has applied'",
                   session->table);
    return orl_session_flush(session, NULL);
}

oriel_status orl_history_ensure(orl_session *session) {
    bool exists = false;
    oriel_status status = orl_history_exists(session, &exists);
    if (status != ORIEL_OK || exists) {
        return status;
    }
    status = orl_session_begin(session, true);
    if (status == ORIEL_OK) {
        status = orl_history_exists(session, &exists);
    }
    if (status == ORIEL_OK && !exists) {
        status = create_table(session);
    }
    if (status == ORIEL_OK) {
        status = orl_session_commit(session);
    }
    orl_session_rollback(session);
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/*
 * A runner of a no-transaction file holds no lock while it works.  It is alive while the server
 * runs a statement with its mark, and for some seconds after it last wrote to its row.
 */
static const char read_rows[] =
    "SELECT id, applied_as, slug, checksum, applied_at,"
    " (pg_catalog.date_part('epoch', duration) * 1000000)::pg_catalog.int8, state, steps,"
    " state <> 'applied' AND (step_at > pg_catalog.clock_timestamp() - interval '5 s' OR EXISTS"
    " (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.state = 'active'"
    " AND a.pid <> pg_catalog.pg_backend_pid()"
    " AND pg_catalog.strpos(a.query, '/* oriel ' || runner || ' */') = 1))"
    " FROM %s ORDER BY id";

static orl_history_state state_of(const char *name) {
    if (strcmp(name, "upgrading") == 0) {
        return ORL_HISTORY_UPGRADING;
    }
    return strcmp(name, "downgrading") == 0 ? ORL_HISTORY_DOWNGRADING : ORL_HISTORY_APPLIED;
}

static void fill_row(orl_history_row *row, const PGresult *result, int at) {
    row->id = strtoll(PQgetvalue(result, at, 0), NULL, 10);
    row->applied_as = strtoll(PQgetvalue(result, at, 1), NULL, 10);
    row->slug = PQgetvalue(result, at, 2);
    row->checksum = PQgetvalue(result, at, 3);
    row->applied_at = PQgetvalue(result, at, 4);
    row->seconds = PQgetisnull(result, at, 5)
                       ? -1
                       : (double)strtoll(PQgetvalue(result, at, 5), NULL, 10) / 1e6;
    row->state = state_of(PQgetvalue(result, at, 6));
    row->steps = atoi(PQgetvalue(result, at, 7));
    row->alive = strcmp(PQgetvalue(result, at, 8), "t") == 0;
}

oriel_status orl_history_read(orl_session *session, orl_history *history) {
    memset(history, 0, sizeof *history);
    orl_sql_format(&session->sql, read_rows, session->table);
    oriel_status status = orl_session_flush(session, &history->result);
    if (status != ORIEL_OK) {
        return status;
    }
    int count = PQntuples(history->result);
    history->rows = calloc(count > 0 ? (size_t)count : 1, sizeof *history->rows);
    if (!history->rows) {
        orl_history_free(history);
        return orl_error_memory(session->err);
    }
    for (int i = 0; i < count; i++) {
        fill_row(&history->rows[i], history->result, i);
    }
    history->count = (size_t)count;
    return ORIEL_OK;
}

void orl_history_free(orl_history *history) {
    free(history->rows);
    PQclear(history->result);
    memset(history, 0, sizeof *history);
}

static oriel_status read_fingerprint(orl_session *session, orl_fingerprint *fingerprint) {
    PGresult *result = NULL;
    oriel_status status = orl_session_flush(session, &result);
    if (status == ORIEL_OK) {
        fingerprint->count = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
        fingerprint->sum = strtoll(PQgetvalue(result, 0, 1), NULL, 10);
    }
    PQclear(result);
    return status;
}

#define FINGERPRINT                                                                                \
    "SELECT pg_catalog.count(*), coalesce(pg_catalog.sum(pg_catalog.hashtext("                     \
    "id || checksum || state || steps || slug)::bigint), 0) FROM %s"

oriel_status orl_history_fingerprint(orl_session *session, orl_fingerprint *fingerprint) {
    orl_sql_format(&session->sql, FINGERPRINT, session->table);
    return read_fingerprint(session, fingerprint);
}

oriel_status orl_history_fingerprint_row(orl_session *session, int64_t id,
                                         orl_fingerprint *fingerprint) {
    orl_sql_format(&session->sql, FINGERPRINT " WHERE id = %" PRId64, session->table, id);
    return read_fingerprint(session, fingerprint);
}

oriel_status orl_history_read_texts(orl_session *session, int64_t id, orl_history_texts *texts) {
    PGresult *result = NULL;
    memset(texts, 0, sizeof *texts);
    orl_sql_format(&session->sql, "SELECT up_text, down_text FROM %s WHERE id = %" PRId64,
                   session->table, id);
    oriel_status status = orl_session_flush(session, &result);
    if (status == ORIEL_OK && PQntuples(result) == 0) {
        status = orl_error_set(session->err, ORIEL_MIGRATION,
                               "the history row of %" PRId64 " disappeared", id);
    }
    if (status == ORIEL_OK) {
        orl_sql up = {0}, down = {0};
        orl_sql_text(&up, PQgetvalue(result, 0, 0));
        orl_sql_text(&down, PQgetvalue(result, 0, 1));
        *texts = (orl_history_texts){up.data, down.data};
        if (up.failed || down.failed) {
            orl_history_texts_free(texts);
            status = orl_error_memory(session->err);
        }
    }
    PQclear(result);
    return status;
}

void orl_history_texts_free(orl_history_texts *texts) {
    free(texts->up);
    free(texts->down);
    memset(texts, 0, sizeof *texts);
}

/* ---- commands -------------------------------------------------------------------------------- */

void orl_history_sql_insert(orl_sql *sql, const orl_session *session,
                            const oriel_migration *migration, double seconds) {
    char checksum[65];
    oriel_migration_checksum(migration, checksum);
    orl_sql_format(sql,
                   "INSERT INTO %s (id, slug, checksum, duration, applied_as, up_text, down_text)"
                   " VALUES (%" PRId64 ", ",
                   session->table, migration->id);
    orl_sql_literal(sql, migration->slug);
    orl_sql_format(sql, ", '%s', ", checksum);
    if (seconds < 0) {
        orl_sql_text(sql, "NULL");
    } else {
        orl_sql_format(sql, "pg_catalog.make_interval(secs => %" PRId64 " / 1000000.0::float8)",
                       (int64_t)(seconds * 1e6));
    }
    orl_sql_format(sql, ", %" PRId64 ",\n", migration->id);
    orl_sql_literal(sql, migration->up);
    orl_sql_text(sql, ",\n");
    orl_sql_literal(sql, migration->down);
    orl_sql_text(sql, ");\n");
}

void orl_history_sql_rename(orl_sql *sql, const orl_session *session, int64_t id,
                            const oriel_migration *migration) {
    char checksum[65];
    oriel_migration_checksum(migration, checksum);
    orl_sql_format(sql, "UPDATE %s SET id = -%" PRId64 ", slug = ", session->table, migration->id);
    orl_sql_literal(sql, migration->slug);
    orl_sql_format(sql, ", checksum = '%s', up_text = ", checksum);
    orl_sql_literal(sql, migration->up);
    orl_sql_text(sql, ", down_text = ");
    orl_sql_literal(sql, migration->down);
    orl_sql_format(sql, ", state = 'applied', steps = 0, runner = NULL WHERE id = %" PRId64 ";\n",
                   id);
}

void orl_history_sql_settle(orl_sql *sql, const orl_session *session) {
    orl_sql_format(sql, "UPDATE %s SET id = -id WHERE id < 0;\n", session->table);
}

void orl_history_sql_delete(orl_sql *sql, const orl_session *session, int64_t id) {
    orl_sql_format(sql, "DELETE FROM %s WHERE id = %" PRId64 ";\n", session->table, id);
}
