#ifndef ORIEL_REPLAY_NEW_TYPE_H
#define ORIEL_REPLAY_NEW_TYPE_H

/* What making a type means whatever its sort: a free name, the record, its array type, what it
 * depends on. */

#include "replay/replay_internal.h"

/*
 * Sees to it that the name is free: an array type that has it gets another one.  *shell becomes the
 * shell type that is there and will be filled in, or 0.  False with an error when the name is
 * taken.
 */
bool new_type_claim(replay *r, oid namespace, const char *name, oid *shell);

/* The record every type starts from: defined, without functions. */
pg_type new_type_record(oid namespace, const char *name, char typtype, char category);

/* Sets input and output to functions of the server's own; output NULL: left as it is. */
void new_type_set_functions(replay *r, pg_type *type, const char *input, const char *output);

/*
 * Adds the type (filling in the shell type of the same OID, if there is one) with an array type,
 * and records what both depend on.  array_name NULL: the name is chosen.  Returns the type's OID.
 */
oid new_type_add(replay *r, pg_type *type, const char *array_name);

/* The same without an array type; its dependencies are recorded. */
oid new_type_add_single(replay *r, const pg_type *type);

/* Makes a type that only has a name yet. */
oid new_type_add_shell(replay *r, oid namespace, const char *name);

/* What the type itself depends on: its schema, functions, element, base type and collation. */
void new_type_depend(replay *r, const pg_type *type);

#endif /* ORIEL_REPLAY_NEW_TYPE_H */
