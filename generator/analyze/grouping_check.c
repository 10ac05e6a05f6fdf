#include "analyze/grouping_check.h"

#include "analyze/column_ref.h"
#include "analyze/grouping_sets.h"
#include "analyze/level_walk.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

#define GROUPING_SET_LIMIT 4096

typedef LIST_OF(int) index_list;

typedef struct grouping_check {
    parse_state *ps;
    query *query;
    expr_list grouped;             /* GROUP BY's expressions */
    expr_list common;              /* those of them that are columns in every grouping set */
    index_list dependent, checked; /* entries whose primary key is grouped; all that were asked */
    bool in_direct_arguments;
} grouping_check;

/* --- Grouped expressions --------------------------------------------------------------------- */

/* Does the column of this level, seen from `depth` queries inside, mean the same as the grouped
 * one? */
static bool is_same_column(const expr *var, int depth, const expr *grouped) {
    return grouped->kind == EXPR_VAR && grouped->u.var.levels_up == 0 &&
           var->u.var.levels_up == depth && grouped->u.var.rtindex == var->u.var.rtindex &&
           grouped->u.var.attribute == var->u.var.attribute;
}

static bool is_grouped(const grouping_check *g, const expr *e, int depth) {
    for (int i = 0; i < g->grouped.count; i++) {
        const expr *grouped = g->grouped.items[i];
        if (e->kind == EXPR_VAR ? is_same_column(e, depth, grouped)
                                : depth == 0 && expr_equal(e, grouped)) {
            return true;
        }
    }
    return false;
}

/* What a column of a join without a name stands for, or NULL. */
static expr *join_column(const query *q, const expr *var) {
    const range_table_entry *rte = query_rte(q, var->u.var.rtindex);
    int attribute = var->u.var.attribute;
    return rte->kind == RTE_JOIN && attribute > 0 && attribute <= rte->columns.count
               ? rte->columns.items[attribute - 1].join_alias
               : NULL;
}

/* --- Functional dependency ------------------------------------------------------------------- */

static bool is_common_column(const grouping_check *g, int rtindex, int attribute) {
    for (int i = 0; i < g->common.count; i++) {
        const expr *e = g->common.items[i];
        if (e->u.var.rtindex == rtindex && e->u.var.attribute == attribute) {
            return true;
        }
    }
    return false;
}

static bool contains(const index_list *list, int rtindex) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] == rtindex) {
            return true;
        }
    }
    return false;
}

static bool key_is_grouped(const grouping_check *g, int rtindex, const pg_constraint *key) {
    for (int i = 0; i < key->key_count; i++) {
        if (!is_common_column(g, rtindex, key->keys[i])) {
            return false;
        }
    }
    return key->key_count > 0;
}

static const pg_constraint *primary_key(const catalog *c, oid relation) {
    catalog_scan scan = catalog_scan_children(c, CLASS_CONSTRAINT, relation);
    const pg_constraint *constraint;
    while ((constraint = catalog_next(&scan)) != NULL) {
        if (constraint->type == 'p' && !constraint->of_domain) {
            return constraint->deferrable ? NULL : constraint;
        }
    }
    return NULL;
}

/* All columns of a table depend on its primary key. */
static bool depends_on_grouped_key(grouping_check *g, int rtindex) {
    arena *a = g->ps->analysis->arena;
    if (contains(&g->checked, rtindex)) {
        return contains(&g->dependent, rtindex);
    }
    *LIST_PUSH(a, &g->checked) = rtindex;
    const range_table_entry *rte = query_rte(g->query, rtindex);
    if (rte->kind != RTE_RELATION) {
        return false;
    }
    const pg_constraint *key = primary_key(g->ps->analysis->catalog, rte->relation);
    if (key == NULL || !key_is_grouped(g, rtindex, key)) {
        return false;
    }
    *LIST_PUSH(a, &g->dependent) = rtindex;
    *LIST_PUSH(a, &g->query->constraint_dependencies) = key->oid;
    return true;
}

/* --- Ungrouped columns ----------------------------------------------------------------------- */

static level_walk_step check_node(expr *e, int depth, void *context);

static const char *column_name(const range_table_entry *rte, int attribute) {
    if (attribute == 0) {
        return "*";
    }
    if (attribute < 0) {
        oid type;
        const char *name;
        system_column_type(attribute, &type, &name);
        return name;
    }
    return attribute <= rte->columns.count ? rte->columns.items[attribute - 1].name : "";
}

static level_walk_step report_ungrouped(grouping_check *g, const expr *var, int depth) {
    analysis *an = g->ps->analysis;
    const range_table_entry *rte = query_rte(g->query, var->u.var.rtindex);
    const char *name = column_name(rte, var->u.var.attribute);
    const char *table = rte->alias != NULL ? rte->alias : "unnamed_join";
    if (depth > 0) {
        analysis_error(an, SQLSTATE_GROUPING_ERROR, var->location,
                       "subquery uses ungrouped column \"%s.%s\" from outer query", table, name);
        return LEVEL_WALK_STOP;
    }
    diagnostic *d =
        analysis_error(an, SQLSTATE_GROUPING_ERROR, var->location,
                       "column \"%s.%s\" must appear in the GROUP BY clause or be used in an "
                       "aggregate function",
                       table, name);
    if (g->in_direct_arguments) {
        d->detail = "Direct arguments of an ordered-set aggregate must use only grouped columns.";
    }
    return LEVEL_WALK_STOP;
}

/* A join's own column is as good as what it is made of. */
static level_walk_step check_join_column(grouping_check *g, expr *made_of, int location) {
    if (made_of->kind == EXPR_VAR) {
        expr copy = *made_of;
        copy.location = location;
        return check_node(&copy, 0, g);
    }
    return level_walk_expr(made_of, 0, check_node, g) ? LEVEL_WALK_STOP : LEVEL_WALK_SKIP;
}

typedef struct inner_use {
    grouping_check *check;
    int depth;
} inner_use;

static level_walk_step check_var(grouping_check *g, expr *var, int depth);

static level_walk_step check_part(expr *e, int depth, void *context) {
    const inner_use *use = context;
    if (e->kind != EXPR_VAR || depth > 0) {
        return LEVEL_WALK_DEEPER;
    }
    expr copy = *e;
    copy.u.var.levels_up = use->depth;
    return check_var(use->check, &copy, use->depth);
}

/* In subqueries only columns are looked up among what is grouped: of a join's own column each it is
 * made of. */
static level_walk_step check_inner_join_column(grouping_check *g, expr *made_of, int location,
                                               int depth) {
    inner_use use = {g, depth};
    if (made_of->kind == EXPR_VAR) {
        expr copy = *made_of;
        copy.location = location;
        return check_part(&copy, 0, &use);
    }
    return level_walk_expr(made_of, 0, check_part, &use) ? LEVEL_WALK_STOP : LEVEL_WALK_SKIP;
}

/* A join's whole row is as good as all of its columns. */
static level_walk_step check_join_row(grouping_check *g, const expr *row, int depth) {
    const range_table_entry *join = query_rte(g->query, row->u.var.rtindex);
    for (int i = 0; i < join->columns.count; i++) {
        expr column = *row;
        column.u.var.attribute = i + 1;
        if (check_var(g, &column, depth) == LEVEL_WALK_STOP) {
            return LEVEL_WALK_STOP;
        }
    }
    return LEVEL_WALK_SKIP;
}

static level_walk_step check_var(grouping_check *g, expr *var, int depth) {
    if (var->u.var.levels_up != depth) {
        return LEVEL_WALK_SKIP;
    }
    expr *made_of = join_column(g->query, var);
    if (made_of != NULL && depth > 0) {
        return check_inner_join_column(g, made_of, var->location, depth);
    }
    if (is_grouped(g, var, depth)) {
        return LEVEL_WALK_SKIP;
    }
    if (made_of != NULL) {
        return check_join_column(g, made_of, var->location);
    }
    if (var->u.var.attribute == 0 && query_rte(g->query, var->u.var.rtindex)->kind == RTE_JOIN) {
        return check_join_row(g, var, depth);
    }
    if (depends_on_grouped_key(g, var->u.var.rtindex)) {
        return LEVEL_WALK_SKIP;
    }
    return report_ungrouped(g, var, depth);
}

/* Arguments of this level's aggregates may use any column; direct arguments may not. */
static level_walk_step check_aggregate(grouping_check *g, expr *e, int depth) {
    if (e->u.aggref.levels_up > depth) {
        return LEVEL_WALK_SKIP;
    }
    if (e->u.aggref.levels_up < depth) {
        return LEVEL_WALK_DEEPER;
    }
    bool outer = g->in_direct_arguments;
    g->in_direct_arguments = true;
    bool stopped = false;
    for (int i = 0; !stopped && i < e->u.aggref.direct.count; i++) {
        stopped = level_walk_expr(e->u.aggref.direct.items[i], depth, check_node, g);
    }
    g->in_direct_arguments = outer;
    return stopped ? LEVEL_WALK_STOP : LEVEL_WALK_SKIP;
}

static level_walk_step check_node(expr *e, int depth, void *context) {
    grouping_check *g = context;
    switch ((int)e->kind) {
    case EXPR_CONST:
    case EXPR_PARAM:
        return LEVEL_WALK_SKIP;
    case EXPR_VAR:
        return check_var(g, e, depth);
    case EXPR_AGGREF:
        return check_aggregate(g, e, depth);
    case EXPR_GROUPING:
        return e->u.grouping.levels_up >= depth ? LEVEL_WALK_SKIP : LEVEL_WALK_DEEPER;
    default:
        return is_grouped(g, e, depth) ? LEVEL_WALK_SKIP : LEVEL_WALK_DEEPER;
    }
}

/* --- GROUPING -------------------------------------------------------------------------------- */

static level_walk_step check_grouping_call(expr *e, int depth, void *context) {
    grouping_check *g = context;
    if (e->kind == EXPR_AGGREF) {
        return e->u.aggref.levels_up > depth ? LEVEL_WALK_SKIP : LEVEL_WALK_DEEPER;
    }
    if (e->kind != EXPR_GROUPING || e->u.grouping.levels_up != depth) {
        return LEVEL_WALK_DEEPER;
    }
    for (int i = 0; i < e->u.grouping.args.count; i++) {
        expr *arg = e->u.grouping.args.items[i];
        if (!is_grouped(g, arg, depth)) {
            analysis_error(g->ps->analysis, SQLSTATE_GROUPING_ERROR, expr_location(arg),
                           "arguments to GROUPING must be grouping expressions of the associated "
                           "query level");
            return LEVEL_WALK_STOP;
        }
    }
    return LEVEL_WALK_SKIP;
}

/* --- The query ------------------------------------------------------------------------------- */

static bool in_all_sets(const expanded_sets *sets, int ref) {
    for (int i = 0; i < sets->count; i++) {
        bool found = false;
        for (int j = 0; !found && j < sets->items[i].count; j++) {
            found = sets->items[i].items[j] == ref;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* A join's own column is grouped under both its names: itself and what it is made of. */
static void add_grouped(grouping_check *g, expr *e) {
    *LIST_PUSH(g->ps->analysis->arena, &g->grouped) = e;
    while (e->kind == EXPR_VAR && e->u.var.levels_up == 0) {
        e = join_column(g->query, e);
        if (e == NULL) {
            return;
        }
        *LIST_PUSH(g->ps->analysis->arena, &g->grouped) = e;
    }
}

static bool gather_grouped(grouping_check *g) {
    arena *a = g->ps->analysis->arena;
    query *q = g->query;
    expanded_sets sets = {0};
    bool has_sets = q->grouping_sets.count > 0;
    if (has_sets && !grouping_sets_expand(a, q, GROUPING_SET_LIMIT, &sets)) {
        analysis_error(g->ps->analysis, SQLSTATE_STATEMENT_TOO_COMPLEX, -1,
                       "too many grouping sets present (maximum %d)", GROUPING_SET_LIMIT);
        return false;
    }
    for (int i = 0; i < q->group.count; i++) {
        int ref = q->group.items[i].target;
        expr *e = target_of_ref(&q->targets, ref)->expr;
        add_grouped(g, e);
        if (e->kind == EXPR_VAR && e->u.var.levels_up == 0 &&
            (!has_sets || in_all_sets(&sets, ref))) {
            *LIST_PUSH(a, &g->common) = e;
        }
    }
    /* A single set that is not empty is a plain GROUP BY. */
    if (has_sets && sets.count == 1 && q->group.count > 0) {
        q->grouping_sets.count = 0;
    }
    return true;
}

static bool check_clause(grouping_check *g, expr *e) {
    return e == NULL || (!level_walk_expr(e, 0, check_grouping_call, g) &&
                         !level_walk_expr(e, 0, check_node, g));
}

static bool has_self_reference(const query *q) {
    for (int i = 0; i < q->rtable.count; i++) {
        if (q->rtable.items[i]->kind == RTE_CTE && q->rtable.items[i]->cte_self_reference) {
            return true;
        }
    }
    return false;
}

bool grouping_check_query(parse_state *ps, query *q) {
    grouping_check g = {.ps = ps, .query = q};
    if (!gather_grouped(&g)) {
        return false;
    }
    for (int i = 0; i < q->targets.count; i++) {
        if (level_walk_expr(q->targets.items[i].expr, 0, check_grouping_call, &g)) {
            return false;
        }
    }
    for (int i = 0; i < q->targets.count; i++) {
        if (!check_clause(&g, q->targets.items[i].expr)) {
            return false;
        }
    }
    if (!check_clause(&g, q->having)) {
        return false;
    }
    if (q->has_aggregates && has_self_reference(q)) {
        const expr *call = level_walk_find_aggregate_in_query(q);
        analysis_error(ps->analysis, SQLSTATE_INVALID_RECURSION, call == NULL ? -1 : call->location,
                       "aggregate functions are not allowed in a recursive query's recursive term");
        return false;
    }
    return true;
}
