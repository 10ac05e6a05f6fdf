#ifndef ORIEL_REPLAY_OBJECT_LOOKUP_H
#define ORIEL_REPLAY_OBJECT_LOOKUP_H

/* The object that a statement names: for DROP, COMMENT, ALTER ... RENAME and the like. */

#include "replay/replay_internal.h"

typedef struct object_lookup {
    bool found;
    object_address address;
} object_lookup;

/* type: PgQuery__ObjectType.  Not found with missing_ok: no error.  Not found otherwise: the error
 * is added (analysis->failed). */
object_lookup object_find(replay *r, int type, PgQuery__Node *object, bool missing_ok);

/* The relation that a list of name parts means; NULL with an error unless missing_ok. */
const pg_class *object_relation(replay *r, size_t count, PgQuery__Node **names, bool missing_ok);

/* A RangeVar of a list of name parts. */
PgQuery__RangeVar object_range_var(size_t count, PgQuery__Node **names);

/* The names of an object that is written as a list or as one string. */
size_t object_names(PgQuery__Node *object, PgQuery__Node ***names);

/* The noun messages use for this type of object. */
const char *object_type_noun(int type);

/* The class that holds objects of this type. */
catalog_class object_type_class(int type);

#endif /* ORIEL_REPLAY_OBJECT_LOOKUP_H */
