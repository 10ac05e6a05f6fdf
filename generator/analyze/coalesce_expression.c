#include "analyze/expression_internal.h"

#include "analyze/common_type.h"

/* The inputs of COALESCE, GREATEST and LEAST, brought to one type. */
static bool transform_inputs(parse_state *ps, size_t count, PgQuery__Node **nodes,
                             const char *construct, expr_list *inputs, oid *type) {
    for (size_t i = 0; i < count; i++) {
        expr *input = expression_transform_inner(ps, nodes[i]);
        if (input == NULL) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, inputs) = input;
    }
    *type = common_type_select(ps, inputs, construct, NULL);
    if (*type == INVALID_OID) {
        return false;
    }
    for (int i = 0; i < inputs->count; i++) {
        inputs->items[i] = common_type_coerce(ps, inputs->items[i], *type, construct);
        if (inputs->items[i] == NULL) {
            return false;
        }
    }
    return true;
}

static void set_result(parse_state *ps, expr *e, const expr_list *inputs, oid type) {
    e->type = type;
    e->typmod = common_type_typmod(inputs, type);
    e->collation = type_collation(ps->analysis->catalog, type);
}

expr *coalesce_expression_transform(parse_state *ps, PgQuery__CoalesceExpr *node) {
    expr *before = ps->last_set_function;
    expr *e = expr_new(ps->analysis->arena, EXPR_COALESCE, INVALID_OID, node->location);
    oid type;
    if (!transform_inputs(ps, node->n_args, node->args, "COALESCE", &e->u.coalesce.args, &type) ||
        !set_function_none_since(ps, before, "COALESCE")) {
        return NULL;
    }
    set_result(ps, e, &e->u.coalesce.args, type);
    return e;
}

expr *min_max_expression_transform(parse_state *ps, PgQuery__MinMaxExpr *node) {
    bool least = node->op == PG_QUERY__MIN_MAX_OP__IS_LEAST;
    expr *e = expr_new(ps->analysis->arena, EXPR_MIN_MAX, INVALID_OID, node->location);
    e->u.min_max.least = least;
    oid type;
    if (!transform_inputs(ps, node->n_args, node->args, least ? "LEAST" : "GREATEST",
                          &e->u.min_max.args, &type)) {
        return NULL;
    }
    set_result(ps, e, &e->u.min_max.args, type);
    return e;
}
