#include "analyze/expression_internal.h"

#include "analyze/raw_node.h"
#include "analyze/select.h"
#include "parse/sqlstate.h"

/* Where there is no query around it, no subquery can run; NULL: it can. */
static const char *forbidden_in(clause_kind clause) {
    static const struct {
        clause_kind clause;
        const char *phrase;
    } clauses[] = {
        {CLAUSE_CHECK_CONSTRAINT, "check constraint"},
        {CLAUSE_DOMAIN_CHECK, "check constraint"},
        {CLAUSE_COLUMN_DEFAULT, "DEFAULT expression"},
        {CLAUSE_FUNCTION_DEFAULT, "DEFAULT expression"},
        {CLAUSE_INDEX_EXPRESSION, "index expression"},
        {CLAUSE_INDEX_PREDICATE, "index predicate"},
        {CLAUSE_STATS_EXPRESSION, "statistics expression"},
        {CLAUSE_ALTER_COL_TRANSFORM, "transform expression"},
        {CLAUSE_EXECUTE_PARAMETER, "EXECUTE parameter"},
        {CLAUSE_TRIGGER_WHEN, "trigger WHEN condition"},
        {CLAUSE_PARTITION_BOUND, "partition bound"},
        {CLAUSE_PARTITION_EXPRESSION, "partition key expression"},
        {CLAUSE_CALL_ARGUMENT, "CALL argument"},
        {CLAUSE_COPY_WHERE, "COPY FROM WHERE condition"},
        {CLAUSE_GENERATED_COLUMN, "column generation expression"},
    };
    for (size_t i = 0; i < sizeof clauses / sizeof clauses[0]; i++) {
        if (clauses[i].clause == clause) {
            return clauses[i].phrase;
        }
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
        stand_in->u.param.of_subquery = true;
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
