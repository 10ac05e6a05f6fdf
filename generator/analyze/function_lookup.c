#include "analyze/function_call.h"

#include <string.h>

#include "analyze/function_candidate.h"
#include "catalog/search_path.h"

static const function_candidate *exact(const function_candidate_list *list,
                                       const function_query *q) {
    for (int i = 0; i < list->count; i++) {
        const function_candidate *candidate = &list->items[i];
        if (q->arg_count == 0 ||
            memcmp(candidate->args, q->arg_types, sizeof(oid) * (size_t)q->arg_count) == 0) {
            return candidate;
        }
    }
    return NULL;
}

/* A name that is also a plain type's: name(value) can be a cast. */
static oid type_of_name(analysis *an, const function_query *q) {
    const pg_type *type = search_path_type(an->catalog, q->schema, q->name);
    return type && type->defined && !type_relation(an->catalog, type->oid) ? type->oid
                                                                           : INVALID_OID;
}

/* The type a call with one argument casts to, or 0: literals always, else where no function has to
 * run (binary-coercible, or through text, but rows are not turned into strings that way). */
static oid cast_target(analysis *an, const function_query *q) {
    if (q->arg_count != 1 || !q->args || q->named_count > 0) {
        return INVALID_OID;
    }
    oid type = type_of_name(an, q);
    if (!type) {
        return INVALID_OID;
    }
    oid from = q->arg_types[0];
    if (from == UNKNOWNOID && q->args->items[0]->kind == EXPR_CONST) {
        return type;
    }
    switch (coercion_find_path(an->catalog, type, from, COERCION_EXPLICIT).kind) {
    case COERCION_PATH_RELABEL:
        return type;
    case COERCION_PATH_IO:
        return type_is_row(an->catalog, from) && type_category(an->catalog, type) == 'S'
                   ? INVALID_OID
                   : type;
    case COERCION_PATH_NONE:
    case COERCION_PATH_FUNC:
    case COERCION_PATH_ARRAY:
        break;
    }
    return INVALID_OID;
}

static const function_candidate *best(analysis *an, const function_candidate_list *list,
                                      const function_query *q, bool *ambiguous) {
    const oid **types = ARENA_ARRAY(an->arena, const oid *, list->count);
    const function_candidate **usable =
        ARENA_ARRAY(an->arena, const function_candidate *, list->count);
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        if (coercion_can(an->catalog, q->arg_count, q->arg_types, list->items[i].args,
                         COERCION_IMPLICIT)) {
            types[count] = list->items[i].args;
            usable[count] = &list->items[i];
            count++;
        }
    }
    if (count <= 1) {
        return count == 1 ? usable[0] : NULL;
    }
    int chosen =
        function_call_select_candidate(an->catalog, q->arg_count, q->arg_types, types, count);
    *ambiguous = chosen < 0;
    return chosen < 0 ? NULL : usable[chosen];
}

static function_match match_of_kind(char kind) {
    switch (kind) {
    case 'a':
        return FUNCTION_AGGREGATE;
    case 'w':
        return FUNCTION_WINDOW;
    case 'p':
        return FUNCTION_PROCEDURE;
    default:
        return FUNCTION_NORMAL;
    }
}

static function_lookup describe(analysis *an, const function_candidate *candidate,
                                const function_query *q) {
    function_lookup result = {0};
    if (candidate->ambiguous) {
        result.match = FUNCTION_AMBIGUOUS;
        return result;
    }
    if (q->named_count > 0 && !q->expand_variadic && q->arg_count > 0 &&
        candidate->places[q->arg_count - 1] != q->arg_count - 1) {
        return result; /* VARIADIC must mark the variadic argument itself */
    }
    result.match = match_of_kind(candidate->proc->kind);
    result.proc = candidate->proc;
    result.arg_count = candidate->arg_count;
    result.declared =
        arena_copy(an->arena, candidate->args, sizeof(oid) * (size_t)candidate->arg_count);
    result.default_count = candidate->default_count;
    result.variadic_count = candidate->variadic_count;
    result.arg_places = candidate->places;
    return result;
}

function_lookup function_call_find(analysis *an, const function_query *q) {
    function_lookup result = {0};
    function_candidate_list list = {NULL, 0, 0};
    if (!function_candidates_find(an, q, q->location, &list)) {
        return result;
    }
    const function_candidate *chosen = exact(&list, q);
    if (!chosen) {
        result.coercion_type = cast_target(an, q);
        if (result.coercion_type) {
            result.match = FUNCTION_COERCION;
            return result;
        }
        bool ambiguous = false;
        chosen = best(an, &list, q, &ambiguous);
        if (ambiguous) {
            result.match = FUNCTION_AMBIGUOUS;
        }
    }
    return chosen ? describe(an, chosen, q) : result;
}
