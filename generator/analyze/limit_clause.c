#include "analyze/limit_clause.h"

#include "analyze/coercion.h"
#include "analyze/expression.h"
#include "analyze/level_walk.h"
#include "parse/sqlstate.h"

bool limit_clause_check_constant(parse_state *ps, expr *e, const char *construct) {
    const expr *var = level_walk_find_var(e, 0);
    if (var == NULL) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, var->location,
                   "argument of %s must not contain variables", construct);
    return false;
}

static bool transform_count(parse_state *ps, PgQuery__Node *node, clause_kind clause,
                            const char *construct, expr **result) {
    if (node == NULL) {
        return true;
    }
    expr *e = expression_transform(ps, node, clause);
    if (e != NULL) {
        e = coercion_to_specific(ps, e, INT8OID, construct);
    }
    *result = e;
    return e != NULL && limit_clause_check_constant(ps, e, construct);
}

static bool is_null_literal(const PgQuery__Node *node) {
    return node != NULL && node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull;
}

bool limit_clause_transform(parse_state *ps, const PgQuery__SelectStmt *statement) {
    query *q = ps->query;
    if (!transform_count(ps, statement->limit_offset, CLAUSE_OFFSET, "OFFSET", &q->offset) ||
        !transform_count(ps, statement->limit_count, CLAUSE_LIMIT, "LIMIT", &q->limit)) {
        return false;
    }
    q->limit_with_ties = statement->limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES;
    if (q->limit_with_ties && is_null_literal(statement->limit_count)) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_ROW_COUNT_IN_LIMIT_CLAUSE, -1,
                       "row count cannot be null in FETCH FIRST ... WITH TIES clause");
        return false;
    }
    return true;
}
