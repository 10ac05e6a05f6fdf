#ifndef ORIEL_REPLAY_DEFINITION_H
#define ORIEL_REPLAY_DEFINITION_H

/*
 * The `name = value` options of CREATE TYPE, CREATE FUNCTION, CREATE AGGREGATE and their like, and
 * the names and schemas of what they make.
 */

#include "analyze/qualified_name.h"
#include "replay/replay_internal.h"

typedef PgQuery__DefElem definition_option;

static inline bool definition_is(const definition_option *e, const char *name) {
    return strcmp(e->defname, name) == 0;
}

/* The value as text; NULL with an error when there is none. */
const char *definition_string(replay *r, const definition_option *e);

/* false with an error when the value has another form. */
bool definition_bool(replay *r, const definition_option *e, bool *value);
bool definition_length(replay *r, const definition_option *e, int16_t *length);

/* A type's name, given as a type or a plain word; NULL with an error. */
const PgQuery__TypeName *definition_type_name(replay *r, const definition_option *e);
/* The type it names, which must be there; 0 with an error. */
oid definition_type(replay *r, const definition_option *e);

/* A dotted name; count 0 with an error. */
typedef struct name_parts {
    size_t count;
    PgQuery__Node **items;
} name_parts;
name_parts definition_name(replay *r, const definition_option *e);
/* The parts a written type name consists of, or those of a list. */
name_parts node_name_parts(replay *r, const PgQuery__Node *node);

/* Adds "conflicting or redundant options"; always false. */
bool definition_conflict(replay *r, const definition_option *e);

/* Puts the option into *slot; false with an error when that is taken already. */
bool definition_take(replay *r, const definition_option *e, const definition_option **slot);

/* Where CREATE puts an object of that name: its schema; false with an error. */
typedef struct new_name {
    oid namespace;
    const char *name;
} new_name;
bool definition_place(replay *r, size_t count, PgQuery__Node **parts, new_name *place);

/* The schema of that name, with the server's error when it is not there. */
oid definition_schema(replay *r, const char *name);

/* The function of that (dotted) name with exactly these arguments; NULL with the server's error. */
const pg_proc *definition_function(replay *r, name_parts name, int count, const oid *types);
/* The same, and it must have this result: else 'function x must return type y' with that code. */
const pg_proc *definition_function_returning(replay *r, name_parts name, int count,
                                             const oid *types, oid result, const char *sqlstate);
/* The same as the first without an error. */
const pg_proc *definition_find_function(replay *r, name_parts name, int count, const oid *types);

/* The object of a named class that a dotted name means; NULL with an error '<noun> "a.b" does not
 * exist', or, when missing_ok, without. */
const catalog_record *definition_object(replay *r, catalog_class class, const char *noun,
                                        name_parts name, bool missing_ok);

#endif /* ORIEL_REPLAY_DEFINITION_H */
