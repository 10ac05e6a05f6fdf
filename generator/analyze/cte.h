#ifndef ORIEL_ANALYZE_CTE_H
#define ORIEL_ANALYZE_CTE_H

/* WITH (manual 7.8): order, recursion rules, SEARCH and CYCLE. */

#include "analyze/parse_state.h"

/* Analyses all WITH queries and makes their names visible in ps.  false with an error. */
bool cte_transform(parse_state *ps, const PgQuery__WithClause *with);

/* The WITH query a bare table name means, and how many levels out; NULL: none. */
common_table_expr *cte_find(parse_state *ps, const char *name, int *levels_up);

/* The columns of a recursive query, fixed by its non-recursive term (called by set_operation.c
 * while the recursive union is analysed). */
bool cte_fix_recursive_columns(parse_state *ps, common_table_expr *cte,
                               const rte_column_list *first_term);

#endif /* ORIEL_ANALYZE_CTE_H */
