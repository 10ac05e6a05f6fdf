#include "replay/alter_table.h"

#include "analyze/column_ref.h"
#include "replay/access_method.h"
#include "replay/foreign_table.h"
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

/* The order in which the subcommands of one statement take effect. */
typedef enum pass {
    PASS_DROP,
    PASS_TYPE,
    PASS_ADD_COLUMN,
    PASS_ADD_CONSTRAINT, /* only read: what is in it waits for a later pass */
    PASS_COLUMN,
    PASS_USE_INDEX,
    PASS_INDEX,
    PASS_OTHER,
    PASS_MISC,
    PASS_COUNT
} pass;

static pass pass_of(const PgQuery__AlterTableCmd *c) {
    switch ((int)c->subtype) {
    case AT(DropNotNull):
    case AT(DropExpression):
    case AT(DropColumn):
    case AT(DropConstraint):
    case AT(DropOids):
    case AT(DropIdentity):
        return PASS_DROP;
    case AT(AlterColumnType):
        return PASS_TYPE;
    case AT(AddColumn):
        return PASS_ADD_COLUMN;
    case AT(AddConstraint):
    case AT(AddIndexConstraint):
        return PASS_ADD_CONSTRAINT;
    case AT(SetNotNull):
        return PASS_COLUMN;
    case AT(ColumnDefault):
        return c->def == NULL ? PASS_DROP : PASS_OTHER;
    case AT(AddIdentity):
        return PASS_OTHER;
    default:
        return PASS_MISC;
    }
}

static bool set_flag(replay *r, oid table, int subtype) {
    pg_class *edit = relation_edit(r, table);
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
    default:
        edit->force_row_security = false;
        break;
    }
    relation_update(r, edit);
    return true;
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
    for (size_t i = 0; reset && i < def->list->n_items; i++) {
        if (def->list->items[i]->def_elem->arg != NULL) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "RESET must not include values for parameters");
        }
    }
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

/* CLUSTER ON an index of the table. */
static bool cluster_on(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const char *name = a->command->name;
    const pg_class *index = catalog_find_named(r->catalog, CLASS_RELATION, table->namespace, name);
    if (index == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "index \"%s\" for table \"%s\" does not exist", name, table->name);
    }
    if (index->index == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not an index", name);
    }
    if (index->parent != a->table) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "\"%s\" is not an index for table \"%s\"", name, table->name);
    }
    if (index->access_method != BTREE_AM_OID && index->access_method != GIST_AM_OID) {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "cannot cluster on index \"%s\" because access method does not support clustering",
            name);
    }
    if (index->index->partial) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "cannot cluster on partial index \"%s\"", name);
    }
    if (!index->index->valid) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "cannot cluster on invalid index \"%s\"", name);
    }
    return table->kind != 'p' || replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                               "cannot mark index clustered in partitioned table");
}

static bool cluster_off(replay *r, const alter_table *a) {
    return catalog_relation(r->catalog, a->table)->kind != 'p' ||
           replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "cannot mark index clustered in partitioned table");
}

static bool run_misc(replay *r, const alter_table *a) {
    switch ((int)a->command->subtype) {
    case AT(EnableRowSecurity):
    case AT(DisableRowSecurity):
    case AT(ForceRowSecurity):
    case AT(NoForceRowSecurity):
        return set_flag(r, a->table, (int)a->command->subtype);
    case AT(SetLogged):
    case AT(SetUnLogged):
        return alter_table_set_logged(r, a);
    case AT(SetRelOptions):
    case AT(ResetRelOptions):
        return set_options(r, a, a->command->subtype == AT(ResetRelOptions));
    case AT(ReplicaIdentity):
        return alter_table_replica_identity(r, a);
    case AT(AddInherit):
    case AT(DropInherit):
        return alter_table_inherit(r, a, a->command->subtype == AT(AddInherit));
    case AT(AddOf):
    case AT(DropOf):
        return alter_table_of(r, a, a->command->subtype == AT(AddOf));
    case AT(ClusterOn):
        return cluster_on(r, a);
    case AT(DropCluster):
        return cluster_off(r, a);
    case AT(SetAccessMethod):
        return access_method_check_table(r, a->command->name);
    case AT(EnableTrig):
    case AT(EnableAlwaysTrig):
    case AT(EnableReplicaTrig):
    case AT(DisableTrig):
        return alter_table_switch_trigger(r, a);
    case AT(EnableRule):
    case AT(EnableAlwaysRule):
    case AT(EnableReplicaRule):
    case AT(DisableRule):
        return alter_table_switch_rule(r, a);
    case AT(GenericOptions):
        return foreign_table_alter_options(r, a);
    case AT(AlterColumnGenericOptions):
        return foreign_table_alter_column_options(r, a);
    case AT(AttachPartition):
        return alter_table_attach(r, a);
    case AT(DetachPartition):
        return alter_table_detach(r, a);
    default:
        return true; /* owner, all triggers on and off, storage: nothing a view can see */
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
    case AT(AddIndexConstraint):
        return alter_table_read_constraint(r, a);
    case AT(DropConstraint):
        return alter_table_drop_constraint(r, a);
    case AT(AlterConstraint):
    case AT(ValidateConstraint):
        return alter_table_change_constraint(r, a);
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

/* The pass that a constraint which was read before takes effect in. */
static pass pass_of_constraint(const PgQuery__Constraint *k) {
    if (string_or_null(k->indexname) != NULL) {
        return PASS_USE_INDEX;
    }
    return k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK ||
                   k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN
               ? PASS_OTHER
               : PASS_INDEX;
}

static bool run_waiting(replay *r, const alter_table *a, pass now) {
    for (int i = 0; i < a->waiting->count; i++) {
        const PgQuery__Constraint *k = a->waiting->items[i].node;
        if (now == PASS_COLUMN && !alter_table_check_key_columns(r, a, k)) {
            return false;
        }
        if (pass_of_constraint(k) == now &&
            !alter_table_add_constraint(r, a, &a->waiting->items[i])) {
            return false;
        }
    }
    return true;
}

static bool run_passes(replay *r, const PgQuery__AlterTableStmt *s, alter_table *a) {
    for (int now = 0; now < PASS_COUNT; now++) {
        for (size_t i = 0; i < s->n_cmds; i++) {
            a->command = s->cmds[i]->alter_table_cmd;
            if ((int)pass_of(a->command) == now && !run(r, a)) {
                return false;
            }
        }
        if (!run_waiting(r, a, (pass)now)) {
            return false;
        }
    }
    return true;
}

static bool check_rewritten(replay *r, const oid_list *rewritten) {
    for (int i = 0; i < rewritten->count; i++) {
        const pg_class *table = catalog_relation(r->catalog, rewritten->items[i]);
        if (table != NULL && table->kind == 'r' && !alter_table_check_row_type_unused(r, table)) {
            return false;
        }
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
    planned_constraint_list waiting = {0};
    oid_list rewritten = {0};
    alter_table a = {.table = table->oid,
                     .recurse = s->relation->inh,
                     .composite = table->kind == 'c',
                     .statement = s,
                     .waiting = &waiting,
                     .rewritten = &rewritten};
    for (size_t i = 0; i < s->n_cmds; i++) {
        a.command = s->cmds[i]->alter_table_cmd;
        if (!alter_table_prepare(r, &a)) {
            return false;
        }
    }
    return run_passes(r, s, &a) && check_rewritten(r, &rewritten);
}
