#include "replay/extension_schema.h"

#include "catalog/extension.h"
#include "replay/column_default.h"
#include "replay/object_description.h"

/* An object that has a schema, with what shares it: row types, array types, indexes, constraints.
 */
static void move(replay *r, object_address member, oid from, oid to) {
    const catalog_record *record = catalog_find(r->catalog, member.class, member.object);
    if (record == NULL || record->namespace != from) {
        return;
    }
    catalog_record *edit = arena_copy(r->arena, record, catalog_record_size(member.class));
    edit->namespace = to;
    catalog_update(r->catalog, member.class, edit);
    object_address old = address_of(CLASS_NAMESPACE, from);
    bool depended = false;
    depend_scan scan = depend_scan_references(r->catalog, member);
    for (const dependency *d; !depended && (d = depend_next(&scan)) != NULL;) {
        depended = d->referenced.class == CLASS_NAMESPACE && d->referenced.object == from;
    }
    if (depended) {
        dependency_forget(r, member, old);
        depend_normal(r, member, address_of(CLASS_NAMESPACE, to));
    }
}

typedef LIST_OF(object_address) member_list;

/* The members, and what lives inside of them. */
static member_list collect(replay *r, oid extension_oid) {
    member_list list = {0};
    *LIST_PUSH(r->arena, &list) = address_of(CLASS_EXTENSION, extension_oid);
    for (int i = 0; i < list.count; i++) {
        depend_scan scan = depend_scan_referrers(r->catalog, list.items[i]);
        for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
            bool part = i == 0 ? d->type == DEPENDENCY_EXTENSION
                               : d->type == DEPENDENCY_INTERNAL || d->type == DEPENDENCY_AUTO;
            object_address a = {d->dependent.class, d->dependent.object, 0};
            for (int k = 0; part && k < list.count; k++) {
                part = list.items[k].class != a.class || list.items[k].object != a.object;
            }
            if (part) {
                *LIST_PUSH(r->arena, &list) = a;
            }
        }
    }
    return list;
}

bool extension_set_schema(replay *r, oid extension_oid, oid namespace) {
    const pg_named *e = catalog_find(r->catalog, CLASS_EXTENSION, extension_oid);
    oid from = e->parent;
    if (from == namespace) {
        return true;
    }
    const extension *known = extension_known(r->catalog, e->name);
    if (known != NULL && !known->relocatable) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "extension \"%s\" does not support SET SCHEMA", e->name);
    }
    member_list members = collect(r, extension_oid);
    for (int i = 1; i < members.count; i++) {
        move(r, members.items[i], from, namespace);
    }
    pg_named edit = *e;
    edit.parent = namespace;
    catalog_update(r->catalog, CLASS_EXTENSION, &edit);
    object_address self = address_of(CLASS_EXTENSION, extension_oid);
    dependency_forget(r, self, address_of(CLASS_NAMESPACE, from));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, namespace));
    return true;
}
