#ifndef ORIEL_REPLAY_ALTER_TABLE_H
#define ORIEL_REPLAY_ALTER_TABLE_H

/* ALTER TABLE's subcommands, by what they change. */

#include "replay/table_plan.h"

typedef struct alter_table {
    oid table;
    bool recurse;   /* not ONLY */
    bool composite; /* ALTER TYPE of a composite type */
    const PgQuery__AlterTableCmd *command;
    const PgQuery__AlterTableStmt *statement;
    planned_constraint_list *waiting; /* constraints that were read: they are made later */
    oid_list *rewritten;              /* tables whose rows change: nothing may hold such rows */
} alter_table;

/* Looks at one command before any takes effect; false with an error. */
bool alter_table_prepare(replay *r, const alter_table *a);

/* The live column a command names; 0 with an error.  System columns: `verb` "alter" or "drop". */
int alter_table_column(replay *r, const pg_class *table, const char *name, const char *verb);

/* Columns */
bool alter_table_add_column(replay *r, const alter_table *a);
bool alter_table_drop_column(replay *r, const alter_table *a);
bool alter_table_column_default(replay *r, const alter_table *a);
bool alter_table_set_not_null(replay *r, const alter_table *a, bool not_null);
bool alter_table_drop_expression(replay *r, const alter_table *a);
bool alter_table_identity(replay *r, const alter_table *a);
bool alter_table_column_storage(replay *r, const alter_table *a);
bool alter_table_prepare_column_type(replay *r, const alter_table *a);
bool alter_table_column_type(replay *r, const alter_table *a);

/* Constraints */
/* What the command writes waits; keys are looked at. */
bool alter_table_read_constraint(replay *r, const alter_table *a);
/* The same for what a new column brings along. */
bool alter_table_wait(replay *r, const alter_table *a, const table_plan *plan);
/* A primary key's columns must be there before anything is indexed. */
bool alter_table_check_key_columns(replay *r, const alter_table *a, const PgQuery__Constraint *k);
bool alter_table_add_constraint(replay *r, const alter_table *a, const planned_constraint *k);
bool alter_table_drop_constraint(replay *r, const alter_table *a);
bool alter_table_change_constraint(replay *r, const alter_table *a);
/* A unique index that is there becomes a key. */
bool alter_table_check_index(replay *r, oid relation, const PgQuery__Constraint *k);
bool alter_table_use_index(replay *r, oid relation, const PgQuery__Constraint *k);

/* Storage */
bool alter_table_replica_identity(replay *r, const alter_table *a);

/* Triggers and rules */
bool alter_table_switch_trigger(replay *r, const alter_table *a);
bool alter_table_switch_rule(replay *r, const alter_table *a);

/* Persistence */
bool alter_table_prepare_logged(replay *r, const pg_class *table, bool logged);
bool alter_table_set_logged(replay *r, const alter_table *a);

/* Inheritance, partitions, types */
bool alter_table_inherit(replay *r, const alter_table *a, bool add);
bool alter_table_attach(replay *r, const alter_table *a);
bool alter_table_detach(replay *r, const alter_table *a);
bool alter_table_of(replay *r, const alter_table *a, bool add);

/* The tables made of this composite type: they change with it on CASCADE; else they are the
 * server's error. */
bool alter_table_typed_tables(replay *r, oid relation, int behavior, oid_list *typed);

/* Columns elsewhere whose type is the relation's row type: then its columns must stay.  False with
 * an error. */
bool alter_table_check_row_type_unused(replay *r, const pg_class *table);

#endif /* ORIEL_REPLAY_ALTER_TABLE_H */
