#ifndef ORIEL_RUNTIME_COPY_H
#define ORIEL_RUNTIME_COPY_H

/*
 * Receiving the rows of a query through binary COPY, one at a time: what fetching and streaming
 * share.
 */

#include <stdbool.h>
#include <stddef.h>

#include <libpq-fe.h>

#include "oriel/model.h"

/* A COPY under way. */
typedef struct orl_copy {
    PGconn *conn;
    const oriel_model *model;
    char *buffer;        /* libpq's, holds the present row */
    bool has_header;     /* the file header was read */
    bool is_over;        /* the server has said how it ended: nothing is left to receive */
    bool in_transaction; /* of the caller's, which a cancelled statement would abort */
} orl_copy;

/* The bytes of one row, followed by a zero byte; bytes is NULL after the last row. */
typedef struct orl_copy_row {
    unsigned char *bytes;
    size_t length;
} orl_copy_row;

/* Checks the model if need be and starts its query.  On failure there is nothing to end. */
oriel_status orl_copy_start(PGconn *conn, const oriel_model *model, orl_copy *copy,
                            oriel_error *err);

/* The next row, valid until the next call.  After a failure only orl_copy_end may follow. */
oriel_status orl_copy_next(orl_copy *copy, orl_copy_row *row, oriel_error *err);

/*
 * Ends the statement, early if rows are left, so that the connection can be used again.  Fails when
 * the connection is lost or the statement failed by itself.
 */
oriel_status orl_copy_end(orl_copy *copy, oriel_error *err);

#endif /* ORIEL_RUNTIME_COPY_H */
