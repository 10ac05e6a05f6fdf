#include "analyze/expression_internal.h"

#include "parse/sqlstate.h"

#define MAX_TIME_PRECISION 6

/* CURRENT_TIME(n) and its like: more digits than there are mean all of them. */
static bool set_precision(parse_state *ps, expr *e, int32_t precision) {
    if (precision < 0) {
        bool stamp = e->type == TIMESTAMPOID || e->type == TIMESTAMPTZOID;
        bool zone = e->type == TIMETZOID || e->type == TIMESTAMPTZOID;
        analysis_error(ps->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                       "%s(%d)%s precision must not be negative", stamp ? "TIMESTAMP" : "TIME",
                       (int)precision, zone ? " WITH TIME ZONE" : "");
        return false;
    }
    e->typmod = precision > MAX_TIME_PRECISION ? MAX_TIME_PRECISION : precision;
    return true;
}

static oid result_type(PgQuery__SQLValueFunctionOp operation) {
    switch (operation) {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
        return DATEOID;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
        return TIMETZOID;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
        return TIMESTAMPTZOID;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
        return TIMEOID;
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
        return TIMESTAMPOID;
    default:
        return NAMEOID;
    }
}

static bool has_precision(PgQuery__SQLValueFunctionOp operation) {
    return operation == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N ||
           operation == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N ||
           operation == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N ||
           operation == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N;
}

expr *sql_value_function_transform(parse_state *ps, const PgQuery__SQLValueFunction *node) {
    expr *e = expr_new(ps->analysis->arena, EXPR_SQL_VALUE, result_type(node->op), node->location);
    e->u.sql_value.operation = (int)node->op;
    e->collation = type_collation(ps->analysis->catalog, e->type);
    if (has_precision(node->op) && !set_precision(ps, e, node->typmod)) {
        return NULL;
    }
    return e;
}
