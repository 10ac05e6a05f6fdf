#ifndef ORIEL_ANALYZE_NULLABILITY_H
#define ORIEL_ANALYZE_NULLABILITY_H

/*
 * Which columns can never be NULL, by proof from the catalog as it is now, and why (or why not).
 * Sound under three-valued logic: what cannot be proven is nullable.  The rules are stated where they
 * are applied: nullability_expr.c (expressions), nullability_predicate.c (what conditions reject),
 * nullability_query.c (joins, grouping, set operations), nullability.c (tables).
 */

#include "analyze/query.h"

typedef struct nullability {
    bool not_null;
    const char *reason; /* without "not null: " or "nullable: " */
    int location;       /* what decided it, in the statement the relation was made by; -1: unknown */
} nullability;

/* Remembers what was proven of each relation.  Made for one state of the catalog: a change to the
 * catalog makes its answers stale, then make a new one. */
typedef struct nullability_proofs nullability_proofs;
nullability_proofs *nullability_new(const catalog *c, arena *a);

/* One entry per attribute, dropped ones included; lives as long as the arena. */
const nullability *nullability_of_relation(nullability_proofs *proofs, const pg_class *relation);

/* The same for the outputs of any query (junk left out). */
const nullability *nullability_of_query(nullability_proofs *proofs, query *q);

#endif /* ORIEL_ANALYZE_NULLABILITY_H */
