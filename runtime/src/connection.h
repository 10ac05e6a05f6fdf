#ifndef ORIEL_RUNTIME_CONNECTION_H
#define ORIEL_RUNTIME_CONNECTION_H

/*
 * What is kept with each connection, through libpq's events, so that it ends with the connection
 * and starts anew when that is reset.
 */

#include <stdbool.h>
#include <stddef.h>

#include <libpq-fe.h>

#include "oriel/model.h"

typedef struct orl_connection orl_connection;

/* What is kept with a connection, made at the first call; NULL when there is no memory. */
orl_connection *orl_connection_of(PGconn *conn);

/* Whether a model or type was found to agree with the server, and noting that; false: no memory. */
bool orl_connection_is_checked(const orl_connection *connection, const void *what);
bool orl_connection_set_checked(orl_connection *connection, const void *what);

/* Forgets everything that was checked. */
void orl_connection_forget(orl_connection *connection);

bool orl_connection_prepares(const orl_connection *connection);

/* The number of the prepared statement for a model's key, or 0. */
unsigned orl_connection_statement(const orl_connection *connection, const oriel_model *model,
                                  size_t key);

/* Takes a new number for that statement; 0: no memory. */
unsigned orl_connection_add_statement(orl_connection *connection, const oriel_model *model,
                                      size_t key);

/* The statement with that number is no longer there. */
void orl_connection_drop_statement(orl_connection *connection, unsigned number);

#endif /* ORIEL_RUNTIME_CONNECTION_H */
