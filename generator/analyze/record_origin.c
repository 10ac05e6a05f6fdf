#include "analyze/record_origin.h"

#include <string.h>

/* The state a finished query would be analysed in, so that Vars in it can be looked up. */
static parse_state state_within(parse_state *parent, query *q) {
    parse_state inner = {.analysis = parent->analysis, .parent = parent, .query = q};
    return inner;
}

static parse_state *outer(parse_state *ps, int levels_up) {
    while (levels_up > 0 && ps) {
        ps = ps->parent;
        levels_up--;
    }
    return ps;
}

static const expr *output_of(const query *q, int attribute) {
    const target_list *targets = query_outputs(q);
    int number = 0;
    for (int i = 0; i < targets->count; i++) {
        if (!targets->items[i].junk && ++number == attribute) {
            return targets->items[i].expr;
        }
    }
    return NULL;
}

static common_table_expr *find_cte(parse_state *ps, const char *name) {
    for (int i = 0; i < ps->ctes.count; i++) {
        if (strcmp(ps->ctes.items[i]->name, name) == 0) {
            return ps->ctes.items[i];
        }
    }
    for (int i = 0; ps->query && i < ps->query->ctes.count; i++) {
        if (strcmp(ps->query->ctes.items[i]->name, name) == 0) {
            return ps->query->ctes.items[i];
        }
    }
    return NULL;
}

static record_origin trace_in(parse_state *parent, query *q, int attribute, const expr *e) {
    const expr *output = q ? output_of(q, attribute) : NULL;
    if (!output) {
        return (record_origin){NULL, e};
    }
    if (output->kind != EXPR_VAR) {
        return (record_origin){NULL, output};
    }
    parse_state inner = state_within(parent, q);
    return record_origin_trace(&inner, output);
}

record_origin record_origin_trace(parse_state *ps, const expr *e) {
    record_origin none = {NULL, e};
    if (e->kind != EXPR_VAR) {
        return none;
    }
    parse_state *level = outer(ps, e->u.var.levels_up);
    if (!level || !level->query || e->u.var.rtindex < 1 ||
        e->u.var.rtindex > level->query->rtable.count) {
        return none;
    }
    const range_table_entry *rte = query_rte(level->query, e->u.var.rtindex);
    int attribute = e->u.var.attribute;
    if (attribute == 0) {
        return (record_origin){rte, e};
    }
    switch (rte->kind) {
    case RTE_SUBQUERY:
        return trace_in(level, rte->subquery, attribute, e);
    case RTE_CTE: {
        parse_state *home = outer(level, rte->cte_levels_up);
        common_table_expr *cte =
            home && !rte->cte_self_reference ? find_cte(home, rte->cte_name) : NULL;
        return cte ? trace_in(home, cte->query, attribute, e) : none;
    }
    case RTE_JOIN: {
        const expr *alias =
            attribute <= rte->columns.count ? rte->columns.items[attribute - 1].join_alias : NULL;
        return alias ? record_origin_trace(level, alias) : none;
    }
    case RTE_RELATION:
    case RTE_FUNCTION:
    case RTE_TABLE_FUNC:
    case RTE_VALUES:
    case RTE_RESULT:
        break;
    }
    return none;
}
