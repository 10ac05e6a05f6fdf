#include "catalog/catalog.h"

#include <string.h>

#include "catalog/overlay.h"

catalog *catalog_new(arena *a, const catalog_snapshot *snapshot) {
    catalog *c = ARENA_NEW(a, catalog);
    c->arena = a;
    c->snapshot = snapshot;
    c->next_oid = FIRST_USER_OID;
    c->given_end = FIRST_USER_OID;
    search_path_start(c);
    return c;
}

arena *catalog_arena(const catalog *c) {
    return c->arena;
}

int catalog_version(const catalog *c) {
    return c->snapshot->version;
}

const catalog_snapshot *catalog_snapshot_of(const catalog *c) {
    return c->snapshot;
}

/* --- Reading ------------------------------------------------------------------------------- */

const void *catalog_find(const catalog *c, catalog_class class, oid object) {
    if (object >= FIRST_USER_OID || c->classes[class].builtin_count > 0) {
        const overlay_entry *entry = overlay_find(c, class, object);
        if (entry != NULL) {
            return entry->record;
        }
    }
    return object < FIRST_USER_OID ? overlay_snapshot_row(c, class, object) : NULL;
}

const void *catalog_find_named(const catalog *c, catalog_class class, oid namespace,
                               const char *name) {
    catalog_scan scan = catalog_scan_name(c, class, name);
    for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
        if (r->namespace == namespace) {
            return r;
        }
    }
    return NULL;
}

const void *catalog_find_child(const catalog *c, catalog_class class, oid parent,
                               const char *name) {
    catalog_scan scan = catalog_scan_children(c, class, parent);
    for (const catalog_record *r; (r = catalog_next(&scan)) != NULL;) {
        if (strcmp(r->name, name) == 0) {
            return r;
        }
    }
    return NULL;
}

static const pg_cast *find_builtin_cast(const catalog *c, oid source, oid target) {
    const snapshot_table *table = &c->snapshot->tables[CLASS_CAST];
    const pg_cast *casts = table->rows;
    uint64_t wanted = overlay_cast_key(source, target);
    uint32_t low = 0, high = table->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const pg_cast *cast = &casts[c->snapshot->casts[middle]];
        uint64_t key = overlay_cast_key(cast->source, cast->target);
        if (key == wanted) {
            return cast;
        }
        if (key < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const pg_cast *catalog_find_cast(const catalog *c, oid source, oid target) {
    const overlay_list *list = overlay_grouped(c, CLASS_CAST, overlay_cast_key(source, target));
    if (list != NULL && list->first != NULL) {
        return (const void *)list->first->entry->record;
    }
    const pg_cast *cast = find_builtin_cast(c, source, target);
    if (cast != NULL && c->classes[CLASS_CAST].builtin_count > 0 &&
        overlay_find(c, CLASS_CAST, cast->oid) != NULL) {
        return NULL; /* dropped */
    }
    return cast;
}

const pg_namespace *catalog_namespace(const catalog *c, oid object) {
    return catalog_find(c, CLASS_NAMESPACE, object);
}

const pg_type *catalog_type(const catalog *c, oid object) {
    return catalog_find(c, CLASS_TYPE, object);
}

const pg_proc *catalog_proc(const catalog *c, oid object) {
    return catalog_find(c, CLASS_PROC, object);
}

const pg_operator *catalog_operator(const catalog *c, oid object) {
    return catalog_find(c, CLASS_OPERATOR, object);
}

const pg_collation *catalog_collation(const catalog *c, oid object) {
    return catalog_find(c, CLASS_COLLATION, object);
}

const pg_class *catalog_relation(const catalog *c, oid object) {
    return catalog_find(c, CLASS_RELATION, object);
}

const pg_constraint *catalog_constraint(const catalog *c, oid object) {
    return catalog_find(c, CLASS_CONSTRAINT, object);
}

const pg_opclass *catalog_opclass(const catalog *c, oid object) {
    return catalog_find(c, CLASS_OPCLASS, object);
}

const pg_opfamily *catalog_opfamily(const catalog *c, oid object) {
    return catalog_find(c, CLASS_OPFAMILY, object);
}

/* --- Changing ------------------------------------------------------------------------------ */

oid catalog_new_oid(catalog *c) {
    return c->next_oid++;
}

oid catalog_reserve_oids(catalog *c, uint32_t count) {
    oid first = c->next_oid;
    c->next_oid += count;
    return first;
}

void catalog_offer(catalog *c, const struct extension *e) {
    *LIST_PUSH(c->arena, &c->offered) = e;
}

void catalog_mark_given(catalog *c) {
    c->given_end = c->next_oid;
}

bool catalog_is_given(const catalog *c, oid object) {
    return object < c->given_end;
}

oid catalog_add(catalog *c, catalog_class class, const void *record) {
    catalog_record *copy = arena_copy(c->arena, record, catalog_record_size(class));
    if (copy->oid == INVALID_OID) {
        copy->oid = catalog_new_oid(c);
    }
    if (copy->name == NULL) {
        copy->name = "";
    }
    overlay_put(c, class, copy->oid, copy);
    return copy->oid;
}

void catalog_update(catalog *c, catalog_class class, const void *record) {
    catalog_add(c, class, record);
}

void catalog_remove(catalog *c, catalog_class class, oid object) {
    if (catalog_find(c, class, object) != NULL) {
        overlay_put(c, class, object, NULL);
    }
}

uint64_t catalog_resolution_version(const catalog *c) {
    return c->resolution_version;
}

catalog_mark catalog_save(const catalog *c) {
    return (catalog_mark){c->log.count};
}

void catalog_rollback(catalog *c, catalog_mark mark) {
    while (c->log.count > mark.log_length) {
        overlay_undo step = c->log.items[--c->log.count];
        step.undo(c, &step);
    }
}
