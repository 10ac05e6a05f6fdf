#ifndef ORIEL_RUNTIME_DECODER_H
#define ORIEL_RUNTIME_DECODER_H

/*
 * Turning the bytes of one row, as binary COPY sends them, into the row's struct.  A row is a
 * 16-bit number of columns, then for each a 32-bit length (-1: NULL) and that many bytes.
 *
 * Nothing in the bytes is trusted: every length is checked against what is left, and every count
 * against the bytes its items need at least.
 */

#include <stdbool.h>
#include <stddef.h>

#include "oriel/model.h"
#include "oriel/rows.h"

/* One row being decoded. */
typedef struct oriel_decoder {
    unsigned char *at; /* what is not read yet */
    size_t left;
    oriel_memory *memory; /* for what the row points to */
    /*
     * Whether text may stay where it arrived.  Its terminator then overwrites the first byte of the
     * length that follows it, which has been read by then; the byte after the row must be 0.
     */
    bool in_place;
    const oriel_model *model;
    const oriel_column *column; /* for messages; NULL between columns */
    oriel_error *err;
} oriel_decoder;

/* The bytes of one value that is not NULL; the decoder has moved past them. */
typedef struct orl_value {
    unsigned char *bytes;
    size_t length;
} orl_value;

/* Decodes a whole row into its zeroed struct, by the model's own decoder if it has one. */
oriel_status orl_decode_row(oriel_decoder *in, void *row);

/*
 * Reads the length of one value and the value, and stores it: the NULL form of the type if
 * nullable, the plain one otherwise, in which case NULL is an error.
 */
oriel_status orl_decode_value(oriel_decoder *in, const oriel_type *type, bool nullable, void *to);

/* Reads a number that heads what follows, and terminates text that ended before it. */
oriel_status orl_decoder_int32(oriel_decoder *in, int32_t *value);

/* ORIEL_DECODE: the bytes are not what the column's type allows; what completes the sentence. */
oriel_status orl_decoder_fail(oriel_decoder *in, const char *what);

/* ORIEL_MODEL: the bytes are those of something else than the model describes. */
oriel_status orl_decoder_mismatch(oriel_decoder *in, const char *what);

/* Checks that a value has the length its type always has. */
oriel_status orl_decoder_length(oriel_decoder *in, orl_value value, size_t length);

/* Whether the server may send a value of this type under this OID; an OID of 0 is any. */
bool orl_type_accepts(const oriel_type *type, uint32_t oid);

/* One decoder per kind; `to` is the plain C type. */
oriel_status orl_decode_bool(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_char(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_int2(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_int4(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_int8(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_numeric(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_text(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_jsonb(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_bytea(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_enum(oriel_decoder *in, const oriel_type *type, orl_value value, void *to);
oriel_status orl_decode_time(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_timetz(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_interval(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_uuid(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_inet(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_macaddr(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_macaddr8(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_point(oriel_decoder *in, orl_value value, void *to);
oriel_status orl_decode_array(oriel_decoder *in, const oriel_type *type, orl_value value, void *to);
oriel_status orl_decode_composite(oriel_decoder *in, const oriel_type *type, orl_value value,
                                  void *to);

#endif /* ORIEL_RUNTIME_DECODER_H */
