#ifndef ORIEL_CLI_CONNECTION_H
#define ORIEL_CLI_CONNECTION_H

/*
 * Connecting to a server, and what libpq says when something fails.  For the commands that need a
 * server.
 */

#include <libpq-fe.h>

#include "cli/command.h"

/* Connects to `dsn` (NULL: the environment's).  NULL with an error among the diagnostics; else the
 * caller ends it with PQfinish. */
PGconn *connection_open(command_context *context, const char *dsn);

/* Adds the error of a result that failed, or of the connection when the result has none. */
void connection_report(command_context *context, PGconn *conn, const PGresult *result);

#endif /* ORIEL_CLI_CONNECTION_H */
