#include "analyze/expression_internal.h"

#include <string.h>

#include "analyze/common_type.h"
#include "analyze/level_walk.h"
#include "analyze/operator_call.h"
#include "analyze/raw_node.h"

/* x IN (list): what needs no variables becomes one comparison with an array, the rest are single
 * comparisons. */

typedef struct in_lists {
    expr_list all;      /* as written */
    expr_list constant; /* without variables of this query */
    expr_list variable;
} in_lists;

static bool transform_list(parse_state *ps, const PgQuery__List *list, in_lists *lists) {
    arena *a = ps->analysis->arena;
    for (size_t i = 0; i < list->n_items; i++) {
        expr *e = expression_transform_inner(ps, list->items[i]);
        if (e == NULL) {
            return false;
        }
        *LIST_PUSH(a, &lists->all) = e;
        if (level_walk_find_var(e, 0) != NULL) {
            *LIST_PUSH(a, &lists->variable) = e;
        } else {
            *LIST_PUSH(a, &lists->constant) = e;
        }
    }
    return true;
}

/* The list's common type when it makes an array: not for rows, nor where no type fits all. */
static oid scalar_type(parse_state *ps, expr *left, const expr_list *items) {
    arena *a = ps->analysis->arena;
    expr_list all = {0};
    *LIST_PUSH(a, &all) = left;
    for (int i = 0; i < items->count; i++) {
        *LIST_PUSH(a, &all) = items->items[i];
    }
    oid type = common_type_select(ps, &all, NULL, NULL);
    if (type == INVALID_OID || type == RECORDOID ||
        !common_type_verify(ps->analysis->catalog, &all, type)) {
        return INVALID_OID;
    }
    return type;
}

static expr *array_comparison(parse_state *ps, const PgQuery__AExpr *node, bool any, expr *left,
                              const expr_list *items) {
    analysis *an = ps->analysis;
    oid type = scalar_type(ps, left, items);
    oid array_type = type != INVALID_OID ? type_array(an->catalog, type) : INVALID_OID;
    if (array_type == INVALID_OID) {
        return NULL;
    }
    expr *array = expr_new(an->arena, EXPR_ARRAY, array_type, -1);
    array->collation = type_collation(an->catalog, array_type);
    array->u.array.element = type;
    for (int i = 0; i < items->count; i++) {
        expr *item = common_type_coerce(ps, items->items[i], type, "IN");
        if (item == NULL) {
            return NULL;
        }
        *LIST_PUSH(an->arena, &array->u.array.items) = item;
    }
    array->typmod = common_type_typmod(&array->u.array.items, type);
    return operator_call_make_scalar_array(ps, node->n_name, node->name, any, left, array,
                                           node->location);
}

static expr *single_comparison(parse_state *ps, const PgQuery__AExpr *node, expr *left,
                               expr *item) {
    expr *e;
    if (left->kind == EXPR_ROW && item->kind == EXPR_ROW) {
        row_comparison rows = {node->n_name, node->name, &left->u.row.items, &item->u.row.items,
                               node->location};
        e = row_comparison_make(ps, &rows);
    } else {
        e = operator_call_make(ps, node->n_name, node->name, left, item, ps->last_set_function,
                               node->location);
    }
    return e != NULL ? coercion_to_boolean(ps, e, "IN") : NULL;
}

/* Each comparison coerces an operand of its own: a parameter still without a type may be given
 * another one by each, which is then an error. */
static expr *copy_operand(arena *a, const expr *e) {
    expr *copy = arena_copy(a, e, sizeof *e);
    if (copy->kind == EXPR_ROW) {
        copy->u.row.items = (expr_list){0};
        for (int i = 0; i < e->u.row.items.count; i++) {
            *LIST_PUSH(a, &copy->u.row.items) = copy_operand(a, e->u.row.items.items[i]);
        }
    }
    return copy;
}

/* One flat AND or OR: a list of thousands must not nest. */
static expr *join_comparisons(parse_state *ps, const PgQuery__AExpr *node, bool any,
                              expr_list *comparisons) {
    if (comparisons->count == 1) {
        return comparisons->items[0];
    }
    expr *e = expr_new(ps->analysis->arena, EXPR_BOOL, BOOLOID, node->location);
    e->u.boolean.operation = any ? BOOL_OR : BOOL_AND;
    e->u.boolean.args = *comparisons;
    return e;
}

expr *in_expression_transform(parse_state *ps, PgQuery__AExpr *node) {
    bool any = strcmp(raw_node_text(node->name[node->n_name - 1]), "<>") != 0;
    expr *left = expression_transform_inner(ps, node->lexpr);
    in_lists lists = {0};
    if (left == NULL || !transform_list(ps, node->rexpr->list, &lists)) {
        return NULL;
    }
    expr_list comparisons = {0};
    const expr_list *rest = &lists.all;
    if (lists.constant.count > 1) {
        expr *array = array_comparison(ps, node, any, left, &lists.constant);
        if (ps->analysis->failed) {
            return NULL;
        }
        if (array != NULL) {
            *LIST_PUSH(ps->analysis->arena, &comparisons) = array;
            rest = &lists.variable;
        }
    }
    for (int i = 0; i < rest->count; i++) {
        expr *item =
            single_comparison(ps, node, copy_operand(ps->analysis->arena, left), rest->items[i]);
        if (item == NULL) {
            return NULL;
        }
        *LIST_PUSH(ps->analysis->arena, &comparisons) = item;
    }
    return join_comparisons(ps, node, any, &comparisons);
}
