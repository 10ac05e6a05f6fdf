#ifndef ORIEL_REPLAY_FUNCTION_SIGNATURE_H
#define ORIEL_REPLAY_FUNCTION_SIGNATURE_H

/* Functions by name and argument types: exact lookups, and how messages write them. */

#include "replay/definition.h"

/* "name(type, type)" with the name as written. */
const char *function_signature_of(replay *r, name_parts name, int count, const oid *types);

/* The function of this schema and name with exactly these input arguments, or NULL. */
const pg_proc *function_signature_find(replay *r, oid namespace, const char *name, int count,
                                       const oid *types);

/* Adds a new function, or replaces the one with this OID, and records what it depends on: its
 * schema, language, result and argument types, and default expressions. */
oid function_record_put(replay *r, pg_proc *p);

#endif /* ORIEL_REPLAY_FUNCTION_SIGNATURE_H */
