#include "replay/inherit.h"

#include <strings.h>

#include "replay/column_default.h"
#include "replay/constraint.h"

static int find_column(const attribute_list *list, const char *name) {
    for (int i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].name, name) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static const char *type_text(replay *r, const pg_attribute *a) {
    return type_format(r->catalog, r->arena, a->type, a->typmod);
}

static bool refuse_type(replay *r, const pg_attribute *x, const pg_attribute *y, bool inherited) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
                                   inherited ? "inherited column \"%s\" has a type conflict"
                                             : "column \"%s\" has a type conflict",
                                   y->name);
    d->detail = replay_text(r, "%s versus %s", type_text(r, x), type_text(r, y));
    return false;
}

static const char *collation_name(replay *r, oid collation) {
    const pg_collation *c = catalog_collation(r->catalog, collation);
    return c != NULL ? c->name : "default";
}

static bool refuse_collation(replay *r, const pg_attribute *x, const pg_attribute *y,
                             bool inherited) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_COLLATION_MISMATCH, -1,
                                   inherited ? "inherited column \"%s\" has a collation conflict"
                                             : "column \"%s\" has a collation conflict",
                                   y->name);
    d->detail = replay_text(r, "\"%s\" versus \"%s\"", collation_name(r, x->collation),
                            collation_name(r, y->collation));
    return false;
}

static bool refuse_storage(replay *r, const char *column, const char *x, const char *y,
                           bool inherited) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
                       inherited ? "inherited column \"%s\" has a storage parameter conflict"
                                 : "column \"%s\" has a storage parameter conflict",
                       column);
    d->detail = replay_text(r, "%s versus %s", x, y);
    return false;
}

static const char *compression_of(const pg_attribute *a) {
    return a->compression != NULL && strcmp(a->compression, "default") != 0 ? a->compression : NULL;
}

/* Values of merged columns are stored and compressed in one way. */
static bool merge_storage(replay *r, pg_attribute *mine, const pg_attribute *other,
                          bool inherited) {
    const char *here = relation_storage(r, mine);
    const char *there = relation_storage(r, other);
    if ((inherited || other->storage != NULL) && strcmp(here, there) != 0) {
        return refuse_storage(r, other->name, here, there, inherited);
    }
    const char *method = compression_of(other);
    if (method == NULL) {
        return true;
    }
    if (compression_of(mine) != NULL && strcmp(compression_of(mine), method) != 0) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
                           "column \"%s\" has a compression method conflict", other->name);
        d->detail = replay_text(r, "%s versus %s", compression_of(mine), method);
        return false;
    }
    mine->compression = method;
    return true;
}

static bool check_parent(replay *r, const table_plan *plan, const pg_class *parent) {
    if (parent->kind == 'p' && !plan->partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot inherit from partitioned table \"%s\"", parent->name);
    }
    if (parent->is_partition && !plan->partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot inherit from partition \"%s\"", parent->name);
    }
    if (strchr("iIc", parent->kind) != NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is %s", parent->name,
                             parent->kind == 'c' ? "a composite type" : "an index");
    }
    if (strchr("rfp", parent->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "inherited relation \"%s\" is not a table or foreign table",
                             parent->name);
    }
    bool temp = plan->persistence == 't';
    if (plan->partition && !temp == relation_is_temporary(parent)) {
        return replay_refuse(
            r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
            temp ? "cannot create a temporary relation as partition of permanent relation \"%s\""
                 : "cannot create a permanent relation as partition of temporary relation \"%s\"",
            parent->name);
    }
    return temp || !relation_is_temporary(parent) ||
           replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                         "cannot inherit from temporary relation \"%s\"", parent->name);
}

/* One parent's columns into the list; its defaults into the plan. */
static bool take_parent(replay *r, table_plan *plan, attribute_list *merged,
                        const pg_class *parent) {
    int16_t *map = ARENA_ARRAY(r->arena, int16_t, parent->attribute_count + 1);
    int old_defaults = plan->defaults.count;
    for (int i = 0; i < parent->attribute_count; i++) {
        const pg_attribute *a = &parent->attributes[i];
        if (a->dropped) {
            continue;
        }
        int number = find_column(merged, a->name);
        if (number == 0) {
            pg_attribute *mine = LIST_PUSH(r->arena, merged);
            *mine = *a;
            mine->is_local = false;
            mine->dims = 0;
            mine->inherited_count = 1;
            mine->identity = 0;
            mine->has_default = false;
            mine->default_expr = NULL;
            mine->default_text = NULL;
            number = merged->count;
        } else {
            pg_attribute *mine = &merged->items[number - 1];
            if (mine->type != a->type || mine->typmod != a->typmod) {
                return refuse_type(r, mine, a, true);
            }
            if (mine->collation != a->collation) {
                return refuse_collation(r, mine, a, true);
            }
            if (!merge_storage(r, mine, a, true)) {
                return false;
            }
            if (mine->generated != a->generated) {
                return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                     "inherited column \"%s\" has a generation conflict", a->name);
            }
            mine->inherited_count++;
            mine->not_null = mine->not_null || a->not_null;
        }
        map[i] = (int16_t)number;
        if (a->has_default) {
            *LIST_PUSH(r->arena, &plan->defaults) = (planned_default){
                .attribute = -number, /* of a parent: an own default goes before it */
                .generated = a->generated != 0,
                .location = -1,
                .like_relation = parent->oid,
                .like_attribute = i + 1,
            };
        }
    }
    for (int i = old_defaults; i < plan->defaults.count; i++) {
        plan->defaults.items[i].attribute_map = map;
    }
    return true;
}

/* What a column adds to the one that a parent or a type has. */
static bool merge_own(replay *r, pg_attribute *mine, const pg_attribute *own, bool has_default) {
    if (mine->generated && own->generated) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_INVALID_COLUMN_DEFINITION, -1,
                           "child column \"%s\" specifies generation expression", own->name);
        d->hint = "Omit the generation expression in the definition of the child table column to "
                  "inherit the generation expression from the parent table.";
        return false;
    }
    if (mine->generated && (has_default || own->identity)) {
        return replay_refuse(
            r, SQLSTATE_INVALID_COLUMN_DEFINITION, -1,
            has_default ? "column \"%s\" inherits from generated column but specifies default"
                        : "column \"%s\" inherits from generated column but specifies identity",
            own->name);
    }
    mine->not_null = mine->not_null || own->not_null;
    mine->identity = own->identity;
    mine->generated = mine->generated ? mine->generated : own->generated;
    return true;
}

static bool has_own_default(const table_plan *plan, int own_defaults, int number) {
    for (int i = 0; i < own_defaults; i++) {
        if (plan->defaults.items[i].attribute == number) {
            return true;
        }
    }
    return false;
}

static bool refuse_twice(replay *r, const char *column) {
    return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1, "column \"%s\" specified more than once",
                         column);
}

static bool check_own_names(replay *r, const attribute_list *own) {
    for (int i = 0; i < own->count; i++) {
        for (int j = i + 1; j < own->count; j++) {
            if (strcmp(own->items[i].name, own->items[j].name) == 0) {
                return refuse_twice(r, own->items[i].name);
            }
        }
    }
    return true;
}

/* One of the plan's own columns into the list. */
static bool take_own(replay *r, attribute_list *merged, const pg_attribute *own, bool has_default,
                     int *number) {
    *number = find_column(merged, own->name);
    if (*number == 0 && own->type == INVALID_OID) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                             own->name);
    }
    if (*number == 0) {
        *LIST_PUSH(r->arena, merged) = *own;
        *number = merged->count;
        return true;
    }
    pg_attribute *mine = &merged->items[*number - 1];
    if (own->type != INVALID_OID) {
        if (mine->type != own->type || mine->typmod != own->typmod) {
            return refuse_type(r, mine, own, false);
        }
        if (mine->collation != own->collation) {
            return refuse_collation(r, mine, own, false);
        }
        if (!merge_storage(r, mine, own, false)) {
            return false;
        }
        mine->is_local = true;
    }
    return merge_own(r, mine, own, has_default);
}

/* Own defaults win; of several parents' the last counts when they agree. */
static bool settle_defaults(replay *r, table_plan *plan) {
    int kept = 0;
    for (int i = 0; i < plan->defaults.count; i++) {
        planned_default d = plan->defaults.items[i];
        if (d.attribute >= 0) {
            plan->defaults.items[kept++] = d;
            continue;
        }
        int number = -d.attribute;
        bool own = false;
        for (int j = 0; j < plan->defaults.count && !own; j++) {
            own = plan->defaults.items[j].attribute == number && j != i &&
                  plan->defaults.items[j].like_relation == INVALID_OID;
        }
        if (own) {
            continue;
        }
        d.attribute = number;
        bool merged = false;
        for (int j = 0; j < kept && !merged; j++) {
            const planned_default *other = &plan->defaults.items[j];
            if (other->attribute != number || other->like_relation == INVALID_OID) {
                continue;
            }
            merged = true;
            const pg_class *x = catalog_relation(r->catalog, d.like_relation);
            const pg_class *y = catalog_relation(r->catalog, other->like_relation);
            const pg_attribute *a = relation_attribute(x, d.like_attribute);
            const pg_attribute *b = relation_attribute(y, other->like_attribute);
            if (a->default_expr != NULL && b->default_expr != NULL &&
                !expr_equal(a->default_expr, b->default_expr)) {
                diagnostic *e =
                    analysis_error(r->analysis, SQLSTATE_INVALID_COLUMN_DEFINITION, -1,
                                   "column \"%s\" inherits conflicting default values", a->name);
                e->hint = "To resolve the conflict, specify a default explicitly.";
                return false;
            }
        }
        if (!merged) {
            plan->defaults.items[kept++] = d;
        }
    }
    plan->defaults.count = kept;
    return true;
}

static void renumber(table_plan *plan, int own_defaults, const int *numbers) {
    for (int i = 0; i < own_defaults; i++) {
        planned_default *d = &plan->defaults.items[i];
        d->attribute = numbers[d->attribute];
    }
    for (int i = 0; i < plan->sequences.count; i++) {
        plan->sequences.items[i].attribute = numbers[plan->sequences.items[i].attribute];
    }
}

bool inherit_merge_columns(replay *r, table_plan *plan, const oid_list *parents) {
    attribute_list merged = {0};
    int own_defaults = plan->defaults.count;
    if (!check_own_names(r, &plan->columns)) {
        return false;
    }
    for (int i = 0; i < parents->count; i++) {
        const pg_class *parent = catalog_relation(r->catalog, parents->items[i]);
        if (!check_parent(r, plan, parent) || !take_parent(r, plan, &merged, parent)) {
            return false;
        }
    }
    int *numbers = ARENA_ARRAY(r->arena, int, plan->columns.count + 1);
    for (int i = 0; i < plan->columns.count; i++) {
        if (!take_own(r, &merged, &plan->columns.items[i],
                      has_own_default(plan, own_defaults, i + 1), &numbers[i + 1])) {
            return false;
        }
    }
    renumber(plan, own_defaults, numbers);
    plan->columns = merged;
    return settle_defaults(r, plan);
}

bool inherit_merge_typed_columns(replay *r, table_plan *plan, int type_columns) {
    attribute_list merged = {0};
    int *numbers = ARENA_ARRAY(r->arena, int, plan->columns.count + 1);
    bool *written = ARENA_ARRAY(r->arena, bool, plan->columns.count + 1);
    for (int i = 0; i < plan->columns.count; i++) {
        const pg_attribute *own = &plan->columns.items[i];
        int number = find_column(&merged, own->name);
        if (number > 0 && written[number]) {
            return refuse_twice(r, own->name);
        }
        written[number] = i >= type_columns;
        if (!take_own(r, &merged, own, has_own_default(plan, plan->defaults.count, i + 1),
                      &numbers[i + 1])) {
            return false;
        }
    }
    renumber(plan, plan->defaults.count, numbers);
    plan->columns = merged;
    return true;
}

bool inherit_from(replay *r, oid child, const oid_list *parents, bool partition) {
    if (parents->count == 0) {
        return true;
    }
    pg_class *edit = relation_edit(r, child);
    oid *list = ARENA_ARRAY(r->arena, oid, edit->parent_count + parents->count);
    memcpy(list, edit->parents != NULL ? edit->parents : list,
           sizeof(oid) * (size_t)edit->parent_count);
    memcpy(list + edit->parent_count, parents->items, sizeof(oid) * (size_t)parents->count);
    edit->parents = list;
    edit->parent_count += parents->count;
    edit->is_partition = edit->is_partition || partition;
    relation_update(r, edit);
    for (int i = 0; i < parents->count; i++) {
        depend_add(r->catalog, address_of(CLASS_RELATION, child),
                   address_of(CLASS_RELATION, parents->items[i]),
                   partition ? DEPENDENCY_AUTO : DEPENDENCY_NORMAL);
        const pg_class *from = catalog_relation(r->catalog, parents->items[i]);
        const pg_class *to = catalog_relation(r->catalog, child);
        if (!constraint_inherit_checks(r, child, from->oid, constraint_column_map(r, from, to))) {
            return false;
        }
    }
    return true;
}

/* Every column of the parent must be there with the same type. */
static bool adopt_columns(replay *r, oid child, const pg_class *parent) {
    pg_class *edit = relation_edit(r, child);
    for (int i = 0; i < parent->attribute_count; i++) {
        const pg_attribute *a = &parent->attributes[i];
        if (a->dropped) {
            continue;
        }
        int number = relation_column(edit, a->name);
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "child table is missing column \"%s\"", a->name);
        }
        pg_attribute *mine = &relation_edit_attributes(edit)[number - 1];
        if (mine->type != a->type || mine->typmod != a->typmod) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "child table \"%s\" has different type for column \"%s\"",
                                 edit->name, a->name);
        }
        if (mine->collation != a->collation) {
            return replay_refuse(r, SQLSTATE_COLLATION_MISMATCH, -1,
                                 "child table \"%s\" has different collation for column \"%s\"",
                                 edit->name, a->name);
        }
        if (a->not_null && !mine->not_null) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "column \"%s\" in child table must be marked NOT NULL", a->name);
        }
        if (a->generated && !mine->generated) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "column \"%s\" in child table must be a generated column",
                                 a->name);
        }
        mine->inherited_count++;
        if (parent->kind == 'p') {
            mine->is_local = false;
        }
    }
    relation_update(r, edit);
    return true;
}

/* Every inheritable check of the parent must be there. */
static bool need_checks(replay *r, oid child, const pg_class *parent) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, parent->oid);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'c' && !k->no_inherit &&
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, child, k->name) == NULL) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "child table is missing constraint \"%s\"", k->name);
        }
    }
    return true;
}

bool inherit_attach(replay *r, oid child, oid parent, bool partition) {
    const pg_class *from = catalog_relation(r->catalog, parent);
    oid_list parents = {0};
    *LIST_PUSH(r->arena, &parents) = parent;
    return adopt_columns(r, child, from) && need_checks(r, child, from) &&
           inherit_from(r, child, &parents, partition);
}

static void release_checks(replay *r, const pg_class *child, const pg_class *parent) {
    LIST_OF(oid) found = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, parent->oid);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        const pg_constraint *mine =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, child->oid, k->name);
        if (k->type == 'c' && mine != NULL && mine->type == 'c' && mine->inherited_count > 0) {
            *LIST_PUSH(r->arena, &found) = mine->oid;
        }
    }
    for (int i = 0; i < found.count; i++) {
        pg_constraint edit = *catalog_constraint(r->catalog, found.items[i]);
        edit.inherited_count--;
        edit.is_local = edit.is_local || edit.inherited_count == 0;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    }
}

void inherit_detach(replay *r, oid child, oid parent) {
    const pg_class *from = catalog_relation(r->catalog, parent);
    pg_class *edit = relation_edit(r, child);
    oid *list = ARENA_ARRAY(r->arena, oid, edit->parent_count);
    int kept = 0;
    for (int i = 0; i < edit->parent_count; i++) {
        if (edit->parents[i] != parent) {
            list[kept++] = edit->parents[i];
        }
    }
    edit->parents = list;
    edit->parent_count = kept;
    edit->is_partition = false;
    edit->partition_bound = NULL;
    edit->bound = NULL;
    edit->is_default_partition = false;
    for (int i = 0; i < from->attribute_count; i++) {
        int number =
            from->attributes[i].dropped ? 0 : relation_column(edit, from->attributes[i].name);
        if (number > 0) {
            pg_attribute *a = &relation_edit_attributes(edit)[number - 1];
            a->inherited_count -= a->inherited_count > 0;
            a->is_local = a->is_local || a->inherited_count == 0;
        }
    }
    relation_update(r, edit);
    release_checks(r, edit, from);
    dependency_forget(r, address_of(CLASS_RELATION, child), address_of(CLASS_RELATION, parent));
}
