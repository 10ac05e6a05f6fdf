#ifndef ORIEL_ANALYZE_LINEAGE_H
#define ORIEL_ANALYZE_LINEAGE_H

/*
 * Where the columns of views come from: through subqueries, WITH queries and other views down to the
 * columns of tables.
 */

#include "analyze/query.h"

/* A column of a table (or of a system view, whose query is not known). */
typedef struct lineage_column {
    oid relation;
    int attribute; /* 0: the whole row */
} lineage_column;
typedef LIST_OF(lineage_column) lineage_column_list;

typedef struct lineage_output {
    lineage_column_list sources; /* by relation, then attribute; empty: constants only */
    bool is_copy;                /* the value is that of the one source column, unchanged */
} lineage_output;

typedef struct lineage {
    lineage_output *outputs;   /* by attribute, from 0 */
    int output_count;
    lineage_column_list uses;  /* what the query names directly, in whatever clause: columns of the
                                  relations in its FROM clauses; attribute 0: the relation as a whole */
} lineage;

/* Remembers the lineage of each view, for one state of the catalog. */
typedef struct lineage_map lineage_map;
lineage_map *lineage_new(const catalog *c, arena *a);

/* A table's columns come from themselves.  Lives as long as the arena. */
const lineage *lineage_of_relation(lineage_map *map, const pg_class *relation);
const lineage *lineage_of_query(lineage_map *map, query *q);

#endif /* ORIEL_ANALYZE_LINEAGE_H */
