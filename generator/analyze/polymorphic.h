#ifndef ORIEL_ANALYZE_POLYMORPHIC_H
#define ORIEL_ANALYZE_POLYMORPHIC_H

/* anyelement, anycompatible and their families (manual 38.2.5). */

#include "analyze/coercion.h"

/* Could these actual types stand for these declared ones at once? */
bool polymorphic_is_consistent(const catalog *c, const oid *actual, const oid *declared, int count);

/* Replaces polymorphic types in `declared` by the actual ones and returns the result type (actual for
 * a polymorphic one).  INVALID_OID with an error.  allow_poly: actual types may be polymorphic too. */
oid polymorphic_resolve(parse_state *ps, const oid *actual, oid *declared, int count, oid result,
                        bool allow_poly, int location);

/* Whether a function with these declared argument types can have this polymorphic result; NULL: yes,
 * else the detail text of the error. */
const char *polymorphic_check_result(arena *a, oid result, const oid *declared, int count);

/* The actual types of a function's OUT columns given the call's argument types; false: undetermined. */
bool polymorphic_out_types(const catalog *c, const pg_proc *proc, const expr_list *args, oid *types,
                           int count);

/* The type of anyelement (or anycompatible) in this call where an OUT argument is to be an array of it and
 * there is no such type; 0: nothing is missing. */
oid polymorphic_element_without_array(const catalog *c, const pg_proc *proc,
                                      const expr_list *args);

#endif /* ORIEL_ANALYZE_POLYMORPHIC_H */
