#include "replay/aggregate_function.h"

#include "analyze/function_call.h"
#include "analyze/polymorphic.h"
#include "replay/function_signature.h"

/* A function to look up among all that could be called so. */
typedef struct wanted_function {
    name_parts name;
    int count;
    oid types[101];
    oid variadic; /* element type of the aggregate's last argument, or 0 */
} wanted_function;

typedef struct found_function {
    const pg_proc *proc;
    oid result;
} found_function;

static bool refuse_mismatch(replay *r, const char *format, const wanted_function *w) {
    return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1, "function %s %s",
                         function_signature_of(r, w->name, w->count, w->types), format);
}

/* The function's actual result, and whether it takes the values as they are. */
static bool check_arguments(replay *r, const wanted_function *w, oid *declared, found_function *f) {
    parse_state *ps = parse_state_new(r->analysis, NULL);
    f->result = polymorphic_resolve(ps, w->types, declared, w->count, f->proc->result, true, -1);
    if (f->result == INVALID_OID) {
        return false;
    }
    for (int i = 0; i < w->count; i++) {
        if (!type_is_polymorphic(declared[i]) && w->types[i] != declared[i] &&
            !coercion_is_binary(r->catalog, w->types[i], declared[i])) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "function %s requires run-time type coercion",
                                 function_signature_of(r, w->name, w->count, declared));
        }
    }
    return true;
}

static bool find(replay *r, const wanted_function *w, found_function *f) {
    qualified_name q;
    if (!qualified_name_parse(r->analysis, w->name.count, w->name.items, -1, &q)) {
        return false;
    }
    function_query asked = {.schema = q.schema,
                            .name = q.name,
                            .arg_count = w->count,
                            .arg_types = w->types,
                            .location = -1};
    function_lookup found = function_call_find(r->analysis, &asked);
    if (r->analysis->failed) {
        return false;
    }
    if (found.match != FUNCTION_NORMAL || found.proc == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1, "function %s does not exist",
                             function_signature_of(r, w->name, w->count, w->types));
    }
    f->proc = found.proc;
    if (f->proc->returns_set) {
        return refuse_mismatch(r, "returns a set", w);
    }
    if (w->variadic == ANYOID && f->proc->variadic != ANYOID) {
        return refuse_mismatch(r, "must accept VARIADIC ANY to be used in this aggregate", w);
    }
    return check_arguments(r, w, found.declared, f);
}

static bool check_result(replay *r, const wanted_function *w, const found_function *f, oid type,
                         const char *noun) {
    return f->result == type ||
           replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                         "return type of %s function %s is not %s", noun,
                         qualified_name_text(r->analysis, w->name.count, w->name.items),
                         type_format_bare(r->catalog, r->arena, type));
}

/* transition(state, aggregated arguments) */
static bool find_transition(replay *r, const aggregate_shape *s, const definition_option *e,
                            const char *noun, const pg_proc **proc) {
    const routine_parameters *p = s->parameters;
    int first = 0;
    if (s->kind != 'n') {
        first = s->direct_count < p->in_count ? s->direct_count : p->in_count - 1;
    }
    wanted_function w = {.name = definition_name(r, e), .count = 1, .variadic = p->variadic};
    if (w.name.count == 0) {
        return false;
    }
    w.types[0] = s->state;
    for (int i = first; i < p->in_count; i++) {
        w.types[w.count++] = p->in_types[i];
    }
    found_function f = {0};
    if (!find(r, &w, &f) || !check_result(r, &w, &f, s->state, noun)) {
        return false;
    }
    *proc = f.proc;
    return true;
}

/* A strict transition function starts from the first value where there is no initial one. */
static bool check_start(replay *r, const aggregate_shape *s, const pg_proc *transition,
                        bool has_initial) {
    const routine_parameters *p = s->parameters;
    if (!transition->strict || has_initial) {
        return true;
    }
    if (p->in_count > 0 &&
        (p->in_types[0] == s->state || coercion_is_binary(r->catalog, p->in_types[0], s->state))) {
        return true;
    }
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                         "must not omit initial value when transition function is strict and "
                         "transition type is not compatible with input type");
}

/* final(state, direct arguments or all of them) */
static bool find_final(replay *r, const aggregate_shape *s, const aggregate_request *q,
                       aggregate_functions *f) {
    const routine_parameters *p = s->parameters;
    f->result = s->state;
    if (q->final == NULL) {
        return true;
    }
    int count = q->extra ? p->in_count : s->kind != 'n' ? s->direct_count : 0;
    wanted_function w = {.name = definition_name(r, q->final), .count = 1};
    if (w.name.count == 0) {
        return false;
    }
    w.variadic = q->extra ? p->variadic : INVALID_OID;
    w.types[0] = s->state;
    for (int i = 0; i < count && i < p->in_count; i++) {
        w.types[w.count++] = p->in_types[i];
    }
    found_function found = {0};
    if (!find(r, &w, &found)) {
        return false;
    }
    if (q->extra && found.proc->strict) {
        return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                             "final function with extra arguments must not be declared STRICT");
    }
    f->final = found.proc->oid;
    f->result = found.result;
    return true;
}

bool aggregate_functions_find(replay *r, const aggregate_shape *s, const aggregate_request *q,
                              aggregate_functions *f) {
    const pg_proc *transition;
    if (!find_transition(r, s, q->transition, "transition", &transition) ||
        !check_start(r, s, transition, q->has_initial)) {
        return false;
    }
    f->transition = transition->oid;
    if (q->inverse != NULL) {
        const pg_proc *inverse;
        if (!find_transition(r, s, q->inverse, "inverse transition", &inverse)) {
            return false;
        }
        f->inverse = inverse->oid;
        if (inverse->strict != transition->strict) {
            return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                                 "strictness of aggregate's forward and inverse transition "
                                 "functions must match");
        }
    }
    return find_final(r, s, q, f);
}

bool aggregate_combine_find(replay *r, const aggregate_shape *s, const definition_option *e,
                            oid *function) {
    if (e == NULL) {
        return true;
    }
    wanted_function w = {.name = definition_name(r, e), .count = 2, .types = {s->state, s->state}};
    found_function f = {0};
    if (w.name.count == 0 || !find(r, &w, &f) || !check_result(r, &w, &f, s->state, "combine")) {
        return false;
    }
    *function = f.proc->oid;
    return s->state != INTERNALOID || !f.proc->strict ||
           replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                         "combine function with transition type internal must not be declared "
                         "STRICT");
}

bool aggregate_serial_find(replay *r, const definition_option *serial,
                           const definition_option *deserial, oid *to, oid *from) {
    if (serial == NULL) {
        return true;
    }
    wanted_function out = {.name = definition_name(r, serial), .count = 1, .types = {INTERNALOID}};
    wanted_function in = {
        .name = definition_name(r, deserial), .count = 2, .types = {BYTEAOID, INTERNALOID}};
    found_function f = {0};
    if (out.name.count == 0 || in.name.count == 0 || !find(r, &out, &f) ||
        !check_result(r, &out, &f, BYTEAOID, "serialization")) {
        return false;
    }
    *to = f.proc->oid;
    if (!find(r, &in, &f) || !check_result(r, &in, &f, INTERNALOID, "deserialization")) {
        return false;
    }
    *from = f.proc->oid;
    return true;
}
