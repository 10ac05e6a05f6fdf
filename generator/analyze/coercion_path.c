#include "analyze/coercion.h"
#include "analyze/polymorphic.h"

/* Does an entry of this context (i, a, e) apply where casts of `context` are wanted? */
static bool cast_allowed(char entry, coercion_context context) {
    switch (entry) {
    case 'i':
        return true;
    case 'a':
        return context >= COERCION_ASSIGNMENT;
    default:
        return context >= COERCION_EXPLICIT;
    }
}

static coercion_path path_of_cast(const pg_cast *cast) {
    switch (cast->method) {
    case 'f':
        return (coercion_path){COERCION_PATH_FUNC, cast->function};
    case 'i':
        return (coercion_path){COERCION_PATH_IO, INVALID_OID};
    default:
        return (coercion_path){COERCION_PATH_RELABEL, INVALID_OID};
    }
}

/* Without an entry in pg_cast: arrays by their elements, strings through input and output. */
static coercion_path path_without_cast(const catalog *c, oid to, oid from,
                                       coercion_context context) {
    if (to != OIDVECTOROID && to != INT2VECTOROID) {
        oid to_element = type_array_element(c, to);
        oid from_element = to_element ? type_array_element(c, from) : INVALID_OID;
        if (from_element &&
            coercion_find_path(c, to_element, from_element, context).kind != COERCION_PATH_NONE) {
            return (coercion_path){COERCION_PATH_ARRAY, INVALID_OID};
        }
    }
    if ((context >= COERCION_ASSIGNMENT && type_category(c, to) == 'S') ||
        (context >= COERCION_EXPLICIT && type_category(c, from) == 'S')) {
        return (coercion_path){COERCION_PATH_IO, INVALID_OID};
    }
    return (coercion_path){COERCION_PATH_NONE, INVALID_OID};
}

coercion_path coercion_find_path(const catalog *c, oid to, oid from, coercion_context context) {
    coercion_path path = {COERCION_PATH_NONE, INVALID_OID};
    to = type_base(c, to);
    from = type_base(c, from);
    if (to == from) {
        path.kind = COERCION_PATH_RELABEL;
        return path;
    }
    const pg_cast *cast = catalog_find_cast(c, from, to);
    if (cast) {
        if (cast_allowed(cast->context, context)) {
            path = path_of_cast(cast);
        }
    } else {
        path = path_without_cast(c, to, from, context);
    }
    if (path.kind == COERCION_PATH_NONE && context == COERCION_PLPGSQL) {
        path.kind = COERCION_PATH_IO;
    }
    return path;
}

coercion_path coercion_find_typmod_path(const catalog *c, oid type) {
    coercion_path path = {COERCION_PATH_FUNC, INVALID_OID};
    oid element = type_array_element(c, type);
    if (element) {
        type = element;
        path.kind = COERCION_PATH_ARRAY;
    }
    const pg_cast *cast = catalog_find_cast(c, type, type);
    if (cast && cast->function) {
        path.function = cast->function;
    } else {
        path.kind = COERCION_PATH_NONE;
    }
    return path;
}

static bool is_composite_array(const catalog *c, oid type) {
    oid element = type_array_element(c, type);
    return element && type_relation(c, element);
}

static bool relation_inherits(const catalog *c, const pg_class *relation, oid ancestor, int depth) {
    for (int i = 0; relation && depth < 1000 && i < relation->parent_count; i++) {
        if (relation->parents[i] == ancestor ||
            relation_inherits(c, catalog_relation(c, relation->parents[i]), ancestor, depth + 1)) {
            return true;
        }
    }
    return false;
}

bool coercion_row_inherits(const catalog *c, oid from, oid to) {
    const pg_class *relation = catalog_relation(c, type_relation(c, from));
    if (!relation) {
        return false;
    }
    const pg_type *declared = catalog_type(c, to);
    if (!declared || declared->typtype != 'c') {
        return false;
    }
    oid ancestor = declared->relation;
    return relation->oid == ancestor || relation_inherits(c, relation, ancestor, 0) ||
           (relation->of_type && relation->of_type == to);
}

static bool can_one(const catalog *c, oid input, oid to, coercion_context context) {
    if (input == to || to == ANYOID) {
        return true;
    }
    if (input == UNKNOWNOID) {
        return to != INTERNALOID; /* no way for SQL to make such a value */
    }
    if (coercion_find_path(c, to, input, context).kind != COERCION_PATH_NONE) {
        return true;
    }
    if (input == RECORDOID && type_relation(c, to)) {
        return true;
    }
    if (to == RECORDOID && type_relation(c, input)) {
        return true;
    }
    if (to == RECORDARRAYOID && is_composite_array(c, input)) {
        return true;
    }
    return coercion_row_inherits(c, input, to);
}

bool coercion_can(const catalog *c, int count, const oid *inputs, const oid *targets,
                  coercion_context context) {
    bool polymorphic = false;
    for (int i = 0; i < count; i++) {
        if (inputs[i] != targets[i] && type_is_polymorphic(targets[i])) {
            polymorphic = true;
        } else if (!can_one(c, inputs[i], targets[i], context)) {
            return false;
        }
    }
    return !polymorphic || polymorphic_is_consistent(c, inputs, targets, count);
}

/* Pseudo-types that take every type of some sort as it is. */
static bool accepted_by_pseudo_type(const catalog *c, oid from, oid to) {
    switch (to) {
    case ANYARRAYOID:
    case ANYCOMPATIBLEARRAYOID:
        return type_is_array(c, from);
    case ANYNONARRAYOID:
    case ANYCOMPATIBLENONARRAYOID:
        return !type_is_array(c, from);
    case ANYENUMOID:
        return type_is_enum(c, from);
    case ANYRANGEOID:
    case ANYCOMPATIBLERANGEOID:
        return type_is_range(c, from);
    case ANYMULTIRANGEOID:
    case ANYCOMPATIBLEMULTIRANGEOID:
        return type_is_multirange(c, from);
    case RECORDOID:
        return type_relation(c, from) != INVALID_OID;
    case RECORDARRAYOID:
        return is_composite_array(c, from);
    default:
        return false;
    }
}

bool coercion_is_binary(const catalog *c, oid from, oid to) {
    if (from == to || to == ANYOID || to == ANYELEMENTOID || to == ANYCOMPATIBLEOID) {
        return true;
    }
    from = type_base(c, from);
    if (from == to || accepted_by_pseudo_type(c, from, to)) {
        return true;
    }
    const pg_cast *cast = catalog_find_cast(c, from, to);
    return cast && cast->method == 'b' && cast->context == 'i';
}
