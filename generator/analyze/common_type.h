#ifndef ORIEL_ANALYZE_COMMON_TYPE_H
#define ORIEL_ANALYZE_COMMON_TYPE_H

/* The type that UNION, CASE, COALESCE, VALUES, ARRAY and the like give their inputs (manual 10.5). */

#include "analyze/coercion.h"

/* INVALID_OID with an error when the types do not match; with construct NULL, without an error.
 * *which (may be NULL) gets the expression that decided. */
oid common_type_select(parse_state *ps, const expr_list *list, const char *construct, expr **which);
/* The typmod all share, or -1. */
int32_t common_type_typmod(const expr_list *list, oid type);
/* The same on types only, with what decided or did not match. */
typedef struct common_type {
    oid type;        /* 0: none */
    int place;       /* the input that decided, or that did not match */
    oid left, right; /* without a type: the two that did not match */
} common_type;
common_type common_type_match(const catalog *c, int count, const oid *types);
/* The type alone, for polymorphic resolution; 0: none. */
oid common_type_of(const catalog *c, int count, const oid *types);
/* True when every expression can be implicitly cast to `type`. */
bool common_type_verify(const catalog *c, const expr_list *list, oid type);
/* e cast to the common type; NULL with an error "CASE could not convert type x to y". */
expr *common_type_coerce(parse_state *ps, expr *e, oid type, const char *construct);

#endif /* ORIEL_ANALYZE_COMMON_TYPE_H */
