/*
 * Reading the rows of a relation.  Generated code wraps these functions with the relation's own row
 * type; a program calls the wrappers, and oriel_stream_close.
 *
 * The connection is the program's own: outside pipeline mode, with no statement under way.  Each
 * function checks the model on its first use of the connection; see oriel_model_check.
 */
#ifndef ORIEL_ROWS_H
#define ORIEL_ROWS_H

#include <stddef.h>

#include <libpq-fe.h>

#include "oriel/error.h"
#include "oriel/export.h"
#include "oriel/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a set of rows owns: the rows and everything they point to. */
typedef struct oriel_memory oriel_memory;

/* Rows of a model, before generated code gives them their type. */
typedef struct oriel_rows {
    void *items;
    size_t count;
    oriel_memory *memory;
} oriel_rows;

/* Reads every row.  On failure *rows is empty. */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_fetch(PGconn *conn, const oriel_model *model,
                                                    oriel_rows *rows, oriel_error *err);

/*
 * Finds the one row with a key: values[i] points to the C value of the key's column i, of the type
 * that column has when it is never null, and none may be SQL NULL.  ORIEL_NOT_FOUND: there is no
 * such row; ORIEL_TOO_MANY_ROWS: the key is not one on this server.  Unless it is ORIEL_OK *rows is
 * empty.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_find(PGconn *conn, const oriel_model *model,
                                                   size_t key, const void *const *values,
                                                   oriel_rows *rows, oriel_error *err);

/* Frees what rows own.  NULL is fine. */
ORIEL_API void oriel_memory_free(oriel_memory *memory);

/* Rows that arrive one at a time, in memory bounded by the largest of them. */
typedef struct oriel_stream oriel_stream;

/*
 * Starts reading every row.  Until it is closed the connection can do nothing else.  On failure
 * *stream is NULL, which the functions below accept.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_stream_open(PGconn *conn, const oriel_model *model,
                                                          oriel_stream **stream, oriel_error *err);

/*
 * The next row, valid until the next call; NULL after the last one or on a failure, which is kept
 * for oriel_stream_close.  model is the one the stream was opened with.
 */
ORIEL_API const void *oriel_stream_next(oriel_stream *stream, const oriel_model *model);

/*
 * Ends the stream, frees it, sets *stream to NULL, and tells whether all went well: the place to
 * learn that the loop ended because of a failure.  Stopping before the last row is no failure: the
 * statement is cancelled, or read to its end if it runs in a transaction that cancelling would
 * abort.
 */
ORIEL_MUST_CHECK ORIEL_API oriel_status oriel_stream_close(oriel_stream **stream, oriel_error *err);

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_ROWS_H */
