#ifndef ORIEL_REPLAY_RENAME_H
#define ORIEL_REPLAY_RENAME_H

/* Names and schemas of records that are there, changed with what must follow them. */

#include "replay/replay_internal.h"

/* The relation with its row type and the constraint of an index; false with an error. */
bool rename_relation_record(replay *r, oid relation, const char *name);

/* The type with its array type, possibly into another schema; false with an error. */
bool rename_type_record(replay *r, const pg_type *type, const char *name, oid namespace);

/* No other function of that schema has this name and these arguments; false with an error. */
bool rename_function_is_free(replay *r, const pg_proc *proc, const char *name, oid namespace);

/* The same of operator classes and families, which have their names per access method. */
bool rename_method_name_is_free(replay *r, catalog_class class, const catalog_record *record,
                                const char *name, oid namespace);

/* ALTER DOMAIN wants a domain; false with an error. */
bool rename_check_domain(replay *r, oid type, int object_type);

#endif /* ORIEL_REPLAY_RENAME_H */
