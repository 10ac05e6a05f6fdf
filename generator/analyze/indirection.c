#include "analyze/expression_internal.h"

#include "analyze/function_call.h"
#include "analyze/raw_node.h"
#include "parse/sqlstate.h"

static void no_such_field(parse_state *ps, const expr *base, const char *name, int location) {
    analysis *an = ps->analysis;
    if (base->kind == EXPR_VAR && base->u.var.attribute == 0) {
        const parse_state *level = parse_state_outer(ps, base->u.var.levels_up);
        const range_table_entry *rte = query_rte(level->query, base->u.var.rtindex);
        analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, location, "column %s.%s does not exist",
                       rte->alias != NULL ? rte->alias : "unnamed_join", name);
    } else if (base->type == RECORDOID) {
        analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, location,
                       "could not identify column \"%s\" in record data type", name);
    } else if (type_relation(an->catalog, base->type) != INVALID_OID) {
        analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, location,
                       "column \"%s\" not found in data type %s", name,
                       analysis_type(an, base->type));
    } else {
        analysis_error(an, SQLSTATE_WRONG_OBJECT_TYPE, location,
                       "column notation .%s applied to type %s, which is not a composite type",
                       name, analysis_type(an, base->type));
    }
}

static expr *select_field(parse_state *ps, expr *base, PgQuery__Node *name, expr *before,
                          int location) {
    expr_list args = {0};
    *LIST_PUSH(ps->analysis->arena, &args) = base;
    ps->set_function_before_arguments = before;
    expr *result = function_call_make(ps, 1, &name, &args, NULL, location);
    if (result == NULL && !ps->analysis->failed) {
        no_such_field(ps, base, raw_node_text(name), location);
    }
    return result;
}

expr *indirection_transform(parse_state *ps, PgQuery__AIndirection *node) {
    expr *before = ps->last_set_function;
    expr *result = expression_transform_inner(ps, node->arg);
    if (result == NULL) {
        return NULL;
    }
    int location = expr_location(result);
    size_t i = 0;
    while (result != NULL && i < node->n_indirection) {
        PgQuery__Node *step = node->indirection[i];
        if (step->node_case == PG_QUERY__NODE__NODE_A_INDICES) {
            size_t end = i + 1;
            while (end < node->n_indirection &&
                   node->indirection[end]->node_case == PG_QUERY__NODE__NODE_A_INDICES) {
                end++;
            }
            result = subscript_apply(ps, result, end - i, node->indirection + i);
            i = end;
        } else if (step->node_case == PG_QUERY__NODE__NODE_A_STAR) {
            analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                           "row expansion via \"*\" is not supported here");
            return NULL;
        } else {
            result = select_field(ps, result, step, before, location);
            i++;
        }
    }
    return result;
}
