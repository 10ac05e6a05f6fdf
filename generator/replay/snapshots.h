#ifndef ORIEL_REPLAY_SNAPSHOTS_H
#define ORIEL_REPLAY_SNAPSHOTS_H

/*
 * The user's own snapshots (catalog/snapshot_file.h): extensions that CREATE EXTENSION can make,
 * and schemas that are there before the first statement.  Called by commands, right after
 * replay_new.
 */

#include "replay/replay.h"

/*
 * Takes all files *.snapshot of the directory that were made on a server of the replay's version;
 * NULL: none.  False with errors in the replay's diagnostics; *unreadable tells those of reading.
 */
bool snapshots_add(replay *r, const char *directory, bool *unreadable);

#endif /* ORIEL_REPLAY_SNAPSHOTS_H */
