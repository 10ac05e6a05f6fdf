#ifndef ORIEL_ANALYZE_RECORD_ORIGIN_H
#define ORIEL_ANALYZE_RECORD_ORIGIN_H

/* Where a column of type RECORD was made: followed through subqueries, WITH queries and joins.  Part of
 * row_type.h's work. */

#include "analyze/parse_state.h"

/* One of the two: a whole row of an entry, or the expression that makes the record. */
typedef struct record_origin {
    const range_table_entry *rte;
    const expr *expr;
} record_origin;

record_origin record_origin_trace(parse_state *ps, const expr *e);

#endif /* ORIEL_ANALYZE_RECORD_ORIGIN_H */
