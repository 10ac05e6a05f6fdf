#include "migrate_loose.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "migration_text.h"

static int64_t row_id(const orl_work *work) {
    return work->entry->row ? work->entry->row->id : work->entry->id;
}

/* ---- claiming -------------------------------------------------------------------------------- */

/* Statements that ran cannot be edited any more; those behind them may be, to put them right. */
static oriel_status check_done_part(orl_session *session, const orl_work *work,
                                    const char *recorded) {
    orl_statement was = {0}, is = {0};
    size_t was_at = 0, is_at = 0;
    recorded = orl_text_body(recorded);
    for (int i = 0; i < work->entry->row->steps; i++) {
        orl_text_next_statement(recorded, &was_at, &was);
        orl_text_next_statement(work->text, &is_at, &is);
        size_t length = was.end - was.start;
        if (length != is.end - is.start ||
            memcmp(recorded + was.start, work->text + is.start, length) != 0) {
            orl_error_set(session->err, ORIEL_MIGRATION,
                          "statement %d was edited after it had been run", i + 1);
            orl_error_hint(session->err,
                           "The file is half done: its first %d statements ran; "
                           "put them back and change only what follows.",
                           work->entry->row->steps);
            orl_text_place(session->err, work->file, work->text, is.start);
            return ORIEL_MIGRATION;
        }
    }
    return ORIEL_OK;
}

static oriel_status check_direction(orl_session *session, const orl_work *work) {
    const orl_history_row *row = work->entry->row;
    if (!row || row->state == ORL_HISTORY_APPLIED ||
        (row->state == ORL_HISTORY_DOWNGRADING) == work->down) {
        return ORIEL_OK;
    }
    const char *other = work->down ? "up" : "down";
    orl_error_set(session->err, ORIEL_MIGRATION,
                  "the %s file of %" PRId64 "_%s stopped after %d statements", other, row->id,
                  row->slug, row->steps);
    orl_error_hint(session->err,
                   "Finish it with \"oriel %sgrade\", or put the database right by "
                   "hand and say so with \"oriel stamp\".",
                   other);
    return ORIEL_MIGRATION;
}

static void add_claim(orl_session *session, const orl_work *work) {
    orl_sql *sql = &session->sql;
    char checksum[65];
    orl_sql_format(sql,
                   "UPDATE %s SET state = '%s', step_at = pg_catalog.clock_timestamp(),"
                   " runner = '%s', %s = ",
                   session->table, work->down ? "downgrading" : "upgrading", session->runner,
                   work->down ? "down_text" : "up_text");
    orl_sql_literal(sql, work->down ? work->text : work->entry->migration->up);
    if (!work->down) {
        oriel_migration_checksum(work->entry->migration, checksum);
        orl_sql_format(sql, ", checksum = '%s'", checksum);
    }
    orl_sql_format(sql, " WHERE id = %" PRId64 ";", row_id(work));
}

static oriel_status claim(orl_session *session, const orl_work *work) {
    const orl_history_row *row = work->entry->row;
    oriel_status status = check_direction(session, work);
    if (status == ORIEL_OK && row && row->state != ORL_HISTORY_APPLIED) {
        orl_history_texts texts = {0};
        status = orl_history_read_texts(session, row->id, &texts);
        if (status == ORIEL_OK) {
            status = check_done_part(session, work, work->down ? texts.down : texts.up);
        }
        orl_history_texts_free(&texts);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    if (!row) {
        orl_history_sql_insert(&session->sql, session, work->entry->migration, -1);
    }
    add_claim(session, work);
    status = orl_session_flush(session, NULL);
    return status == ORIEL_OK ? orl_session_commit(session) : status;
}

/* ---- running --------------------------------------------------------------------------------- */

/* A row that is no longer ours was taken by a runner who thought this one dead. */
static oriel_status flush_owned(orl_session *session) {
    PGresult *result = NULL;
    oriel_status status = orl_session_flush(session, &result);
    if (status == ORIEL_OK && strcmp(PQcmdTuples(result), "1") != 0) {
        status = orl_error_set(session->err, ORIEL_LOCKED,
                               "another runner took the migration over while it ran here");
    }
    PQclear(result);
    return status;
}

static oriel_status run_statement(orl_session *session, const orl_work *work,
                                  const orl_statement *statement) {
    orl_sql *sql = &session->sql;
    orl_sql_format(sql, "/* oriel %s */ ", session->runner);
    size_t prefix = sql->length;
    orl_sql_bytes(sql, work->text + statement->start, statement->end - statement->start);
    if (sql->failed) {
        return orl_error_memory(session->err);
    }
    orl_piece piece = {work->file, work->text, sql->data, prefix, statement->start, true};
    oriel_status status = orl_session_run(session, &piece);
    orl_sql_reset(sql);
    return status;
}

static oriel_status record_step(orl_session *session, const orl_work *work, int steps) {
    orl_sql_format(&session->sql,
                   "UPDATE %s SET steps = %d, step_at = pg_catalog.clock_timestamp()"
                   " WHERE id = %" PRId64 " AND runner = '%s'",
                   session->table, steps, row_id(work), session->runner);
    return flush_owned(session);
}

/* Settings die with the session, so a continued run needs them again. */
static oriel_status run_statements(orl_session *session, const orl_work *work, int *steps) {
    orl_statement statement;
    int index = 0;
    for (size_t at = 0; orl_text_next_statement(work->text, &at, &statement); index++) {
        if (index < *steps && !orl_statement_is_setting(&statement)) {
            continue;
        }
        oriel_status status = run_statement(session, work, &statement);
        if (status == ORIEL_OK && index >= *steps) {
            status = record_step(session, work, index + 1);
            *steps = index + 1;
        }
        if (status != ORIEL_OK) {
            return status;
        }
    }
    return ORIEL_OK;
}

static oriel_status finish(orl_session *session, const orl_work *work, double seconds) {
    if (work->down) {
        orl_sql_format(&session->sql, "DELETE FROM %s", session->table);
    } else {
        orl_sql_format(&session->sql,
                       "UPDATE %s SET state = 'applied', steps = 0, step_at = NULL, runner = NULL,"
                       " applied_at = pg_catalog.now(),"
                       " duration = pg_catalog.make_interval(secs => %" PRId64
                       " / 1000000.0::float8)",
                       session->table, (int64_t)(seconds * 1e6));
    }
    orl_sql_format(&session->sql, " WHERE id = %" PRId64 " AND runner = '%s'", row_id(work),
                   session->runner);
    return flush_owned(session);
}

/* Lets the next runner begin at once.  Nothing done means that nothing began. */
static void release(orl_session *session, const orl_work *work, int steps) {
    oriel_error ignored = {0};
    oriel_error *err = session->err;
    orl_sql_reset(&session->sql);
    if (steps > 0) {
        orl_sql_format(&session->sql, "UPDATE %s SET step_at = NULL", session->table);
    } else if (work->down) {
        orl_sql_format(&session->sql, "UPDATE %s SET state = 'applied', step_at = NULL",
                       session->table);
    } else {
        orl_sql_format(&session->sql, "DELETE FROM %s", session->table);
    }
    orl_sql_format(&session->sql, " WHERE id = %" PRId64 " AND runner = '%s'", row_id(work),
                   session->runner);
    session->err = &ignored;
    oriel_status status = orl_session_flush(session, NULL);
    session->err = err;
    if (status == ORIEL_OK && steps > 0) {
        orl_error_hint(err,
                       "The first %d statements of the file stay done; the next run goes on "
                       "behind them, so what follows may be edited.",
                       steps);
    }
}

oriel_status orl_loose_run(orl_session *session, const orl_work *work) {
    const orl_history_row *row = work->entry->row;
    bool resumed = row && row->state != ORL_HISTORY_APPLIED;
    int steps = resumed ? row->steps : 0;
    oriel_status status = claim(session, work);
    if (status != ORIEL_OK) {
        return status;
    }
    double start = orl_session_clock();
    status = orl_session_remember(session);
    if (status == ORIEL_OK) {
        status = orl_session_exec(session, "SET client_encoding = 'UTF8'", NULL);
    }
    if (status == ORIEL_OK) {
        status = run_statements(session, work, &steps);
    }
    double seconds = orl_session_clock() - start;
    if (PQtransactionStatus(session->conn) != PQTRANS_IDLE) {
        orl_session_rollback(session);
    }
    oriel_status restored = status;
    if (PQstatus(session->conn) == CONNECTION_OK && session->settings) {
        restored = orl_session_restore(session, work->file);
    }
    status = status == ORIEL_OK ? restored : status;
    if (status == ORIEL_OK) {
        status = finish(session, work, seconds);
    }
    if (status != ORIEL_OK) {
        release(session, work, steps);
    }
    return status;
}
