#include "decoder.h"

#include <string.h>

#include "error.h"
#include "memory.h"

oriel_status orl_decode_text(oriel_decoder *in, orl_value value, void *to) {
    if (memchr(value.bytes, '\0', value.length) != NULL) {
        return orl_decoder_fail(in, "a text with a zero byte");
    }
    char *text = (char *)value.bytes;
    if (!in->in_place) {
        text = orl_memory_alloc(in->memory, value.length + 1, 1);
        if (text == NULL) {
            return orl_error_memory(in->err);
        }
        memcpy(text, value.bytes, value.length);
        text[value.length] = '\0';
    }
    const char *result = text;
    memcpy(to, &result, sizeof result);
    return ORIEL_OK;
}

oriel_status orl_decode_jsonb(oriel_decoder *in, orl_value value, void *to) {
    if (value.length < 1 || value.bytes[0] != 1) {
        return orl_decoder_fail(in, "a jsonb in a version other than 1");
    }
    orl_value text = {value.bytes + 1, value.length - 1};
    return orl_decode_text(in, text, to);
}

oriel_status orl_decode_bytea(oriel_decoder *in, orl_value value, void *to) {
    unsigned char *data = value.bytes;
    if (!in->in_place) {
        data = orl_memory_alloc(in->memory, value.length + 1, 1);
        if (data == NULL) {
            return orl_error_memory(in->err);
        }
        memcpy(data, value.bytes, value.length);
    }
    oriel_bytea result = {data, value.length};
    memcpy(to, &result, sizeof result);
    return ORIEL_OK;
}

/* A C enum is as wide as its compiler likes. */
static oriel_status store_enum(oriel_decoder *in, size_t size, size_t index, void *to) {
    unsigned char narrow = (unsigned char)index;
    uint16_t medium = (uint16_t)index;
    uint32_t usual = (uint32_t)index;
    if (size == sizeof usual) {
        memcpy(to, &usual, sizeof usual);
    } else if (size == sizeof medium) {
        memcpy(to, &medium, sizeof medium);
    } else if (size == sizeof narrow) {
        memcpy(to, &narrow, sizeof narrow);
    } else {
        return orl_decoder_mismatch(in, "the model has an enum of an unknown size");
    }
    return ORIEL_OK;
}

oriel_status orl_decode_enum(oriel_decoder *in, const oriel_type *type, orl_value value, void *to) {
    for (size_t i = 0; i < type->part_count; i++) {
        const char *label = type->labels[i];
        if (strlen(label) == value.length && memcmp(label, value.bytes, value.length) == 0) {
            return store_enum(in, type->size, i, to);
        }
    }
    return orl_error_set(
        in->err, ORIEL_MODEL, "%s of %s.%s: the model of enum %s has no label \"%.*s\"",
        in->column == NULL ? "a row" : in->column->name, in->model->schema, in->model->name,
        type->name, (int)(value.length < 64 ? value.length : 64), (const char *)value.bytes);
}
