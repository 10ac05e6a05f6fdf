#ifndef ORIEL_ANALYZE_RELATION_ENTRY_H
#define ORIEL_ANALYZE_RELATION_ENTRY_H

/* Entries for tables and for references to WITH queries; the door to those for tables is
 * from_clause.h. */

#include "analyze/parse_state.h"

/* A reference to a WITH query; var gives alias and place.  NULL with an error. */
namespace_item *cte_reference_item(parse_state *ps, common_table_expr *cte, int levels_up,
                                   const PgQuery__RangeVar *var);

#endif /* ORIEL_ANALYZE_RELATION_ENTRY_H */
