#include "replay/alter_table.h"

#include "replay/deletion.h"
#include "replay/sequence.h"

/* ALTER COLUMN ... ADD, SET and DROP of an identity. */

static bool refuse_identity(replay *r, const pg_class *table, const pg_attribute *column,
                            const char *what) {
    return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                         "column \"%s\" of relation \"%s\" %s", column->name, table->name, what);
}

static bool add_identity(replay *r, const alter_table *a, const pg_class *table, int number) {
    const pg_attribute *column = relation_attribute(table, number);
    const PgQuery__Constraint *k = a->command->def->constraint;
    const sequence_owner owner = {
        .table = table->name,
        .column = column->name,
        .namespace = table->namespace,
        .persistence = table->persistence,
        .type = column->type,
        .identity = true,
        .option_count = k->n_options,
        .options = k->options,
    };
    sequence_plan plan;
    oid sequence =
        sequence_plan_for_column(r, &owner, &plan) ? sequence_make(r, &plan) : INVALID_OID;
    if (sequence == INVALID_OID) {
        return false;
    }
    if (!column->not_null) {
        return refuse_identity(r, table, column,
                               "must be declared NOT NULL before identity can be added");
    }
    if (column->identity) {
        return refuse_identity(r, table, column, "is already an identity column");
    }
    if (column->has_default) {
        return refuse_identity(r, table, column, "already has a default value");
    }
    pg_class *edit = relation_edit(r, table->oid);
    relation_edit_attributes(edit)[number - 1].identity = k->generated_when[0];
    relation_update(r, edit);
    sequence_own(r, sequence, table->oid, number, true);
    return true;
}

static bool set_identity(replay *r, const alter_table *a, const pg_class *table, int number) {
    const PgQuery__Node *def = a->command->def;
    char identity = relation_attribute(table, number)->identity;
    oid sequence = sequence_of_identity(r, table->oid, number);
    const pg_class *s = catalog_relation(r->catalog, sequence);
    if (s != NULL && def->node_case == PG_QUERY__NODE__NODE_LIST &&
        !sequence_alter(r, sequence, s->sequence_type, def->list->n_items, def->list->items)) {
        return false;
    }
    for (size_t i = 0; def->node_case == PG_QUERY__NODE__NODE_LIST && i < def->list->n_items; i++) {
        const PgQuery__DefElem *e = def->list->items[i]->def_elem;
        if (strcmp(e->defname, "generated") == 0 && e->arg != NULL) {
            identity = e->arg->node_case == PG_QUERY__NODE__NODE_INTEGER
                           ? (char)e->arg->integer->ival
                           : node_string(e->arg)[0];
        }
    }
    pg_class *edit = relation_edit(r, table->oid);
    relation_edit_attributes(edit)[number - 1].identity = identity;
    relation_update(r, edit);
    return true;
}

static bool drop_identity(replay *r, const pg_class *table, int number) {
    oid sequence = sequence_of_identity(r, table->oid, number);
    pg_class *edit = relation_edit(r, table->oid);
    relation_edit_attributes(edit)[number - 1].identity = 0;
    relation_update(r, edit);
    if (sequence == INVALID_OID) {
        return true;
    }
    depend_remove(r->catalog, address_of(CLASS_RELATION, sequence), DEPENDENCY_INTERNAL);
    return deletion_perform_one(r, address_of(CLASS_RELATION, sequence), false);
}

bool alter_table_identity(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    int number = alter_table_column(r, table, a->command->name, "alter");
    if (number == 0) {
        return false;
    }
    const pg_attribute *column = relation_attribute(table, number);
    if (a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity) {
        return add_identity(r, a, table, number);
    }
    if (!column->identity) {
        return (a->command->missing_ok &&
                a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity) ||
               refuse_identity(r, table, column, "is not an identity column");
    }
    return a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity
               ? set_identity(r, a, table, number)
               : drop_identity(r, table, number);
}
