#include "replay/plpgsql_function.h"

#include "analyze/coercion.h"
#include "analyze/plpgsql/plpgsql.h"
#include "replay/body_position.h"

/* --- Result and parameters -------------------------------------------------------------------- */

static bool is_pseudo(replay *r, oid type) {
    return catalog_type(r->catalog, type)->typtype == 'p';
}

static bool check_result(replay *r, const pg_proc *proc) {
    const oid results[] = {TRIGGEROID, EVENT_TRIGGEROID, RECORDOID, VOIDOID};
    bool fine = !is_pseudo(r, proc->result) || type_is_polymorphic(proc->result);
    for (size_t i = 0; i < sizeof results / sizeof results[0]; i++) {
        fine = fine || proc->result == results[i];
    }
    return fine || replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "PL/pgSQL functions cannot return type %s",
                                 type_format_bare(r->catalog, r->arena, proc->result));
}

static bool check_parameters(replay *r, const pg_proc *proc) {
    bool all = proc->modes != NULL;
    int count = all ? proc->all_count : proc->arg_count;
    for (int i = 0; i < count; i++) {
        oid type = all ? proc->all_args[i] : proc->args[i];
        if (is_pseudo(r, type) && type != RECORDOID && !type_is_polymorphic(type)) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "PL/pgSQL functions cannot accept type %s",
                                 type_format_bare(r->catalog, r->arena, type));
        }
    }
    return true;
}

/* --- Bodies ----------------------------------------------------------------------------------- */

static bool refuses_shadowing(const replay *r) {
    const char *setting = catalog_setting(r->catalog, "plpgsql.extra_errors");
    return setting != NULL &&
           (strcmp(setting, "all") == 0 || strstr(setting, "shadowed_variables") != NULL);
}

static bool check_body(replay *r, const plpgsql_source *source) {
    plpgsql_error error = {0};
    if (plpgsql_check(r->analysis, source, &error)) {
        return true;
    }
    int location = error.location < 0
                       ? -1
                       : body_position_find(r->statement->text, source->body, error.location);
    diagnostic *d = analysis_error(r->analysis, error.sqlstate, location, "%s", error.message);
    d->detail = error.detail;
    d->hint = error.hint;
    return false;
}

bool plpgsql_function_validate(replay *r, const pg_proc *proc, const function_body *body) {
    if (!check_result(r, proc) || !check_parameters(r, proc)) {
        return false;
    }
    if (!function_body_is_checked(r)) {
        return true;
    }
    function_path outer = function_body_enter_path(r, body);
    bool done = check_body(r, &(plpgsql_source){.body = body->text,
                                                .proc = proc,
                                                .check_sql = true,
                                                .refuse_shadowing = refuses_shadowing(r)});
    function_body_leave_path(r, &outer);
    return done;
}

bool plpgsql_function_check_block(replay *r, const char *body) {
    return check_body(r, &(plpgsql_source){.body = body, .check_sql = function_body_is_checked(r)});
}
