#include "analyze/expr.h"

#include <string.h>

expr *expr_new(arena *a, expr_kind kind, oid type, int location) {
    expr *e = ARENA_NEW(a, expr);
    e->kind = kind;
    e->type = type;
    e->typmod = -1;
    e->location = location;
    return e;
}

expr *expr_const_null(arena *a, oid type, int32_t typmod, oid collation) {
    expr *e = expr_new(a, EXPR_CONST, type, -1);
    e->typmod = typmod;
    e->collation = collation;
    return e;
}

bool expr_is_null_const(const expr *e) {
    return e != NULL && e->kind == EXPR_CONST && e->u.constant.value == NULL;
}

/* --- Children -------------------------------------------------------------------------------- */

static bool visit_one(expr *e, expr_visitor visit, void *context) {
    return e != NULL && visit(e, context);
}

static bool visit_list(const expr_list *list, expr_visitor visit, void *context) {
    for (int i = 0; i < list->count; i++) {
        if (visit_one(list->items[i], visit, context)) {
            return true;
        }
    }
    return false;
}

static bool visit_aggref(expr *e, expr_visitor visit, void *context) {
    if (visit_list(&e->u.aggref.direct, visit, context)) {
        return true;
    }
    for (int i = 0; i < e->u.aggref.args.count; i++) {
        if (visit_one(e->u.aggref.args.items[i].expr, visit, context)) {
            return true;
        }
    }
    return visit_one(e->u.aggref.filter, visit, context);
}

static bool visit_case(expr *e, expr_visitor visit, void *context) {
    if (visit_one(e->u.case_.test, visit, context)) {
        return true;
    }
    for (int i = 0; i < e->u.case_.conditions.count; i++) {
        if (visit_one(e->u.case_.conditions.items[i], visit, context) ||
            visit_one(e->u.case_.results.items[i], visit, context)) {
            return true;
        }
    }
    return visit_one(e->u.case_.otherwise, visit, context);
}

bool expr_each_child(expr *e, expr_visitor visit, void *context) {
    switch (e->kind) {
    case EXPR_VAR:
    case EXPR_CONST:
    case EXPR_PARAM:
    case EXPR_CASE_TEST:
    case EXPR_SQL_VALUE:
    case EXPR_DOMAIN_VALUE:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_CURRENT_OF:
        return false;
    case EXPR_AGGREF:
        return visit_aggref(e, visit, context);
    case EXPR_GROUPING:
        return visit_list(&e->u.grouping.args, visit, context);
    case EXPR_WINDOW_FUNC:
        return visit_list(&e->u.window_func.args, visit, context) ||
               visit_one(e->u.window_func.filter, visit, context);
    case EXPR_SUBSCRIPT:
        return visit_list(&e->u.subscript.upper, visit, context) ||
               visit_list(&e->u.subscript.lower, visit, context) ||
               visit_one(e->u.subscript.base, visit, context);
    case EXPR_FUNC:
        return visit_list(&e->u.func.args, visit, context);
    case EXPR_NAMED_ARG:
        return visit_one(e->u.named_arg.arg, visit, context);
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
        return visit_one(e->u.op.left, visit, context) || visit_one(e->u.op.right, visit, context);
    case EXPR_SCALAR_ARRAY_OP:
        return visit_one(e->u.scalar_array_op.left, visit, context) ||
               visit_one(e->u.scalar_array_op.right, visit, context);
    case EXPR_BOOL:
        return visit_list(&e->u.boolean.args, visit, context);
    case EXPR_SUBLINK:
        return visit_one(e->u.sublink.test, visit, context) ||
               visit_one(e->u.sublink.comparison, visit, context);
    case EXPR_FIELD_SELECT:
        return visit_one(e->u.field_select.arg, visit, context);
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
        return visit_one(e->u.coerce.arg, visit, context);
    case EXPR_ARRAY_COERCE:
        return visit_one(e->u.array_coerce.arg, visit, context) ||
               visit_one(e->u.array_coerce.element, visit, context);
    case EXPR_COLLATE:
        return visit_one(e->u.collate.arg, visit, context);
    case EXPR_CASE:
        return visit_case(e, visit, context);
    case EXPR_ARRAY:
        return visit_list(&e->u.array.items, visit, context);
    case EXPR_ROW:
        return visit_list(&e->u.row.items, visit, context);
    case EXPR_ROW_COMPARE:
        return visit_list(&e->u.row_compare.left, visit, context) ||
               visit_list(&e->u.row_compare.right, visit, context);
    case EXPR_COALESCE:
        return visit_list(&e->u.coalesce.args, visit, context);
    case EXPR_MIN_MAX:
        return visit_list(&e->u.min_max.args, visit, context);
    case EXPR_XML:
        return visit_list(&e->u.xml.named_args, visit, context) ||
               visit_list(&e->u.xml.args, visit, context);
    case EXPR_NULL_TEST:
        return visit_one(e->u.null_test.arg, visit, context);
    case EXPR_BOOLEAN_TEST:
        return visit_one(e->u.boolean_test.arg, visit, context);
    }
    return false;
}

static bool returns_set(expr *e, void *context) {
    if ((e->kind == EXPR_FUNC && e->u.func.returns_set) ||
        (e->kind == EXPR_OP && e->u.op.returns_set)) {
        return true;
    }
    return expr_each_child(e, returns_set, context);
}

bool expr_returns_set(const expr *e) {
    return e != NULL && returns_set((expr *)(uintptr_t)e, NULL);
}

/* --- Places ---------------------------------------------------------------------------------- */

/* The smaller of two known places. */
static int leftmost(int x, int y) {
    if (x < 0) {
        return y;
    }
    return y < 0 || x < y ? x : y;
}

static int list_location(const expr_list *list) {
    for (int i = 0; i < list->count; i++) {
        int location = expr_location(list->items[i]);
        if (location >= 0) {
            return location;
        }
    }
    return -1;
}

/* Nodes that stand for something written between or behind their inputs begin where these begin;
 * for all others their own place is the leftmost already. */
int expr_location(const expr *e) {
    if (e == NULL) {
        return -1;
    }
    switch (e->kind) {
    case EXPR_SUBSCRIPT:
        return leftmost(e->location, expr_location(e->u.subscript.base));
    case EXPR_FUNC:
        return leftmost(e->location, list_location(&e->u.func.args));
    case EXPR_NAMED_ARG:
        return leftmost(e->location, expr_location(e->u.named_arg.arg));
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
        return leftmost(e->location,
                        expr_location(e->u.op.left != NULL ? e->u.op.left : e->u.op.right));
    case EXPR_SCALAR_ARRAY_OP:
        return leftmost(e->location, expr_location(e->u.scalar_array_op.left));
    case EXPR_BOOL:
        return leftmost(e->location, list_location(&e->u.boolean.args));
    case EXPR_SUBLINK:
        return leftmost(e->location, expr_location(e->u.sublink.comparison != NULL
                                                       ? e->u.sublink.comparison
                                                       : e->u.sublink.test));
    case EXPR_FIELD_SELECT:
        return expr_location(e->u.field_select.arg);
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
        return leftmost(e->location, expr_location(e->u.coerce.arg));
    case EXPR_ARRAY_COERCE:
        return leftmost(e->location, expr_location(e->u.array_coerce.arg));
    case EXPR_COLLATE:
        return expr_location(e->u.collate.arg);
    case EXPR_ROW_COMPARE:
        return list_location(&e->u.row_compare.left);
    case EXPR_XML:
        return leftmost(e->location, list_location(&e->u.xml.args));
    case EXPR_NULL_TEST:
        return leftmost(e->location, expr_location(e->u.null_test.arg));
    case EXPR_BOOLEAN_TEST:
        return leftmost(e->location, expr_location(e->u.boolean_test.arg));
    case EXPR_VAR:
    case EXPR_CONST:
    case EXPR_PARAM:
    case EXPR_AGGREF:
    case EXPR_GROUPING:
    case EXPR_WINDOW_FUNC:
    case EXPR_CASE:
    case EXPR_CASE_TEST:
    case EXPR_ARRAY:
    case EXPR_ROW:
    case EXPR_COALESCE:
    case EXPR_MIN_MAX:
    case EXPR_SQL_VALUE:
    case EXPR_DOMAIN_VALUE:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_CURRENT_OF:
        return e->location;
    }
    return -1;
}

/* --- Equality -------------------------------------------------------------------------------- */

static bool same_text(const char *x, const char *y) {
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

static bool same_list(const expr_list *x, const expr_list *y) {
    if (x->count != y->count) {
        return false;
    }
    for (int i = 0; i < x->count; i++) {
        if (!expr_equal(x->items[i], y->items[i])) {
            return false;
        }
    }
    return true;
}

bool sort_group_list_equal(const sort_group_list *x, const sort_group_list *y) {
    if (x->count != y->count) {
        return false;
    }
    for (int i = 0; i < x->count; i++) {
        const sort_group *a = &x->items[i], *b = &y->items[i];
        if (a->target != b->target || a->equal_operator != b->equal_operator ||
            a->sort_operator != b->sort_operator || a->nulls_first != b->nulls_first) {
            return false;
        }
    }
    return true;
}

static bool same_aggref(const expr *x, const expr *y) {
    if (x->u.aggref.function != y->u.aggref.function || x->u.aggref.star != y->u.aggref.star ||
        x->u.aggref.is_distinct != y->u.aggref.is_distinct ||
        x->u.aggref.variadic != y->u.aggref.variadic ||
        x->u.aggref.levels_up != y->u.aggref.levels_up ||
        x->u.aggref.args.count != y->u.aggref.args.count) {
        return false;
    }
    for (int i = 0; i < x->u.aggref.args.count; i++) {
        if (!expr_equal(x->u.aggref.args.items[i].expr, y->u.aggref.args.items[i].expr)) {
            return false;
        }
    }
    return same_list(&x->u.aggref.direct, &y->u.aggref.direct) &&
           sort_group_list_equal(&x->u.aggref.order, &y->u.aggref.order) &&
           sort_group_list_equal(&x->u.aggref.distinct, &y->u.aggref.distinct) &&
           expr_equal(x->u.aggref.filter, y->u.aggref.filter);
}

static bool same_row_compare(const expr *x, const expr *y) {
    if (x->u.row_compare.operation != y->u.row_compare.operation ||
        !same_list(&x->u.row_compare.left, &y->u.row_compare.left) ||
        !same_list(&x->u.row_compare.right, &y->u.row_compare.right)) {
        return false;
    }
    for (int i = 0; i < x->u.row_compare.left.count; i++) {
        if (x->u.row_compare.operators[i] != y->u.row_compare.operators[i]) {
            return false;
        }
    }
    return true;
}

static bool same_xml(const expr *x, const expr *y) {
    if (x->u.xml.operation != y->u.xml.operation || !same_text(x->u.xml.name, y->u.xml.name) ||
        x->u.xml.is_document != y->u.xml.is_document ||
        !same_list(&x->u.xml.named_args, &y->u.xml.named_args) ||
        !same_list(&x->u.xml.args, &y->u.xml.args)) {
        return false;
    }
    for (int i = 0; i < x->u.xml.named_args.count; i++) {
        if (!same_text(x->u.xml.names[i], y->u.xml.names[i])) {
            return false;
        }
    }
    return true;
}

/* Everything but the header, for two nodes of the same kind. */
static bool same_content(const expr *x, const expr *y) {
    switch (x->kind) {
    case EXPR_VAR:
        return x->u.var.rtindex == y->u.var.rtindex && x->u.var.attribute == y->u.var.attribute &&
               x->u.var.levels_up == y->u.var.levels_up;
    case EXPR_CONST:
        return same_text(x->u.constant.value, y->u.constant.value);
    case EXPR_PARAM:
        return x->u.param.number == y->u.param.number;
    case EXPR_AGGREF:
        return same_aggref(x, y);
    case EXPR_GROUPING:
        return x->u.grouping.levels_up == y->u.grouping.levels_up &&
               same_list(&x->u.grouping.args, &y->u.grouping.args);
    case EXPR_WINDOW_FUNC:
        return x->u.window_func.function == y->u.window_func.function &&
               x->u.window_func.window == y->u.window_func.window &&
               x->u.window_func.star == y->u.window_func.star &&
               same_list(&x->u.window_func.args, &y->u.window_func.args) &&
               expr_equal(x->u.window_func.filter, y->u.window_func.filter);
    case EXPR_SUBSCRIPT:
        return expr_equal(x->u.subscript.base, y->u.subscript.base) &&
               same_list(&x->u.subscript.upper, &y->u.subscript.upper) &&
               same_list(&x->u.subscript.lower, &y->u.subscript.lower);
    case EXPR_FUNC:
        return x->u.func.function == y->u.func.function &&
               x->u.func.variadic == y->u.func.variadic &&
               same_list(&x->u.func.args, &y->u.func.args);
    case EXPR_NAMED_ARG:
        return same_text(x->u.named_arg.name, y->u.named_arg.name) &&
               expr_equal(x->u.named_arg.arg, y->u.named_arg.arg);
    case EXPR_OP:
    case EXPR_DISTINCT:
    case EXPR_NULLIF:
        return x->u.op.operator== y->u.op.operator&& expr_equal(x->u.op.left, y->u.op.left) &&
               expr_equal(x->u.op.right, y->u.op.right);
    case EXPR_SCALAR_ARRAY_OP:
        return x->u.scalar_array_op.operator== y->u.scalar_array_op.operator&&
               x->u.scalar_array_op.use_or == y->u.scalar_array_op.use_or &&
               expr_equal(x->u.scalar_array_op.left, y->u.scalar_array_op.left) &&
               expr_equal(x->u.scalar_array_op.right, y->u.scalar_array_op.right);
    case EXPR_BOOL:
        return x->u.boolean.operation == y->u.boolean.operation &&
               same_list(&x->u.boolean.args, &y->u.boolean.args);
    case EXPR_SUBLINK:
        return x->u.sublink.kind == y->u.sublink.kind &&
               expr_equal(x->u.sublink.test, y->u.sublink.test) &&
               query_equal(x->u.sublink.query, y->u.sublink.query);
    case EXPR_FIELD_SELECT:
        return x->u.field_select.field == y->u.field_select.field &&
               expr_equal(x->u.field_select.arg, y->u.field_select.arg);
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
        return expr_equal(x->u.coerce.arg, y->u.coerce.arg);
    case EXPR_ARRAY_COERCE:
        return expr_equal(x->u.array_coerce.arg, y->u.array_coerce.arg) &&
               expr_equal(x->u.array_coerce.element, y->u.array_coerce.element);
    case EXPR_COLLATE:
        return x->u.collate.collation == y->u.collate.collation &&
               expr_equal(x->u.collate.arg, y->u.collate.arg);
    case EXPR_CASE:
        return expr_equal(x->u.case_.test, y->u.case_.test) &&
               same_list(&x->u.case_.conditions, &y->u.case_.conditions) &&
               same_list(&x->u.case_.results, &y->u.case_.results) &&
               expr_equal(x->u.case_.otherwise, y->u.case_.otherwise);
    case EXPR_ARRAY:
        return same_list(&x->u.array.items, &y->u.array.items);
    case EXPR_ROW:
        return same_list(&x->u.row.items, &y->u.row.items);
    case EXPR_ROW_COMPARE:
        return same_row_compare(x, y);
    case EXPR_COALESCE:
        return same_list(&x->u.coalesce.args, &y->u.coalesce.args);
    case EXPR_MIN_MAX:
        return x->u.min_max.least == y->u.min_max.least &&
               same_list(&x->u.min_max.args, &y->u.min_max.args);
    case EXPR_SQL_VALUE:
        return x->u.sql_value.operation == y->u.sql_value.operation;
    case EXPR_XML:
        return same_xml(x, y);
    case EXPR_NULL_TEST:
        return x->u.null_test.is_not == y->u.null_test.is_not &&
               x->u.null_test.is_row == y->u.null_test.is_row &&
               expr_equal(x->u.null_test.arg, y->u.null_test.arg);
    case EXPR_BOOLEAN_TEST:
        return x->u.boolean_test.test == y->u.boolean_test.test &&
               expr_equal(x->u.boolean_test.arg, y->u.boolean_test.arg);
    case EXPR_CASE_TEST:
    case EXPR_DOMAIN_VALUE:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_CURRENT_OF:
        return true;
    }
    return false;
}

bool expr_equal(const expr *x, const expr *y) {
    if (x == y) {
        return true;
    }
    return x != NULL && y != NULL && x->kind == y->kind && x->type == y->type &&
           x->typmod == y->typmod && same_content(x, y);
}
