#include "oriel/rows.h"

#include <stdlib.h>
#include <string.h>

#include "copy.h"
#include "decoder.h"
#include "error.h"
#include "memory.h"

struct oriel_stream {
    orl_copy copy;
    oriel_memory *memory; /* of the present row */
    oriel_status status;  /* of the reading so far */
    oriel_error err;
};

static void stream_free(oriel_stream *stream) {
    if (stream != NULL) {
        oriel_memory_free(stream->memory);
        free(stream);
    }
}

oriel_status oriel_stream_open(PGconn *conn, const oriel_model *model, oriel_stream **stream,
                               oriel_error *err) {
    orl_error_clear(err);
    *stream = NULL;
    oriel_stream *opened = calloc(1, sizeof *opened);
    if (opened == NULL || (opened->memory = orl_memory_new()) == NULL) {
        stream_free(opened);
        return orl_error_memory(err);
    }
    oriel_status status = orl_copy_start(conn, model, &opened->copy, err);
    if (status != ORIEL_OK) {
        stream_free(opened);
        return status;
    }
    *stream = opened;
    return ORIEL_OK;
}

/* Receives and decodes a row; NULL at the end and on failure, with the stream's status set. */
static const void *stream_read(oriel_stream *stream) {
    const oriel_model *model = stream->copy.model;
    orl_copy_row row;
    orl_memory_reset(stream->memory);
    stream->status = orl_copy_next(&stream->copy, &row, &stream->err);
    if (stream->status != ORIEL_OK || row.bytes == NULL) {
        return NULL;
    }
    void *to = orl_memory_row(stream->memory, model->row_size, 0);
    if (to == NULL) {
        stream->status = orl_error_memory(&stream->err);
        return NULL;
    }
    oriel_decoder decoder = {.at = row.bytes,
                             .left = row.length,
                             .memory = stream->memory,
                             .in_place = true,
                             .model = model,
                             .err = &stream->err};
    stream->status = orl_decode_row(&decoder, to);
    return stream->status == ORIEL_OK ? to : NULL;
}

const void *oriel_stream_next(oriel_stream *stream, const oriel_model *model) {
    if (stream == NULL || stream->status != ORIEL_OK || stream->copy.is_over) {
        return NULL;
    }
    if (model != stream->copy.model) {
        stream->status = orl_error_set(
            &stream->err, ORIEL_BAD_ARGUMENT, "the stream is of %s.%s, not of %s.%s",
            stream->copy.model->schema, stream->copy.model->name, model->schema, model->name);
        return NULL;
    }
    return stream_read(stream);
}

oriel_status oriel_stream_close(oriel_stream **stream, oriel_error *err) {
    orl_error_clear(err);
    oriel_stream *closed = *stream;
    if (closed == NULL) {
        return ORIEL_OK;
    }
    oriel_status status = closed->status;
    oriel_status ended = orl_copy_end(&closed->copy, &closed->err);
    if (status == ORIEL_OK) {
        status = ended;
    }
    if (err != NULL) {
        *err = closed->err;
    }
    stream_free(closed);
    *stream = NULL;
    return status;
}
