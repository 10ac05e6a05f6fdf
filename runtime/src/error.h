#ifndef ORIEL_RUNTIME_ERROR_H
#define ORIEL_RUNTIME_ERROR_H

/*
 * Filling the caller's oriel_error.  Every source of the runtime reports through these functions.
 * Each returns the status it was given or worked out, so that a failing branch can be written
 * `return orl_error_set(err, ORIEL_IO, "...")`.  All accept a NULL error, and none overwrites an
 * error that is already there: the first one explains, later ones are only its consequences.
 */

#include <libpq-fe.h>

#include "oriel/error.h"

#if defined(__GNUC__)
#define ORL_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define ORL_PRINTF(text, first)
#endif

/* Empties the error; each public function calls it before it does anything else. */
void orl_error_clear(oriel_error *err);

/* Sets status and message.  A message too long for its field is cut between two characters. */
oriel_status orl_error_set(oriel_error *err, oriel_status status, const char *format, ...)
    ORL_PRINTF(3, 4);

/*
 * Adds detail or hint to the error that was just set; a field that already has text keeps it.
 */
void orl_error_detail(oriel_error *err, const char *format, ...) ORL_PRINTF(2, 3);
void orl_error_hint(oriel_error *err, const char *format, ...) ORL_PRINTF(2, 3);

/* The same for a place in a migration file; line and column count from 1, 0 means unknown. */
void orl_error_place(oriel_error *err, const char *file, int line, int column);

/* ORIEL_NO_MEMORY with its standard text. */
oriel_status orl_error_memory(oriel_error *err);

/*
 * Takes SQLSTATE, message, detail and hint from a failed result.  ORIEL_CONNECTION when the
 * connection is gone, otherwise ORIEL_SERVER.  A NULL result means libpq could not make one.
 */
oriel_status orl_error_from_result(oriel_error *err, const PGconn *conn, const PGresult *result);

/* Takes the message of the connection itself: ORIEL_CONNECTION when it is gone, else ORIEL_SERVER. */
oriel_status orl_error_from_conn(oriel_error *err, const PGconn *conn);

#endif /* ORIEL_RUNTIME_ERROR_H */
