#ifndef ORIEL_REPLAY_TRIGGER_H
#define ORIEL_REPLAY_TRIGGER_H

/* Triggers that partitions take over from the partitioned table. */

#include "replay/replay_internal.h"

bool trigger_clone_all(replay *r, oid parent, oid partition);

#endif /* ORIEL_REPLAY_TRIGGER_H */
