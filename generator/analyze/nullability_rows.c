#include "analyze/nullability_internal.h"

#include <string.h>

/* Rows there always are, whatever the data: aggregates then see one, scalar subqueries give one. */

/* A query and those around it, whose WITH queries it may name. */
typedef struct row_scope row_scope;
struct row_scope {
    const query *query;
    const row_scope *around;
};

static bool query_has_row(const row_scope *around, const query *q);

static bool cte_has_row(const row_scope *s, const range_table_entry *rte) {
    for (int levels = rte->cte_levels_up; levels > 0 && s != NULL; levels--) {
        s = s->around;
    }
    int place = s == NULL || rte->cte_self_reference ? -1 : query_cte(s->query, rte->cte_name);
    const common_table_expr *cte = place < 0 ? NULL : s->query->ctes.items[place];
    return cte != NULL && cte->query != NULL && query_has_row(s, cte->query);
}

/* A function that gives no set gives one row, even if it is all NULL. */
static bool functions_have_row(const range_table_entry *rte) {
    for (int i = 0; i < rte->function_count; i++) {
        if (!expr_returns_set(rte->functions[i].expr)) {
            return true;
        }
    }
    return false;
}

static bool node_has_row(const row_scope *s, const join_node *node) {
    if (node->kind == JOIN_NODE_TABLE) {
        const range_table_entry *rte = query_rte(s->query, node->rtindex);
        switch (rte->kind) {
        case RTE_VALUES:
        case RTE_RESULT:
            return true;
        case RTE_SUBQUERY:
            return query_has_row(s, rte->subquery);
        case RTE_CTE:
            return cte_has_row(s, rte);
        case RTE_FUNCTION:
            return functions_have_row(rte);
        case RTE_RELATION:
        case RTE_JOIN:
        case RTE_TABLE_FUNC:
            break;
        }
        return false;
    }
    switch (node->type) {
    case JOIN_INNER:
        return node->condition == NULL && node_has_row(s, node->left) &&
               node_has_row(s, node->right);
    case JOIN_LEFT:
        return node_has_row(s, node->left);
    case JOIN_RIGHT:
        return node_has_row(s, node->right);
    case JOIN_FULL:
        return node_has_row(s, node->left) || node_has_row(s, node->right);
    }
    return false;
}

/* FROM and WHERE leave at least one row. */
static bool source_has_row(const row_scope *s) {
    if (s->query->where != NULL) {
        return false;
    }
    for (int i = 0; i < s->query->from.count; i++) {
        if (!node_has_row(s, s->query->from.items[i])) {
            return false;
        }
    }
    return true;
}

static bool set_operation_has_row(const row_scope *s, const set_operation *op) {
    if (op->is_leaf) {
        return query_has_row(s, query_rte(s->query, op->rtindex)->subquery);
    }
    return op->kind == SET_UNION &&
           (set_operation_has_row(s, op->left) || set_operation_has_row(s, op->right));
}

static bool is_positive(const char *number) {
    return strspn(number, "0123456789") == strlen(number) && strspn(number, "0") < strlen(number);
}

/* LIMIT with a number other than 0 takes no first row away. */
static bool limit_keeps_row(const query *q) {
    if (q->offset != NULL) {
        return false;
    }
    const expr *limit = q->limit;
    while (limit != NULL && limit->kind == EXPR_FUNC && limit->u.func.args.count == 1 &&
           limit->type == INT8OID) {
        limit = limit->u.func.args.items[0]; /* the cast to bigint */
    }
    return limit == NULL || (limit->kind == EXPR_CONST && (limit->u.constant.value == NULL ||
                                                           is_positive(limit->u.constant.value)));
}

static bool query_has_row(const row_scope *around, const query *q) {
    const row_scope s = {q, around};
    if (q->command != QUERY_SELECT || !limit_keeps_row(q)) {
        return false;
    }
    if (q->set_operations != NULL) {
        return set_operation_has_row(&s, q->set_operations);
    }
    if (q->having != NULL || q->has_target_sets) {
        return false;
    }
    if (q->has_aggregates && q->group.count == 0 && q->grouping_sets.count == 0) {
        return true;
    }
    return source_has_row(&s);
}

static const row_scope *row_scope_of(const null_scope *s) {
    if (s == NULL) {
        return NULL;
    }
    row_scope *result = ARENA_NEW(nullability_arena(s->proofs), row_scope);
    *result = (row_scope){s->query, row_scope_of(s->parent)};
    return result;
}

bool nullability_has_row(const null_scope *around, const query *q) {
    return query_has_row(row_scope_of(around), q);
}

bool nullability_source_has_row(const null_scope *s) {
    return source_has_row(row_scope_of(s));
}
