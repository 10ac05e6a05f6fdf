#include "replay/alter_table.h"

#include "analyze/column_ref.h"
#include "replay/relation_options.h"
#include "replay/statements.h"

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind
#define AT(kind)     PG_QUERY__ALTER_TABLE_TYPE__AT_##kind

int alter_table_column(replay *r, const pg_class *table, const char *name, const char *verb) {
    int number = relation_column(table, name);
    if (number > 0) {
        return number;
    }
    if (system_column_number(name) != 0 && table->kind != 'v' && table->kind != 'c') {
        replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "cannot %s system column \"%s\"", verb,
                      name);
        return 0;
    }
    replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                  "column \"%s\" of relation \"%s\" does not exist", name, table->name);
    return 0;
}

/* The order in which the subcommands of one statement take effect, and how messages name them. */
typedef struct command_kind {
    int type;
    int pass;
    const char *kinds; /* relkinds it is for */
    const char *text;
} command_kind;

enum {
    PASS_DROP,
    PASS_TYPE,
    PASS_ADD_COLUMN,
    PASS_ADD_CONSTRAINT,
    PASS_COLUMN,
    PASS_INDEX,
    PASS_OTHER,
    PASS_MISC,
    PASS_COUNT
};

static const command_kind command_kinds[] = {
    {AT(AddColumn), PASS_ADD_COLUMN, "rpfc", "ADD COLUMN"},
    {AT(ColumnDefault), PASS_OTHER, "rpvf", "ALTER COLUMN ... SET DEFAULT"},
    {AT(DropNotNull), PASS_DROP, "rpf", "ALTER COLUMN ... DROP NOT NULL"},
    {AT(SetNotNull), PASS_COLUMN, "rpf", "ALTER COLUMN ... SET NOT NULL"},
    {AT(DropExpression), PASS_DROP, "rpf", "ALTER COLUMN ... DROP EXPRESSION"},
    {AT(SetStatistics), PASS_MISC, "rpmiIf", "ALTER COLUMN ... SET STATISTICS"},
    {AT(SetOptions), PASS_MISC, "rpmf", "ALTER COLUMN ... SET"},
    {AT(ResetOptions), PASS_MISC, "rpmf", "ALTER COLUMN ... RESET"},
    {AT(SetStorage), PASS_MISC, "rpmf", "ALTER COLUMN ... SET STORAGE"},
    {AT(SetCompression), PASS_MISC, "rpm", "ALTER COLUMN ... SET COMPRESSION"},
    {AT(DropColumn), PASS_DROP, "rpcf", "DROP COLUMN"},
    {AT(AddConstraint), PASS_ADD_CONSTRAINT, "rpf", "ADD CONSTRAINT"},
    {AT(AlterConstraint), PASS_MISC, "rp", "ALTER CONSTRAINT"},
    {AT(ValidateConstraint), PASS_MISC, "rpf", "VALIDATE CONSTRAINT"},
    {AT(AddIndexConstraint), PASS_INDEX, "rp", "ADD CONSTRAINT ... USING INDEX"},
    {AT(DropConstraint), PASS_DROP, "rpf", "DROP CONSTRAINT"},
    {AT(AlterColumnType), PASS_TYPE, "rpcf", "ALTER COLUMN ... SET DATA TYPE"},
    {AT(AlterColumnGenericOptions), PASS_MISC, "f", "ALTER COLUMN ... OPTIONS"},
    {AT(ChangeOwner), PASS_MISC, NULL, "OWNER TO"},
    {AT(ClusterOn), PASS_MISC, "rpm", "CLUSTER ON"},
    {AT(DropCluster), PASS_MISC, "rpm", "SET WITHOUT CLUSTER"},
    {AT(SetLogged), PASS_MISC, "rpS", "SET LOGGED"},
    {AT(SetUnLogged), PASS_MISC, "rpS", "SET UNLOGGED"},
    {AT(DropOids), PASS_DROP, "rpf", "SET WITHOUT OIDS"},
    {AT(SetAccessMethod), PASS_MISC, "rpm", "SET ACCESS METHOD"},
    {AT(SetTableSpace), PASS_MISC, "rpmiI", "SET TABLESPACE"},
    {AT(SetRelOptions), PASS_MISC, "rpvmiI", "SET"},
    {AT(ResetRelOptions), PASS_MISC, "rpvmiI", "RESET"},
    {AT(ReplaceRelOptions), PASS_MISC, "rpvmiI", NULL},
    {AT(AddInherit), PASS_MISC, "rpf", "INHERIT"},
    {AT(DropInherit), PASS_MISC, "rpf", "NO INHERIT"},
    {AT(AddOf), PASS_MISC, "rp", "OF"},
    {AT(DropOf), PASS_MISC, "rp", "NOT OF"},
    {AT(ReplicaIdentity), PASS_MISC, "rpm", "REPLICA IDENTITY"},
    {AT(EnableRowSecurity), PASS_MISC, "rp", "ENABLE ROW SECURITY"},
    {AT(DisableRowSecurity), PASS_MISC, "rp", "DISABLE ROW SECURITY"},
    {AT(ForceRowSecurity), PASS_MISC, "rp", "FORCE ROW SECURITY"},
    {AT(NoForceRowSecurity), PASS_MISC, "rp", "NO FORCE ROW SECURITY"},
    {AT(GenericOptions), PASS_MISC, "f", "OPTIONS"},
    {AT(AttachPartition), PASS_MISC, "pI", "ATTACH PARTITION"},
    {AT(DetachPartition), PASS_MISC, "p", "DETACH PARTITION"},
    {AT(DetachPartitionFinalize), PASS_MISC, "p", "DETACH PARTITION ... FINALIZE"},
    {AT(AddIdentity), PASS_OTHER, "rpvf", "ALTER COLUMN ... ADD IDENTITY"},
    {AT(SetIdentity), PASS_COLUMN, "rpvf", "ALTER COLUMN ... SET"},
    {AT(DropIdentity), PASS_DROP, "rpvf", "ALTER COLUMN ... DROP IDENTITY"},
};

static const command_kind *find_kind(int type) {
    for (size_t i = 0; i < sizeof command_kinds / sizeof command_kinds[0]; i++) {
        if (command_kinds[i].type == type) {
            return &command_kinds[i];
        }
    }
    return NULL;
}

static int pass_of(const PgQuery__AlterTableCmd *c, const command_kind *kind) {
    if (c->subtype == AT(ColumnDefault) && c->def == NULL) {
        return PASS_DROP;
    }
    if (c->subtype == AT(AddConstraint) && c->def != NULL) {
        switch (c->def->constraint->contype) {
        case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
        case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
            return PASS_INDEX;
        case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
            return PASS_OTHER;
        default:
            break;
        }
    }
    return kind != NULL ? kind->pass : PASS_MISC;
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

/* Permanent tables refer to permanent ones only; none refers to an unlogged one. */
static bool check_persistence(replay *r, const pg_class *table) {
    bool logged = table->persistence == 'p';
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_CONSTRAINT);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type != 'f' || (logged ? k->parent : k->foreign_relation) != table->oid) {
            continue;
        }
        const pg_class *other =
            catalog_relation(r->catalog, logged ? k->foreign_relation : k->parent);
        if (other->oid == table->oid || other->persistence == table->persistence) {
            continue;
        }
        return replay_refuse(
            r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
            logged ? "could not change table \"%s\" to logged because it references unlogged table "
                     "\"%s\""
                   : "could not change table \"%s\" to unlogged because it references logged table "
                     "\"%s\"",
            table->name, other->name);
    }
    return true;
}

static bool set_flag(replay *r, oid table, int subtype) {
    pg_class *edit = relation_edit(r, table);
    if ((subtype == AT(SetLogged) || subtype == AT(SetUnLogged)) && edit->persistence == 't') {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot change logged status of table \"%s\" because it is temporary",
                             edit->name);
    }
    switch (subtype) {
    case AT(EnableRowSecurity):
        edit->row_security = true;
        break;
    case AT(DisableRowSecurity):
        edit->row_security = false;
        break;
    case AT(ForceRowSecurity):
        edit->force_row_security = true;
        break;
    case AT(NoForceRowSecurity):
        edit->force_row_security = false;
        break;
    case AT(SetLogged):
        edit->persistence = 'p';
        break;
    default:
        edit->persistence = 'u';
        break;
    }
    relation_update(r, edit);
    return (subtype != AT(SetLogged) && subtype != AT(SetUnLogged)) || check_persistence(r, edit);
}

static const char *option_text(replay *r, const PgQuery__DefElem *e) {
    return replay_text(r, "%s=%s", e->defname, relation_option_value(r, e));
}

static bool has_name(const char *option, const char *name) {
    size_t length = strlen(name);
    return strncmp(option, name, length) == 0 && option[length] == '=';
}

/* SET (...) and RESET (...): the list of options as it stands afterwards. */
static bool set_options(replay *r, const alter_table *a, bool reset) {
    const PgQuery__Node *def = a->command->def;
    if (def == NULL || def->node_case != PG_QUERY__NODE__NODE_LIST) {
        return true;
    }
    const pg_class *old = catalog_relation(r->catalog, a->table);
    if (!reset && (!relation_options_check(r, old->kind, def->list->n_items, def->list->items) ||
                   (old->index != NULL &&
                    !relation_options_check_index(r, old->access_method, def->list->n_items,
                                                  def->list->items)))) {
        return false;
    }
    pg_class *edit = relation_edit(r, a->table);
    name_list list = {0};
    for (int i = 0; i < edit->option_count; i++) {
        bool changed = false;
        for (size_t j = 0; j < def->list->n_items && !changed; j++) {
            changed = has_name(edit->options[i], def->list->items[j]->def_elem->defname);
        }
        if (!changed) {
            *LIST_PUSH(r->arena, &list) = edit->options[i];
        }
    }
    for (size_t j = 0; j < def->list->n_items; j++) {
        const PgQuery__DefElem *e = def->list->items[j]->def_elem;
        if (edit->kind == 'v' && strcmp(e->defname, "check_option") == 0) {
            edit->check_option = reset ? 0 : relation_option_value(r, e)[0];
        } else if (!reset) {
            *LIST_PUSH(r->arena, &list) = option_text(r, e);
        }
    }
    edit->options = list.items;
    edit->option_count = list.count;
    relation_update(r, edit);
    return true;
}

static bool set_replica_identity(replay *r, const alter_table *a) {
    const PgQuery__Node *def = a->command->def;
    if (def == NULL || def->node_case != PG_QUERY__NODE__NODE_REPLICA_IDENTITY_STMT) {
        return true;
    }
    pg_class *edit = relation_edit(r, a->table);
    edit->replica_identity = def->replica_identity_stmt->identity_type[0];
    relation_update(r, edit);
    return true;
}

/* CLUSTER ON an index of the table; SET ACCESS METHOD to one there is. */
static bool check_storage(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const char *name = a->command->name;
    if (a->command->subtype == AT(SetAccessMethod)) {
        if (table->kind == 'p') {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "cannot change access method of a partitioned table");
        }
        return catalog_find_named(r->catalog, CLASS_AM, INVALID_OID, name) != NULL ||
               replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "access method \"%s\" does not exist", name);
    }
    const pg_class *index = catalog_find_named(r->catalog, CLASS_RELATION, table->namespace, name);
    if (index == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "index \"%s\" for table \"%s\" does not exist", name, table->name);
    }
    if (index->index == NULL || index->parent != a->table) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "\"%s\" is not an index for table \"%s\"", name, table->name);
    }
    if (index->access_method != BTREE_AM_OID && index->access_method != GIST_AM_OID) {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "cannot cluster on index \"%s\" because access method does not support clustering", name);
    }
    return true;
}

static bool run_misc(replay *r, const alter_table *a) {
    switch ((int)a->command->subtype) {
    case AT(EnableRowSecurity):
    case AT(DisableRowSecurity):
    case AT(ForceRowSecurity):
    case AT(NoForceRowSecurity):
    case AT(SetLogged):
    case AT(SetUnLogged):
        return set_flag(r, a->table, (int)a->command->subtype);
    case AT(SetRelOptions):
    case AT(ResetRelOptions):
        return set_options(r, a, a->command->subtype == AT(ResetRelOptions));
    case AT(ReplicaIdentity):
        return set_replica_identity(r, a);
    case AT(AddInherit):
    case AT(DropInherit):
        return alter_table_inherit(r, a, a->command->subtype == AT(AddInherit));
    case AT(AddOf):
    case AT(DropOf):
        return alter_table_of(r, a, a->command->subtype == AT(AddOf));
    case AT(ClusterOn):
    case AT(SetAccessMethod):
        return check_storage(r, a);
    case AT(AttachPartition):
        return alter_table_attach(r, a);
    case AT(DetachPartition):
        return alter_table_detach(r, a);
    default:
        return true; /* owner, triggers on and off, storage, statistics: nothing a view can see */
    }
}

static bool run(replay *r, const alter_table *a) {
    switch ((int)a->command->subtype) {
    case AT(AddColumn):
        return alter_table_add_column(r, a);
    case AT(DropColumn):
        return alter_table_drop_column(r, a);
    case AT(ColumnDefault):
        return alter_table_column_default(r, a);
    case AT(SetNotNull):
    case AT(DropNotNull):
        return alter_table_set_not_null(r, a, a->command->subtype == AT(SetNotNull));
    case AT(DropExpression):
        return alter_table_drop_expression(r, a);
    case AT(AddIdentity):
    case AT(SetIdentity):
    case AT(DropIdentity):
        return alter_table_identity(r, a);
    case AT(AlterColumnType):
        return alter_table_column_type(r, a);
    case AT(SetStorage):
    case AT(SetCompression):
    case AT(SetStatistics):
    case AT(SetOptions):
    case AT(ResetOptions):
        return alter_table_column_storage(r, a);
    case AT(AddConstraint):
        return alter_table_add_constraint(r, a);
    case AT(DropConstraint):
        return alter_table_drop_constraint(r, a);
    case AT(AlterConstraint):
    case AT(ValidateConstraint):
        return alter_table_change_constraint(r, a);
    case AT(AddIndexConstraint):
        return alter_table_add_index(r, a);
    default:
        return run_misc(r, a);
    }
}

/* ALTER VIEW wants a view, and so on. */
static bool check_object_type(replay *r, const pg_class *c, int type) {
    static const struct {
        int type;
        const char *kinds, *noun;
    } wanted[] = {
        {OBJECT(VIEW), "v", "a view"},
        {OBJECT(MATVIEW), "m", "a materialized view"},
        {OBJECT(FOREIGN_TABLE), "f", "a foreign table"},
        {OBJECT(TYPE), "c", "a composite type"},
        {OBJECT(SEQUENCE), "S", "a sequence"},
        {OBJECT(INDEX), "iI", "an index"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (wanted[i].type == type && strchr(wanted[i].kinds, c->kind) == NULL) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not %s", c->name,
                                 wanted[i].noun);
        }
    }
    if (type != OBJECT(TYPE) && c->kind == 'c') {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "\"%s\" is a composite type", c->name);
        d->hint = "Use ALTER TYPE instead.";
        return false;
    }
    return true;
}

bool alter_table_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterTableStmt *s = node->alter_table_stmt;
    const pg_class *table = relation_open(r, s->relation, s->missing_ok);
    if (table == NULL) {
        return !r->analysis->failed;
    }
    if (!relation_check_not_system(r, table) || !check_object_type(r, table, (int)s->objtype)) {
        return false;
    }
    for (size_t i = 0; i < s->n_cmds; i++) {
        const PgQuery__AlterTableCmd *c = s->cmds[i]->alter_table_cmd;
        if (!check_kind(r, table, find_kind((int)c->subtype))) {
            return false;
        }
    }
    for (size_t i = 0; i < s->n_cmds; i++) {
        const PgQuery__AlterTableCmd *c = s->cmds[i]->alter_table_cmd;
        alter_table a = {table->oid, s->relation->inh, table->kind == 'c', c};
        if (c->subtype == AT(AlterColumnType) && !alter_table_prepare_column_type(r, &a)) {
            return false;
        }
    }
    for (int pass = 0; pass < PASS_COUNT; pass++) {
        for (size_t i = 0; i < s->n_cmds; i++) {
            const PgQuery__AlterTableCmd *c = s->cmds[i]->alter_table_cmd;
            alter_table a = {table->oid, s->relation->inh, table->kind == 'c', c};
            if (pass_of(c, find_kind((int)c->subtype)) == pass && !run(r, &a)) {
                return false;
            }
        }
    }
    return true;
}
