#include "catalog/extension.h"

#include <string.h>

#include "catalog/depend.h"
#include "catalog/extension_oid.h"
#include "catalog/overlay.h"
#include "catalog/record_fields.h"

const extension *const *extension_list(int version) {
    static const extension *const none[] = {NULL};
    const catalog_snapshot *snapshot = snapshot_of_version(version);
    return snapshot == NULL ? none : snapshot->extensions;
}

const extension *extension_find(int version, const char *name) {
    for (const extension *const *e = extension_list(version); *e != NULL; e++) {
        if (strcmp((*e)->name, name) == 0) {
            return *e;
        }
    }
    return NULL;
}

const extension *extension_known(const catalog *c, const char *name) {
    for (int i = 0; i < c->offered.count; i++) {
        const extension *e = c->offered.items[i];
        if (!e->is_schema && strcmp(e->name, name) == 0) {
            return e;
        }
    }
    return extension_find(catalog_version(c), name);
}

const extension *const *extension_offered(const catalog *c) {
    const extension **all = ARENA_ARRAY(c->arena, const extension *, c->offered.count + 1);
    for (int i = 0; i < c->offered.count; i++) {
        all[i] = c->offered.items[i];
    }
    return all;
}

/* --- OIDs ---------------------------------------------------------------------------------- */

/* An extension being installed.  Its objects get OIDs in a row, the extension's own first, so that
 * the OID of a required extension gives those of all its objects. */
typedef struct installation {
    catalog *catalog;
    const extension *extension;
    oid schema;
    oid start;
    oid *required; /* one for each of extension->requires */
    oid *named;    /* one for each of extension->names */
} installation;

static bool is_local(oid object) {
    return (object & EXTENSION_OID_BIT) != 0;
}

static oid translate(const installation *in, oid object) {
    if (!is_local(object)) {
        return object;
    }
    if (object == EXTENSION_SCHEMA_OID) {
        return in->schema;
    }
    uint32_t number = EXTENSION_OID_REQUIRES(object);
    if (number == EXTENSION_OID_NAMED) {
        return in->named[EXTENSION_OID_LOCAL(object)];
    }
    return (number == 0 ? in->start : in->required[number - 1]) + EXTENSION_OID_LOCAL(object);
}

static const oid *translate_all(const installation *in, const oid *objects, int count) {
    bool any = false;
    for (int i = 0; i < count && objects != NULL; i++) {
        any = any || is_local(objects[i]);
    }
    if (!any) {
        return objects;
    }
    oid *translated = ARENA_ARRAY(catalog_arena(in->catalog), oid, count);
    for (int i = 0; i < count; i++) {
        translated[i] = translate(in, objects[i]);
    }
    return translated;
}

/* --- Records ------------------------------------------------------------------------------- */

#define TRANSLATE(kind, member, count) TRANSLATE_##kind(member, count)
#define TRANSLATE_OID(member, count)   record->member = translate(in, record->member);
#define TRANSLATE_OIDS(member, count)                                                              \
    record->member = translate_all(in, record->member, record->count);
#define TRANSLATE_INT(member, count)
#define TRANSLATE_BOOL(member, count)
#define TRANSLATE_CHAR(member, count)
#define TRANSLATE_TEXT(member, count)
#define TRANSLATE_INTS(member, count)
#define TRANSLATE_TEXTS(member, count)

/* translate_type(in, record) and its like: puts real OIDs into a copy of a row. */
#define DEFINE_TRANSLATE(CLASS, file, type, FIELDS)                                                \
    static void translate_##file(const installation *in, void *copy) {                             \
        type *record = copy;                                                                       \
        FIELDS(TRANSLATE)                                                                          \
    }
CATALOG_RECORDS(DEFINE_TRANSLATE)
DEFINE_TRANSLATE(, attribute, pg_attribute, ATTRIBUTE_FIELDS)
DEFINE_TRANSLATE(, index, pg_index, INDEX_FIELDS)
DEFINE_TRANSLATE(, amop, pg_amop, AMOP_FIELDS)
DEFINE_TRANSLATE(, amproc, pg_amproc, AMPROC_FIELDS)

typedef void (*translate_function)(const installation *in, void *copy);

#define TRANSLATE_ENTRY(CLASS, file, type, FIELDS) [CLASS_##CLASS] = translate_##file,
static const translate_function translate_functions[CLASS_COUNT] = {
    CATALOG_RECORDS(TRANSLATE_ENTRY)};

/* A translated copy of what hangs off a record. */
static const void *copy_parts(const installation *in, const void *items, size_t size, int count,
                              translate_function translate_part) {
    if (items == NULL) {
        return NULL;
    }
    char *copy = arena_copy(catalog_arena(in->catalog), items, size * (size_t)count);
    for (int i = 0; i < count; i++) {
        translate_part(in, copy + size * (size_t)i);
    }
    return copy;
}

static void copy_relation_parts(const installation *in, pg_class *relation) {
    relation->attributes = copy_parts(in, relation->attributes, sizeof(pg_attribute),
                                      relation->attribute_count, translate_attribute);
    relation->index = copy_parts(in, relation->index, sizeof(pg_index), 1, translate_index);
}

static void copy_opfamily_parts(const installation *in, pg_opfamily *family) {
    family->operators =
        copy_parts(in, family->operators, sizeof(pg_amop), family->operator_count, translate_amop);
    family->functions = copy_parts(in, family->functions, sizeof(pg_amproc), family->function_count,
                                   translate_amproc);
}

#define RECORD_MEMBER(CLASS, file, type, FIELDS) type file;
typedef union any_record {
    CATALOG_RECORDS(RECORD_MEMBER)
} any_record;

static void install_record(const installation *in, catalog_class class, const void *row) {
    any_record copy;
    memcpy(&copy, row, catalog_record_size(class));
    translate_functions[class](in, &copy);
    if (class == CLASS_RELATION) {
        copy_relation_parts(in, &copy.relation);
    } else if (class == CLASS_OPFAMILY) {
        copy_opfamily_parts(in, &copy.opfamily);
    }
    catalog_add(in->catalog, class, &copy);
}

static void install_records(const installation *in) {
    for (int class = 0; class < CLASS_COUNT; class ++) {
        const snapshot_table *table = &in->extension->tables[class];
        size_t size = catalog_record_size((catalog_class) class);
        for (uint32_t row = 0; row < table->count; row++) {
            install_record(in, (catalog_class) class, (const char *)table->rows + size * row);
        }
    }
}

/* --- Installing ---------------------------------------------------------------------------- */

static bool find_required(installation *in) {
    const extension *e = in->extension;
    in->required = ARENA_ARRAY(catalog_arena(in->catalog), oid, e->require_count);
    for (int i = 0; i < e->require_count; i++) {
        const pg_named *found = catalog_find_named(in->catalog, CLASS_EXTENSION, 0, e->requires[i]);
        if (found == NULL) {
            return false;
        }
        in->required[i] = found->oid;
    }
    return true;
}

/* Where a database of this version lacks one, the OID is 0: unknown. */
static void find_named(installation *in) {
    const extension *e = in->extension;
    in->named = ARENA_ARRAY(catalog_arena(in->catalog), oid, e->name_count);
    for (int i = 0; i < e->name_count; i++) {
        const extension_name *n = &e->names[i];
        catalog_scan scan = catalog_scan_name(in->catalog, (catalog_class)n->class, n->name);
        for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
            const pg_namespace *schema = catalog_namespace(in->catalog, r->namespace);
            const char *wanted = n->schema != NULL ? n->schema : "pg_catalog";
            if (schema == NULL || strcmp(schema->name, wanted) == 0) {
                in->named[i] = r->oid;
            }
        }
    }
}

static void install_dependencies(const installation *in) {
    for (int i = 0; i < in->extension->dependency_count; i++) {
        const extension_dependency *d = &in->extension->dependencies[i];
        depend_add(in->catalog,
                   (object_address){(catalog_class)d->class, translate(in, d->object), d->sub},
                   (object_address){(catalog_class)d->referenced_class,
                                    translate(in, d->referenced), d->referenced_sub},
                   (dependency_type)d->type);
    }
}

oid extension_install(catalog *c, const extension *e, oid schema) {
    installation in = {.catalog = c, .extension = e, .schema = schema};
    if (!find_required(&in)) {
        return INVALID_OID;
    }
    find_named(&in);
    in.start = catalog_reserve_oids(c, e->object_count + 1);
    install_records(&in);
    install_dependencies(&in);
    if (e->comment != NULL) {
        catalog_set_comment(c, (object_address){CLASS_EXTENSION, in.start, 0}, e->comment);
    }
    return in.start;
}

/* --- Owners -------------------------------------------------------------------------------- */

/* Parts of parts: an array type of a row type of a table of an extension. */
#define DEEPEST_PART 8

static oid owner_within(const catalog *c, object_address address, int depth) {
    if (depth > DEEPEST_PART) {
        return INVALID_OID;
    }
    address.sub = 0;
    depend_scan scan = depend_scan_references(c, address);
    oid owner = INVALID_OID;
    for (const dependency *d; owner == INVALID_OID && (d = depend_next(&scan)) != NULL;) {
        if (d->type == DEPENDENCY_EXTENSION) {
            owner = d->referenced.object;
        } else if (d->type == DEPENDENCY_INTERNAL) {
            owner = owner_within(c, d->referenced, depth + 1);
        }
    }
    return owner;
}

oid extension_of(const catalog *c, object_address address) {
    return owner_within(c, address, 0);
}
