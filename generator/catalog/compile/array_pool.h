#ifndef ORIEL_CATALOG_COMPILE_ARRAY_POOL_H
#define ORIEL_CATALOG_COMPILE_ARRAY_POOL_H

/*
 * One C array that the arrays of many rows share: equal ones are kept once, so that the generated
 * tables stay small.
 */

#include <stdio.h>

typedef struct array_pool {
    const char *type; /* of an item */
    const char *name; /* of the C array */
    const char **items;
    int item_count;
    struct pooled *kept;
    int kept_count;
} array_pool;

/* Where in the C array these items (C expressions) stand. */
int array_pool_add(array_pool *pool, const char *const *items, int count);

/* The C array's definition; nothing when it would be empty. */
void array_pool_write(const array_pool *pool, FILE *out);

#endif /* ORIEL_CATALOG_COMPILE_ARRAY_POOL_H */
