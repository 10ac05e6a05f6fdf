#include "replay/statements.h"

#include "analyze/coercion.h"
#include "analyze/type_name.h"
#include "replay/access_method.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/foreign_table.h"
#include "replay/inherit.h"
#include "replay/key_check.h"
#include "replay/like.h"
#include "replay/partition.h"
#include "replay/relation_options.h"
#include "replay/table_plan.h"

/* --- Parents ---------------------------------------------------------------------------------- */

static bool open_parents(replay *r, const PgQuery__CreateStmt *s, oid_list *parents) {
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
        *LIST_PUSH(r->arena, parents) = parent->oid;
    }
    return true;
}

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
                             type_format_bare(r->catalog, r->arena, t.type));
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

/* What one CREATE TABLE works with. */
typedef struct table_creation {
    const PgQuery__CreateStmt *statement;
    table_plan plan;
    int type_columns; /* of a typed table: how many of the plan's columns are the type's */
    oid_list parents;
    oid of_type;
    char kind;
} table_creation;

/* The statement is taken apart: names and contradictions inside of it. */
static bool transform(replay *r, table_creation *c) {
    const PgQuery__CreateStmt *s = c->statement;
    if (c->plan.typed && !take_type_columns(r, s, &c->plan, &c->of_type)) {
        return false;
    }
    c->type_columns = c->plan.columns.count;
    if (s->partspec != NULL && s->n_inh_relations > 0 && s->partbound == NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "cannot create partitioned table as inheritance child");
    }
    return table_plan_elements(r, &c->plan, s->n_table_elts, s->table_elts) &&
           key_check_new_table(r, &c->plan, s->n_inh_relations, s->inh_relations);
}

static bool check_on_commit(replay *r, const table_creation *c) {
    return table_plan_check_on_commit(r, c->statement->oncommit, c->plan.persistence);
}

static bool check_access_method(replay *r, const table_creation *c) {
    const char *name = string_or_null(c->statement->access_method);
    if (name != NULL && c->kind == 'p') {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "specifying a table access method is not supported on a partitioned table");
    }
    return name == NULL || access_method_check_table(r, name);
}

/* The table with all its columns and what it inherits. */
static bool define(replay *r, table_creation *c, oid *made) {
    const PgQuery__CreateStmt *s = c->statement;
    if (!check_on_commit(r, c)) {
        return false;
    }
    if (!open_parents(r, s, &c->parents) ||
        !relation_options_check(r, c->kind, s->n_options, s->options)) {
        return false;
    }
    if (c->plan.typed ? !inherit_merge_typed_columns(r, &c->plan, c->type_columns)
                      : !inherit_merge_columns(r, &c->plan, &c->parents)) {
        return false;
    }
    if (!relation_check_compression(r, &c->plan.columns) || !check_access_method(r, c) ||
        !relation_check_columns(r, &c->plan.columns, c->kind)) {
        return false;
    }
    *made =
        relation_create(r, &(relation_plan){
                               .name = arena_strdup(r->arena, s->relation->relname),
                               .namespace = c->plan.namespace,
                               .kind = c->kind,
                               .persistence = c->plan.persistence,
                               .attributes = c->plan.columns,
                               .of_type = c->of_type,
                               .access_method = c->kind == 'r' ? HEAP_TABLE_AM_OID : INVALID_OID,
                           });
    if (*made == INVALID_OID) {
        return false;
    }
    keep_options(r, *made, s->n_options, s->options);
    return inherit_from(r, *made, &c->parents, c->plan.partition);
}

static bool set_bound(replay *r, const table_creation *c, oid table) {
    const pg_class *parent = catalog_relation(r->catalog, c->parents.items[0]);
    const PgQuery__PartitionBoundSpec *b = c->statement->partbound;
    if (parent->kind != 'p') {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "\"%s\" is not partitioned",
                             parent->name);
    }
    partition_bound bound;
    return partition_bound_read(r, parent, b, &bound) &&
           partition_set_bound(r, table, parent->oid, &bound);
}

/* What needs the table: first what belongs to it, then what statements of their own would make. */
static bool finish(replay *r, const table_creation *c, oid table) {
    const PgQuery__CreateStmt *s = c->statement;
    const table_plan *plan = &c->plan;
    if (!table_plan_add_defaults(r, plan, table) || (plan->partition && !set_bound(r, c, table)) ||
        (s->partspec != NULL && !partition_set_key(r, table, s->partspec)) ||
        (plan->partition && !partition_take_over(r, table, c->parents.items[0]))) {
        return false;
    }
    return constraint_add_checks(r, table, &plan->checks) &&
           constraint_add_keys(r, table, &plan->keys, false) && like_finish(r, plan, table) &&
           constraint_add_foreign_keys(r, table, &plan->foreign_keys) &&
           table_plan_give_sequences(r, plan, table);
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
    table_creation c = {
        .statement = s,
        .plan = {.table = s->relation->relname,
                 .namespace = namespace,
                 .persistence = persistence,
                 .foreign = foreign,
                 .partitioned = s->partspec != NULL,
                 .typed = s->of_typename != NULL,
                 .partition = s->partbound != NULL},
        .kind = s->partspec != NULL ? 'p'
                : foreign           ? 'f'
                                    : 'r',
    };
    return transform(r, &c) && table_plan_make_sequences(r, &c.plan) && define(r, &c, made) &&
           finish(r, &c, *made);
}

/* OPTIONS of single columns, once the table is complete. */
static bool add_column_options(replay *r, const PgQuery__CreateStmt *s, oid table) {
    for (size_t i = 0; table != INVALID_OID && i < s->n_table_elts; i++) {
        const PgQuery__Node *n = s->table_elts[i];
        if (n->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF &&
            !foreign_table_set_column_options(r, table, n->column_def->colname,
                                              n->column_def->n_fdwoptions,
                                              n->column_def->fdwoptions)) {
            return false;
        }
    }
    return true;
}

bool create_table_replay(replay *r, PgQuery__Node *node) {
    oid made = INVALID_OID;
    return create(r, node->create_stmt, false, &made) &&
           add_column_options(r, node->create_stmt, made);
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
    return foreign_table_attach(r, made, s) && add_column_options(r, s->base_stmt, made);
}
