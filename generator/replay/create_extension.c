#include "replay/object_statements.h"

#include "catalog/extension.h"
#include "replay/column_default.h"
#include "replay/definition.h"
#include "replay/extension_schema.h"
#include "replay/object_description.h"
#include "replay/object_lookup.h"

/* CREATE EXTENSION and ALTER EXTENSION. */

enum { DEEPEST_REQUIREMENT = 32 };

/* What CREATE EXTENSION was told. */
typedef struct extension_request {
    const char *name;
    const char *schema;  /* NULL: not given */
    const char *version; /* NULL: not given */
    bool cascade;
    int depth;
} extension_request;

static const pg_named *find_installed(replay *r, const char *name) {
    return catalog_find_named(r->catalog, CLASS_EXTENSION, 0, name);
}

static const pg_named *need_installed(replay *r, const char *name) {
    const pg_named *e = find_installed(r, name);
    if (e == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "extension \"%s\" does not exist", name);
    }
    return e;
}

/* --- CREATE EXTENSION ------------------------------------------------------------------------- */

static bool refuse_name(replay *r, const char *name, const char *detail) {
    analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                   "invalid extension name: \"%s\"", name)
        ->detail = detail;
    return false;
}

static bool check_name(replay *r, const char *name) {
    size_t length = strlen(name);
    if (length == 0) {
        return refuse_name(r, name, "Extension names must not be empty.");
    }
    if (strstr(name, "--") != NULL) {
        return refuse_name(r, name, "Extension names must not contain \"--\".");
    }
    if (name[0] == '-' || name[length - 1] == '-') {
        return refuse_name(r, name, "Extension names must not begin or end with \"-\".");
    }
    return strchr(name, '/') == NULL ||
           refuse_name(r, name, "Extension names must not contain directory separator characters.");
}

static bool read_options(replay *r, size_t count, PgQuery__Node **nodes, extension_request *q) {
    const definition_option *schema = NULL;
    const definition_option *version = NULL;
    const definition_option *cascade = NULL;
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        const definition_option **slot = definition_is(e, "schema")        ? &schema
                                         : definition_is(e, "new_version") ? &version
                                                                           : &cascade;
        if (!definition_take(r, e, slot)) {
            return false;
        }
    }
    q->schema = schema != NULL ? definition_string(r, schema) : NULL;
    q->version = version != NULL ? definition_string(r, version) : NULL;
    return cascade == NULL || definition_bool(r, cascade, &q->cascade);
}

static const extension *find_known(replay *r, const char *name) {
    const extension *e = extension_known(r->catalog, name);
    if (e == NULL) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                       "extension \"%s\" is not available", name);
        d->hint = replay_text(
            r,
            "Oriel does not come with it for PostgreSQL %d; \"oriel snapshot --extension %s\" "
            "takes it from a server into a file for the directory \"snapshots\" of oriel.ini.",
            catalog_version(r->catalog), name);
    }
    return e;
}

/* The schema for the extension's objects; 0 with an error. */
static oid choose_schema(replay *r, const extension *e, const extension_request *q) {
    oid schema = INVALID_OID;
    if (q->schema != NULL) {
        schema = definition_schema(r, q->schema);
        if (schema == INVALID_OID) {
            return INVALID_OID;
        }
    }
    if (e->schema != NULL) {
        if (q->schema != NULL && strcmp(q->schema, e->schema) != 0 && !q->cascade) {
            replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                          "extension \"%s\" must be installed in schema \"%s\"", e->name,
                          e->schema);
            return INVALID_OID;
        }
        schema = search_path_namespace(r->catalog, e->schema);
        return schema != INVALID_OID
                   ? schema
                   : catalog_add(r->catalog, CLASS_NAMESPACE, &(pg_namespace){.name = e->schema});
    }
    if (schema == INVALID_OID) {
        schema = search_path_active(r->catalog)->creation;
    }
    if (schema == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1,
                      "no schema has been selected to create in");
    }
    return schema;
}

static bool create(replay *r, const extension_request *q);

static bool meet_requirements(replay *r, const extension *e, const extension_request *q) {
    for (int i = 0; i < e->require_count; i++) {
        const char *needed = e->requires[i];
        if (find_installed(r, needed) != NULL) {
            continue;
        }
        if (!q->cascade || q->depth >= DEEPEST_REQUIREMENT) {
            diagnostic *d = analysis_error(r->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                                           "required extension \"%s\" is not installed", needed);
            d->hint = "Use CREATE EXTENSION ... CASCADE to install required extensions too.";
            return false;
        }
        extension_request inner = *q;
        inner.name = needed;
        inner.version = NULL;
        inner.depth++;
        if (!create(r, &inner)) {
            return false;
        }
    }
    return true;
}

static bool create(replay *r, const extension_request *q) {
    const extension *e = find_known(r, q->name);
    if (e == NULL) {
        return false;
    }
    if (q->version != NULL && strcmp(q->version, e->version) != 0) {
        replay_warn(r, SQLSTATE_WARNING, -1,
                    "extension \"%s\" is known in version \"%s\" only, whose objects are taken",
                    e->name, e->version);
    }
    oid schema = choose_schema(r, e, q);
    if (schema == INVALID_OID || !meet_requirements(r, e, q)) {
        return false;
    }
    return extension_install(r->catalog, e, schema) != INVALID_OID;
}

bool create_extension_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateExtensionStmt *s = node->create_extension_stmt;
    extension_request q = {.name = s->extname};
    if (!check_name(r, s->extname)) {
        return false;
    }
    if (find_installed(r, s->extname) != NULL) {
        return s->if_not_exists || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                                 "extension \"%s\" already exists", s->extname);
    }
    return read_options(r, s->n_options, s->options, &q) && create(r, &q);
}

/* --- ALTER EXTENSION ------------------------------------------------------------------------- */

bool alter_extension_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterExtensionStmt *s = node->alter_extension_stmt;
    extension_request q = {.name = s->extname};
    return need_installed(r, s->extname) != NULL && read_options(r, s->n_options, s->options, &q);
}

static oid owner_of(replay *r, object_address member) {
    depend_scan scan = depend_scan_references(r->catalog, member);
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->type == DEPENDENCY_EXTENSION) {
            return d->referenced.object;
        }
    }
    return INVALID_OID;
}

static bool add_member(replay *r, object_address member, const pg_named *e) {
    oid owner = owner_of(r, member);
    if (owner != INVALID_OID) {
        const pg_named *other = catalog_find(r->catalog, CLASS_EXTENSION, owner);
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "%s is already a member of extension \"%s\"",
                             object_describe(r, member), other->name);
    }
    if (member.class == CLASS_NAMESPACE && member.object == e->parent) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "cannot add schema \"%s\" to extension \"%s\" because the schema "
                             "contains the extension",
                             catalog_namespace(r->catalog, member.object)->name, e->name);
    }
    depend_add(r->catalog, member, address_of(CLASS_EXTENSION, e->oid), DEPENDENCY_EXTENSION);
    return true;
}

static bool drop_member(replay *r, object_address member, const pg_named *e) {
    if (owner_of(r, member) != e->oid) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "%s is not a member of extension \"%s\"", object_describe(r, member),
                             e->name);
    }
    depend_remove(r->catalog, member, DEPENDENCY_EXTENSION);
    return true;
}

bool alter_extension_contents_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterExtensionContentsStmt *s = node->alter_extension_contents_stmt;
    const pg_named *e = need_installed(r, s->extname);
    if (e == NULL) {
        return false;
    }
    object_lookup found = object_find(r, (int)s->objtype, s->object, false);
    if (!found.found) {
        return false;
    }
    return s->action > 0 ? add_member(r, found.address, e) : drop_member(r, found.address, e);
}

/* --- ... DEPENDS ON EXTENSION ----------------------------------------------------------------- */

/* Triggers are named apart from their table; views and indexes by nothing else than a relation. */
static PgQuery__Node *whole_name(replay *r, const PgQuery__AlterObjectDependsStmt *s) {
    if (s->relation == NULL) {
        return s->object;
    }
    PgQuery__Node **parts = ARENA_ARRAY(r->arena, PgQuery__Node *, 3);
    size_t count = 0;
    const char *names[] = {string_or_null(s->relation->schemaname), s->relation->relname, NULL};
    for (int i = 0; i < 2; i++) {
        if (names[i] == NULL) {
            continue;
        }
        parts[count] = ARENA_NEW(r->arena, PgQuery__Node);
        pg_query__node__init(parts[count]);
        parts[count]->node_case = PG_QUERY__NODE__NODE_STRING;
        parts[count]->string = ARENA_NEW(r->arena, PgQuery__String);
        pg_query__string__init(parts[count]->string);
        parts[count++]->string->sval = (char *)names[i];
    }
    if (s->object != NULL) {
        name_parts own = node_name_parts(r, s->object);
        if (own.count > 0) {
            parts[count++] = own.items[own.count - 1];
        }
    }
    PgQuery__Node *list = ARENA_NEW(r->arena, PgQuery__Node);
    pg_query__node__init(list);
    list->node_case = PG_QUERY__NODE__NODE_LIST;
    list->list = ARENA_NEW(r->arena, PgQuery__List);
    pg_query__list__init(list->list);
    list->list->n_items = count;
    list->list->items = parts;
    return list;
}

static bool is_recorded(replay *r, object_address dependent, object_address extension_address) {
    depend_scan scan = depend_scan_references(r->catalog, dependent);
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->type == DEPENDENCY_AUTO_EXTENSION &&
            d->referenced.object == extension_address.object) {
            return true;
        }
    }
    return false;
}

bool alter_object_depends_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterObjectDependsStmt *s = node->alter_object_depends_stmt;
    object_lookup found = object_find(r, (int)s->object_type, whole_name(r, s), false);
    if (!found.found) {
        return false;
    }
    const pg_named *e = need_installed(r, s->extname->sval);
    if (e == NULL) {
        return false;
    }
    object_address other = address_of(CLASS_EXTENSION, e->oid);
    if (s->remove) {
        dependency_forget(r, found.address, other);
    } else if (!is_recorded(r, found.address, other)) {
        depend_add(r->catalog, found.address, other, DEPENDENCY_AUTO_EXTENSION);
    }
    return true;
}
