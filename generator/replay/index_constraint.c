#include "replay/index.h"

#include "analyze/column_ref.h"
#include "analyze/operator_call.h"
#include "replay/constraint.h"

/* The indexes behind keys and exclusion constraints. */

static bool key_is_new(replay *r, const PgQuery__Constraint *k, const index_plan *plan, int number,
                       const char *name) {
    for (int i = 0; i < plan->columns.count; i++) {
        if (plan->columns.items[i].attribute == number) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, k->location,
                                 plan->primary
                                     ? "column \"%s\" appears twice in primary key constraint"
                                     : "column \"%s\" appears twice in unique constraint",
                                 name);
        }
    }
    return true;
}

static bool read_keys(replay *r, const pg_class *table, const PgQuery__Constraint *k,
                      index_plan *plan) {
    const pg_am *am = catalog_find(r->catalog, CLASS_AM, BTREE_AM_OID);
    plan->access_method = BTREE_AM_OID;
    for (size_t i = 0; i < k->n_keys; i++) {
        const char *name = node_string(k->keys[i]);
        int number = relation_column(table, name);
        if (number == 0) {
            if (system_column_number(name) != 0) {
                return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                     "index creation on system columns is not supported");
            }
            if (plan->primary && r->node->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT) {
                return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                                     "column \"%s\" of relation \"%s\" does not exist", name,
                                     table->name);
            }
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, k->location,
                                 "column \"%s\" named in key does not exist", name);
        }
        if (!key_is_new(r, k, plan, number, name)) {
            return false;
        }
        const pg_attribute *a = relation_attribute(table, number);
        index_column c = {.name = name,
                          .attribute = (int16_t)number,
                          .type = a->type,
                          .collation = a->collation,
                          .opclass = index_opclass(r, 0, NULL, a->type, am)};
        if (c.opclass == INVALID_OID) {
            return false;
        }
        *LIST_PUSH(r->arena, &plan->columns) = c;
        plan->key_count++;
    }
    return true;
}

/* The operator of one exclusion element: commutative and in the operator class's family. */
static bool read_exclusion_operator(replay *r, PgQuery__Node *names, index_column *c) {
    const PgQuery__List *list = names->list;
    parse_state *ps = parse_state_new(r->analysis, NULL);
    const pg_operator *op =
        operator_call_compatible(ps, list->n_items, list->items, c->type, c->type, false, -1);
    if (op == NULL) {
        return false;
    }
    if (op->commutator != op->oid) {
        const char *name = type_format_bare(r->catalog, r->arena, op->left);
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "operator %s(%s,%s) is not commutative", op->name, name,
                                       type_format_bare(r->catalog, r->arena, op->right));
        d->detail = "Only commutative operators can be used in exclusion constraints.";
        return false;
    }
    c->exclusion_operator = op->oid;
    return true;
}

static bool read_exclusions(replay *r, const pg_class *table, const PgQuery__Constraint *k,
                            index_plan *plan) {
    if (table->kind == 'p') {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, k->location,
                             "exclusion constraints are not supported on partitioned tables");
    }
    const char *method = string_or_null(k->access_method);
    const pg_am *am = index_access_method(r, method != NULL ? method : "btree");
    if (am == NULL) {
        return false;
    }
    plan->access_method = am->oid;
    if (!index_read_predicate(r, k->where_clause, table->oid, plan)) {
        return false;
    }
    for (size_t i = 0; i < k->n_exclusions; i++) {
        const PgQuery__List *pair = k->exclusions[i]->list;
        if (!index_add_key(r, table, pair->items[0]->index_elem, am, plan) ||
            !read_exclusion_operator(r, pair->items[1],
                                     &plan->columns.items[plan->columns.count - 1])) {
            return false;
        }
    }
    return true;
}

bool index_plan_of_constraint(replay *r, oid relation, const PgQuery__Constraint *k,
                              index_plan *plan) {
    const pg_class *table = catalog_relation(r->catalog, relation);
    plan->table = relation;
    plan->name = string_or_null(k->conname);
    plan->is_constraint = true;
    plan->deferrable = k->deferrable;
    plan->deferred = k->initdeferred;
    plan->nulls_not_distinct = k->nulls_not_distinct;
    plan->primary = k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
    plan->exclusion = k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION;
    plan->unique = !plan->exclusion;
    if (plan->exclusion ? !read_exclusions(r, table, k, plan) : !read_keys(r, table, k, plan)) {
        return false;
    }
    for (size_t i = 0; i < k->n_including; i++) {
        if (!index_add_included(r, table, node_string(k->including[i]), plan)) {
            return false;
        }
    }
    return true;
}

/* The same key written twice makes one index. */
static bool same_key(const index_plan *x, const index_plan *y) {
    if (x->exclusion || y->exclusion || x->columns.count != y->columns.count ||
        x->key_count != y->key_count || x->deferrable != y->deferrable ||
        x->deferred != y->deferred || x->nulls_not_distinct != y->nulls_not_distinct) {
        return false;
    }
    for (int i = 0; i < x->columns.count; i++) {
        if (x->columns.items[i].attribute != y->columns.items[i].attribute) {
            return false;
        }
    }
    return true;
}

typedef LIST_OF(index_plan) index_plan_list;

/* Primary key first, then the others in order, duplicates merged into the earlier one. */
static bool order_plans(replay *r, oid relation, const planned_constraint_list *list,
                        index_plan_list *ordered) {
    index_plan_list all = {0};
    const PgQuery__Constraint *primary = NULL;
    const pg_class *table = catalog_relation(r->catalog, relation);
    for (int i = 0; i < list->count; i++) {
        const PgQuery__Constraint *k = list->items[i].node;
        if (k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY) {
            if (primary != NULL) {
                return replay_refuse(
                    r, SQLSTATE_INVALID_TABLE_DEFINITION, primary != NULL ? k->location : -1,
                    "multiple primary keys for table \"%s\" are not allowed", table->name);
            }
            primary = k;
        }
        if (string_or_null(k->indexname) != NULL) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, k->location,
                                 "cannot use an existing index in CREATE TABLE");
        }
        index_plan plan = {0};
        if (!index_plan_of_constraint(r, relation, k, &plan)) {
            return false;
        }
        *LIST_PUSH(r->arena, &all) = plan;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < all.count; i++) {
            if (all.items[i].primary != (pass == 0)) {
                continue;
            }
            bool merged = false;
            for (int j = 0; j < ordered->count && !merged; j++) {
                merged = same_key(&ordered->items[j], &all.items[i]);
                if (merged && ordered->items[j].name == NULL) {
                    ordered->items[j].name = all.items[i].name;
                }
            }
            if (!merged) {
                *LIST_PUSH(r->arena, ordered) = all.items[i];
            }
        }
    }
    return true;
}

bool constraint_add_keys(replay *r, oid relation, const planned_constraint_list *list, bool only) {
    index_plan_list plans = {0};
    if (list->count == 0) {
        return true;
    }
    if (!order_plans(r, relation, list, &plans)) {
        return false;
    }
    for (int i = 0; i < plans.count; i++) {
        plans.items[i].only = only;
        if (index_create(r, &plans.items[i]) == INVALID_OID) {
            return false;
        }
    }
    return true;
}
