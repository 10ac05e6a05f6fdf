#include "analyze/assignment.h"

#include <string.h>

#include "analyze/expression_internal.h"
#include "analyze/raw_node.h"
#include "parse/sqlstate.h"

static const char rewrite_hint[] = "You will need to rewrite or cast the expression.";

/* What a value is given to: a column, or what some of the steps into it lead to. */
typedef struct destination {
    const char *name; /* of the last step with a name */
    expr base;        /* stands for what is there now: type, typmod, collation, location */
    bool subscripted; /* the last step is a subscript */
} destination;

static expr *assign_steps(parse_state *ps, const assignment_place *place, size_t step,
                          const destination *to, expr *value);

static expr *cast_value(parse_state *ps, const destination *to, expr *value) {
    return coercion_to_target(ps, value,
                              (coercion_target){to->base.type, to->base.typmod, COERCION_ASSIGNMENT,
                                                COERCE_IMPLICIT_CAST, -1});
}

static expr *assign_part(parse_state *ps, const assignment_place *place, const destination *to,
                         expr *value) {
    analysis *an = ps->analysis;
    oid type = value->type;
    expr *cast = cast_value(ps, to, value);
    if (cast == NULL) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, place->location,
                       "%s \"%s\" %s type %s but expression is of type %s",
                       to->subscripted ? "subscripted assignment to" : "subfield", to->name,
                       to->subscripted ? "requires" : "is of", analysis_type(an, to->base.type),
                       analysis_type(an, type))
            ->hint = rewrite_hint;
    }
    return cast;
}

static const pg_attribute *find_field(parse_state *ps, const assignment_place *place,
                                      const destination *to, const char *name) {
    analysis *an = ps->analysis;
    const pg_class *row = catalog_relation(an->catalog, type_relation(an->catalog, to->base.type));
    const char *type = analysis_type(an, to->base.type);
    if (row == NULL) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, place->location,
                       "cannot assign to field \"%s\" of column \"%s\" because its type %s is not "
                       "a composite type",
                       name, to->name, type);
        return NULL;
    }
    for (int i = 0; i < row->attribute_count; i++) {
        if (row->attributes[i].type != INVALID_OID && strcmp(row->attributes[i].name, name) == 0) {
            return &row->attributes[i];
        }
    }
    analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, place->location,
                   "cannot assign to field \"%s\" of column \"%s\" because there is no such column "
                   "in data type %s",
                   name, to->name, type);
    return NULL;
}

static expr *assign_field(parse_state *ps, const assignment_place *place, size_t step,
                          const destination *to, expr *value) {
    const char *name = raw_node_text(place->steps[step]);
    const pg_attribute *field = find_field(ps, place, to, name);
    if (field == NULL) {
        return NULL;
    }
    destination inner = {.name = name,
                         .base = {.kind = EXPR_CONST,
                                  .type = field->type,
                                  .typmod = field->typmod,
                                  .collation = field->collation,
                                  .location = -1}};
    return assign_steps(ps, place, step + 1, &inner, value);
}

/* An array that stands behind a domain, or for a vector, has to become that again. */
static bool container_fits(parse_state *ps, const assignment_place *place, const destination *to,
                           const expr *subscript) {
    analysis *an = ps->analysis;
    if (subscript->u.subscript.container == to->base.type) {
        return true;
    }
    expr whole = *subscript;
    whole.type = subscript->u.subscript.container;
    if (cast_value(ps, to, &whole) != NULL) {
        return true;
    }
    analysis_error(an, SQLSTATE_CANNOT_COERCE, place->location, "cannot cast type %s to %s",
                   analysis_type(an, whole.type), analysis_type(an, to->base.type));
    return false;
}

static expr *assign_subscripts(parse_state *ps, const assignment_place *place, size_t step,
                               size_t end, const destination *to, expr *value) {
    expr *base = arena_copy(ps->analysis->arena, &to->base, sizeof to->base);
    expr *subscript = subscript_apply(ps, base, end - step, place->steps + step);
    if (subscript == NULL) {
        return NULL;
    }
    destination inner = {.name = to->name,
                         .base = {.kind = EXPR_CONST,
                                  .type = subscript->type,
                                  .typmod = subscript->typmod,
                                  .collation = subscript->collation,
                                  .location = -1},
                         .subscripted = true};
    expr *result = assign_steps(ps, place, end, &inner, value);
    if (result == NULL || !container_fits(ps, place, to, subscript)) {
        return NULL;
    }
    target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
    t->expr = subscript;
    t->name = to->name;
    t->junk = true;
    return result;
}

static expr *assign_steps(parse_state *ps, const assignment_place *place, size_t step,
                          const destination *to, expr *value) {
    size_t end = step;
    while (end < place->step_count &&
           place->steps[end]->node_case == PG_QUERY__NODE__NODE_A_INDICES) {
        end++;
    }
    if (end < place->step_count && place->steps[end]->node_case == PG_QUERY__NODE__NODE_A_STAR) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, place->location,
                       "row expansion via \"*\" is not supported here");
        return NULL;
    }
    if (end > step) {
        return assign_subscripts(ps, place, step, end, to, value);
    }
    return step == place->step_count ? assign_part(ps, place, to, value)
                                     : assign_field(ps, place, step, to, value);
}

static expr *assign_column(parse_state *ps, const assignment_place *place, const destination *to,
                           expr *value) {
    analysis *an = ps->analysis;
    oid type = value->type;
    expr *cast = cast_value(ps, to, value);
    if (cast == NULL) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(value),
                       "column \"%s\" is of type %s but expression is of type %s", place->name,
                       analysis_type(an, to->base.type), analysis_type(an, type))
            ->hint = rewrite_hint;
    }
    return cast;
}

static expr *assign_default(parse_state *ps, const assignment_place *place, expr *value) {
    if (place->step_count == 0) {
        return value;
    }
    bool element = place->steps[0]->node_case == PG_QUERY__NODE__NODE_A_INDICES;
    analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, place->location, "%s",
                   element ? "cannot set an array element to DEFAULT"
                           : "cannot set a subfield to DEFAULT");
    return NULL;
}

expr *assignment_transform(parse_state *ps, const assignment_place *place, expr *value) {
    if (place->attribute < 0) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, place->location,
                       "cannot assign to system column \"%s\"", place->name);
        return NULL;
    }
    if (value->kind == EXPR_SET_TO_DEFAULT) {
        return assign_default(ps, place, value);
    }
    const rte_column *column = &place->rte->columns.items[place->attribute - 1];
    destination to = {.name = place->name,
                      .base = {.kind = EXPR_CONST,
                               .type = column->type,
                               .typmod = column->typmod,
                               .collation = column->collation,
                               .location = -1}};
    if (place->step_count == 0) {
        return assign_column(ps, place, &to, value);
    }
    to.base.location = place->clause == CLAUSE_UPDATE_TARGET ? place->location : -1;
    clause_kind before = ps->clause;
    ps->clause = place->clause;
    expr *result = assign_steps(ps, place, 0, &to, value);
    ps->clause = before;
    return result;
}

int assignment_column(const range_table_entry *rte, const char *name) {
    for (int i = 0; i < rte->columns.count; i++) {
        if (rte->columns.items[i].type != INVALID_OID &&
            strcmp(rte->columns.items[i].name, name) == 0) {
            return i + 1;
        }
    }
    return 0;
}
