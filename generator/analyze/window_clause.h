#ifndef ORIEL_ANALYZE_WINDOW_CLAUSE_H
#define ORIEL_ANALYZE_WINDOW_CLAUSE_H

/* WINDOW and OVER definitions (manual 4.2.8, 7.2.5). */

#include "analyze/parse_state.h"

/* ps->window_definitions into windows, in the same order.  false with an error. */
bool window_clause_transform(parse_state *ps, target_list *targets, window_list *result);

#endif /* ORIEL_ANALYZE_WINDOW_CLAUSE_H */
