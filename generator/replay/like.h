#ifndef ORIEL_REPLAY_LIKE_H
#define ORIEL_REPLAY_LIKE_H

/* LIKE's INCLUDING options that need the new table: defaults, checks, indexes, comments. */

#include "replay/table_plan.h"

bool like_finish(replay *r, const table_plan *plan, oid table);

#endif /* ORIEL_REPLAY_LIKE_H */
