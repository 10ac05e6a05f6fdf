#ifndef ORIEL_ANALYZE_TARGET_NAME_H
#define ORIEL_ANALYZE_TARGET_NAME_H

/* The names of output columns that were given none.  Part of target_list.h's work. */

#include "analyze/parse_state.h"

/* The name of a SELECT item; `analysed` is what became of it (a scalar subquery lends its column's
 * name). */
const char *target_name_of(const PgQuery__Node *node, expr *analysed);

#endif /* ORIEL_ANALYZE_TARGET_NAME_H */
