#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/keys.h"
#include "catalog/depend.h"
#include "catalog/type_format.h"
#include "model/c_type.h"
#include "parse/fingerprint.h"
#include "parse/sql_parser.h"

typedef struct builder {
    const catalog *catalog;
    arena *arena;
    diagnostics *diagnostics;
    model *model;
    c_name_scope *names;
    c_type_set *types;
    nullability_proofs *nulls;
    key_proofs *keys;
} builder;

/* What a relation's files define at file scope, find functions apart: those end in _by_<key>. */
static const char *const relation_suffixes[] = {
    "", "_row", "_rows", "_model", "_fetch", "_free", "_stream", "_next", "_find_by",
};
#define RELATION_SUFFIX_COUNT (int)(sizeof relation_suffixes / sizeof relation_suffixes[0])

/* --- Which relations
 * --------------------------------------------------------------------------------- */

static bool is_extension_owned(const catalog *c, oid relation) {
    depend_scan scan = depend_scan_references(c, (object_address){CLASS_RELATION, relation, 0});
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->type == DEPENDENCY_EXTENSION) {
            return true;
        }
    }
    return false;
}

static bool is_wanted(const builder *b, const pg_class *relation, const model_options *options) {
    bool view = relation->kind == 'v' || relation->kind == 'm';
    bool table = relation->kind == 'r' || relation->kind == 'p' || relation->kind == 'f';
    return relation->oid >= FIRST_USER_OID && relation->persistence != 't' &&
           (view || (table && options->tables)) && relation->attribute_count > 0 &&
           !is_extension_owned(b->catalog, relation->oid);
}

typedef struct named_relation {
    const pg_class *relation;
    const char *schema;
} named_relation;
typedef LIST_OF(named_relation) named_relation_list;

static int compare_relations(const void *x, const void *y) {
    const named_relation *a = x, *b = y;
    int order = strcmp(a->schema, b->schema);
    return order != 0 ? order : strcmp(a->relation->name, b->relation->name);
}

static named_relation_list wanted_relations(const builder *b, const model_options *options) {
    named_relation_list list = {0};
    catalog_scan scan = catalog_scan_all(b->catalog, CLASS_RELATION);
    const pg_class *relation;
    while ((relation = catalog_next(&scan)) != NULL) {
        if (is_wanted(b, relation, options)) {
            const pg_namespace *schema = catalog_namespace(b->catalog, relation->namespace);
            *LIST_PUSH(b->arena, &list) =
                (named_relation){relation, schema == NULL ? "" : schema->name};
        }
    }
    if (list.count > 1) {
        qsort(list.items, (size_t)list.count, sizeof *list.items, compare_relations);
    }
    return list;
}

/* --- Names
 * ---------------------------------------------------------------------------------------------- */

static position relation_position(const pg_class *relation) {
    const sql_statement *statement = relation->source;
    return statement == NULL ? (position){NULL, 0} : sql_statement_position(statement, -1);
}

static void note_changed_name(const builder *b, const pg_class *relation, const char *what,
                              const char *name, const char *wanted, const char *got) {
    if (strcmp(wanted, got) != 0) {
        diagnostics_add(b->diagnostics, DIAGNOSTIC_NOTE, NULL, relation_position(relation),
                        "%s \"%s\" is called %s in C: %s is taken", what, name, got, wanted);
    }
}

/* --- Columns and keys
 * ---------------------------------------------------------------------------------- */

static void add_columns(builder *b, model_relation *m, const pg_class *relation,
                        int *column_of_attribute) {
    const nullability *nulls = nullability_of_relation(b->nulls, relation);
    c_name_scope *members = c_name_scope_new(b->arena);
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (attribute->dropped) {
            continue;
        }
        column_of_attribute[i] = m->columns.count;
        model_column *column = LIST_PUSH(b->arena, &m->columns);
        const char *wanted = c_name_of(b->arena, attribute->name);
        column->name = attribute->name;
        column->c_name = c_name_take(members, wanted);
        note_changed_name(b, relation, "column", attribute->name, wanted, column->c_name);
        column->type = c_type_of(b->types, attribute->type);
        column->type_name =
            type_format_qualified(b->catalog, b->arena, attribute->type, attribute->typmod);
        column->short_type_name =
            type_format(b->catalog, b->arena, attribute->type, attribute->typmod);
        column->typmod = attribute->typmod;
        column->null = nulls[i];
        column->comment =
            catalog_comment(b->catalog, (object_address){CLASS_RELATION, relation->oid, i + 1});
    }
}

/* A parameter of a find function has to have a binary form. */
static bool can_be_searched(const model_relation *m, const relation_key *key,
                            const int *column_of_attribute) {
    for (int i = 0; i < key->count; i++) {
        if (m->columns.items[column_of_attribute[key->attributes[i] - 1]].type->as_text) {
            return false;
        }
    }
    return key->count > 0;
}

static void add_keys(builder *b, model_relation *m, const pg_class *relation,
                     const int *column_of_attribute) {
    const relation_key_list *keys = keys_of_relation(b->keys, relation);
    c_name_scope *names = c_name_scope_new(b->arena);
    for (int k = 0; k < keys->count; k++) {
        const relation_key *key = &keys->items[k];
        if (!can_be_searched(m, key, column_of_attribute)) {
            continue;
        }
        model_key *added = LIST_PUSH(b->arena, &m->keys);
        int *columns = ARENA_ARRAY(b->arena, int, key->count);
        const char *name = "";
        for (int i = 0; i < key->count; i++) {
            columns[i] = column_of_attribute[key->attributes[i] - 1];
            name = arena_printf(b->arena, "%s%s%s", name, i > 0 ? "_and_" : "",
                                m->columns.items[columns[i]].c_name);
        }
        added->columns = columns;
        added->column_count = key->count;
        added->c_name = c_name_take(names, name);
        added->reason = key->reason;
    }
}

/* --- Relations
 * ------------------------------------------------------------------------------------------- */

/* Never an absolute path: output must not tell where it was made. */
static const char *portable_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return path[0] == '/' && slash != NULL ? slash + 1 : path;
}

static void set_definition(builder *b, model_relation *m, const pg_class *relation) {
    const sql_statement *statement = relation->source;
    m->definition = "";
    m->source_name = "";
    if (statement != NULL) {
        size_t length = statement->length;
        if (length > 0 && statement->text[length - 1] == ';') {
            length--;
        }
        m->definition = arena_strndup(b->arena, statement->text, length);
        m->source_name = portable_name(statement->file->name);
    }
    m->fingerprint = sql_fingerprint(b->arena, m->definition);
}

static void add_relation(builder *b, const named_relation *named) {
    const pg_class *relation = named->relation;
    model_relation *m = LIST_PUSH(b->arena, &b->model->relations);
    m->relation = relation->oid;
    m->kind = relation->kind;
    m->schema = named->schema;
    m->name = relation->name;
    const char *wanted = c_type_qualified_name(b->arena, named->schema, relation->name);
    m->c_name = c_name_take_family(b->names, wanted, relation_suffixes, RELATION_SUFFIX_COUNT);
    note_changed_name(b, relation, "relation", relation->name, wanted, m->c_name);
    m->comment = catalog_comment(b->catalog, (object_address){CLASS_RELATION, relation->oid, 0});
    set_definition(b, m, relation);
}

static void fill_relation(builder *b, model_relation *m) {
    const pg_class *relation = catalog_relation(b->catalog, m->relation);
    int *column_of_attribute = ARENA_ARRAY(b->arena, int, relation->attribute_count);
    add_columns(b, m, relation, column_of_attribute);
    add_keys(b, m, relation, column_of_attribute);
}

const model *model_build(const catalog *c, arena *a, const model_options *options, diagnostics *d) {
    builder b = {.catalog = c, .arena = a, .diagnostics = d, .model = ARENA_NEW(a, model)};
    b.names = c_name_scope_new(a);
    b.types = c_type_set_new(c, a, b.names, b.model);
    b.nulls = nullability_new(c, a);
    b.keys = keys_new(c, a);
    named_relation_list relations = wanted_relations(&b, options);
    /* Relations take their names first: a type gives way to them. */
    for (int i = 0; i < relations.count; i++) {
        add_relation(&b, &relations.items[i]);
    }
    for (int i = 0; i < b.model->relations.count; i++) {
        fill_relation(&b, &b.model->relations.items[i]);
    }
    return b.model;
}
