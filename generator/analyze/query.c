#include "analyze/query.h"

#include <string.h>

range_table_entry *query_rte(const query *q, int rtindex) {
    return q->rtable.items[rtindex - 1];
}

int query_cte(const query *q, const char *name) {
    for (int i = 0; i < q->ctes.count; i++) {
        if (strcmp(q->ctes.items[i]->name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool each_of_list(const expr_list *list, expr_visitor visit, void *context) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] != NULL && visit(list->items[i], context)) {
            return true;
        }
    }
    return false;
}

static bool each_of_targets(const target_list *list, expr_visitor visit, void *context) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].expr != NULL && visit(list->items[i].expr, context)) {
            return true;
        }
    }
    return false;
}

static bool each_of_join(join_node *node, expr_visitor visit, void *context) {
    if (node == NULL || node->kind == JOIN_NODE_TABLE) {
        return false;
    }
    return each_of_join(node->left, visit, context) || each_of_join(node->right, visit, context) ||
           (node->condition != NULL && visit(node->condition, context));
}

static bool each_of_rte(range_table_entry *rte, expr_visitor visit, void *context) {
    for (int i = 0; i < rte->function_count; i++) {
        if (visit(rte->functions[i].expr, context)) {
            return true;
        }
    }
    for (int i = 0; i < rte->values_count; i++) {
        if (each_of_list(&rte->values_rows[i], visit, context)) {
            return true;
        }
    }
    return each_of_list(&rte->table_func_args, visit, context) ||
           each_of_list(&rte->sample.args, visit, context) ||
           (rte->sample.repeatable != NULL && visit(rte->sample.repeatable, context));
}

static bool each_of_windows(query *q, expr_visitor visit, void *context) {
    for (int i = 0; i < q->windows.count; i++) {
        window_clause *w = q->windows.items[i];
        if ((w->start_offset != NULL && visit(w->start_offset, context)) ||
            (w->end_offset != NULL && visit(w->end_offset, context))) {
            return true;
        }
    }
    return false;
}

const target_list *query_outputs(const query *q) {
    return q->command == QUERY_SELECT ? &q->targets : &q->returning;
}

bool query_each_expr(query *q, expr_visitor visit, void *context) {
    /* In the server's order: of several mistakes the one that is met first is reported. */
    if (each_of_targets(&q->targets, visit, context) ||
        each_of_targets(&q->returning, visit, context)) {
        return true;
    }
    for (int i = 0; i < q->from.count; i++) {
        if (each_of_join(q->from.items[i], visit, context)) {
            return true;
        }
    }
    if ((q->where != NULL && visit(q->where, context)) ||
        (q->having != NULL && visit(q->having, context)) ||
        (q->offset != NULL && visit(q->offset, context)) ||
        (q->limit != NULL && visit(q->limit, context)) || each_of_windows(q, visit, context)) {
        return true;
    }
    for (int i = 0; i < q->rtable.count; i++) {
        if (each_of_rte(q->rtable.items[i], visit, context)) {
            return true;
        }
    }
    return false;
}

/* --- Equality -------------------------------------------------------------------------------- */

/* Gathers a query's expressions in walking order, so that two queries can be compared pair by pair.
 */
typedef struct expr_gathering {
    arena *arena;
    expr_list list;
} expr_gathering;

static bool gather(expr *e, void *context) {
    expr_gathering *g = context;
    *LIST_PUSH(g->arena, &g->list) = e;
    return false;
}

static bool same_rte(const range_table_entry *x, const range_table_entry *y) {
    return x->kind == y->kind && x->relation == y->relation && x->join_type == y->join_type &&
           x->left == y->left && x->right == y->right && x->inherits == y->inherits &&
           x->lateral == y->lateral && x->columns.count == y->columns.count &&
           x->with_ordinality == y->with_ordinality && x->values_count == y->values_count &&
           x->function_count == y->function_count && x->cte_levels_up == y->cte_levels_up &&
           (x->cte_name == NULL) == (y->cte_name == NULL) &&
           (x->cte_name == NULL || strcmp(x->cte_name, y->cte_name) == 0) &&
           (x->subquery == NULL) == (y->subquery == NULL) &&
           (x->subquery == NULL || query_equal(x->subquery, y->subquery));
}

static bool same_set_operation(const set_operation *x, const set_operation *y) {
    if (x == NULL || y == NULL) {
        return x == y;
    }
    if (x->is_leaf || y->is_leaf) {
        return x->is_leaf == y->is_leaf && x->rtindex == y->rtindex;
    }
    return x->kind == y->kind && x->all == y->all && same_set_operation(x->left, y->left) &&
           same_set_operation(x->right, y->right);
}

static bool same_shape(const query *x, const query *y) {
    if (x->command != y->command || x->rtable.count != y->rtable.count ||
        x->from.count != y->from.count || x->targets.count != y->targets.count ||
        x->ctes.count != y->ctes.count || x->grouping_sets.count != y->grouping_sets.count ||
        x->windows.count != y->windows.count || x->has_distinct != y->has_distinct ||
        x->distinct_on != y->distinct_on || x->limit_with_ties != y->limit_with_ties ||
        (x->limit == NULL) != (y->limit == NULL) || (x->offset == NULL) != (y->offset == NULL) ||
        (x->where == NULL) != (y->where == NULL) || (x->having == NULL) != (y->having == NULL)) {
        return false;
    }
    return sort_group_list_equal(&x->group, &y->group) &&
           sort_group_list_equal(&x->order, &y->order) &&
           sort_group_list_equal(&x->distinct, &y->distinct) &&
           same_set_operation(x->set_operations, y->set_operations);
}

bool query_equal(const query *x, const query *y) {
    if (x == y) {
        return true;
    }
    if (x == NULL || y == NULL || !same_shape(x, y)) {
        return false;
    }
    for (int i = 0; i < x->rtable.count; i++) {
        if (!same_rte(x->rtable.items[i], y->rtable.items[i])) {
            return false;
        }
    }
    for (int i = 0; i < x->ctes.count; i++) {
        if (!query_equal(x->ctes.items[i]->query, y->ctes.items[i]->query)) {
            return false;
        }
    }
    arena *a = arena_new(NULL);
    expr_gathering gx = {.arena = a}, gy = {.arena = a};
    query_each_expr((query *)(uintptr_t)x, gather, &gx);
    query_each_expr((query *)(uintptr_t)y, gather, &gy);
    bool same = gx.list.count == gy.list.count;
    for (int i = 0; same && i < gx.list.count; i++) {
        same = expr_equal(gx.list.items[i], gy.list.items[i]);
    }
    arena_free(a);
    return same;
}
