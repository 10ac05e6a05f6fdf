#include "analyze/expression_internal.h"

#include "parse/sqlstate.h"

/* The most columns a row can have. */
#define MAX_ROW_COLUMNS 1664

bool row_constructor_check_count(parse_state *ps, int count, int location) {
    if (count > MAX_ROW_COLUMNS) {
        analysis_error(ps->analysis, SQLSTATE_TOO_MANY_COLUMNS, location,
                       "ROW expressions can have at most %d entries", MAX_ROW_COLUMNS);
        return false;
    }
    return true;
}

expr *row_constructor_transform(parse_state *ps, PgQuery__RowExpr *node) {
    analysis *an = ps->analysis;
    expr *e = expr_new(an->arena, EXPR_ROW, RECORDOID, node->location);
    expr_list *items = &e->u.row.items;
    if (!expression_transform_list(ps, node->n_args, node->args, ps->clause, false, items)) {
        return NULL;
    }
    if (!row_constructor_check_count(ps, items->count, node->location)) {
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
