#ifndef ORIEL_ANALYZE_LOCKING_CLAUSE_H
#define ORIEL_ANALYZE_LOCKING_CLAUSE_H

/* FOR UPDATE and its kin: what can be locked (manual, SELECT). */

#include "analyze/parse_state.h"

/* "FOR UPDATE" ...: the first locking clause as messages name it. */
const char *locking_clause_name(const PgQuery__SelectStmt *statement);

/* Checks all locking clauses of a query that is otherwise finished.  false with an error. */
bool locking_clause_transform(parse_state *ps, const PgQuery__SelectStmt *statement);

#endif /* ORIEL_ANALYZE_LOCKING_CLAUSE_H */
