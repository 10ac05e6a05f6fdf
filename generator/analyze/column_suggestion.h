#ifndef ORIEL_ANALYZE_COLUMN_SUGGESTION_H
#define ORIEL_ANALYZE_COLUMN_SUGGESTION_H

/* What to say about a column that is not there, and what column_ref.c's files share. */

#include "analyze/parse_state.h"

/* The error for a column nobody has, with the nearest names as a hint.  table: NULL or as written.
 */
void column_suggestion_missing(parse_state *ps, const char *table, const char *column,
                               int location);

/* True for entries whose rows have ctid and its like. */
bool column_suggestion_has_system_columns(const range_table_entry *rte);

/* A reference as written, joined by dots. */
const char *column_suggestion_dotted(parse_state *ps, const PgQuery__ColumnRef *ref);

/* False with an error when the item stands on the wrong side of a join for LATERAL. */
bool table_ref_check_lateral(parse_state *ps, const namespace_item *item, int location);

#endif /* ORIEL_ANALYZE_COLUMN_SUGGESTION_H */
