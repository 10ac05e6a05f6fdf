#ifndef ORIEL_RUNTIME_MODEL_CHECK_H
#define ORIEL_RUNTIME_MODEL_CHECK_H

/*
 * Comparing models with the server's catalog.
 */

#include <libpq-fe.h>

#include "oriel/model.h"

/* Checks the model unless this connection has been through it; what all reading starts with. */
oriel_status orl_model_first_use(PGconn *conn, const oriel_model *model, oriel_error *err);

/*
 * Called with a failed statement's error: if the server's complaint could come from a relation that
 * changed after it was checked, looks again, and if it did change puts that into err instead.
 * Returns the status of err.
 */
oriel_status orl_model_explain(PGconn *conn, const oriel_model *model, oriel_status status,
                               oriel_error *err);

#endif /* ORIEL_RUNTIME_MODEL_CHECK_H */
