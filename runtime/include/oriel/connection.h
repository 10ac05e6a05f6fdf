/*
 * What the runtime keeps with a connection: which models were checked on it and which statements
 * are prepared.  It goes away with the connection by itself.
 */
#ifndef ORIEL_CONNECTION_H
#define ORIEL_CONNECTION_H

#include <stdbool.h>

#include <libpq-fe.h>

#include "oriel/error.h"
#include "oriel/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Whether look-ups by key use prepared statements, which is the default.  Turn it off where one
 * connection does not stay with one server session, as behind a pooler in transaction mode.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_connection_use_prepared(PGconn *conn, bool use,
                                                                      oriel_error *err);

/*
 * Forgets which models were checked, so that each is checked again at its next use: for a program
 * that changed relations itself.  Prepared statements stay.
 */
ORIEL_API void oriel_connection_recheck(PGconn *conn);

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_CONNECTION_H */
