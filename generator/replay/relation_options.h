#ifndef ORIEL_REPLAY_RELATION_OPTIONS_H
#define ORIEL_REPLAY_RELATION_OPTIONS_H

/* WITH (...) of tables, views and indexes and the options of operator classes: which names there
 * are and what values they take. */

#include "replay/replay_internal.h"

/* False with the server's error for a name or value that relations of this kind do not have. */
bool relation_options_check(replay *r, char kind, size_t count, PgQuery__Node **options);

/* The same for an index of this access method; those of users' methods are not known. */
bool relation_options_check_index(replay *r, oid method, size_t count, PgQuery__Node **options);

/* The options of one index column's operator class. */
bool relation_options_check_opclass(replay *r, oid opclass, size_t count, PgQuery__Node **options);

/* An option's value as text, whatever it was written as; "true" without one. */
const char *relation_option_value(replay *r, const PgQuery__DefElem *e);

#endif /* ORIEL_REPLAY_RELATION_OPTIONS_H */
