#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/extension.h"
#include "catalog/type_format.h"
#include "model/c_member.h"
#include "model/c_type.h"
#include "model/model_key.h"
#include "parse/fingerprint.h"
#include "parse/sql_parser.h"

typedef struct builder {
    const catalog *catalog;
    const model_options *options;
    arena *arena;
    diagnostics *diagnostics;
    model *model;
    c_name_scope *names;
    c_type_set *types;
    nullability_proofs *nulls;
    key_proofs *keys;
} builder;

/* What a relation's files define; keys and types read as text add theirs. */
static const char *const relation_suffixes[] = {
    "_row",
    "_rows",
    "_model",
    "_fetch",
    "_free",
    "_stream",
    "_next",
    /* static in the source: */
    "_find",
    "_find_by",
    "_select",
    "_definition",
    "_columns",
    "_keys",
    "_key",
};
#define RELATION_SUFFIX_COUNT (int)(sizeof relation_suffixes / sizeof relation_suffixes[0])

/* --- Which relations --- */

/* C has no struct without members. */
static bool has_columns(const pg_class *relation) {
    for (int i = 0; i < relation->attribute_count; i++) {
        if (!relation->attributes[i].dropped) {
            return true;
        }
    }
    return false;
}

static bool is_wanted(const builder *b, const pg_class *relation) {
    bool view = relation->kind == 'v' || relation->kind == 'm';
    bool table = relation->kind == 'r' || relation->kind == 'p' || relation->kind == 'f';
    return relation->oid >= FIRST_USER_OID && relation->persistence != 't' &&
           (view || (table && b->options->tables)) && has_columns(relation) &&
           extension_of(b->catalog, (object_address){CLASS_RELATION, relation->oid, 0}) ==
               INVALID_OID;
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

static named_relation_list wanted_relations(const builder *b) {
    named_relation_list list = {0};
    catalog_scan scan = catalog_scan_all(b->catalog, CLASS_RELATION);
    const pg_class *relation;
    while ((relation = catalog_next(&scan)) != NULL) {
        if (is_wanted(b, relation)) {
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

/* --- Names --- */

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

/* --- Columns --- */

static void add_columns(builder *b, model_relation *m, const pg_class *relation,
                        int *column_of_attribute) {
    const nullability *nulls = nullability_of_relation(b->nulls, relation);
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (attribute->dropped) {
            continue;
        }
        column_of_attribute[i] = m->columns.count;
        model_column *column = LIST_PUSH(b->arena, &m->columns);
        column->name = attribute->name;
        column->type = c_type_of(b->types, attribute->type);
        column->descriptor = column->type->descriptor;
        column->type_name =
            type_format_qualified(b->catalog, b->arena, attribute->type, attribute->typmod);
        column->short_type_name =
            type_format(b->catalog, b->arena, attribute->type, attribute->typmod);
        column->typmod = attribute->typmod;
        column->null = nulls[i];
        column->comment =
            catalog_comment(b->catalog, (object_address){CLASS_RELATION, relation->oid, i + 1});
    }
    c_members_name(b->arena, &m->columns);
    for (int i = 0; i < m->columns.count; i++) {
        const model_column *column = &m->columns.items[i];
        note_changed_name(b, relation, "column", column->name, c_name_of(b->arena, column->name),
                          column->c_name);
    }
}

/* --- Types read as text --- */

static oid fixed_oid(oid type) {
    return type < FIRST_USER_OID ? type : INVALID_OID;
}

static model_text_type *text_type_of(builder *b, model_relation *m, const model_type *type) {
    for (int i = 0; i < m->text_types.count; i++) {
        model_text_type *known = &m->text_types.items[i];
        if (strcmp(known->name, type->text_name) == 0 &&
            strcmp(known->schema, type->text_schema) == 0) {
            return known;
        }
    }
    model_text_type *added = LIST_PUSH(b->arena, &m->text_types);
    added->type = fixed_oid(type->type);
    added->schema = type->text_schema;
    added->name = type->text_name;
    added->c_name = c_name_take_global(
        b->names, c_name_of(b->arena, arena_printf(b->arena, "%s_%s", m->c_name, type->text_name)));
    return added;
}

/* Gives every column that is read as text the descriptor that says which type it really is. */
static void add_text_types(builder *b, model_relation *m) {
    for (int i = 0; i < m->columns.count; i++) {
        model_column *column = &m->columns.items[i];
        const model_type *type = column->type;
        if (!type->as_text) {
            continue;
        }
        bool is_array = type->text_element != NULL;
        model_text_type *text_type = text_type_of(b, m, is_array ? type->text_element : type);
        if (is_array && text_type->array_c_name == NULL) {
            text_type->array_type = fixed_oid(type->type);
            text_type->array_c_name =
                c_name_take_global(b->names, arena_printf(b->arena, "%s_array", text_type->c_name));
        }
        column->descriptor = is_array ? text_type->array_c_name : text_type->c_name;
    }
}

/* --- Relations --- */

static const char *kind_noun(const pg_class *relation) {
    return relation->kind == 'v' || relation->kind == 'm' ? "view" : "table";
}

/* Without the directory: output must not tell where it was made. */
static const char *portable_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
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
    const char *wanted = c_type_qualified_name(b->arena, b->options, named->schema, relation->name);
    const c_name_family family = {relation_suffixes, RELATION_SUFFIX_COUNT, kind_noun(relation)};
    m->c_name = c_name_take_family(b->names, wanted, &family);
    note_changed_name(b, relation, kind_noun(relation), relation->name, wanted, m->c_name);
    m->comment = catalog_comment(b->catalog, (object_address){CLASS_RELATION, relation->oid, 0});
    set_definition(b, m, relation);
}

static void fill_relation(builder *b, model_relation *m) {
    const pg_class *relation = catalog_relation(b->catalog, m->relation);
    int *column_of_attribute = ARENA_ARRAY(b->arena, int, relation->attribute_count);
    add_columns(b, m, relation, column_of_attribute);
    add_text_types(b, m);
    model_keys_add(b->arena, m, keys_of_relation(b->keys, relation), column_of_attribute, b->names);
}

/* --- Used types --- */

static void mark_used(const model_user_type *used) {
    if (used == NULL || used->is_used) {
        return;
    }
    model_user_type *type = (model_user_type *)used;
    type->is_used = true;
    for (int i = 0; i < type->fields.count; i++) {
        mark_used(type->fields.items[i].type->user_type);
    }
    mark_used(type->base == NULL ? NULL : type->base->user_type);
}

/* A composite that turned out to be text leaves the types of its fields behind. */
static void drop_unused_types(builder *b) {
    model_user_type_list used = {0};
    for (int i = 0; i < b->model->relations.count; i++) {
        const model_column_list *columns = &b->model->relations.items[i].columns;
        for (int c = 0; c < columns->count; c++) {
            mark_used(columns->items[c].type->user_type);
        }
    }
    for (int i = 0; i < b->model->types.count; i++) {
        if (b->model->types.items[i]->is_used) {
            *LIST_PUSH(b->arena, &used) = b->model->types.items[i];
        }
    }
    b->model->types = used;
}

const model *model_build(const catalog *c, arena *a, const model_options *options, diagnostics *d) {
    builder b = {.catalog = c,
                 .options = options,
                 .arena = a,
                 .diagnostics = d,
                 .model = ARENA_NEW(a, model)};
    b.names = c_name_scope_new(a);
    b.types = c_type_set_new(c, a, options, b.names, b.model);
    b.nulls = nullability_new(c, a);
    b.keys = keys_new(c, a);
    named_relation_list relations = wanted_relations(&b);
    /* Relations take their names first: a type gives way to them. */
    for (int i = 0; i < relations.count; i++) {
        add_relation(&b, &relations.items[i]);
    }
    for (int i = 0; i < b.model->relations.count; i++) {
        fill_relation(&b, &b.model->relations.items[i]);
    }
    drop_unused_types(&b);
    return b.model;
}
