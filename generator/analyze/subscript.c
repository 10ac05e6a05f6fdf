#include "analyze/expression_internal.h"

#include <string.h>

#include "analyze/raw_tree.h"
#include "parse/sqlstate.h"

/* The most dimensions an array can have. */
#define MAX_DIMENSIONS 6

/* One expr[...][...] while it is analysed. */
typedef struct subscripting {
    expr *e;
    size_t count;
    PgQuery__Node **indices;
    bool slice; /* any of them has a colon */
} subscripting;

static expr *cast_subscript(parse_state *ps, PgQuery__Node *node, oid type, const char *complaint) {
    analysis *an = ps->analysis;
    expr *e = expression_transform(ps, node, ps->clause);
    if (e == NULL) {
        return NULL;
    }
    expr *result = coercion_to_target(
        ps, e, (coercion_target){type, -1, COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1});
    if (result == NULL && !an->failed) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, raw_tree_location(node), "%s", complaint);
    }
    return result;
}

/* --- Arrays ---------------------------------------------------------------------------------- */

static bool array_bound(parse_state *ps, PgQuery__Node *node, expr_list *bounds) {
    expr *bound = NULL;
    if (node != NULL) {
        bound = cast_subscript(ps, node, INT4OID, "array subscript must have type integer");
        if (bound == NULL) {
            return false;
        }
    }
    *LIST_PUSH(ps->analysis->arena, bounds) = bound;
    return true;
}

/* In a slice a subscript without a colon runs from 1. */
static bool array_lower_bound(parse_state *ps, const PgQuery__AIndices *index, expr_list *bounds) {
    if (index->lidx != NULL || index->is_slice) {
        return array_bound(ps, index->lidx, bounds);
    }
    expr *one = expr_new(ps->analysis->arena, EXPR_CONST, INT4OID, -1);
    one->u.constant.value = "1";
    *LIST_PUSH(ps->analysis->arena, bounds) = one;
    return true;
}

static bool subscript_array(parse_state *ps, const subscripting *s) {
    analysis *an = ps->analysis;
    for (size_t i = 0; i < s->count; i++) {
        const PgQuery__AIndices *index = s->indices[i]->a_indices;
        if (s->slice && !array_lower_bound(ps, index, &s->e->u.subscript.lower)) {
            return false;
        }
        if (!array_bound(ps, index->uidx, &s->e->u.subscript.upper)) {
            return false;
        }
    }
    if (s->count > MAX_DIMENSIONS) {
        analysis_error(an, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, -1,
                       "number of array dimensions (%zu) exceeds the maximum allowed (%d)",
                       s->count, MAX_DIMENSIONS);
        return false;
    }
    s->e->type = s->slice ? s->e->u.subscript.container : s->e->u.subscript.element;
    return true;
}

/* --- jsonb ----------------------------------------------------------------------------------- */

static oid jsonb_subscript_type(parse_state *ps, const expr *e) {
    analysis *an = ps->analysis;
    if (e->type == UNKNOWNOID) {
        return TEXTOID;
    }
    static const oid types[] = {INT4OID, TEXTOID};
    bool integer = coercion_can(an->catalog, 1, &e->type, &types[0], COERCION_IMPLICIT);
    bool text = coercion_can(an->catalog, 1, &e->type, &types[1], COERCION_IMPLICIT);
    if (integer != text) {
        return integer ? INT4OID : TEXTOID;
    }
    analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                   "subscript type %s is not supported", analysis_type(an, e->type))
        ->hint = integer ? "jsonb subscript must be coercible to only one type, integer or text."
                         : "jsonb subscript must be coercible to either integer or text.";
    return INVALID_OID;
}

static bool subscript_jsonb(parse_state *ps, const subscripting *s) {
    analysis *an = ps->analysis;
    for (size_t i = 0; i < s->count; i++) {
        const PgQuery__AIndices *index = s->indices[i]->a_indices;
        PgQuery__Node *node = index->uidx != NULL ? index->uidx : index->lidx;
        expr *e = node != NULL ? expression_transform(ps, node, ps->clause) : NULL;
        if (an->failed) {
            return false;
        }
        if (index->is_slice || e == NULL) {
            analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, e != NULL ? expr_location(e) : -1,
                           "jsonb subscript does not support slices");
            return false;
        }
        oid type = jsonb_subscript_type(ps, e);
        if (type == INVALID_OID) {
            return false;
        }
        e = coercion_to_type(
            ps, e, (coercion_target){type, -1, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1});
        if (e == NULL) {
            return false;
        }
        *LIST_PUSH(an->arena, &s->e->u.subscript.upper) = e;
    }
    s->e->type = s->e->u.subscript.container;
    s->e->typmod = -1;
    return true;
}

/* --- hstore ---------------------------------------------------------------------------------- */

static bool subscript_hstore(parse_state *ps, const subscripting *s) {
    analysis *an = ps->analysis;
    const PgQuery__AIndices *index = s->indices[0]->a_indices;
    if (s->slice || s->count != 1) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "hstore allows only one subscript");
        return false;
    }
    expr *key = cast_subscript(ps, index->uidx, TEXTOID, "hstore subscript must have type text");
    if (key == NULL) {
        return false;
    }
    *LIST_PUSH(an->arena, &s->e->u.subscript.upper) = key;
    s->e->type = TEXTOID;
    s->e->typmod = -1;
    return true;
}

/* --- The type's own handler ------------------------------------------------------------------ */

typedef bool (*subscript_handler)(parse_state *ps, const subscripting *s);

/* What a type's typsubscript function does, by the C function behind it. */
static subscript_handler find_handler(const catalog *c, const pg_type *type) {
    static const struct {
        const char *source;
        subscript_handler handler;
    } handlers[] = {
        {"array_subscript_handler", subscript_array},
        {"raw_array_subscript_handler", subscript_array},
        {"jsonb_subscript_handler", subscript_jsonb},
        {"hstore_subscript_handler", subscript_hstore},
    };
    const pg_proc *proc = type != NULL ? catalog_proc(c, type->subscript) : NULL;
    if (proc == NULL || proc->source == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++) {
        if (strcmp(handlers[i].source, proc->source) == 0) {
            return handlers[i].handler;
        }
    }
    return NULL;
}

/* The vectors of the system catalogs count as plain arrays: a slice of one need not be a vector. */
static oid container_type(const catalog *c, oid type, int32_t *typmod) {
    type = type_base_and_typmod(c, type, typmod);
    if (type == INT2VECTOROID) {
        return INT2ARRAYOID;
    }
    return type == OIDVECTOROID ? OIDARRAYOID : type;
}

static bool has_slice(size_t count, PgQuery__Node *const *indices) {
    for (size_t i = 0; i < count; i++) {
        if (indices[i]->a_indices->is_slice) {
            return true;
        }
    }
    return false;
}

expr *subscript_apply(parse_state *ps, expr *base, size_t count, PgQuery__Node **indices) {
    analysis *an = ps->analysis;
    int32_t typmod = base->typmod;
    oid container = container_type(an->catalog, base->type, &typmod);
    const pg_type *type = catalog_type(an->catalog, container);
    subscript_handler handler = find_handler(an->catalog, type);
    if (handler == NULL) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(base),
                       "cannot subscript type %s because it does not support subscripting",
                       analysis_type(an, container));
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_SUBSCRIPT, INVALID_OID, -1);
    e->typmod = typmod;
    e->u.subscript.base = base;
    e->u.subscript.container = container;
    e->u.subscript.element = type->element;
    subscripting s = {e, count, indices, has_slice(count, indices)};
    if (!handler(ps, &s)) {
        return NULL;
    }
    e->collation = type_collation(an->catalog, e->type);
    return e;
}
