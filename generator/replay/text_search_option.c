#include "replay/text_search_option.h"

#include <stdlib.h>
#include <strings.h>

/* --- Which init function ---------------------------------------------------------------------- */

/* The only function of the extension that an init function can be. */
static const char *symbol_of_extension(replay *r, oid extension) {
    const char *symbol = NULL;
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_EXTENSION, extension));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        const pg_proc *p = d->dependent.class == CLASS_PROC
                               ? catalog_find(r->catalog, CLASS_PROC, d->dependent.object)
                               : NULL;
        if (p != NULL && p->arg_count == 1 && p->args[0] == INTERNALOID &&
            p->result == INTERNALOID) {
            if (symbol != NULL) {
                return NULL;
            }
            symbol = p->source;
        }
    }
    return symbol;
}

const char *text_search_init_symbol(replay *r, catalog_class class, const catalog_record *record) {
    /* What pg_ts_template of a fresh server says. */
    static const char *const built_in[][2] = {
        {"simple", "dsimple_init"},      {"synonym", "dsynonym_init"},   {"ispell", "dispell_init"},
        {"thesaurus", "thesaurus_init"}, {"snowball", "dsnowball_init"},
    };
    const pg_named *named = (const pg_named *)(const void *)record;
    if (named->kind_detail != NULL) {
        return named->kind_detail;
    }
    if (class == CLASS_TS_TEMPLATE && record->namespace == PG_CATALOG_NAMESPACE) {
        for (size_t i = 0; i < sizeof built_in / sizeof built_in[0]; i++) {
            if (strcmp(built_in[i][0], record->name) == 0) {
                return built_in[i][1];
            }
        }
    }
    depend_scan scan = depend_scan_references(r->catalog, address_of(class, record->oid));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->referenced.class == CLASS_EXTENSION) {
            return symbol_of_extension(r, d->referenced.object);
        }
    }
    return NULL;
}

/* --- What it takes ---------------------------------------------------------------------------- */

enum { MOST_OPTIONS = 5 };

typedef enum option_kind {
    OPTION_TEXT,
    OPTION_BOOL,
    OPTION_POSITIVE,
} option_kind;

typedef struct known_option {
    const char *name; /* as messages write it */
    option_kind kind;
    bool once, required;
} known_option;

typedef struct init_function {
    const char *symbol, *noun;
    known_option options[MOST_OPTIONS]; /* the required ones in the order they are missed */
} init_function;

static const init_function init_functions[] = {
    {"dsimple_init",
     "simple dictionary",
     {{"StopWords", OPTION_TEXT, true, false}, {"Accept", OPTION_BOOL, true, false}}},
    {"dsynonym_init",
     "synonym",
     {{"Synonyms", OPTION_TEXT, false, true}, {"CaseSensitive", OPTION_BOOL, false, false}}},
    {"dispell_init",
     "Ispell",
     {{"AffFile", OPTION_TEXT, true, true},
      {"DictFile", OPTION_TEXT, true, true},
      {"StopWords", OPTION_TEXT, true, false}}},
    {"thesaurus_init",
     "Thesaurus",
     {{"DictFile", OPTION_TEXT, true, true}, {"Dictionary", OPTION_TEXT, true, true}}},
    {"dsnowball_init",
     "Snowball",
     {{"Language", OPTION_TEXT, true, true}, {"StopWords", OPTION_TEXT, true, false}}},
    {"dintdict_init",
     "intdict",
     {{"MaxLen", OPTION_POSITIVE, false, false},
      {"RejectLong", OPTION_BOOL, false, false},
      {"AbsVal", OPTION_BOOL, false, false}}},
    {"dxsyn_init",
     "xsyn",
     {{"MatchOrig", OPTION_BOOL, false, false},
      {"KeepOrig", OPTION_BOOL, false, false},
      {"MatchSynonyms", OPTION_BOOL, false, false},
      {"KeepSynonyms", OPTION_BOOL, false, false},
      {"Rules", OPTION_TEXT, false, false}}},
    {"unaccent_init", "Unaccent", {{"Rules", OPTION_TEXT, true, true}}},
};

/* Names of options are compared as SQL folds them. */
static bool is_folded(const char *folded, const char *name) {
    return strcasecmp(folded, name) == 0 && strpbrk(folded, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL;
}

static int find_option(const init_function *f, const char *name) {
    for (int i = 0; i < MOST_OPTIONS && f->options[i].name != NULL; i++) {
        if (is_folded(name, f->options[i].name)) {
            return i;
        }
    }
    return -1;
}

static bool check_value(replay *r, const definition_option *e, option_kind kind) {
    bool value;
    if (kind == OPTION_BOOL) {
        return definition_bool(r, e, &value);
    }
    const char *text = definition_string(r, e);
    return text != NULL && (kind != OPTION_POSITIVE || strtol(text, NULL, 10) >= 1 ||
                            replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                          "%s value has to be >= 1", e->defname));
}

static bool said_later(const definition_option *e, size_t count, PgQuery__Node **options) {
    for (size_t i = 0; i < count; i++) {
        if (definition_is(options[i]->def_elem, e->defname)) {
            return true;
        }
    }
    return false;
}

static bool check_known(replay *r, const init_function *f, bool alters, size_t count,
                        PgQuery__Node **options) {
    bool given[MOST_OPTIONS] = {false};
    bool taken[MOST_OPTIONS] = {false};
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = options[i]->def_elem;
        int n = find_option(f, e->defname);
        if (!alters && definition_is(e, "template")) {
            continue;
        }
        if (alters && (e->arg == NULL || said_later(e, count - i - 1, options + i + 1))) {
            if (n >= 0 && e->arg == NULL && !said_later(e, count - i - 1, options + i + 1)) {
                taken[n] = true;
            }
            continue;
        }
        if (n >= 0 && given[n] && f->options[n].once) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "multiple %s parameters",
                                 f->options[n].name);
        }
        if (n < 0) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "unrecognized %s parameter: \"%s\"", f->noun, e->defname);
        }
        if (!check_value(r, e, f->options[n].kind)) {
            return false;
        }
        given[n] = true;
    }
    for (int i = 0; i < MOST_OPTIONS && f->options[i].name != NULL; i++) {
        if (f->options[i].required && !given[i] && (!alters || taken[i])) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "missing %s parameter",
                                 f->options[i].name);
        }
    }
    return true;
}

static bool check_by_symbol(replay *r, const char *symbol, bool alters, size_t count,
                            PgQuery__Node **options) {
    for (size_t i = 0; i < sizeof init_functions / sizeof init_functions[0]; i++) {
        if (strcmp(init_functions[i].symbol, symbol) == 0) {
            return check_known(r, &init_functions[i], alters, count, options);
        }
    }
    return true;
}

bool text_search_options_check(replay *r, const char *symbol, const char *template, bool alters,
                               size_t count, PgQuery__Node **options) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = options[i]->def_elem;
        any = any || (alters ? e->arg != NULL : !definition_is(e, "template"));
    }
    if (any && symbol != NULL && symbol[0] == '\0') {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "text search template \"%s\" does not accept options", template);
    }
    if (symbol != NULL && !check_by_symbol(r, symbol, alters, count, options)) {
        return false;
    }
    /* The options are kept as text, so each of a new dictionary must have a value. */
    for (size_t i = 0; i < count && !alters; i++) {
        const definition_option *e = options[i]->def_elem;
        if (!definition_is(e, "template") && definition_string(r, e) == NULL) {
            return false;
        }
    }
    return true;
}
