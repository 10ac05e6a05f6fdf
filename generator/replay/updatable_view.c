#include "replay/updatable_view.h"

static const char *clause_that_prevents(const query *q) {
    if (q->has_distinct) {
        return "Views containing DISTINCT are not automatically updatable.";
    }
    if (q->group.count > 0 || q->grouping_sets.count > 0) {
        return "Views containing GROUP BY are not automatically updatable.";
    }
    if (q->having != NULL) {
        return "Views containing HAVING are not automatically updatable.";
    }
    if (q->set_operations != NULL) {
        return "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.";
    }
    if (q->ctes.count > 0) {
        return "Views containing WITH are not automatically updatable.";
    }
    if (q->limit != NULL || q->offset != NULL) {
        return "Views containing LIMIT or OFFSET are not automatically updatable.";
    }
    if (q->has_aggregates) {
        return "Views that return aggregate functions are not automatically updatable.";
    }
    if (q->has_windows) {
        return "Views that return window functions are not automatically updatable.";
    }
    return q->has_target_sets
               ? "Views that return set-returning functions are not automatically updatable."
               : NULL;
}

/* A plain column of the table that no earlier output is already. */
static bool is_updatable_column(const query *q, int at, int rtindex) {
    const target *t = &q->targets.items[at];
    const expr *e = t->expr;
    if (t->junk || e->kind != EXPR_VAR || e->u.var.rtindex != rtindex || e->u.var.levels_up != 0 ||
        e->u.var.attribute <= 0) {
        return false;
    }
    for (int i = 0; i < at; i++) {
        const expr *other = q->targets.items[i].expr;
        if (other->kind == EXPR_VAR && other->u.var.rtindex == rtindex &&
            other->u.var.attribute == e->u.var.attribute) {
            return false;
        }
    }
    return true;
}

const char *updatable_view_why_not(replay *r, const query *q) {
    static const char *const not_single =
        "Views that do not select from a single table or view are not automatically updatable.";
    const char *clause = clause_that_prevents(q);
    if (clause != NULL) {
        return clause;
    }
    if (q->from.count != 1 || q->from.items[0]->kind != JOIN_NODE_TABLE) {
        return not_single;
    }
    int rtindex = q->from.items[0]->rtindex;
    const range_table_entry *rte = q->rtable.items[rtindex - 1];
    const pg_class *base =
        rte->kind == RTE_RELATION ? catalog_relation(r->catalog, rte->relation) : NULL;
    if (base == NULL || strchr("rfvp", base->kind) == NULL) {
        return not_single;
    }
    if (rte->sample.method != INVALID_OID) {
        return "Views containing TABLESAMPLE are not automatically updatable.";
    }
    for (int i = 0; i < q->targets.count; i++) {
        if (is_updatable_column(q, i, rtindex)) {
            return NULL;
        }
    }
    return "Views that have no updatable columns are not automatically updatable.";
}
