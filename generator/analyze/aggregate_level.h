#ifndef ORIEL_ANALYZE_AGGREGATE_LEVEL_H
#define ORIEL_ANALYZE_AGGREGATE_LEVEL_H

/* Which of the nested queries an aggregate or GROUPING belongs to: the innermost one whose columns
 * its arguments use.  Called when the call is finished. */

#include "analyze/parse_state.h"

typedef struct aggregate_inputs {
    const expr_list *direct;
    const expr_list *args;
    expr *filter;
    int location; /* of the call */
} aggregate_inputs;

/* Levels outwards, or -1 with an error when aggregates are nested or what cannot stand inside one
 * does. */
int aggregate_level_find(parse_state *ps, const aggregate_inputs *inputs);

#endif /* ORIEL_ANALYZE_AGGREGATE_LEVEL_H */
