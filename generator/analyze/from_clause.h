#ifndef ORIEL_ANALYZE_FROM_CLAUSE_H
#define ORIEL_ANALYZE_FROM_CLAUSE_H

/* FROM: tables, joins, subqueries, functions, and the names they bring (manual 7.2). */

#include "analyze/parse_state.h"

/* Fills ps->query->from and ps->names.  false with an error. */
bool from_clause_transform(parse_state *ps, size_t count, PgQuery__Node **items);

/* The relation a RangeVar names, with PostgreSQL's error when it is not there or cannot be queried.
 */
const pg_class *from_clause_open_relation(parse_state *ps, const PgQuery__RangeVar *var);

/* An entry for a relation, with namespace columns ready to be pushed into ps->names. */
namespace_item *from_clause_relation_item(parse_state *ps, const pg_class *relation,
                                          const PgQuery__Alias *alias, bool inherits, bool in_from);

/* An entry for a subquery analysed by the caller. */
namespace_item *from_clause_subquery_item(parse_state *ps, query *subquery,
                                          const PgQuery__Alias *alias, bool lateral, bool in_from);

/* WHERE, ON and the like: an expression that must be boolean.  NULL node gives NULL without error.
 */
bool where_clause_transform(parse_state *ps, PgQuery__Node *node, clause_kind clause,
                            const char *construct, expr **result);

/* One item of FROM while joins are put together. */
typedef struct from_item {
    join_node *node;
    namespace_item *top;  /* the item itself */
    namespace_list names; /* what can be named after it: its inputs and itself */
} from_item;

/* A table, subquery, function or join.  false with an error. */
bool from_clause_item(parse_state *ps, PgQuery__Node *node, from_item *result);

/* false with an error when a name of one list is in the other too. */
bool from_clause_check_names(parse_state *ps, const namespace_list *x, const namespace_list *y);

/* Marks all items as (not) visible to LATERAL items only. */
void from_clause_set_lateral(namespace_list *names, bool lateral_only, bool lateral_ok);

/* Adds an item to ps->names. */
void from_clause_show(parse_state *ps, namespace_item *item, bool relation, bool columns);

#endif /* ORIEL_ANALYZE_FROM_CLAUSE_H */
