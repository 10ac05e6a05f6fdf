#ifndef ORIEL_REPLAY_TRIGGER_H
#define ORIEL_REPLAY_TRIGGER_H

/* Triggers of tables and their clones in partitions. */

#include "replay/replay_internal.h"

/* The row triggers of a partitioned table for a new partition and the partitions of that; false
 * with an error. */
bool trigger_clone_all(replay *r, oid parent, oid partition);

/* Takes away what trigger_clone_all() made in a partition that is detached; false with an error. */
bool trigger_drop_clones(replay *r, oid partition);

/* False with an error when a trigger of the table keeps it from becoming a partition or an
 * inheritance child: row triggers with transition tables do. */
bool trigger_check_child(replay *r, const pg_class *child, bool partition);

/* ALTER TRIGGER ... RENAME, of the clones too; false with an error. */
bool trigger_rename(replay *r, const PgQuery__RenameStmt *s);

#endif /* ORIEL_REPLAY_TRIGGER_H */
