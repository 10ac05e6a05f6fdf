#include "analyze/expression_internal.h"

#include "analyze/type_name.h"
#include "parse/sqlstate.h"

/* ARRAY[...]::t[] casts the elements one by one, so that an empty or unknown one is typed. */
static expr *transform_argument(parse_state *ps, PgQuery__TypeCast *node, type_and_typmod to) {
    const catalog *c = ps->analysis->catalog;
    if (node->arg->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR) {
        array_constructor_target array = {0, 0, to.typmod};
        array.array = type_base_and_typmod(c, to.type, &array.typmod);
        array.element = type_is_array(c, array.array) ? type_element(c, array.array) : 0;
        if (array.element != INVALID_OID) {
            return array_constructor_transform(ps, node->arg->a_array_expr, array);
        }
    }
    return expression_transform_inner(ps, node->arg);
}

expr *type_cast_transform(parse_state *ps, PgQuery__TypeCast *node) {
    analysis *an = ps->analysis;
    type_and_typmod to = type_name_resolve(an, node->type_name);
    if (to.type == INVALID_OID) {
        return NULL;
    }
    expr *arg = transform_argument(ps, node, to);
    if (arg == NULL) {
        return NULL;
    }
    int location = node->location >= 0 ? node->location : node->type_name->location;
    expr *result = coercion_to_target(
        ps, arg,
        (coercion_target){to.type, to.typmod, COERCION_EXPLICIT, COERCE_EXPLICIT_CAST, location});
    if (result == NULL && !an->failed) {
        analysis_error(an, SQLSTATE_CANNOT_COERCE, location >= 0 ? location : expr_location(arg),
                       "cannot cast type %s to %s", analysis_type(an, arg->type),
                       analysis_type(an, to.type));
    }
    return result;
}

expr *collate_expression_transform(parse_state *ps, PgQuery__CollateClause *node) {
    analysis *an = ps->analysis;
    expr *arg = expression_transform_inner(ps, node->arg);
    if (arg == NULL) {
        return NULL;
    }
    if (arg->type != UNKNOWNOID && type_collation(an->catalog, arg->type) == INVALID_OID) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, node->location,
                       "collations are not supported by type %s", analysis_type(an, arg->type));
        return NULL;
    }
    oid collation = collation_name_resolve(an, node->n_collname, node->collname, node->location);
    if (collation == INVALID_OID) {
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_COLLATE, arg->type, node->location);
    e->typmod = arg->typmod;
    e->collation = collation;
    e->u.collate.arg = arg;
    e->u.collate.collation = collation;
    return e;
}
