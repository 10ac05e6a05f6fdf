#include "replay/define.h"

#include <strings.h>

#include "analyze/type_name.h"
#include "replay/object_statements.h"

/* CREATE COLLATION and ALTER COLLATION ... REFRESH VERSION. */

typedef struct collation_options {
    const definition_option *from, *locale, *collate, *ctype, *provider, *deterministic, *version;
} collation_options;

enum { ENCODING_ANY = -1, ENCODING_UTF8 = 6 };

static bool read_option(replay *r, const definition_option *e, collation_options *o) {
    const struct {
        const char *name;
        const definition_option **slot;
    } options[] = {{"from", &o->from},          {"locale", &o->locale},
                   {"lc_collate", &o->collate}, {"lc_ctype", &o->ctype},
                   {"provider", &o->provider},  {"deterministic", &o->deterministic},
                   {"version", &o->version}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (definition_is(e, options[i].name)) {
            return definition_take(r, e, options[i].slot);
        }
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, e->location,
                         "collation attribute \"%s\" not recognized", e->defname);
}

static bool refuse_together(replay *r, const char *detail) {
    analysis_error(r->analysis, SQLSTATE_SYNTAX_ERROR, -1, "conflicting or redundant options")
        ->detail = detail;
    return false;
}

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static bool copy_from(replay *r, const collation_options *o, pg_collation *c) {
    name_parts name = definition_name(r, o->from);
    oid from = name.count > 0 ? collation_name_resolve(r->analysis, name.count, name.items, -1)
                              : INVALID_OID;
    if (from == INVALID_OID) {
        return false;
    }
    const pg_collation *old = catalog_collation(r->catalog, from);
    c->provider = old->provider;
    c->deterministic = old->deterministic;
    c->encoding = old->encoding;
    return old->provider != 'd' || refuse(r, "collation \"default\" cannot be copied");
}

static bool read_provider(replay *r, const collation_options *o, pg_collation *c) {
    c->provider = 'c';
    if (o->provider == NULL) {
        return true;
    }
    const char *text = definition_string(r, o->provider);
    if (text == NULL) {
        return false;
    }
    if (strcasecmp(text, "icu") == 0) {
        c->provider = 'i';
        return true;
    }
    return strcasecmp(text, "libc") == 0 ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "unrecognized collation provider: %s", text);
}

static bool read_locale(replay *r, const collation_options *o, pg_collation *c) {
    c->deterministic = true;
    if ((o->deterministic != NULL && !definition_bool(r, o->deterministic, &c->deterministic)) ||
        !read_provider(r, o, c)) {
        return false;
    }
    if (c->provider == 'i') {
        c->encoding = ENCODING_ANY;
        return o->locale != NULL || refuse(r, "parameter \"locale\" must be specified");
    }
    c->encoding = ENCODING_UTF8;
    if (o->collate == NULL && o->locale == NULL) {
        return refuse(r, "parameter \"lc_collate\" must be specified");
    }
    if (o->ctype == NULL && o->locale == NULL) {
        return refuse(r, "parameter \"lc_ctype\" must be specified");
    }
    return c->deterministic ||
           replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "nondeterministic collations not supported with this provider");
}

static bool check_free(replay *r, const pg_collation *c, bool if_not_exists, bool *skip) {
    const pg_collation *old =
        catalog_find_named(r->catalog, CLASS_COLLATION, c->namespace, c->name);
    *skip = false;
    if (old == NULL) {
        return true;
    }
    *skip = if_not_exists;
    if (if_not_exists) {
        return true;
    }
    return c->encoding == ENCODING_ANY || old->encoding == ENCODING_ANY
               ? replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "collation \"%s\" already exists",
                               c->name)
               : replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                               "collation \"%s\" for encoding \"UTF8\" already exists", c->name);
}

bool define_collation(replay *r, const define_statement *s) {
    collation_options o = {0};
    new_name place;
    if (!definition_place(r, s->n_defnames, s->defnames, &place)) {
        return false;
    }
    for (size_t i = 0; i < s->n_definition; i++) {
        if (!read_option(r, s->definition[i]->def_elem, &o)) {
            return false;
        }
    }
    if (o.locale != NULL && (o.collate != NULL || o.ctype != NULL)) {
        return refuse_together(r,
                               "LOCALE cannot be specified together with LC_COLLATE or LC_CTYPE.");
    }
    if (o.from != NULL && s->n_definition != 1) {
        return refuse_together(r, "FROM cannot be specified together with any other options.");
    }
    pg_collation c = {.namespace = place.namespace, .name = place.name};
    bool skip;
    if (!(o.from != NULL ? copy_from(r, &o, &c) : read_locale(r, &o, &c)) ||
        !check_free(r, &c, s->if_not_exists, &skip)) {
        return false;
    }
    if (!skip) {
        oid made = catalog_add(r->catalog, CLASS_COLLATION, &c);
        depend_normal(r, address_of(CLASS_COLLATION, made),
                      address_of(CLASS_NAMESPACE, c.namespace));
    }
    return true;
}

bool alter_collation_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterCollationStmt *s = node->alter_collation_stmt;
    return collation_name_resolve(r->analysis, s->n_collname, s->collname, -1) != INVALID_OID;
}
