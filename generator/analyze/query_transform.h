#ifndef ORIEL_ANALYZE_QUERY_TRANSFORM_H
#define ORIEL_ANALYZE_QUERY_TRANSFORM_H

/* Query statements by their own trees rather than nodes: what select.h's doors and set operations
 * lead to. */

#include "analyze/parse_state.h"

/* Fills ps->query.  false with an error. */
bool query_transform_select(parse_state *ps, const PgQuery__SelectStmt *statement);

#endif /* ORIEL_ANALYZE_QUERY_TRANSFORM_H */
