#ifndef ORIEL_RUNTIME_ENCODE_H
#define ORIEL_RUNTIME_ENCODE_H

/*
 * Values of C types as parameters of a query.
 */

#include <stddef.h>

#include "oriel/model.h"

enum { ORL_ENCODED_SIZE = 20 }; /* the longest value that is not text: an inet */

/* A parameter as libpq takes it. */
typedef struct orl_parameter {
    const char *value; /* the caller's text, or `bytes` below */
    int length;
    int format; /* 1: binary */
    unsigned char bytes[ORL_ENCODED_SIZE];
} orl_parameter;

/*
 * Encodes the plain C value of a type.  The parameter points into itself and to the value's text,
 * so it must stay where it is.  ORIEL_BAD_ARGUMENT: SQL NULL, no value of the enum, or a type that
 * is no parameter (arrays, composites, point).
 */
oriel_status orl_encode(const oriel_type *type, const void *value, orl_parameter *parameter,
                        oriel_error *err);

#endif /* ORIEL_RUNTIME_ENCODE_H */
