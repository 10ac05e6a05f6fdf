#ifndef ORIEL_ANALYZE_CTE_SEARCH_H
#define ORIEL_ANALYZE_CTE_SEARCH_H

/* SEARCH and CYCLE of recursive queries (manual 7.8.2.1, 7.8.2.2). */

#include "analyze/parse_state.h"

/* Takes over the clauses and gives the cycle mark its type, before the query is analysed. */
bool cte_search_begin(parse_state *ps, common_table_expr *cte, const PgQuery__CommonTableExpr *raw);

/* Checks names and form once the query's own columns are known. */
bool cte_search_check(parse_state *ps, const common_table_expr *cte,
                      const PgQuery__CommonTableExpr *raw);

/* How many columns the clauses add, and the columns themselves appended to the query's. */
int cte_search_column_count(const common_table_expr *cte);
void cte_search_add_columns(parse_state *ps, common_table_expr *cte);

#endif /* ORIEL_ANALYZE_CTE_SEARCH_H */
