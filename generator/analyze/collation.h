#ifndef ORIEL_ANALYZE_COLLATION_H
#define ORIEL_ANALYZE_COLLATION_H

/* Which collation every expression has and uses, and where inputs disagree (manual 24.2). */

#include "analyze/parse_state.h"

/* Runs over all expressions of a finished query level (subqueries are done by their own analysis).
 */
bool collation_assign_query(parse_state *ps, query *q);
bool collation_assign_expr(parse_state *ps, expr *e);
bool collation_assign_list(parse_state *ps, expr_list *list);

/* The collation a list of inputs has together (UNION columns, VALUES); none_ok: conflict gives 0
 * instead of an error. false with an error. */
bool collation_select(parse_state *ps, const expr_list *list, bool none_ok, oid *collation);

#endif /* ORIEL_ANALYZE_COLLATION_H */
