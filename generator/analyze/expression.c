#include "analyze/expression_internal.h"

#include "analyze/column_ref.h"
#include "analyze/target_list.h"
#include "parse/sqlstate.h"

static expr *operator_kind_transform(parse_state *ps, PgQuery__AExpr *node) {
    switch (node->kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT:
        return distinct_expression_transform(ps, node);
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF:
        return nullif_expression_transform(ps, node);
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
        return in_expression_transform(ps, node);
    default:
        return operator_expression_transform(ps, node);
    }
}

static expr *named_argument_transform(parse_state *ps, const PgQuery__NamedArgExpr *node) {
    expr *arg = expression_transform_inner(ps, node->arg);
    if (arg == NULL) {
        return NULL;
    }
    expr *e = expr_new(ps->analysis->arena, EXPR_NAMED_ARG, arg->type, node->location);
    e->typmod = arg->typmod;
    e->collation = arg->collation;
    e->u.named_arg.name = node->name;
    e->u.named_arg.arg = arg;
    e->u.named_arg.number = -1;
    return e;
}

static expr *not_here(parse_state *ps, const PgQuery__Node *node) {
    if (node->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, node->set_to_default->location,
                       "DEFAULT is not allowed in this context");
    } else {
        analysis_error(ps->analysis, SQLSTATE_INTERNAL_ERROR, -1, "unrecognized node type: %d",
                       (int)node->node_case);
    }
    return NULL;
}

/* The kinds with a special grammar of their own. */
static expr *transform_special(parse_state *ps, PgQuery__Node *node) {
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        return grouping_call_transform(ps, node->grouping_func);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return coalesce_expression_transform(ps, node->coalesce_expr);
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        return min_max_expression_transform(ps, node->min_max_expr);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return sql_value_function_transform(ps, node->sqlvalue_function);
    case PG_QUERY__NODE__NODE_XML_EXPR:
        return xml_expression_transform(ps, node->xml_expr);
    case PG_QUERY__NODE__NODE_XML_SERIALIZE:
        return xml_serialize_transform(ps, node->xml_serialize);
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        return boolean_test_transform(ps, node->boolean_test);
    case PG_QUERY__NODE__NODE_CURRENT_OF_EXPR:
        return expr_new(ps->analysis->arena, EXPR_CURRENT_OF, BOOLOID, -1);
    default:
        return not_here(ps, node);
    }
}

static expr *transform_node(parse_state *ps, PgQuery__Node *node) {
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return column_ref_transform(ps, node->column_ref);
    case PG_QUERY__NODE__NODE_PARAM_REF:
        return parameter_ref_transform(ps, node->param_ref);
    case PG_QUERY__NODE__NODE_A_CONST:
        return constant_transform(ps, node->a_const);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return indirection_transform(ps, node->a_indirection);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return array_constructor_transform(ps, node->a_array_expr,
                                           (array_constructor_target){0, 0, -1});
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return type_cast_transform(ps, node->type_cast);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return collate_expression_transform(ps, node->collate_clause);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return operator_kind_transform(ps, node->a_expr);
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return boolean_expression_transform(ps, node->bool_expr);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return call_expression_transform(ps, node->func_call);
    case PG_QUERY__NODE__NODE_NAMED_ARG_EXPR:
        return named_argument_transform(ps, node->named_arg_expr);
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return sublink_transform(ps, node->sub_link);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return case_expression_transform(ps, node->case_expr);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return row_constructor_transform(ps, node->row_expr);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return null_test_transform(ps, node->null_test);
    default:
        return transform_special(ps, node);
    }
}

expr *expression_transform_inner(parse_state *ps, PgQuery__Node *node) {
    if (!analysis_enter(ps->analysis, -1)) {
        return NULL;
    }
    expr *result = transform_node(ps, node);
    analysis_leave(ps->analysis);
    return ps->analysis->failed ? NULL : result;
}

expr *expression_transform(parse_state *ps, PgQuery__Node *node, clause_kind clause) {
    clause_kind outer = ps->clause;
    ps->clause = clause;
    expr *result = expression_transform_inner(ps, node);
    ps->clause = outer;
    return result;
}

/* --- Lists ----------------------------------------------------------------------------------- */

static bool ends_in_star(size_t count, PgQuery__Node *const *parts) {
    return count > 0 && parts[count - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

static bool add_expanded(parse_state *ps, const target_list *expanded, expr_list *result) {
    for (int i = 0; i < expanded->count; i++) {
        *LIST_PUSH(ps->analysis->arena, result) = expanded->items[i].expr;
    }
    return true;
}

static bool transform_item(parse_state *ps, PgQuery__Node *node, clause_kind clause,
                           bool allow_default, expr_list *result) {
    target_list expanded = {0};
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
        ends_in_star(node->column_ref->n_fields, node->column_ref->fields)) {
        return target_list_expand_star(ps, node->column_ref, clause, &expanded) &&
               add_expanded(ps, &expanded, result);
    }
    if (node->node_case == PG_QUERY__NODE__NODE_A_INDIRECTION &&
        ends_in_star(node->a_indirection->n_indirection, node->a_indirection->indirection)) {
        return target_list_expand_row(ps, node->a_indirection, clause, &expanded) &&
               add_expanded(ps, &expanded, result);
    }
    expr *e;
    if (allow_default && node->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
        e = expr_new(ps->analysis->arena, EXPR_SET_TO_DEFAULT, UNKNOWNOID,
                     node->set_to_default->location);
    } else {
        e = expression_transform(ps, node, clause);
    }
    if (e == NULL) {
        return false;
    }
    *LIST_PUSH(ps->analysis->arena, result) = e;
    return true;
}

bool expression_transform_list(parse_state *ps, size_t count, PgQuery__Node **nodes,
                               clause_kind clause, bool allow_default, expr_list *result) {
    for (size_t i = 0; i < count; i++) {
        if (!transform_item(ps, nodes[i], clause, allow_default, result)) {
            return false;
        }
    }
    return true;
}
