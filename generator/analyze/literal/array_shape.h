#ifndef ORIEL_ANALYZE_LITERAL_ARRAY_SHAPE_H
#define ORIEL_ANALYZE_LITERAL_ARRAY_SHAPE_H

/* The dimensions of an array constant, counted from its braces before any element is read.  Part of
 * array_input.c's work. */

#include "analyze/literal/literal_input.h"

#define ARRAY_SHAPE_MOST 6

typedef struct array_shape {
    int count; /* of dimensions; 0: an empty array */
    int size[ARRAY_SHAPE_MOST];
    int low[ARRAY_SHAPE_MOST];
    char delimiter; /* between elements */
} array_shape;

/* Walks through the braces from `p`; false with an error when they do not balance or elements stand
 * where none may. */
bool array_shape_count(const literal_input *in, const char *p, array_shape *shape);

/* False with an error when there are too many elements or the subscripts overflow.  Uneven depths
 * can make a dimension 0: then the array is empty whatever it holds, and count becomes 0. */
bool array_shape_fits(const literal_input *in, array_shape *shape);

/* The error for more than ARRAY_SHAPE_MOST dimensions. */
bool array_shape_too_deep(const literal_input *in, int count);

/* malformed array literal: "shown". */
bool array_input_malformed(const literal_input *in, const char *shown, const char *detail);

#endif /* ORIEL_ANALYZE_LITERAL_ARRAY_SHAPE_H */
