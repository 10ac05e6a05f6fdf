#include "catalog/overlay.h"

#include <string.h>

void overlay_log(catalog *c, void (*undo)(catalog *c, const overlay_undo *step), void *subject,
                 const void *old) {
    *LIST_PUSH(c->arena, &c->log) = (overlay_undo){undo, subject, old};
}

/* --- The snapshot -------------------------------------------------------------------------- */

const catalog_record *overlay_snapshot_row(const catalog *c, catalog_class class, oid object) {
    const snapshot_table *table = &c->snapshot->tables[class];
    size_t size = catalog_record_size(class);
    uint32_t low = 0, high = table->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const catalog_record *row = (const void *)((const char *)table->rows + size * middle);
        if (row->oid == object) {
            return row;
        }
        if (row->oid < object) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* --- Lists --------------------------------------------------------------------------------- */

static void list_insert(overlay_list *list, overlay_link *link) {
    overlay_link *before = list->last;
    while (before != NULL && before->entry->object > link->entry->object) {
        before = before->previous;
    }
    link->previous = before;
    link->next = before == NULL ? list->first : before->next;
    *(link->next == NULL ? &list->last : &link->next->previous) = link;
    *(before == NULL ? &list->first : &before->next) = link;
}

static void list_remove(overlay_list *list, overlay_link *link) {
    *(link->next == NULL ? &list->last : &link->next->previous) = link->previous;
    *(link->previous == NULL ? &list->first : &link->previous->next) = link->next;
    link->previous = link->next = NULL;
}

/* --- Indices ------------------------------------------------------------------------------- */

uint64_t overlay_cast_key(oid source, oid target) {
    return (uint64_t)source << 32 | target;
}

static uint64_t group_key(catalog_class class, const catalog_record *record) {
    if (class == CLASS_CAST) {
        const pg_cast *cast = (const void *)record;
        return overlay_cast_key(cast->source, cast->target);
    }
    return record->parent;
}

static overlay_list *name_list(catalog *c, catalog_class class, const char *name) {
    overlay_class *of_class = &c->classes[class];
    overlay_name *found;
    HASH_FIND(hh, of_class->by_name, name, strlen(name), found);
    if (found == NULL) {
        found = ARENA_NEW(c->arena, overlay_name);
        found->name = name;
        HASH_ADD_KEYPTR(hh, of_class->by_name, name, strlen(name), found);
    }
    return &found->list;
}

static overlay_list *group_list(catalog *c, catalog_class class, uint64_t key) {
    overlay_class *of_class = &c->classes[class];
    overlay_group *found;
    HASH_FIND(hh, of_class->by_group, &key, sizeof key, found);
    if (found == NULL) {
        found = ARENA_NEW(c->arena, overlay_group);
        found->key = key;
        HASH_ADD(hh, of_class->by_group, key, sizeof key, found);
    }
    return &found->list;
}

static void enter_list(overlay_entry *entry, overlay_index index, overlay_list *list) {
    if (entry->lists[index] == list) {
        return; /* finding the place again could take long */
    }
    overlay_link *link = &entry->links[index];
    if (entry->lists[index] != NULL) {
        list_remove(entry->lists[index], link);
    }
    link->entry = entry;
    entry->lists[index] = list;
    if (list != NULL) {
        list_insert(list, link);
    }
}

/* Puts the entry into the lists where its record is looked for, and no others. */
static void enter_lists(catalog *c, overlay_entry *entry) {
    overlay_list *all = NULL, *named = NULL, *grouped = NULL;
    if (entry->record != NULL) {
        uint64_t key = group_key(entry->class, entry->record);
        const char *name = entry->record->name;
        all = &c->classes[entry->class].all;
        named = name[0] == '\0' ? NULL : name_list(c, entry->class, name);
        grouped = key == 0 ? NULL : group_list(c, entry->class, key);
    }
    enter_list(entry, OVERLAY_ALL, all);
    enter_list(entry, OVERLAY_NAME, named);
    enter_list(entry, OVERLAY_GROUP, grouped);
}

const overlay_list *overlay_named(const catalog *c, catalog_class class, const char *name) {
    overlay_name *found;
    HASH_FIND(hh, c->classes[class].by_name, name, strlen(name), found);
    return found == NULL ? NULL : &found->list;
}

const overlay_list *overlay_grouped(const catalog *c, catalog_class class, uint64_t key) {
    overlay_group *found;
    HASH_FIND(hh, c->classes[class].by_group, &key, sizeof key, found);
    return found == NULL ? NULL : &found->list;
}

/* --- Entries ------------------------------------------------------------------------------- */

overlay_entry *overlay_find(const catalog *c, catalog_class class, oid object) {
    overlay_entry *found;
    HASH_FIND(hh, c->classes[class].by_oid, &object, sizeof object, found);
    return found;
}

/* What resolution reads of a type is the same. */
static bool resolves_alike(const pg_type *x, const pg_type *y) {
    return x != NULL && y != NULL && x->typtype == y->typtype && x->category == y->category &&
           x->preferred == y->preferred && x->defined == y->defined && x->element == y->element &&
           x->base == y->base && x->range_subtype == y->range_subtype;
}

static void note_resolution(catalog *c, const overlay_entry *entry, const catalog_record *record) {
    bool matters = entry->class == CLASS_OPERATOR || entry->class == CLASS_CAST ||
                   entry->class == CLASS_NAMESPACE;
    if (entry->class == CLASS_TYPE && entry->record != NULL) {
        matters = !resolves_alike((const void *)entry->record, (const void *)record);
    }
    c->resolution_version += matters;
}

static void set_record(catalog *c, overlay_entry *entry, const catalog_record *record) {
    note_resolution(c, entry, record);
    entry->record = record;
    enter_lists(c, entry);
    if (entry->class == CLASS_NAMESPACE) {
        search_path_schemas_changed(c);
    }
}

static void restore_record(catalog *c, const overlay_undo *step) {
    set_record(c, step->subject, step->old);
}

void overlay_put(catalog *c, catalog_class class, oid object, const catalog_record *record) {
    overlay_entry *entry = overlay_find(c, class, object);
    if (entry == NULL) {
        entry = ARENA_NEW(c->arena, overlay_entry);
        entry->object = object;
        entry->class = class;
        entry->record = overlay_snapshot_row(c, class, object);
        entry->builtin = entry->record != NULL;
        c->classes[class].builtin_count += entry->builtin;
        HASH_ADD(hh, c->classes[class].by_oid, object, sizeof object, entry);
    }
    overlay_log(c, restore_record, entry, entry->record);
    set_record(c, entry, record);
}
