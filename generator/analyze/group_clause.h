#ifndef ORIEL_ANALYZE_GROUP_CLAUSE_H
#define ORIEL_ANALYZE_GROUP_CLAUSE_H

/* GROUP BY with grouping sets, and PARTITION BY, which is much the same (manual 7.2.4, 7.2.3). */

#include "analyze/parse_state.h"

typedef struct group_request {
    size_t count;
    PgQuery__Node **nodes;
    clause_kind clause;
    target_list *targets;
    const sort_group_list *order; /* whose operators are taken over where items agree */
    bool output_names;            /* outputs can be named by name and number */
} group_request;

/* sets may be NULL where grouping sets cannot occur.  false with an error. */
bool group_clause_transform(parse_state *ps, const group_request *request, sort_group_list *result,
                            grouping_set_list *sets);

#endif /* ORIEL_ANALYZE_GROUP_CLAUSE_H */
