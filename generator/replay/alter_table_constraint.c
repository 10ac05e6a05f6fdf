#include "replay/alter_table.h"

#include "analyze/operator_call.h"
#include "replay/constraint.h"
#include "replay/deletion.h"
#include "replay/index.h"
#include "replay/key_check.h"
#include "replay/object_name.h"

/* ADD, DROP, ALTER and VALIDATE CONSTRAINT. */

bool alter_table_wait(replay *r, const alter_table *a, const table_plan *plan) {
    if (!key_check_existing_table(r, plan)) {
        return false;
    }
    for (int i = 0; i < plan->keys.count; i++) {
        const PgQuery__Constraint *k = plan->keys.items[i].node;
        if (string_or_null(k->indexname) != NULL && !alter_table_check_index(r, a->table, k)) {
            return false;
        }
    }
    const planned_constraint_list *const lists[] = {&plan->keys, &plan->checks,
                                                    &plan->foreign_keys};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (int j = 0; j < lists[i]->count; j++) {
            *LIST_PUSH(r->arena, a->waiting) = lists[i]->items[j];
        }
    }
    return true;
}

bool alter_table_read_constraint(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    table_plan plan = {.table = table->name,
                       .namespace = table->namespace,
                       .persistence = table->persistence,
                       .foreign = table->kind == 'f',
                       .partitioned = table->kind == 'p',
                       .existing = table};
    return table_plan_constraint(r, &plan, a->command->def->constraint) &&
           alter_table_wait(r, a, &plan);
}

bool alter_table_check_key_columns(replay *r, const alter_table *a, const PgQuery__Constraint *k) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    bool primary = k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
    for (size_t i = 0; i < k->n_keys && primary; i++) {
        if (alter_table_column(r, table, node_string(k->keys[i]), "alter") == 0) {
            return false;
        }
    }
    return true;
}

static bool add_check(replay *r, const alter_table *a, const planned_constraint_list *one) {
    oid before = catalog_new_oid(r->catalog);
    if (!constraint_add_checks(r, a->table, one)) {
        return false;
    }
    if (!one->items[0].node->is_no_inherit && !a->recurse &&
        relation_children(r, a->table).count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "constraint must be added to child tables too");
    }
    return constraint_spread_checks(r, a->table, before);
}

/* A partitioned table's foreign keys are those of all its partitions, and hold. */
static bool check_foreign_key(replay *r, const alter_table *a, const PgQuery__Constraint *k) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (table->kind != 'p' || (a->recurse && !k->skip_validation)) {
        return true;
    }
    const pg_class *other = relation_open(r, k->pktable, false);
    if (other == NULL) {
        return false;
    }
    return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                         "cannot %s foreign key on partitioned table \"%s\" referencing relation "
                         "\"%s\"",
                         a->recurse ? "add NOT VALID" : "use ONLY for", table->name, other->name);
}

bool alter_table_add_constraint(replay *r, const alter_table *a, const planned_constraint *k) {
    planned_constraint_list one = {0};
    *LIST_PUSH(r->arena, &one) = *k;
    switch (k->node->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        return add_check(r, a, &one);
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        return check_foreign_key(r, a, k->node) && constraint_add_foreign_keys(r, a->table, &one);
    default:
        return string_or_null(k->node->indexname) != NULL
                   ? alter_table_use_index(r, a->table, k->node)
                   : constraint_add_keys(r, a->table, &one, !a->recurse);
    }
}

/* A check that children inherited: one parent less; gone when it was the last. */
static bool leave_children(replay *r, oid parent, const char *name, bool recurse) {
    oid_list children = relation_children(r, parent);
    for (int i = 0; i < children.count; i++) {
        const pg_constraint *k =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, children.items[i], name);
        if (k == NULL || k->type != 'c' || k->inherited_count == 0) {
            continue;
        }
        if (recurse && k->inherited_count == 1 && !k->is_local) {
            if (!leave_children(r, children.items[i], name, recurse) ||
                !deletion_perform_one(r, address_of(CLASS_CONSTRAINT, k->oid), true)) {
                return false;
            }
            continue;
        }
        pg_constraint edit = *k;
        edit.inherited_count--;
        edit.is_local = edit.is_local || !recurse;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    }
    return true;
}

bool alter_table_drop_constraint(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const pg_constraint *k =
        catalog_find_child(r->catalog, CLASS_CONSTRAINT, a->table, a->command->name);
    if (k == NULL) {
        return a->command->missing_ok ||
               replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "constraint \"%s\" of relation \"%s\" does not exist",
                             a->command->name, table->name);
    }
    if (k->inherited_count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot drop inherited constraint \"%s\" of relation \"%s\"", k->name,
                             table->name);
    }
    if (k->type == 'c' && !k->no_inherit && !a->recurse && table->kind == 'p' &&
        relation_children(r, a->table).count > 0) {
        diagnostic *d = analysis_error(
            r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
            "cannot remove constraint from only the partitioned table when partitions exist");
        d->hint = "Do not specify the ONLY keyword.";
        return false;
    }
    bool cascade = a->command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    bool check = k->type == 'c' && !k->no_inherit;
    const char *name = k->name;
    return deletion_perform_one(r, address_of(CLASS_CONSTRAINT, k->oid), cascade) &&
           (!check || leave_children(r, a->table, name, a->recurse));
}

bool alter_table_change_constraint(replay *r, const alter_table *a) {
    bool validate = a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint;
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const PgQuery__Constraint *def =
        !validate && a->command->def != NULL ? a->command->def->constraint : NULL;
    const char *name = validate ? a->command->name : def->conname;
    const pg_constraint *k = catalog_find_child(r->catalog, CLASS_CONSTRAINT, a->table, name);
    if (k == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "constraint \"%s\" of relation \"%s\" does not exist", name,
                             table->name);
    }
    pg_constraint edit = *k;
    if (validate) {
        if (k->type != 'f' && k->type != 'c') {
            return replay_refuse(
                r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                "constraint \"%s\" of relation \"%s\" is not a foreign key or check constraint",
                name, table->name);
        }
        edit.validated = true;
    } else {
        if (k->type != 'f') {
            return replay_refuse(
                r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                "constraint \"%s\" of relation \"%s\" is not a foreign key constraint", name,
                table->name);
        }
        edit.deferrable = def->deferrable;
        edit.deferred = def->initdeferred;
    }
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    return true;
}

/* --- ADD CONSTRAINT ... USING INDEX ---------------------------------------------------------- */

static bool refuse_index(replay *r, const PgQuery__Constraint *k, const char *problem) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, k->location, "%s", problem);
    d->detail = "Cannot create a primary key or unique constraint using such an index.";
    return false;
}

/* A constraint's index sorts as its columns do by default. */
static bool check_orders(replay *r, const PgQuery__Constraint *k, const pg_class *table,
                         const pg_index *index) {
    for (int i = 0; i < index->key_count; i++) {
        const pg_attribute *a = relation_attribute(table, index->columns[i]);
        const pg_opclass *standard = opclass_default(r->catalog, a->type, BTREE_AM_OID);
        if ((index->orders != NULL && index->orders[i] != 0) ||
            index->collations[i] != a->collation ||
            (standard != NULL && index->opclasses[i] != standard->oid)) {
            return refuse_index(
                r, k,
                replay_text(r,
                            "index \"%s\" column number %d does not have default sorting behavior",
                            k->indexname, i + 1));
        }
    }
    return true;
}

static bool check_index(replay *r, const PgQuery__Constraint *k, const pg_class *table,
                        const pg_class *index) {
    if (index == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, k->location,
                             "index \"%s\" does not exist", k->indexname);
    }
    if (index->index == NULL || index->parent != table->oid) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, k->location,
                             "index \"%s\" does not belong to table \"%s\"", k->indexname,
                             table->name);
    }
    if (index_constraint(r, index->oid) != NULL) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, k->location,
                             "index \"%s\" is already associated with a constraint", k->indexname);
    }
    const pg_index *i = index->index;
    if (!i->valid) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, k->location,
                             "index \"%s\" is not valid", k->indexname);
    }
    if (!i->unique) {
        return refuse_index(r, k, replay_text(r, "\"%s\" is not a unique index", k->indexname));
    }
    if (i->has_expressions) {
        return refuse_index(r, k,
                            replay_text(r, "index \"%s\" contains expressions", k->indexname));
    }
    if (i->partial) {
        return refuse_index(r, k, replay_text(r, "\"%s\" is a partial index", k->indexname));
    }
    return check_orders(r, k, table, i);
}

static const pg_class *find_index(replay *r, const pg_class *table, const PgQuery__Constraint *k) {
    return catalog_find_named(r->catalog, CLASS_RELATION, table->namespace, k->indexname);
}

bool alter_table_check_index(replay *r, oid relation, const PgQuery__Constraint *k) {
    const pg_class *table = catalog_relation(r->catalog, relation);
    return check_index(r, k, table, find_index(r, table, k));
}

bool alter_table_use_index(replay *r, oid relation, const PgQuery__Constraint *k) {
    const pg_class *table = catalog_relation(r->catalog, relation);
    const pg_class *index = find_index(r, table, k);
    if (table->kind == 'p') {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables");
    }
    bool primary = k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
    if (primary && constraint_primary_key(r, relation) != NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "multiple primary keys for table \"%s\" are not allowed", table->name);
    }
    const char *name = string_or_null(k->conname);
    if (name != NULL && constraint_name_is_used(r, table, name)) {
        return false;
    }
    pg_class *edit = relation_edit(r, index->oid);
    pg_index *record = arena_copy(r->arena, edit->index, sizeof *edit->index);
    record->primary = primary;
    record->immediate = !k->deferrable;
    edit->index = record;
    edit->name = name != NULL ? name : edit->name;
    relation_update(r, edit);
    depend_remove(r->catalog, address_of(CLASS_RELATION, index->oid), DEPENDENCY_AUTO);
    oid made = constraint_store(r, &(pg_constraint){
                                       .namespace = table->namespace,
                                       .parent = relation,
                                       .name = edit->name,
                                       .type = primary ? 'p' : 'u',
                                       .deferrable = k->deferrable,
                                       .deferred = k->initdeferred,
                                       .validated = true,
                                       .is_local = true,
                                       .no_inherit = true,
                                       .index = index->oid,
                                       .key_count = record->key_count,
                                       .keys = record->columns,
                                   });
    depend_add(r->catalog, address_of(CLASS_RELATION, index->oid),
               address_of(CLASS_CONSTRAINT, made), DEPENDENCY_INTERNAL);
    if (!primary) {
        return true;
    }
    pg_class *owner = relation_edit(r, relation);
    for (int i = 0; i < record->key_count; i++) {
        relation_edit_attributes(owner)[record->columns[i] - 1].not_null = true;
    }
    relation_update(r, owner);
    return true;
}
