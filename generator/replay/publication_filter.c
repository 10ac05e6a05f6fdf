#include "analyze/column_ref.h"
#include "analyze/select.h"
#include "replay/expression_check.h"
#include "replay/publication_member.h"

/* WHERE of a publication's table: only what a server can compute from the row itself and what its
 * own catalog has, for ever the same. */

static bool is_users(oid object) {
    return object >= FIRST_USER_OID;
}

static bool has_users_operator(const expr *e) {
    if (e->kind == EXPR_SCALAR_ARRAY_OP) {
        return is_users(e->u.scalar_array_op.operator);
    }
    for (int i = 0; e->kind == EXPR_ROW_COMPARE && i < e->u.row_compare.left.count; i++) {
        if (is_users(e->u.row_compare.operators[i])) {
            return true;
        }
    }
    return e->kind != EXPR_ROW_COMPARE && is_users(e->u.op.operator);
}

/* What is wrong with the kind of node, or NULL. */
static const char *problem_of_kind(const expr *e) {
    switch ((int)e->kind) {
    case EXPR_VAR:
        return e->u.var.attribute < 0 ? "System columns are not allowed." : NULL;
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
    case EXPR_SCALAR_ARRAY_OP:
    case EXPR_ROW_COMPARE:
        return has_users_operator(e) ? "User-defined operators are not allowed." : NULL;
    case EXPR_CONST:
    case EXPR_FUNC:
    case EXPR_BOOL:
    case EXPR_RELABEL:
    case EXPR_COLLATE:
    case EXPR_CASE:
    case EXPR_CASE_TEST:
    case EXPR_ARRAY:
    case EXPR_ROW:
    case EXPR_COALESCE:
    case EXPR_MIN_MAX:
    case EXPR_XML:
    case EXPR_NULL_TEST:
    case EXPR_BOOLEAN_TEST:
        return NULL;
    default:
        return "Only columns, constants, built-in operators, built-in data types, built-in "
               "collations, and immutable built-in functions are allowed.";
    }
}

static const char *problem_of(const catalog *c, const expr *e) {
    const char *problem = problem_of_kind(e);
    if (problem != NULL) {
        return problem;
    }
    if (is_users(e->type)) {
        return "User-defined types are not allowed.";
    }
    const pg_proc *p = e->kind == EXPR_FUNC ? catalog_proc(c, e->u.func.function) : NULL;
    if (p != NULL && (p->volatility != 'i' || is_users(p->oid))) {
        return "User-defined or built-in mutable functions are not allowed.";
    }
    return is_users(e->collation) || is_users(e->input_collation)
               ? "User-defined collations are not allowed."
               : NULL;
}

/* Stops with an error at the first node that cannot be. */
static bool refuse_node(expr *e, void *context) {
    replay *r = context;
    const char *problem = problem_of(r->catalog, e);
    if (problem == NULL) {
        return expr_each_child(e, refuse_node, context);
    }
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, expr_location(e),
                                   "invalid publication WHERE expression");
    d->detail = problem;
    return true;
}

expr *publication_filter_read(replay *r, const publication_table *table) {
    expr *e = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = table->node->where_clause,
                                                         .clause = CLAUSE_WHERE,
                                                         .relation = table->relation,
                                                     });
    return e == NULL || refuse_node(e, r) ? NULL : e;
}
