#ifndef ORIEL_SUPPORT_WIRE_H
#define ORIEL_SUPPORT_WIRE_H

/*
 * Bytes as a server sends them, for tests of decoders.  Decoding happens on an allocation of
 * exactly their length and one zero byte, so that a sanitizer sees a read beyond them.
 */

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decoder.h"
#include "memory.h"
#include "network_order.h"

typedef struct wire {
    unsigned char bytes[4096];
    size_t length;
} wire;

static inline void wire_bytes(wire *to, const void *bytes, size_t length) {
    assert(length <= sizeof to->bytes - to->length);
    memcpy(to->bytes + to->length, bytes, length);
    to->length += length;
}

static inline void wire_int16(wire *to, int value) {
    unsigned char bytes[2];
    network_put_uint16(bytes, (uint16_t)value);
    wire_bytes(to, bytes, sizeof bytes);
}

static inline void wire_int32(wire *to, int64_t value) {
    unsigned char bytes[4];
    network_put_uint32(bytes, (uint32_t)value);
    wire_bytes(to, bytes, sizeof bytes);
}

static inline void wire_int64(wire *to, int64_t value) {
    unsigned char bytes[8];
    network_put_uint64(bytes, (uint64_t)value);
    wire_bytes(to, bytes, sizeof bytes);
}

static inline void wire_null(wire *to) {
    wire_int32(to, -1);
}

/* A text with its length before it. */
static inline void wire_text(wire *to, const char *text) {
    wire_int32(to, (int64_t)strlen(text));
    wire_bytes(to, text, strlen(text));
}

/* A whole value with its length before it. */
static inline void wire_value(wire *to, const wire *value) {
    wire_int32(to, (int64_t)value->length);
    wire_bytes(to, value->bytes, value->length);
}

/* A decoding under way and what it left behind; free it with decoding_free. */
typedef struct decoding {
    unsigned char *bytes;
    oriel_memory *memory;
    oriel_error err;
    oriel_status status;
} decoding;

static const oriel_model wire_model = {"public", "test", true, false, NULL, 0,   NULL,
                                       0,        0,      "",   "",    "",   NULL};

static inline oriel_decoder decoding_start(decoding *with, const void *bytes, size_t length) {
    memset(with, 0, sizeof *with);
    with->bytes = malloc(length + 1);
    with->memory = orl_memory_new();
    assert(with->bytes != NULL && with->memory != NULL);
    if (length > 0) {
        memcpy(with->bytes, bytes, length);
    }
    with->bytes[length] = '\0';
    oriel_decoder decoder = {.at = with->bytes,
                             .left = length,
                             .memory = with->memory,
                             .model = &wire_model,
                             .err = &with->err};
    return decoder;
}

/* Decodes one value given without its length, into a zeroed `to` of the type's nullable size. */
static inline decoding decode_bytes(const oriel_type *type, const void *bytes, size_t length,
                                    void *to) {
    wire framed = {{0}, 0};
    wire_int32(&framed, (int64_t)length);
    wire_bytes(&framed, bytes, length);
    decoding with;
    oriel_decoder decoder = decoding_start(&with, framed.bytes, framed.length);
    memset(to, 0, type->nullable_size);
    with.status = orl_decode_value(&decoder, type, true, to);
    return with;
}

static inline decoding decode_wire(const oriel_type *type, const wire *value, void *to) {
    return decode_bytes(type, value->bytes, value->length, to);
}

static inline void decoding_free(decoding *with) {
    free(with->bytes);
    oriel_memory_free(with->memory);
}

#endif /* ORIEL_SUPPORT_WIRE_H */
