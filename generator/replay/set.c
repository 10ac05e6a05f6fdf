#include "replay/statements.h"

#include <ctype.h>
#include <strings.h>

#include "catalog/search_path.h"
#include "replay/settings.h"

/* SET, RESET and set_config(): only search_path and a few others matter to what is analysed; all
 * are kept. */

static void remember_local(replay *r, const char *name) {
    *LIST_PUSH(r->arena, &r->locals) = (local_setting){
        arena_strdup(r->arena, name),
        catalog_setting(r->catalog, name),
        r->path,
        r->path_count,
    };
}

void settings_set_path(replay *r, const char *const *names, int count) {
    r->path = names;
    r->path_count = count;
    search_path_set(r->catalog, names, count);
}

/* Splits a list of names as they stand in a setting's text: quoted, or folded to lower case. */
static bool split_names(replay *r, const char *list, const char ***names, int *count) {
    LIST_OF(const char *) found = {0};
    const char *p = list;
    for (;;) {
        while (isspace((unsigned char)*p)) {
            p++;
        }
        if (*p == '\0') {
            break;
        }
        char *name = arena_alloc(r->arena, strlen(p) + 1);
        size_t length = 0;
        if (*p == '"') {
            for (p++; *p != '\0' && !(p[0] == '"' && p[1] != '"'); p++) {
                p += *p == '"';
                name[length++] = *p;
            }
            if (*p == '\0') {
                return false;
            }
            p++;
        } else {
            for (; *p != '\0' && *p != ',' && !isspace((unsigned char)*p); p++) {
                name[length++] = (char)tolower((unsigned char)*p);
            }
        }
        *LIST_PUSH(r->arena, &found) = name;
        while (isspace((unsigned char)*p)) {
            p++;
        }
        if (*p == '\0') {
            break;
        }
        if (*p++ != ',') {
            return false;
        }
    }
    *names = found.items;
    *count = found.count;
    return true;
}

bool settings_set_path_text(replay *r, const char *value) {
    const char **names = NULL;
    int count = 0;
    if (!split_names(r, value, &names, &count)) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                           "invalid value for parameter \"%s\": \"%s\"", "search_path", value);
        d->detail = "List syntax is invalid.";
        return false;
    }
    static const char *const nothing[1] = {NULL};
    settings_set_path(r, count > 0 ? names : nothing, count);
    return true;
}

/* A setting's value as text: names and numbers of SET's list. */
static const char *value_text(replay *r, const PgQuery__Node *n) {
    if (n->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
        n = n->type_cast->arg;
    }
    if (n->node_case != PG_QUERY__NODE__NODE_A_CONST) {
        return "";
    }
    const PgQuery__AConst *c = n->a_const;
    switch (c->val_case) {
    case PG_QUERY__A__CONST__VAL_SVAL:
        return c->sval->sval;
    case PG_QUERY__A__CONST__VAL_IVAL:
        return replay_text(r, "%d", c->ival->ival);
    case PG_QUERY__A__CONST__VAL_FVAL:
        return c->fval->fval;
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return c->boolval->boolval ? "on" : "off";
    default:
        return "";
    }
}

static void set_path_from_list(replay *r, const PgQuery__VariableSetStmt *s) {
    const char **names = ARENA_ARRAY(r->arena, const char *, s->n_args + 1);
    for (size_t i = 0; i < s->n_args; i++) {
        names[i] = value_text(r, s->args[i]);
    }
    int count = (int)s->n_args;
    if (count == 1 && names[0][0] == '\0') {
        count = 0;
    }
    settings_set_path(r, names, count);
}

static bool has_text_configuration(replay *r, const char *schema, const char *name) {
    if (schema != NULL) {
        oid namespace = search_path_namespace(r->catalog, schema);
        return namespace != INVALID_OID &&
               catalog_find_named(r->catalog, CLASS_TS_CONFIG, namespace, name) != NULL;
    }
    const search_path *path = search_path_active(r->catalog);
    for (int i = 0; i < path->count; i++) {
        if (catalog_find_named(r->catalog, CLASS_TS_CONFIG, path->schemas[i], name) != NULL) {
            return true;
        }
    }
    return false;
}

bool settings_check_value(replay *r, const PgQuery__VariableSetStmt *s) {
    if (s->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE || s->n_args != 1 ||
        strcasecmp(s->name, "default_text_search_config") != 0) {
        return true;
    }
    const char *value = value_text(r, s->args[0]);
    if (value[0] == '\0' || strchr(value, '"') != NULL) {
        return true;
    }
    char *name = arena_strdup(r->arena, value);
    for (char *p = name; *p != '\0'; p++) {
        *p = (char)tolower((unsigned char)*p);
    }
    char *dot = strchr(name, '.');
    if (dot != NULL) {
        *dot++ = '\0';
    }
    return (dot != NULL && strchr(dot, '.') != NULL) ||
           has_text_configuration(r, dot != NULL ? name : NULL, dot != NULL ? dot : name) ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "invalid value for parameter \"%s\": \"%s\"", "default_text_search_config",
                         value);
}

bool set_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__VariableSetStmt *s = node->variable_set_stmt;
    if (s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL) {
        settings_set_path(r, NULL, 0);
        return true;
    }
    if (s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_MULTI ||
        s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT) {
        return true;
    }
    bool reset = s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_DEFAULT ||
                 s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET;
    if (s->is_local) {
        if (r->savepoints.count == 0) {
            replay_warn(r, SQLSTATE_NO_ACTIVE_SQL_TRANSACTION, -1,
                        "SET LOCAL can only be used in transaction blocks");
            return true;
        }
        remember_local(r, s->name);
    }
    if (strcmp(s->name, "search_path") == 0) {
        if (reset) {
            settings_set_path(r, NULL, 0);
        } else {
            set_path_from_list(r, s);
        }
        return true;
    }
    if (!settings_check_value(r, s)) {
        return false;
    }
    const char *value = reset || s->n_args == 0 ? NULL : value_text(r, s->args[0]);
    catalog_set_setting(r->catalog, s->name, value);
    return true;
}

/* SELECT set_config('name', 'value', false) with constants, as pg_dump writes it. */
static bool set_config_call(replay *r, const PgQuery__FuncCall *call) {
    const char *name =
        call->n_funcname > 0 ? node_string(call->funcname[call->n_funcname - 1]) : NULL;
    if (!text_equal(name, "set_config") || call->n_args != 3) {
        return true;
    }
    if (call->n_funcname == 2 && !text_equal(node_string(call->funcname[0]), "pg_catalog")) {
        return true;
    }
    for (int i = 0; i < 2; i++) {
        const PgQuery__Node *arg = call->args[i];
        if (arg->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
            arg = arg->type_cast->arg;
        }
        if (arg->node_case != PG_QUERY__NODE__NODE_A_CONST) {
            replay_warn(r, SQLSTATE_WARNING, call->location,
                        "the effect of set_config cannot be known without a server");
            return true;
        }
    }
    const char *setting = value_text(r, call->args[0]);
    const char *value = value_text(r, call->args[1]);
    const PgQuery__Node *local = call->args[2];
    if (local->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
        local = local->type_cast->arg;
    }
    const char *local_text = value_text(r, local);
    if (strcmp(local_text, "t") == 0 || strcmp(local_text, "on") == 0 ||
        strcmp(local_text, "true") == 0) {
        if (r->savepoints.count == 0) {
            return true;
        }
        remember_local(r, setting);
    }
    if (strcmp(setting, "search_path") == 0) {
        return settings_set_path_text(r, value);
    }
    catalog_set_setting(r->catalog, setting, value);
    return true;
}

bool settings_obey_select(replay *r, const PgQuery__SelectStmt *s) {
    for (size_t i = 0; i < s->n_target_list; i++) {
        const PgQuery__Node *item = s->target_list[i];
        if (item->node_case != PG_QUERY__NODE__NODE_RES_TARGET || item->res_target->val == NULL) {
            continue;
        }
        const PgQuery__Node *value = item->res_target->val;
        if (value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL &&
            !set_config_call(r, value->func_call)) {
            return false;
        }
    }
    return true;
}
