#include "analyze/keys_internal.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/inheritance.h"
#include "analyze/stored_query.h"

#define uthash_malloc(size)        arena_alloc(proofs->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

/*
 * Keys are carried through a query as sets of its columns (Vars): from tables through joins, where
 * each row meets at most one partner, to grouping and the outputs.
 */

typedef struct known_keys {
    oid relation;
    relation_key_list keys;
    UT_hash_handle hh;
} known_keys;

struct key_proofs {
    const catalog *catalog;
    arena *arena;
    inheritance *inheritance;
    known_keys *relations;
};

key_proofs *keys_new(const catalog *c, arena *a) {
    key_proofs *proofs = ARENA_NEW(a, key_proofs);
    proofs->catalog = c;
    proofs->arena = a;
    proofs->inheritance = inheritance_new(c, a);
    return proofs;
}

/* --- Sets of attributes
 * ------------------------------------------------------------------------------ */

static int compare_numbers(const void *x, const void *y) {
    int a = *(const int *)x, b = *(const int *)y;
    return (a > b) - (a < b);
}

static bool contains_all(const relation_key *whole, const relation_key *part) {
    for (int i = 0; i < part->count; i++) {
        if (bsearch(&part->attributes[i], whole->attributes, (size_t)whole->count, sizeof(int),
                    compare_numbers) == NULL) {
            return false;
        }
    }
    return true;
}

/* Keeps the list minimal: what contains a known key says nothing new. */
static void add_key(key_proofs *proofs, relation_key_list *list, int *attributes, int count,
                    const char *reason) {
    qsort(attributes, (size_t)count, sizeof *attributes, compare_numbers);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
        if (i == 0 || attributes[i] != attributes[i - 1]) {
            attributes[distinct++] = attributes[i];
        }
    }
    relation_key key = {attributes, distinct, reason};
    int kept = 0;
    for (int i = 0; i < list->count; i++) {
        if (contains_all(&key, &list->items[i])) {
            return;
        }
    }
    for (int i = 0; i < list->count; i++) {
        if (!contains_all(&list->items[i], &key)) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
    if (list->count < MAX_KEYS) {
        *LIST_PUSH(proofs->arena, list) = key;
    }
}

/* --- Tables
 * -------------------------------------------------------------------------------------------- */

static void add_table_key(key_proofs *proofs, relation_key_list *list, const pg_class *table,
                          const int16_t *columns, int count, const char *name, bool primary) {
    int *attributes = ARENA_ARRAY(proofs->arena, int, count);
    for (int i = 0; i < count; i++) {
        if (columns[i] <= 0) {
            return;
        }
        attributes[i] = columns[i];
    }
    add_key(proofs, list, attributes, count,
            primary ? arena_printf(proofs->arena, "%s's primary key", table->name) : name);
}

static void add_constraints(key_proofs *proofs, relation_key_list *list, const pg_class *table,
                            char type) {
    catalog_scan scan = catalog_scan_children(proofs->catalog, CLASS_CONSTRAINT, table->oid);
    const pg_constraint *c;
    while ((c = catalog_next(&scan)) != NULL) {
        if (c->type == type && !c->of_domain && !c->deferrable && c->validated) {
            add_table_key(proofs, list, table, c->keys, c->key_count, c->name, type == 'p');
        }
    }
}

static void add_indexes(key_proofs *proofs, relation_key_list *list, const pg_class *table) {
    catalog_scan scan = catalog_scan_children(proofs->catalog, CLASS_RELATION, table->oid);
    const pg_class *r;
    while ((r = catalog_next(&scan)) != NULL) {
        const pg_index *index = r->index;
        if (index != NULL && index->unique && index->valid && index->immediate && !index->partial &&
            !index->has_expressions) {
            add_table_key(proofs, list, table, index->columns, index->key_count, r->name, false);
        }
    }
}

static void keys_of_table(key_proofs *proofs, relation_key_list *list, const pg_class *table) {
    if (inheritance_has_plain_children(proofs->inheritance, table)) {
        return;
    }
    add_constraints(proofs, list, table, 'p');
    add_constraints(proofs, list, table, 'u');
    add_indexes(proofs, list, table);
}

/* --- Grouping and outputs
 * ---------------------------------------------------------------------------------------- */

static const expr *target_expr(const query *q, int ref) {
    for (int i = 0; i < q->targets.count; i++) {
        if (q->targets.items[i].sort_group_ref == ref) {
            return q->targets.items[i].expr;
        }
    }
    return NULL;
}

static bool is_among(const expr *column, const expr_list *list) {
    for (int i = 0; i < list->count; i++) {
        if (keys_same_column(list->items[i], column)) {
            return true;
        }
    }
    return false;
}

static bool are_among(const column_key *key, const expr_list *list) {
    for (int i = 0; i < key->columns.count; i++) {
        if (!is_among(key->columns.items[i], list)) {
            return false;
        }
    }
    return true;
}

/* A column of a table whose whole key is grouped by is decided by that key. */
static bool is_decided_by_key(key_scope *s, const expr_list *group, const expr *column) {
    if (!keys_is_column(column)) {
        return false;
    }
    column_key_list keys = keys_of_table_entry(s, column->u.var.rtindex);
    for (int k = 0; k < keys.count; k++) {
        if (keys.items[k].columns.count > 0 && are_among(&keys.items[k], group)) {
            for (int i = 0; i < keys.items[k].columns.count; i++) {
                if (keys_same_column(column, keys.items[k].columns.items[i])) {
                    return false;
                }
            }
            return true;
        }
    }
    return false;
}

/* A key of the rows that are grouped, when it is grouped by, makes every group a single row. */
static void add_row_keys(key_scope *s, const expr_list *group, column_key_list *keys) {
    column_key_list rows = keys_of_from(s);
    for (int k = 0; group->count > 0 && k < rows.count; k++) {
        if (are_among(&rows.items[k], group)) {
            column_key *key = LIST_PUSH(s->proofs->arena, keys);
            key->columns = rows.items[k].columns;
            key->reason = "GROUP BY";
        }
    }
}

static column_key_list group_keys(key_scope *s) {
    const query *q = s->query;
    column_key_list keys = {0};
    expr_list group = {0};
    for (int i = 0; i < q->group.count; i++) {
        const expr *e = target_expr(q, q->group.items[i].target);
        if (e != NULL) {
            *LIST_PUSH(s->proofs->arena, &group) =
                (expr *)(uintptr_t)keys_resolve_join_column(s, e);
        }
    }
    column_key *key = LIST_PUSH(s->proofs->arena, &keys);
    key->reason = q->group.count > 0 ? "GROUP BY" : "a single row";
    for (int i = 0; i < group.count; i++) {
        if (!is_decided_by_key(s, &group, group.items[i])) {
            *LIST_PUSH(s->proofs->arena, &key->columns) = group.items[i];
        }
    }
    add_row_keys(s, &group, &keys);
    return keys;
}

static bool equals_constant(const key_scope *s, const expr *column) {
    for (int i = 0; i < s->equalities.count; i++) {
        if (s->equalities.items[i].y == NULL &&
            keys_same_column(s->equalities.items[i].x, column)) {
            return true;
        }
    }
    return false;
}

/* The output that shows this column, or one that is equal to it; 0: none. */
static int output_of(const key_scope *s, const expr *column, bool follow_equalities) {
    const query *q = s->query;
    for (int i = 0, number = 0; i < q->targets.count; i++) {
        const target *t = &q->targets.items[i];
        number += !t->junk;
        if (!t->junk && expr_equal(keys_resolve_join_column(s, t->expr), column)) {
            return number;
        }
        if (!t->junk && keys_is_column(column) &&
            keys_same_column(keys_resolve_join_column(s, t->expr), column)) {
            return number;
        }
    }
    for (int i = 0; follow_equalities && i < s->equalities.count; i++) {
        const equality *e = &s->equalities.items[i];
        const expr *other = e->y == NULL                     ? NULL
                            : keys_same_column(e->x, column) ? e->y
                            : keys_same_column(e->y, column) ? e->x
                                                             : NULL;
        int number = other == NULL ? 0 : output_of(s, other, false);
        if (number > 0) {
            return number;
        }
    }
    return 0;
}

static void project_keys(key_scope *s, const column_key_list *keys, relation_key_list *result) {
    for (int k = 0; k < keys->count; k++) {
        const column_key *key = &keys->items[k];
        int *attributes = ARENA_ARRAY(s->proofs->arena, int, key->columns.count);
        int count = 0;
        bool shown = true;
        for (int i = 0; shown && i < key->columns.count; i++) {
            if (equals_constant(s, key->columns.items[i])) {
                continue;
            }
            int number = output_of(s, key->columns.items[i], true);
            shown = number > 0;
            attributes[count++] = number;
        }
        if (shown) {
            add_key(s->proofs, result, attributes, count, key->reason);
        }
    }
}

static int output_count(const query *q) {
    int count = 0;
    for (int i = 0; i < q->targets.count; i++) {
        count += !q->targets.items[i].junk;
    }
    return count;
}

static void add_all_outputs(key_proofs *proofs, relation_key_list *result, const query *q,
                            const char *reason) {
    int count = output_count(q);
    int *attributes = ARENA_ARRAY(proofs->arena, int, count);
    for (int i = 0; i < count; i++) {
        attributes[i] = i + 1;
    }
    add_key(proofs, result, attributes, count, reason);
}

static void add_distinct_on(key_scope *s, relation_key_list *result) {
    const query *q = s->query;
    column_key_list keys = {0};
    column_key *key = LIST_PUSH(s->proofs->arena, &keys);
    key->reason = "DISTINCT ON";
    for (int i = 0; i < q->distinct.count; i++) {
        const expr *e = target_expr(q, q->distinct.items[i].target);
        *LIST_PUSH(s->proofs->arena, &key->columns) =
            (expr *)(uintptr_t)keys_resolve_join_column(s, e);
    }
    project_keys(s, &keys, result);
}

/* --- Queries and relations
 * --------------------------------------------------------------------------------------- */

static void keys_of_set_operation(key_proofs *proofs, const query *q, const set_operation *op,
                                  relation_key_list *result) {
    if (op->is_leaf) {
        const relation_key_list *keys = keys_of_query(proofs, query_rte(q, op->rtindex)->subquery);
        for (int i = 0; i < keys->count; i++) {
            add_key(proofs, result,
                    arena_copy(proofs->arena, keys->items[i].attributes,
                               sizeof(int) * (size_t)keys->items[i].count),
                    keys->items[i].count, keys->items[i].reason);
        }
        return;
    }
    if (!op->all) {
        add_all_outputs(proofs, result, q, op->kind == SET_UNION ? "UNION" : "a set of rows");
    }
    if (op->kind != SET_UNION) {
        keys_of_set_operation(proofs, q, op->left, result);
    }
}

static bool is_limit_one(const query *q) {
    return q->limit != NULL && !q->limit_with_ties && q->limit->kind == EXPR_CONST &&
           q->limit->u.constant.value != NULL && strcmp(q->limit->u.constant.value, "1") == 0;
}

static void keys_of_plain_query(key_scope *s, relation_key_list *result) {
    const query *q = s->query;
    if (!q->has_target_sets && q->grouping_sets.count == 0) {
        bool grouped = q->group.count > 0 || q->has_aggregates || q->having != NULL;
        column_key_list keys = grouped ? group_keys(s) : keys_of_from(s);
        project_keys(s, &keys, result);
    }
    if (q->distinct_on) {
        add_distinct_on(s, result);
    } else if (q->has_distinct) {
        add_all_outputs(s->proofs, result, q, "DISTINCT");
    }
}

const relation_key_list *keys_of_query(key_proofs *proofs, query *q) {
    relation_key_list *result = ARENA_NEW(proofs->arena, relation_key_list);
    if (q->command != QUERY_SELECT) {
        return result;
    }
    if (q->set_operations != NULL) {
        keys_of_set_operation(proofs, q, q->set_operations, result);
    } else {
        key_scope s = {
            .proofs = proofs, .catalog = proofs->catalog, .arena = proofs->arena, .query = q};
        keys_add_equalities(&s, &s.equalities, q->where);
        for (int i = 0; i < q->from.count; i++) {
            keys_add_inner_conditions(&s, q->from.items[i]);
        }
        keys_of_plain_query(&s, result);
    }
    if (is_limit_one(q)) {
        int *none = ARENA_ARRAY(proofs->arena, int, 1);
        add_key(proofs, result, none, 0, "LIMIT 1");
    }
    return result;
}

static void keys_of_view(key_proofs *proofs, relation_key_list *list, const pg_class *view) {
    query *q = stored_query_of_view(proofs->catalog, view);
    if (q != NULL) {
        *list = *keys_of_query(proofs, q);
    }
    if (view->kind == 'm') {
        add_indexes(proofs, list, view);
    }
}

const relation_key_list *keys_of_relation(key_proofs *proofs, const pg_class *relation) {
    known_keys *known;
    HASH_FIND(hh, proofs->relations, &relation->oid, sizeof relation->oid, known);
    if (known != NULL) {
        return &known->keys;
    }
    known = ARENA_NEW(proofs->arena, known_keys);
    known->relation = relation->oid;
    HASH_ADD(hh, proofs->relations, relation, sizeof known->relation, known);
    if (relation->kind == 'r' || relation->kind == 'p') {
        keys_of_table(proofs, &known->keys, relation);
    } else if (relation->kind == 'v' || relation->kind == 'm') {
        keys_of_view(proofs, &known->keys, relation);
    }
    return &known->keys;
}
