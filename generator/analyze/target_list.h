#ifndef ORIEL_ANALYZE_TARGET_LIST_H
#define ORIEL_ANALYZE_TARGET_LIST_H

/* SELECT lists: their expressions, `*`, output names (manual 7.3). */

#include "analyze/parse_state.h"

/* RETURNING lists and SELECT lists.  false with an error. */
bool target_list_transform(parse_state *ps, size_t count, PgQuery__Node **res_targets, clause_kind clause,
                           target_list *result);

/* The name PostgreSQL gives an unnamed output column; never NULL ("?column?"). */
const char *target_list_name(const PgQuery__Node *node);
/* The same for an index or function column: NULL where only "?column?" would be left. */
const char *target_list_name_or_null(const PgQuery__Node *node);

/* *, t.*, (row).* as expressions; names through `names` where a list of targets is built. */
bool target_list_expand_star(parse_state *ps, const PgQuery__ColumnRef *ref, clause_kind clause,
                             target_list *result);
/* (expr).* */
bool target_list_expand_row(parse_state *ps, const PgQuery__AIndirection *indirection, clause_kind clause,
                            target_list *result);

/* Outputs of type unknown become text. */
bool target_list_resolve_unknowns(parse_state *ps, target_list *targets);

/* Where each target comes from, when it is a plain column (origin_relation, origin_attribute). */
void target_list_mark_origins(parse_state *ps, target_list *targets);

/* Fields of a composite: (expr).name.  Returns NULL without an error when there is no such field. */
expr *target_list_field(parse_state *ps, expr *row, const char *field, int location);

#endif /* ORIEL_ANALYZE_TARGET_LIST_H */
