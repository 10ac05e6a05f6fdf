#ifndef ORIEL_RUNTIME_QUERY_H
#define ORIEL_RUNTIME_QUERY_H

/*
 * The one place where the reading side sends SQL.
 */

#include <libpq-fe.h>

#include "oriel/error.h"

/* Values of $1, $2 ... as libpq takes them; {0}: none. */
typedef struct orl_parameters {
    int count;
    const char *const *values;
    const int *lengths;
    const int *formats; /* NULL: all are text */
} orl_parameters;

/* Checks that a statement can be sent: the connection is there, idle and not in pipeline mode. */
oriel_status orl_query_ready(PGconn *conn, oriel_error *err);

/* Runs a statement without parameters and checks that it ends as expected; *result is the caller's
 * to clear, and NULL on failure. */
oriel_status orl_query_simple(PGconn *conn, const char *sql, ExecStatusType expected,
                              PGresult **result, oriel_error *err);

/* Runs a query and checks that it returns rows, in text (format 0) or binary (1). */
oriel_status orl_query_rows(PGconn *conn, const char *sql, const orl_parameters *parameters,
                            int format, PGresult **result, oriel_error *err);

/* Prepares a statement under a name. */
oriel_status orl_query_prepare(PGconn *conn, const char *name, const char *sql, oriel_error *err);

/* Runs a prepared query; rows come in binary. */
oriel_status orl_query_prepared(PGconn *conn, const char *name, const orl_parameters *parameters,
                                PGresult **result, oriel_error *err);

/* All parts in one string, which the caller frees; NULL when there is no memory.  Ends at a NULL.
 */
char *orl_query_text(const char *const *parts);

#endif /* ORIEL_RUNTIME_QUERY_H */
