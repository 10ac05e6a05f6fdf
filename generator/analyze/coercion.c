#include "analyze/coercion.h"

#include "analyze/literal.h"
#include "analyze/row_coercion.h"
#include "parse/sqlstate.h"

void coercion_hide(expr *e) {
    switch (e->kind) {
    case EXPR_FUNC:
        e->u.func.form = COERCE_IMPLICIT_CAST;
        return;
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
    case EXPR_COERCE_TO_DOMAIN:
        e->u.coerce.form = COERCE_IMPLICIT_CAST;
        return;
    case EXPR_ARRAY_COERCE:
        e->u.array_coerce.form = COERCE_IMPLICIT_CAST;
        return;
    case EXPR_ROW:
        e->u.row.form = COERCE_IMPLICIT_CAST;
        return;
    default:
        return; /* literals and what never is a cast */
    }
}

/* --- One step -------------------------------------------------------------------------------- */

static expr *make_coerce(parse_state *ps, expr_kind kind, expr *arg, coercion_target to) {
    expr *e = expr_new(ps->analysis->arena, kind, to.type, to.location);
    e->typmod = to.typmod;
    e->u.coerce.arg = arg;
    e->u.coerce.form = to.form;
    return e;
}

static expr *make_relabel(parse_state *ps, expr *arg, coercion_target to) {
    expr *e = make_coerce(ps, EXPR_RELABEL, arg, to);
    e->collation = type_collation(ps->analysis->catalog, to.type);
    return e;
}

/* A relabelling that merges with one below it and with literals. */
static expr *apply_relabel(parse_state *ps, expr *arg, coercion_target to) {
    while (arg->kind == EXPR_RELABEL) {
        arg = arg->u.coerce.arg;
    }
    if (arg->kind == EXPR_CONST) {
        expr *literal = arena_copy(ps->analysis->arena, arg, sizeof *arg);
        literal->type = to.type;
        literal->typmod = to.typmod;
        return literal;
    }
    if (arg->type == to.type && arg->typmod == to.typmod) {
        return arg;
    }
    return make_relabel(ps, arg, to);
}

static expr *make_const(arena *a, oid type, const char *value) {
    expr *e = expr_new(a, EXPR_CONST, type, -1);
    e->u.constant.value = value;
    return e;
}

static expr *make_cast_call(parse_state *ps, expr *arg, oid function, coercion_target to) {
    arena *a = ps->analysis->arena;
    const pg_proc *proc = catalog_proc(ps->analysis->catalog, function);
    int arg_count = proc ? proc->arg_count : 1;
    expr *e = expr_new(a, EXPR_FUNC, to.type, to.location);
    e->u.func.function = function;
    e->u.func.form = to.form;
    *LIST_PUSH(a, &e->u.func.args) = arg;
    if (arg_count >= 2) {
        *LIST_PUSH(a, &e->u.func.args) = make_const(a, INT4OID, arena_printf(a, "%d", to.typmod));
        e->typmod = to.typmod;
    }
    if (arg_count >= 3) {
        *LIST_PUSH(a, &e->u.func.args) =
            make_const(a, BOOLOID, to.context == COERCION_EXPLICIT ? "t" : "f");
    }
    return e;
}

static expr *make_array_coerce(parse_state *ps, expr *arg, coercion_target to) {
    analysis *an = ps->analysis;
    int32_t source_typmod = arg->typmod;
    oid source = type_base_and_typmod(an->catalog, arg->type, &source_typmod);
    expr *item = expr_new(an->arena, EXPR_CASE_TEST, type_array_element(an->catalog, source), -1);
    item->typmod = source_typmod;
    /* No collation: what the cast of an element uses does not come from the array. */
    coercion_target element = to;
    element.type = type_array_element(an->catalog, to.type);
    expr *cast = coercion_to_target(ps, item, element);
    if (!cast) {
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_ARRAY_COERCE, to.type, to.location);
    e->typmod = cast->typmod;
    e->u.array_coerce.arg = arg;
    e->u.array_coerce.element = cast;
    e->u.array_coerce.form = to.form;
    return e;
}

/* What a path stands for, applied to arg.  to.type is not a domain here. */
static expr *apply_path(parse_state *ps, expr *arg, coercion_path path, coercion_target to) {
    coercion_target plain = to;
    plain.typmod = -1;
    switch (path.kind) {
    case COERCION_PATH_FUNC:
        return make_cast_call(ps, arg, path.function, to);
    case COERCION_PATH_ARRAY:
        return make_array_coerce(ps, arg, to);
    case COERCION_PATH_IO:
        return make_coerce(ps, EXPR_COERCE_VIA_IO, arg, plain);
    case COERCION_PATH_RELABEL:
    case COERCION_PATH_NONE:
        break;
    }
    return make_relabel(ps, arg, plain);
}

/* Fits a value of the right type to its modifier.  hide: the cast below was the written one. */
static expr *apply_typmod(parse_state *ps, expr *e, coercion_target to, bool hide) {
    if (e->typmod == to.typmod) {
        return e;
    }
    if (hide) {
        coercion_hide(e);
    }
    coercion_path path = {COERCION_PATH_NONE, INVALID_OID};
    if (to.typmod >= 0) {
        path = coercion_find_typmod_path(ps->analysis->catalog, to.type);
    }
    if (path.kind == COERCION_PATH_NONE) {
        return apply_relabel(ps, e, to);
    }
    return apply_path(ps, e, path, to);
}

typedef struct domain_base {
    oid type;
    int32_t typmod;
} domain_base;

static domain_base base_of(parse_state *ps, oid type, int32_t typmod) {
    domain_base base = {INVALID_OID, typmod};
    base.type = type_base_and_typmod(ps->analysis->catalog, type, &base.typmod);
    return base;
}

/* e, of the domain's base type, made a value of the domain; e itself where `to` is no domain. */
static expr *apply_domain(parse_state *ps, expr *e, domain_base base, coercion_target to,
                          bool hide) {
    if (base.type == to.type) {
        return e;
    }
    if (hide) {
        coercion_hide(e);
    }
    coercion_target implied = {base.type, base.typmod, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST,
                               to.location};
    e = apply_typmod(ps, e, implied, false);
    if (!e) {
        return NULL;
    }
    to.typmod = -1;
    return make_coerce(ps, EXPR_COERCE_TO_DOMAIN, e, to);
}

/* --- Kinds of input -------------------------------------------------------------------------- */

static expr *coerce_literal(parse_state *ps, expr *e, coercion_target to) {
    analysis *an = ps->analysis;
    domain_base base = base_of(ps, to.type, to.typmod);
    /* Only interval's input looks at the modifier: other types are cut to size afterwards. */
    int32_t input_typmod = base.type == INTERVALOID ? base.typmod : -1;
    expr *literal = expr_new(an->arena, EXPR_CONST, base.type, e->location);
    literal->typmod = input_typmod;
    literal->collation = type_collation(an->catalog, base.type);
    literal->u.constant = e->u.constant;
    if (e->u.constant.value &&
        !literal_check(an, base.type, input_typmod, e->u.constant.value, e->location)) {
        return NULL;
    }
    return apply_domain(ps, literal, base, to, false);
}

/* A parameter of yet unknown type gets the type it is used with. */
static expr *coerce_parameter(parse_state *ps, expr *e, coercion_target to) {
    analysis *an = ps->analysis;
    int number = e->u.param.number;
    parameter *known = &an->parameters.items[number - 1];
    if (known->type == UNKNOWNOID) {
        known->type = to.type;
    } else if (known->type != to.type) {
        diagnostic *d = analysis_error(an, SQLSTATE_AMBIGUOUS_PARAMETER, e->location,
                                       "inconsistent types deduced for parameter $%d", number);
        d->detail = analysis_text(an, "%s versus %s.", analysis_type(an, known->type),
                                  analysis_type(an, to.type));
        return NULL;
    }
    e->type = to.type;
    e->collation = type_collation(an->catalog, to.type);
    if (to.location >= 0 && to.location < e->location) {
        e->location = to.location;
    }
    return e;
}

static bool is_open_parameter(const parse_state *ps, const expr *e) {
    const analysis *an = ps->analysis;
    return e->kind == EXPR_PARAM && !e->u.param.of_subquery && e->type == UNKNOWNOID &&
           an->variable_parameters && e->u.param.number >= 1 && e->u.param.number <= an->parameters.count;
}

/* COLLATE stays outermost, so that the collation is not lost below the cast. */
static expr *rewrap_collate(parse_state *ps, const expr *collate, expr *arg) {
    if (!type_collation(ps->analysis->catalog, arg->type)) {
        return arg;
    }
    expr *e = arena_copy(ps->analysis->arena, collate, sizeof *collate);
    e->type = arg->type;
    e->typmod = arg->typmod;
    e->u.collate.arg = arg;
    return e;
}

/* Targets that take any value as it is. */
static bool takes_anything(oid type) {
    return type == ANYOID || type == ANYELEMENTOID || type == ANYNONARRAYOID ||
           type == ANYCOMPATIBLEOID || type == ANYCOMPATIBLENONARRAYOID;
}

static expr *coerce_by_path(parse_state *ps, expr *e, coercion_path path, coercion_target to) {
    domain_base base = base_of(ps, to.type, to.typmod);
    coercion_target step = to;
    step.type = base.type;
    step.typmod = base.typmod;
    if (path.kind != COERCION_PATH_RELABEL) {
        e = apply_path(ps, e, path, step);
        return e ? apply_domain(ps, e, base, to, true) : NULL;
    }
    coercion_target unsized = to;
    unsized.typmod = -1;
    base = base_of(ps, to.type, -1);
    expr *result = apply_domain(ps, e, base, unsized, false);
    return result == e ? make_relabel(ps, e, unsized) : result;
}

static expr *coerce_row(parse_state *ps, expr *e, coercion_target to) {
    analysis *an = ps->analysis;
    const catalog *c = an->catalog;
    if (e->type == RECORDOID && type_relation(c, to.type)) {
        return row_coercion_from_record(ps, e, to);
    }
    if ((to.type == RECORDOID && type_relation(c, e->type)) || to.type == RECORDARRAYOID) {
        return e;
    }
    coercion_target plain = to;
    plain.typmod = -1;
    if (coercion_row_inherits(c, e->type, to.type)) {
        oid base = type_base(c, e->type);
        if (base != e->type) {
            e = make_relabel(ps, e, (coercion_target){base, -1, to.context, to.form, to.location});
            coercion_hide(e);
        }
        return make_coerce(ps, EXPR_CONVERT_ROWTYPE, e, plain);
    }
    analysis_error(an, SQLSTATE_INTERNAL_ERROR, -1,
                   "failed to find conversion function from %s to %s", analysis_type(an, e->type),
                   analysis_type(an, to.type));
    return NULL;
}

/* anyarray and the like see the base type of a domain. */
static expr *coerce_to_container(parse_state *ps, expr *e, coercion_target to) {
    oid base = type_base(ps->analysis->catalog, e->type);
    if (base == e->type) {
        return e;
    }
    to.type = base;
    to.typmod = -1;
    return make_relabel(ps, e, to);
}

/* Includes what a domain or a literal makes of to.typmod; a modifier is applied by the caller. */
static expr *coerce(parse_state *ps, expr *e, coercion_target to) {
    if (e->type == to.type || takes_anything(to.type)) {
        return e;
    }
    if (type_is_polymorphic(to.type) && e->type != UNKNOWNOID) {
        return coerce_to_container(ps, e, to);
    }
    if (e->kind == EXPR_CONST && e->type == UNKNOWNOID) {
        return coerce_literal(ps, e, to);
    }
    if (is_open_parameter(ps, e)) {
        return coerce_parameter(ps, e, to);
    }
    if (e->kind == EXPR_COLLATE) {
        expr *arg = coerce(ps, e->u.collate.arg, to);
        return arg ? rewrap_collate(ps, e, arg) : NULL;
    }
    coercion_path path = coercion_find_path(ps->analysis->catalog, to.type, e->type, to.context);
    if (path.kind != COERCION_PATH_NONE) {
        return coerce_by_path(ps, e, path, to);
    }
    return coerce_row(ps, e, to);
}

/* --- Interface ------------------------------------------------------------------------------- */

expr *coercion_to_type(parse_state *ps, expr *e, coercion_target to) {
    return ps->analysis->failed ? NULL : coerce(ps, e, to);
}

expr *coercion_to_target(parse_state *ps, expr *e, coercion_target to) {
    if (ps->analysis->failed ||
        !coercion_can(ps->analysis->catalog, 1, &e->type, &to.type, to.context)) {
        return NULL;
    }
    const expr *collate = NULL;
    if (e->kind == EXPR_COLLATE) {
        collate = e;
    }
    while (e->kind == EXPR_COLLATE) {
        e = e->u.collate.arg;
    }
    expr *result = coerce(ps, e, to);
    if (result) {
        result = apply_typmod(ps, result, to, result != e && result->kind != EXPR_CONST);
    }
    return result && collate ? rewrap_collate(ps, collate, result) : result;
}

expr *coercion_to_specific_typmod(parse_state *ps, expr *e, oid type, int32_t typmod,
                                  const char *construct) {
    analysis *an = ps->analysis;
    oid from = e->type;
    if (from != type) {
        coercion_target to = {type, typmod, COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1};
        expr *cast = coercion_to_target(ps, e, to);
        if (!cast) {
            analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                           "argument of %s must be type %s, not type %s", construct,
                           analysis_type(an, type), analysis_type(an, from));
            return NULL;
        }
        e = cast;
    }
    if (expr_returns_set(e)) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                       "argument of %s must not return a set", construct);
        return NULL;
    }
    return e;
}

expr *coercion_to_specific(parse_state *ps, expr *e, oid type, const char *construct) {
    return coercion_to_specific_typmod(ps, e, type, -1, construct);
}

expr *coercion_to_boolean(parse_state *ps, expr *e, const char *construct) {
    return coercion_to_specific(ps, e, BOOLOID, construct);
}

bool coercion_arguments(parse_state *ps, expr_list *args, const oid *actual, const oid *declared) {
    for (int i = 0; i < args->count; i++) {
        if (actual[i] == declared[i]) {
            continue;
        }
        coercion_target to = {declared[i], -1, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1};
        expr *arg = args->items[i];
        expr **place = arg->kind == EXPR_NAMED_ARG ? &arg->u.named_arg.arg : &args->items[i];
        expr *cast = coercion_to_type(ps, *place, to);
        if (!cast) {
            return false;
        }
        *place = cast;
    }
    return true;
}
