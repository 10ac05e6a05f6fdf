#ifndef ORIEL_REPLAY_COLUMN_DEFAULT_H
#define ORIEL_REPLAY_COLUMN_DEFAULT_H

/* Defaults and generation expressions of columns: analysed, kept with their dependencies. */

#include "replay/table_plan.h"

/* Gives the column the planned default in place of the one it has; false with an error. */
bool column_default_add(replay *r, oid relation, const planned_default *d);

/* Takes a column's default away, with its record and dependencies; true when there was one. */
bool column_default_remove(replay *r, oid relation, int attribute);

/* The record of a column's default, or 0. */
oid column_default_find(replay *r, oid relation, int attribute);

/* Copies what `from` depends on to `to`, references to columns of one relation turned into
 * references to another's through the map of column numbers. */
typedef struct dependency_copy {
    object_address from, to;
    oid from_relation, to_relation;
    const int16_t *map; /* NULL: numbers stay */
} dependency_copy;
/* Forgets what ties `dependent` (or, sub 0, the whole object) to `referenced`, and nothing else. */
void dependency_forget(replay *r, object_address dependent, object_address referenced);
void dependency_copy_all(replay *r, const dependency_copy *copy);

#endif /* ORIEL_REPLAY_COLUMN_DEFAULT_H */
