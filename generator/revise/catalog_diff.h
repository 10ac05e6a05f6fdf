#ifndef ORIEL_REVISE_CATALOG_DIFF_H
#define ORIEL_REVISE_CATALOG_DIFF_H

/* What differs between two states of a catalog. */

#include "revise/catalog_image.h"

typedef struct catalog_difference {
    const char *subject;
    const char *before, *after; /* NULL: is not there */
} catalog_difference;

typedef struct catalog_diff {
    catalog_difference *items; /* by subject */
    int count;
    int capacity;
} catalog_diff;

const catalog_diff *catalog_diff_of(arena *a, const catalog_image *before,
                                    const catalog_image *after);

/* "column a of view v is missing", "... was not there before", "... was X and is Y". */
const char *catalog_difference_text(arena *a, const catalog_difference *difference);

#endif /* ORIEL_REVISE_CATALOG_DIFF_H */
