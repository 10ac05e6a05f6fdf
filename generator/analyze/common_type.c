#include "analyze/common_type.h"

#include "parse/sqlstate.h"

static bool implicitly(const catalog *c, oid from, oid to) {
    return coercion_can(c, 1, &from, &to, COERCION_IMPLICIT);
}

/* The choice as it stands while the inputs are gone through. */
typedef struct common_choice {
    oid type; /* a base type, or unknown */
    char category;
    bool preferred;
} common_choice;

static common_choice choose(const catalog *c, oid type) {
    common_choice choice = {type, type_category(c, type), false};
    choice.preferred = type_is_preferred(c, choice.category, type);
    return choice;
}

typedef enum common_step { COMMON_KEEP, COMMON_TAKE, COMMON_CONFLICT } common_step;

/* What one more input of type `next` (a base type) does to the choice. */
static common_step weigh(const catalog *c, common_choice choice, oid next) {
    if (next == UNKNOWNOID || next == choice.type) {
        return COMMON_KEEP;
    }
    if (choice.type == UNKNOWNOID) {
        return COMMON_TAKE;
    }
    if (type_category(c, next) != choice.category) {
        return COMMON_CONFLICT;
    }
    if (!choice.preferred && implicitly(c, choice.type, next) &&
        !implicitly(c, next, choice.type)) {
        return COMMON_TAKE;
    }
    return COMMON_KEEP;
}

common_type common_type_match(const catalog *c, int count, const oid *types) {
    common_type result = {INVALID_OID, 0, INVALID_OID, INVALID_OID};
    int same = 1;
    while (same < count && types[same] == types[0]) {
        same++;
    }
    if (count > 0 && types[0] != UNKNOWNOID && same >= count) {
        result.type = types[0]; /* a domain stays one */
        return result;
    }
    common_choice choice = choose(c, count > 0 ? type_base(c, types[0]) : UNKNOWNOID);
    for (int i = 1; i < count; i++) {
        oid next = type_base(c, types[i]);
        common_step step = weigh(c, choice, next);
        if (step == COMMON_CONFLICT) {
            result.place = i;
            result.left = choice.type;
            result.right = next;
            return result;
        }
        if (step == COMMON_TAKE) {
            choice = choose(c, next);
            result.place = i;
        }
    }
    result.type = choice.type == UNKNOWNOID ? TEXTOID : choice.type;
    return result;
}

oid common_type_of(const catalog *c, int count, const oid *types) {
    return common_type_match(c, count, types).type;
}

oid common_type_select(parse_state *ps, const expr_list *list, const char *construct,
                       expr **which) {
    analysis *an = ps->analysis;
    oid *types = ARENA_ARRAY(an->arena, oid, list->count);
    for (int i = 0; i < list->count; i++) {
        types[i] = list->items[i]->type;
    }
    common_type match = common_type_match(an->catalog, list->count, types);
    if (!match.type && construct) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(list->items[match.place]),
                       "%s types %s and %s cannot be matched", construct,
                       analysis_type(an, match.left), analysis_type(an, match.right));
    }
    if (match.type && which) {
        *which = list->items[match.place];
    }
    return match.type;
}

int32_t common_type_typmod(const expr_list *list, oid type) {
    int32_t typmod = -1;
    for (int i = 0; i < list->count; i++) {
        const expr *e = list->items[i];
        if (e->type != type || (i > 0 && e->typmod != typmod)) {
            return -1;
        }
        typmod = e->typmod;
    }
    return typmod;
}

bool common_type_verify(const catalog *c, const expr_list *list, oid type) {
    for (int i = 0; i < list->count; i++) {
        if (!implicitly(c, list->items[i]->type, type)) {
            return false;
        }
    }
    return true;
}

expr *common_type_coerce(parse_state *ps, expr *e, oid type, const char *construct) {
    analysis *an = ps->analysis;
    if (e->type == type) {
        return e;
    }
    if (!implicitly(an->catalog, e->type, type)) {
        analysis_error(an, SQLSTATE_CANNOT_COERCE, expr_location(e),
                       "%s could not convert type %s to %s", construct, analysis_type(an, e->type),
                       analysis_type(an, type));
        return NULL;
    }
    coercion_target to = {type, -1, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1};
    return coercion_to_type(ps, e, to);
}
