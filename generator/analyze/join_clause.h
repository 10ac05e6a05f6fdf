#ifndef ORIEL_ANALYZE_JOIN_CLAUSE_H
#define ORIEL_ANALYZE_JOIN_CLAUSE_H

/* JOIN: its condition, merged columns, and what it hides (manual 7.2.1.1). */

#include "analyze/from_clause.h"

/* false with an error. */
bool join_clause_transform(parse_state *ps, const PgQuery__JoinExpr *join, from_item *result);

#endif /* ORIEL_ANALYZE_JOIN_CLAUSE_H */
