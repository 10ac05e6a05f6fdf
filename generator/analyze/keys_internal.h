#ifndef ORIEL_ANALYZE_KEYS_INTERNAL_H
#define ORIEL_ANALYZE_KEYS_INTERNAL_H

/* What keys.c and keys_join.c share: keys as sets of a query's columns, before they reach its
 * outputs. */

#include "analyze/keys.h"

/* Joins of many tables have very many keys; the first few are enough. */
#define MAX_KEYS 8

/* A key of what stands in FROM: columns of the query's range table. */
typedef struct column_key {
    expr_list columns;
    const char *reason;
} column_key;
typedef LIST_OF(column_key) column_key_list;

/* x = y, or x = a constant (y NULL), true of every row of the result. */
typedef struct equality {
    const expr *x, *y;
} equality;
typedef LIST_OF(equality) equality_list;

typedef struct key_scope {
    key_proofs *proofs;
    const catalog *catalog;
    arena *arena;
    const query *query;
    equality_list equalities; /* of the whole result */
} key_scope;

/* A Var of this query's range table, no whole row and no system column. */
bool keys_is_column(const expr *e);
bool keys_same_column(const expr *x, const expr *y);

/* Adds what a condition that holds says of columns being equal. */
void keys_add_equalities(key_scope *s, equality_list *list, const expr *condition);

/* Conditions of inner joins that nothing outer stands above hold for every row. */
void keys_add_inner_conditions(key_scope *s, const join_node *node);

/* The bare column a join's merged column stands for. */
const expr *keys_resolve_join_column(const key_scope *s, const expr *e);

/* Keys of one range table entry, and of the whole FROM clause. */
column_key_list keys_of_table_entry(key_scope *s, int rtindex);
column_key_list keys_of_from(key_scope *s);

#endif /* ORIEL_ANALYZE_KEYS_INTERNAL_H */
