#ifndef ORIEL_ANALYZE_SORT_CLAUSE_H
#define ORIEL_ANALYZE_SORT_CLAUSE_H

/* ORDER BY, DISTINCT, and finding the targets they and GROUP BY name (manual 7.5, 7.3.3). */

#include "analyze/parse_state.h"

/* ORDER BY of a query (sql92: names and numbers of outputs count) or of an aggregate or window. */
bool sort_clause_transform(parse_state *ps, size_t count, PgQuery__Node **sort_bys,
                           target_list *targets, clause_kind clause, bool output_names,
                           sort_group_list *result);

/* The target an ORDER BY, GROUP BY or DISTINCT ON item means, added as junk when it is new.  NULL
 * with an error. */
target *sort_clause_find_output(parse_state *ps, PgQuery__Node *node, target_list *targets,
                                clause_kind clause);
target *sort_clause_find_expression(parse_state *ps, PgQuery__Node *node, target_list *targets,
                                    clause_kind clause);

/* Appends a target to a sort or group list (unless it is there), choosing its operators. */
bool sort_clause_add(parse_state *ps, target *t, target_list *targets,
                     const PgQuery__SortBy *sort_by, sort_group_list *list);
bool group_clause_add(parse_state *ps, target *t, target_list *targets, int location,
                      sort_group_list *list);

bool distinct_clause_transform(parse_state *ps, const sort_group_list *order, target_list *targets,
                               bool is_aggregate, sort_group_list *result);
bool distinct_on_transform(parse_state *ps, size_t count, PgQuery__Node **nodes,
                           target_list *targets, const sort_group_list *order,
                           sort_group_list *result);

/* The target a sort_group_ref names. */
target *target_of_ref(const target_list *targets, int ref);
/* The target's own ref, given to it now when it has none. */
int target_assign_ref(target *t, const target_list *targets);

#endif /* ORIEL_ANALYZE_SORT_CLAUSE_H */
