#include "analyze/select.h"

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/cte.h"
#include "analyze/data_modification.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/group_clause.h"
#include "analyze/grouping_check.h"
#include "analyze/limit_clause.h"
#include "analyze/locking_clause.h"
#include "analyze/query_transform.h"
#include "analyze/raw_tree.h"
#include "analyze/set_operation.h"
#include "analyze/sort_clause.h"
#include "analyze/target_list.h"
#include "analyze/values.h"
#include "analyze/window_clause.h"
#include "parse/sqlstate.h"

/* --- A plain SELECT -------------------------------------------------------------------------- */

static bool transform_with_and_into(parse_state *ps, const PgQuery__SelectStmt *s) {
    if (s->with_clause != NULL && !cte_transform(ps, s->with_clause)) {
        return false;
    }
    if (s->into_clause != NULL) {
        const PgQuery__RangeVar *into = s->into_clause->rel;
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, into == NULL ? -1 : into->location,
                       "SELECT ... INTO is not allowed here");
        return false;
    }
    return true;
}

static bool transform_rows(parse_state *ps, const PgQuery__SelectStmt *s) {
    query *q = ps->query;
    for (size_t i = 0; i < s->n_window_clause; i++) {
        *LIST_PUSH(ps->analysis->arena, &ps->window_definitions) = s->window_clause[i]->window_def;
    }
    if (!from_clause_transform(ps, s->n_from_clause, s->from_clause) ||
        !target_list_transform(ps, s->n_target_list, s->target_list, CLAUSE_SELECT_TARGET,
                               &q->targets)) {
        return false;
    }
    target_list_mark_origins(ps, &q->targets);
    return where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &q->where) &&
           where_clause_transform(ps, s->having_clause, CLAUSE_HAVING, "HAVING", &q->having);
}

static bool transform_distinct(parse_state *ps, const PgQuery__SelectStmt *s) {
    query *q = ps->query;
    if (s->n_distinct_clause == 0) {
        return true;
    }
    q->has_distinct = true;
    /* A plain DISTINCT is a list of one empty node. */
    if (raw_tree_message(s->distinct_clause[0]) == NULL) {
        return distinct_clause_transform(ps, &q->order, &q->targets, false, &q->distinct);
    }
    q->distinct_on = true;
    return distinct_on_transform(ps, s->n_distinct_clause, s->distinct_clause, &q->targets,
                                 &q->order, &q->distinct);
}

static bool transform_clauses(parse_state *ps, const PgQuery__SelectStmt *s) {
    query *q = ps->query;
    if (!sort_clause_transform(ps, s->n_sort_clause, s->sort_clause, &q->targets, CLAUSE_ORDER_BY,
                               true, &q->order)) {
        return false;
    }
    group_request grouping = {.count = s->n_group_clause,
                              .nodes = s->group_clause,
                              .clause = CLAUSE_GROUP_BY,
                              .targets = &q->targets,
                              .order = &q->order,
                              .output_names = true};
    if (!group_clause_transform(ps, &grouping, &q->group, &q->grouping_sets)) {
        return false;
    }
    q->group_distinct = s->group_distinct != 0;
    return transform_distinct(ps, s) && limit_clause_transform(ps, s) &&
           window_clause_transform(ps, &q->targets, &q->windows);
}

static void take_flags(parse_state *ps) {
    ps->query->has_aggregates = ps->has_aggregates;
    ps->query->has_windows = ps->has_windows;
    ps->query->has_sublinks = ps->has_sublinks;
    ps->query->has_target_sets = ps->has_target_sets;
}

static bool needs_grouping_check(const query *q) {
    return q->has_aggregates || q->group.count > 0 || q->grouping_sets.count > 0 ||
           q->having != NULL;
}

static bool transform_plain(parse_state *ps, const PgQuery__SelectStmt *s) {
    query *q = ps->query;
    if (!transform_with_and_into(ps, s) || !transform_rows(ps, s) || !transform_clauses(ps, s)) {
        return false;
    }
    if (ps->resolve_unknowns && !target_list_resolve_unknowns(ps, &q->targets)) {
        return false;
    }
    take_flags(ps);
    return locking_clause_transform(ps, s) && collation_assign_query(ps, q) &&
           (!needs_grouping_check(q) || grouping_check_query(ps, q));
}

bool query_transform_select(parse_state *ps, const PgQuery__SelectStmt *s) {
    ps->query->location = raw_tree_list_location(s->n_target_list, s->target_list);
    if (s->n_values_lists > 0) {
        return values_transform(ps, s);
    }
    if (s->op == PG_QUERY__SET_OPERATION__SETOP_NONE ||
        s->op == PG_QUERY__SET_OPERATION__SET_OPERATION_UNDEFINED) {
        return transform_plain(ps, s);
    }
    if (!set_operation_transform(ps, s)) {
        return false;
    }
    take_flags(ps);
    return collation_assign_query(ps, ps->query);
}

/* --- Doors ----------------------------------------------------------------------------------- */

static bool transform_statement(parse_state *ps, PgQuery__Node *statement) {
    switch ((int)statement->node_case) {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
        return query_transform_select(ps, statement->select_stmt);
    case PG_QUERY__NODE__NODE_INSERT_STMT:
        return data_modification_insert(ps, statement->insert_stmt);
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
        return data_modification_update(ps, statement->update_stmt);
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        return data_modification_delete(ps, statement->delete_stmt);
    default:
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "this statement cannot be analysed as a query");
        return false;
    }
}

query *select_analyze_in(parse_state *ps, PgQuery__Node *statement) {
    if (!analysis_enter(ps->analysis, -1)) {
        return NULL;
    }
    bool done = transform_statement(ps, statement);
    analysis_leave(ps->analysis);
    return done && !ps->analysis->failed ? ps->query : NULL;
}

query *select_analyze(analysis *an, PgQuery__Node *statement, bool resolve_unknowns) {
    parse_state *ps = parse_state_new(an, NULL);
    ps->resolve_unknowns = resolve_unknowns;
    return select_analyze_in(ps, statement);
}

query *select_analyze_subquery(parse_state *parent, PgQuery__Node *statement,
                               common_table_expr *cte, bool locked_from_parent,
                               bool resolve_unknowns) {
    parse_state *ps = parse_state_new(parent->analysis, parent);
    ps->parent_cte = cte;
    ps->locked_from_parent = locked_from_parent;
    ps->resolve_unknowns = resolve_unknowns;
    return select_analyze_in(ps, statement);
}

static bool show_relation(parse_state *ps, const standalone_expression *e) {
    const pg_class *relation = catalog_relation(ps->analysis->catalog, e->relation);
    if (relation == NULL) {
        return true;
    }
    namespace_item *item = from_clause_relation_item(ps, relation, NULL, false, true);
    if (item == NULL) {
        return false;
    }
    if (e->relation_alias != NULL) {
        item->name = e->relation_alias;
        item->rte->alias = e->relation_alias;
    }
    from_clause_show(ps, item, true, true);
    return true;
}

/* What messages call a standalone expression that has to be boolean; NULL: any type will do. */
static const char *condition_name(clause_kind clause) {
    switch ((int)clause) {
    case CLAUSE_CHECK_CONSTRAINT:
    case CLAUSE_DOMAIN_CHECK:
        return "CHECK";
    case CLAUSE_INDEX_PREDICATE:
        return "WHERE";
    case CLAUSE_TRIGGER_WHEN:
        return "WHEN";
    case CLAUSE_WHERE: /* the only one without a query around it */
        return "PUBLICATION WHERE";
    case CLAUSE_POLICY:
        return "POLICY";
    default:
        return NULL;
    }
}

expr *select_analyze_expression(analysis *an, const standalone_expression *e) {
    parse_state *ps = parse_state_new(an, NULL);
    if (e->relation != INVALID_OID && !show_relation(ps, e)) {
        return NULL;
    }
    expr *result = expression_transform(ps, e->node, e->clause);
    const char *condition = condition_name(e->clause);
    if (result != NULL && condition != NULL) {
        result = coercion_to_boolean(ps, result, condition);
    }
    return result != NULL && collation_assign_expr(ps, result) ? result : NULL;
}

rte_column_list select_output_columns(arena *a, const query *q) {
    rte_column_list columns = {0};
    const target_list *targets = query_outputs(q);
    for (int i = 0; i < targets->count; i++) {
        const target *t = &targets->items[i];
        if (t->junk) {
            continue;
        }
        rte_column *column = LIST_PUSH(a, &columns);
        column->name = t->name;
        column->type = t->expr->type;
        column->typmod = t->expr->typmod;
        column->collation = t->expr->collation;
    }
    return columns;
}
