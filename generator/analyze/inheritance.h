#ifndef ORIEL_ANALYZE_INHERITANCE_H
#define ORIEL_ANALYZE_INHERITANCE_H

/* Which tables inherit from which, for one state of the catalog (partitions included). */

#include "catalog/catalog.h"

typedef struct inheritance inheritance;
inheritance *inheritance_new(const catalog *c, arena *a);

typedef struct inheritance_children {
    const pg_class *const *items;
    int count;
} inheritance_children;

/* The direct children, in the order they were made. */
inheritance_children inheritance_children_of(inheritance *map, oid parent);

/* Tables that inherit without being partitions: constraints do not span them. */
bool inheritance_has_plain_children(inheritance *map, const pg_class *table);

#endif /* ORIEL_ANALYZE_INHERITANCE_H */
