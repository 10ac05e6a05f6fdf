#ifndef ORIEL_REPLAY_FUNCTION_REPLACE_H
#define ORIEL_REPLAY_FUNCTION_REPLACE_H

/* CREATE OR REPLACE of a function that is there: what may change and what must stay. */

#include "replay/replay_internal.h"

/* False with the server's error. */
bool function_replace_check(replay *r, const pg_proc *old, const pg_proc *new);

#endif /* ORIEL_REPLAY_FUNCTION_REPLACE_H */
