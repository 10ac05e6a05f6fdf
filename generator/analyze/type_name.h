#ifndef ORIEL_ANALYZE_TYPE_NAME_H
#define ORIEL_ANALYZE_TYPE_NAME_H

/* Type names as written: which type and modifier they mean. */

#include "analyze/parse_state.h"

typedef struct type_and_typmod {
    oid type; /* INVALID_OID: failed, the error is added */
    int32_t typmod;
} type_and_typmod;

/* With typmod and array bounds; a shell type is an error.  %TYPE is obeyed.  SETOF is not looked at. */
type_and_typmod type_name_resolve(analysis *an, const PgQuery__TypeName *name);

/* The same without an error when there is no such type (type INVALID_OID) and with shell types. */
type_and_typmod type_name_find(analysis *an, const PgQuery__TypeName *name);

/* The name as messages write it. */
const char *type_name_text(analysis *an, const PgQuery__TypeName *name);

/* The collation of a column or domain of this type with this COLLATE clause (NULL: the type's own);
 * false with an error when the type has none but one was written. */
bool type_name_collation(analysis *an, const PgQuery__CollateClause *clause, oid type, int location,
                         oid *collation);

/* COLLATE's name; 0 with an error when unknown. */
oid collation_name_resolve(analysis *an, size_t count, PgQuery__Node **names, int location);

/* The typmod for modifiers as strings ("10", "2"), through the type's typmodin rules; false with an error. */
bool type_name_typmod(analysis *an, oid type, const char *const *modifiers, int count, int location,
                      int32_t *typmod);

#endif /* ORIEL_ANALYZE_TYPE_NAME_H */
