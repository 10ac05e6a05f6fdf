#include "analyze/expression_internal.h"

#include "parse/sqlstate.h"

/* The most columns a row can have. */
#define MAX_ROW_COLUMNS 1664

expr *row_constructor_transform(parse_state *ps, PgQuery__RowExpr *node) {
    analysis *an = ps->analysis;
    expr *e = expr_new(an->arena, EXPR_ROW, RECORDOID, node->location);
    expr_list *items = &e->u.row.items;
    if (!expression_transform_list(ps, node->n_args, node->args, ps->clause, false, items)) {
        return NULL;
    }
    if (items->count > MAX_ROW_COLUMNS) {
        analysis_error(an, SQLSTATE_TOO_MANY_COLUMNS, node->location,
                       "ROW expressions can have at most %d entries", MAX_ROW_COLUMNS);
        return NULL;
    }
    const char **names = ARENA_ARRAY(an->arena, const char *, items->count);
    for (int i = 0; i < items->count; i++) {
        names[i] = arena_printf(an->arena, "f%d", i + 1);
    }
    e->u.row.names = names;
    e->u.row.form = node->row_format == PG_QUERY__COERCION_FORM__COERCE_EXPLICIT_CALL
                        ? COERCE_EXPLICIT_CALL
                        : COERCE_IMPLICIT_CAST;
    return e;
}

/* SET (a, b) = source: the source's part of one column. */
expr *multiple_assignment_transform(parse_state *ps, PgQuery__MultiAssignRef *node) {
    analysis *an = ps->analysis;
    PgQuery__Node *source = node->source;
    if (source->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        if ((int)source->row_expr->n_args != node->ncolumns) {
            analysis_error(an, SQLSTATE_SYNTAX_ERROR, source->row_expr->location,
                           "number of columns does not match number of values");
            return NULL;
        }
        return expression_transform_inner(ps, source->row_expr->args[node->colno - 1]);
    }
    if (source->node_case != PG_QUERY__NODE__NODE_SUB_LINK) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() "
                       "expression");
        return NULL;
    }
    PgQuery__SubLink one = *source->sub_link;
    one.sub_link_type = PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK;
    expr *e = sublink_transform(ps, &one);
    if (e == NULL) {
        return NULL;
    }
    const target_list *targets = &e->u.sublink.query->targets;
    if (node->colno > targets->count) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, one.location,
                       "number of columns does not match number of values");
        return NULL;
    }
    const expr *column = targets->items[node->colno - 1].expr;
    e->u.sublink.kind = SUBLINK_EXPR;
    e->type = column->type;
    e->typmod = column->typmod;
    e->collation = column->collation;
    return e;
}
