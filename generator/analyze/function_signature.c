#include "analyze/function_call.h"

#include "analyze/function_candidate.h"
#include "analyze/qualified_name.h"
#include "analyze/type_name.h"
#include "base/text.h"
#include "parse/sqlstate.h"

const char *function_call_signature(analysis *an, const char *name, int count, const oid *types,
                                    const char *const *arg_names, int named_count) {
    text t = text_new(an->arena);
    text_printf(&t, "%s(", name);
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            text_add(&t, ", ");
        }
        if (i >= count - named_count) {
            text_printf(&t, "%s => ", arg_names[i - (count - named_count)]);
        }
        text_add(&t, analysis_type(an, types[i]));
    }
    text_add_char(&t, ')');
    return text_string(&t);
}

/* --- Written signatures ---------------------------------------------------------------------- */

/* A signature and what the statement wants it to be. */
typedef struct signature {
    analysis *an;
    int object_type;
    const PgQuery__ObjectWithArgs *written;
    qualified_name name;
    oid *types; /* of the input arguments */
    int count;
    bool missing_ok;
} signature;

static const char *noun(const signature *s) {
    switch (s->object_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        return "procedure";
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
        return "aggregate";
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
        return "routine";
    default:
        return "function";
    }
}

static bool kind_is_wanted(const signature *s, const pg_proc *proc) {
    switch (s->object_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
        return proc->kind != 'p';
    case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        return proc->kind == 'p';
    default:
        return true;
    }
}

static const char *written_name(const signature *s) {
    return qualified_name_text(s->an, s->written->n_objname, s->written->objname);
}

static const pg_proc *report_ambiguous(const signature *s) {
    diagnostic *d = analysis_error(s->an, SQLSTATE_AMBIGUOUS_FUNCTION, -1,
                                   "%s name \"%s\" is not unique", noun(s), written_name(s));
    d->hint =
        analysis_text(s->an, "Specify the argument list to select the %s unambiguously.", noun(s));
    return NULL;
}

/* By name alone: the only one of the wanted kind. */
static const pg_proc *find_by_name(const signature *s) {
    function_query q = {.schema = s->name.schema,
                        .name = s->name.name,
                        .arg_count = -1,
                        .missing_ok = s->missing_ok,
                        .location = -1};
    function_candidate_list list = {NULL, 0, 0};
    const pg_proc *found = NULL;
    if (!function_candidates_find(s->an, &q, -1, &list)) {
        return NULL;
    }
    for (int i = 0; i < list.count; i++) {
        if (!kind_is_wanted(s, list.items[i].proc)) {
            continue;
        }
        if (found) {
            return report_ambiguous(s);
        }
        found = list.items[i].proc;
    }
    return found;
}

static const pg_proc *find_by_types(const signature *s, const oid *types, int count,
                                    bool include_out) {
    function_query q = {.schema = s->name.schema,
                        .name = s->name.name,
                        .arg_count = count,
                        .include_out = include_out,
                        .missing_ok = s->missing_ok,
                        .location = -1};
    function_candidate_list list = {NULL, 0, 0};
    if (!function_candidates_find(s->an, &q, -1, &list)) {
        return NULL;
    }
    for (int i = 0; i < list.count; i++) {
        const function_candidate *candidate = &list.items[i];
        bool same = candidate->arg_count == count;
        for (int k = 0; same && k < count; k++) {
            same = candidate->args[k] == types[k];
        }
        if (same && (s->object_type == PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE || !include_out ||
                     kind_is_wanted(s, candidate->proc))) {
            return candidate->proc;
        }
    }
    return NULL;
}

static bool resolve_types(signature *s, size_t count, PgQuery__Node **nodes, bool missing_ok) {
    s->types = ARENA_ARRAY(s->an->arena, oid, count);
    for (size_t i = 0; i < count; i++) {
        PgQuery__TypeName name = *nodes[i]->type_name;
        name.location = -1; /* PostgreSQL points nowhere here */
        oid type =
            missing_ok ? type_name_find(s->an, &name).type : type_name_resolve(s->an, &name).type;
        if (!type) {
            return false;
        }
        s->types[s->count++] = type;
    }
    return true;
}

/* Procedures can be named by all their arguments too, when no mode is written. */
static const pg_proc *find_with_out(const signature *s) {
    const PgQuery__ObjectWithArgs *w = s->written;
    if (s->object_type != PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE &&
        s->object_type != PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE) {
        return NULL;
    }
    for (size_t i = 0; i < w->n_objfuncargs; i++) {
        if (w->objfuncargs[i]->function_parameter->mode !=
            PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_DEFAULT) {
            return NULL;
        }
    }
    return find_by_types(s, s->types, s->count, true);
}

static const pg_proc *report_missing(const signature *s) {
    analysis *an = s->an;
    bool is_function = s->object_type == PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE;
    const char *what = is_function ? "function" : noun(s);
    const char *name = written_name(s);
    if (s->written->args_unspecified) {
        bool aggregate = s->object_type == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE;
        analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, -1, "could not find %s %s named \"%s\"",
                       aggregate ? "an" : "a", what, name);
    } else if (s->object_type == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE && s->count == 0) {
        analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, -1, "aggregate %s(*) does not exist", name);
    } else {
        analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, -1, "%s %s does not exist", what,
                       function_call_signature(an, name, s->count, s->types, NULL, 0));
    }
    return NULL;
}

/* What was found must be what the statement is about. */
static const pg_proc *check_kind(const signature *s, const pg_proc *proc) {
    const char *message = NULL;
    const char *before = "";
    switch (s->object_type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
        message = proc->kind == 'p' ? "is not a function" : NULL;
        break;
    case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
        message = proc->kind != 'p' ? "is not a procedure" : NULL;
        break;
    case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
        message = proc->kind != 'a' ? "is not an aggregate" : NULL;
        before = "function ";
        break;
    default:
        break;
    }
    if (!message) {
        return proc;
    }
    analysis_error(s->an, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s%s %s", before,
                   function_call_signature(s->an, written_name(s), s->count, s->types, NULL, 0),
                   message);
    return NULL;
}

const pg_proc *function_call_lookup_signature(analysis *an, int object_type,
                                              const PgQuery__ObjectWithArgs *written,
                                              bool missing_ok) {
    signature s = {
        .an = an, .object_type = object_type, .written = written, .missing_ok = missing_ok};
    if (!qualified_name_parse(an, written->n_objname, written->objname, -1, &s.name)) {
        return NULL;
    }
    const pg_proc *found = NULL;
    if (written->args_unspecified) {
        found = find_by_name(&s);
    } else {
        if (!resolve_types(&s, written->n_objargs, written->objargs, missing_ok)) {
            return NULL;
        }
        found = find_by_types(&s, s.types, s.count, false);
        const pg_proc *other = find_with_out(&s);
        if (found && other && found != other) {
            return report_ambiguous(&s);
        }
        found = found ? found : other;
    }
    if (an->failed) {
        return NULL;
    }
    if (!found) {
        return missing_ok ? NULL : report_missing(&s);
    }
    return check_kind(&s, found);
}
