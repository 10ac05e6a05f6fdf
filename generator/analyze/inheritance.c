#include "analyze/inheritance.h"

#define uthash_malloc(size)        arena_alloc(map->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

typedef struct child_list {
    oid parent;
    LIST_OF(const pg_class *) children;
    UT_hash_handle hh;
} child_list;

struct inheritance {
    const catalog *catalog;
    arena *arena;
    child_list *lists;
    bool filled; /* the catalog is walked when the first question comes */
};

inheritance *inheritance_new(const catalog *c, arena *a) {
    inheritance *map = ARENA_NEW(a, inheritance);
    map->catalog = c;
    map->arena = a;
    return map;
}

static void add_child(inheritance *map, oid parent, const pg_class *child) {
    child_list *list;
    HASH_FIND(hh, map->lists, &parent, sizeof parent, list);
    if (list == NULL) {
        list = ARENA_NEW(map->arena, child_list);
        list->parent = parent;
        HASH_ADD(hh, map->lists, parent, sizeof list->parent, list);
    }
    *LIST_PUSH(map->arena, &list->children) = child;
}

static void fill(inheritance *map) {
    map->filled = true;
    catalog_scan scan = catalog_scan_all(map->catalog, CLASS_RELATION);
    const pg_class *relation;
    while ((relation = catalog_next(&scan)) != NULL) {
        for (int i = 0; relation->index == NULL && i < relation->parent_count; i++) {
            add_child(map, relation->parents[i], relation);
        }
    }
}

inheritance_children inheritance_children_of(inheritance *map, oid parent) {
    if (!map->filled) {
        fill(map);
    }
    child_list *list;
    HASH_FIND(hh, map->lists, &parent, sizeof parent, list);
    return list == NULL ? (inheritance_children){NULL, 0}
                        : (inheritance_children){(const pg_class *const *)list->children.items,
                                                 list->children.count};
}

bool inheritance_has_plain_children(inheritance *map, const pg_class *table) {
    return table->kind != 'p' && inheritance_children_of(map, table->oid).count > 0;
}
