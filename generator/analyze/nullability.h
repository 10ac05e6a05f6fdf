#ifndef ORIEL_ANALYZE_NULLABILITY_H
#define ORIEL_ANALYZE_NULLABILITY_H

/*
 * Which columns can never be NULL, by proof from the catalog as it is now, and why (or why not).
 * Sound under three-valued logic: what cannot be proven is nullable.  The rules are stated where they
 * are applied: nullability_expr.c (expressions), nullability_predicate.c (what conditions reject),
 * nullability_outer_join.c (outer joins), nullability_query.c (grouping, set operations),
 * nullability.c (tables).
 */

#include "analyze/query.h"
#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "parse/sql_parser.h"

typedef struct nullability {
    bool not_null;
    const char *reason; /* without "not null: " or "nullable: " */
    int location;       /* what decided it, in the statement at hand; -1: unknown */
    position at;        /* the same in its file, once the statement is known; file NULL: unknown */
    const struct nullability_step *via; /* the column it was taken over from, or NULL */
} nullability;

/* A column of another relation that is shown as it is. */
typedef struct nullability_step {
    const pg_class *relation;
    int attribute; /* from 1 */
    position at;   /* where it is named; file NULL: unknown */
} nullability_step;

/* Remembers what was proven of each relation.  Made for one state of the catalog: a change to the
 * catalog makes its answers stale, then make a new one. */
typedef struct nullability_proofs nullability_proofs;
nullability_proofs *nullability_new(const catalog *c, arena *a);

/* The same without regard to what comments declare (null_override.h). */
nullability_proofs *nullability_new_without_overrides(const catalog *c, arena *a);

/* "at FILE:LINE:COLUMN", or "" for a place that is not known. */
const char *nullability_place(arena *a, position at);

/* One entry per attribute, dropped ones included; lives as long as the arena. */
const nullability *nullability_of_relation(nullability_proofs *proofs, const pg_class *relation);

/* Which columns of a materialized view that is filled now may be NULL: for its filled_nullable. */
const bool *nullability_of_filling(const catalog *c, arena *a, const pg_class *view);

/* The same for the outputs of any query (junk left out).  statement: what it was made from, for the
 * positions; or NULL. */
const nullability *nullability_of_query(nullability_proofs *proofs, query *q,
                                        const sql_statement *statement);

#endif /* ORIEL_ANALYZE_NULLABILITY_H */
