#ifndef ORIEL_ANALYZE_WITH_LIST_H
#define ORIEL_ANALYZE_WITH_LIST_H

/* A WITH clause before its queries are analysed: which of them refer to which, in what order they
 * can be analysed, and whether recursion is well-formed (manual 7.8.2). */

#include "analyze/parse_state.h"

typedef struct with_item {
    PgQuery__CommonTableExpr *raw;
    common_table_expr *cte;
    bool *refers_to; /* by place in the list as written */
    int place;
    bool sorted;
} with_item;

typedef struct with_list {
    with_item *items;
    int count;
} with_list;

/* Finds out what refers to what (marking recursive items) and sorts the list so that every item
 * comes behind those it refers to.  false with an error: mutual recursion. */
bool with_list_sort(parse_state *ps, with_list *list);

/* Checks the form of every recursive item.  false with an error. */
bool with_list_check_recursion(parse_state *ps, const with_list *list);

/* WITH clauses inside, whose names hide the list's. */
typedef struct inner_with inner_with;
struct inner_with {
    inner_with *outer;
    LIST_OF(const char *) names;
};
bool inner_with_has(const inner_with *inner, const char *name);

/* The WITH clause of a statement of any kind, or NULL. */
const PgQuery__WithClause *with_clause_of(const ProtobufCMessage *statement);

/* Calls `visit` on the WITH queries of an inner clause, each seeing the names it can see, and
 * leaves all of the clause's names in *frame, which becomes *innermost. */
bool inner_with_walk(parse_state *ps, const PgQuery__WithClause *with, inner_with **innermost,
                     bool (*visit)(const ProtobufCMessage *message, void *context), void *context);

#endif /* ORIEL_ANALYZE_WITH_LIST_H */
