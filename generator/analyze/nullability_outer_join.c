#include "analyze/join_location.h"
#include "analyze/nullability_internal.h"

/*
 * Outer joins: which sides of them can be missing in the rows of a query, and what the conditions
 * of joins and WHERE then reject.  The two depend on each other, so both are worked out together.
 */

/* --- The join tree --------------------------------------------------------------------------- */

static int add_side(null_scope *s, const join_node *join, const join_node *side, int enclosing) {
    *LIST_PUSH(nullability_arena(s->proofs), &s->sides) =
        (null_side){.join = join,
                    .side = side,
                    .enclosing = enclosing,
                    .location = join_location(nullability_statement(s->proofs), s->query, join)};
    return s->sides.count - 1;
}

static void add_condition(null_scope *s, expr *condition, int side, int other) {
    if (condition != NULL) {
        *LIST_PUSH(nullability_arena(s->proofs), &s->conditions) =
            (null_condition){condition, {side, other}};
    }
}

/* Notes in which sides each entry lies and where which condition holds. */
static void read_join_tree(null_scope *s, const join_node *node, int enclosing) {
    if (node->kind == JOIN_NODE_TABLE) {
        s->rte_side[node->rtindex - 1] = enclosing;
        return;
    }
    s->rte_side[node->rtindex - 1] = enclosing;
    int left = enclosing, right = enclosing;
    switch (node->type) {
    case JOIN_INNER:
        break;
    case JOIN_LEFT:
        right = add_side(s, node, node->right, enclosing);
        break;
    case JOIN_RIGHT:
        left = add_side(s, node, node->left, enclosing);
        break;
    case JOIN_FULL:
        left = add_side(s, node, node->left, enclosing);
        right = add_side(s, node, node->right, enclosing);
        break;
    }
    add_condition(s, node->condition, left, right);
    read_join_tree(s, node->left, left);
    read_join_tree(s, node->right, right);
}

static bool side_is_present(const null_scope *s, int side) {
    for (; side >= 0; side = s->sides.items[side].enclosing) {
        if (!s->sides.items[side].present) {
            return false;
        }
    }
    return true;
}

static bool mark_present(null_scope *s, int side) {
    bool changed = false;
    for (; side >= 0; side = s->sides.items[side].enclosing) {
        changed |= !s->sides.items[side].present;
        s->sides.items[side].present = true;
    }
    return changed;
}

static bool facts_make_sides_present(null_scope *s) {
    bool changed = false;
    for (int i = 0; i < s->facts.count; i++) {
        const expr *fact = s->facts.items[i];
        if (fact->kind == EXPR_VAR && fact->u.var.levels_up == 0 &&
            query_rte(s->query, fact->u.var.rtindex)->kind != RTE_JOIN) {
            changed |= mark_present(s, s->rte_side[fact->u.var.rtindex - 1]);
        }
    }
    return changed;
}

/* --- Foreign keys
 * ---------------------------------------------------------------------------------- */

/* ON a.x = b.k AND ...: the pairs of columns, or false when there is anything else. */
typedef struct column_pairs {
    LIST_OF(const expr *) near; /* of the preserved side */
    LIST_OF(const expr *) far;
    LIST_OF(oid) operators;
} column_pairs;

static bool add_pair(null_scope *s, column_pairs *pairs, const expr *e, int far_rtindex) {
    if (e->kind != EXPR_OP || e->u.op.left == NULL || e->u.op.left->kind != EXPR_VAR ||
        e->u.op.right->kind != EXPR_VAR || e->u.op.left->u.var.levels_up > 0 ||
        e->u.op.right->u.var.levels_up > 0) {
        return false;
    }
    bool left_is_far = e->u.op.left->u.var.rtindex == far_rtindex;
    const expr *far = left_is_far ? e->u.op.left : e->u.op.right;
    const expr *near = left_is_far ? e->u.op.right : e->u.op.left;
    if (far->u.var.rtindex != far_rtindex || near->u.var.rtindex == far_rtindex) {
        return false;
    }
    arena *a = nullability_arena(s->proofs);
    *LIST_PUSH(a, &pairs->near) = near;
    *LIST_PUSH(a, &pairs->far) = far;
    *LIST_PUSH(a, &pairs->operators) = e->u.op.operator;
    return true;
}

static bool read_pairs(null_scope *s, column_pairs *pairs, const expr *condition, int far_rtindex) {
    if (condition == NULL) {
        return false;
    }
    if (condition->kind == EXPR_BOOL && condition->u.boolean.operation == BOOL_AND) {
        for (int i = 0; i < condition->u.boolean.args.count; i++) {
            if (!add_pair(s, pairs, condition->u.boolean.args.items[i], far_rtindex)) {
                return false;
            }
        }
        return true;
    }
    return add_pair(s, pairs, condition, far_rtindex);
}

/* The key's operator, or the one with its sides exchanged. */
static bool is_operator_either_way(const catalog *c, oid written, oid wanted) {
    const pg_operator *op = catalog_operator(c, written);
    return written == wanted || (op != NULL && op->commutator == wanted && wanted != INVALID_OID);
}

/* The key has exactly these pairs of columns. */
static bool key_matches(const catalog *c, const pg_constraint *key, const column_pairs *pairs) {
    if (key->key_count != pairs->near.count || key->equal_operators == NULL) {
        return false;
    }
    for (int k = 0; k < key->key_count; k++) {
        bool found = false;
        for (int i = 0; i < pairs->near.count; i++) {
            found |= pairs->near.items[i]->u.var.attribute == key->keys[k] &&
                     pairs->far.items[i]->u.var.attribute == key->foreign_keys[k] &&
                     is_operator_either_way(c, pairs->operators.items[i], key->equal_operators[k]);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/*
 * A row of the preserved side always has its partner: its columns are never NULL and a validated,
 * immediate foreign key leads from them to the whole of the joined table.
 */
static bool join_always_matches(null_scope *s, const null_side *side) {
    const join_node *join = side->join;
    if (join->type == JOIN_FULL || side->side->kind != JOIN_NODE_TABLE) {
        return false;
    }
    int far_rtindex = side->side->rtindex;
    const range_table_entry *far = query_rte(s->query, far_rtindex);
    column_pairs pairs = {0};
    if (far->kind != RTE_RELATION || far->sample.method != INVALID_OID ||
        !read_pairs(s, &pairs, join->condition, far_rtindex)) {
        return false;
    }
    int near_rtindex = pairs.near.items[0]->u.var.rtindex;
    const range_table_entry *near = query_rte(s->query, near_rtindex);
    const catalog *c = nullability_catalog(s->proofs);
    const pg_class *near_table = catalog_relation(c, near->relation);
    const pg_class *far_table = catalog_relation(c, far->relation);
    if (near->kind != RTE_RELATION || near_table == NULL || far_table == NULL ||
        far_table->row_security || (!far->inherits && far_table->kind == 'p') ||
        (near_table->kind != 'r' && near_table->kind != 'p')) {
        return false;
    }
    for (int i = 0; i < pairs.near.count; i++) {
        if (pairs.near.items[i]->u.var.rtindex != near_rtindex ||
            !nullability_of_expr(s, (expr *)(uintptr_t)pairs.near.items[i]).not_null) {
            return false;
        }
    }
    catalog_scan scan = catalog_scan_children(c, CLASS_CONSTRAINT, near->relation);
    const pg_constraint *key;
    while ((key = catalog_next(&scan)) != NULL) {
        if (key->type == 'f' && key->validated && !key->deferrable &&
            key->foreign_relation == far->relation && key_matches(c, key, &pairs) &&
            (!near->inherits ||
             !inheritance_has_plain_children(nullability_inheritance(s->proofs), near_table))) {
            return true;
        }
    }
    return false;
}

static bool keys_make_sides_present(null_scope *s) {
    bool changed = false;
    for (int i = 0; i < s->sides.count; i++) {
        null_side *side = &s->sides.items[i];
        /* Within the side around it the partner is there; whether that side is, is its own matter.
         */
        if (!side->present && join_always_matches(s, side)) {
            side->present = true;
            changed = true;
        }
    }
    return changed;
}

/* --- Settling -------------------------------------------------------------------------------- */

static void apply_conditions(null_scope *s) {
    s->facts.count = 0;
    for (int i = 0; i < s->conditions.count; i++) {
        const null_condition *condition = &s->conditions.items[i];
        if (side_is_present(s, condition->sides[0]) && side_is_present(s, condition->sides[1])) {
            nullability_facts_if_true(s, condition->condition, &s->facts);
        }
    }
}

/* Every step can only prove more, so this ends. */
void nullability_outer_join_settle(null_scope *s) {
    const query *q = s->query;
    for (int i = 0; i < q->rtable.count; i++) {
        s->rte_side[i] = -1;
    }
    for (int i = 0; i < q->from.count; i++) {
        read_join_tree(s, q->from.items[i], -1);
    }
    /* RETURNING shows rows as they were written, not as WHERE found them. */
    if (q->command == QUERY_SELECT || q->command == QUERY_DELETE) {
        add_condition(s, q->where, -1, -1);
    }
    do {
        apply_conditions(s);
    } while (facts_make_sides_present(s) || keys_make_sides_present(s));
}

bool nullability_rte_is_present(null_scope *s, int rtindex, const null_side **side) {
    for (int i = s->rte_side[rtindex - 1]; i >= 0; i = s->sides.items[i].enclosing) {
        if (!s->sides.items[i].present) {
            *side = &s->sides.items[i];
            return false;
        }
    }
    return true;
}

/* --- Inputs of COALESCE ----------------------------------------------------------------------- */

/* The columns that stand behind an input: a bare Var of this query, or what a merged column is. */
static void add_columns_of_input(null_scope *s, expr *input, expr_list *columns) {
    while (input->kind == EXPR_RELABEL || input->kind == EXPR_COERCE_VIA_IO) {
        input = input->u.coerce.arg;
    }
    if (input->kind == EXPR_COALESCE) {
        for (int i = 0; i < input->u.coalesce.args.count; i++) {
            add_columns_of_input(s, input->u.coalesce.args.items[i], columns);
        }
    }
    if (input->kind != EXPR_VAR || input->u.var.levels_up > 0 || input->u.var.attribute <= 0) {
        return;
    }
    const range_table_entry *rte = query_rte(s->query, input->u.var.rtindex);
    if (rte->kind != RTE_JOIN) {
        *LIST_PUSH(nullability_arena(s->proofs), columns) = input;
    } else if (input->u.var.attribute <= rte->columns.count &&
               rte->columns.items[input->u.var.attribute - 1].join_alias != NULL) {
        add_columns_of_input(s, rte->columns.items[input->u.var.attribute - 1].join_alias, columns);
    }
}

static bool some_column_is_there(null_scope *s, const expr_list *columns) {
    for (int i = 0; i < columns->count; i++) {
        const expr *column = columns->items[i];
        const null_side *side;
        if (nullability_rte_is_present(s, column->u.var.rtindex, &side) &&
            nullability_of_rte_column(s, column->u.var.rtindex, column->u.var.attribute).not_null) {
            return true;
        }
    }
    return false;
}

/* Whichever sides are missing: joins from number `first` on are tried with each of their sides. */
static bool some_column_is_always_there(null_scope *s, const expr_list *columns, int first) {
    if (some_column_is_there(s, columns)) {
        return true;
    }
    for (int i = first; i + 1 < s->sides.count; i++) {
        null_side *left = &s->sides.items[i], *right = left + 1;
        if (left->join != right->join || left->present || right->present) {
            continue;
        }
        left->present = true;
        bool proven = some_column_is_always_there(s, columns, i + 1);
        left->present = false;
        right->present = true;
        proven = proven && some_column_is_always_there(s, columns, i + 1);
        right->present = false;
        if (proven) {
            return true;
        }
    }
    return false;
}

bool nullability_of_full_join(null_scope *s, const expr_list *inputs) {
    expr_list columns = {0};
    if (s->sides.count < 2 || s->sides.count > 12 ||
        (s->before_grouping == 0 && s->nulls_by_grouping)) {
        return false;
    }
    for (int i = 0; i < inputs->count; i++) {
        add_columns_of_input(s, inputs->items[i], &columns);
    }
    /* What is known of an entry must not be found out while a side is only supposed to be there. */
    for (int i = 0; i < columns.count; i++) {
        nullability_of_rte_column(s, columns.items[i]->u.var.rtindex,
                                  columns.items[i]->u.var.attribute);
    }
    return some_column_is_always_there(s, &columns, 0);
}
