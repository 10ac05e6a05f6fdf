#ifndef ORIEL_ANALYZE_COLUMN_DEFINITION_H
#define ORIEL_ANALYZE_COLUMN_DEFINITION_H

/* AS (name type, ...) behind a function that returns a plain record. */

#include "analyze/parse_state.h"

/* Adds the columns to the entry.  false with an error. */
bool column_definition_add(parse_state *ps, range_table_entry *rte, size_t count,
                           PgQuery__Node **definitions);

#endif /* ORIEL_ANALYZE_COLUMN_DEFINITION_H */
