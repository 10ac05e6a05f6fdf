#ifndef ORIEL_ANALYZE_EXPRESSION_H
#define ORIEL_ANALYZE_EXPRESSION_H

/* Raw expressions into analysed ones.  Each kind of expression has a file of its own behind this door. */

#include "analyze/parse_state.h"

/* NULL with the statement's error added.  `clause` says where the expression stands. */
expr *expression_transform(parse_state *ps, PgQuery__Node *node, clause_kind clause);

/* The same within the clause that is being analysed already. */
expr *expression_transform_inner(parse_state *ps, PgQuery__Node *node);

/* The list of a row or VALUES: `expr.*` is expanded. */
bool expression_transform_list(parse_state *ps, size_t count, PgQuery__Node **nodes, clause_kind clause,
                               bool allow_default, expr_list *result);

/* Aggregates, grouping and window calls met in this clause: allowed there?  Sets the level the call
 * belongs to and marks that query.  false with an error. */
bool aggregate_call_finish(parse_state *ps, expr *aggref, const PgQuery__FuncCall *func);
bool window_call_finish(parse_state *ps, expr *window_func, PgQuery__WindowDef *over);
bool grouping_call_finish(parse_state *ps, expr *grouping);
/* A set-returning call or operator: allowed in this clause, at this nesting? */
bool set_function_check(parse_state *ps, const expr *last_set_function, int location);

/*
 * An aggregate call's ORDER BY / DISTINCT / FILTER / WITHIN GROUP: fills aggref's lists from its
 * coerced arguments.  Called by function_call_make before aggregate_call_finish.
 */
typedef struct aggregate_arguments {
    expr_list args;                 /* coerced, direct ones first for ordered-set aggregates */
    const PgQuery__FuncCall *func;
    expr *filter;                   /* FILTER's condition, analysed; or NULL */
    expr_list order_args;           /* analysed WITHIN GROUP arguments with their SortBy in func->agg_order */
} aggregate_arguments;
bool aggregate_call_fill(parse_state *ps, expr *aggref, const aggregate_arguments *arguments);

#endif /* ORIEL_ANALYZE_EXPRESSION_H */
