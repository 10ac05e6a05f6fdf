#include "analyze/expression_internal.h"

#include "parse/sqlstate.h"

/* More than libpq can send in one statement. */
#define MAX_PARAMETERS 65535

static bool parameter_exists(analysis *an, int number) {
    if (number < 1 || number > MAX_PARAMETERS) {
        return false;
    }
    while (an->variable_parameters && an->parameters.count < number) {
        LIST_PUSH(an->arena, &an->parameters)->type = UNKNOWNOID;
    }
    return number <= an->parameters.count;
}

expr *parameter_ref_transform(parse_state *ps, const PgQuery__ParamRef *node) {
    analysis *an = ps->analysis;
    if (!parameter_exists(an, node->number)) {
        analysis_error(an, SQLSTATE_UNDEFINED_PARAMETER, node->location,
                       "there is no parameter $%d", (int)node->number);
        return NULL;
    }
    oid type = an->parameters.items[node->number - 1].type;
    if (type == INVALID_OID) {
        type = UNKNOWNOID;
    }
    expr *e = expr_new(an->arena, EXPR_PARAM, type, node->location);
    e->collation = type_collation(an->catalog, type);
    e->u.param.number = node->number;
    return e;
}
