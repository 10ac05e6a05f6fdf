#include "analyze/aggregate_level.h"

#include "analyze/level_walk.h"
#include "parse/sqlstate.h"

/* The nearest levels met so far; -1: none. */
typedef struct level_scan {
    parse_state *ps;
    int variable, aggregate;
    const expr *first_variable, *first_aggregate; /* of those levels */
    int cte;                                      /* whose WITH query is read inside; -1: none */
    const char *cte_name;
} level_scan;

static level_scan level_scan_new(parse_state *ps) {
    return (level_scan){.ps = ps, .variable = -1, .aggregate = -1, .cte = -1};
}

static void note(int level, const expr *e, int *nearest, const expr **first) {
    if (level >= 0 && (*nearest < 0 || level < *nearest)) {
        *nearest = level;
        *first = e;
    }
}

static level_walk_step reject(level_scan *scan, const expr *e, const char *sqlstate,
                              const char *what, const char *hint) {
    analysis_error(scan->ps->analysis, sqlstate, expr_location(e),
                   "aggregate function calls cannot contain %s calls", what)
        ->hint = hint;
    return LEVEL_WALK_STOP;
}

static bool is_set_call(const expr *e) {
    return (e->kind == EXPR_FUNC && e->u.func.returns_set) ||
           (e->kind == EXPR_OP && e->u.op.returns_set);
}

/* The WITH queries that a query inside the arguments reads. */
static void note_ctes(level_scan *scan, const query *q, int depth) {
    for (int i = 0; i < q->rtable.count; i++) {
        const range_table_entry *rte = q->rtable.items[i];
        int level = rte->cte_levels_up - depth;
        if (rte->kind == RTE_CTE && level >= 0 && (scan->cte < 0 || level < scan->cte)) {
            scan->cte = level;
            scan->cte_name = rte->cte_name;
        } else if (rte->kind == RTE_SUBQUERY && rte->subquery != NULL) {
            note_ctes(scan, rte->subquery, depth + 1);
        }
    }
}

static level_walk_step scan_node(expr *e, int depth, void *context) {
    level_scan *scan = context;
    if (e->kind == EXPR_VAR) {
        note(e->u.var.levels_up - depth, e, &scan->variable, &scan->first_variable);
    } else if (e->kind == EXPR_AGGREF) {
        note(e->u.aggref.levels_up - depth, e, &scan->aggregate, &scan->first_aggregate);
    } else if (e->kind == EXPR_GROUPING) {
        note(e->u.grouping.levels_up - depth, e, &scan->aggregate, &scan->first_aggregate);
    } else if (e->kind == EXPR_SUBLINK && e->u.sublink.query != NULL) {
        note_ctes(scan, e->u.sublink.query, depth + 1);
    } else if (depth == 0 && is_set_call(e)) {
        return reject(scan, e, SQLSTATE_FEATURE_NOT_SUPPORTED, "set-returning function",
                      "You might be able to move the set-returning function into a LATERAL FROM "
                      "item.");
    } else if (depth == 0 && e->kind == EXPR_WINDOW_FUNC) {
        return reject(scan, e, SQLSTATE_GROUPING_ERROR, "window function", NULL);
    }
    return LEVEL_WALK_DEEPER;
}

static bool scan_list(level_scan *scan, const expr_list *list) {
    for (int i = 0; list != NULL && i < list->count; i++) {
        if (level_walk_expr(list->items[i], 0, scan_node, scan)) {
            return false;
        }
    }
    return true;
}

static int nested(parse_state *ps, const expr *inner) {
    analysis_error(ps->analysis, SQLSTATE_GROUPING_ERROR, expr_location(inner),
                   "aggregate function calls cannot be nested");
    return -1;
}

/* Direct arguments are evaluated once for a group, so they may not use the rows' columns. */
static int check_direct(parse_state *ps, const expr_list *direct, int level) {
    level_scan scan = level_scan_new(ps);
    if (!scan_list(&scan, direct)) {
        return -1;
    }
    if (scan.variable >= 0 && scan.variable < level) {
        analysis_error(ps->analysis, SQLSTATE_GROUPING_ERROR, expr_location(scan.first_variable),
                       "outer-level aggregate cannot contain a lower-level variable in its direct "
                       "arguments");
        return -1;
    }
    if (scan.aggregate >= 0 && scan.aggregate <= level) {
        return nested(ps, scan.first_aggregate);
    }
    return level;
}

int aggregate_level_find(parse_state *ps, const aggregate_inputs *inputs) {
    level_scan scan = level_scan_new(ps);
    if (!scan_list(&scan, inputs->args) ||
        (inputs->filter != NULL && level_walk_expr(inputs->filter, 0, scan_node, &scan))) {
        return -1;
    }
    int level = scan.variable;
    if (level < 0 || (scan.aggregate >= 0 && scan.aggregate < level)) {
        level = scan.aggregate;
    }
    if (level < 0) {
        level = 0;
    }
    if (scan.aggregate == level) {
        return nested(ps, scan.first_aggregate);
    }
    if (scan.cte >= 0 && scan.cte < level) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, inputs->location,
                       "outer-level aggregate cannot use a nested CTE")
            ->detail = analysis_text(
            ps->analysis, "CTE \"%s\" is below the aggregate's semantic level.", scan.cte_name);
        return -1;
    }
    return inputs->direct != NULL && inputs->direct->count > 0
               ? check_direct(ps, inputs->direct, level)
               : level;
}
