#include "replay/alter_table.h"

#include <strings.h>

#include "analyze/column_ref.h"
#include "catalog/type_format.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/deletion.h"
#include "replay/foreign_table.h"
#include "replay/index.h"
#include "replay/object_name.h"
#include "replay/partition.h"
#include "replay/object_description.h"
#include "replay/table_plan.h"

/* --- ADD COLUMN ------------------------------------------------------------------------------- */

/* One column behind the others of a relation. */
static int append_column(replay *r, oid table, const pg_attribute *column) {
    pg_class *edit = relation_edit(r, table);
    pg_attribute *all = ARENA_ARRAY(r->arena, pg_attribute, edit->attribute_count + 1);
    memcpy(all, edit->attributes, sizeof(pg_attribute) * (size_t)edit->attribute_count);
    all[edit->attribute_count] = *column;
    edit->attributes = all;
    edit->attribute_count++;
    relation_update(r, edit);
    relation_depend_column(r, table, edit->attribute_count);
    return edit->attribute_count;
}

static bool name_is_free(replay *r, const pg_class *table, const char *name) {
    if (relation_column(table, name) > 0) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                             "column \"%s\" of relation \"%s\" already exists", name, table->name);
    }
    if (table->kind != 'v' && table->kind != 'c' && system_column_number(name) != 0) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                             "column name \"%s\" conflicts with a system column name", name);
    }
    return true;
}

/* Rows get a value for the new column when it has a default or its domain looks at it. */
static void note_rewriting(replay *r, const alter_table *a, oid table, int number) {
    const pg_attribute *column = relation_attribute(catalog_relation(r->catalog, table), number);
    if (column->has_default || column->identity ||
        catalog_type(r->catalog, column->type)->typtype == 'd') {
        *LIST_PUSH(r->arena, a->rewritten) = table;
    }
}

static bool add_to_children(replay *r, const alter_table *a, const table_plan *plan, oid parent);

static bool add_to_child(replay *r, const alter_table *a, const table_plan *plan, oid child) {
    const pg_attribute *column = &plan->columns.items[0];
    const pg_class *table = catalog_relation(r->catalog, child);
    int number = relation_column(table, column->name);
    if (number > 0) {
        pg_class *edit = relation_edit(r, child);
        pg_attribute *mine = &relation_edit_attributes(edit)[number - 1];
        if (mine->type != column->type || mine->typmod != column->typmod) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "child table \"%s\" has different type for column \"%s\"",
                                 table->name, column->name);
        }
        mine->inherited_count++;
        relation_update(r, edit);
        return true;
    }
    pg_attribute copy = *column;
    copy.is_local = false;
    copy.inherited_count = 1;
    copy.identity = 0;
    number = append_column(r, child, &copy);
    for (int i = 0; i < plan->defaults.count; i++) {
        planned_default d = plan->defaults.items[i];
        d.attribute = number;
        if (!column_default_add(r, child, &d)) {
            return false;
        }
    }
    note_rewriting(r, a, child, number);
    return add_to_children(r, a, plan, child);
}

static bool add_to_children(replay *r, const alter_table *a, const table_plan *plan, oid parent) {
    oid_list children = relation_children(r, parent);
    for (int i = 0; i < children.count; i++) {
        if (!add_to_child(r, a, plan, children.items[i])) {
            return false;
        }
    }
    return true;
}

static bool new_column_plan(replay *r, const alter_table *a, table_plan *plan) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    *plan = (table_plan){.table = table->name,
                         .namespace = table->namespace,
                         .persistence = table->persistence,
                         .foreign = table->kind == 'f',
                         .partitioned = table->kind == 'p',
                         .existing = table};
    return table_plan_column(r, plan, a->command->def->column_def) &&
           alter_table_wait(r, a, plan) && table_plan_make_sequences(r, plan);
}

static bool check_identity_of_children(replay *r, const alter_table *a,
                                       const pg_attribute *column) {
    return !column->identity || !a->recurse || relation_children(r, a->table).count == 0 ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                         "cannot recursively add identity column to table that has child tables");
}

bool alter_table_add_column(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const PgQuery__ColumnDef *def = a->command->def->column_def;
    const char *name = object_name_cut(r->arena, def->colname);
    if (table->is_partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "cannot add column to a partition");
    }
    if (a->command->missing_ok && relation_column(table, name) > 0) {
        return true;
    }
    table_plan plan;
    oid_list typed = {0};
    if (!name_is_free(r, table, name) || !new_column_plan(r, a, &plan) ||
        !alter_table_typed_tables(r, a->table, a->command->behavior, &typed)) {
        return false;
    }
    const pg_attribute *column = &plan.columns.items[0];
    if (!relation_check_column_type(r, column->name, column->type, column->collation, a->table)) {
        return false;
    }
    if (!relation_check_column_compression(r, column->type, column->compression) ||
        !check_identity_of_children(r, a, column)) {
        return false;
    }
    int number = append_column(r, a->table, column);
    for (int i = 0; i < typed.count; i++) {
        append_column(r, typed.items[i], column);
        if (!add_to_children(r, a, &plan, typed.items[i])) {
            return false;
        }
    }
    if (!table_plan_add_defaults(r, &plan, a->table)) {
        return false;
    }
    if (!a->recurse && relation_children(r, a->table).count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "column must be added to child tables too");
    }
    note_rewriting(r, a, a->table, number);
    return add_to_children(r, a, &plan, a->table) &&
           table_plan_give_sequences(r, &plan, a->table) &&
           foreign_table_set_column_options(r, a->table, name, def->n_fdwoptions, def->fdwoptions);
}

/* --- DROP COLUMN ------------------------------------------------------------------------------ */

static bool check_partition_key(replay *r, const pg_class *table, int number) {
    return !partition_key_uses(r, table, number) ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                         "cannot drop column \"%s\" because it is part of the partition key of "
                         "relation \"%s\"",
                         relation_attribute(table, number)->name, table->name);
}

static bool leave_children(replay *r, oid parent, const char *name, bool recurse,
                           address_list *doomed) {
    oid_list children = relation_children(r, parent);
    for (int i = 0; i < children.count; i++) {
        const pg_class *child = catalog_relation(r->catalog, children.items[i]);
        int number = relation_column(child, name);
        if (number == 0) {
            continue;
        }
        const pg_attribute *mine = relation_attribute(child, number);
        if (!check_partition_key(r, child, number)) {
            return false;
        }
        if (recurse && mine->inherited_count == 1 && !mine->is_local) {
            if (!leave_children(r, child->oid, name, recurse, doomed)) {
                return false;
            }
            *LIST_PUSH(r->arena, doomed) = address_of_column(child->oid, number);
            continue;
        }
        pg_class *edit = relation_edit(r, child->oid);
        pg_attribute *column = &relation_edit_attributes(edit)[number - 1];
        column->inherited_count -= column->inherited_count > 0;
        column->is_local = column->is_local || !recurse;
        relation_update(r, edit);
    }
    return true;
}

bool alter_table_drop_column(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const char *name = a->command->name;
    if (a->command->missing_ok && relation_column(table, name) == 0 &&
        system_column_number(name) == 0) {
        return true;
    }
    int number = alter_table_column(r, table, name, "drop");
    if (number == 0) {
        return false;
    }
    if (relation_attribute(table, number)->inherited_count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot drop inherited column \"%s\"", name);
    }
    if (!check_partition_key(r, table, number)) {
        return false;
    }
    bool cascade = a->command->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    oid_list typed = {0};
    if (!alter_table_typed_tables(r, a->table, a->command->behavior, &typed)) {
        return false;
    }
    address_list doomed = {0};
    for (int i = 0; i < typed.count; i++) {
        int at = relation_column(catalog_relation(r->catalog, typed.items[i]), name);
        if (!leave_children(r, typed.items[i], name, true, &doomed)) {
            return false;
        }
        if (at > 0) {
            *LIST_PUSH(r->arena, &doomed) = address_of_column(typed.items[i], at);
        }
    }
    if (!a->recurse && table->kind == 'p' && relation_children(r, a->table).count > 0) {
        diagnostic *d = analysis_error(
            r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
            "cannot drop column from only the partitioned table when partitions exist");
        d->hint = "Do not specify the ONLY keyword.";
        return false;
    }
    if (!leave_children(r, a->table, name, a->recurse, &doomed)) {
        return false;
    }
    *LIST_PUSH(r->arena, &doomed) = address_of_column(a->table, number);
    return deletion_perform(r, &doomed, cascade);
}

/* --- DEFAULT ---------------------------------------------------------------------------------- */

static bool refuse_kind(replay *r, const pg_class *table, const char *column, const char *what,
                        const char *hint) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_SYNTAX_ERROR, -1,
                       "column \"%s\" of relation \"%s\" is %s", column, table->name, what);
    d->hint = hint;
    return false;
}

static bool change_default(replay *r, const alter_table *a, oid table) {
    const pg_class *rel = catalog_relation(r->catalog, table);
    int number = alter_table_column(r, rel, a->command->name, "alter");
    if (number == 0) {
        return false;
    }
    const pg_attribute *column = relation_attribute(rel, number);
    bool drop = a->command->def == NULL;
    if (column->identity) {
        return refuse_kind(r, rel, column->name, "an identity column",
                           drop ? "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead."
                                : NULL);
    }
    if (column->generated) {
        return refuse_kind(r, rel, column->name, "a generated column",
                           drop ? "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead."
                                : NULL);
    }
    if (drop) {
        column_default_remove(r, table, number);
        return true;
    }
    planned_default d = {.attribute = number, .node = a->command->def, .location = -1};
    column_default_remove(r, table, number);
    return column_default_add(r, table, &d);
}

bool alter_table_column_default(replay *r, const alter_table *a) {
    if (!change_default(r, a, a->table)) {
        return false;
    }
    oid_list family = relation_family(r, a->table);
    for (int i = 1; a->recurse && i < family.count; i++) {
        if (!change_default(r, a, family.items[i])) {
            return false;
        }
    }
    return true;
}

/* --- NOT NULL --------------------------------------------------------------------------------- */

static bool may_drop_not_null(replay *r, const pg_class *table, int number) {
    const pg_attribute *column = relation_attribute(table, number);
    if (column->identity) {
        return refuse_kind(r, table, column->name, "an identity column", NULL);
    }
    oid_list indexes = index_list(r, table->oid);
    for (int i = 0; i < indexes.count; i++) {
        const pg_index *index = catalog_relation(r->catalog, indexes.items[i])->index;
        for (int k = 0; k < index->key_count; k++) {
            if (index->columns[k] != number) {
                continue;
            }
            if (index->primary) {
                return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                     "column \"%s\" is in a primary key", column->name);
            }
            if (index->replica_identity) {
                return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                     "column \"%s\" is in index used as replica identity",
                                     column->name);
            }
        }
    }
    if (table->is_partition && table->parent_count > 0) {
        const pg_class *parent = catalog_relation(r->catalog, table->parents[0]);
        int theirs = relation_column(parent, column->name);
        if (theirs > 0 && relation_attribute(parent, theirs)->not_null) {
            return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                 "column \"%s\" is marked NOT NULL in parent table", column->name);
        }
    }
    return true;
}

/* SET NOT NULL for ONLY a partitioned table: its partitions must have it already. */
static bool check_only(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    oid_list children = relation_children(r, a->table);
    if (a->recurse || table->kind != 'p' || children.count == 0) {
        return true;
    }
    for (int i = 0; i < children.count; i++) {
        const pg_class *child = catalog_relation(r->catalog, children.items[i]);
        int number = relation_column(child, a->command->name);
        if (number > 0 && !relation_attribute(child, number)->not_null) {
            diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                           "constraint must be added to child tables too");
            d->hint = "Do not specify the ONLY keyword.";
            return false;
        }
    }
    return true;
}

bool alter_table_set_not_null(replay *r, const alter_table *a, bool not_null) {
    if (not_null && !check_only(r, a)) {
        return false;
    }
    oid_list family = {0};
    *LIST_PUSH(r->arena, &family) = a->table;
    if (a->recurse) {
        family = relation_family(r, a->table);
    }
    for (int i = 0; i < family.count; i++) {
        const pg_class *table = catalog_relation(r->catalog, family.items[i]);
        int number = alter_table_column(r, table, a->command->name, "alter");
        if (number == 0 || (!not_null && !may_drop_not_null(r, table, number))) {
            return false;
        }
        pg_class *edit = relation_edit(r, table->oid);
        relation_edit_attributes(edit)[number - 1].not_null = not_null;
        relation_update(r, edit);
    }
    return true;
}

/* --- Generation, storage ---------------------------------------------------------------------- */

bool alter_table_drop_expression(replay *r, const alter_table *a) {
    oid_list family = {0};
    *LIST_PUSH(r->arena, &family) = a->table;
    family = a->recurse ? relation_family(r, a->table) : family;
    for (int i = 0; i < family.count; i++) {
        const pg_class *table = catalog_relation(r->catalog, family.items[i]);
        int number = alter_table_column(r, table, a->command->name, "alter");
        if (number == 0) {
            return false;
        }
        const pg_attribute *column = relation_attribute(table, number);
        if (!column->generated) {
            return a->command->missing_ok ||
                   replay_refuse(
                       r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                       "column \"%s\" of relation \"%s\" is not a stored generated column",
                       column->name, table->name);
        }
        column_default_remove(r, table->oid, number);
        pg_class *edit = relation_edit(r, table->oid);
        relation_edit_attributes(edit)[number - 1].generated = 0;
        relation_update(r, edit);
    }
    return true;
}

/* Statistics of an index's column: only expressions have their own. */
static bool check_index_statistics(replay *r, const alter_table *a, const pg_class *index) {
    int number =
        a->command->name[0] != '\0' ? relation_column(index, a->command->name) : a->command->num;
    if (number <= 0 || number > index->index->column_count) {
        return a->command->name[0] != '\0' ||
               replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                             "column number %d of relation \"%s\" does not exist", a->command->num,
                             index->name);
    }
    const char *name = index->attributes[number - 1].name;
    if (number > index->index->key_count) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "cannot alter statistics on included column \"%s\" of index \"%s\"",
                             name, index->name);
    }
    if (index->index->columns[number - 1] != 0) {
        diagnostic *d = analysis_error(
            r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "cannot alter statistics on non-expression column \"%s\" of index \"%s\"", name,
            index->name);
        d->hint = "Alter statistics on table column instead.";
        return false;
    }
    return true;
}

/* Values that are never stored elsewhere have one way of storage. */
static bool check_storage_of_type(replay *r, const alter_table *a, oid type) {
    if (a->command->subtype != PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage ||
        catalog_type(r->catalog, type)->storage != 'p' ||
        strcasecmp(node_string(a->command->def), "plain") == 0) {
        return true;
    }
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "column data type %s can only have storage PLAIN",
                         type_format_bare(r->catalog, r->arena, type));
}

bool alter_table_column_storage(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (table->index != NULL) {
        return check_index_statistics(r, a, table);
    }
    if (a->command->name[0] == '\0') {
        return true;
    }
    int number = alter_table_column(r, table, a->command->name, "alter");
    if (number == 0) {
        return false;
    }
    const char *value = node_string(a->command->def);
    if (!check_storage_of_type(r, a, table->attributes[number - 1].type)) {
        return false;
    }
    pg_class *edit = relation_edit(r, a->table);
    pg_attribute *column = &relation_edit_attributes(edit)[number - 1];
    if (a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage) {
        column->storage = value;
    } else if (a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression) {
        if (!relation_check_column_compression(r, column->type, value)) {
            return false;
        }
        column->compression = value;
    }
    relation_update(r, edit);
    return true;
}
