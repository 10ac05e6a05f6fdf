#include "analyze/expression_internal.h"

#include "analyze/common_type.h"
#include "parse/sqlstate.h"

static bool transform_elements(parse_state *ps, const PgQuery__AArrayExpr *node,
                               array_constructor_target to, expr *e) {
    for (size_t i = 0; i < node->n_elements; i++) {
        PgQuery__Node *raw = node->elements[i];
        expr *item;
        if (raw->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR) {
            item = array_constructor_transform(ps, raw->a_array_expr, to);
            e->u.array.multidimensional = true;
        } else {
            item = expression_transform_inner(ps, raw);
        }
        if (item == NULL) {
            return false;
        }
        /* int2vector and oidvector are arrays of one dimension only: elements, not sub-arrays. */
        if (item->type != INT2VECTOROID && item->type != OIDVECTOROID &&
            type_is_array(ps->analysis->catalog, item->type)) {
            e->u.array.multidimensional = true;
        }
        *LIST_PUSH(ps->analysis->arena, &e->u.array.items) = item;
    }
    return true;
}

/* Without a cast around it the elements decide. */
static bool infer_target(parse_state *ps, const expr *e, array_constructor_target *to) {
    analysis *an = ps->analysis;
    if (e->u.array.items.count == 0) {
        analysis_error(an, SQLSTATE_INDETERMINATE_DATATYPE, e->location,
                       "cannot determine type of empty array")
            ->hint = "Explicitly cast to the desired type, for example ARRAY[]::integer[].";
        return false;
    }
    oid type = common_type_select(ps, &e->u.array.items, "ARRAY", NULL);
    if (type == INVALID_OID) {
        return false;
    }
    if (e->u.array.multidimensional) {
        to->array = type;
        to->element =
            type_is_array(an->catalog, type) ? type_element(an->catalog, type) : INVALID_OID;
    } else {
        to->element = type;
        to->array = type_array(an->catalog, type);
    }
    if (to->array == INVALID_OID || to->element == INVALID_OID) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, e->location,
                       "could not find %s type for data type %s",
                       to->array == INVALID_OID ? "array" : "element", analysis_type(an, type));
        return false;
    }
    return true;
}

static expr *cast_element(parse_state *ps, expr *item, oid type, int32_t typmod) {
    analysis *an = ps->analysis;
    expr *result = coercion_to_target(
        ps, item, (coercion_target){type, typmod, COERCION_EXPLICIT, COERCE_EXPLICIT_CAST, -1});
    if (result == NULL && !an->failed) {
        analysis_error(an, SQLSTATE_CANNOT_COERCE, expr_location(item), "cannot cast type %s to %s",
                       analysis_type(an, item->type), analysis_type(an, type));
    }
    return result;
}

expr *array_constructor_transform(parse_state *ps, PgQuery__AArrayExpr *node,
                                  array_constructor_target to) {
    expr *e = expr_new(ps->analysis->arena, EXPR_ARRAY, INVALID_OID, node->location);
    if (!analysis_enter(ps->analysis, node->location)) {
        return NULL;
    }
    bool ok = transform_elements(ps, node, to, e);
    analysis_leave(ps->analysis);
    bool cast = to.array != INVALID_OID;
    if (!ok || (!cast && !infer_target(ps, e, &to))) {
        return NULL;
    }
    oid item_type = e->u.array.multidimensional ? to.array : to.element;
    for (int i = 0; i < e->u.array.items.count; i++) {
        expr **item = &e->u.array.items.items[i];
        *item = cast ? cast_element(ps, *item, item_type, to.typmod)
                     : common_type_coerce(ps, *item, item_type, "ARRAY");
        if (*item == NULL) {
            return NULL;
        }
    }
    e->type = to.array;
    e->u.array.element = to.element;
    e->typmod = common_type_typmod(&e->u.array.items, item_type);
    e->collation = type_collation(ps->analysis->catalog, e->type);
    return e;
}
