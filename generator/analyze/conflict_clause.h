#ifndef ORIEL_ANALYZE_CONFLICT_CLAUSE_H
#define ORIEL_ANALYZE_CONFLICT_CLAUSE_H

/* ON CONFLICT of INSERT (manual, INSERT). */

#include "analyze/parse_state.h"

/* item: the table's.  A NULL clause is right.  false with an error. */
bool conflict_clause_transform(parse_state *ps, const PgQuery__OnConflictClause *clause,
                               namespace_item *item);

#endif /* ORIEL_ANALYZE_CONFLICT_CLAUSE_H */
