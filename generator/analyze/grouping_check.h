#ifndef ORIEL_ANALYZE_GROUPING_CHECK_H
#define ORIEL_ANALYZE_GROUPING_CHECK_H

/* In a grouped query, every column must be grouped, aggregated or depend on what is grouped (manual
 * 7.2.3). */

#include "analyze/parse_state.h"

/* false with an error. */
bool grouping_check_query(parse_state *ps, query *q);

#endif /* ORIEL_ANALYZE_GROUPING_CHECK_H */
