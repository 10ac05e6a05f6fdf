#ifndef ORIEL_RUNTIME_SQL_BUFFER_H
#define ORIEL_RUNTIME_SQL_BUFFER_H

/*
 * A growing text in which the migration functions put SQL together.  Running out of memory is
 * remembered in `failed` and makes every later call do nothing, so only the end needs a check.
 */

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

typedef struct orl_sql {
    char *data; /* NUL-terminated once anything was added; the caller frees with orl_sql_free */
    size_t length;
    size_t capacity;
    bool failed;
} orl_sql;

void orl_sql_bytes(orl_sql *sql, const char *bytes, size_t length);
void orl_sql_text(orl_sql *sql, const char *text);
void orl_sql_format(orl_sql *sql, const char *format, ...) ORL_PRINTF(2, 3);

/* Adds a string constant; right under both settings of standard_conforming_strings. */
void orl_sql_literal(orl_sql *sql, const char *value);

/* Adds a quoted identifier. */
void orl_sql_identifier(orl_sql *sql, const char *name);

/* Makes the text empty but keeps the memory. */
void orl_sql_reset(orl_sql *sql);

/* Safe on {0} and twice. */
void orl_sql_free(orl_sql *sql);

#endif /* ORIEL_RUNTIME_SQL_BUFFER_H */
