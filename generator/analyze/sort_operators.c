#include "analyze/operator_call.h"

#include "parse/sqlstate.h"

#define BTREE_LESS    1
#define BTREE_EQUAL   3
#define BTREE_GREATER 5
#define NOT_EQUAL     6
#define HASH_EQUAL    1
#define HASH_FUNCTION 1

oid opfamily_member(const catalog *c, oid family, oid left, oid right, int strategy) {
    const pg_opfamily *f = catalog_opfamily(c, family);
    for (int i = 0; f && i < f->operator_count; i++) {
        const pg_amop *member = &f->operators[i];
        if (member->left == left && member->right == right && member->strategy == strategy &&
            member->purpose == 's') {
            return member->operator;
        }
    }
    return INVALID_OID;
}

oid opfamily_function(const catalog *c, oid family, oid left, oid right, int number) {
    const pg_opfamily *f = catalog_opfamily(c, family);
    for (int i = 0; f && i < f->function_count; i++) {
        const pg_amproc *member = &f->functions[i];
        if (member->left == left && member->right == right && member->number == number) {
            return member->function;
        }
    }
    return INVALID_OID;
}

const pg_opclass *opclass_default(const catalog *c, oid type, oid method) {
    type = type_base(c, type);
    char category = type_category(c, type);
    const pg_opclass *preferred = NULL, *compatible = NULL, *class;
    int preferred_count = 0, compatible_count = 0;
    catalog_scan scan = catalog_scan_all(c, CLASS_OPCLASS);
    while ((class = catalog_next(&scan))) {
        if (class->method != method || !class->is_default) {
            continue;
        }
        if (class->input_type == type) {
            return class;
        }
        if (!coercion_is_binary(c, type, class->input_type)) {
            continue;
        }
        if (type_is_preferred(c, category, class->input_type)) {
            preferred = class;
            preferred_count++;
        } else {
            compatible = class;
            compatible_count++;
        }
    }
    if (preferred_count == 1) {
        return preferred;
    }
    return preferred_count == 0 && compatible_count == 1 ? compatible : NULL;
}

/* --- Types made of others: sortable where their parts are
 * ----------------------------------------- */

static sort_operators sort_operators_at(const catalog *c, oid type, int depth);

static sort_operators both(sort_operators x, sort_operators y) {
    x.less = y.less ? x.less : INVALID_OID;
    x.greater = y.greater ? x.greater : INVALID_OID;
    x.equal = y.equal ? x.equal : INVALID_OID;
    x.hashable = x.hashable && y.hashable;
    return x;
}

static sort_operators limit_by_columns(const catalog *c, const pg_class *relation,
                                       sort_operators own, int depth) {
    for (int i = 0; relation && i < relation->attribute_count; i++) {
        if (!relation->attributes[i].dropped) {
            own = both(own, sort_operators_at(c, relation->attributes[i].type, depth));
        }
    }
    return own;
}

/* Ranges compare always; only hashing is their subtype's matter. */
static sort_operators limit_by_subtype(const catalog *c, oid subtype, sort_operators own,
                                       int depth) {
    own.hashable = own.hashable && sort_operators_at(c, subtype, depth).hashable;
    return own;
}

static sort_operators limit_by_parts(const catalog *c, oid type, sort_operators own, int depth) {
    const pg_type *t = catalog_type(c, type);
    if (!t) {
        return own;
    }
    if (type_is_array(c, type)) {
        return both(own, sort_operators_at(c, t->element, depth));
    }
    if (type == ANYARRAYOID) {
        return (sort_operators){0}; /* statistics hold such values: of what, is not known */
    }
    switch (t->typtype) {
    case 'c':
        return limit_by_columns(c, catalog_relation(c, t->relation), own, depth);
    case 'r':
        return limit_by_subtype(c, t->range_subtype, own, depth);
    case 'm':
        return limit_by_subtype(c, type_range_subtype(c, t->range_multirange), own, depth);
    default:
        if (type == RECORDOID) {
            own.hashable = false; /* its columns are not known here */
        }
        return own;
    }
}

static sort_operators from_classes(const catalog *c, oid type) {
    sort_operators result = {0};
    const pg_opclass *btree = opclass_default(c, type, BTREE_AM_OID);
    if (btree) {
        oid input = btree->input_type;
        result.less = opfamily_member(c, btree->family, input, input, BTREE_LESS);
        result.equal = opfamily_member(c, btree->family, input, input, BTREE_EQUAL);
        result.greater = opfamily_member(c, btree->family, input, input, BTREE_GREATER);
    }
    const pg_opclass *hash = opclass_default(c, type, HASH_AM_OID);
    if (hash) {
        oid input = hash->input_type;
        oid equal = opfamily_member(c, hash->family, input, input, HASH_EQUAL);
        if (!result.equal) {
            result.equal = equal;
        }
        result.hashable = result.equal == equal && opfamily_function(c, hash->family, input, input,
                                                                     HASH_FUNCTION) != INVALID_OID;
    }
    return result;
}

static sort_operators sort_operators_at(const catalog *c, oid type, int depth) {
    type = type_base(c, type);
    sort_operators result = from_classes(c, type);
    /* A composite can contain arrays of itself; one deep enough has been looked at. */
    return depth > 8 ? result : limit_by_parts(c, type, result, depth + 1);
}

sort_operators operator_call_sort_operators(const catalog *c, oid type) {
    return sort_operators_at(c, type, 0);
}

bool operator_call_need_sort_operators(parse_state *ps, oid type, bool need_less, bool need_equal,
                                       bool need_greater, int location, sort_operators *result) {
    analysis *an = ps->analysis;
    *result = operator_call_sort_operators(an->catalog, type);
    if ((need_less && !result->less) || (need_greater && !result->greater)) {
        diagnostic *d = analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, location,
                                       "could not identify an ordering operator for type %s",
                                       analysis_type(an, type));
        d->hint = "Use an explicit ordering operator or modify the query.";
        return false;
    }
    if (need_equal && !result->equal) {
        analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, location,
                       "could not identify an equality operator for type %s",
                       analysis_type(an, type));
        return false;
    }
    return true;
}

/* --- btree meaning
 * -------------------------------------------------------------------------------- */

/* Appends the families in which `op` has a strategy; only `wanted`, unless that is 0. */
static int collect_btree(const catalog *c, oid op, int wanted, btree_interpretation *found,
                         int max) {
    int count = 0;
    const pg_opfamily *family;
    catalog_scan scan = catalog_scan_all(c, CLASS_OPFAMILY);
    while ((family = catalog_next(&scan))) {
        if (family->method != BTREE_AM_OID) {
            continue;
        }
        for (int i = 0; i < family->operator_count && count < max; i++) {
            const pg_amop *member = &family->operators[i];
            if (member->operator!= op ||
                member->purpose != 's' ||(wanted && member->strategy != wanted)) {
                continue;
            }
            found[count++] =
                (btree_interpretation){family->oid, member->strategy, member->left, member->right};
        }
    }
    return count;
}

int operator_call_btree(const catalog *c, oid op, btree_interpretation *found, int max) {
    int count = collect_btree(c, op, 0, found, max);
    if (count > 0) {
        return count;
    }
    const pg_operator *o = catalog_operator(c, op);
    if (!o || !o->negator) {
        return 0;
    }
    count = collect_btree(c, o->negator, BTREE_EQUAL, found, max);
    for (int i = 0; i < count; i++) {
        found[i].strategy = NOT_EQUAL;
    }
    return count;
}
