#include "analyze/expression_internal.h"

#include "analyze/collation.h"
#include "analyze/common_type.h"
#include "analyze/operator_call.h"
#include "analyze/raw_node.h"

/* The value a simple CASE compares, evaluated once: each WHEN sees a stand-in. */
static bool transform_test(parse_state *ps, PgQuery__CaseExpr *node, expr *e, expr **stand_in) {
    expr *test = expression_transform_inner(ps, node->arg);
    if (test != NULL && test->type == UNKNOWNOID) {
        test = common_type_coerce(ps, test, TEXTOID, "CASE");
    }
    if (test == NULL || !collation_assign_expr(ps, test)) {
        return false;
    }
    e->u.case_.test = test;
    *stand_in = expr_new(ps->analysis->arena, EXPR_CASE_TEST, test->type, -1);
    (*stand_in)->typmod = test->typmod;
    (*stand_in)->collation = test->collation;
    return true;
}

static expr *transform_condition(parse_state *ps, const PgQuery__CaseWhen *when, expr *stand_in) {
    expr *before = ps->last_set_function;
    expr *condition = expression_transform_inner(ps, when->expr);
    if (condition != NULL && stand_in != NULL) {
        PgQuery__Node *equal = raw_node_string(ps->analysis->arena, "=");
        condition = operator_call_make(ps, 1, &equal, stand_in, condition, before, when->location);
    }
    return condition != NULL ? coercion_to_boolean(ps, condition, "CASE/WHEN") : NULL;
}

static bool transform_branches(parse_state *ps, const PgQuery__CaseExpr *node, expr *e,
                               expr *stand_in) {
    arena *a = ps->analysis->arena;
    for (size_t i = 0; i < node->n_args; i++) {
        const PgQuery__CaseWhen *when = node->args[i]->case_when;
        expr *condition = transform_condition(ps, when, stand_in);
        expr *result = condition != NULL ? expression_transform_inner(ps, when->result) : NULL;
        if (result == NULL) {
            return false;
        }
        *LIST_PUSH(a, &e->u.case_.conditions) = condition;
        *LIST_PUSH(a, &e->u.case_.results) = result;
    }
    e->u.case_.else_written = node->defresult != NULL;
    e->u.case_.otherwise = node->defresult != NULL ? expression_transform_inner(ps, node->defresult)
                                                   : expr_const_null(a, UNKNOWNOID, -1, 0);
    return e->u.case_.otherwise != NULL;
}

/* ELSE decides first among equals. */
static expr_list all_results(parse_state *ps, const expr *e) {
    expr_list all = {0};
    *LIST_PUSH(ps->analysis->arena, &all) = e->u.case_.otherwise;
    for (int i = 0; i < e->u.case_.results.count; i++) {
        *LIST_PUSH(ps->analysis->arena, &all) = e->u.case_.results.items[i];
    }
    return all;
}

static bool unify_results(parse_state *ps, expr *e) {
    expr_list all = all_results(ps, e);
    oid type = common_type_select(ps, &all, "CASE", NULL);
    if (type == INVALID_OID) {
        return false;
    }
    e->u.case_.otherwise = common_type_coerce(ps, e->u.case_.otherwise, type, "CASE/ELSE");
    if (e->u.case_.otherwise == NULL) {
        return false;
    }
    for (int i = 0; i < e->u.case_.results.count; i++) {
        expr **result = &e->u.case_.results.items[i];
        *result = common_type_coerce(ps, *result, type, "CASE/WHEN");
        if (*result == NULL) {
            return false;
        }
    }
    all = all_results(ps, e);
    e->type = type;
    e->typmod = common_type_typmod(&all, type);
    e->collation = type_collation(ps->analysis->catalog, type);
    return true;
}

expr *case_expression_transform(parse_state *ps, PgQuery__CaseExpr *node) {
    expr *before = ps->last_set_function;
    expr *e = expr_new(ps->analysis->arena, EXPR_CASE, INVALID_OID, node->location);
    expr *stand_in = NULL;
    if (node->arg != NULL && !transform_test(ps, node, e, &stand_in)) {
        return NULL;
    }
    if (!transform_branches(ps, node, e, stand_in) || !unify_results(ps, e) ||
        !set_function_none_since(ps, before, "CASE")) {
        return NULL;
    }
    return e;
}
