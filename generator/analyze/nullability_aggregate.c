#include "analyze/nullability_internal.h"

#include "catalog/never_null.h"

/* Proofs for aggregates and window functions: whether there is a row, and what it holds. */

static nullability of_aggregate_args(null_scope *s, expr *e) {
    for (int i = 0; i < e->u.aggref.args.count; i++) {
        target *arg = &e->u.aggref.args.items[i];
        nullability n = arg->junk ? nullability_proven("", e) : nullability_of_expr(s, arg->expr);
        if (!n.not_null) {
            return n;
        }
    }
    return nullability_of_all(s, &e->u.aggref.direct, "", e);
}

nullability nullability_of_aggregate(null_scope *s, expr *e) {
    const char *name = nullability_function_name(s, e->u.aggref.function);
    arena *a = nullability_arena(s->proofs);
    never_null_rule rule =
        never_null_of_function(nullability_catalog(s->proofs), e->u.aggref.function);
    if (rule == NEVER_NULL_ALWAYS) {
        return nullability_proven(arena_printf(a, "%s() never returns null", name), e);
    }
    if (rule == NEVER_NULL_UNKNOWN) {
        return nullability_unproven(arena_printf(a, "%s() may return null", name), e);
    }
    if (e->u.aggref.levels_up > 0) {
        return nullability_unproven(arena_printf(a, "%s() belongs to a query around", name), e);
    }
    if (!s->one_input_row) {
        return nullability_unproven(arena_printf(a, "%s() of no rows is null", name), e);
    }
    if (e->u.aggref.filter != NULL) {
        return nullability_unproven(
            arena_printf(a, "%s() of no rows is null, and FILTER may leave none", name), e);
    }
    if (rule == NEVER_NULL_FOR_ROW) {
        return nullability_proven(arena_printf(a, "%s() of at least one row", name), e);
    }
    s->before_grouping++;
    nullability n = of_aggregate_args(s, e);
    s->before_grouping--;
    return n.not_null
               ? nullability_proven(arena_printf(a, "%s() of values that are never null", name), e)
               : n;
}

/* The frame holds at least the current row. */
static bool frame_holds_current_row(const window_clause *w) {
    enum { /* the grammar's frame bits */
           BETWEEN = 0x00010,
           START_UNBOUNDED_PRECEDING = 0x00020,
           END_UNBOUNDED_FOLLOWING = 0x00100,
           START_CURRENT_ROW = 0x00200,
           END_CURRENT_ROW = 0x00400,
           START_OFFSET_PRECEDING = 0x00800,
           END_OFFSET_FOLLOWING = 0x04000,
           EXCLUDE_CURRENT_ROW = 0x08000,
           EXCLUDE_GROUP = 0x10000,
    };
    int options = w->frame_options;
    return (options & (START_UNBOUNDED_PRECEDING | START_CURRENT_ROW | START_OFFSET_PRECEDING)) !=
               0 &&
           (options & (END_UNBOUNDED_FOLLOWING | END_CURRENT_ROW | END_OFFSET_FOLLOWING)) != 0 &&
           (options & (EXCLUDE_CURRENT_ROW | EXCLUDE_GROUP)) == 0;
}

nullability nullability_of_window_function(null_scope *s, expr *e) {
    const char *name = nullability_function_name(s, e->u.window_func.function);
    arena *a = nullability_arena(s->proofs);
    never_null_rule rule =
        never_null_of_function(nullability_catalog(s->proofs), e->u.window_func.function);
    if (rule == NEVER_NULL_ALWAYS) {
        return nullability_proven(arena_printf(a, "%s() never returns null", name), e);
    }
    if (rule == NEVER_NULL_UNKNOWN) {
        return nullability_unproven(arena_printf(a, "%s() may return null", name), e);
    }
    int window = e->u.window_func.window;
    if (window < 1 || window > s->query->windows.count ||
        !frame_holds_current_row(s->query->windows.items[window - 1])) {
        return nullability_unproven(arena_printf(a, "the frame of %s() may be empty", name), e);
    }
    if (e->u.window_func.filter != NULL) {
        return nullability_unproven(
            arena_printf(a, "%s() of no rows is null, and FILTER may leave none", name), e);
    }
    if (rule == NEVER_NULL_FOR_ROW) {
        return nullability_proven(arena_printf(a, "%s() of at least one row", name), e);
    }
    return nullability_of_all(s, &e->u.window_func.args,
                              arena_printf(a, "%s() of values that are never null", name), e);
}
