#include "analyze/lineage.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/stored_query.h"

#define uthash_malloc(size)        arena_alloc(map->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

typedef struct known_lineage {
    oid relation;
    lineage lineage;
    UT_hash_handle hh;
} known_lineage;

struct lineage_map {
    const catalog *catalog;
    arena *arena;
    known_lineage *relations;
};

lineage_map *lineage_new(const catalog *c, arena *a) {
    lineage_map *map = ARENA_NEW(a, lineage_map);
    map->catalog = c;
    map->arena = a;
    return map;
}

/* One query level and those around it. */
typedef struct lineage_scope {
    lineage_map *map;
    struct lineage_scope *parent;
    query *query;
    const query *expanding; /* a recursive WITH query being followed: not followed again inside */
    lineage_output *into;
} lineage_scope;

/* --- Sets of columns
 * --------------------------------------------------------------------------------- */

static int compare_columns(const void *x, const void *y) {
    const lineage_column *a = x, *b = y;
    if (a->relation != b->relation) {
        return a->relation < b->relation ? -1 : 1;
    }
    return (a->attribute > b->attribute) - (a->attribute < b->attribute);
}

static void sort_columns(lineage_column_list *list) {
    if (list->count == 0) {
        return;
    }
    qsort(list->items, (size_t)list->count, sizeof *list->items, compare_columns);
    int kept = 1;
    for (int i = 1; i < list->count; i++) {
        if (compare_columns(&list->items[i], &list->items[kept - 1]) != 0) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

static void add_column(lineage_map *map, lineage_column_list *list, oid relation, int attribute) {
    *LIST_PUSH(map->arena, list) = (lineage_column){relation, attribute};
}

static void add_columns(lineage_map *map, lineage_column_list *list,
                        const lineage_column_list *more) {
    for (int i = 0; i < more->count; i++) {
        *LIST_PUSH(map->arena, list) = more->items[i];
    }
}

/* --- Following columns
 * ---------------------------------------------------------------------------------- */

static bool follow_expr(expr *e, void *context);

static void follow_relation(lineage_scope *s, oid relation, int attribute) {
    const pg_class *r = catalog_relation(s->map->catalog, relation);
    if (r == NULL || attribute <= 0) {
        add_column(s->map, &s->into->sources, relation, attribute);
        return;
    }
    const lineage *l = lineage_of_relation(s->map, r);
    if (attribute <= l->output_count) {
        add_columns(s->map, &s->into->sources, &l->outputs[attribute - 1].sources);
        s->into->is_copy &= l->outputs[attribute - 1].is_copy;
    }
}

static void follow_set_operation(lineage_scope *s, const set_operation *op, int output);

/* Output number `output` (from 1) of a query inside s. */
static void follow_output(lineage_scope *s, query *q, int output) {
    lineage_scope inner = {.map = s->map, .parent = s, .query = q, .into = s->into};
    if (q->set_operations != NULL) {
        s->into->is_copy = false;
        follow_set_operation(&inner, q->set_operations, output);
        return;
    }
    const target_list *outputs = query_outputs(q);
    int number = 0;
    for (int i = 0; i < outputs->count; i++) {
        number += !outputs->items[i].junk;
        if (!outputs->items[i].junk && number == output) {
            follow_expr(outputs->items[i].expr, &inner);
            return;
        }
    }
}

static void follow_set_operation(lineage_scope *s, const set_operation *op, int output) {
    if (op->is_leaf) {
        follow_output(s, query_rte(s->query, op->rtindex)->subquery, output);
        return;
    }
    follow_set_operation(s, op->left, output);
    follow_set_operation(s, op->right, output);
}

static bool is_being_followed(const lineage_scope *s, const query *q) {
    for (; s != NULL; s = s->parent) {
        if (s->expanding == q || s->query == q) {
            return true;
        }
    }
    return false;
}

static void follow_cte(lineage_scope *s, const range_table_entry *rte, int attribute) {
    lineage_scope *owner = s;
    for (int levels = rte->cte_levels_up; levels > 0 && owner != NULL; levels--) {
        owner = owner->parent;
    }
    int place = owner == NULL ? -1 : query_cte(owner->query, rte->cte_name);
    common_table_expr *cte = place < 0 ? NULL : owner->query->ctes.items[place];
    if (cte == NULL || cte->query == NULL) {
        return;
    }
    if (!is_being_followed(s, cte->query)) {
        lineage_scope at = *owner;
        at.into = s->into;
        at.expanding = cte->query;
        follow_output(&at, cte->query, attribute);
    }
    s->into->is_copy &= !cte->recursive;
}

static void follow_list(lineage_scope *s, const expr_list *list) {
    for (int i = 0; i < list->count; i++) {
        follow_expr(list->items[i], s);
    }
}

static void follow_computed(lineage_scope *s, const range_table_entry *rte, int attribute) {
    s->into->is_copy = false;
    for (int i = 0; i < rte->function_count; i++) {
        follow_expr(rte->functions[i].expr, s);
    }
    for (int row = 0; row < rte->values_count; row++) {
        if (attribute > 0 && attribute <= rte->values_rows[row].count) {
            follow_expr(rte->values_rows[row].items[attribute - 1], s);
        }
    }
    follow_list(s, &rte->table_func_args);
}

static void follow_column(lineage_scope *s, int rtindex, int attribute) {
    const range_table_entry *rte = query_rte(s->query, rtindex);
    if (attribute == 0 && rte->kind != RTE_RELATION) {
        s->into->is_copy = false;
        for (int i = 1; i <= rte->columns.count; i++) {
            follow_column(s, rtindex, i);
        }
        return;
    }
    switch (rte->kind) {
    case RTE_RELATION:
        follow_relation(s, rte->relation, attribute);
        break;
    case RTE_SUBQUERY:
        follow_output(s, rte->subquery, attribute);
        break;
    case RTE_JOIN:
        if (attribute <= rte->columns.count &&
            rte->columns.items[attribute - 1].join_alias != NULL) {
            follow_expr(rte->columns.items[attribute - 1].join_alias, s);
        }
        break;
    case RTE_CTE:
        follow_cte(s, rte, attribute);
        break;
    case RTE_FUNCTION:
    case RTE_TABLE_FUNC:
    case RTE_VALUES:
        follow_computed(s, rte, attribute);
        break;
    case RTE_RESULT:
        break;
    }
}

static void follow_var(lineage_scope *s, const expr *e) {
    lineage_scope *owner = s;
    for (int levels = e->u.var.levels_up; levels > 0 && owner != NULL; levels--) {
        owner = owner->parent;
    }
    if (owner != NULL) {
        lineage_scope at = *owner;
        at.into = s->into;
        follow_column(&at, e->u.var.rtindex, e->u.var.attribute);
    }
}

/* A subquery's value comes from its outputs; EXISTS gives none of them. */
static void follow_sublink(lineage_scope *s, expr *e) {
    if (e->u.sublink.kind == SUBLINK_EXISTS) {
        return;
    }
    int count = 0;
    for (int i = 0; i < e->u.sublink.query->targets.count; i++) {
        count += !e->u.sublink.query->targets.items[i].junk;
    }
    for (int i = 1; i <= count; i++) {
        follow_output(s, e->u.sublink.query, i);
    }
}

static bool follow_expr(expr *e, void *context) {
    lineage_scope *s = context;
    if (e->kind == EXPR_VAR) {
        follow_var(s, e);
        return false;
    }
    s->into->is_copy = false;
    if (e->kind == EXPR_SUBLINK) {
        follow_sublink(s, e);
    }
    expr_each_child(e, follow_expr, s);
    return false;
}

/* --- What a query names
 * ----------------------------------------------------------------------------------- */

typedef struct use_scope {
    lineage_map *map;
    struct use_scope *parent;
    query *query;
    lineage_column_list *uses;
} use_scope;

static void add_uses(use_scope *s);

static bool use_expr(expr *e, void *context) {
    use_scope *s = context;
    if (e->kind == EXPR_VAR) {
        use_scope *owner = s;
        for (int levels = e->u.var.levels_up; levels > 0 && owner != NULL; levels--) {
            owner = owner->parent;
        }
        if (owner != NULL) {
            const range_table_entry *rte = query_rte(owner->query, e->u.var.rtindex);
            if (rte->kind == RTE_RELATION) {
                add_column(s->map, s->uses, rte->relation, e->u.var.attribute);
            }
        }
        return false;
    }
    if (e->kind == EXPR_SUBLINK) {
        use_scope inner = {s->map, s, e->u.sublink.query, s->uses};
        add_uses(&inner);
    }
    return expr_each_child(e, use_expr, s);
}

static void add_uses(use_scope *s) {
    const query *q = s->query;
    for (int i = 0; i < q->rtable.count; i++) {
        const range_table_entry *rte = q->rtable.items[i];
        if (rte->kind == RTE_RELATION) {
            add_column(s->map, s->uses, rte->relation, 0);
        } else if (rte->kind == RTE_SUBQUERY) {
            use_scope inner = {s->map, s, rte->subquery, s->uses};
            add_uses(&inner);
        }
    }
    for (int i = 0; i < q->ctes.count; i++) {
        if (q->ctes.items[i]->query != NULL) {
            use_scope inner = {s->map, s, q->ctes.items[i]->query, s->uses};
            add_uses(&inner);
        }
    }
    query_each_expr(s->query, use_expr, s);
}

/* --- Relations
 * -----------------------------------------------------------------------------------------------
 */

static void fill_query(lineage_map *map, query *q, lineage *l) {
    for (int i = 0; i < l->output_count; i++) {
        lineage_scope outermost = {.map = map, .query = q, .into = &l->outputs[i]};
        l->outputs[i].is_copy = true;
        follow_output(&outermost, q, i + 1);
        sort_columns(&l->outputs[i].sources);
        l->outputs[i].is_copy &= l->outputs[i].sources.count == 1;
    }
    use_scope s = {map, NULL, q, &l->uses};
    add_uses(&s);
    sort_columns(&l->uses);
}

static void fill_table(lineage_map *map, const pg_class *table, lineage *l) {
    for (int i = 0; i < l->output_count; i++) {
        add_column(map, &l->outputs[i].sources, table->oid, i + 1);
        l->outputs[i].is_copy = true;
    }
}

static int output_count(const query *q) {
    const target_list *outputs = query_outputs(q);
    int count = 0;
    for (int i = 0; i < outputs->count; i++) {
        count += !outputs->items[i].junk;
    }
    return count;
}

const lineage *lineage_of_query(lineage_map *map, query *q) {
    lineage *l = ARENA_NEW(map->arena, lineage);
    l->output_count = output_count(q);
    l->outputs = ARENA_ARRAY(map->arena, lineage_output, l->output_count);
    fill_query(map, q, l);
    return l;
}

const lineage *lineage_of_relation(lineage_map *map, const pg_class *relation) {
    known_lineage *known;
    HASH_FIND(hh, map->relations, &relation->oid, sizeof relation->oid, known);
    if (known != NULL) {
        return &known->lineage;
    }
    known = ARENA_NEW(map->arena, known_lineage);
    known->relation = relation->oid;
    known->lineage.output_count = relation->attribute_count;
    known->lineage.outputs = ARENA_ARRAY(map->arena, lineage_output, relation->attribute_count);
    HASH_ADD(hh, map->relations, relation, sizeof known->relation, known);
    query *q = stored_query_of_view(map->catalog, relation);
    if (q != NULL) {
        fill_query(map, q, &known->lineage);
    } else {
        fill_table(map, relation, &known->lineage);
    }
    return &known->lineage;
}
