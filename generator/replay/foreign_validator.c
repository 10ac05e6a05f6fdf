#include "replay/foreign_validator.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "catalog/extension.h"
#include "replay/copy_format.h"

/* --- Options and where they may stand -----------------------------------------------------------
 */

typedef struct validator_rule {
    const char *function;
    const char *sqlstate;
    const char *names[LEVEL_COUNT];                         /* each name between commas */
    bool (*check)(replay *r, const foreign_option *option); /* one option's value, or NULL */
    bool (*check_all)(replay *r, foreign_level level, const foreign_option_list *options);
} validator_rule;

static bool check_postgres_value(replay *r, const foreign_option *option);
static bool check_file(replay *r, foreign_level level, const foreign_option_list *options);

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
      ",user,password,", ",", ","},
     NULL,
     NULL},
    {"postgres_fdw_validator",
     "HV00D",
     {",",
      "," CONNECTION "use_remote_estimate,fdw_startup_cost,fdw_tuple_cost,extensions,updatable,"
      "truncatable,fetch_size,batch_size,async_capable,parallel_commit,keep_connections,",
      ",user,password,sslpassword,password_required,sslcert,sslkey,",
      ",schema_name,table_name,use_remote_estimate,updatable,truncatable,fetch_size,batch_size,"
      "async_capable,",
      ",column_name,"},
     check_postgres_value,
     NULL},
    {"dblink_fdw_validator",
     "HV00J",
     {",", "," CONNECTION "fallback_application_name,", ",user,password,sslpassword,", ",", ","},
     NULL,
     NULL},
    {"file_fdw_validator",
     "HV00D",
     {",", ",", ",", ",filename,program,format,header,delimiter,quote,escape,null,encoding,",
      ",force_not_null,force_null,"},
     NULL,
     check_file},
};

static const validator_rule *rule_of(const char *function) {
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].function, function) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

/* The data of extensions does not tell a wrapper's validator: it is the one named after it. */
static const validator_rule *find_validator(replay *r, oid wrapper) {
    const pg_named *w = catalog_find(r->catalog, CLASS_FDW, wrapper);
    if (w == NULL) {
        return NULL;
    }
    if (w->parent != INVALID_OID) {
        const pg_proc *p = catalog_proc(r->catalog, w->parent);
        return p != NULL ? rule_of(p->name) : NULL;
    }
    bool extended = extension_of(r->catalog, address_of(CLASS_FDW, wrapper)) != INVALID_OID;
    return extended ? rule_of(replay_text(r, "%s_validator", w->name)) : NULL;
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

bool foreign_validator_check(replay *r, oid wrapper, foreign_level level,
                             const foreign_option_list *options) {
    const validator_rule *rule = find_validator(r, wrapper);
    if (rule == NULL) {
        return true;
    }
    for (int i = 0; i < options->count; i++) {
        if (!is_word(rule->names[level], options->items[i].name)) {
            return replay_refuse(r, rule->sqlstate, -1, "invalid option \"%s\"",
                                 options->items[i].name);
        }
        if (rule->check != NULL && !rule->check(r, &options->items[i])) {
            return false;
        }
    }
    return rule->check_all == NULL || rule->check_all(r, level, options);
}

/* --- postgres_fdw -------------------------------------------------------------------------------
 */

static bool ends_here(const char *value, const char *end) {
    return end != value && end[strspn(end, " \t\n\r\f\v")] == '\0';
}

static bool check_cost(replay *r, const foreign_option *o) {
    char *end;
    errno = 0;
    double cost = strtod(o->value, &end);
    if (!ends_here(o->value, end) || errno == ERANGE || isnan(cost)) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "invalid value for floating point option \"%s\": %s", o->name,
                             o->value);
    }
    return cost >= 0 ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "\"%s\" must be a floating point value greater than or equal to zero",
                         o->name);
}

static bool check_size(replay *r, const foreign_option *o) {
    char *end;
    errno = 0;
    double size = (double)strtol(o->value, &end, 0);
    if (*end == '.' || *end == 'e' || *end == 'E' || errno == ERANGE) {
        errno = 0;
        size = strtod(o->value, &end);
    }
    size = rint(size);
    if (!ends_here(o->value, end) || errno == ERANGE || isnan(size) || size > INT32_MAX ||
        size < INT32_MIN) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "invalid value for integer option \"%s\": %s", o->name, o->value);
    }
    return size > 0 || replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                     "\"%s\" must be an integer value greater than zero", o->name);
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

static bool check_postgres_value(replay *r, const foreign_option *o) {
    if (is_word(",use_remote_estimate,updatable,truncatable,async_capable,parallel_commit,"
                "keep_connections,password_required,",
                o->name)) {
        return copy_format_check_boolean(r, o);
    }
    if (is_word(",fdw_startup_cost,fdw_tuple_cost,", o->name)) {
        return check_cost(r, o);
    }
    if (is_word(",fetch_size,batch_size,", o->name)) {
        return check_size(r, o);
    }
    return strcmp(o->name, "extensions") != 0 || strchr(o->value, '"') != NULL ||
           is_name_list(o->value) ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "parameter \"%s\" must be a list of extension names", o->name);
}

/* --- file_fdw -----------------------------------------------------------------------------------
 */

static bool check_file(replay *r, foreign_level level, const foreign_option_list *options) {
    foreign_option_list rest = {0};
    int files = 0;
    for (int i = 0; i < options->count; i++) {
        const foreign_option *o = &options->items[i];
        if (is_word(",filename,program,", o->name)) {
            if (files++ > 0) {
                return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                     "conflicting or redundant options");
            }
        } else if (level == LEVEL_COLUMN) {
            if (!copy_format_check_boolean(r, o)) {
                return false;
            }
        } else {
            *LIST_PUSH(r->arena, &rest) = *o;
        }
    }
    if (!copy_format_check(r, &rest)) {
        return false;
    }
    return level != LEVEL_TABLE || files > 0 ||
           replay_refuse(r, "HV002", -1,
                         "either filename or program is required for file_fdw foreign tables");
}
