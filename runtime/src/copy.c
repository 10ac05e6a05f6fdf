#include "copy.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "model_check.h"
#include "network_order.h"
#include "query.h"

static const char copy_signature[] = "PGCOPY\n\377\r\n"; /* and its zero byte: 11 in all */

oriel_status orl_copy_start(PGconn *conn, const oriel_model *model, orl_copy *copy,
                            oriel_error *err) {
    memset(copy, 0, sizeof *copy);
    copy->conn = conn;
    copy->model = model;
    oriel_status status = orl_model_first_use(conn, model, err);
    if (status == ORIEL_OK) {
        status = orl_query_ready(conn, err);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    const char *const parts[] = {"COPY (", model->select, ") TO STDOUT (FORMAT binary)", NULL};
    char *sql = orl_query_text(parts);
    if (sql == NULL) {
        return orl_error_memory(err);
    }
    copy->in_transaction = PQtransactionStatus(conn) != PQTRANS_IDLE;
    PGresult *result = NULL;
    status = orl_query_simple(conn, sql, PGRES_COPY_OUT, &result, err);
    free(sql);
    PQclear(result);
    return status == ORIEL_OK ? status : orl_model_explain(conn, model, status, err);
}

/* Takes the results that end the statement and returns its outcome. */
static oriel_status copy_outcome(orl_copy *copy, oriel_error *err) {
    oriel_status status = ORIEL_OK;
    PGresult *result;
    copy->is_over = true;
    while ((result = PQgetResult(copy->conn)) != NULL) {
        ExecStatusType got = PQresultStatus(result);
        if (got != PGRES_COMMAND_OK && status == ORIEL_OK) {
            status = orl_error_from_result(err, copy->conn, result);
        }
        PQclear(result);
        if (got == PGRES_COPY_OUT || got == PGRES_COPY_IN || got == PGRES_COPY_BOTH) {
            /* No server that speaks the protocol starts another one; libpq would repeat it. */
            return orl_error_set(err, ORIEL_DECODE, "the server started COPY twice");
        }
    }
    if (PQstatus(copy->conn) != CONNECTION_OK) {
        /* The error may have come before its consequence: a server says why it shuts down. */
        status = orl_error_from_conn(err, copy->conn);
        if (err != NULL && err->status == ORIEL_SERVER) {
            err->status = status;
        }
    }
    return status;
}

/* Receives one message; its length, or 0 at the end of the statement with the outcome in *status.
 */
static size_t copy_receive(orl_copy *copy, oriel_status *status, oriel_error *err) {
    PQfreemem(copy->buffer);
    copy->buffer = NULL;
    int length = PQgetCopyData(copy->conn, &copy->buffer, 0);
    if (length > 0) {
        *status = ORIEL_OK;
        return (size_t)length;
    }
    if (length == -2) {
        *status = orl_error_from_conn(err, copy->conn);
    }
    oriel_status outcome = copy_outcome(copy, err);
    if (length != -2) {
        *status = outcome;
    }
    return 0;
}

static oriel_status copy_bad_header(const orl_copy *copy, oriel_error *err) {
    return orl_error_set(err, ORIEL_DECODE, "%s.%s: the server sent no binary COPY header",
                         copy->model->schema, copy->model->name);
}

/* Moves past the header: signature, flags, length of an extension, extension. */
static oriel_status copy_skip_header(orl_copy *copy, orl_copy_row *row, oriel_error *err) {
    enum { SIGNATURE = 11, HEADER = SIGNATURE + 8 };
    if (row->length < HEADER || memcmp(row->bytes, copy_signature, SIGNATURE) != 0) {
        return copy_bad_header(copy, err);
    }
    uint32_t flags = network_uint32(row->bytes + SIGNATURE);
    uint32_t extension = network_uint32(row->bytes + SIGNATURE + 4);
    /* The upper half of the flags announces what a reader must understand. */
    if (flags >> 16 != 0 || extension > row->length - HEADER) {
        return copy_bad_header(copy, err);
    }
    row->bytes += HEADER + extension;
    row->length -= HEADER + extension;
    copy->has_header = true;
    return ORIEL_OK;
}

static bool is_trailer(const orl_copy_row *row) {
    return row->length == 2 && row->bytes[0] == 0xFF && row->bytes[1] == 0xFF;
}

oriel_status orl_copy_next(orl_copy *copy, orl_copy_row *row, oriel_error *err) {
    oriel_status status = ORIEL_OK;
    do {
        row->length = copy_receive(copy, &status, err);
        row->bytes = (unsigned char *)copy->buffer;
        if (row->length == 0) {
            row->bytes = NULL;
            return status;
        }
        if (!copy->has_header) {
            status = copy_skip_header(copy, row, err);
        }
    } while (status == ORIEL_OK && (row->length == 0 || is_trailer(row)));
    return status;
}

/* Asks the server to stop.  That it may be too late, or be refused, does no harm. */
static void copy_cancel(const orl_copy *copy) {
    char unused[256];
    PGcancel *cancel = PQgetCancel(copy->conn);
    if (cancel != NULL) {
        PQcancel(cancel, unused, sizeof unused);
        PQfreeCancel(cancel);
    }
}

oriel_status orl_copy_end(orl_copy *copy, oriel_error *err) {
    static const char cancelled[] = "57014";
    oriel_status status = ORIEL_OK;
    if (!copy->is_over) {
        oriel_error ending;
        orl_error_clear(&ending);
        bool asked = !copy->in_transaction;
        if (asked) {
            copy_cancel(copy);
        }
        while (copy_receive(copy, &status, &ending) > 0) {
        }
        if (asked && status == ORIEL_SERVER && strcmp(ending.sqlstate, cancelled) == 0) {
            status = ORIEL_OK;
        } else if (status != ORIEL_OK && err != NULL && err->status == ORIEL_OK) {
            *err = ending;
        }
    }
    PQfreemem(copy->buffer);
    copy->buffer = NULL;
    return status;
}
