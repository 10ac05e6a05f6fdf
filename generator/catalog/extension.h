#ifndef ORIEL_CATALOG_EXTENSION_H
#define ORIEL_CATALOG_EXTENSION_H

/*
 * Extensions: what CREATE EXTENSION adds, as constant tables made from
 * catalog/data/VERSION/extension/. Replay of CREATE EXTENSION finds one here and installs it.
 */

#include "catalog/catalog.h"

typedef struct extension_dependency {
    uint8_t class, referenced_class;
    char type; /* as in depend.h */
    int16_t sub, referenced_sub;
    oid object, referenced;
} extension_dependency;

/* An object of every database, written CLASS:SCHEMA.NAME in the data files. */
typedef struct extension_name {
    uint8_t class;
    const char *schema; /* NULL: pg_catalog, or the class has no schemas */
    const char *name;
} extension_name;

/* An extension, or a whole schema as it was found in a database (is_schema). */
typedef struct extension {
    const char *name;
    bool is_schema;
    const char *version;         /* the default one: the only one that is known */
    const char *comment;         /* what COMMENT ON EXTENSION says at first, or NULL */
    const char *schema;          /* the only schema it can be installed in, or NULL: any */
    bool relocatable;            /* ALTER EXTENSION ... SET SCHEMA works */
    const char *const *requires; /* extensions that must be there before */
    int require_count;
    uint32_t object_count;              /* beside the extension itself */
    snapshot_table tables[CLASS_COUNT]; /* OIDs as in extension_oid.h; no orders but by OID */
    const extension_dependency *dependencies;
    int dependency_count;
    const extension_name *names;
    int name_count;
} extension;

/* NULL when that version of PostgreSQL does not come with it. */
const extension *extension_find(int version, const char *name);

/* What the user gave to this catalog (catalog_offer), or else extension_find of its version. */
const extension *extension_known(const catalog *c, const char *name);

/* What the user gave, ended by NULL. */
const extension *const *extension_offered(const catalog *c);

/* All of that version by name, ended by NULL. */
const extension *const *extension_list(int version);

/*
 * Adds the extension and everything it owns, with new OIDs, dependencies and its comment.  Its
 * objects go into `schema` (the schema must be there already, the one of extension->schema if that
 * is set; that of a schema is the schema itself), those with schemas of their own into these.  Returns the extension's OID; 0, with
 * nothing changed, when a required extension is missing.
 */
oid extension_install(catalog *c, const extension *e, oid schema);

/* The extension that owns the object (dependency of type e, its own or what it is part of), or 0.
 */
oid extension_of(const catalog *c, object_address address);

#endif /* ORIEL_CATALOG_EXTENSION_H */
