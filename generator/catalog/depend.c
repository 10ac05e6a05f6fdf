#include "catalog/depend.h"

#include "catalog/overlay.h"

typedef struct depend_edge {
    dependency dependency;
    bool removed; /* edges stay in their lists, so that undoing keeps the order */
    struct depend_edge *next_referrer, *next_reference;
} depend_edge;

typedef struct depend_key {
    catalog_class class;
    oid object;
} depend_key;

/* One object's edges in one direction. */
typedef struct depend_node {
    depend_key key;
    depend_edge *first, *last;
    UT_hash_handle hh;
} depend_node;

/* The server's own objects cannot be dropped, but for one schema. */
static bool is_pinned(object_address address) {
    return address.object < FIRST_UNPINNED_OID &&
           !(address.class == CLASS_NAMESPACE && address.object == PUBLIC_NAMESPACE);
}

static depend_node *find_node(depend_node *nodes, object_address address) {
    depend_key key = {address.class, address.object};
    depend_node *found;
    HASH_FIND(hh, nodes, &key, sizeof key, found);
    return found;
}

static depend_node *make_node(catalog *c, depend_node **nodes, object_address address) {
    depend_node *node = find_node(*nodes, address);
    if (node == NULL) {
        node = ARENA_NEW(c->arena, depend_node);
        node->key = (depend_key){address.class, address.object};
        depend_node *head = *nodes;
        HASH_ADD(hh, head, key, sizeof node->key, node);
        *nodes = head;
    }
    return node;
}

static void restore_edge(catalog *c, const overlay_undo *step) {
    (void)c;
    depend_edge *edge = step->subject;
    edge->removed = !edge->removed;
}

void depend_add(catalog *c, object_address dependent, object_address referenced,
                dependency_type type) {
    if (is_pinned(dependent) || is_pinned(referenced)) {
        return;
    }
    depend_edge *edge = ARENA_NEW(c->arena, depend_edge);
    edge->dependency = (dependency){dependent, referenced, type};
    depend_node *to = make_node(c, &c->referrers, referenced);
    *(to->first == NULL ? &to->first : &to->last->next_referrer) = edge;
    to->last = edge;
    depend_node *from = make_node(c, &c->references, dependent);
    *(from->first == NULL ? &from->first : &from->last->next_reference) = edge;
    from->last = edge;
    overlay_log(c, restore_edge, edge, NULL);
}

void depend_remove(catalog *c, object_address dependent, dependency_type type) {
    depend_node *node = find_node(c->references, dependent);
    for (depend_edge *e = node == NULL ? NULL : node->first; e != NULL; e = e->next_reference) {
        bool meant = (type == 0 || e->dependency.type == type) &&
                     (dependent.sub == 0 || e->dependency.dependent.sub == dependent.sub);
        if (meant && !e->removed) {
            e->removed = true;
            overlay_log(c, restore_edge, e, NULL);
        }
    }
}

depend_scan depend_scan_referrers(const catalog *c, object_address referenced) {
    const depend_node *node = find_node(c->referrers, referenced);
    return (depend_scan){node == NULL ? NULL : node->first, referenced, true};
}

depend_scan depend_scan_references(const catalog *c, object_address dependent) {
    const depend_node *node = find_node(c->references, dependent);
    return (depend_scan){node == NULL ? NULL : node->first, dependent, false};
}

const dependency *depend_next(depend_scan *scan) {
    for (const depend_edge *edge; (edge = scan->next) != NULL;) {
        scan->next = scan->referrers ? edge->next_referrer : edge->next_reference;
        int32_t sub =
            scan->referrers ? edge->dependency.referenced.sub : edge->dependency.dependent.sub;
        if (!edge->removed && (scan->address.sub == 0 || scan->address.sub == sub)) {
            return &edge->dependency;
        }
    }
    return NULL;
}
