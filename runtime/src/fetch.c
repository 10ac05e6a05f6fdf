#include "oriel/rows.h"

#include <string.h>

#include "copy.h"
#include "decoder.h"
#include "error.h"
#include "memory.h"

static oriel_status fetch_row(const oriel_model *model, const orl_copy_row *row, size_t index,
                              oriel_memory *memory, oriel_error *err) {
    void *to = orl_memory_row(memory, model->row_size, index);
    if (to == NULL) {
        return orl_error_memory(err);
    }
    oriel_decoder decoder = {
        .at = row->bytes, .left = row->length, .memory = memory, .model = model, .err = err};
    return orl_decode_row(&decoder, to);
}

/* Reads rows up to the last one; *count of them are in memory. */
static oriel_status fetch_rows(orl_copy *copy, oriel_memory *memory, size_t *count,
                               oriel_error *err) {
    for (;;) {
        orl_copy_row row;
        oriel_status status = orl_copy_next(copy, &row, err);
        if (status != ORIEL_OK || row.bytes == NULL) {
            return status;
        }
        status = fetch_row(copy->model, &row, *count, memory, err);
        if (status != ORIEL_OK) {
            return status;
        }
        *count += 1;
    }
}

oriel_status oriel_fetch(PGconn *conn, const oriel_model *model, oriel_rows *rows,
                         oriel_error *err) {
    orl_error_clear(err);
    memset(rows, 0, sizeof *rows);
    oriel_memory *memory = orl_memory_new();
    if (memory == NULL) {
        return orl_error_memory(err);
    }
    orl_copy copy;
    size_t count = 0;
    oriel_status status = orl_copy_start(conn, model, &copy, err);
    if (status == ORIEL_OK) {
        status = fetch_rows(&copy, memory, &count, err);
        oriel_status ended = orl_copy_end(&copy, err);
        if (status == ORIEL_OK) {
            status = ended;
        }
    }
    if (status != ORIEL_OK || count == 0) {
        oriel_memory_free(memory);
        return status;
    }
    rows->items = orl_memory_rows(memory);
    rows->count = count;
    rows->memory = memory;
    return ORIEL_OK;
}
