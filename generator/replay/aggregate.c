#include "replay/define.h"

#include <strings.h>

#include "analyze/literal.h"
#include "analyze/operator_call.h"
#include "analyze/polymorphic.h"
#include "analyze/type_name.h"
#include "replay/aggregate_function.h"
#include "replay/function_option.h"
#include "replay/function_parameter.h"
#include "replay/function_replace.h"
#include "replay/function_signature.h"

/* CREATE AGGREGATE, in both its forms. */

enum { MAX_AGGREGATE_ARGUMENTS = 99 };

typedef struct aggregate_options {
    const definition_option *sfunc, *finalfunc, *combinefunc, *serialfunc, *deserialfunc, *msfunc,
        *minvfunc, *mfinalfunc, *finalfunc_extra, *mfinalfunc_extra, *finalfunc_modify,
        *mfinalfunc_modify, *sortop, *basetype, *hypothetical, *stype, *sspace, *mstype, *msspace,
        *initcond, *minitcond, *parallel;
} aggregate_options;

typedef struct aggregate_plan {
    aggregate_options options;
    new_name name;
    routine_parameters parameters;
    char kind; /* n o h */
    int direct_count;
    aggregate_shape shape;
    pg_proc proc;
    LIST_OF(oid) functions; /* that it depends on */
} aggregate_plan;

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "%s", message);
}

/* --- Options ---------------------------------------------------------------------------------- */

static bool read_option(replay *r, const definition_option *e, aggregate_options *o) {
    const struct {
        const char *name;
        const definition_option **slot;
    } options[] = {
        {"sfunc", &o->sfunc},
        {"sfunc1", &o->sfunc},
        {"finalfunc", &o->finalfunc},
        {"combinefunc", &o->combinefunc},
        {"serialfunc", &o->serialfunc},
        {"deserialfunc", &o->deserialfunc},
        {"msfunc", &o->msfunc},
        {"minvfunc", &o->minvfunc},
        {"mfinalfunc", &o->mfinalfunc},
        {"finalfunc_extra", &o->finalfunc_extra},
        {"mfinalfunc_extra", &o->mfinalfunc_extra},
        {"finalfunc_modify", &o->finalfunc_modify},
        {"mfinalfunc_modify", &o->mfinalfunc_modify},
        {"sortop", &o->sortop},
        {"basetype", &o->basetype},
        {"hypothetical", &o->hypothetical},
        {"stype", &o->stype},
        {"stype1", &o->stype},
        {"sspace", &o->sspace},
        {"mstype", &o->mstype},
        {"msspace", &o->msspace},
        {"initcond", &o->initcond},
        {"initcond1", &o->initcond},
        {"minitcond", &o->minitcond},
        {"parallel", &o->parallel},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (definition_is(e, options[i].name)) {
            *options[i].slot = e; /* the last one counts */
            return true;
        }
    }
    replay_warn(r, SQLSTATE_SYNTAX_ERROR, -1, "aggregate attribute \"%s\" not recognized",
                e->defname);
    return true;
}

static bool check_modify(replay *r, const definition_option *e) {
    const char *text = e != NULL ? definition_string(r, e) : "read_only";
    return text != NULL &&
           (strcmp(text, "read_only") == 0 || strcmp(text, "shareable") == 0 ||
            strcmp(text, "read_write") == 0 ||
            replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                          "parameter \"%s\" must be READ_ONLY, SHAREABLE, or READ_WRITE",
                          e->defname));
}

static bool check_moving(replay *r, const aggregate_options *o) {
    if (o->mstype != NULL) {
        if (o->msfunc == NULL) {
            return refuse(r, "aggregate msfunc must be specified when mstype is specified");
        }
        return o->minvfunc != NULL ||
               refuse(r, "aggregate minvfunc must be specified when mstype is specified");
    }
    const struct {
        const definition_option *option;
        const char *name;
    } needing[] = {{o->msfunc, "msfunc"},
                   {o->minvfunc, "minvfunc"},
                   {o->mfinalfunc, "mfinalfunc"},
                   {o->msspace, "msspace"},
                   {o->minitcond, "minitcond"}};
    for (size_t i = 0; i < sizeof needing / sizeof needing[0]; i++) {
        if (needing[i].option != NULL) {
            return refuse(r, replay_text(r, "aggregate %s must not be specified without mstype",
                                         needing[i].name));
        }
    }
    return true;
}

static bool check_options(replay *r, aggregate_plan *plan) {
    const aggregate_options *o = &plan->options;
    bool hypothetical = false;
    if (o->hypothetical != NULL && !definition_bool(r, o->hypothetical, &hypothetical)) {
        return false;
    }
    if (hypothetical) {
        if (plan->kind == 'n') {
            return refuse(r, "only ordered-set aggregates can be hypothetical");
        }
        plan->kind = 'h';
    }
    if (o->stype == NULL) {
        return refuse(r, "aggregate stype must be specified");
    }
    if (o->sfunc == NULL) {
        return refuse(r, "aggregate sfunc must be specified");
    }
    return check_moving(r, o) && check_modify(r, o->finalfunc_modify) &&
           check_modify(r, o->mfinalfunc_modify);
}

/* --- Arguments -------------------------------------------------------------------------------- */

static bool read_old_style(replay *r, aggregate_plan *plan) {
    const definition_option *base = plan->options.basetype;
    if (base == NULL) {
        return refuse(r, "aggregate input type must be specified");
    }
    const PgQuery__TypeName *name = definition_type_name(r, base);
    if (name == NULL) {
        return false;
    }
    plan->parameters.in_types = ARENA_NEW(r->arena, oid);
    if (strcasecmp(type_name_text(r->analysis, name), "any") == 0) {
        return true;
    }
    plan->parameters.in_count = 1;
    plan->parameters.in_types[0] = type_name_resolve(r->analysis, name).type;
    return plan->parameters.in_types[0] != INVALID_OID;
}

static bool read_arguments(replay *r, const define_statement *s, aggregate_plan *plan) {
    if (s->oldstyle) {
        return read_old_style(r, plan);
    }
    if (plan->options.basetype != NULL) {
        return refuse(r, "basetype is redundant with aggregate input type specification");
    }
    const PgQuery__Node *list = s->n_args > 0 ? s->args[0] : NULL;
    bool has_list = list != NULL && list->node_case == PG_QUERY__NODE__NODE_LIST;
    return function_parameters_read(r, ROUTINE_AGGREGATE, false, has_list ? list->list->n_items : 0,
                                    has_list ? list->list->items : NULL, &plan->parameters);
}

static bool check_set(replay *r, const aggregate_plan *plan) {
    const routine_parameters *p = &plan->parameters;
    if (p->in_count > MAX_AGGREGATE_ARGUMENTS) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_ARGUMENTS, -1,
                             "aggregates cannot have more than %d arguments",
                             MAX_AGGREGATE_ARGUMENTS);
    }
    if (plan->kind != 'n' && p->variadic != INVALID_OID && p->variadic != ANYOID) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "a variadic ordered-set aggregate must use VARIADIC type ANY");
    }
    if (plan->kind != 'h' || plan->direct_count >= p->in_count) {
        return true;
    }
    int sorted = p->in_count - plan->direct_count;
    bool match = sorted <= plan->direct_count;
    for (int i = 0; match && i < sorted; i++) {
        match = p->in_types[plan->direct_count - sorted + i] == p->in_types[plan->direct_count + i];
    }
    return match || refuse(r, "a hypothetical-set aggregate must have direct arguments matching "
                              "its aggregated arguments");
}

/* --- Transition type -------------------------------------------------------------------------- */

static oid read_state_type(replay *r, const definition_option *e) {
    oid type = definition_type(r, e);
    if (type == INVALID_OID) {
        return INVALID_OID;
    }
    if (catalog_type(r->catalog, type)->typtype == 'p' && !type_is_polymorphic(type) &&
        type != INTERNALOID) {
        replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                      "aggregate transition data type cannot be %s",
                      type_format_bare(r->catalog, r->arena, type));
        return INVALID_OID;
    }
    return type;
}

static bool check_serialization(replay *r, const aggregate_plan *plan) {
    const aggregate_options *o = &plan->options;
    if (o->serialfunc == NULL && o->deserialfunc == NULL) {
        return true;
    }
    if (plan->shape.state != INTERNALOID) {
        return refuse(r, "serialization functions may be specified only when the aggregate "
                         "transition data type is internal");
    }
    return (o->serialfunc != NULL && o->deserialfunc != NULL) ||
           refuse(r, "must specify both or neither of serialization and deserialization functions");
}

static bool check_initial(replay *r, const definition_option *e, oid type) {
    const char *text = e != NULL ? definition_string(r, e) : "";
    if (e == NULL || text == NULL || catalog_type(r->catalog, type)->typtype == 'p') {
        return text != NULL;
    }
    return literal_check(r->analysis, type, -1, text, -1);
}

static bool check_state(replay *r, oid type, const aggregate_plan *plan) {
    const char *detail = polymorphic_check_result(r->arena, type, plan->parameters.in_types,
                                                  plan->parameters.in_count);
    if (detail != NULL) {
        analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                       "cannot determine transition data type")
            ->detail = detail;
    }
    return detail == NULL;
}

static bool read_parallel(replay *r, aggregate_plan *plan) {
    plan->proc.parallel = 'u';
    return plan->options.parallel == NULL ||
           function_option_parallel(r, plan->options.parallel, &plan->proc);
}

static bool read_states(replay *r, aggregate_plan *plan, oid *moving) {
    const aggregate_options *o = &plan->options;
    *moving = INVALID_OID;
    plan->shape.state = read_state_type(r, o->stype);
    if (plan->shape.state == INVALID_OID || !check_serialization(r, plan)) {
        return false;
    }
    if (o->mstype != NULL) {
        *moving = read_state_type(r, o->mstype);
        if (*moving == INVALID_OID) {
            return false;
        }
    }
    return check_initial(r, o->initcond, plan->shape.state) &&
           (*moving == INVALID_OID || check_initial(r, o->minitcond, *moving)) &&
           read_parallel(r, plan) && check_state(r, plan->shape.state, plan) &&
           (*moving == INVALID_OID || check_state(r, *moving, plan));
}

/* --- Functions -------------------------------------------------------------------------------- */

static void need(replay *r, aggregate_plan *plan, oid function) {
    if (function != INVALID_OID) {
        *LIST_PUSH(r->arena, &plan->functions) = function;
    }
}

/* The plain implementation; *result: what the aggregate returns. */
static bool find_plain(replay *r, aggregate_plan *plan, oid *result) {
    const aggregate_options *o = &plan->options;
    bool extra = false;
    aggregate_functions f = {0};
    if (o->finalfunc_extra != NULL && !definition_bool(r, o->finalfunc_extra, &extra)) {
        return false;
    }
    aggregate_request q = {.transition = o->sfunc,
                           .final = o->finalfunc,
                           .extra = extra,
                           .has_initial = o->initcond != NULL};
    if (!aggregate_functions_find(r, &plan->shape, &q, &f)) {
        return false;
    }
    plan->proc.transition_function = f.transition;
    plan->proc.final_function = f.final;
    *result = f.result;
    need(r, plan, f.transition);
    need(r, plan, f.final);
    return true;
}

static bool find_moving(replay *r, aggregate_plan *plan, oid moving, oid plain_result) {
    const aggregate_options *o = &plan->options;
    if (moving == INVALID_OID) {
        return true;
    }
    bool extra = false;
    if (o->mfinalfunc_extra != NULL && !definition_bool(r, o->mfinalfunc_extra, &extra)) {
        return false;
    }
    aggregate_shape shape = plan->shape;
    shape.state = moving;
    aggregate_functions f = {0};
    aggregate_request q = {.transition = o->msfunc,
                           .inverse = o->minvfunc,
                           .final = o->mfinalfunc,
                           .extra = extra,
                           .has_initial = o->minitcond != NULL};
    if (!aggregate_functions_find(r, &shape, &q, &f)) {
        return false;
    }
    need(r, plan, f.transition);
    need(r, plan, f.inverse);
    need(r, plan, f.final);
    return f.result == plain_result ||
           replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                         "moving-aggregate implementation returns type %s, but plain "
                         "implementation returns type %s",
                         type_format_bare(r->catalog, r->arena, f.result),
                         type_format_bare(r->catalog, r->arena, plain_result));
}

static bool find_partial(replay *r, aggregate_plan *plan) {
    const aggregate_options *o = &plan->options;
    oid found[3] = {0};
    if (!aggregate_combine_find(r, &plan->shape, o->combinefunc, &found[0]) ||
        !aggregate_serial_find(r, o->serialfunc, o->deserialfunc, &found[1], &found[2])) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        need(r, plan, found[i]);
    }
    return true;
}

static bool check_result(replay *r, const aggregate_plan *plan, oid result) {
    const char *detail = polymorphic_check_result(r->arena, result, plan->parameters.in_types,
                                                  plan->parameters.in_count);
    if (detail != NULL) {
        analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                       "cannot determine result data type")
            ->detail = detail;
        return false;
    }
    bool safe = result != INTERNALOID;
    for (int i = 0; i < plan->parameters.in_count; i++) {
        safe = safe || plan->parameters.in_types[i] == INTERNALOID;
    }
    return safe || refuse(r, "unsafe use of pseudo-type \"internal\"");
}

static bool find_sort_operator(replay *r, aggregate_plan *plan) {
    const definition_option *e = plan->options.sortop;
    if (e == NULL) {
        return true;
    }
    if (plan->parameters.in_count != 1) {
        return refuse(r, "sort operator can only be specified for single-argument aggregates");
    }
    name_parts name = definition_name(r, e);
    oid type = plan->parameters.in_types[0];
    if (name.count == 0) {
        return false;
    }
    plan->proc.sort_operator = operator_call_exact(r->analysis, name.count, name.items, type, type);
    if (plan->proc.sort_operator == INVALID_OID && !r->analysis->failed) {
        const char *text = type_format_bare(r->catalog, r->arena, type);
        return replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1,
                             "operator does not exist: %s %s %s", text,
                             qualified_name_text(r->analysis, name.count, name.items), text);
    }
    return !r->analysis->failed;
}

/* --- The statement ---------------------------------------------------------------------------- */

/* An aggregate stays one of its kind, with as many direct arguments. */
static bool check_replaced(replay *r, const pg_proc *old, const pg_proc *new) {
    if (old->aggregate_kind != new->aggregate_kind) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "cannot change routine kind");
        d->detail = replay_text(r, "\"%s\" is %s.", old->name,
                                old->aggregate_kind == 'n'   ? "an ordinary aggregate function"
                                : old->aggregate_kind == 'o' ? "an ordered-set aggregate"
                                                             : "a hypothetical-set aggregate");
        return false;
    }
    return old->direct_count == new->direct_count ||
           refuse(r, "cannot change number of direct arguments of an aggregate function");
}

static bool put(replay *r, const define_statement *s, aggregate_plan *plan, oid result) {
    pg_proc *p = &plan->proc;
    const pg_named *internal = catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, "internal");
    function_parameters_store(&plan->parameters, p);
    p->namespace = plan->name.namespace;
    p->name = plan->name.name;
    p->kind = 'a';
    p->volatility = 'i';
    p->result = result;
    p->language = internal != NULL ? internal->oid : INVALID_OID;
    p->source = "aggregate_dummy";
    p->aggregate_kind = plan->kind;
    p->direct_count = (int16_t)plan->direct_count;
    p->aggregate_has_init = plan->options.initcond != NULL;
    p->transition_type = plan->shape.state;
    const pg_proc *old = function_signature_find(r, p->namespace, p->name, p->arg_count, p->args);
    if (old != NULL) {
        if (!s->replace) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_FUNCTION, -1,
                                 "function \"%s\" already exists with same argument types",
                                 p->name);
        }
        if (!function_replace_check(r, old, p) || !check_replaced(r, old, p)) {
            return false;
        }
        p->oid = old->oid;
    }
    function_record_put(r, p);
    object_address self = address_of(CLASS_PROC, p->oid);
    for (int i = 0; i < plan->functions.count; i++) {
        depend_normal(r, self, address_of(CLASS_PROC, plan->functions.items[i]));
    }
    if (p->sort_operator != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_OPERATOR, p->sort_operator));
    }
    return true;
}

bool define_aggregate(replay *r, const define_statement *s) {
    aggregate_plan plan = {.kind = 'n'};
    if (!definition_place(r, s->n_defnames, s->defnames, &plan.name)) {
        return false;
    }
    if (!s->oldstyle && s->n_args > 1 && s->args[1]->node_case == PG_QUERY__NODE__NODE_INTEGER &&
        s->args[1]->integer->ival >= 0) {
        plan.kind = 'o';
        plan.direct_count = s->args[1]->integer->ival;
    }
    for (size_t i = 0; i < s->n_definition; i++) {
        if (!read_option(r, s->definition[i]->def_elem, &plan.options)) {
            return false;
        }
    }
    oid moving, result;
    if (!check_options(r, &plan) || !read_arguments(r, s, &plan)) {
        return false;
    }
    plan.shape = (aggregate_shape){
        .parameters = &plan.parameters, .kind = plan.kind, .direct_count = plan.direct_count};
    return read_states(r, &plan, &moving) && check_set(r, &plan) && find_plain(r, &plan, &result) &&
           find_partial(r, &plan) && check_result(r, &plan, result) &&
           find_moving(r, &plan, moving, result) && find_sort_operator(r, &plan) &&
           put(r, s, &plan, result);
}
