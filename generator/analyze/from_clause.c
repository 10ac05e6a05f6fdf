#include "analyze/from_clause.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/cte.h"
#include "analyze/expression.h"
#include "analyze/join_clause.h"
#include "analyze/range_entry.h"
#include "analyze/range_function.h"
#include "analyze/relation_entry.h"
#include "analyze/select.h"
#include "analyze/table_func.h"
#include "analyze/tablesample.h"
#include "parse/sqlstate.h"

static void become_single(parse_state *ps, namespace_item *item, from_item *result) {
    result->node = range_entry_join_node(ps, item->rtindex);
    result->top = item;
    *LIST_PUSH(ps->analysis->arena, &result->names) = item;
}

/* A bare name means a WITH query before it means a table. */
static namespace_item *transform_range_var(parse_state *ps, const PgQuery__RangeVar *var) {
    if (var->schemaname == NULL || var->schemaname[0] == '\0') {
        int levels_up;
        common_table_expr *cte = cte_find(ps, var->relname, &levels_up);
        if (cte != NULL) {
            return cte_reference_item(ps, cte, levels_up, var);
        }
    }
    const pg_class *relation = from_clause_open_relation(ps, var);
    if (relation == NULL) {
        return NULL;
    }
    namespace_item *item = from_clause_relation_item(ps, relation, var->alias, var->inh != 0, true);
    if (item != NULL) {
        item->rte->location = var->location;
    }
    return item;
}

static namespace_item *transform_subselect(parse_state *ps, const PgQuery__RangeSubselect *r) {
    clause_kind outer_clause = ps->clause;
    bool outer_lateral = ps->lateral_active;
    ps->clause = CLAUSE_FROM_SUBSELECT;
    ps->lateral_active = r->lateral != 0;
    query *q = select_analyze_subquery(ps, r->subquery, NULL, false, true);
    ps->clause = outer_clause;
    ps->lateral_active = outer_lateral;
    if (q == NULL) {
        return NULL;
    }
    return from_clause_subquery_item(ps, q, r->alias, r->lateral != 0, true);
}

namespace_item *from_clause_subquery_item(parse_state *ps, query *subquery,
                                          const PgQuery__Alias *alias, bool lateral, bool in_from) {
    range_table_entry *rte = range_entry_new(ps, RTE_SUBQUERY, alias, "unnamed_subquery");
    rte->subquery = subquery;
    rte->lateral = lateral;
    rte->in_from = in_from;
    rte->location = subquery->location;
    rte->columns = select_output_columns(ps->analysis->arena, subquery);
    if (!range_entry_rename(ps, rte, alias, "table")) {
        return NULL;
    }
    namespace_item *item = range_entry_add(ps, rte);
    item->relation_visible = alias != NULL;
    return item;
}

static bool transform_item(parse_state *ps, PgQuery__Node *node, from_item *result) {
    namespace_item *item = NULL;
    switch ((int)node->node_case) {
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
        return join_clause_transform(ps, node->join_expr, result);
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        item = transform_range_var(ps, node->range_var);
        break;
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
        item = transform_subselect(ps, node->range_subselect);
        break;
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
        item = range_function_transform(ps, node->range_function);
        break;
    case PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC:
        item = table_func_transform(ps, node->range_table_func);
        break;
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
        if (!from_clause_item(ps, node->range_table_sample->relation, result)) {
            return false;
        }
        return tablesample_transform(ps, node->range_table_sample, result->top->rte);
    default:
        analysis_error(ps->analysis, SQLSTATE_INTERNAL_ERROR, -1, "unrecognized node type: %d",
                       (int)node->node_case);
        return false;
    }
    if (item == NULL) {
        return false;
    }
    become_single(ps, item, result);
    return true;
}

bool from_clause_item(parse_state *ps, PgQuery__Node *node, from_item *result) {
    memset(result, 0, sizeof *result);
    if (!analysis_enter(ps->analysis, -1)) {
        return false;
    }
    bool done = transform_item(ps, node, result);
    analysis_leave(ps->analysis);
    return done;
}

/* Two tables of the same name are told apart by their schemas, as long as neither has an alias. */
static bool names_clash(const namespace_item *x, const namespace_item *y) {
    if (!x->relation_visible || !y->relation_visible || strcmp(x->name, y->name) != 0) {
        return false;
    }
    bool bare_tables = x->rte->kind == RTE_RELATION && !x->rte->has_alias &&
                       y->rte->kind == RTE_RELATION && !y->rte->has_alias;
    return !bare_tables || x->rte->relation == y->rte->relation;
}

bool from_clause_check_names(parse_state *ps, const namespace_list *x, const namespace_list *y) {
    for (int i = 0; i < x->count; i++) {
        for (int j = 0; j < y->count; j++) {
            if (names_clash(x->items[i], y->items[j])) {
                analysis_error(ps->analysis, SQLSTATE_DUPLICATE_ALIAS, -1,
                               "table name \"%s\" specified more than once", x->items[i]->name);
                return false;
            }
        }
    }
    return true;
}

void from_clause_set_lateral(namespace_list *names, bool lateral_only, bool lateral_ok) {
    for (int i = 0; i < names->count; i++) {
        names->items[i]->lateral_only = lateral_only;
        names->items[i]->lateral_ok = lateral_ok;
    }
}

void from_clause_show(parse_state *ps, namespace_item *item, bool relation, bool columns) {
    item->relation_visible = relation;
    item->columns_visible = columns;
    item->lateral_only = false;
    item->lateral_ok = true;
    *LIST_PUSH(ps->analysis->arena, &ps->names) = item;
}

bool from_clause_transform(parse_state *ps, size_t count, PgQuery__Node **items) {
    arena *a = ps->analysis->arena;
    for (size_t i = 0; i < count; i++) {
        from_item item;
        if (!from_clause_item(ps, items[i], &item) ||
            !from_clause_check_names(ps, &ps->names, &item.names)) {
            return false;
        }
        from_clause_set_lateral(&item.names, true, true);
        *LIST_PUSH(a, &ps->query->from) = item.node;
        for (int j = 0; j < item.names.count; j++) {
            *LIST_PUSH(a, &ps->names) = item.names.items[j];
        }
    }
    from_clause_set_lateral(&ps->names, false, true);
    return true;
}

bool where_clause_transform(parse_state *ps, PgQuery__Node *node, clause_kind clause,
                            const char *construct, expr **result) {
    *result = NULL;
    if (node == NULL) {
        return true;
    }
    expr *e = expression_transform(ps, node, clause);
    if (e == NULL) {
        return false;
    }
    *result = coercion_to_boolean(ps, e, construct);
    return *result != NULL;
}
