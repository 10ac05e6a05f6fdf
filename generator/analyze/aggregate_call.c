#include "analyze/aggregate_level.h"
#include "analyze/clause_rule.h"
#include "analyze/expression_internal.h"
#include "analyze/from_clause.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

static target *add_target(parse_state *ps, target_list *targets, expr *e) {
    target *t = LIST_PUSH(ps->analysis->arena, targets);
    t->expr = e;
    t->number = targets->count;
    return t;
}

/* WITHIN GROUP (ORDER BY ...): the aggregated arguments are what is sorted by. */
static bool fill_ordered_set(parse_state *ps, expr *aggref, const aggregate_arguments *arguments) {
    const PgQuery__FuncCall *func = arguments->func;
    int direct = arguments->args.count - (int)func->n_agg_order;
    for (int i = 0; i < direct; i++) {
        *LIST_PUSH(ps->analysis->arena, &aggref->u.aggref.direct) = arguments->args.items[i];
    }
    target_list *targets = &aggref->u.aggref.args;
    for (int i = direct; i < arguments->args.count; i++) {
        add_target(ps, targets, arguments->args.items[i]);
    }
    for (int i = 0; i < targets->count; i++) {
        if (!sort_clause_add(ps, &targets->items[i], targets, func->agg_order[i]->sort_by,
                             &aggref->u.aggref.order)) {
            return false;
        }
    }
    return true;
}

/* Duplicates are found by sorting only. */
static bool check_distinct_sortable(parse_state *ps, const expr *aggref) {
    const sort_group_list *distinct = &aggref->u.aggref.distinct;
    for (int i = 0; i < distinct->count; i++) {
        if (distinct->items[i].sort_operator == INVALID_OID) {
            const expr *e = target_of_ref(&aggref->u.aggref.args, distinct->items[i].target)->expr;
            analysis_error(ps->analysis, SQLSTATE_UNDEFINED_FUNCTION, expr_location(e),
                           "could not identify an ordering operator for type %s",
                           analysis_type(ps->analysis, e->type))
                ->detail = "Aggregates with DISTINCT must be able to sort their inputs.";
            return false;
        }
    }
    return true;
}

static bool fill_normal(parse_state *ps, expr *aggref, const aggregate_arguments *arguments) {
    const PgQuery__FuncCall *func = arguments->func;
    target_list *targets = &aggref->u.aggref.args;
    for (int i = 0; i < arguments->args.count; i++) {
        add_target(ps, targets, arguments->args.items[i]);
    }
    if (func == NULL) {
        return true;
    }
    if (func->n_agg_order > 0 &&
        !sort_clause_transform(ps, func->n_agg_order, func->agg_order, targets, CLAUSE_ORDER_BY,
                               false, &aggref->u.aggref.order)) {
        return false;
    }
    if (!func->agg_distinct) {
        return true;
    }
    aggref->u.aggref.is_distinct = true;
    return distinct_clause_transform(ps, &aggref->u.aggref.order, targets, true,
                                     &aggref->u.aggref.distinct) &&
           check_distinct_sortable(ps, aggref);
}

bool aggregate_call_fill(parse_state *ps, expr *aggref, const aggregate_arguments *arguments) {
    const PgQuery__FuncCall *func = arguments->func;
    aggref->u.aggref.filter = arguments->filter;
    bool normal = aggref->u.aggref.aggregate_kind == 'n' || aggref->u.aggref.aggregate_kind == 0;
    return normal || func == NULL ? fill_normal(ps, aggref, arguments)
                                  : fill_ordered_set(ps, aggref, arguments);
}

/* The query the call belongs to is marked, and its clause must take aggregates. */
static bool finish(parse_state *ps, int level, clause_guest guest, int location) {
    parse_state *owner = parse_state_outer(ps, level);
    owner->has_aggregates = true;
    return clause_rule_allows(ps->analysis, owner->clause, guest, location);
}

bool aggregate_call_finish(parse_state *ps, expr *aggref, const PgQuery__FuncCall *func) {
    (void)func;
    expr_list args = {0};
    for (int i = 0; i < aggref->u.aggref.args.count; i++) {
        *LIST_PUSH(ps->analysis->arena, &args) = aggref->u.aggref.args.items[i].expr;
    }
    aggregate_inputs inputs = {&aggref->u.aggref.direct, &args, aggref->u.aggref.filter,
                               aggref->location};
    int level = aggregate_level_find(ps, &inputs);
    if (level < 0) {
        return false;
    }
    aggref->u.aggref.levels_up = level;
    return finish(ps, level, GUEST_AGGREGATE, aggref->location);
}

/* --- GROUPING -------------------------------------------------------------------------------- */

/* Its result has a bit for each argument. */
#define MAX_GROUPING_ARGUMENTS 31

bool grouping_call_finish(parse_state *ps, expr *grouping) {
    aggregate_inputs inputs = {NULL, &grouping->u.grouping.args, NULL, grouping->location};
    int level = aggregate_level_find(ps, &inputs);
    if (level < 0) {
        return false;
    }
    grouping->u.grouping.levels_up = level;
    return finish(ps, level, GUEST_GROUPING, grouping->location);
}

expr *grouping_call_transform(parse_state *ps, PgQuery__GroupingFunc *node) {
    analysis *an = ps->analysis;
    if (node->n_args > MAX_GROUPING_ARGUMENTS) {
        analysis_error(an, SQLSTATE_TOO_MANY_ARGUMENTS, node->location,
                       "GROUPING must have fewer than 32 arguments");
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_GROUPING, INT4OID, node->location);
    for (size_t i = 0; i < node->n_args; i++) {
        expr *arg = expression_transform_inner(ps, node->args[i]);
        if (arg == NULL) {
            return NULL;
        }
        *LIST_PUSH(an->arena, &e->u.grouping.args) = arg;
    }
    return grouping_call_finish(ps, e) ? e : NULL;
}
