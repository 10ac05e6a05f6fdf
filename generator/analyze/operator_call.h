#ifndef ORIEL_ANALYZE_OPERATOR_CALL_H
#define ORIEL_ANALYZE_OPERATOR_CALL_H

/* Which operator an expression means (manual 10.2). */

#include "analyze/coercion.h"

/* NULL with an error (no_error: without).  left INVALID_OID: prefix operator. */
const pg_operator *operator_call_find(parse_state *ps, size_t name_count, PgQuery__Node **name, oid left,
                                      oid right, bool no_error, int location);
/* The operator with exactly or binary-compatibly these input types. */
const pg_operator *operator_call_compatible(parse_state *ps, size_t name_count, PgQuery__Node **name,
                                            oid left, oid right, bool no_error, int location);
/* Exactly these types, no search among casts (OPERATOR signatures in DDL); 0: none. */
oid operator_call_exact(analysis *an, size_t name_count, PgQuery__Node **name, oid left, oid right);

/* left op right (left NULL: op right).  NULL with an error. */
expr *operator_call_make(parse_state *ps, size_t name_count, PgQuery__Node **name, expr *left,
                         expr *right, expr *last_set_function, int location);
/* The same with a plain operator name such as "=". */
expr *operator_call_make_named(parse_state *ps, const char *name, expr *left, expr *right, int location);
/* left op ANY/ALL (right array). */
expr *operator_call_make_scalar_array(parse_state *ps, size_t name_count, PgQuery__Node **name,
                                      bool use_or, expr *left, expr *right, int location);

/* The default ordering and equality of a type, as ORDER BY, GROUP BY and DISTINCT use them. */
typedef struct sort_operators {
    oid less, equal, greater; /* 0 where there is none */
    bool hashable;
} sort_operators;
sort_operators operator_call_sort_operators(const catalog *c, oid type);
/* The same with PostgreSQL's errors for those that are needed. */
bool operator_call_need_sort_operators(parse_state *ps, oid type, bool need_less, bool need_equal,
                                       bool need_greater, int location, sort_operators *result);

/* btree meaning of an operator: strategy numbers it has in the families it belongs to. */
typedef struct btree_interpretation {
    oid family;
    int strategy; /* 1 to 5; 6: the negator of = */
    oid left, right;
} btree_interpretation;
int operator_call_btree(const catalog *c, oid op, btree_interpretation *found, int max);
/* The family's operator of that strategy for these types, or 0. */
oid opfamily_member(const catalog *c, oid family, oid left, oid right, int strategy);
oid opfamily_function(const catalog *c, oid family, oid left, oid right, int number);
/* The default operator class of a method for a type (binary-coercible included), or NULL. */
const pg_opclass *opclass_default(const catalog *c, oid type, oid method);

#endif /* ORIEL_ANALYZE_OPERATOR_CALL_H */
