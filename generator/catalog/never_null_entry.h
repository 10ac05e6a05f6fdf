#ifndef ORIEL_CATALOG_NEVER_NULL_ENTRY_H
#define ORIEL_CATALOG_NEVER_NULL_ENTRY_H

/* The list of never_null.h as the build makes it from data/never_null*.tsv; sorted by OID. */

#include "catalog/oid.h"

typedef struct never_null_entry {
    oid function;
    char rule;           /* a always, i for input, r for a row, e for elements, f by field, t by
                            format, c see columns */
    const char *columns; /* per OUT column: a, i, or n not known; "" for single results */
} never_null_entry;

/* Functions of extensions and those that CREATE TYPE makes, by the C function behind them; sorted. */
typedef struct never_null_symbol {
    const char *symbol;
    char rule; /* a or i */
} never_null_symbol;

extern const never_null_entry never_null_entries[];
extern const never_null_symbol never_null_symbols[];
extern const int never_null_symbol_count;
extern const int never_null_entry_count;

#endif /* ORIEL_CATALOG_NEVER_NULL_ENTRY_H */
