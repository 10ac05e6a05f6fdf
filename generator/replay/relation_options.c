#include "replay/relation_options.h"

#include <stdlib.h>
#include <strings.h>

#include "catalog/extension.h"

typedef enum option_type { OPTION_BOOL, OPTION_INT, OPTION_REAL, OPTION_ENUM } option_type;

typedef struct option_rule {
    const char *owner; /* letters of relkinds, an access method or a support function */
    const char *name;
    option_type type;
    double min, max;
    const char *words; /* an enum's, each between commas */
} option_rule;

#define ON_OFF_AUTO ",auto,on,off,true,false,yes,no,1,0,"

enum { INT_LIMIT = 2147483647 };

static const option_rule table_rules[] = {
    {"r", "fillfactor", OPTION_INT, 10, 100, NULL},
    {"r", "parallel_workers", OPTION_INT, 0, 1024, NULL},
    {"r", "toast_tuple_target", OPTION_INT, 128, 8160, NULL},
    {"r", "user_catalog_table", OPTION_BOOL, 0, 0, NULL},
    {"rt", "vacuum_index_cleanup", OPTION_ENUM, 0, 0, ON_OFF_AUTO},
    {"rt", "vacuum_truncate", OPTION_BOOL, 0, 0, NULL},
    {"rt", "autovacuum_enabled", OPTION_BOOL, 0, 0, NULL},
    {"rt", "autovacuum_vacuum_threshold", OPTION_INT, 0, INT_LIMIT, NULL},
    {"rt", "autovacuum_vacuum_scale_factor", OPTION_REAL, 0, 100, NULL},
    {"rt", "autovacuum_vacuum_insert_threshold", OPTION_INT, -1, INT_LIMIT, NULL},
    {"rt", "autovacuum_vacuum_insert_scale_factor", OPTION_REAL, 0, 100, NULL},
    {"r", "autovacuum_analyze_threshold", OPTION_INT, 0, INT_LIMIT, NULL},
    {"r", "autovacuum_analyze_scale_factor", OPTION_REAL, 0, 100, NULL},
    {"rt", "autovacuum_vacuum_cost_delay", OPTION_REAL, 0, 100, NULL},
    {"rt", "autovacuum_vacuum_cost_limit", OPTION_INT, 1, 10000, NULL},
    {"rt", "autovacuum_freeze_min_age", OPTION_INT, 0, 1000000000, NULL},
    {"rt", "autovacuum_freeze_max_age", OPTION_INT, 100000, 2000000000, NULL},
    {"rt", "autovacuum_freeze_table_age", OPTION_INT, 0, 2000000000, NULL},
    {"rt", "autovacuum_multixact_freeze_min_age", OPTION_INT, 0, 1000000000, NULL},
    {"rt", "autovacuum_multixact_freeze_max_age", OPTION_INT, 10000, 2000000000, NULL},
    {"rt", "autovacuum_multixact_freeze_table_age", OPTION_INT, 0, 2000000000, NULL},
    {"rt", "log_autovacuum_min_duration", OPTION_INT, -1, INT_LIMIT, NULL},
    {"v", "check_option", OPTION_ENUM, 0, 0, ",local,cascaded,"},
    {"v", "security_barrier", OPTION_BOOL, 0, 0, NULL},
    {"v", "security_invoker", OPTION_BOOL, 0, 0, NULL},
    {NULL, NULL, OPTION_BOOL, 0, 0, NULL},
};

static const option_rule index_rules[] = {
    {"btree", "fillfactor", OPTION_INT, 10, 100, NULL},
    {"btree", "vacuum_cleanup_index_scale_factor", OPTION_REAL, 0, 1e10, NULL},
    {"btree", "deduplicate_items", OPTION_BOOL, 0, 0, NULL},
    {"hash", "fillfactor", OPTION_INT, 10, 100, NULL},
    {"gist", "fillfactor", OPTION_INT, 10, 100, NULL},
    {"gist", "buffering", OPTION_ENUM, 0, 0, ",on,off,auto,"},
    {"spgist", "fillfactor", OPTION_INT, 10, 100, NULL},
    {"gin", "fastupdate", OPTION_BOOL, 0, 0, NULL},
    {"gin", "gin_pending_list_limit", OPTION_INT, 64, INT_LIMIT, NULL},
    {"brin", "pages_per_range", OPTION_INT, 1, 131072, NULL},
    {"brin", "autosummarize", OPTION_BOOL, 0, 0, NULL},
    {"bloom", "length", OPTION_INT, 1, 4096, NULL},
    {NULL, NULL, OPTION_BOOL, 0, 0, NULL},
};

/* What an operator class's options function declares. */
static const option_rule opclass_rules[] = {
    {"gtsvector_options", "siglen", OPTION_INT, 1, 2024, NULL},
    {"ghstore_options", "siglen", OPTION_INT, 1, 2024, NULL},
    {"gtrgm_options", "siglen", OPTION_INT, 1, 2024, NULL},
    {"g_int_options", "numranges", OPTION_INT, 1, 252, NULL},
    {"g_intbig_options", "siglen", OPTION_INT, 1, 2024, NULL},
    {"ltree_gist_options", "siglen", OPTION_INT, 4, 2024, NULL},
    {"_ltree_gist_options", "siglen", OPTION_INT, 1, 2024, NULL},
    {"brin_minmax_multi_options", "values_per_range", OPTION_INT, 8, 256, NULL},
    {"brin_bloom_options", "n_distinct_per_range", OPTION_REAL, -1, INT_LIMIT, NULL},
    {"brin_bloom_options", "false_positive_rate", OPTION_REAL, 0.0001, 0.25, NULL},
    {NULL, NULL, OPTION_BOOL, 0, 0, NULL},
};

/* --- Values ----------------------------------------------------------------------------------- */

static bool refuse_value(replay *r, const option_rule *rule, const char *type, const char *value) {
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "invalid value for %s option \"%s\": %s", type, rule->name, value);
}

/* A beginning of one of the words for true and false. */
static bool is_boolean(const char *value) {
    static const char *const words[] = {"true", "false", "yes", "no", "on", "off", "1", "0"};
    size_t length = strlen(value);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        bool enough = words[i][0] != 'o' || length > 1;
        if (length > 0 && enough && strncasecmp(words[i], value, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool check_word(replay *r, const option_rule *rule, const char *value) {
    size_t length = strlen(value);
    for (const char *w = rule->words; w[1] != '\0'; w = strchr(w + 1, ',')) {
        if (strncasecmp(w + 1, value, length) == 0 && w[length + 1] == ',') {
            return true;
        }
    }
    refuse_value(r, rule, "enum", value);
    return false;
}

static bool check_value(replay *r, const option_rule *rule, const char *value) {
    if (rule->type == OPTION_BOOL) {
        return is_boolean(value) || refuse_value(r, rule, "boolean", value);
    }
    if (rule->type == OPTION_ENUM) {
        return check_word(r, rule, value);
    }
    char *end;
    double number = strtod(value, &end);
    bool integer = rule->type == OPTION_INT;
    if (end == value || *end != '\0') {
        return refuse_value(r, rule, integer ? "integer" : "floating point", value);
    }
    if (number >= rule->min && number <= rule->max) {
        return true;
    }
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                   "value %s out of bounds for option \"%s\"", value, rule->name);
    d->detail = integer ? replay_text(r, "Valid values are between \"%.0f\" and \"%.0f\".",
                                      rule->min, rule->max)
                        : replay_text(r, "Valid values are between \"%f\" and \"%f\".", rule->min,
                                      rule->max);
    return false;
}

/* --- Lists ------------------------------------------------------------------------------------ */

/* Is the rule for this owner?  Tables give letters, the others a whole name. */
static bool is_for(const option_rule *rule, const char *owner) {
    return owner[1] == '\0' ? strchr(rule->owner, owner[0]) != NULL
                            : strcmp(rule->owner, owner) == 0;
}

/* The extension bloom's col1, col2 ... col32: bits of each column. */
static const option_rule *bloom_column_rule(replay *r, const char *owner, const char *name) {
    for (int i = 1; strcmp(owner, "bloom") == 0 && i <= 32; i++) {
        if (strcmp(replay_text(r, "col%d", i), name) == 0) {
            option_rule *rule = ARENA_NEW(r->arena, option_rule);
            *rule = (option_rule){owner, name, OPTION_INT, 1, 4095, NULL};
            return rule;
        }
    }
    return NULL;
}

static const option_rule *find_rule(const option_rule *rules, const char *owner, const char *name) {
    for (; rules->name != NULL; rules++) {
        if (is_for(rules, owner) && strcmp(rules->name, name) == 0) {
            return rules;
        }
    }
    return NULL;
}

/* An option's value, and that it comes once. */
static bool check_option(replay *r, const option_rule *rules, const char *owner, size_t i,
                         PgQuery__Node **options) {
    const PgQuery__DefElem *e = options[i]->def_elem;
    const option_rule *rule = find_rule(rules, owner, e->defname);
    if (rule == NULL) {
        rule = bloom_column_rule(r, owner, e->defname);
    }
    if (rule == NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "unrecognized parameter \"%s\"", e->defname);
    }
    for (size_t k = 0; k < i; k++) {
        const PgQuery__DefElem *other = options[k]->def_elem;
        if (strcmp(other->defname, e->defname) == 0 &&
            strcmp(other->defnamespace, e->defnamespace) == 0) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "parameter \"%s\" specified more than once", e->defname);
        }
    }
    return check_value(r, rule, relation_option_value(r, e));
}

static bool refuse_namespace(replay *r, const char *namespace) {
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "unrecognized parameter namespace \"%s\"", namespace);
}

static bool option_is_true(replay *r, const PgQuery__DefElem *e) {
    const char *value = relation_option_value(r, e);
    return strcasecmp(value, "true") == 0 || strcasecmp(value, "on") == 0 ||
           strcmp(value, "1") == 0;
}

bool relation_options_check(replay *r, char kind, size_t count, PgQuery__Node **options) {
    if (strchr("rvmp", kind) == NULL) {
        return true; /* indexes: see below */
    }
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        const char *namespace = string_or_null(e->defnamespace);
        if (namespace != NULL && strcmp(namespace, "toast") != 0) {
            return refuse_namespace(r, namespace);
        }
        if (namespace == NULL && strcmp(e->defname, "oids") == 0 && option_is_true(r, e)) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "tables declared WITH OIDS are not supported");
        }
    }
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        const char *namespace = string_or_null(e->defnamespace);
        if (namespace == NULL && strchr("rp", kind) != NULL && strcmp(e->defname, "oids") == 0) {
            const char *value = relation_option_value(r, e);
            if (strcasecmp(value, "true") == 0 || strcasecmp(value, "on") == 0) {
                return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                     "tables declared WITH OIDS are not supported");
            }
            continue;
        }
        const char *owner = namespace != NULL ? "t" : kind == 'v' ? "v" : kind == 'p' ? "p" : "r";
        if (!check_option(r, table_rules, owner, i, options)) {
            return false;
        }
    }
    return true;
}

/* The server's own methods, and those extensions' that rules are written for. */
static bool is_known_method(replay *r, const pg_am *am) {
    if (am == NULL || am->oid < FIRST_USER_OID) {
        return am != NULL;
    }
    return strcmp(am->name, "bloom") == 0 &&
           extension_of(r->catalog, address_of(CLASS_AM, am->oid)) != INVALID_OID;
}

bool relation_options_check_index(replay *r, oid method, size_t count, PgQuery__Node **options) {
    const pg_am *am = catalog_find(r->catalog, CLASS_AM, method);
    if (!is_known_method(r, am)) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        const char *namespace = string_or_null(options[i]->def_elem->defnamespace);
        if (namespace != NULL) {
            return refuse_namespace(r, namespace);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_option(r, index_rules, am->name, i, options)) {
            return false;
        }
    }
    return true;
}

/* The number under which an access method's operator classes have their options function. */
static int options_number(oid method) {
    switch (method) {
    case HASH_AM_OID:
        return 3;
    case GIST_AM_OID:
        return 10;
    case GIN_AM_OID:
        return 7;
    case SPGIST_AM_OID:
        return 6;
    default:
        return 5; /* btree, brin */
    }
}

static const char *options_function(replay *r, const pg_opclass *c) {
    const pg_opfamily *f = catalog_opfamily(r->catalog, c->family);
    for (int i = 0; f != NULL && i < f->function_count; i++) {
        const pg_amproc *p = &f->functions[i];
        if (p->number == options_number(c->method) && p->left == c->input_type) {
            const pg_proc *function = catalog_proc(r->catalog, p->function);
            return function != NULL ? function->name : NULL;
        }
    }
    return NULL;
}

static bool is_known_function(const char *name) {
    for (const option_rule *rule = opclass_rules; rule->name != NULL; rule++) {
        if (strcmp(rule->owner, name) == 0) {
            return true;
        }
    }
    return false;
}

bool relation_options_check_opclass(replay *r, oid opclass, size_t count, PgQuery__Node **options) {
    const pg_opclass *c = catalog_opclass(r->catalog, opclass);
    if (count == 0 || c == NULL || c->method >= FIRST_USER_OID) {
        return true;
    }
    const char *function = options_function(r, c);
    if (function == NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                             "operator class %s has no options", c->name);
    }
    for (size_t i = 0; is_known_function(function) && i < count; i++) {
        if (!check_option(r, opclass_rules, function, i, options)) {
            return false;
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
