#include "analyze/nullability_internal.h"

#include <string.h>

#include "catalog/never_null.h"

/* Proofs for whole queries: joins, grouping, set operations, WITH. */

static nullability unproven(const char *reason) {
    return (nullability){false, reason, -1, {NULL, 0}, NULL};
}

/* --- Opening a query
 * --------------------------------------------------------------------------------- */

static bool can_be_empty(const grouping_set *set) {
    bool empty = set->kind != GROUPING_SET_SIMPLE && set->kind != GROUPING_SET_SETS;
    for (int i = 0; set->kind == GROUPING_SET_SETS && i < set->sets.count; i++) {
        empty = empty || can_be_empty(set->sets.items[i]);
    }
    return empty;
}

/* The group of everything, which is there without rows too: each item has to leave all out. */
static bool has_grand_total(const grouping_set_list *items) {
    for (int i = 0; i < items->count; i++) {
        if (!can_be_empty(items->items[i])) {
            return false;
        }
    }
    return true;
}

void nullability_scope_open(null_scope *s, nullability_proofs *proofs, null_scope *parent,
                            query *q) {
    memset(s, 0, sizeof *s);
    arena *a = nullability_arena(proofs);
    s->proofs = proofs;
    s->parent = parent;
    s->query = q;
    s->rte_side = ARENA_ARRAY(a, int, q->rtable.count + 1);
    s->rte_columns = ARENA_ARRAY(a, const nullability *, q->rtable.count + 1);
    s->rte_busy = ARENA_ARRAY(a, bool, q->rtable.count + 1);
    s->ctes = ARENA_ARRAY(a, const nullability *, q->ctes.count + 1);
    s->cte_assumptions = ARENA_ARRAY(a, const nullability *, q->ctes.count + 1);
    s->before_grouping = 1;
    nullability_outer_join_settle(s);
    s->before_grouping = 0;
    s->nulls_by_grouping = q->grouping_sets.count > 0;
    bool groups_have_rows =
        q->grouping_sets.count > 0 ? !has_grand_total(&q->grouping_sets) : q->group.count > 0;
    s->one_input_row = groups_have_rows || nullability_source_has_row(s);
    if (q->having != NULL) {
        nullability_facts_if_true(s, q->having, &s->group_facts);
    }
}

/* --- Range table entries
 * -------------------------------------------------------------------------------------- */

static nullability *unknown_columns(null_scope *s, int count, const char *reason) {
    nullability *result = ARENA_ARRAY(nullability_arena(s->proofs), nullability, count + 1);
    for (int i = 0; i < count; i++) {
        result[i] = unproven(reason);
    }
    return result;
}

static const nullability *of_values(null_scope *s, const range_table_entry *rte) {
    nullability *result = unknown_columns(s, rte->columns.count, "VALUES");
    for (int column = 0; column < rte->columns.count; column++) {
        result[column] =
            (nullability){true, "all rows of VALUES are never null here", -1, {NULL, 0}, NULL};
        for (int row = 0; row < rte->values_count && result[column].not_null; row++) {
            if (column < rte->values_rows[row].count) {
                nullability n = nullability_of_expr(s, rte->values_rows[row].items[column]);
                if (!n.not_null || rte->values_count == 1) {
                    result[column] = n;
                }
            }
        }
    }
    return result;
}

static const nullability *of_functions(null_scope *s, const range_table_entry *rte) {
    nullability *result =
        unknown_columns(s, rte->columns.count, "functions side by side may give fewer rows");
    int column = 0;
    for (int i = 0; i < rte->function_count; i++) {
        const rte_function *f = &rte->functions[i];
        for (int k = 0; k < f->column_count && column < rte->columns.count; k++, column++) {
            /* Functions side by side fill up the shorter results with nulls. */
            if (rte->function_count == 1) {
                result[column] = nullability_of_function_column(s, f, k);
            }
        }
    }
    if (rte->with_ordinality && rte->columns.count > 0) {
        result[rte->columns.count - 1] =
            (nullability){true, "WITH ORDINALITY", -1, {NULL, 0}, NULL};
    }
    return result;
}

static const nullability *of_table_function(null_scope *s, const range_table_entry *rte) {
    nullability *result = unknown_columns(s, rte->columns.count, "column of XMLTABLE");
    for (int i = 0; rte->table_func_not_null != NULL && i < rte->columns.count; i++) {
        if (rte->table_func_not_null[i]) {
            result[i] =
                (nullability){true, "XMLTABLE column that is NOT NULL", -1, {NULL, 0}, NULL};
        }
    }
    return result;
}

static bool same_proofs(const nullability *x, const nullability *y, int count) {
    for (int i = 0; i < count; i++) {
        if (x[i].not_null != y[i].not_null) {
            return false;
        }
    }
    return true;
}

/* Assumes that no column of the recursion is null, and takes back what then cannot be proven, until
 * what is left proves itself: it holds for the first rows and is kept by each step. */
static const nullability *of_recursive_cte(null_scope *s, int number, common_table_expr *cte) {
    int count = cte->columns.count;
    nullability *assumption = unknown_columns(s, count, "recursive query");
    for (int i = 0; i < count; i++) {
        assumption[i] =
            (nullability){true, "no step of the recursion gives null", -1, {NULL, 0}, NULL};
    }
    for (;;) {
        s->cte_assumptions[number] = assumption;
        const nullability *result = nullability_of_subquery(s->proofs, s, cte->query);
        s->cte_assumptions[number] = NULL;
        nullability *next = unknown_columns(s, count, "recursive query");
        int outputs = 0;
        for (int i = 0; i < cte->query->targets.count; i++) {
            outputs += !cte->query->targets.items[i].junk;
        }
        for (int i = 0; i < count && i < outputs; i++) {
            next[i] = result[i];
        }
        if (same_proofs(next, assumption, count)) {
            return next;
        }
        assumption = next;
    }
}

static const nullability *of_cte(null_scope *s, const range_table_entry *rte) {
    for (int levels = rte->cte_levels_up; levels > 0 && s != NULL; levels--) {
        s = s->parent;
    }
    int i = s == NULL ? -1 : query_cte(s->query, rte->cte_name);
    common_table_expr *cte = i < 0 ? NULL : s->query->ctes.items[i];
    if (cte == NULL || cte->query == NULL) {
        return NULL;
    }
    if (s->cte_assumptions[i] != NULL) {
        return s->cte_assumptions[i];
    }
    if (s->ctes[i] == NULL) {
        int before = s->before_grouping;
        s->before_grouping = 1;
        s->ctes[i] = cte->recursive ? of_recursive_cte(s, i, cte)
                                    : nullability_of_subquery(s->proofs, s, cte->query);
        s->before_grouping = before;
    }
    return s->ctes[i];
}

static const nullability *of_rte(null_scope *s, const range_table_entry *rte) {
    const catalog *c = nullability_catalog(s->proofs);
    const pg_class *relation;
    switch (rte->kind) {
    case RTE_RELATION:
        relation = catalog_relation(c, rte->relation);
        return relation == NULL ? NULL : nullability_of_relation(s->proofs, relation);
    case RTE_SUBQUERY:
        return nullability_of_subquery(s->proofs, s, rte->subquery);
    case RTE_FUNCTION:
        return of_functions(s, rte);
    case RTE_TABLE_FUNC:
        return of_table_function(s, rte);
    case RTE_VALUES:
        return of_values(s, rte);
    case RTE_CTE:
        return of_cte(s, rte);
    case RTE_JOIN:
    case RTE_RESULT:
        break;
    }
    return NULL;
}

/* How many columns the proofs of an entry cover: a view made before ALTER TABLE ... ADD shows
 * fewer. */
static int rte_column_count(null_scope *s, const range_table_entry *rte) {
    if (rte->kind == RTE_RELATION) {
        const pg_class *relation = catalog_relation(nullability_catalog(s->proofs), rte->relation);
        return relation == NULL ? 0 : relation->attribute_count;
    }
    if (rte->kind == RTE_SUBQUERY) {
        int count = 0;
        for (int i = 0; i < rte->subquery->targets.count; i++) {
            count += !rte->subquery->targets.items[i].junk;
        }
        return count;
    }
    return rte->columns.count;
}

nullability nullability_of_rte_column(null_scope *s, int rtindex, int attribute) {
    const range_table_entry *rte = query_rte(s->query, rtindex);
    if (attribute < 0) {
        return (nullability){true, "a system column", -1, {NULL, 0}, NULL};
    }
    if (s->rte_busy[rtindex - 1]) {
        return unproven("depends on itself");
    }
    if (s->rte_columns[rtindex - 1] == NULL) {
        int before = s->before_grouping;
        s->before_grouping = 1;
        s->rte_busy[rtindex - 1] = true;
        s->rte_columns[rtindex - 1] = of_rte(s, rte);
        s->rte_busy[rtindex - 1] = false;
        s->before_grouping = before;
    }
    const nullability *columns = s->rte_columns[rtindex - 1];
    if (columns == NULL || attribute < 1 || attribute > rte_column_count(s, rte)) {
        return unproven("nothing is known of it");
    }
    return columns[attribute - 1];
}

/* --- Queries
 * --------------------------------------------------------------------------------------------------
 */

static int output_count(const query *q) {
    const target_list *outputs = query_outputs(q);
    int count = 0;
    for (int i = 0; i < outputs->count; i++) {
        count += !outputs->items[i].junk;
    }
    return count;
}

static const nullability *of_set_operation(null_scope *s, const set_operation *op, int count) {
    if (op->is_leaf) {
        nullability *result = unknown_columns(s, count, "set operation");
        for (int i = 0; i < count; i++) {
            result[i] = nullability_of_rte_column(s, op->rtindex, i + 1);
        }
        return result;
    }
    const nullability *left = of_set_operation(s, op->left, count);
    const nullability *right = of_set_operation(s, op->right, count);
    nullability *result = unknown_columns(s, count, "set operation");
    for (int i = 0; i < count; i++) {
        switch (op->kind) {
        case SET_UNION:
            result[i] = left[i].not_null ? right[i] : left[i];
            break;
        case SET_INTERSECT:
            result[i] = left[i].not_null ? left[i] : right[i];
            break;
        case SET_EXCEPT:
            result[i] = left[i];
            break;
        }
    }
    return result;
}

const nullability *nullability_of_subquery(nullability_proofs *proofs, null_scope *parent,
                                           query *q) {
    null_scope *s = ARENA_NEW(nullability_arena(proofs), null_scope);
    nullability_scope_open(s, proofs, parent, q);
    int count = output_count(q);
    if (q->set_operations != NULL) {
        s->before_grouping = 1;
        return of_set_operation(s, q->set_operations, count);
    }
    nullability *result = unknown_columns(s, count, "output");
    const target_list *outputs = query_outputs(q);
    for (int i = 0, n = 0; i < outputs->count && n < count; i++) {
        if (!outputs->items[i].junk) {
            result[n++] = nullability_of_expr(s, outputs->items[i].expr);
        }
    }
    return result;
}
