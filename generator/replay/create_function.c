#include "replay/object_statements.h"

#include "analyze/polymorphic.h"
#include "analyze/type_name.h"
#include "catalog/extension.h"
#include "replay/function_body.h"
#include "replay/function_option.h"
#include "replay/function_parameter.h"
#include "replay/function_replace.h"
#include "replay/function_signature.h"
#include "replay/new_type.h"
#include "replay/settings.h"

/* CREATE FUNCTION and CREATE PROCEDURE. */

enum { MAX_ARGUMENTS = 100 };

typedef struct function_plan {
    const PgQuery__CreateFunctionStmt *statement;
    new_name name;
    function_options options;
    routine_parameters parameters;
    const pg_named *language;
    function_body body;
    pg_proc proc;
} function_plan;

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "%s", message);
}

/* --- Language --------------------------------------------------------------------------------- */

static bool find_language(replay *r, function_plan *plan) {
    const char *name = "sql";
    if (plan->options.language != NULL) {
        name = definition_string(r, plan->options.language);
    } else if (plan->statement->sql_body == NULL) {
        return refuse(r, "no language specified");
    }
    plan->language = catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, name);
    if (plan->language == NULL) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                                       "language \"%s\" does not exist", name);
        if (extension_known(r->catalog, name) != NULL) {
            d->hint = "Use CREATE EXTENSION to load the language into the database.";
        }
        return false;
    }
    plan->proc.language = plan->language->oid;
    plan->body.language = plan->language->name;
    return true;
}

static bool is_language(const function_plan *plan, const char *name) {
    return strcmp(plan->body.language, name) == 0;
}

/* --- Result ----------------------------------------------------------------------------------- */

/* A type that is not there yet may be named by functions in C: its input function comes first. */
static bool make_shell_result(replay *r, function_plan *plan, const PgQuery__TypeName *name) {
    if (!is_language(plan, "internal") && !is_language(plan, "c")) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "type \"%s\" does not exist",
                             type_name_text(r->analysis, name));
    }
    if (name->n_typmods > 0) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "type modifier cannot be specified for shell type \"%s\"",
                             type_name_text(r->analysis, name));
    }
    new_name place;
    if (!definition_place(r, name->n_names, name->names, &place)) {
        return false;
    }
    plan->proc.result = new_type_add_shell(r, place.namespace, place.name);
    return true;
}

static bool read_return_type(replay *r, function_plan *plan, const PgQuery__TypeName *written) {
    PgQuery__TypeName name = *written;
    name.location = -1;
    plan->proc.returns_set = name.setof;
    oid type = type_name_find(r->analysis, &name).type;
    if (r->analysis->failed) {
        return false;
    }
    if (type == INVALID_OID) {
        qualified_name q;
        if (qualified_name_parse(r->analysis, name.n_names, name.names, -1, &q) &&
            q.schema != NULL && definition_schema(r, q.schema) == INVALID_OID) {
            return false;
        }
        return !r->analysis->failed && make_shell_result(r, plan, &name);
    }
    if (!catalog_type(r->catalog, type)->defined && is_language(plan, "sql")) {
        return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                             "SQL function cannot return shell type %s",
                             type_name_text(r->analysis, &name));
    }
    plan->proc.result = type;
    return true;
}

static bool read_result(replay *r, function_plan *plan) {
    const PgQuery__CreateFunctionStmt *s = plan->statement;
    oid required = plan->parameters.output_type;
    if (s->is_procedure) {
        plan->proc.result = required != INVALID_OID ? required : VOIDOID;
        return true;
    }
    if (s->return_type == NULL) {
        plan->proc.result = required;
        return required != INVALID_OID || refuse(r, "function result type must be specified");
    }
    if (!read_return_type(r, plan, s->return_type)) {
        return false;
    }
    if (required == INVALID_OID || plan->proc.result == required) {
        return true;
    }
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                         "function result type must be %s because of OUT parameters",
                         type_format_bare(r->catalog, r->arena, required));
}

/* --- Body ------------------------------------------------------------------------------------- */

static bool read_as(replay *r, function_plan *plan) {
    const definition_option *as = plan->options.as;
    bool standard = plan->statement->sql_body != NULL;
    if (as == NULL && !standard) {
        return refuse(r, "no function body specified");
    }
    if (as != NULL && standard) {
        return refuse(r, "duplicate function body specified");
    }
    if (standard) {
        plan->body.standard = plan->statement->sql_body;
        return is_language(plan, "sql") ||
               refuse(r, "inline SQL function body only valid for language SQL");
    }
    name_parts items = node_name_parts(r, as->arg);
    const char *first = node_string(items.items[0]);
    plan->body.text = first;
    plan->body.location = as->location;
    plan->body.path = plan->options.path;
    plan->proc.source = first;
    if (is_language(plan, "c")) {
        plan->proc.source = items.count > 1 ? node_string(items.items[1]) : plan->name.name;
        return true;
    }
    if (items.count > 1) {
        return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                             "only one AS item needed for language \"%s\"", plan->body.language);
    }
    if (is_language(plan, "internal") && first[0] == '\0') {
        plan->proc.source = plan->name.name;
    }
    return true;
}

/* --- Checks of the whole ---------------------------------------------------------------------- */

/* A result, or one OUT parameter, must follow from the inputs. */
static bool check_output_type(replay *r, const function_plan *plan, oid type) {
    const routine_parameters *p = &plan->parameters;
    const char *detail = polymorphic_check_result(r->arena, type, p->in_types, p->in_count);
    if (detail != NULL) {
        analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                       "cannot determine result data type")
            ->detail = detail;
        return false;
    }
    bool has_internal = type != INTERNALOID;
    for (int i = 0; i < p->in_count; i++) {
        has_internal = has_internal || p->in_types[i] == INTERNALOID;
    }
    if (!has_internal) {
        analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                       "unsafe use of pseudo-type \"internal\"")
            ->detail = "A result of type internal requires at least one input of type internal.";
    }
    return has_internal;
}

static bool check_types(replay *r, const function_plan *plan) {
    const routine_parameters *p = &plan->parameters;
    if (p->in_count > MAX_ARGUMENTS) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_ARGUMENTS, -1,
                             "functions cannot have more than %d arguments", MAX_ARGUMENTS);
    }
    if (!check_output_type(r, plan, plan->proc.result)) {
        return false;
    }
    for (int i = 0; p->keeps_all && i < p->all_count; i++) {
        if (strchr("iv", p->modes[i]) == NULL && !check_output_type(r, plan, p->all_types[i])) {
            return false;
        }
    }
    return true;
}

static bool check_rows(replay *r, const function_plan *plan) {
    return plan->options.rows == NULL || plan->proc.returns_set ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "ROWS is not applicable when function does not return a set");
}

static bool check_transforms(replay *r, const function_plan *plan) {
    const definition_option *t = plan->options.transform;
    name_parts types = {0};
    if (t != NULL && t->arg != NULL) {
        types = node_name_parts(r, t->arg);
    }
    for (size_t i = 0; i < types.count; i++) {
        oid type = type_name_resolve(r->analysis, types.items[i]->type_name).type;
        if (type == INVALID_OID) {
            return false;
        }
        bool found = false;
        catalog_scan scan = catalog_scan_all(r->catalog, CLASS_TRANSFORM);
        for (const pg_named *x; !found && (x = catalog_next(&scan)) != NULL;) {
            found = x->parent == type && text_equal(x->kind_detail, plan->body.language);
        }
        if (!found && r->analysis->failed) {
            return false;
        }
        if (!found) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                                 "transform for type %s language \"%s\" does not exist",
                                 type_format_bare(r->catalog, r->arena, type), plan->body.language);
        }
    }
    return true;
}

/* --- The statement ---------------------------------------------------------------------------- */

static bool make(replay *r, function_plan *plan) {
    const pg_proc *old =
        function_signature_find(r, plan->name.namespace, plan->name.name, plan->parameters.in_count,
                                plan->parameters.in_types);
    if (old != NULL) {
        if (!plan->statement->replace) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_FUNCTION, -1,
                                 "function \"%s\" already exists with same argument types",
                                 plan->name.name);
        }
        if (!function_replace_check(r, old, &plan->proc)) {
            return false;
        }
        plan->proc.oid = old->oid;
    }
    if (plan->body.complete && plan->body.queries.count == 1) {
        plan->proc.body = plan->body.queries.items[0];
    }
    function_record_put(r, &plan->proc);
    function_body_depend(r, plan->proc.oid, &plan->body);
    /* The settings are in force while the body is checked, so they must have sense only then. */
    if (plan->options.config != NULL && plan->options.path == NULL && function_body_is_checked(r) &&
        !settings_check_value(r, plan->options.config)) {
        return false;
    }
    return function_body_validate(r, &plan->proc, &plan->body);
}

bool create_function_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateFunctionStmt *s = node->create_function_stmt;
    function_plan plan = {
        .statement = s,
        .options = {.procedure = s->is_procedure},
        .proc = {.kind = s->is_procedure ? 'p' : 'f', .volatility = 'v', .parallel = 'u'}};
    if (!definition_place(r, s->n_funcname, s->funcname, &plan.name) ||
        !function_options_read(r, s->n_options, s->options, &plan.options) ||
        !function_options_apply(r, &plan.options, &plan.proc) || !find_language(r, &plan)) {
        return false;
    }
    plan.proc.namespace = plan.name.namespace;
    plan.proc.name = plan.name.name;
    if (plan.options.window != NULL) {
        plan.proc.kind = 'w';
    }
    if (!function_parameters_read(r, s->is_procedure ? ROUTINE_PROCEDURE : ROUTINE_FUNCTION,
                                  is_language(&plan, "sql"), s->n_parameters, s->parameters,
                                  &plan.parameters) ||
        !read_result(r, &plan) || !check_transforms(r, &plan) || !read_as(r, &plan)) {
        return false;
    }
    function_parameters_store(&plan.parameters, &plan.proc);
    return function_body_analyse(r, &plan.proc, &plan.body) && check_rows(r, &plan) &&
           check_types(r, &plan) && make(r, &plan);
}
