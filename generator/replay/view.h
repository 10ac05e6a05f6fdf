#ifndef ORIEL_REPLAY_VIEW_H
#define ORIEL_REPLAY_VIEW_H

/* What views and materialized views, and tables made from queries, have in common. */

#include "analyze/query.h"
#include "replay/relation.h"

/* The columns a query gives; aliases (may be none) rename the first of them. */
attribute_list view_columns(replay *r, const query *q, size_t alias_count, PgQuery__Node **aliases);

/* True when the query reads a temporary relation, however deep. */
bool view_query_uses_temporary(replay *r, query *q);
/* True when a WITH query of it writes. */
bool view_query_modifies(const query *q);

/* Keeps the query: in the relation, as its "_RETURN" rule, with the rule's dependencies. */
void view_store_query(replay *r, oid view, query *q, const char *definition);

/* The "_RETURN" rule of a view or materialized view, or 0. */
oid view_rule(replay *r, oid view);

#endif /* ORIEL_REPLAY_VIEW_H */
