#include "error.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *oriel_status_name(oriel_status status) {
    switch (status) {
#define ORL_STATUS_NAME(name, text)                                                                \
    case ORIEL_##name:                                                                             \
        return #name;
        ORIEL_STATUS_LIST(ORL_STATUS_NAME)
#undef ORL_STATUS_NAME
    }
    return "UNKNOWN";
}

const char *oriel_status_text(oriel_status status) {
    switch (status) {
#define ORL_STATUS_TEXT(name, text)                                                                \
    case ORIEL_##name:                                                                             \
        return text;
        ORIEL_STATUS_LIST(ORL_STATUS_TEXT)
#undef ORL_STATUS_TEXT
    }
    return "unknown status";
}

/* Cuts the text at or before `end` so that no UTF-8 sequence is left without its tail. */
static void error_cut(char *field, size_t end) {
    while (end > 0 && ((unsigned char)field[end] & 0xC0) == 0x80) {
        end--;
    }
    field[end] = '\0';
}

static void error_copy(char *field, size_t size, const char *text) {
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r')) {
        length--; /* libpq ends its own messages with a line feed */
    }
    if (length < size) {
        memcpy(field, text, length);
        field[length] = '\0';
        return;
    }
    memcpy(field, text, size);
    error_cut(field, size - 1);
}

ORL_PRINTF(3, 0)
static void error_format(char *field, size_t size, const char *format, va_list args) {
    char text[2048];
    if (vsnprintf(text, sizeof text, format, args) < 0) {
        text[0] = '\0';
    }
    error_copy(field, size, text);
}

void orl_error_clear(oriel_error *err) {
    if (err) {
        memset(err, 0, sizeof *err);
    }
}

oriel_status orl_error_set(oriel_error *err, oriel_status status, const char *format, ...) {
    if (err && err->status == ORIEL_OK) {
        va_list args;
        va_start(args, format);
        err->status = status;
        error_format(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return status;
}

void orl_error_detail(oriel_error *err, const char *format, ...) {
    if (err && err->detail[0] == '\0') {
        va_list args;
        va_start(args, format);
        error_format(err->detail, sizeof err->detail, format, args);
        va_end(args);
    }
}

void orl_error_hint(oriel_error *err, const char *format, ...) {
    if (err && err->hint[0] == '\0') {
        va_list args;
        va_start(args, format);
        error_format(err->hint, sizeof err->hint, format, args);
        va_end(args);
    }
}

void orl_error_place(oriel_error *err, const char *file, int line, int column) {
    if (err && err->file[0] == '\0') {
        error_copy(err->file, sizeof err->file, file);
        err->line = line;
        err->column = column;
    }
}

oriel_status orl_error_memory(oriel_error *err) {
    return orl_error_set(err, ORIEL_NO_MEMORY, "%s", oriel_status_text(ORIEL_NO_MEMORY));
}

oriel_status orl_error_from_conn(oriel_error *err, const PGconn *conn) {
    const char *message = PQerrorMessage(conn);
    oriel_status status = PQstatus(conn) == CONNECTION_OK ? ORIEL_SERVER : ORIEL_CONNECTION;
    if (!message || message[0] == '\0') {
        message = oriel_status_text(status);
    }
    return orl_error_set(err, status, "%s", message);
}

/* After FATAL the server hangs up, which libpq may not have noticed yet. */
static oriel_status status_of_result(const PGconn *conn, const PGresult *result) {
    const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    bool ended = severity && (strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0);
    return ended || PQstatus(conn) != CONNECTION_OK ? ORIEL_CONNECTION : ORIEL_SERVER;
}

oriel_status orl_error_from_result(oriel_error *err, const PGconn *conn, const PGresult *result) {
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
    if (err && err->status != ORIEL_OK) {
        return status_of_result(conn, result);
    }
    if (!primary) {
        return orl_error_from_conn(err, conn);
    }
    oriel_status status = status_of_result(conn, result);
    orl_error_set(err, status, "%s", primary);
    if (err && sqlstate && strlen(sqlstate) < sizeof err->sqlstate) {
        memcpy(err->sqlstate, sqlstate, strlen(sqlstate) + 1);
    }
    if (detail) {
        orl_error_detail(err, "%s", detail);
    }
    if (hint) {
        orl_error_hint(err, "%s", hint);
    }
    return status;
}
