#include "replay/alter_table.h"

#include "analyze/type_name.h"
#include "replay/column_default.h"
#include "replay/index.h"
#include "replay/inherit.h"
#include "replay/partition.h"
#include "replay/trigger.h"

/* INHERIT, ATTACH PARTITION, OF and their opposites. */

static bool is_child_of(const pg_class *child, oid parent) {
    for (int i = 0; i < child->parent_count; i++) {
        if (child->parents[i] == parent) {
            return true;
        }
    }
    return false;
}

static bool is_in_family(replay *r, oid top, oid member) {
    oid_list family = relation_family(r, top);
    for (int i = 0; i < family.count; i++) {
        if (family.items[i] == member) {
            return true;
        }
    }
    return false;
}

static bool refuse_circle(replay *r, const pg_class *parent, const pg_class *child) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_DUPLICATE_TABLE, -1,
                                   "circular inheritance not allowed");
    d->detail = replay_text(r, "\"%s\" is already a child of \"%s\".", parent->name, child->name);
    return false;
}

bool alter_table_inherit(replay *r, const alter_table *a, bool add) {
    const pg_class *child = catalog_relation(r->catalog, a->table);
    if (!add && child->is_partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot change inheritance of a partition");
    }
    const pg_class *parent = relation_open(r, a->command->def->range_var, false);
    if (parent == NULL) {
        return false;
    }
    if (!add) {
        if (!is_child_of(child, parent->oid)) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_TABLE, -1,
                                 parent->kind == 'p'
                                     ? "relation \"%s\" is not a partition of relation \"%s\""
                                     : "relation \"%s\" is not a parent of relation \"%s\"",
                                 parent->kind == 'p' ? child->name : parent->name,
                                 parent->kind == 'p' ? parent->name : child->name);
        }
        inherit_detach(r, child->oid, parent->oid);
        return true;
    }
    if (parent->kind == 'p') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot inherit from partitioned table \"%s\"", parent->name);
    }
    if (parent->is_partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "cannot inherit from a partition");
    }
    if (relation_is_temporary(parent) && !relation_is_temporary(child)) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot inherit from temporary relation \"%s\"", parent->name);
    }
    if (is_child_of(child, parent->oid)) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1,
                             "relation \"%s\" would be inherited from more than once",
                             parent->name);
    }
    if (is_in_family(r, child->oid, parent->oid)) {
        return refuse_circle(r, parent, child);
    }
    return trigger_check_child(r, child, false) &&
           inherit_attach(r, child->oid, parent->oid, false);
}

/* ALTER INDEX ... ATTACH PARTITION. */
static bool attach_index(replay *r, const alter_table *a, const pg_class *parent) {
    const pg_class *child = relation_open(r, a->command->def->partition_cmd->name, false);
    if (child == NULL) {
        return false;
    }
    if (child->index == NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "\"%s\" is not an index",
                             child->name);
    }
    return index_attach_partition(r, child->oid, parent->oid);
}

static bool check_extra_columns(replay *r, const pg_class *child, const pg_class *parent) {
    for (int i = 0; i < child->attribute_count; i++) {
        const pg_attribute *c = &child->attributes[i];
        if (!c->dropped && relation_column(parent, c->name) == 0) {
            diagnostic *d =
                analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
                               "table \"%s\" contains column \"%s\" not found in parent \"%s\"",
                               child->name, c->name, parent->name);
            d->detail = "The new partition may contain only the columns present in parent.";
            return false;
        }
    }
    return true;
}

bool alter_table_attach(replay *r, const alter_table *a) {
    const pg_class *parent = catalog_relation(r->catalog, a->table);
    const PgQuery__PartitionCmd *p = a->command->def->partition_cmd;
    if (parent->kind == 'I') {
        return p->bound != NULL ? replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                                "\"%s\" is not a partitioned table", parent->name)
                                : attach_index(r, a, parent);
    }
    partition_bound bound;
    if (!partition_bound_read(r, parent, p->bound, &bound)) {
        return false;
    }
    const pg_class *child = relation_open(r, p->name, false);
    if (child == NULL) {
        return false;
    }
    if (child->is_partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is already a partition",
                             child->name);
    }
    if (child->of_type != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot attach a typed table as partition");
    }
    if (child->parent_count > 0) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot attach inheritance child as partition");
    }
    if (child->kind == 'r' && relation_children(r, child->oid).count > 0) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot attach inheritance parent as partition");
    }
    if (is_in_family(r, child->oid, parent->oid)) {
        return refuse_circle(r, parent, child);
    }
    bool temp = relation_is_temporary(parent);
    if (temp != relation_is_temporary(child)) {
        return replay_refuse(
            r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
            temp ? "cannot attach a permanent relation as partition of temporary relation \"%s\""
                 : "cannot attach a temporary relation as partition of permanent relation \"%s\"",
            parent->name);
    }
    oid made = child->oid;
    return check_extra_columns(r, child, parent) && trigger_check_child(r, child, true) &&
           partition_set_bound(r, made, a->table, &bound) &&
           inherit_attach(r, made, a->table, true) && partition_take_over(r, made, a->table);
}

/* A detached partition's indexes, keys and foreign keys become its own. */
static void release_parts(replay *r, oid child) {
    oid_list indexes = index_list(r, child);
    for (int i = 0; i < indexes.count; i++) {
        pg_class *edit = relation_edit(r, indexes.items[i]);
        edit->parent_count = 0;
        edit->is_partition = false;
        relation_update(r, edit);
        object_address self = address_of(CLASS_RELATION, edit->oid);
        depend_remove(r->catalog, self, DEPENDENCY_PARTITION_PRIMARY);
        depend_remove(r->catalog, self, DEPENDENCY_PARTITION_SECONDARY);
    }
    LIST_OF(const pg_constraint *) keys = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, child);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->parent_constraint != INVALID_OID) {
            *LIST_PUSH(r->arena, &keys) = k;
        }
    }
    for (int i = 0; i < keys.count; i++) {
        pg_constraint edit = *keys.items[i];
        edit.parent_constraint = INVALID_OID;
        edit.inherited_count = 0;
        edit.is_local = true;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
        object_address self = address_of(CLASS_CONSTRAINT, edit.oid);
        depend_remove(r->catalog, self, DEPENDENCY_PARTITION_PRIMARY);
        depend_remove(r->catalog, self, DEPENDENCY_PARTITION_SECONDARY);
    }
}

bool alter_table_detach(replay *r, const alter_table *a) {
    const pg_class *parent = catalog_relation(r->catalog, a->table);
    if (a->command->def->partition_cmd->concurrent &&
        partition_default_of(r, parent->oid) != INVALID_OID) {
        return replay_refuse(
            r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
            "cannot detach partitions concurrently when a default partition exists");
    }
    const pg_class *child = relation_open(r, a->command->def->partition_cmd->name, false);
    if (child == NULL) {
        return false;
    }
    if (!is_child_of(child, parent->oid)) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_TABLE, -1,
                             "relation \"%s\" is not a partition of relation \"%s\"", child->name,
                             parent->name);
    }
    inherit_detach(r, child->oid, parent->oid);
    release_parts(r, child->oid);
    return trigger_drop_clones(r, child->oid);
}

static bool check_type(replay *r, const pg_class *table, const pg_class *row) {
    int at = 0;
    for (int i = 0; i < row->attribute_count; i++) {
        const pg_attribute *want = &row->attributes[i];
        if (want->dropped) {
            continue;
        }
        while (at < table->attribute_count && table->attributes[at].dropped) {
            at++;
        }
        if (at >= table->attribute_count) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "table is missing column \"%s\"", want->name);
        }
        const pg_attribute *have = &table->attributes[at++];
        if (strcmp(have->name, want->name) != 0) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "table has column \"%s\" where type requires \"%s\"", have->name,
                                 want->name);
        }
        if (have->type != want->type || have->typmod != want->typmod ||
            have->collation != want->collation) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "table \"%s\" has different type for column \"%s\"", table->name,
                                 want->name);
        }
    }
    for (; at < table->attribute_count; at++) {
        if (!table->attributes[at].dropped) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1, "table has extra column \"%s\"",
                                 table->attributes[at].name);
        }
    }
    return true;
}

bool alter_table_of(replay *r, const alter_table *a, bool add) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    oid type = INVALID_OID;
    if (add) {
        type = type_name_resolve(r->analysis, a->command->def->type_name).type;
        if (type == INVALID_OID) {
            return false;
        }
        const pg_type *t = catalog_type(r->catalog, type);
        const pg_class *row = t->typtype == 'c' ? catalog_relation(r->catalog, t->relation) : NULL;
        if (row == NULL || row->kind != 'c') {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "type %s is not a composite type",
                                 type_format_bare(r->catalog, r->arena, type));
        }
        if (table->parent_count > 0) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "typed tables cannot inherit");
        }
        if (!check_type(r, table, row)) {
            return false;
        }
    } else if (table->of_type == INVALID_OID) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a typed table",
                             table->name);
    }
    if (table->of_type != INVALID_OID) {
        dependency_forget(r, address_of(CLASS_RELATION, a->table),
                          address_of(CLASS_TYPE, table->of_type));
    }
    pg_class *edit = relation_edit(r, a->table);
    edit->of_type = type;
    relation_update(r, edit);
    if (type != INVALID_OID) {
        depend_normal(r, address_of(CLASS_RELATION, a->table), address_of(CLASS_TYPE, type));
    }
    return true;
}
