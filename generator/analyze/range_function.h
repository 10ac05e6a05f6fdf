#ifndef ORIEL_ANALYZE_RANGE_FUNCTION_H
#define ORIEL_ANALYZE_RANGE_FUNCTION_H

/* Functions in FROM: ROWS FROM, WITH ORDINALITY, column definition lists (manual 7.2.1.4). */

#include "analyze/parse_state.h"

/* NULL with an error. */
namespace_item *range_function_transform(parse_state *ps, const PgQuery__RangeFunction *range);

#endif /* ORIEL_ANALYZE_RANGE_FUNCTION_H */
