#ifndef ORIEL_ANALYZE_INSERT_SOURCE_H
#define ORIEL_ANALYZE_INSERT_SOURCE_H

/* What INSERT writes: its column list, and the rows of VALUES or of a query (manual 6.1, INSERT).
 */

#include "analyze/parse_state.h"

/* Fills the targets and assignments of ps->query.  item: the table's.  false with an error. */
bool insert_source_transform(parse_state *ps, const PgQuery__InsertStmt *statement,
                             const namespace_item *item);

#endif /* ORIEL_ANALYZE_INSERT_SOURCE_H */
