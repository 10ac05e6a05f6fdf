#ifndef ORIEL_REPLAY_PARTITION_H
#define ORIEL_REPLAY_PARTITION_H

/* Declarative partitioning: keys, bounds and what partitions take over. */

#include "replay/relation.h"

/* PARTITION BY of a table that is in the catalog; false with an error. */
bool partition_set_key(replay *r, oid table, const PgQuery__PartitionSpec *spec);

/* Is the bound one that the parent's key can have?  False with an error. */
bool partition_check_bound(replay *r, oid parent, const PgQuery__PartitionBoundSpec *b);

/* Keeps the bound of a partition; false with an error when another partition stands in the way. */
bool partition_set_bound(replay *r, oid partition, oid parent,
                         const PgQuery__PartitionBoundSpec *b);

/* Indexes, keys, foreign keys and triggers of the parent for a new partition. */
bool partition_take_over(replay *r, oid partition, oid parent);

/* Is the column part of the partition key, or of an expression in it? */
bool partition_key_uses(replay *r, const pg_class *table, int number);

/* The other partition that is the default one, or 0. */
oid partition_default_of(replay *r, oid parent);

#endif /* ORIEL_REPLAY_PARTITION_H */
