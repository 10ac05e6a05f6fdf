#include "cli/relation_list.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/updatability.h"
#include "catalog/extension.h"
#include "catalog/type_format.h"

static bool belongs_to_extension(const catalog *c, catalog_class class, oid object) {
    return extension_of(c, (object_address){class, object, 0}) != INVALID_OID;
}

static bool is_system_schema(const char *name) {
    return strncmp(name, "pg_", 3) == 0 || strcmp(name, "information_schema") == 0;
}

static bool is_listed(const catalog *c, const pg_class *relation) {
    if (catalog_is_given(c, relation->oid) || relation->persistence == 't' ||
        strchr("rpfvmc", relation->kind) == NULL) {
        return false;
    }
    const pg_namespace *schema = catalog_namespace(c, relation->namespace);
    /* of a composite type it is the type that the extension owns */
    return schema != NULL && !is_system_schema(schema->name) &&
           !belongs_to_extension(c, CLASS_RELATION, relation->oid) &&
           !(relation->kind == 'c' && belongs_to_extension(c, CLASS_TYPE, relation->row_type));
}

static const char *collation_name(const catalog *c, arena *a, oid collation) {
    const pg_collation *found = collation == 0 ? NULL : catalog_collation(c, collation);
    if (found == NULL) {
        return "";
    }
    const pg_namespace *schema = catalog_namespace(c, found->namespace);
    if (schema == NULL || found->namespace == PG_CATALOG_NAMESPACE) {
        return found->name;
    }
    return arena_printf(a, "%s.%s", schema->name, found->name);
}

static void list_columns(const catalog *c, arena *a, nullability_proofs *proofs,
                         listed_relation *listed) {
    const pg_class *relation = listed->relation;
    const nullability *proven = nullability_of_relation(proofs, relation);
    listed_column *columns = ARENA_ARRAY(a, listed_column, relation->attribute_count);
    int count = 0;
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (!attribute->dropped) {
            columns[count] = (listed_column){
                .ordinal = count + 1,
                .attribute = attribute,
                .type = type_format_qualified(c, a, attribute->type, attribute->typmod),
                .collation = collation_name(c, a, attribute->collation),
                .nullable = !proven[i].not_null,
                .nullable_reason = proven[i].reason,
                .nullable_at = proven[i].at,
                .updatable = updatability_of_column(c, relation, i + 1, false),
            };
            count++;
        }
    }
    listed->columns = columns;
    listed->column_count = count;
    listed->events = updatability_of_relation(c, relation, false);
}

static int compare_listed(const void *left, const void *right) {
    const listed_relation *a = left, *b = right;
    int schemas = strcmp(a->schema, b->schema);
    return schemas != 0 ? schemas : strcmp(a->name, b->name);
}

relation_list *relation_list_of(const catalog *c, arena *a) {
    relation_list *list = ARENA_NEW(a, relation_list);
    list->catalog = c;
    list->arena = a;
    catalog_scan scan = catalog_scan_all(c, CLASS_RELATION);
    for (const pg_class *relation; (relation = catalog_next(&scan)) != NULL;) {
        if (is_listed(c, relation)) {
            listed_relation *listed = LIST_PUSH(a, list);
            listed->schema = catalog_namespace(c, relation->namespace)->name;
            listed->name = relation->name;
            listed->kind = relation->kind;
            listed->relation = relation;
        }
    }
    if (list->count > 1) {
        qsort(list->items, (size_t)list->count, sizeof *list->items, compare_listed);
    }
    list->proofs = nullability_new(c, a);
    for (int i = 0; i < list->count; i++) {
        list_columns(c, a, list->proofs, &list->items[i]);
    }
    return list;
}
