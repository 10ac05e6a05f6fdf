#include "cli/connection.h"

#include <string.h>

#include "cli/libpq.h"

/* libpq ends its messages with a newline. */
static void report(command_context *context, const char *sqlstate, const char *message) {
    size_t length = strlen(message);
    while (length > 0 && message[length - 1] == '\n') {
        length--;
    }
    diagnostics_add(context->diagnostics, DIAGNOSTIC_ERROR, sqlstate, (position){0}, "%.*s",
                    (int)length, length > 0 ? message : "out of memory");
}

PGconn *connection_open(command_context *context, const char *dsn) {
    const char *const keywords[] = {"fallback_application_name", "dbname", NULL};
    const char *const values[] = {"oriel", dsn, NULL};
    const char *problem = NULL;
    if (!libpq_load(&problem)) {
        report(context, NULL, arena_printf(context->arena, "could not load libpq: %s", problem));
        return NULL;
    }
    PGconn *conn = PQconnectdbParams(keywords, values, 1);
    if (PQstatus(conn) == CONNECTION_OK) {
        return conn;
    }
    report(context, NULL, PQerrorMessage(conn));
    PQfinish(conn);
    return NULL;
}

void connection_report(command_context *context, PGconn *conn, const PGresult *result) {
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    report(context, sqlstate == NULL ? NULL : arena_strdup(context->arena, sqlstate),
           message == NULL ? PQerrorMessage(conn) : message);
}
