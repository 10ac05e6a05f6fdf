#ifndef ORIEL_ANALYZE_OPERATOR_CACHE_H
#define ORIEL_ANALYZE_OPERATOR_CACHE_H

/*
 * Remembers which operator a name and operand types meant.  Finding one costs a look at all operators
 * of the name ("=" has dozens), and schemas use few combinations very often.
 */

#include "catalog/catalog.h"

typedef struct operator_cache operator_cache;
operator_cache *operator_cache_new(arena *a);

typedef struct operator_cache_slot {
    const pg_operator *found; /* NULL: not looked up yet, or there was none */
} operator_cache_slot;

/* The slot of a bare name with these operand types (left 0: prefix), emptied when the catalog has changed
 * in a way that matters.  Valid until the next call. */
operator_cache_slot *operator_cache_slot_of(operator_cache *cache, const catalog *c, const char *name,
                                            oid left, oid right);

#endif /* ORIEL_ANALYZE_OPERATOR_CACHE_H */
