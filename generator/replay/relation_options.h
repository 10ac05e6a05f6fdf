#ifndef ORIEL_REPLAY_RELATION_OPTIONS_H
#define ORIEL_REPLAY_RELATION_OPTIONS_H

/* WITH (...) of tables, views and indexes: which names there are. */

#include "replay/replay_internal.h"

/* False with the server's error for a name that relations of this kind do not have. */
bool relation_options_check(replay *r, char kind, size_t count, PgQuery__Node **options);

/* An option's value as text, whatever it was written as; "true" without one. */
const char *relation_option_value(replay *r, const PgQuery__DefElem *e);

#endif /* ORIEL_REPLAY_RELATION_OPTIONS_H */
