#include "analyze/expression_internal.h"

#include "analyze/raw_node.h"
#include "analyze/select.h"
#include "parse/sqlstate.h"

/* Where there is no query around it, no subquery can run. */
static const char *forbidden_in(clause_kind clause) {
    switch (clause) {
    case CLAUSE_CHECK_CONSTRAINT:
    case CLAUSE_DOMAIN_CHECK:
        return "check constraint";
    case CLAUSE_COLUMN_DEFAULT:
    case CLAUSE_FUNCTION_DEFAULT:
        return "DEFAULT expression";
    case CLAUSE_INDEX_EXPRESSION:
        return "index expression";
    case CLAUSE_INDEX_PREDICATE:
        return "index predicate";
    case CLAUSE_STATS_EXPRESSION:
        return "statistics expression";
    case CLAUSE_ALTER_COL_TRANSFORM:
        return "transform expression";
    case CLAUSE_EXECUTE_PARAMETER:
        return "EXECUTE parameter";
    case CLAUSE_TRIGGER_WHEN:
        return "trigger WHEN condition";
    case CLAUSE_PARTITION_BOUND:
        return "partition bound";
    case CLAUSE_PARTITION_EXPRESSION:
        return "partition key expression";
    case CLAUSE_CALL_ARGUMENT:
        return "CALL argument";
    case CLAUSE_COPY_WHERE:
        return "COPY FROM WHERE condition";
    case CLAUSE_GENERATED_COLUMN:
        return "column generation expression";
    case CLAUSE_NONE:
    case CLAUSE_OTHER:
    case CLAUSE_JOIN_ON:
    case CLAUSE_JOIN_USING:
    case CLAUSE_FROM_SUBSELECT:
    case CLAUSE_FROM_FUNCTION:
    case CLAUSE_WHERE:
    case CLAUSE_POLICY:
    case CLAUSE_HAVING:
    case CLAUSE_FILTER:
    case CLAUSE_WINDOW_PARTITION:
    case CLAUSE_WINDOW_ORDER:
    case CLAUSE_WINDOW_FRAME_RANGE:
    case CLAUSE_WINDOW_FRAME_ROWS:
    case CLAUSE_WINDOW_FRAME_GROUPS:
    case CLAUSE_SELECT_TARGET:
    case CLAUSE_INSERT_TARGET:
    case CLAUSE_UPDATE_SOURCE:
    case CLAUSE_UPDATE_TARGET:
    case CLAUSE_MERGE_WHEN:
    case CLAUSE_GROUP_BY:
    case CLAUSE_ORDER_BY:
    case CLAUSE_DISTINCT_ON:
    case CLAUSE_LIMIT:
    case CLAUSE_OFFSET:
    case CLAUSE_RETURNING:
    case CLAUSE_VALUES:
    case CLAUSE_VALUES_SINGLE:
    case CLAUSE_CYCLE_MARK:
        break;
    }
    return NULL;
}

static expr_list output_columns(parse_state *ps, const query *q) {
    expr_list columns = {0};
    for (int i = 0; i < q->targets.count; i++) {
        if (!q->targets.items[i].junk) {
            *LIST_PUSH(ps->analysis->arena, &columns) = q->targets.items[i].expr;
        }
    }
    return columns;
}

/* A scalar subquery or ARRAY(...): one column. */
static bool finish_value(parse_state *ps, expr *e) {
    analysis *an = ps->analysis;
    expr_list columns = output_columns(ps, e->u.sublink.query);
    if (columns.count != 1) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, e->location,
                       "subquery must return only one column");
        return false;
    }
    const expr *column = columns.items[0];
    e->type = column->type;
    e->typmod = column->typmod;
    e->collation = column->collation;
    if (e->u.sublink.kind == SUBLINK_ARRAY) {
        e->type = type_promoted_array(an->catalog, column->type);
        if (e->type == INVALID_OID) {
            analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, -1,
                           "could not find array type for data type %s",
                           analysis_type(an, column->type));
            return false;
        }
    }
    return true;
}

/* The subquery's columns as the comparison sees them. */
static expr_list column_stand_ins(parse_state *ps, const query *q) {
    arena *a = ps->analysis->arena;
    expr_list columns = output_columns(ps, q);
    expr_list result = {0};
    for (int i = 0; i < columns.count; i++) {
        const expr *column = columns.items[i];
        expr *stand_in = expr_new(a, EXPR_PARAM, column->type, -1);
        stand_in->typmod = column->typmod;
        stand_in->collation = column->collation;
        stand_in->u.param.number = i + 1;
        *LIST_PUSH(a, &result) = stand_in;
    }
    return result;
}

static bool finish_comparison(parse_state *ps, const PgQuery__SubLink *node, expr *e) {
    analysis *an = ps->analysis;
    expr *test = expression_transform_inner(ps, node->testexpr);
    if (test == NULL) {
        return false;
    }
    expr_list single = {0};
    const expr_list *left = &single;
    if (test->kind == EXPR_ROW) {
        left = &test->u.row.items;
    } else {
        *LIST_PUSH(an->arena, &single) = test;
    }
    expr_list right = column_stand_ins(ps, e->u.sublink.query);
    if (left->count != right.count) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, node->location, "subquery has too %s columns",
                       left->count < right.count ? "many" : "few");
        return false;
    }
    PgQuery__Node *equal = raw_node_string(an->arena, "=");
    row_comparison rows = {node->n_oper_name, node->oper_name, left, &right, node->location};
    if (node->n_oper_name == 0) {
        rows.name_count = 1;
        rows.name = &equal;
    }
    e->u.sublink.test = test;
    e->u.sublink.comparison = row_comparison_make(ps, &rows);
    return e->u.sublink.comparison != NULL;
}

static sublink_kind kind_of(const PgQuery__SubLink *node) {
    switch (node->sub_link_type) {
    case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
        return SUBLINK_EXISTS;
    case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK:
        return SUBLINK_ALL;
    case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
        return SUBLINK_ANY;
    case PG_QUERY__SUB_LINK_TYPE__ROWCOMPARE_SUBLINK:
        return SUBLINK_ROW_COMPARE;
    case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
        return SUBLINK_ARRAY;
    default:
        return SUBLINK_EXPR;
    }
}

expr *sublink_transform(parse_state *ps, PgQuery__SubLink *node) {
    analysis *an = ps->analysis;
    const char *forbidden = forbidden_in(ps->clause);
    if (forbidden != NULL) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, node->location,
                       "cannot use subquery in %s", forbidden);
        return NULL;
    }
    ps->has_sublinks = true;
    expr *e = expr_new(an->arena, EXPR_SUBLINK, BOOLOID, node->location);
    e->u.sublink.kind = kind_of(node);
    e->u.sublink.query = select_analyze_subquery(ps, node->subselect, NULL, false, true);
    if (e->u.sublink.query == NULL) {
        return NULL;
    }
    bool ok = true;
    switch (e->u.sublink.kind) {
    case SUBLINK_EXISTS:
        break;
    case SUBLINK_EXPR:
    case SUBLINK_ARRAY:
        ok = finish_value(ps, e);
        break;
    case SUBLINK_ALL:
    case SUBLINK_ANY:
    case SUBLINK_ROW_COMPARE:
    case SUBLINK_CTE:
        ok = finish_comparison(ps, node, e);
        break;
    }
    return ok ? e : NULL;
}
