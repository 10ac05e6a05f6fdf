#ifndef ORIEL_ANALYZE_SET_OPERATION_H
#define ORIEL_ANALYZE_SET_OPERATION_H

/* UNION, INTERSECT and EXCEPT (manual 7.4 and 10.5). */

#include "analyze/parse_state.h"

/* Fills ps->query from a statement whose op is a set operation.  false with an error. */
bool set_operation_transform(parse_state *ps, const PgQuery__SelectStmt *statement);

#endif /* ORIEL_ANALYZE_SET_OPERATION_H */
