#include "analyze/nullability_internal.h"

/*
 * What conditions reject.  Four questions, one for each thing that can be known of a condition: it
 * is true, it is false, it is not false (true or NULL: checks), it is not true (false or NULL: an
 * arm of CASE that was not taken).
 */

static void facts_if_false(null_scope *s, expr *condition, expr_list *facts);
static void facts_if_not_null(null_scope *s, expr *e, expr_list *facts);

bool nullability_facts_hold(const expr_list *facts, const expr *e) {
    for (int i = 0; i < facts->count; i++) {
        if (expr_equal(facts->items[i], e)) {
            return true;
        }
    }
    return false;
}

static void add_fact(null_scope *s, expr *e, expr_list *facts) {
    if (!nullability_facts_hold(facts, e)) {
        *LIST_PUSH(nullability_arena(s->proofs), facts) = e;
    }
}

/* The same expression has the same value wherever it stands in the query. */
static bool is_repeatable(expr *e, void *context) {
    const catalog *c = context;
    oid function = INVALID_OID;
    switch (e->kind) {
    case EXPR_FUNC:
        function = e->u.func.function;
        break;
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
        function = e->u.op.function;
        break;
    case EXPR_SCALAR_ARRAY_OP:
        function = e->u.scalar_array_op.function;
        break;
    case EXPR_SUBLINK:
    case EXPR_CASE_TEST:
    case EXPR_PARAM:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_WINDOW_FUNC:
        return true; /* stops the walk: not repeatable, or not worth comparing */
    default:
        break;
    }
    if (function != INVALID_OID) {
        const pg_proc *proc = catalog_proc(c, function);
        if (proc == NULL || proc->volatility == 'v' || proc->returns_set) {
            return true;
        }
    }
    return expr_each_child(e, is_repeatable, context);
}

static bool function_is_strict(null_scope *s, oid function) {
    const pg_proc *proc = catalog_proc(nullability_catalog(s->proofs), function);
    return proc != NULL && proc->strict && !proc->returns_set && proc->kind == 'f';
}

static void facts_if_all_not_null(null_scope *s, const expr_list *list, expr_list *facts) {
    for (int i = 0; i < list->count; i++) {
        facts_if_not_null(s, list->items[i], facts);
    }
}

/* What else cannot be NULL when this expression is not. */
static void facts_if_not_null(null_scope *s, expr *e, expr_list *facts) {
    if (e == NULL || e->kind == EXPR_CONST) {
        return;
    }
    if (!is_repeatable(e, (void *)(uintptr_t)nullability_catalog(s->proofs))) {
        add_fact(s, e, facts);
    }
    switch (e->kind) {
    case EXPR_FUNC:
        if (function_is_strict(s, e->u.func.function)) {
            facts_if_all_not_null(s, &e->u.func.args, facts);
        }
        break;
    case EXPR_OP:
        if (function_is_strict(s, e->u.op.function)) {
            facts_if_not_null(s, e->u.op.left, facts);
            facts_if_not_null(s, e->u.op.right, facts);
        }
        break;
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
        facts_if_not_null(s, e->u.coerce.arg, facts);
        break;
    case EXPR_ARRAY_COERCE:
        facts_if_not_null(s, e->u.array_coerce.arg, facts);
        break;
    case EXPR_COLLATE:
        facts_if_not_null(s, e->u.collate.arg, facts);
        break;
    case EXPR_FIELD_SELECT:
        facts_if_not_null(s, e->u.field_select.arg, facts);
        break;
    case EXPR_NULLIF:
        facts_if_not_null(s, e->u.op.left, facts);
        break;
    case EXPR_SUBSCRIPT:
        facts_if_not_null(s, e->u.subscript.base, facts);
        break;
    case EXPR_BOOL:
        if (e->u.boolean.operation == BOOL_NOT) {
            facts_if_all_not_null(s, &e->u.boolean.args, facts);
        }
        break;
    case EXPR_COALESCE:
        if (e->u.coalesce.args.count == 1) {
            facts_if_all_not_null(s, &e->u.coalesce.args, facts);
        }
        break;
    default:
        break;
    }
}

/* Facts that hold whichever of the alternatives is the case. */
typedef void (*facts_function)(null_scope *s, expr *condition, expr_list *facts);

static void facts_of_any(null_scope *s, const expr_list *alternatives, facts_function follow,
                         expr_list *facts) {
    expr_list common = {0};
    for (int i = 0; i < alternatives->count; i++) {
        expr_list one = {0};
        follow(s, alternatives->items[i], &one);
        if (i == 0) {
            common = one;
            continue;
        }
        int kept = 0;
        for (int k = 0; k < common.count; k++) {
            if (nullability_facts_hold(&one, common.items[k])) {
                common.items[kept++] = common.items[k];
            }
        }
        common.count = kept;
    }
    for (int i = 0; i < common.count; i++) {
        add_fact(s, common.items[i], facts);
    }
}

static void facts_of_all(null_scope *s, const expr_list *list, facts_function follow,
                         expr_list *facts) {
    for (int i = 0; i < list->count; i++) {
        follow(s, list->items[i], facts);
    }
}

/* The rows of an array or subquery that a comparison was true with: it took place. */
static void facts_of_comparison(null_scope *s, expr *comparison, expr_list *facts) {
    if (comparison == NULL) {
        return;
    }
    if (comparison->kind == EXPR_BOOL && comparison->u.boolean.operation == BOOL_AND) {
        facts_of_all(s, &comparison->u.boolean.args, facts_of_comparison, facts);
    } else {
        nullability_facts_if_true(s, comparison, facts);
    }
}

/* A Var of the query around becomes a Var of this one. */
static expr *seen_from_outside(null_scope *s, const expr *e) {
    if (e->kind != EXPR_VAR || e->u.var.levels_up != 1) {
        return NULL;
    }
    expr *var = arena_copy(nullability_arena(s->proofs), e, sizeof *e);
    var->u.var.levels_up = 0;
    return var;
}

/* EXISTS is true only if a row passed the subquery's conditions, on the outer columns among others.
 */
static void facts_of_exists(null_scope *s, query *q, expr_list *facts) {
    if (q == NULL || q->set_operations != NULL || q->command != QUERY_SELECT ||
        (q->has_aggregates && q->group.count == 0) || q->grouping_sets.count > 0) {
        return;
    }
    null_scope inner;
    nullability_scope_open(&inner, s->proofs, s, q);
    for (int i = 0; i < inner.facts.count; i++) {
        expr *outer = seen_from_outside(s, inner.facts.items[i]);
        if (outer != NULL) {
            add_fact(s, outer, facts);
        }
    }
}

static void facts_of_sublink(null_scope *s, expr *e, expr_list *facts) {
    switch (e->u.sublink.kind) {
    case SUBLINK_EXISTS:
        facts_of_exists(s, e->u.sublink.query, facts);
        break;
    case SUBLINK_ANY:
    case SUBLINK_ROW_COMPARE:
        facts_of_comparison(s, e->u.sublink.comparison, facts);
        break;
    case SUBLINK_ALL:
    case SUBLINK_EXPR:
    case SUBLINK_ARRAY:
    case SUBLINK_CTE:
        break;
    }
}

/* True for x op ANY (...): some comparison was true.  For ALL an empty array is enough. */
static void facts_of_scalar_array(null_scope *s, expr *e, expr_list *facts) {
    expr *array = e->u.scalar_array_op.right;
    bool compared = e->u.scalar_array_op.use_or ||
                    (array->kind == EXPR_ARRAY && array->u.array.items.count > 0);
    if (!function_is_strict(s, e->u.scalar_array_op.function)) {
        return;
    }
    if (compared) {
        facts_if_not_null(s, e->u.scalar_array_op.left, facts);
    }
    facts_if_not_null(s, array, facts);
}

static void facts_of_row_compare(null_scope *s, expr *e, expr_list *facts) {
    /* The first pair of fields is always compared, and for = all of them are. */
    int compared = e->u.row_compare.operation == 3 ? e->u.row_compare.left.count : 1;
    for (int i = 0; i < compared; i++) {
        facts_if_not_null(s, e->u.row_compare.left.items[i], facts);
        facts_if_not_null(s, e->u.row_compare.right.items[i], facts);
    }
}

static void facts_of_null_test(null_scope *s, expr *e, bool holds, expr_list *facts) {
    /* A row value is "not null" only if all its fields are, "null" only if all are null; not being
     * null says little of a row. */
    if (e->u.null_test.is_not == holds && (!e->u.null_test.is_row || holds)) {
        facts_if_not_null(s, e->u.null_test.arg, facts);
    }
}

static void facts_of_boolean_test(null_scope *s, expr *e, expr_list *facts) {
    switch (e->u.boolean_test.test) {
    case TEST_IS_TRUE:
        nullability_facts_if_true(s, e->u.boolean_test.arg, facts);
        break;
    case TEST_IS_FALSE:
        facts_if_false(s, e->u.boolean_test.arg, facts);
        break;
    case TEST_IS_NOT_UNKNOWN:
        facts_if_not_null(s, e->u.boolean_test.arg, facts);
        break;
    case TEST_IS_NOT_TRUE:
        nullability_facts_if_not_true(s, e->u.boolean_test.arg, facts);
        break;
    case TEST_IS_NOT_FALSE:
        nullability_facts_if_not_false(s, e->u.boolean_test.arg, facts);
        break;
    case TEST_IS_UNKNOWN:
        break;
    }
}

void nullability_facts_if_true(null_scope *s, expr *e, expr_list *facts) {
    switch (e->kind) {
    case EXPR_BOOL:
        if (e->u.boolean.operation == BOOL_AND) {
            facts_of_all(s, &e->u.boolean.args, nullability_facts_if_true, facts);
        } else if (e->u.boolean.operation == BOOL_OR) {
            facts_of_any(s, &e->u.boolean.args, nullability_facts_if_true, facts);
        } else {
            facts_if_false(s, e->u.boolean.args.items[0], facts);
        }
        break;
    case EXPR_NULL_TEST:
        facts_of_null_test(s, e, true, facts);
        break;
    case EXPR_BOOLEAN_TEST:
        facts_of_boolean_test(s, e, facts);
        break;
    case EXPR_SCALAR_ARRAY_OP:
        facts_of_scalar_array(s, e, facts);
        break;
    case EXPR_SUBLINK:
        facts_of_sublink(s, e, facts);
        break;
    case EXPR_ROW_COMPARE:
        facts_of_row_compare(s, e, facts);
        break;
    default:
        facts_if_not_null(s, e, facts);
        break;
    }
}

static void facts_if_false(null_scope *s, expr *e, expr_list *facts) {
    switch (e->kind) {
    case EXPR_BOOL:
        if (e->u.boolean.operation == BOOL_OR) {
            facts_of_all(s, &e->u.boolean.args, facts_if_false, facts);
        } else if (e->u.boolean.operation == BOOL_AND) {
            facts_of_any(s, &e->u.boolean.args, facts_if_false, facts);
        } else {
            nullability_facts_if_true(s, e->u.boolean.args.items[0], facts);
        }
        break;
    case EXPR_NULL_TEST:
        facts_of_null_test(s, e, false, facts);
        break;
    case EXPR_DISTINCT:
        /* Not distinct from something that is never NULL. */
        if (nullability_of_expr(s, e->u.op.right).not_null) {
            facts_if_not_null(s, e->u.op.left, facts);
        }
        if (nullability_of_expr(s, e->u.op.left).not_null) {
            facts_if_not_null(s, e->u.op.right, facts);
        }
        break;
    case EXPR_SCALAR_ARRAY_OP:
        /* x <> ALL (...) being false means that an equal one was found, and so on for the others.
         */
        if (!e->u.scalar_array_op.use_or && function_is_strict(s, e->u.scalar_array_op.function)) {
            facts_if_not_null(s, e->u.scalar_array_op.left, facts);
            facts_if_not_null(s, e->u.scalar_array_op.right, facts);
        }
        break;
    case EXPR_SUBLINK:
    case EXPR_ROW_COMPARE:
    case EXPR_BOOLEAN_TEST:
        break;
    default:
        facts_if_not_null(s, e, facts);
        break;
    }
}

/* Tests that never give NULL themselves: not false means true. */
static bool is_two_valued(const expr *e) {
    return e->kind == EXPR_NULL_TEST || e->kind == EXPR_BOOLEAN_TEST || e->kind == EXPR_DISTINCT ||
           (e->kind == EXPR_SUBLINK && e->u.sublink.kind == SUBLINK_EXISTS);
}

void nullability_facts_if_not_false(null_scope *s, expr *e, expr_list *facts) {
    if (is_two_valued(e)) {
        nullability_facts_if_true(s, e, facts);
    } else if (e->kind == EXPR_BOOL && e->u.boolean.operation == BOOL_AND) {
        facts_of_all(s, &e->u.boolean.args, nullability_facts_if_not_false, facts);
    } else if (e->kind == EXPR_BOOL && e->u.boolean.operation == BOOL_OR) {
        facts_of_any(s, &e->u.boolean.args, nullability_facts_if_not_false, facts);
    } else if (e->kind == EXPR_BOOL) {
        nullability_facts_if_not_true(s, e->u.boolean.args.items[0], facts);
    }
}

void nullability_facts_if_not_true(null_scope *s, expr *e, expr_list *facts) {
    if (is_two_valued(e)) {
        facts_if_false(s, e, facts);
    } else if (e->kind == EXPR_BOOL && e->u.boolean.operation == BOOL_OR) {
        facts_of_all(s, &e->u.boolean.args, nullability_facts_if_not_true, facts);
    } else if (e->kind == EXPR_BOOL && e->u.boolean.operation == BOOL_AND) {
        facts_of_any(s, &e->u.boolean.args, nullability_facts_if_not_true, facts);
    } else if (e->kind == EXPR_BOOL) {
        nullability_facts_if_not_false(s, e->u.boolean.args.items[0], facts);
    }
}
