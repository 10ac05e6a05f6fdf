#include "sql_buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `extra` more bytes and the NUL. */
static bool sql_reserve(orl_sql *sql, size_t extra) {
    if (sql->failed) {
        return false;
    }
    if (extra < sql->capacity - sql->length) {
        return true;
    }
    size_t capacity = (sql->length + extra + 1) * 2;
    char *data = realloc(sql->data, capacity);
    if (!data) {
        sql->failed = true;
        return false;
    }
    sql->data = data;
    sql->capacity = capacity;
    return true;
}

void orl_sql_bytes(orl_sql *sql, const char *bytes, size_t length) {
    if (sql_reserve(sql, length)) {
        memcpy(sql->data + sql->length, bytes, length);
        sql->length += length;
        sql->data[sql->length] = '\0';
    }
}

void orl_sql_text(orl_sql *sql, const char *text) {
    orl_sql_bytes(sql, text, strlen(text));
}

void orl_sql_format(orl_sql *sql, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        sql->failed = true;
    } else if (sql_reserve(sql, (size_t)length)) {
        vsnprintf(sql->data + sql->length, (size_t)length + 1, format, again);
        sql->length += (size_t)length;
    }
    va_end(again);
}

static void sql_quoted(orl_sql *sql, const char *value, char quote, bool backslashes) {
    orl_sql_bytes(sql, &quote, 1);
    for (const char *at = value; *at;) {
        size_t plain = strcspn(at, quote == '"' ? "\"" : "'\\");
        orl_sql_bytes(sql, at, plain);
        at += plain;
        if (*at) {
            if (*at == quote || backslashes) {
                orl_sql_bytes(sql, at, 1);
            }
            orl_sql_bytes(sql, at, 1);
            at++;
        }
    }
    orl_sql_bytes(sql, &quote, 1);
}

void orl_sql_literal(orl_sql *sql, const char *value) {
    bool backslashes = strchr(value, '\\') != NULL;
    if (backslashes) {
        orl_sql_text(sql, "E");
    }
    sql_quoted(sql, value, '\'', backslashes);
}

void orl_sql_identifier(orl_sql *sql, const char *name) {
    sql_quoted(sql, name, '"', false);
}

void orl_sql_reset(orl_sql *sql) {
    sql->length = 0;
    if (sql->data) {
        sql->data[0] = '\0';
    }
}

void orl_sql_free(orl_sql *sql) {
    free(sql->data);
    memset(sql, 0, sizeof *sql);
}
