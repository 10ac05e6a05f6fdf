#include "analyze/values.h"

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/common_type.h"
#include "analyze/cte.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/level_walk.h"
#include "analyze/limit_clause.h"
#include "analyze/locking_clause.h"
#include "analyze/range_entry.h"
#include "analyze/raw_tree.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

static bool transform_rows(parse_state *ps, const PgQuery__SelectStmt *statement, expr_list *rows) {
    for (size_t i = 0; i < statement->n_values_lists; i++) {
        const PgQuery__List *list = statement->values_lists[i]->list;
        if (!expression_transform_list(ps, list->n_items, list->items, CLAUSE_VALUES, false,
                                       &rows[i])) {
            return false;
        }
        if (rows[i].count != rows[0].count) {
            analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                           raw_tree_list_location(list->n_items, list->items),
                           "VALUES lists must all be the same length");
            return false;
        }
    }
    return true;
}

/* Gives all rows' items of one column their common type. */
static bool unify_column(parse_state *ps, range_table_entry *rte, int column) {
    arena *a = ps->analysis->arena;
    expr_list items = {0};
    for (int i = 0; i < rte->values_count; i++) {
        *LIST_PUSH(a, &items) = rte->values_rows[i].items[column];
    }
    oid type = common_type_select(ps, &items, "VALUES", NULL);
    if (type == INVALID_OID) {
        return false;
    }
    for (int i = 0; i < items.count; i++) {
        items.items[i] = common_type_coerce(ps, items.items[i], type, "VALUES");
        if (items.items[i] == NULL) {
            return false;
        }
        rte->values_rows[i].items[column] = items.items[i];
    }
    oid collation;
    if (!collation_select(ps, &items, true, &collation)) {
        return false;
    }
    range_entry_add_column(ps, rte, arena_printf(a, "column%d", column + 1), type,
                           common_type_typmod(&items, type), collation);
    return true;
}

static bool refers_to_level(const range_table_entry *rte) {
    for (int i = 0; i < rte->values_count; i++) {
        for (int j = 0; j < rte->values_rows[i].count; j++) {
            if (level_walk_find_var(rte->values_rows[i].items[j], 0) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static namespace_item *make_entry(parse_state *ps, const PgQuery__SelectStmt *statement) {
    range_table_entry *rte = range_entry_new(ps, RTE_VALUES, NULL, "*VALUES*");
    rte->values_count = (int)statement->n_values_lists;
    rte->values_rows = ARENA_ARRAY(ps->analysis->arena, expr_list, statement->n_values_lists);
    if (!transform_rows(ps, statement, rte->values_rows)) {
        return NULL;
    }
    for (int i = 0; i < rte->values_rows[0].count; i++) {
        if (!unify_column(ps, rte, i)) {
            return NULL;
        }
    }
    rte->lateral = ps->query->rtable.count > 0 && refers_to_level(rte);
    rte->location =
        expr_location(rte->values_rows[0].count > 0 ? rte->values_rows[0].items[0] : NULL);
    return range_entry_add(ps, rte);
}

static void show_columns(parse_state *ps, namespace_item *item) {
    *LIST_PUSH(ps->analysis->arena, &ps->query->from) = range_entry_join_node(ps, item->rtindex);
    from_clause_show(ps, item, true, true);
    for (int i = 0; i < item->column_count; i++) {
        target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
        t->expr = range_entry_var(ps, &item->columns[i], 0, -1);
        t->name = item->columns[i].name;
        t->number = i + 1;
    }
}

bool values_transform(parse_state *ps, const PgQuery__SelectStmt *statement) {
    query *q = ps->query;
    if (statement->with_clause != NULL && !cte_transform(ps, statement->with_clause)) {
        return false;
    }
    namespace_item *item = make_entry(ps, statement);
    if (item == NULL) {
        return false;
    }
    show_columns(ps, item);
    if (!sort_clause_transform(ps, statement->n_sort_clause, statement->sort_clause, &q->targets,
                               CLAUSE_ORDER_BY, true, &q->order) ||
        !limit_clause_transform(ps, statement)) {
        return false;
    }
    if (statement->n_locking_clause > 0) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "%s cannot be applied to VALUES", locking_clause_name(statement));
        return false;
    }
    return collation_assign_query(ps, q);
}
