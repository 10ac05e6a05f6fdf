#ifndef ORIEL_CATALOG_NEVER_NULL_H
#define ORIEL_CATALOG_NEVER_NULL_H

/*
 * What is known of functions beyond the catalog: which of them never give NULL.  Strictness
 * only says that NULL goes in, NULL comes out; many strict functions can give NULL for other reasons.
 * The list is data (catalog/data/never_null.tsv for built-in functions, never_null_symbol.tsv for extensions'); a function that is not in it may give NULL.
 */

#include "catalog/catalog.h"

typedef enum never_null_rule {
    NEVER_NULL_UNKNOWN,   /* may give NULL */
    NEVER_NULL_ALWAYS,    /* not even for NULL arguments or no rows: count(); but for VARIADIC NULL */
    NEVER_NULL_FOR_INPUT, /* not when no argument is NULL; aggregates: when there was a row whose
                             arguments were all not NULL; set-returning: no row of it is NULL */
    NEVER_NULL_FOR_ELEMENTS, /* set-returning: not when its argument's elements are not NULL */
    NEVER_NULL_FOR_FIELD,  /* of a time: not for some fields (first argument), or finite times */
    NEVER_NULL_FOR_FORMAT, /* of a time: not for a finite one and a format that is not empty */
    NEVER_NULL_FOR_ROW,   /* aggregates: when there was a row, whatever was in it: array_agg() */
} never_null_rule;

never_null_rule never_null_of_function(const catalog *c, oid function);

/* The user's word that a function never gives NULL; a strict one: not when no argument is NULL. */
void never_null_declare(catalog *c, oid function);
bool never_null_is_declared(const catalog *c, oid function);

/* The same for one column (from 0) of a function with several OUT columns. */
never_null_rule never_null_of_column(oid function, int column);

#endif /* ORIEL_CATALOG_NEVER_NULL_H */
