#ifndef ORIEL_REVISE_CATALOG_IMAGE_H
#define ORIEL_REVISE_CATALOG_IMAGE_H

/*
 * A catalog's user objects as sentences, by name and never by OID: two states that say the same are
 * the same to everybody who uses the database.
 */

#include "catalog/catalog.h"

typedef struct catalog_fact {
    const char *subject; /* "column rating of view film_list" */
    const char *fact;    /* "text, position 7" */
} catalog_fact;

typedef struct catalog_image {
    catalog_fact *items; /* by subject */
    int count;
    int capacity;
} catalog_image;

/* All classes; what belongs to extensions and temporary objects are left out. */
const catalog_image *catalog_image_take(arena *a, const catalog *c);

#endif /* ORIEL_REVISE_CATALOG_IMAGE_H */
