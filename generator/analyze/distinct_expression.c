#include "analyze/expression_internal.h"

#include "analyze/operator_call.h"
#include "parse/sqlstate.h"

static bool is_null_literal(const PgQuery__Node *node) {
    return node != NULL && node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull;
}

/* The equality that IS DISTINCT FROM and NULLIF are built on. */
static expr *make_equality(parse_state *ps, const PgQuery__AExpr *node, expr *left, expr *right,
                           const char *construct) {
    analysis *an = ps->analysis;
    expr *e = operator_call_make(ps, node->n_name, node->name, left, right, ps->last_set_function,
                                 node->location);
    if (e == NULL) {
        return NULL;
    }
    if (e->type != BOOLOID) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, node->location,
                       "%s requires = operator to yield boolean", construct);
        return NULL;
    }
    if (e->u.op.returns_set) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, node->location, "%s must not return a set",
                       construct);
        return NULL;
    }
    return e;
}

static expr *make_distinct(parse_state *ps, const PgQuery__AExpr *node, expr *left, expr *right) {
    expr *e = make_equality(ps, node, left, right, "IS DISTINCT FROM");
    if (e != NULL) {
        e->kind = EXPR_DISTINCT;
    }
    return e;
}

/* Rows are distinct when any of their fields are. */
static expr *make_row_distinct(parse_state *ps, const PgQuery__AExpr *node, const expr_list *left,
                               const expr_list *right) {
    analysis *an = ps->analysis;
    if (left->count != right->count) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, node->location,
                       "unequal number of entries in row expressions");
        return NULL;
    }
    expr *result = NULL;
    for (int i = 0; i < left->count; i++) {
        expr *field = make_distinct(ps, node, left->items[i], right->items[i]);
        if (field == NULL) {
            return NULL;
        }
        result = result == NULL
                     ? field
                     : boolean_expression_make(ps, BOOL_OR, result, field, node->location);
    }
    if (result == NULL) {
        result = expr_new(an->arena, EXPR_CONST, BOOLOID, node->location);
        result->u.constant.value = "false";
    }
    return result;
}

expr *distinct_expression_transform(parse_state *ps, PgQuery__AExpr *node) {
    bool negated = node->kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT;
    if (is_null_literal(node->rexpr) || is_null_literal(node->lexpr)) {
        expr *arg = expression_transform_inner(ps, is_null_literal(node->rexpr) ? node->lexpr
                                                                                : node->rexpr);
        return arg != NULL ? null_test_make(ps, arg, !negated, node->location) : NULL;
    }
    expr *left = expression_transform_inner(ps, node->lexpr);
    expr *right = left != NULL ? expression_transform_inner(ps, node->rexpr) : NULL;
    if (right == NULL) {
        return NULL;
    }
    expr *result = left->kind == EXPR_ROW && right->kind == EXPR_ROW
                       ? make_row_distinct(ps, node, &left->u.row.items, &right->u.row.items)
                       : make_distinct(ps, node, left, right);
    if (result == NULL || !negated) {
        return result;
    }
    return boolean_expression_make(ps, BOOL_NOT, result, NULL, node->location);
}

expr *nullif_expression_transform(parse_state *ps, PgQuery__AExpr *node) {
    expr *left = expression_transform_inner(ps, node->lexpr);
    expr *right = left != NULL ? expression_transform_inner(ps, node->rexpr) : NULL;
    if (right == NULL) {
        return NULL;
    }
    expr *e = make_equality(ps, node, left, right, "NULLIF");
    if (e == NULL) {
        return NULL;
    }
    /* The result is the left input as the operator takes it, casts included. */
    e->kind = EXPR_NULLIF;
    e->type = e->u.op.left->type;
    e->typmod = e->u.op.left->typmod;
    e->collation = type_collation(ps->analysis->catalog, e->type);
    return e;
}
