#include "analyze/target_list.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/expression.h"
#include "analyze/target_name.h"

static bool ends_in_star(size_t count, PgQuery__Node *const *parts) {
    return count > 0 && parts[count - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static bool add_expression(parse_state *ps, const PgQuery__ResTarget *item, clause_kind clause,
                           target_list *result) {
    expr *e;
    if (clause == CLAUSE_UPDATE_SOURCE &&
        item->val->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
        e = expr_new(ps->analysis->arena, EXPR_SET_TO_DEFAULT, UNKNOWNOID,
                     item->val->set_to_default->location);
    } else {
        e = expression_transform(ps, item->val, clause);
    }
    if (e == NULL) {
        return false;
    }
    target *t = LIST_PUSH(ps->analysis->arena, result);
    t->expr = e;
    t->number = result->count;
    t->name =
        item->name != NULL && item->name[0] != '\0' ? item->name : target_name_of(item->val, e);
    return true;
}

static bool add_item(parse_state *ps, const PgQuery__ResTarget *item, clause_kind clause,
                     target_list *result) {
    const PgQuery__Node *value = item->val;
    if (clause != CLAUSE_UPDATE_SOURCE) {
        if (value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
            ends_in_star(value->column_ref->n_fields, value->column_ref->fields)) {
            return target_list_expand_star(ps, value->column_ref, clause, result);
        }
        if (value->node_case == PG_QUERY__NODE__NODE_A_INDIRECTION &&
            ends_in_star(value->a_indirection->n_indirection, value->a_indirection->indirection)) {
            return target_list_expand_row(ps, value->a_indirection, clause, result);
        }
    }
    return add_expression(ps, item, clause, result);
}

bool target_list_transform(parse_state *ps, size_t count, PgQuery__Node **res_targets,
                           clause_kind clause, target_list *result) {
    for (size_t i = 0; i < count; i++) {
        if (!add_item(ps, res_targets[i]->res_target, clause, result)) {
            return false;
        }
    }
    return true;
}

bool target_list_resolve_unknowns(parse_state *ps, target_list *targets) {
    for (int i = 0; i < targets->count; i++) {
        target *t = &targets->items[i];
        if (t->expr->type != UNKNOWNOID) {
            continue;
        }
        t->expr = coercion_to_type(
            ps, t->expr,
            (coercion_target){TEXTOID, -1, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1});
        if (t->expr == NULL) {
            return false;
        }
    }
    return true;
}

/* --- Origins --------------------------------------------------------------------------------- */

static const target *find_target(const target_list *targets, int number) {
    for (int i = 0; i < targets->count; i++) {
        if (targets->items[i].number == number && !targets->items[i].junk) {
            return &targets->items[i];
        }
    }
    return NULL;
}

static const query *cte_query(parse_state *ps, const range_table_entry *rte, int levels_up) {
    const parse_state *level = parse_state_outer(ps, levels_up + rte->cte_levels_up);
    for (int i = 0; level != NULL && i < level->ctes.count; i++) {
        if (level->ctes.items[i]->name == rte->cte_name ||
            strcmp(level->ctes.items[i]->name, rte->cte_name) == 0) {
            return level->ctes.items[i]->query;
        }
    }
    return NULL;
}

static void copy_origin(target *t, const query *q, int attribute) {
    if (q == NULL || attribute <= 0) {
        return;
    }
    const target *from =
        find_target(query_outputs(q), attribute);
    if (from != NULL) {
        t->origin_relation = from->origin_relation;
        t->origin_attribute = from->origin_attribute;
    }
}

static void mark_origin(parse_state *ps, target *t) {
    if (t->expr->kind != EXPR_VAR) {
        return;
    }
    int levels_up = t->expr->u.var.levels_up;
    const parse_state *level = parse_state_outer(ps, levels_up);
    const range_table_entry *rte = query_rte(level->query, t->expr->u.var.rtindex);
    switch (rte->kind) {
    case RTE_RELATION:
        t->origin_relation = rte->relation;
        t->origin_attribute = t->expr->u.var.attribute;
        break;
    case RTE_SUBQUERY:
        copy_origin(t, rte->subquery, t->expr->u.var.attribute);
        break;
    case RTE_CTE:
        if (!rte->cte_self_reference) {
            copy_origin(t, cte_query(ps, rte, levels_up), t->expr->u.var.attribute);
        }
        break;
    case RTE_JOIN:
    case RTE_FUNCTION:
    case RTE_TABLE_FUNC:
    case RTE_VALUES:
    case RTE_RESULT:
        break;
    }
}

void target_list_mark_origins(parse_state *ps, target_list *targets) {
    for (int i = 0; i < targets->count; i++) {
        mark_origin(ps, &targets->items[i]);
    }
}
