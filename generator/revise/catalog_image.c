#include "revise/catalog_image.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/depend.h"
#include "catalog/type_format.h"
#include "revise/image_fact.h"

typedef struct taking {
    arena *arena;
    const catalog *catalog;
    catalog_image *image;
} taking;

static void say(taking *t, const char *subject, const char *fact) {
    *LIST_PUSH(t->arena, t->image) = (catalog_fact){subject, fact};
}

/* ---- what is left out ------------------------------------------------------------------------ */

static bool belongs_to_extension(const catalog *c, object_address address) {
    depend_scan scan = depend_scan_references(c, address);
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->type == DEPENDENCY_EXTENSION) {
            return true;
        }
    }
    return false;
}

static bool is_temporary(const taking *t, catalog_class class, const catalog_record *record) {
    if (class == CLASS_RELATION) {
        return ((const pg_class *)(const void *)record)->persistence == 't';
    }
    const pg_class *parent =
        record->parent == 0 ? NULL : catalog_relation(t->catalog, record->parent);
    return parent != NULL && parent->persistence == 't';
}

/* Row types, arrays of anything and multiranges go with what they are made for. */
static bool is_derived_type(const taking *t, const pg_type *type) {
    const pg_type *element = type->element == 0 ? NULL : catalog_type(t->catalog, type->element);
    const pg_class *relation =
        type->relation == 0 ? NULL : catalog_relation(t->catalog, type->relation);
    return (element != NULL && element->array == type->oid) ||
           (relation != NULL && relation->kind != 'c') || type->typtype == 'm';
}

static bool is_left_out(const taking *t, catalog_class class, const catalog_record *record) {
    if (record->oid < FIRST_USER_OID || is_temporary(t, class, record) ||
        belongs_to_extension(t->catalog, (object_address){class, record->oid, 0})) {
        return true;
    }
    const void *r = record;
    switch ((int)class) {
    case CLASS_TYPE:
        return is_derived_type(t, r);
    case CLASS_TRIGGER:
        return ((const pg_trigger *)r)->internal;
    case CLASS_RELATION:
        return ((const pg_class *)r)->kind == 't';
    case CLASS_NAMESPACE:
        return strncmp(record->name, "pg_temp", 7) == 0 ||
               strncmp(record->name, "pg_toast", 8) == 0;
    case CLASS_ATTRDEF: /* said with its column */
        return true;
    default:
        return false;
    }
}

/* ---- objects --------------------------------------------------------------------------------- */

static void say_comment(taking *t, object_address address, const char *subject) {
    const char *comment = catalog_comment(t->catalog, address);
    if (comment != NULL) {
        say(t, arena_printf(t->arena, "comment on %s", subject),
            arena_printf(t->arena, "\"%s\"", comment));
    }
}

static void say_columns(taking *t, const pg_class *relation, const char *subject) {
    int place = 0;
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *column = &relation->attributes[i];
        if (column->dropped || relation->index != NULL) {
            continue;
        }
        place++;
        const char *name = arena_printf(t->arena, "column %s of %s",
                                        quote_identifier(t->arena, column->name), subject);
        bool ordered = strchr("vmc", relation->kind) != NULL;
        say(t, name, image_fact_column(t->arena, t->catalog, column, ordered ? place : 0));
        say_comment(t, (object_address){CLASS_RELATION, relation->oid, i + 1}, name);
    }
}

static void say_object(taking *t, catalog_class class, const catalog_record *record) {
    object_address address = {class, record->oid, 0};
    const char *subject = image_fact_subject(t->arena, t->catalog, address);
    say(t, subject, image_fact_of(t->arena, t->catalog, class, record));
    say_comment(t, address, subject);
    if (class == CLASS_RELATION) {
        say_columns(t, (const pg_class *)(const void *)record, subject);
    }
}

static int compare_facts(const void *left, const void *right) {
    const catalog_fact *x = left, *y = right;
    int subjects = strcmp(x->subject, y->subject);
    return subjects != 0 ? subjects : strcmp(x->fact, y->fact);
}

const catalog_image *catalog_image_take(arena *a, const catalog *c) {
    taking t = {.arena = a, .catalog = c, .image = ARENA_NEW(a, catalog_image)};
    for (int class = 0; class < CLASS_COUNT; class ++) {
        catalog_scan scan = catalog_scan_all(c, (catalog_class) class);
        for (const catalog_record *record; (record = catalog_next(&scan)) != NULL;) {
            if (!is_left_out(&t, (catalog_class) class, record)) {
                say_object(&t, (catalog_class) class, record);
            }
        }
    }
    if (catalog_namespace(c, PUBLIC_NAMESPACE) != NULL) {
        say(&t, "schema public", "there");
        say_comment(&t, (object_address){CLASS_NAMESPACE, PUBLIC_NAMESPACE, 0}, "schema public");
    }
    if (t.image->count > 1) {
        qsort(t.image->items, (size_t)t.image->count, sizeof *t.image->items, compare_facts);
    }
    return t.image;
}
