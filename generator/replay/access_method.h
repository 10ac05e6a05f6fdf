#ifndef ORIEL_REPLAY_ACCESS_METHOD_H
#define ORIEL_REPLAY_ACCESS_METHOD_H

/* The access methods of tables, as USING and SET ACCESS METHOD name them. */

#include "replay/replay_internal.h"

/* Is there a table access method of that name?  False with the server's error. */
bool access_method_check_table(replay *r, const char *name);

#endif /* ORIEL_REPLAY_ACCESS_METHOD_H */
