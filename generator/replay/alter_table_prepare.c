#include "replay/alter_table.h"

#include "analyze/column_ref.h"

/* What is looked at for every subcommand of a statement before the first of them takes effect. */

#define AT(kind) PG_QUERY__ALTER_TABLE_TYPE__AT_##kind

typedef struct command_kind {
    int type;
    const char *kinds; /* relkinds it is for */
    const char *text;  /* how messages name it */
} command_kind;

static const command_kind command_kinds[] = {
    {AT(AddColumn), "rpfc", "ADD COLUMN"},
    {AT(ColumnDefault), "rpvf", "ALTER COLUMN ... SET DEFAULT"},
    {AT(DropNotNull), "rpf", "ALTER COLUMN ... DROP NOT NULL"},
    {AT(SetNotNull), "rpf", "ALTER COLUMN ... SET NOT NULL"},
    {AT(DropExpression), "rpf", "ALTER COLUMN ... DROP EXPRESSION"},
    {AT(SetStatistics), "rpmiIf", "ALTER COLUMN ... SET STATISTICS"},
    {AT(SetOptions), "rpmf", "ALTER COLUMN ... SET"},
    {AT(ResetOptions), "rpmf", "ALTER COLUMN ... RESET"},
    {AT(SetStorage), "rpmf", "ALTER COLUMN ... SET STORAGE"},
    {AT(SetCompression), "rpm", "ALTER COLUMN ... SET COMPRESSION"},
    {AT(DropColumn), "rpcf", "DROP COLUMN"},
    {AT(AddConstraint), "rpf", "ADD CONSTRAINT"},
    {AT(AlterConstraint), "rp", "ALTER CONSTRAINT"},
    {AT(ValidateConstraint), "rpf", "VALIDATE CONSTRAINT"},
    {AT(AddIndexConstraint), "rp", "ADD CONSTRAINT ... USING INDEX"},
    {AT(DropConstraint), "rpf", "DROP CONSTRAINT"},
    {AT(AlterColumnType), "rpcf", "ALTER COLUMN ... SET DATA TYPE"},
    {AT(AlterColumnGenericOptions), "f", "ALTER COLUMN ... OPTIONS"},
    {AT(ChangeOwner), NULL, "OWNER TO"},
    {AT(ClusterOn), "rpm", "CLUSTER ON"},
    {AT(DropCluster), "rpm", "SET WITHOUT CLUSTER"},
    {AT(SetLogged), "rpS", "SET LOGGED"},
    {AT(SetUnLogged), "rpS", "SET UNLOGGED"},
    {AT(DropOids), "rpf", "SET WITHOUT OIDS"},
    {AT(SetAccessMethod), "rpm", "SET ACCESS METHOD"},
    {AT(SetTableSpace), "rpmiI", "SET TABLESPACE"},
    {AT(SetRelOptions), "rpvmiI", "SET"},
    {AT(ResetRelOptions), "rpvmiI", "RESET"},
    {AT(ReplaceRelOptions), "rpvmiI", NULL},
    {AT(AddInherit), "rpf", "INHERIT"},
    {AT(DropInherit), "rpf", "NO INHERIT"},
    {AT(AddOf), "rp", "OF"},
    {AT(DropOf), "rp", "NOT OF"},
    {AT(ReplicaIdentity), "rpm", "REPLICA IDENTITY"},
    {AT(EnableTrig), "rpf", "ENABLE TRIGGER"},
    {AT(EnableAlwaysTrig), "rpf", "ENABLE ALWAYS TRIGGER"},
    {AT(EnableReplicaTrig), "rpf", "ENABLE REPLICA TRIGGER"},
    {AT(EnableTrigAll), "rpf", "ENABLE TRIGGER ALL"},
    {AT(EnableTrigUser), "rpf", "ENABLE TRIGGER USER"},
    {AT(DisableTrig), "rpf", "DISABLE TRIGGER"},
    {AT(DisableTrigAll), "rpf", "DISABLE TRIGGER ALL"},
    {AT(DisableTrigUser), "rpf", "DISABLE TRIGGER USER"},
    {AT(EnableRule), "rp", "ENABLE RULE"},
    {AT(EnableAlwaysRule), "rp", "ENABLE ALWAYS RULE"},
    {AT(EnableReplicaRule), "rp", "ENABLE REPLICA RULE"},
    {AT(DisableRule), "rp", "DISABLE RULE"},
    {AT(EnableRowSecurity), "rp", "ENABLE ROW SECURITY"},
    {AT(DisableRowSecurity), "rp", "DISABLE ROW SECURITY"},
    {AT(ForceRowSecurity), "rp", "FORCE ROW SECURITY"},
    {AT(NoForceRowSecurity), "rp", "NO FORCE ROW SECURITY"},
    {AT(GenericOptions), "f", "OPTIONS"},
    {AT(AttachPartition), "pI", "ATTACH PARTITION"},
    {AT(DetachPartition), "p", "DETACH PARTITION"},
    {AT(DetachPartitionFinalize), "p", "DETACH PARTITION ... FINALIZE"},
    {AT(AddIdentity), "rpvf", "ALTER COLUMN ... ADD IDENTITY"},
    {AT(SetIdentity), "rpvf", "ALTER COLUMN ... SET"},
    {AT(DropIdentity), "rpvf", "ALTER COLUMN ... DROP IDENTITY"},
};

static const command_kind *find_kind(int type) {
    for (size_t i = 0; i < sizeof command_kinds / sizeof command_kinds[0]; i++) {
        if (command_kinds[i].type == type) {
            return &command_kinds[i];
        }
    }
    return NULL;
}

static bool check_kind(replay *r, const pg_class *table, const command_kind *kind) {
    bool partitions =
        kind != NULL && (kind->type == AT(AttachPartition) || kind->type == AT(DetachPartition) ||
                         kind->type == AT(DetachPartitionFinalize));
    if (partitions && table->kind == 'r') {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "table \"%s\" is not partitioned", table->name);
    }
    if (kind == NULL || kind->kinds == NULL || strchr(kind->kinds, table->kind) != NULL) {
        return true;
    }
    static const struct {
        char kind;
        const char *what;
    } whats[] = {
        {'r', "tables"},         {'p', "partitioned tables"},
        {'v', "views"},          {'m', "materialized views"},
        {'i', "indexes"},        {'I', "partitioned indexes"},
        {'S', "sequences"},      {'c', "composite types"},
        {'f', "foreign tables"},
    };
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                   "ALTER action %s cannot be performed on relation \"%s\"",
                                   kind->text, table->name);
    for (size_t i = 0; i < sizeof whats / sizeof whats[0]; i++) {
        if (whats[i].kind == table->kind) {
            d->detail = replay_text(r, "This operation is not supported for %s.", whats[i].what);
        }
    }
    return false;
}

static bool refuse_only(replay *r, const char *message) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1, "%s", message);
    d->hint = "Do not specify the ONLY keyword.";
    return false;
}

static bool prepare_drop_not_null(replay *r, const alter_table *a, const pg_class *table) {
    return a->recurse || table->kind != 'p' || relation_children(r, a->table).count == 0 ||
           refuse_only(
               r, "cannot remove constraint from only the partitioned table when partitions exist");
}

static bool prepare_set_not_null(replay *r, const alter_table *a, const pg_class *table) {
    return table->kind != 'p' || relation_children(r, a->table).count == 0 ||
           relation_column(table, a->command->name) > 0 ||
           system_column_number(a->command->name) != 0 ||
           replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                         "column \"%s\" of relation \"%s\" does not exist", a->command->name,
                         table->name);
}

static bool prepare_drop_expression(replay *r, const alter_table *a, const pg_class *table) {
    if (!a->recurse && relation_children(r, a->table).count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "ALTER TABLE / DROP EXPRESSION must be applied to child tables too");
    }
    int number = relation_column(table, a->command->name);
    if (number == 0 && system_column_number(a->command->name) == 0) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                             "column \"%s\" of relation \"%s\" does not exist", a->command->name,
                             table->name);
    }
    return number == 0 || relation_attribute(table, number)->inherited_count == 0 ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                         "cannot drop generation expression from inherited column");
}

static bool prepare_typed(replay *r, const alter_table *a, const pg_class *table,
                          const char *message) {
    oid_list typed = {0};
    return table->of_type != INVALID_OID
               ? replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s", message)
               : alter_table_typed_tables(r, a->table, a->command->behavior, &typed);
}

static bool prepare_inherit(replay *r, const pg_class *table) {
    const char *what = table->of_type != INVALID_OID ? "typed table"
                       : table->is_partition         ? "a partition"
                       : table->kind == 'p'          ? "partitioned table"
                                                     : NULL;
    return what == NULL || replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                         "cannot change inheritance of %s", what);
}

/* Is there an earlier subcommand of this kind? */
static bool said_before(const alter_table *a, int kind) {
    for (size_t i = 0; i < a->statement->n_cmds; i++) {
        const PgQuery__AlterTableCmd *c = a->statement->cmds[i]->alter_table_cmd;
        if (c == a->command) {
            return false;
        }
        if ((int)c->subtype == kind) {
            return true;
        }
    }
    return false;
}

static bool prepare_access_method(replay *r, const alter_table *a, const pg_class *table) {
    if (table->kind == 'p') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot change access method of a partitioned table");
    }
    return !said_before(a, AT(SetAccessMethod)) ||
           replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                         "cannot have multiple SET ACCESS METHOD subcommands");
}

bool alter_table_prepare(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (!check_kind(r, table, find_kind((int)a->command->subtype))) {
        return false;
    }
    switch ((int)a->command->subtype) {
    case AT(AddColumn):
        return prepare_typed(r, a, table, "cannot add column to typed table");
    case AT(DropColumn):
        return prepare_typed(r, a, table, "cannot drop column from typed table");
    case AT(DropNotNull):
        return prepare_drop_not_null(r, a, table);
    case AT(SetNotNull):
        return prepare_set_not_null(r, a, table);
    case AT(DropExpression):
        return prepare_drop_expression(r, a, table);
    case AT(AlterColumnType):
        return alter_table_prepare_column_type(r, a);
    case AT(AddInherit):
        return prepare_inherit(r, table);
    case AT(SetLogged):
    case AT(SetUnLogged):
        if (said_before(a, table->persistence == 'u' ? AT(SetLogged) : AT(SetUnLogged))) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "cannot change persistence setting twice");
        }
        return alter_table_prepare_logged(r, table, a->command->subtype == AT(SetLogged));
    case AT(SetAccessMethod):
        return prepare_access_method(r, a, table);
    default:
        return true;
    }
}
