#ifndef ORIEL_ANALYZE_DATA_MODIFICATION_H
#define ORIEL_ANALYZE_DATA_MODIFICATION_H

/* INSERT, UPDATE and DELETE as WITH queries and in rules and function bodies: what they return
 * (manual 6, 7.8.4). */

#include "analyze/parse_state.h"

/* Fill ps->query.  false with an error. */
bool data_modification_insert(parse_state *ps, const PgQuery__InsertStmt *statement);
bool data_modification_update(parse_state *ps, const PgQuery__UpdateStmt *statement);
bool data_modification_delete(parse_state *ps, const PgQuery__DeleteStmt *statement);

#endif /* ORIEL_ANALYZE_DATA_MODIFICATION_H */
