#include "replay/foreign_option.h"

#include "base/text.h"
#include "replay/definition.h"
#include "replay/relation.h"

/* Names are kept one after the other, each followed by this: no identifier holds it. */
static const char separator = '\n';

typedef struct validator_rule {
    const char *function;
    const char *sqlstate;
    const char *names[3]; /* by level, each between commas */
} validator_rule;

#define CONNECTION                                                                                 \
    "service,passfile,channel_binding,connect_timeout,dbname,host,hostaddr,port,options,"          \
    "application_name,keepalives,keepalives_idle,keepalives_interval,keepalives_count,"            \
    "tcp_user_timeout,sslmode,sslcompression,sslcert,sslkey,sslrootcert,sslcrl,sslcrldir,sslsni,"  \
    "requirepeer,ssl_min_protocol_version,ssl_max_protocol_version,gssencmode,krbsrvname,gsslib,"  \
    "target_session_attrs,"

static const validator_rule rules[] = {
    {"postgresql_fdw_validator",
     SQLSTATE_SYNTAX_ERROR,
     {",",
      ",authtype,service,connect_timeout,dbname,host,hostaddr,port,tty,options,requiressl,sslmode,"
      "gsslib,",
      ",user,password,"}},
    {"postgres_fdw_validator",
     "HV00D",
     {",",
      "," CONNECTION "use_remote_estimate,fdw_startup_cost,fdw_tuple_cost,extensions,updatable,"
      "truncatable,fetch_size,batch_size,async_capable,parallel_commit,keep_connections,",
      ",user,password,sslpassword,password_required,sslcert,sslkey,"}},
    {"file_fdw_validator", "HV00D", {",", ",", ","}},
};

static name_list split(replay *r, const char *names) {
    name_list list = {0};
    while (names != NULL && *names != '\0') {
        const char *end = strchr(names, separator);
        *LIST_PUSH(r->arena, &list) = replay_text(r, "%.*s", (int)(end - names), names);
        names = end + 1;
    }
    return list;
}

static int find_name(const name_list *list, const char *name) {
    for (int i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool apply_one(replay *r, const definition_option *e, name_list *list) {
    int at = find_name(list, e->defname);
    switch ((int)e->defaction) {
    case PG_QUERY__DEF_ELEM_ACTION__DEFELEM_SET:
    case PG_QUERY__DEF_ELEM_ACTION__DEFELEM_DROP:
        if (at < 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "option \"%s\" not found",
                                 e->defname);
        }
        if (e->defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_DROP) {
            for (list->count--; at < list->count; at++) {
                list->items[at] = list->items[at + 1];
            }
        }
        return true;
    default:
        if (at >= 0) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                 "option \"%s\" provided more than once", e->defname);
        }
        *LIST_PUSH(r->arena, list) = e->defname;
        return true;
    }
}

static const validator_rule *rule_of(const pg_proc *p) {
    for (size_t i = 0; p != NULL && i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].function, p->name) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

/* The data of extensions does not tell a wrapper's validator: it is the one named after it. */
static const validator_rule *find_validator(replay *r, oid wrapper) {
    const pg_named *w = catalog_find(r->catalog, CLASS_FDW, wrapper);
    if (w != NULL && w->parent != INVALID_OID) {
        return rule_of(catalog_proc(r->catalog, w->parent));
    }
    depend_scan scan = depend_scan_references(r->catalog, address_of(CLASS_FDW, wrapper));
    const dependency *d;
    while (w != NULL && (d = depend_next(&scan)) != NULL) {
        const char *name = replay_text(r, "%s_validator", w->name);
        for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
            if (d->type == DEPENDENCY_EXTENSION && strcmp(rules[i].function, name) == 0) {
                return &rules[i];
            }
        }
    }
    return NULL;
}

static bool is_word(const char *words, const char *name) {
    size_t length = strlen(name);
    for (const char *w = words; w[1] != '\0'; w = strchr(w + 1, ',')) {
        if (strncmp(w + 1, name, length) == 0 && w[length + 1] == ',') {
            return true;
        }
    }
    return false;
}

static bool validate(replay *r, const foreign_option_change *change, const name_list *list) {
    const validator_rule *rule = find_validator(r, change->wrapper);
    for (int i = 0; rule != NULL && i < list->count; i++) {
        if (!is_word(rule->names[change->level], list->items[i])) {
            return replay_refuse(r, rule->sqlstate, -1, "invalid option \"%s\"", list->items[i]);
        }
    }
    return true;
}

/* Names between commas, none of them empty or followed by more than blanks. */
static bool is_name_list(const char *value) {
    for (;;) {
        value += strspn(value, " \t\n\r\f");
        size_t length = strcspn(value, ", \t\n\r\f");
        if (length == 0) {
            return false;
        }
        value += length;
        value += strspn(value, " \t\n\r\f");
        if (*value != ',') {
            return *value == '\0';
        }
        value++;
    }
}

/* Values that the validator reads: the list of extensions. */
static bool check_value(replay *r, const foreign_option_change *change,
                        const definition_option *e) {
    const validator_rule *rule = find_validator(r, change->wrapper);
    const char *value = node_string(e->arg);
    if (rule == NULL || strcmp(rule->function, "postgres_fdw_validator") != 0 || value == NULL ||
        strcmp(e->defname, "extensions") != 0 || strchr(value, '"') != NULL ||
        is_name_list(value)) {
        return true;
    }
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "parameter \"%s\" must be a list of extension names", e->defname);
}

bool foreign_option_apply(replay *r, const foreign_option_change *change, const char **names) {
    name_list list = split(r, change->old);
    *names = change->old;
    for (size_t i = 0; i < change->count; i++) {
        if (!apply_one(r, change->nodes[i]->def_elem, &list)) {
            return false;
        }
    }
    if (change->count == 0) {
        return true;
    }
    if (!validate(r, change, &list)) {
        return false;
    }
    for (size_t i = 0; i < change->count; i++) {
        if (!check_value(r, change, change->nodes[i]->def_elem)) {
            return false;
        }
    }
    text joined = text_new(r->arena);
    for (int i = 0; i < list.count; i++) {
        text_printf(&joined, "%s%c", list.items[i], separator);
    }
    *names = list.count > 0 ? text_string(&joined) : NULL;
    return true;
}
