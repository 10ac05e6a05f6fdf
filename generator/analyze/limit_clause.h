#ifndef ORIEL_ANALYZE_LIMIT_CLAUSE_H
#define ORIEL_ANALYZE_LIMIT_CLAUSE_H

/* LIMIT, OFFSET and FETCH FIRST (manual 7.6). */

#include "analyze/parse_state.h"

/* Fills ps->query's limit and offset.  false with an error. */
bool limit_clause_transform(parse_state *ps, const PgQuery__SelectStmt *statement);

/* false with an error when the expression refers to columns of its own query level. */
bool limit_clause_check_constant(parse_state *ps, expr *e, const char *construct);

#endif /* ORIEL_ANALYZE_LIMIT_CLAUSE_H */
