#include "analyze/expression_internal.h"

expr *boolean_expression_make(parse_state *ps, bool_operation operation, expr *left, expr *right,
                              int location) {
    arena *a = ps->analysis->arena;
    expr *e = expr_new(a, EXPR_BOOL, BOOLOID, location);
    e->u.boolean.operation = operation;
    *LIST_PUSH(a, &e->u.boolean.args) = left;
    if (right != NULL) {
        *LIST_PUSH(a, &e->u.boolean.args) = right;
    }
    return e;
}

expr *boolean_expression_transform(parse_state *ps, PgQuery__BoolExpr *node) {
    arena *a = ps->analysis->arena;
    expr *e = expr_new(a, EXPR_BOOL, BOOLOID, node->location);
    const char *name = "NOT";
    e->u.boolean.operation = BOOL_NOT;
    if (node->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) {
        name = "AND";
        e->u.boolean.operation = BOOL_AND;
    } else if (node->boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR) {
        name = "OR";
        e->u.boolean.operation = BOOL_OR;
    }
    for (size_t i = 0; i < node->n_args; i++) {
        expr *arg = expression_transform_inner(ps, node->args[i]);
        if (arg == NULL || (arg = coercion_to_boolean(ps, arg, name)) == NULL) {
            return NULL;
        }
        *LIST_PUSH(a, &e->u.boolean.args) = arg;
    }
    return e;
}

expr *null_test_make(parse_state *ps, expr *arg, bool is_not, int location) {
    expr *e = expr_new(ps->analysis->arena, EXPR_NULL_TEST, BOOLOID, location);
    e->u.null_test.arg = arg;
    e->u.null_test.is_not = is_not;
    return e;
}

expr *null_test_transform(parse_state *ps, PgQuery__NullTest *node) {
    expr *arg = expression_transform_inner(ps, node->arg);
    if (arg == NULL) {
        return NULL;
    }
    bool is_not = node->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL;
    expr *e = null_test_make(ps, arg, is_not, node->location);
    e->u.null_test.is_row = type_is_row(ps->analysis->catalog, arg->type);
    return e;
}

expr *boolean_test_transform(parse_state *ps, PgQuery__BooleanTest *node) {
    static const struct {
        PgQuery__BoolTestType raw;
        boolean_test test;
        const char *name;
    } tests[] = {
        {PG_QUERY__BOOL_TEST_TYPE__IS_TRUE, TEST_IS_TRUE, "IS TRUE"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE, TEST_IS_NOT_TRUE, "IS NOT TRUE"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_FALSE, TEST_IS_FALSE, "IS FALSE"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE, TEST_IS_NOT_FALSE, "IS NOT FALSE"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN, TEST_IS_UNKNOWN, "IS UNKNOWN"},
        {PG_QUERY__BOOL_TEST_TYPE__IS_NOT_UNKNOWN, TEST_IS_NOT_UNKNOWN, "IS NOT UNKNOWN"},
    };
    size_t i = 0;
    while (i + 1 < sizeof tests / sizeof tests[0] && tests[i].raw != node->booltesttype) {
        i++;
    }
    expr *arg = expression_transform_inner(ps, node->arg);
    if (arg == NULL || (arg = coercion_to_boolean(ps, arg, tests[i].name)) == NULL) {
        return NULL;
    }
    expr *e = expr_new(ps->analysis->arena, EXPR_BOOLEAN_TEST, BOOLOID, node->location);
    e->u.boolean_test.arg = arg;
    e->u.boolean_test.test = tests[i].test;
    return e;
}
