#include "analyze/keys_internal.h"

/* Keys through FROM: a row that meets at most one partner keeps its key. */

bool keys_is_column(const expr *e) {
    return e->kind == EXPR_VAR && e->u.var.levels_up == 0 && e->u.var.attribute > 0;
}

static bool is_constant(const expr *e) {
    return (e->kind == EXPR_CONST && e->u.constant.value != NULL) || e->kind == EXPR_PARAM ||
           (e->kind == EXPR_VAR && e->u.var.levels_up > 0);
}

static void add_equality(key_scope *s, equality_list *list, const expr *e) {
    const pg_operator *op = catalog_operator(s->catalog, e->u.op.operator);
    const expr *left = e->u.op.left, *right = e->u.op.right;
    if (op == NULL || left == NULL || !(op->can_merge || op->can_hash)) {
        return;
    }
    if (keys_is_column(left) && (keys_is_column(right) || is_constant(right))) {
        *LIST_PUSH(s->arena, list) = (equality){left, keys_is_column(right) ? right : NULL};
    } else if (keys_is_column(right) && is_constant(left)) {
        *LIST_PUSH(s->arena, list) = (equality){right, NULL};
    }
}

void keys_add_equalities(key_scope *s, equality_list *list, const expr *condition) {
    if (condition == NULL) {
        return;
    }
    if (condition->kind == EXPR_OP) {
        add_equality(s, list, condition);
    } else if (condition->kind == EXPR_BOOL && condition->u.boolean.operation == BOOL_AND) {
        for (int i = 0; i < condition->u.boolean.args.count; i++) {
            keys_add_equalities(s, list, condition->u.boolean.args.items[i]);
        }
    }
}

/* Conditions of inner joins that nothing outer stands above hold for every row. */
void keys_add_inner_conditions(key_scope *s, const join_node *node) {
    if (node->kind == JOIN_NODE_JOIN && node->type == JOIN_INNER) {
        keys_add_equalities(s, &s->equalities, node->condition);
        keys_add_inner_conditions(s, node->left);
        keys_add_inner_conditions(s, node->right);
    }
}

/* The bare column a join's merged column stands for. */
const expr *keys_resolve_join_column(const key_scope *s, const expr *e) {
    while (keys_is_column(e) && query_rte(s->query, e->u.var.rtindex)->kind == RTE_JOIN) {
        const range_table_entry *rte = query_rte(s->query, e->u.var.rtindex);
        const expr *alias = e->u.var.attribute <= rte->columns.count
                                ? rte->columns.items[e->u.var.attribute - 1].join_alias
                                : NULL;
        if (alias == NULL) {
            return e;
        }
        e = alias;
    }
    return e;
}

bool keys_same_column(const expr *x, const expr *y) {
    return x->kind == EXPR_VAR && y->kind == EXPR_VAR && x->u.var.rtindex == y->u.var.rtindex &&
           x->u.var.attribute == y->u.var.attribute && x->u.var.levels_up == y->u.var.levels_up;
}

/* --- Joins ----------------------------------------------------------------------------------- */

static bool is_in_subtree(const join_node *node, int rtindex) {
    if (node->rtindex == rtindex) {
        return true;
    }
    return node->kind == JOIN_NODE_JOIN &&
           (is_in_subtree(node->left, rtindex) || is_in_subtree(node->right, rtindex));
}

/* The column equals a constant or a column outside this subtree. */
static bool is_bound(const expr *column, const join_node *subtree, const equality_list *list) {
    for (int i = 0; i < list->count; i++) {
        const equality *e = &list->items[i];
        const expr *other = keys_same_column(e->x, column)                   ? e->y
                            : e->y != NULL && keys_same_column(e->y, column) ? e->x
                                                                             : column;
        if (other == NULL || (other != column && !is_in_subtree(subtree, other->u.var.rtindex))) {
            return true;
        }
    }
    return false;
}

/* A row from elsewhere has at most one partner in the subtree. */
static bool subtree_is_bound(const column_key_list *keys, const join_node *subtree,
                             const equality_list *global, const equality_list *local) {
    for (int k = 0; k < keys->count; k++) {
        bool bound = true;
        for (int i = 0; bound && i < keys->items[k].columns.count; i++) {
            const expr *column = keys->items[k].columns.items[i];
            bound = is_bound(column, subtree, global) || is_bound(column, subtree, local);
        }
        if (bound) {
            return true;
        }
    }
    return false;
}

static void push_column_key(key_scope *s, column_key_list *list, const expr_list *first,
                            const expr_list *second, const char *reason) {
    if (list->count >= MAX_KEYS) {
        return;
    }
    column_key *key = LIST_PUSH(s->arena, list);
    key->reason = reason;
    for (int i = 0; i < first->count; i++) {
        *LIST_PUSH(s->arena, &key->columns) = first->items[i];
    }
    for (int i = 0; second != NULL && i < second->count; i++) {
        *LIST_PUSH(s->arena, &key->columns) = second->items[i];
    }
}

/* Both sides' keys as far as the other side adds no rows to them, else a key of each together. */
static column_key_list join_keys(key_scope *s, const join_node *left, const column_key_list *lk,
                                 const join_node *right, const column_key_list *rk,
                                 const equality_list *local) {
    column_key_list keys = {0};
    if (subtree_is_bound(rk, right, &s->equalities, local)) {
        for (int i = 0; i < lk->count; i++) {
            push_column_key(s, &keys, &lk->items[i].columns, NULL, lk->items[i].reason);
        }
    }
    if (subtree_is_bound(lk, left, &s->equalities, local)) {
        for (int i = 0; i < rk->count; i++) {
            push_column_key(s, &keys, &rk->items[i].columns, NULL, rk->items[i].reason);
        }
    }
    for (int i = 0; i < lk->count; i++) {
        for (int k = 0; k < rk->count; k++) {
            push_column_key(s, &keys, &lk->items[i].columns, &rk->items[k].columns,
                            "the keys of the joined relations together");
        }
    }
    return keys;
}

static const relation_key_list *keys_of_entry(key_scope *s, const range_table_entry *rte) {
    static const relation_key_list none = {0};
    const pg_class *relation;
    switch (rte->kind) {
    case RTE_RELATION:
        relation = catalog_relation(s->catalog, rte->relation);
        return relation == NULL ? &none : keys_of_relation(s->proofs, relation);
    case RTE_SUBQUERY:
        return keys_of_query(s->proofs, rte->subquery);
    case RTE_CTE:
    case RTE_JOIN:
    case RTE_FUNCTION:
    case RTE_TABLE_FUNC:
    case RTE_VALUES:
    case RTE_RESULT:
        break;
    }
    return &none;
}

column_key_list keys_of_table_entry(key_scope *s, int rtindex) {
    const range_table_entry *rte = query_rte(s->query, rtindex);
    const relation_key_list *known = keys_of_entry(s, rte);
    column_key_list keys = {0};
    for (int k = 0; k < known->count; k++) {
        column_key *key = LIST_PUSH(s->arena, &keys);
        key->reason = known->items[k].reason;
        for (int i = 0; i < known->items[k].count; i++) {
            expr *column = expr_new(s->arena, EXPR_VAR, INVALID_OID, -1);
            column->u.var.rtindex = rtindex;
            column->u.var.attribute = known->items[k].attributes[i];
            *LIST_PUSH(s->arena, &key->columns) = column;
        }
    }
    return keys;
}

static column_key_list node_keys(key_scope *s, const join_node *node) {
    if (node->kind == JOIN_NODE_TABLE) {
        return keys_of_table_entry(s, node->rtindex);
    }
    column_key_list left = node_keys(s, node->left);
    column_key_list right = node_keys(s, node->right);
    equality_list local = {0};
    keys_add_equalities(s, &local, node->condition);
    return join_keys(s, node->left, &left, node->right, &right, &local);
}

/* FROM a, b, c is a join of all of them; a fold needs trees, so one is made up as it goes. */
column_key_list keys_of_from(key_scope *s) {
    const query *q = s->query;
    column_key_list keys = {0};
    join_node *whole = NULL;
    for (int i = 0; i < q->from.count; i++) {
        join_node *item = q->from.items[i];
        column_key_list next = node_keys(s, item);
        if (whole == NULL) {
            whole = item;
            keys = next;
            continue;
        }
        equality_list none = {0};
        keys = join_keys(s, whole, &keys, item, &next, &none);
        join_node *both = ARENA_NEW(s->arena, join_node);
        *both = (join_node){.kind = JOIN_NODE_JOIN, .left = whole, .right = item};
        whole = both;
    }
    if (whole == NULL) {
        *LIST_PUSH(s->arena, &keys) = (column_key){.reason = "a single row"};
    }
    return keys;
}
