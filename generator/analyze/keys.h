#ifndef ORIEL_ANALYZE_KEYS_H
#define ORIEL_ANALYZE_KEYS_H

/*
 * Which sets of a relation's columns are unique, by proof: no two rows have equal values in all of
 * them, where none of these is NULL.  They drive find-by-key functions.
 */

#include "analyze/nullability.h"

typedef struct relation_key {
    const int *attributes; /* ascending attribute numbers; none: the relation has at most one row */
    int count;
    const char *reason;    /* "film's primary key", "GROUP BY", "DISTINCT" */
} relation_key;
typedef LIST_OF(relation_key) relation_key_list;

/* Minimal keys (no one contains another), the most useful first: primary keys, then fewer columns, then
 * column order.  Lives as long as the arena. */
typedef struct key_proofs key_proofs;
key_proofs *keys_new(const catalog *c, arena *a);
const relation_key_list *keys_of_relation(key_proofs *proofs, const pg_class *relation);
const relation_key_list *keys_of_query(key_proofs *proofs, query *q);

#endif /* ORIEL_ANALYZE_KEYS_H */
