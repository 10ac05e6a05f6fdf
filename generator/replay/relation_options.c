#include "replay/relation_options.h"

static const char *const table_options[] = {
    "fillfactor",
    "parallel_workers",
    "toast_tuple_target",
    "user_catalog_table",
    "vacuum_index_cleanup",
    "vacuum_truncate",
    "autovacuum_enabled",
    "autovacuum_vacuum_threshold",
    "autovacuum_vacuum_scale_factor",
    "autovacuum_vacuum_insert_threshold",
    "autovacuum_vacuum_insert_scale_factor",
    "autovacuum_analyze_threshold",
    "autovacuum_analyze_scale_factor",
    "autovacuum_vacuum_cost_delay",
    "autovacuum_vacuum_cost_limit",
    "autovacuum_freeze_min_age",
    "autovacuum_freeze_max_age",
    "autovacuum_freeze_table_age",
    "autovacuum_multixact_freeze_min_age",
    "autovacuum_multixact_freeze_max_age",
    "autovacuum_multixact_freeze_table_age",
    "log_autovacuum_min_duration",
    NULL,
};

static const char *const view_options[] = {"check_option", "security_barrier", "security_invoker",
                                           NULL};

static bool is_among(const char *const *names, const char *name) {
    for (; *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

bool relation_options_check(replay *r, char kind, size_t count, PgQuery__Node **options) {
    const char *const *known = kind == 'v' ? view_options : table_options;
    if (strchr("rvm", kind) == NULL) {
        return true; /* indexes: their methods know; partitioned tables have none worth checking */
    }
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        const char *namespace = string_or_null(e->defnamespace);
        if (namespace != NULL && strcmp(namespace, "toast") != 0) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "unrecognized parameter namespace \"%s\"", namespace);
        }
        if (namespace == NULL && kind == 'r' && strcmp(e->defname, "oids") == 0) {
            continue;
        }
        if (namespace == NULL && !is_among(known, e->defname)) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "unrecognized parameter \"%s\"", e->defname);
        }
    }
    return true;
}

const char *relation_option_value(replay *r, const PgQuery__DefElem *e) {
    const PgQuery__Node *arg = e->arg;
    if (arg == NULL) {
        return "true";
    }
    switch ((int)arg->node_case) {
    case PG_QUERY__NODE__NODE_STRING:
        return arg->string->sval;
    case PG_QUERY__NODE__NODE_INTEGER:
        return replay_text(r, "%d", arg->integer->ival);
    case PG_QUERY__NODE__NODE_FLOAT:
        return arg->float_->fval;
    case PG_QUERY__NODE__NODE_BOOLEAN:
        return arg->boolean->boolval ? "true" : "false";
    case PG_QUERY__NODE__NODE_TYPE_NAME: {
        const PgQuery__TypeName *t = arg->type_name;
        const char *name = t->n_names > 0 ? node_string(t->names[t->n_names - 1]) : NULL;
        return name != NULL ? name : "true";
    }
    default:
        return "true";
    }
}
