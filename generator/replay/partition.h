#ifndef ORIEL_REPLAY_PARTITION_H
#define ORIEL_REPLAY_PARTITION_H

/* Declarative partitioning: keys, bounds and what partitions take over. */

#include "replay/partition_bound.h"

/* PARTITION BY of a table that is in the catalog; false with an error. */
bool partition_set_key(replay *r, oid table, const PgQuery__PartitionSpec *spec);

/* Gives the table the bound of a partition; false with an error when another partition stands in
 * the way. */
bool partition_set_bound(replay *r, oid partition, oid parent, const partition_bound *bound);

/* Indexes, keys, foreign keys and triggers of the parent for a new partition. */
bool partition_take_over(replay *r, oid partition, oid parent);

/* Is the column part of the partition key, or of an expression in it? */
bool partition_key_uses(replay *r, const pg_class *table, int number);

/* The other partition that is the default one, or 0. */
oid partition_default_of(replay *r, oid parent);

#endif /* ORIEL_REPLAY_PARTITION_H */
