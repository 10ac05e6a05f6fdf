#include "analyze/expression_internal.h"

#include "analyze/operator_call.h"
#include "analyze/raw_node.h"

/* (a, b) op (SELECT x, y ...): a comparison of rows with a subquery's row. */
static expr *row_with_subquery(parse_state *ps, const PgQuery__AExpr *node) {
    PgQuery__SubLink *rows = ARENA_NEW(ps->analysis->arena, PgQuery__SubLink);
    *rows = *node->rexpr->sub_link;
    rows->sub_link_type = PG_QUERY__SUB_LINK_TYPE__ROWCOMPARE_SUBLINK;
    rows->testexpr = node->lexpr;
    rows->n_oper_name = node->n_name;
    rows->oper_name = node->name;
    rows->location = node->location;
    return sublink_transform(ps, rows);
}

static bool is_row(const PgQuery__Node *node) {
    return node != NULL && node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR;
}

static expr *two_rows(parse_state *ps, PgQuery__AExpr *node) {
    expr *left = expression_transform_inner(ps, node->lexpr);
    expr *right = left != NULL ? expression_transform_inner(ps, node->rexpr) : NULL;
    if (right == NULL) {
        return NULL;
    }
    row_comparison rows = {node->n_name, node->name, &left->u.row.items, &right->u.row.items,
                           node->location};
    return row_comparison_make(ps, &rows);
}

static expr *plain_operator(parse_state *ps, PgQuery__AExpr *node) {
    expr *before = ps->last_set_function;
    expr *left = NULL;
    if (node->lexpr != NULL) {
        left = expression_transform_inner(ps, node->lexpr);
        if (left == NULL) {
            return NULL;
        }
    }
    expr *right = expression_transform_inner(ps, node->rexpr);
    if (right == NULL) {
        return NULL;
    }
    return operator_call_make(ps, node->n_name, node->name, left, right, before, node->location);
}

static expr *with_array(parse_state *ps, PgQuery__AExpr *node, bool any) {
    expr *left = expression_transform_inner(ps, node->lexpr);
    expr *right = left != NULL ? expression_transform_inner(ps, node->rexpr) : NULL;
    if (right == NULL) {
        return NULL;
    }
    return operator_call_make_scalar_array(ps, node->n_name, node->name, any, left, right,
                                           node->location);
}

/* --- BETWEEN --------------------------------------------------------------------------------- */

/* x first low joined x second high */
typedef struct between_part {
    const char *first, *second;
    PgQuery__BoolExprType joined;
} between_part;

static PgQuery__Node *between_bounds(parse_state *ps, const PgQuery__AExpr *node, between_part part,
                                     bool swapped) {
    arena *a = ps->analysis->arena;
    PgQuery__Node **bounds = node->rexpr->list->items;
    PgQuery__Node *first =
        raw_node_operator(a, part.first, node->lexpr, bounds[swapped ? 1 : 0], node->location);
    PgQuery__Node *second =
        raw_node_operator(a, part.second, node->lexpr, bounds[swapped ? 0 : 1], node->location);
    return raw_node_boolean(a, part.joined, first, second, node->location);
}

static expr *between(parse_state *ps, const PgQuery__AExpr *node, bool negated, bool symmetric) {
    static const between_part inside = {">=", "<=", PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR};
    static const between_part outside = {"<", ">", PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR};
    between_part part = negated ? outside : inside;
    PgQuery__Node *whole = between_bounds(ps, node, part, false);
    if (symmetric) {
        whole = raw_node_boolean(ps->analysis->arena,
                                 negated ? PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR
                                         : PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR,
                                 whole, between_bounds(ps, node, part, true), node->location);
    }
    return expression_transform_inner(ps, whole);
}

expr *operator_expression_transform(parse_state *ps, PgQuery__AExpr *node) {
    switch (node->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
        return with_array(ps, node, true);
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL:
        return with_array(ps, node, false);
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
        return between(ps, node, false, false);
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN:
        return between(ps, node, true, false);
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM:
        return between(ps, node, false, true);
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
        return between(ps, node, true, true);
    default:
        break;
    }
    if (is_row(node->lexpr) && is_row(node->rexpr)) {
        return two_rows(ps, node);
    }
    if (is_row(node->lexpr) && node->rexpr->node_case == PG_QUERY__NODE__NODE_SUB_LINK &&
        node->rexpr->sub_link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK) {
        return row_with_subquery(ps, node);
    }
    return plain_operator(ps, node);
}
