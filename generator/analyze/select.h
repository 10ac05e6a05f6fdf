#ifndef ORIEL_ANALYZE_SELECT_H
#define ORIEL_ANALYZE_SELECT_H

/* Queries: SELECT, VALUES, set operations, in PostgreSQL's order of work (which decides which of
 * several mistakes is reported). */

#include "analyze/parse_state.h"

/* A whole statement that is a query (SelectStmt); runs all passes, collations included.  NULL with
 * the error added.  resolve_unknowns: outputs of unknown type become text (views, top level). */
query *select_analyze(analysis *an, PgQuery__Node *statement, bool resolve_unknowns);

/* A subquery of `parent`.  cte: the WITH query it is, or NULL.  INSERT/UPDATE/DELETE only under
 * WITH. */
query *select_analyze_subquery(parse_state *parent, PgQuery__Node *statement,
                               common_table_expr *cte, bool locked_from_parent,
                               bool resolve_unknowns);

/* The same with a state made by the caller (for LATERAL and special names). */
query *select_analyze_in(parse_state *ps, PgQuery__Node *statement);

/* A single expression outside any query: a default, a check, an index expression.  relation: the
 * table whose columns it may name (INVALID_OID: none).  Collations are assigned.  target
 * INVALID_OID: any type. */
typedef struct standalone_expression {
    PgQuery__Node *node;
    clause_kind clause;
    oid relation;
    const char *relation_alias; /* NULL: the relation's own name */
} standalone_expression;
expr *select_analyze_expression(analysis *an, const standalone_expression *e);

/* A query's output columns: what a view of it, a subquery or a CTE has. */
rte_column_list select_output_columns(arena *a, const query *q);

#endif /* ORIEL_ANALYZE_SELECT_H */
