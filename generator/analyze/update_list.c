#include "analyze/assignment.h"

#include "analyze/column_ref.h"
#include "analyze/expression.h"
#include "analyze/expression_internal.h"
#include "analyze/raw_tree.h"
#include "analyze/select.h"
#include "parse/sqlstate.h"

/* SET: first all values are analysed, then each is given to its column (manual, UPDATE). */

static bool wrong_count(parse_state *ps, int location) {
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location,
                   "number of columns does not match number of values");
    return false;
}

/* SET (a, b) = ROW(...). */
static bool row_values(parse_state *ps, const PgQuery__MultiAssignRef *ref, expr_list *values) {
    const PgQuery__RowExpr *row = ref->source->row_expr;
    expr_list items = {0};
    if (!expression_transform_list(ps, row->n_args, row->args, CLAUSE_UPDATE_SOURCE, true,
                                   &items) ||
        !row_constructor_check_count(ps, items.count, row->location)) {
        return false;
    }
    if (items.count != ref->ncolumns) {
        return wrong_count(ps, row->location);
    }
    for (int i = 0; i < items.count; i++) {
        *LIST_PUSH(ps->analysis->arena, values) = items.items[i];
    }
    return true;
}

static void add_subquery(parse_state *ps, query *q, int location) {
    arena *a = ps->analysis->arena;
    expr *sublink = expr_new(a, EXPR_SUBLINK, RECORDOID, location);
    sublink->u.sublink.kind = SUBLINK_EXPR;
    sublink->u.sublink.query = q;
    ps->has_sublinks = true;
    target *t = LIST_PUSH(a, &ps->query->targets);
    t->expr = sublink;
    t->name = "?column?";
    t->junk = true;
}

/* SET (a, b) = (SELECT ...): each column of the subquery for itself. */
static bool subquery_values(parse_state *ps, const PgQuery__MultiAssignRef *ref,
                            expr_list *values) {
    arena *a = ps->analysis->arena;
    const PgQuery__SubLink *node = ref->source->sub_link;
    query *q = select_analyze_subquery(ps, node->subselect, NULL, false, true);
    if (q == NULL) {
        return false;
    }
    int count = 0;
    for (int i = 0; i < q->targets.count; i++) {
        const expr *column = q->targets.items[i].expr;
        if (q->targets.items[i].junk) {
            continue;
        }
        expr *value = expr_new(a, EXPR_PARAM, column->type, expr_location(column));
        value->typmod = column->typmod;
        value->collation = column->collation;
        value->u.param.number = ++count;
        value->u.param.of_subquery = true;
        *LIST_PUSH(a, values) = value;
    }
    if (count != ref->ncolumns) {
        return wrong_count(ps, node->location);
    }
    add_subquery(ps, q, node->location);
    return true;
}

static bool several_values(parse_state *ps, const PgQuery__MultiAssignRef *ref, expr_list *values) {
    if (ref->colno > 1) {
        return true; /* came with the first of the columns */
    }
    PgQuery__Node *source = ref->source;
    if (source->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        return row_values(ps, ref, values);
    }
    if (source->node_case == PG_QUERY__NODE__NODE_SUB_LINK &&
        source->sub_link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK) {
        return subquery_values(ps, ref, values);
    }
    analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, raw_tree_location(source),
                   "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() "
                   "expression");
    return false;
}

static bool transform_values(parse_state *ps, size_t count, PgQuery__Node **nodes,
                             expr_list *values) {
    for (size_t i = 0; i < count; i++) {
        PgQuery__Node *node = nodes[i]->res_target->val;
        if (node->node_case == PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF) {
            if (!several_values(ps, node->multi_assign_ref, values)) {
                return false;
            }
            continue;
        }
        bool is_default = node->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT;
        expr *value = is_default ? expr_new(ps->analysis->arena, EXPR_SET_TO_DEFAULT, UNKNOWNOID,
                                            node->set_to_default->location)
                                 : expression_transform(ps, node, CLAUSE_UPDATE_SOURCE);
        if (value == NULL) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, values) = value;
    }
    return true;
}

static bool assign_value(parse_state *ps, const range_table_entry *rte,
                         const PgQuery__ResTarget *written, expr *value,
                         assignment_list *assignments) {
    assignment_place place = {.rte = rte,
                              .name = written->name,
                              .attribute = assignment_column(rte, written->name),
                              .step_count = written->n_indirection,
                              .steps = written->indirection,
                              .clause = CLAUSE_UPDATE_TARGET,
                              .location = written->location};
    if (place.attribute == 0) {
        place.attribute = system_column_number(written->name);
    }
    if (place.attribute == 0) {
        analysis_error(ps->analysis, SQLSTATE_UNDEFINED_COLUMN, written->location,
                       "column \"%s\" of relation \"%s\" does not exist", written->name,
                       catalog_relation(ps->analysis->catalog, rte->relation)->name);
        return false;
    }
    expr *cast = assignment_transform(ps, &place, value);
    if (cast == NULL) {
        return false;
    }
    *LIST_PUSH(ps->analysis->arena, assignments) =
        (assignment){place.attribute, place.step_count == 0, cast->kind == EXPR_SET_TO_DEFAULT};
    target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
    t->expr = cast;
    t->name = written->name;
    t->number = ps->query->targets.count;
    return true;
}

bool update_list_transform(parse_state *ps, const range_table_entry *rte, size_t count,
                           PgQuery__Node **nodes, assignment_list *assignments) {
    expr_list values = {0};
    if (!transform_values(ps, count, nodes, &values)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!assign_value(ps, rte, nodes[i]->res_target, values.items[i], assignments)) {
            return false;
        }
    }
    return true;
}
