#ifndef ORIEL_ANALYZE_LEVEL_WALK_H
#define ORIEL_ANALYZE_LEVEL_WALK_H

/* Walks through expressions and all queries inside them, counting how many queries deep each node
 * is: what is asked of variables and aggregates "of this query level". */

#include "analyze/query.h"

typedef enum level_walk_step {
    LEVEL_WALK_DEEPER, /* go on with the node's children */
    LEVEL_WALK_SKIP,   /* go on, leaving the children out */
    LEVEL_WALK_STOP,
} level_walk_step;

/* depth: 0 for expressions of the level the walk started at. */
typedef level_walk_step (*level_visitor)(expr *e, int depth, void *context);

/* True when stopped. */
bool level_walk_expr(expr *e, int depth, level_visitor visit, void *context);
bool level_walk_query(query *q, int depth, level_visitor visit, void *context);

/* The first variable that belongs `level` queries outside the expression (0: to its own), or NULL.
 */
expr *level_walk_find_var(expr *e, int level);
expr *level_walk_find_var_in_query(query *q, int level);

/* The first aggregate, or window call, of the expression's own level, or NULL. */
expr *level_walk_find_aggregate(expr *e);
expr *level_walk_find_aggregate_in_query(query *q);
expr *level_walk_find_window_call(expr *e);

#endif /* ORIEL_ANALYZE_LEVEL_WALK_H */
