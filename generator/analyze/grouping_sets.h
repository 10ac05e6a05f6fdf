#ifndef ORIEL_ANALYZE_GROUPING_SETS_H
#define ORIEL_ANALYZE_GROUPING_SETS_H

/* What ROLLUP, CUBE and lists of sets amount to when multiplied out (manual 7.2.4). */

#include "analyze/query.h"

typedef LIST_OF(int) grouping_ref_list; /* ascending sort_group_refs */
typedef LIST_OF(grouping_ref_list) expanded_sets;

/* All grouping sets of a query; false when there are more than `limit`. */
bool grouping_sets_expand(arena *a, const query *q, int limit, expanded_sets *result);

#endif /* ORIEL_ANALYZE_GROUPING_SETS_H */
