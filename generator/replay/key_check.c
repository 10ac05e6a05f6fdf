#include "replay/key_check.h"

#include "analyze/column_ref.h"

typedef struct key_check {
    replay *r;
    const table_plan *plan;
    size_t parent_count;
    PgQuery__Node **parents;
    const PgQuery__Constraint *key; /* looked at */
} key_check;

static bool is_planned(const table_plan *plan, const char *name) {
    for (int i = 0; i < plan->columns.count; i++) {
        if (strcmp(plan->columns.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Looks into the parents, in order, as far as the column is not found; false with an error. */
static bool look_into_parents(const key_check *c, const char *name, bool *found) {
    for (size_t i = 0; i < c->parent_count && !*found; i++) {
        const pg_class *parent = relation_open(c->r, c->parents[i]->range_var, false);
        if (parent == NULL) {
            return false;
        }
        if (strchr("rfp", parent->kind) == NULL) {
            return replay_refuse(c->r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "inherited relation \"%s\" is not a table or foreign table",
                                 parent->name);
        }
        *found = relation_column(parent, name) > 0;
    }
    return true;
}

static bool column_is_there(const key_check *c, const char *name) {
    bool found =
        c->plan->existing != NULL || is_planned(c->plan, name) || system_column_number(name) != 0;
    return (found || look_into_parents(c, name, &found)) &&
           (found || replay_refuse(c->r, SQLSTATE_UNDEFINED_COLUMN, c->key->location,
                                   "column \"%s\" named in key does not exist", name));
}

static bool check_columns(const key_check *c) {
    const PgQuery__Constraint *k = c->key;
    for (size_t i = 0; i < k->n_keys; i++) {
        const char *name = node_string(k->keys[i]);
        if (!column_is_there(c, name)) {
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (!text_equal(node_string(k->keys[j]), name)) {
                continue;
            }
            return replay_refuse(c->r, SQLSTATE_DUPLICATE_COLUMN, k->location,
                                 k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY
                                     ? "column \"%s\" appears twice in primary key constraint"
                                     : "column \"%s\" appears twice in unique constraint",
                                 name);
        }
    }
    for (size_t i = 0; i < k->n_including; i++) {
        if (!column_is_there(c, node_string(k->including[i]))) {
            return false;
        }
    }
    return true;
}

static bool check_all(key_check *c) {
    const table_plan *plan = c->plan;
    bool primary = false;
    for (int i = 0; i < plan->keys.count; i++) {
        c->key = plan->keys.items[i].node;
        bool again = c->key->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY && primary;
        if (again) {
            return replay_refuse(c->r, SQLSTATE_INVALID_TABLE_DEFINITION, c->key->location,
                                 "multiple primary keys for table \"%s\" are not allowed",
                                 plan->table);
        }
        primary = primary || c->key->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY;
        if (string_or_null(c->key->indexname) == NULL && !check_columns(c)) {
            return false;
        }
    }
    return true;
}

bool key_check_new_table(replay *r, const table_plan *plan, size_t parent_count,
                         PgQuery__Node **parents) {
    key_check c = {.r = r, .plan = plan, .parent_count = parent_count, .parents = parents};
    return check_all(&c);
}

bool key_check_existing_table(replay *r, const table_plan *plan) {
    key_check c = {.r = r, .plan = plan};
    return check_all(&c);
}
