#ifndef ORIEL_ANALYZE_VALUES_H
#define ORIEL_ANALYZE_VALUES_H

/* VALUES as a query (manual 7.7). */

#include "analyze/parse_state.h"

/* Fills ps->query.  false with an error. */
bool values_transform(parse_state *ps, const PgQuery__SelectStmt *statement);

#endif /* ORIEL_ANALYZE_VALUES_H */
