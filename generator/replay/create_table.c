#include "replay/statements.h"

#include "analyze/coercion.h"
#include "analyze/type_name.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/inherit.h"
#include "replay/like.h"
#include "replay/partition.h"
#include "replay/relation_options.h"
#include "replay/table_plan.h"

/* --- Parents ---------------------------------------------------------------------------------- */

static bool check_parent(replay *r, const table_plan *plan, const pg_class *parent) {
    if (plan->partition) {
        if (parent->kind != 'p') {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not partitioned",
                                 parent->name);
        }
    } else {
        if (parent->kind == 'p') {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "cannot inherit from partitioned table \"%s\"", parent->name);
        }
        if (parent->is_partition) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "cannot inherit from partition \"%s\"", parent->name);
        }
        if (parent->kind != 'r' && parent->kind != 'f') {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "inherited relation \"%s\" is not a table or foreign table",
                                 parent->name);
        }
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

static bool open_parents(replay *r, const PgQuery__CreateStmt *s, const table_plan *plan,
                         oid_list *parents) {
    for (size_t i = 0; i < s->n_inh_relations; i++) {
        const pg_class *parent = relation_open(r, s->inh_relations[i]->range_var, false);
        if (parent == NULL) {
            return false;
        }
        for (int j = 0; j < parents->count; j++) {
            if (parents->items[j] == parent->oid) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1,
                                     "relation \"%s\" would be inherited from more than once",
                                     parent->name);
            }
        }
        if (!check_parent(r, plan, parent)) {
            return false;
        }
        *LIST_PUSH(r->arena, parents) = parent->oid;
    }
    return true;
}

/* --- Typed tables and partitions: columns come first, options after -------------------------- */

static bool take_type_columns(replay *r, const PgQuery__CreateStmt *s, table_plan *plan, oid *of) {
    type_and_typmod t = type_name_resolve(r->analysis, s->of_typename);
    if (t.type == INVALID_OID) {
        return false;
    }
    const pg_type *type = catalog_type(r->catalog, t.type);
    const pg_class *row =
        type->typtype == 'c' ? catalog_relation(r->catalog, type->relation) : NULL;
    if (row == NULL || row->kind != 'c') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "type %s is not a composite type",
                             type_format(r->catalog, r->arena, t.type, -1));
    }
    *of = t.type;
    for (int i = 0; i < row->attribute_count; i++) {
        const pg_attribute *a = &row->attributes[i];
        if (!a->dropped) {
            *LIST_PUSH(r->arena, &plan->columns) = (pg_attribute){
                .name = a->name,
                .type = a->type,
                .typmod = a->typmod,
                .collation = a->collation,
                .is_local = true,
            };
        }
    }
    return true;
}

/* The elements of a partition or typed table: WITH OPTIONS of columns that are there, constraints.
 */
static bool apply_options(replay *r, table_plan *plan, const PgQuery__CreateStmt *s) {
    for (size_t i = 0; i < s->n_table_elts; i++) {
        PgQuery__Node *n = s->table_elts[i];
        if (n->node_case != PG_QUERY__NODE__NODE_COLUMN_DEF) {
            if (!table_plan_elements(r, plan, 1, &n)) {
                return false;
            }
            continue;
        }
        int number = 0;
        for (int c = 0; c < plan->columns.count && number == 0; c++) {
            number = strcmp(plan->columns.items[c].name, n->column_def->colname) == 0 ? c + 1 : 0;
        }
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                                 n->column_def->colname);
        }
        if (!table_plan_column_options(r, plan, n->column_def, &plan->columns.items[number - 1],
                                       number)) {
            return false;
        }
    }
    return true;
}

/* Defaults of the parent for partition columns that did not get one of their own. */
static void drop_overridden_defaults(table_plan *plan) {
    int kept = 0;
    for (int i = 0; i < plan->defaults.count; i++) {
        planned_default d = plan->defaults.items[i];
        bool overridden = false;
        if (d.attribute < 0) {
            d.attribute = -d.attribute;
            for (int j = 0; j < plan->defaults.count && !overridden; j++) {
                overridden = plan->defaults.items[j].attribute == d.attribute && j != i;
            }
        }
        if (!overridden) {
            plan->defaults.items[kept++] = d;
        }
    }
    plan->defaults.count = kept;
}

/* --- The table -------------------------------------------------------------------------------- */

static bool plan_columns(replay *r, const PgQuery__CreateStmt *s, table_plan *plan,
                         const oid_list *parents, oid *of_type) {
    if (plan->typed) {
        return take_type_columns(r, s, plan, of_type) && apply_options(r, plan, s);
    }
    if (plan->partition) {
        if (!inherit_merge_columns(r, plan, parents) || !apply_options(r, plan, s)) {
            return false;
        }
        drop_overridden_defaults(plan);
        return true;
    }
    return true;
}

static void keep_options(replay *r, oid relation, size_t count, PgQuery__Node **options) {
    if (count == 0) {
        return;
    }
    const char **list = ARENA_ARRAY(r->arena, const char *, count);
    int kept = 0;
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        list[kept++] = replay_text(r, "%s=%s", e->defname, relation_option_value(r, e));
    }
    pg_class *edit = relation_edit(r, relation);
    edit->options = list;
    edit->option_count = kept;
    relation_update(r, edit);
}

static bool finish(replay *r, const PgQuery__CreateStmt *s, const table_plan *plan, oid table,
                   const oid_list *parents) {
    if (!relation_options_check(r, s->partspec != NULL ? 'p' : 'r', s->n_options, s->options)) {
        return false;
    }
    keep_options(r, table, s->n_options, s->options);
    if (!inherit_from(r, table, parents, plan->partition)) {
        return false;
    }
    if (s->partbound != NULL && !partition_check_bound(r, parents->items[0], s->partbound)) {
        return false;
    }
    if (s->partbound != NULL && !partition_set_bound(r, table, parents->items[0], s->partbound)) {
        return false;
    }
    if (s->partspec != NULL && !partition_set_key(r, table, s->partspec)) {
        return false;
    }
    table_plan early = *plan;
    early.keys.count = 0;
    early.foreign_keys.count = 0;
    table_plan late = {.keys = plan->keys, .foreign_keys = plan->foreign_keys};
    if (!table_plan_finish(r, &early, table)) {
        return false;
    }
    if (plan->partition && !partition_take_over(r, table, parents->items[0])) {
        return false;
    }
    table_plan keys = {.keys = late.keys};
    table_plan foreign = {.foreign_keys = late.foreign_keys};
    return table_plan_finish(r, &keys, table) && like_finish(r, plan, table) &&
           table_plan_finish(r, &foreign, table);
}

static bool create(replay *r, const PgQuery__CreateStmt *s, bool foreign, oid *made) {
    char persistence = relation_persistence(s->relation);
    oid namespace = relation_creation_namespace(r, s->relation, &persistence);
    if (namespace == INVALID_OID) {
        return false;
    }
    if (s->if_not_exists &&
        catalog_find_named(r->catalog, CLASS_RELATION, namespace, s->relation->relname) != NULL) {
        return true;
    }
    table_plan plan = {
        .table = s->relation->relname,
        .namespace = namespace,
        .persistence = persistence,
        .foreign = foreign,
        .typed = s->of_typename != NULL,
        .partition = s->partbound != NULL,
    };
    oid_list parents = {0};
    oid of_type = INVALID_OID;
    bool plain = !plan.typed && !plan.partition;
    if (plain && !table_plan_elements(r, &plan, s->n_table_elts, s->table_elts)) {
        return false;
    }
    if (!open_parents(r, s, &plan, &parents) || !plan_columns(r, s, &plan, &parents, &of_type)) {
        return false;
    }
    char kind = s->partspec != NULL ? 'p' : foreign ? 'f' : 'r';
    if (plain && !relation_check_columns(r, &plan.columns, kind)) {
        return false;
    }
    if (plain && !inherit_merge_columns(r, &plan, &parents)) {
        return false;
    }
    *made = relation_create(r, &(relation_plan){
                                   .name = arena_strdup(r->arena, s->relation->relname),
                                   .namespace = namespace,
                                   .kind = kind,
                                   .persistence = persistence,
                                   .attributes = plan.columns,
                                   .of_type = of_type,
                                   .access_method = kind == 'r' ? HEAP_TABLE_AM_OID : INVALID_OID,
                               });
    return *made != INVALID_OID && finish(r, s, &plan, *made, &parents);
}

bool create_table_replay(replay *r, PgQuery__Node *node) {
    oid made = INVALID_OID;
    return create(r, node->create_stmt, false, &made);
}

bool create_foreign_table_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateForeignTableStmt *s = node->create_foreign_table_stmt;
    oid made = INVALID_OID;
    if (!create(r, s->base_stmt, true, &made)) {
        return false;
    }
    if (made == INVALID_OID) {
        return true;
    }
    const pg_named *server =
        catalog_find_named(r->catalog, CLASS_FOREIGN_SERVER, INVALID_OID, s->servername);
    if (server == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "server \"%s\" does not exist",
                             s->servername);
    }
    pg_class *edit = relation_edit(r, made);
    edit->server = server->oid;
    relation_update(r, edit);
    depend_normal(r, address_of(CLASS_RELATION, made),
                  address_of(CLASS_FOREIGN_SERVER, server->oid));
    return true;
}
