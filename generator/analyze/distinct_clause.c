#include "analyze/raw_tree.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

static bool is_listed(const sort_group_list *list, int ref) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].target == ref) {
            return true;
        }
    }
    return false;
}

/* The ORDER BY items first, so that one sort can serve both; then what is left of the outputs. */
bool distinct_clause_transform(parse_state *ps, const sort_group_list *order, target_list *targets,
                               bool is_aggregate, sort_group_list *result) {
    analysis *an = ps->analysis;
    for (int i = 0; i < order->count; i++) {
        const target *t = target_of_ref(targets, order->items[i].target);
        if (t->junk) {
            analysis_error(an, SQLSTATE_INVALID_COLUMN_REFERENCE, expr_location(t->expr), "%s",
                           is_aggregate ? "in an aggregate with DISTINCT, ORDER BY expressions "
                                          "must appear in argument list"
                                        : "for SELECT DISTINCT, ORDER BY expressions must appear "
                                          "in select list");
            return false;
        }
        *LIST_PUSH(an->arena, result) = order->items[i];
    }
    for (int i = 0; i < targets->count; i++) {
        target *t = &targets->items[i];
        if (!t->junk && !group_clause_add(ps, t, targets, expr_location(t->expr), result)) {
            return false;
        }
    }
    if (result->count == 0) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, -1, "%s",
                       is_aggregate ? "an aggregate with DISTINCT must have at least one argument"
                                    : "SELECT DISTINCT must have at least one column");
        return false;
    }
    return true;
}

/* What DISTINCT ON names: refs with the nodes they came from. */
typedef struct distinct_item {
    int ref;
    const PgQuery__Node *node;
} distinct_item;
typedef LIST_OF(distinct_item) distinct_item_list;

static bool gather_items(parse_state *ps, size_t count, PgQuery__Node **nodes, target_list *targets,
                         distinct_item_list *items) {
    for (size_t i = 0; i < count; i++) {
        target *t = sort_clause_find_output(ps, nodes[i], targets, CLAUSE_DISTINCT_ON);
        if (t == NULL) {
            return false;
        }
        distinct_item *item = LIST_PUSH(ps->analysis->arena, items);
        item->ref = target_assign_ref(t, targets);
        item->node = nodes[i];
    }
    return true;
}

static const distinct_item *find_item(const distinct_item_list *items, int ref) {
    for (int i = 0; i < items->count; i++) {
        if (items->items[i].ref == ref) {
            return &items->items[i];
        }
    }
    return NULL;
}

static bool report_mismatch(parse_state *ps, const distinct_item *item) {
    analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, raw_tree_location(item->node),
                   "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
    return false;
}

bool distinct_on_transform(parse_state *ps, size_t count, PgQuery__Node **nodes,
                           target_list *targets, const sort_group_list *order,
                           sort_group_list *result) {
    distinct_item_list items = {0};
    if (!gather_items(ps, count, nodes, targets, &items)) {
        return false;
    }
    bool skipped = false;
    for (int i = 0; i < order->count; i++) {
        const distinct_item *item = find_item(&items, order->items[i].target);
        if (item == NULL) {
            skipped = true;
        } else if (skipped) {
            return report_mismatch(ps, item);
        } else {
            *LIST_PUSH(ps->analysis->arena, result) = order->items[i];
        }
    }
    for (int i = 0; i < items.count; i++) {
        if (is_listed(result, items.items[i].ref)) {
            continue;
        }
        if (skipped) {
            return report_mismatch(ps, &items.items[i]);
        }
        target *t = target_of_ref(targets, items.items[i].ref);
        if (!group_clause_add(ps, t, targets, raw_tree_location(items.items[i].node), result)) {
            return false;
        }
    }
    return true;
}
