#ifndef ORIEL_REPLAY_SOURCE_GROUP_H
#define ORIEL_REPLAY_SOURCE_GROUP_H

/*
 * Files whose order says nothing, as those of a directory of views: each is applied when what it
 * uses is there.
 */

#include "replay/replay.h"

/*
 * Tries the files in the given order again and again: one that misses a relation, type or function
 * is undone and put off as long as others succeed.  What is still missing then is reported, and
 * files that use each other are named.  NULL files are left out.
 */
void replay_source_group(replay *r, const source_file *const *files, int count);

#endif /* ORIEL_REPLAY_SOURCE_GROUP_H */
