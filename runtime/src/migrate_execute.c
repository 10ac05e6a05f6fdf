#include "migrate_session.h"

#include <stdlib.h>
#include <string.h>

#include "migration_text.h"

/* ---- running a text of the user's, and saying where it failed ---------------------------------
 */

/* Where the statement begins that comes after `done` others. */
static size_t statement_offset(const char *text, size_t done) {
    orl_statement statement = {0};
    size_t at = 0;
    for (size_t i = 0; i <= done; i++) {
        if (!orl_text_next_statement(text, &at, &statement)) {
            break;
        }
    }
    return statement.start;
}

/* The server counts the characters of what it was sent; without a position it is the statement. */
static void place_error(orl_session *session, const orl_piece *piece, const PGresult *result,
                        size_t done) {
    const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    size_t characters = position ? (size_t)strtoul(position, NULL, 10) : 0;
    size_t offset = piece->offset;
    if (characters > piece->prefix) {
        offset += orl_text_offset(piece->text + piece->offset, characters - 1 - piece->prefix);
    } else if (!piece->single) {
        offset = statement_offset(piece->text, done);
    }
    orl_text_place(session->err, piece->file, piece->text, offset);
}

static oriel_status report_failure(orl_session *session, const orl_piece *piece,
                                   const PGresult *result, size_t done) {
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    oriel_status status = orl_error_from_result(session->err, session->conn, result);
    if (sqlstate && strcmp(sqlstate, "25001") == 0 && !piece->single) {
        orl_error_hint(session->err, "Put \"-- oriel: no-transaction\" on the first line of the "
                                     "file if it has to run outside a transaction.");
    }
    place_error(session, piece, result, done);
    return status;
}

/* A file holds SQL only, so there is nothing to send and nowhere to put what comes. */
static oriel_status refuse_copy(orl_session *session, const orl_piece *piece, size_t done,
                                bool in) {
    if (in) {
        PQputCopyEnd(session->conn, "a migration has no data for COPY FROM STDIN");
        orl_error_set(session->err, ORIEL_MIGRATION,
                      "COPY FROM STDIN needs data, which a migration cannot carry");
        orl_error_hint(session->err, "Use INSERT.");
        orl_text_place(session->err, piece->file, piece->text,
                       piece->single ? piece->offset : statement_offset(piece->text, done));
        return ORIEL_MIGRATION;
    }
    char *row = NULL;
    while (PQgetCopyData(session->conn, &row, 0) > 0) {
        PQfreemem(row);
    }
    return ORIEL_OK;
}

oriel_status orl_session_run(orl_session *session, const orl_piece *piece) {
    oriel_status status = ORIEL_OK;
    size_t done = 0;
    if (!PQsendQuery(session->conn, piece->sql)) {
        return orl_error_from_conn(session->err, session->conn);
    }
    for (PGresult *result; (result = PQgetResult(session->conn)) != NULL; PQclear(result)) {
        oriel_status one = ORIEL_OK;
        switch (PQresultStatus(result)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
            done++;
            break;
        case PGRES_EMPTY_QUERY:
            break;
        case PGRES_COPY_IN:
            one = refuse_copy(session, piece, done, true);
            break;
        case PGRES_COPY_OUT:
            one = refuse_copy(session, piece, done, false);
            break;
        default:
            one = report_failure(session, piece, result, done);
            if (PQstatus(session->conn) != CONNECTION_OK) {
                PQclear(result);
                return status != ORIEL_OK ? status : one;
            }
            break;
        }
        status = status != ORIEL_OK ? status : one;
    }
    return status;
}
