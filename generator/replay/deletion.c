#include "replay/deletion.h"

#include <stdlib.h>

#include "base/text.h"
#include "replay/column_default.h"
#include "replay/object_description.h"
#include "replay/opfamily.h"
#include "replay/relation.h"

/* How an object came to be among those to delete. */
enum {
    FLAG_ORIGINAL = 1,
    FLAG_NORMAL = 2,
    FLAG_AUTO = 4,
    FLAG_INTERNAL = 8,
    FLAG_PARTITION = 16,
    FLAG_EXTENSION = 32,
    FLAG_REVERSE = 64,
    FLAG_IS_PART = 128,
    FLAG_SUBOBJECT = 256,
};

enum { MAX_REPORTED = 100 };

typedef struct doomed {
    object_address address;
    int flags;
    object_address dependee; /* what led to it; object 0: nothing */
} doomed;

/* The objects on the way from the first to the one looked at. */
typedef struct path {
    object_address address;
    int flags;
    struct path *next;
} path;

typedef struct deletion {
    replay *r;
    LIST_OF(doomed) targets;
    const address_list *pending; /* all objects of the statement */
    bool failed;
} deletion;

static bool same_object(object_address x, object_address y) {
    return x.class == y.class && x.object == y.object;
}

static bool on_path(object_address address, int flags, path *stack) {
    bool found = false;
    for (path *p = stack; p != NULL; p = p->next) {
        if (!same_object(p->address, address)) {
            continue;
        }
        if (p->address.sub == address.sub) {
            p->flags |= flags;
            found = true;
        } else if (p->address.sub == 0) {
            found = true;
        } else if (address.sub == 0 && flags != 0) {
            p->flags |= flags | FLAG_SUBOBJECT;
        }
    }
    return found;
}

static bool is_target(deletion *del, object_address address, int flags) {
    bool found = false;
    for (int i = del->targets.count - 1; i >= 0; i--) {
        doomed *t = &del->targets.items[i];
        if (!same_object(t->address, address)) {
            continue;
        }
        if (t->address.sub == address.sub) {
            t->flags |= flags;
            found = true;
        } else if (t->address.sub == 0) {
            found = true;
        } else if (address.sub == 0 && flags != 0) {
            t->flags |= flags | FLAG_SUBOBJECT;
        }
    }
    return found;
}

static bool is_pending(const deletion *del, object_address address) {
    for (int i = 0; del->pending != NULL && i < del->pending->count; i++) {
        object_address p = del->pending->items[i];
        if (same_object(p, address) && (p.sub == address.sub || p.sub == 0)) {
            return true;
        }
    }
    return false;
}

static void find_dependents(deletion *del, object_address object, int flags, path *stack);

/* What an object refers to can be what it lives with. */
typedef struct owners {
    object_address owner, partition;
    bool extension;
    bool done; /* the owner was visited instead, or will be */
} owners;

static void refuse_owned(deletion *del, object_address object, object_address owner) {
    replay *r = del->r;
    const char *other = object_describe(r, owner);
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, -1,
                       "cannot drop %s because %s requires it", object_describe(r, object), other);
    d->hint = replay_text(r, "You can drop %s instead.", other);
    del->failed = true;
}

static void look_at_owner(deletion *del, object_address object, const dependency *dep, int *flags,
                          path *stack, owners *o) {
    object_address other = dep->referenced;
    switch (dep->type) {
    case DEPENDENCY_ANY:
    case DEPENDENCY_NORMAL:
    case DEPENDENCY_AUTO:
    case DEPENDENCY_AUTO_EXTENSION:
        return;
    case DEPENDENCY_PARTITION_PRIMARY:
        o->partition = other;
        *flags |= FLAG_IS_PART;
        return;
    case DEPENDENCY_PARTITION_SECONDARY:
        if ((*flags & FLAG_IS_PART) == 0) {
            o->partition = other;
        }
        *flags |= FLAG_IS_PART;
        return;
    case DEPENDENCY_EXTENSION:
    case DEPENDENCY_INTERNAL:
        break;
    }
    if (stack == NULL) {
        if (is_pending(del, other)) {
            o->done = true;
        } else if (o->owner.object == INVALID_OID || dep->type == DEPENDENCY_EXTENSION) {
            o->owner = other;
        }
        return;
    }
    if (on_path(other, 0, stack)) {
        return;
    }
    find_dependents(del, other, FLAG_REVERSE, stack);
    is_target(del, object, *flags);
    o->done = true;
}

typedef struct candidate {
    object_address address;
    int flags;
} candidate;

/* Youngest objects first; then by class and column. */
static int compare_candidates(const void *x, const void *y) {
    const object_address *a = &((const candidate *)x)->address;
    const object_address *b = &((const candidate *)y)->address;
    if (a->object != b->object) {
        return a->object > b->object ? -1 : 1;
    }
    if (a->class != b->class) {
        return a->class < b->class ? -1 : 1;
    }
    return a->sub < b->sub ? -1 : a->sub > b->sub;
}

static int flags_of(dependency_type type) {
    switch (type) {
    case DEPENDENCY_ANY:
    case DEPENDENCY_NORMAL:
        return FLAG_NORMAL;
    case DEPENDENCY_AUTO:
    case DEPENDENCY_AUTO_EXTENSION:
        return FLAG_AUTO;
    case DEPENDENCY_INTERNAL:
        return FLAG_INTERNAL;
    case DEPENDENCY_PARTITION_PRIMARY:
    case DEPENDENCY_PARTITION_SECONDARY:
        return FLAG_PARTITION;
    case DEPENDENCY_EXTENSION:
        return FLAG_EXTENSION;
    }
    return FLAG_NORMAL;
}

static void visit_referrers(deletion *del, object_address object, path *here) {
    LIST_OF(candidate) found = {0};
    arena *a = del->r->arena;
    depend_scan scan = depend_scan_referrers(del->r->catalog, object);
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (same_object(d->dependent, object) && object.sub == 0) {
            continue;
        }
        *LIST_PUSH(a, &found) = (candidate){d->dependent, flags_of(d->type)};
    }
    if (found.count > 1) {
        qsort(found.items, (size_t)found.count, sizeof(candidate), compare_candidates);
    }
    for (int i = 0; i < found.count && !del->failed; i++) {
        find_dependents(del, found.items[i].address, found.items[i].flags, here);
    }
}

static void find_dependents(deletion *del, object_address object, int flags, path *stack) {
    if (on_path(object, flags, stack) || is_target(del, object, flags)) {
        return;
    }
    owners o = {0};
    LIST_OF(dependency) references = {0};
    depend_scan scan = depend_scan_references(del->r->catalog, object);
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        bool self = same_object(d->referenced, object) && object.sub == 0;
        bool own = d->dependent.sub == object.sub || object.sub == 0;
        if (!self && own) {
            *LIST_PUSH(del->r->arena, &references) = *d;
        }
    }
    for (int i = 0; i < references.count; i++) {
        look_at_owner(del, object, &references.items[i], &flags, stack, &o);
        if (o.done || del->failed) {
            return;
        }
    }
    if (o.owner.object != INVALID_OID) {
        refuse_owned(del, object, o.partition.object != INVALID_OID ? o.partition : o.owner);
        return;
    }
    path here = {object, flags, stack};
    visit_referrers(del, object, &here);
    if (del->failed) {
        return;
    }
    doomed *t = LIST_PUSH(del->r->arena, &del->targets);
    t->address = object;
    t->flags = here.flags;
    if ((here.flags & FLAG_IS_PART) != 0) {
        t->dependee = o.partition;
    } else if (stack != NULL) {
        t->dependee = stack->address;
    }
}

/* --- Reporting -------------------------------------------------------------------------------- */

static bool check_partitions(deletion *del) {
    for (int i = 0; i < del->targets.count; i++) {
        const doomed *t = &del->targets.items[i];
        if ((t->flags & FLAG_IS_PART) != 0 && (t->flags & FLAG_PARTITION) == 0) {
            refuse_owned(del, t->address, t->dependee);
            return false;
        }
    }
    return true;
}

static bool check_dependents(deletion *del, const address_list *objects) {
    replay *r = del->r;
    text detail = text_new(r->arena);
    int reported = 0;
    int hidden = 0;
    for (int i = del->targets.count - 1; i >= 0; i--) {
        const doomed *t = &del->targets.items[i];
        if ((t->flags & (FLAG_ORIGINAL | FLAG_SUBOBJECT | FLAG_AUTO | FLAG_INTERNAL |
                         FLAG_PARTITION | FLAG_EXTENSION)) != 0) {
            continue;
        }
        if (reported >= MAX_REPORTED) {
            hidden++;
            continue;
        }
        text_printf(&detail, "%s%s depends on %s", reported > 0 ? "\n" : "",
                    object_describe(r, t->address), object_describe(r, t->dependee));
        reported++;
    }
    if (reported == 0) {
        return true;
    }
    if (hidden > 0) {
        text_printf(&detail, "\nand %d other object%s (see server log for list)", hidden,
                    hidden == 1 ? "" : "s");
    }
    diagnostic *d =
        objects->count == 1
            ? analysis_error(r->analysis, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, -1,
                             "cannot drop %s because other objects depend on it",
                             object_describe(r, objects->items[0]))
            : analysis_error(r->analysis, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, -1,
                             "cannot drop desired object(s) because other objects depend on them");
    d->detail = text_string(&detail);
    d->hint = "Use DROP ... CASCADE to drop the dependent objects too.";
    return false;
}

/* --- Removing --------------------------------------------------------------------------------- */

static void remove_column(replay *r, oid relation, int attribute) {
    depend_remove(r->catalog, address_of_column(relation, attribute), DEPENDENCY_ANY);
    catalog_set_comment(r->catalog, address_of_column(relation, attribute), NULL);
    pg_class *edit = relation_edit(r, relation);
    pg_attribute *a = &relation_edit_attributes(edit)[attribute - 1];
    *a = (pg_attribute){
        .name = replay_text(r, "........pg.dropped.%d........", attribute),
        .typmod = -1,
        .dropped = true,
        .is_local = a->is_local,
        .inherited_count = 0,
    };
    relation_update(r, edit);
}

/* What else the record of an object is known by. */
static void untie(replay *r, object_address address) {
    const void *record = catalog_find(r->catalog, address.class, address.object);
    if (address.class == CLASS_ATTRDEF) {
        const pg_attrdef *d = record;
        const pg_class *rel = catalog_relation(r->catalog, d->parent);
        const pg_attribute *a = rel != NULL ? relation_attribute(rel, d->attribute) : NULL;
        if (a != NULL && !a->dropped) {
            pg_class *edit = relation_edit(r, d->parent);
            pg_attribute *mine = &relation_edit_attributes(edit)[d->attribute - 1];
            mine->has_default = false;
            mine->default_text = NULL;
            mine->default_expr = NULL;
            relation_update(r, edit);
        }
    } else if (address.class == CLASS_OPCLASS) {
        opfamily_drop_class_members(r, record);
    } else if (address.class == CLASS_TYPE) {
        const pg_type *t = record;
        const pg_type *element =
            t->element != INVALID_OID ? catalog_type(r->catalog, t->element) : NULL;
        if (element != NULL && element->array == t->oid) {
            pg_type edit = *element;
            edit.array = INVALID_OID;
            catalog_update(r->catalog, CLASS_TYPE, &edit);
        }
    }
}

static void remove_object(replay *r, object_address address) {
    if (catalog_find(r->catalog, address.class, address.object) == NULL) {
        return;
    }
    if (address.class == CLASS_RELATION && address.sub != 0) {
        remove_column(r, address.object, address.sub);
        return;
    }
    untie(r, address);
    depend_remove(r->catalog, address, DEPENDENCY_ANY);
    catalog_set_comment(r->catalog, address, NULL);
    if (address.class == CLASS_RELATION) {
        const pg_class *c = catalog_relation(r->catalog, address.object);
        for (int i = 1; i <= c->attribute_count; i++) {
            catalog_set_comment(r->catalog, address_of_column(c->oid, i), NULL);
        }
    }
    catalog_remove(r->catalog, address.class, address.object);
}

/* A default's column, or a dropped parent's children, need their own clean-up before. */
static void leave_parents(replay *r, object_address address) {
    if (address.class != CLASS_RELATION || address.sub != 0) {
        return;
    }
    oid_list children = relation_children(r, address.object);
    for (int i = 0; i < children.count; i++) {
        pg_class *edit = relation_edit(r, children.items[i]);
        oid *parents = ARENA_ARRAY(r->arena, oid, edit->parent_count);
        int kept = 0;
        for (int p = 0; p < edit->parent_count; p++) {
            if (edit->parents[p] != address.object) {
                parents[kept++] = edit->parents[p];
            }
        }
        edit->parents = parents;
        edit->parent_count = kept;
        relation_update(r, edit);
    }
}

bool deletion_perform(replay *r, const address_list *objects, bool cascade) {
    deletion del = {.r = r, .pending = objects};
    for (int i = 0; i < objects->count; i++) {
        find_dependents(&del, objects->items[i], FLAG_ORIGINAL, NULL);
        if (del.failed) {
            return false;
        }
    }
    if (!check_partitions(&del) || (!cascade && !check_dependents(&del, objects))) {
        return false;
    }
    for (int i = 0; i < del.targets.count; i++) {
        leave_parents(r, del.targets.items[i].address);
        remove_object(r, del.targets.items[i].address);
    }
    return true;
}

bool deletion_perform_one(replay *r, object_address object, bool cascade) {
    address_list list = {0};
    *LIST_PUSH(r->arena, &list) = object;
    return deletion_perform(r, &list, cascade);
}
