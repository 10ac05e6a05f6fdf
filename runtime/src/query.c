#include "query.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

oriel_status orl_query_ready(PGconn *conn, oriel_error *err) {
    if (conn == NULL) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "no connection was given");
    }
    if (PQstatus(conn) != CONNECTION_OK) {
        return orl_error_from_conn(err, conn);
    }
    if (PQpipelineStatus(conn) != PQ_PIPELINE_OFF) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "the connection is in pipeline mode");
    }
    if (PQtransactionStatus(conn) == PQTRANS_ACTIVE) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "another statement is under way on the connection");
    }
    return ORIEL_OK;
}

/* Hands out a result that ended as expected; otherwise clears it. */
static oriel_status query_finish(PGconn *conn, PGresult *got, ExecStatusType expected,
                                 PGresult **result, oriel_error *err) {
    if (PQresultStatus(got) == expected) {
        *result = got;
        return ORIEL_OK;
    }
    oriel_status status;
    if (got == NULL || PQresultErrorField(got, PG_DIAG_MESSAGE_PRIMARY) != NULL ||
        PQstatus(conn) != CONNECTION_OK) {
        status = orl_error_from_result(err, conn, got);
    } else {
        status = orl_error_set(err, ORIEL_SERVER, "the server answered with %s instead of %s",
                               PQresStatus(PQresultStatus(got)), PQresStatus(expected));
    }
    PQclear(got);
    *result = NULL;
    return status;
}

oriel_status orl_query_simple(PGconn *conn, const char *sql, ExecStatusType expected,
                              PGresult **result, oriel_error *err) {
    return query_finish(conn, PQexec(conn, sql), expected, result, err);
}

oriel_status orl_query_rows(PGconn *conn, const char *sql, const orl_parameters *parameters,
                            int format, PGresult **result, oriel_error *err) {
    PGresult *got = PQexecParams(conn, sql, parameters->count, NULL, parameters->values,
                                 parameters->lengths, parameters->formats, format);
    return query_finish(conn, got, PGRES_TUPLES_OK, result, err);
}

oriel_status orl_query_prepare(PGconn *conn, const char *name, const char *sql, oriel_error *err) {
    PGresult *result;
    oriel_status status =
        query_finish(conn, PQprepare(conn, name, sql, 0, NULL), PGRES_COMMAND_OK, &result, err);
    PQclear(result);
    return status;
}

oriel_status orl_query_prepared(PGconn *conn, const char *name, const orl_parameters *parameters,
                                PGresult **result, oriel_error *err) {
    PGresult *got = PQexecPrepared(conn, name, parameters->count, parameters->values,
                                   parameters->lengths, parameters->formats, 1);
    return query_finish(conn, got, PGRES_TUPLES_OK, result, err);
}

char *orl_query_text(const char *const *parts) {
    size_t length = 0;
    for (size_t i = 0; parts[i] != NULL; i++) {
        length += strlen(parts[i]);
    }
    char *text = malloc(length + 1);
    if (text == NULL) {
        return NULL;
    }
    char *at = text;
    for (size_t i = 0; parts[i] != NULL; i++) {
        size_t part = strlen(parts[i]);
        memcpy(at, parts[i], part);
        at += part;
    }
    *at = '\0';
    return text;
}
