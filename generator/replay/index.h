#ifndef ORIEL_REPLAY_INDEX_H
#define ORIEL_REPLAY_INDEX_H

/* Indexes, as CREATE INDEX and as keys and exclusion constraints make them. */

#include "analyze/expr.h"
#include "replay/relation.h"

typedef struct index_column {
    const char *name;  /* of the index's column */
    int16_t attribute; /* 0: an expression */
    expr *expr;
    oid type;
    oid collation;
    oid opclass;
    oid exclusion_operator;
    int16_t order; /* 1 DESC, 2 NULLS FIRST, as bits */
} index_column;

typedef struct index_plan {
    oid table;
    const char *name; /* NULL: chosen by the server's rule */
    oid access_method;
    bool unique, primary, exclusion, is_constraint;
    bool deferrable, deferred, nulls_not_distinct;
    LIST_OF(index_column) columns; /* INCLUDE columns at the end */
    int key_count;
    expr *predicate;
    const int16_t *expression_map; /* what numbers in expressions mean; NULL: the table's columns */
    int expression_map_count;
    oid parent_index; /* of the partitioned table's index */
    oid parent_constraint;
    bool only; /* ON ONLY: partitions are left alone */
    bool if_not_exists;
    bool partial; /* has a predicate, if only one that is not at hand */
} index_plan;

/* Makes the index, its constraint where it is one, and those of partitions; 0 with an error. */
oid index_create(replay *r, index_plan *plan);

/* What the statement says, analysed; false with an error. */
bool index_plan_of_statement(replay *r, const PgQuery__IndexStmt *s, index_plan *plan);
bool index_plan_of_constraint(replay *r, oid table, const PgQuery__Constraint *k, index_plan *plan);

/* The plan that makes the same index on another table; columns through the map. */
index_plan index_plan_of_index(replay *r, const pg_class *index, oid table, const int16_t *map);

/* All indexes of a table, by OID. */
oid_list index_list(replay *r, oid table);

/* The constraint an index belongs to, or NULL. */
const pg_constraint *index_constraint(replay *r, oid index);

/* Gives a partition what the partitioned table has: an index attached or made for each. */
bool index_clone_to_partition(replay *r, oid parent, oid partition);

/* The operator class a column of this type gets; names may be empty: the default one.  0 with an
 * error. */
oid index_opclass(replay *r, size_t count, PgQuery__Node **names, oid type, const pg_am *method);

/* The index access method of that name; NULL with an error. */
const pg_am *index_access_method(replay *r, const char *name);

/* Makes a child index belong to a partitioned one. */
void index_attach(replay *r, oid child, oid parent);

/* Attaches an index that is there already and says what the plan says, if there is one. */
bool index_attach_existing(replay *r, const index_plan *plan);

/* ALTER INDEX ... ATTACH PARTITION; false with an error. */
bool index_attach_partition(replay *r, oid part, oid whole);

/* A partitioned index that was made ONLY becomes valid once every partition has its part. */
void index_validate(replay *r, oid parent);

/* Parts of a plan, as CREATE INDEX and constraints write them; false with an error. */
bool index_add_key(replay *r, const pg_class *table, const PgQuery__IndexElem *e, const pg_am *am,
                   index_plan *plan);
bool index_add_included(replay *r, const pg_class *table, const char *name, index_plan *plan);
bool index_read_predicate(replay *r, PgQuery__Node *node, oid table, index_plan *plan);

/* The error of a unique index on a table with foreign partitions. */
void index_refuse_foreign_partitions(replay *r, const pg_class *table);

#endif /* ORIEL_REPLAY_INDEX_H */
