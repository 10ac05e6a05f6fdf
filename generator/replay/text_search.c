#include "replay/define.h"

#include "replay/object_statements.h"
#include "replay/text_search_option.h"

/* CREATE and ALTER of text search parsers, dictionaries, templates and configurations. */

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind

enum { TSQUERYOID = 3615 };

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static bool refuse_option(replay *r, const char *noun, const definition_option *e) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                         "text search %s parameter \"%s\" not recognized", noun, e->defname);
}

/* A unique index guards the names, and it is its error that the server shows. */
static bool check_free(replay *r, catalog_class class, new_name place, const char *index) {
    return catalog_find_named(r->catalog, class, place.namespace, place.name) == NULL ||
           replay_refuse(r, "23505", -1, "duplicate key value violates unique constraint \"%s\"",
                         index);
}

static object_address add(replay *r, catalog_class class, new_name place, const char *detail) {
    pg_named n = {.namespace = place.namespace, .name = place.name, .kind_detail = detail};
    object_address self = address_of(class, catalog_add(r->catalog, class, &n));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, place.namespace));
    return self;
}

/* --- Methods of parsers and templates --------------------------------------------------------- */

typedef struct method {
    const char *name;
    oid result;
    int count;
    oid args[4];
    const char *missing; /* the error when it is not given, or NULL */
    oid function;
} method;

static bool read_method(replay *r, const char *noun, const definition_option *e, method *methods,
                        int count) {
    for (int i = 0; i < count; i++) {
        method *m = &methods[i];
        if (!definition_is(e, m->name)) {
            continue;
        }
        name_parts name = definition_name(r, e);
        const pg_proc *p = name.count > 0 ? definition_function(r, name, m->count, m->args) : NULL;
        if (p == NULL) {
            return false;
        }
        m->function = p->oid;
        return p->result == m->result ||
               replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "function %s should return type %s",
                             qualified_name_text(r->analysis, name.count, name.items),
                             type_format_bare(r->catalog, r->arena, m->result));
    }
    return refuse_option(r, noun, e);
}

static bool define_methods(replay *r, const define_statement *s, catalog_class class,
                           const char *noun, const char *index, method *methods, int count) {
    new_name place;
    if (!definition_place(r, s->n_defnames, s->defnames, &place)) {
        return false;
    }
    for (size_t i = 0; i < s->n_definition; i++) {
        if (!read_method(r, noun, s->definition[i]->def_elem, methods, count)) {
            return false;
        }
    }
    for (int i = 0; i < count; i++) {
        if (methods[i].function == INVALID_OID && methods[i].missing != NULL) {
            return refuse(r, methods[i].missing);
        }
    }
    if (!check_free(r, class, place, index)) {
        return false;
    }
    /* A template's options are judged by its init function, the first of its methods. */
    const pg_proc *init = methods[0].function != INVALID_OID
                              ? catalog_find(r->catalog, CLASS_PROC, methods[0].function)
                              : NULL;
    object_address self = add(r, class, place,
                              class != CLASS_TS_TEMPLATE ? NULL
                              : init != NULL             ? init->source
                                                         : "");
    for (int i = 0; i < count; i++) {
        if (methods[i].function != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_PROC, methods[i].function));
        }
    }
    return true;
}

static bool define_parser(replay *r, const define_statement *s) {
    method methods[] = {
        {"start",
         INTERNALOID,
         2,
         {INTERNALOID, INT4OID},
         "text search parser start method is required",
         0},
        {"gettoken",
         INTERNALOID,
         3,
         {INTERNALOID, INTERNALOID, INTERNALOID},
         "text search parser gettoken method is required",
         0},
        {"end", VOIDOID, 1, {INTERNALOID}, "text search parser end method is required", 0},
        {"headline", INTERNALOID, 3, {INTERNALOID, INTERNALOID, TSQUERYOID}, NULL, 0},
        {"lextypes",
         INTERNALOID,
         1,
         {INTERNALOID},
         "text search parser lextypes method is required",
         0},
    };
    return define_methods(r, s, CLASS_TS_PARSER, "parser", "pg_ts_parser_prsname_index", methods,
                          5);
}

static bool define_template(replay *r, const define_statement *s) {
    method methods[] = {
        {"init", INTERNALOID, 1, {INTERNALOID}, NULL, 0},
        {"lexize",
         INTERNALOID,
         4,
         {INTERNALOID, INTERNALOID, INTERNALOID, INTERNALOID},
         "text search template lexize method is required",
         0},
    };
    return define_methods(r, s, CLASS_TS_TEMPLATE, "template", "pg_ts_template_tmplname_index",
                          methods, 2);
}

/* --- Dictionaries ---------------------------------------------------------------------------- */

static bool define_dictionary(replay *r, const define_statement *s) {
    new_name place;
    const catalog_record *template = NULL;
    if (!definition_place(r, s->n_defnames, s->defnames, &place)) {
        return false;
    }
    for (size_t i = 0; i < s->n_definition; i++) {
        const definition_option *e = s->definition[i]->def_elem;
        if (!definition_is(e, "template")) {
            continue;
        }
        name_parts name = definition_name(r, e);
        template = name.count > 0 ? definition_object(r, CLASS_TS_TEMPLATE, "text search template",
                                                      name, false)
                                  : NULL;
        if (template == NULL) {
            return false;
        }
    }
    if (template == NULL) {
        return refuse(r, "text search template is required");
    }
    const char *symbol = text_search_init_symbol(r, CLASS_TS_TEMPLATE, template);
    if (!text_search_options_check(r, symbol, template->name, false, s->n_definition,
                                   s->definition) ||
        !check_free(r, CLASS_TS_DICT, place, "pg_ts_dict_dictname_index")) {
        return false;
    }
    object_address self = add(r, CLASS_TS_DICT, place, symbol);
    depend_normal(r, self, address_of(CLASS_TS_TEMPLATE, template->oid));
    return true;
}

/* A template without init function is never one of the server's own: the dictionary depends on it.
 */
static const char *template_name(replay *r, oid dictionary) {
    depend_scan scan = depend_scan_references(r->catalog, address_of(CLASS_TS_DICT, dictionary));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->referenced.class == CLASS_TS_TEMPLATE) {
            return ((const catalog_record *)catalog_find(r->catalog, CLASS_TS_TEMPLATE,
                                                         d->referenced.object))
                ->name;
        }
    }
    return "";
}

bool alter_text_search_dictionary_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterTSDictionaryStmt *s = node->alter_tsdictionary_stmt;
    const catalog_record *dictionary =
        definition_object(r, CLASS_TS_DICT, "text search dictionary",
                          (name_parts){s->n_dictname, s->dictname}, false);
    return dictionary != NULL &&
           text_search_options_check(r, text_search_init_symbol(r, CLASS_TS_DICT, dictionary),
                                     template_name(r, dictionary->oid), true, s->n_options,
                                     s->options);
}

/* --- Configurations --------------------------------------------------------------------------- */

/* Which kinds of tokens have dictionaries: the configuration's kind_detail, a '+' or '-' for each
 * of the server's own parser; NULL: as in those of a fresh server. */
enum { TOKEN_COUNT = 23 };
static const char no_tokens[] = "-----------------------";

static int token_number(const char *name) {
    static const char *const tokens[TOKEN_COUNT] = {
        "asciiword", "word",          "numword",    "email",           "url",   "host",  "sfloat",
        "version",   "hword_numpart", "hword_part", "hword_asciipart", "blank", "tag",   "protocol",
        "numhword",  "asciihword",    "hword",      "url_path",        "file",  "float", "int",
        "uint",      "entity"};
    for (int i = 0; i < TOKEN_COUNT; i++) {
        if (strcmp(tokens[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* NULL where it cannot be known. */
static char *mapped_tokens(replay *r, const catalog_record *configuration) {
    const char *kept = ((const pg_named *)(const void *)configuration)->kind_detail;
    if (kept != NULL) {
        return arena_strdup(r->arena, kept);
    }
    if (configuration->namespace != PG_CATALOG_NAMESPACE) {
        return NULL;
    }
    static const char *const unmapped[] = {"blank", "tag", "protocol", "entity"};
    char *mapped = arena_alloc(r->arena, TOKEN_COUNT + 1);
    memset(mapped, '+', TOKEN_COUNT);
    mapped[TOKEN_COUNT] = '\0';
    for (size_t i = 0; i < sizeof unmapped / sizeof unmapped[0]; i++) {
        mapped[token_number(unmapped[i])] = '-';
    }
    return mapped;
}

typedef struct configuration_source {
    const catalog_record *parser, *copied;
} configuration_source;

static bool read_configuration(replay *r, const define_statement *s, configuration_source *from) {
    for (size_t i = 0; i < s->n_definition; i++) {
        const definition_option *e = s->definition[i]->def_elem;
        bool parser = definition_is(e, "parser");
        if (!parser && !definition_is(e, "copy")) {
            return refuse_option(r, "configuration", e);
        }
        name_parts name = definition_name(r, e);
        const catalog_record *found =
            name.count == 0 ? NULL
            : parser
                ? definition_object(r, CLASS_TS_PARSER, "text search parser", name, false)
                : definition_object(r, CLASS_TS_CONFIG, "text search configuration", name, false);
        if (found == NULL) {
            return false;
        }
        *(parser ? &from->parser : &from->copied) = found;
    }
    if (from->parser != NULL && from->copied != NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "cannot specify both PARSER and COPY options");
    }
    return from->parser != NULL || from->copied != NULL ||
           refuse(r, "text search parser is required");
}

static bool define_configuration(replay *r, const define_statement *s) {
    new_name place;
    configuration_source from = {0};
    if (!definition_place(r, s->n_defnames, s->defnames, &place) ||
        !read_configuration(r, s, &from) ||
        !check_free(r, CLASS_TS_CONFIG, place, "pg_ts_config_cfgname_index")) {
        return false;
    }
    const char *mapped = from.copied != NULL ? mapped_tokens(r, from.copied) : no_tokens;
    object_address self = add(r, CLASS_TS_CONFIG, place, mapped);
    if (from.parser != NULL) {
        depend_normal(r, self, address_of(CLASS_TS_PARSER, from.parser->oid));
        return true;
    }
    /* A copy needs what the original needs, other than its schema. */
    LIST_OF(object_address) needed = {0};
    depend_scan scan =
        depend_scan_references(r->catalog, address_of(CLASS_TS_CONFIG, from.copied->oid));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->referenced.class != CLASS_NAMESPACE) {
            *LIST_PUSH(r->arena, &needed) = d->referenced;
        }
    }
    for (int i = 0; i < needed.count; i++) {
        depend_normal(r, self, needed.items[i]);
    }
    return true;
}

static bool check_tokens(replay *r, const PgQuery__AlterTSConfigurationStmt *s) {
    for (size_t i = 0; i < s->n_tokentype; i++) {
        if (token_number(node_string(s->tokentype[i])) < 0) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "token type \"%s\" does not exist", node_string(s->tokentype[i]));
        }
    }
    return true;
}

/* Takes the statement's tokens off the mapped ones, or adds them. */
static bool change_mapping(replay *r, const PgQuery__AlterTSConfigurationStmt *s, char *mapped) {
    bool drops = s->kind == PG_QUERY__ALTER_TSCONFIG_TYPE__ALTER_TSCONFIG_DROP_MAPPING;
    bool adds = s->kind == PG_QUERY__ALTER_TSCONFIG_TYPE__ALTER_TSCONFIG_ADD_MAPPING;
    const char *before = arena_strdup(r->arena, mapped);
    for (size_t i = 0; i < s->n_tokentype; i++) {
        const char *name = node_string(s->tokentype[i]);
        int n = token_number(name);
        if (drops && before[n] == '-' && !s->missing_ok) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                                 "mapping for token type \"%s\" does not exist", name);
        }
        if (adds && before[n] == '+') {
            return replay_refuse(r, "23505", -1,
                                 "duplicate key value violates unique constraint \"%s\"",
                                 "pg_ts_config_map_index");
        }
        if (!s->replace) {
            mapped[n] = drops ? '-' : '+';
        }
    }
    return true;
}

/* Only the server's own parser says offline which tokens there are. */
static bool uses_other_parser(replay *r, oid configuration) {
    depend_scan scan =
        depend_scan_references(r->catalog, address_of(CLASS_TS_CONFIG, configuration));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->referenced.class == CLASS_TS_PARSER) {
            return true;
        }
    }
    return false;
}

bool alter_text_search_configuration_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterTSConfigurationStmt *s = node->alter_tsconfiguration_stmt;
    const catalog_record *c = definition_object(r, CLASS_TS_CONFIG, "text search configuration",
                                                (name_parts){s->n_cfgname, s->cfgname}, false);
    if (c == NULL) {
        return false;
    }
    bool other_parser = uses_other_parser(r, c->oid);
    if (!other_parser && !check_tokens(r, s)) {
        return false;
    }
    for (size_t i = 0; i < s->n_dicts; i++) {
        const catalog_record *dictionary = definition_object(
            r, CLASS_TS_DICT, "text search dictionary", node_name_parts(r, s->dicts[i]), false);
        if (dictionary == NULL) {
            return false;
        }
        depend_normal(r, address_of(CLASS_TS_CONFIG, c->oid),
                      address_of(CLASS_TS_DICT, dictionary->oid));
    }
    char *mapped = mapped_tokens(r, c);
    if (other_parser || mapped == NULL) {
        return true;
    }
    if (!change_mapping(r, s, mapped)) {
        return false;
    }
    pg_named edit = *(const pg_named *)(const void *)c;
    edit.kind_detail = mapped;
    catalog_update(r->catalog, CLASS_TS_CONFIG, &edit);
    return true;
}

bool define_text_search(replay *r, const define_statement *s) {
    switch ((int)s->kind) {
    case OBJECT(TSPARSER):
        return define_parser(r, s);
    case OBJECT(TSTEMPLATE):
        return define_template(r, s);
    case OBJECT(TSDICTIONARY):
        return define_dictionary(r, s);
    default:
        return define_configuration(r, s);
    }
}
