#ifndef ORIEL_CATALOG_NEVER_NULL_ENTRY_H
#define ORIEL_CATALOG_NEVER_NULL_ENTRY_H

/* The list of never_null.h as the build makes it from data/never_null.tsv; sorted by OID. */

#include "catalog/oid.h"

typedef struct never_null_entry {
    oid function;
    char rule;           /* a always, i for input, r for a row, c see columns */
    const char *columns; /* per OUT column: a, i, or n not known; "" for single results */
} never_null_entry;

extern const never_null_entry never_null_entries[];
extern const int never_null_entry_count;

#endif /* ORIEL_CATALOG_NEVER_NULL_ENTRY_H */
