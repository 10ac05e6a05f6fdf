#ifndef ORIEL_REPLAY_PARTITION_BOUND_H
#define ORIEL_REPLAY_PARTITION_BOUND_H

/* Bounds of partitions: what FOR VALUES says, and whether it fits beside the other partitions. */

#include "analyze/expr.h"
#include "replay/relation.h"

typedef enum bound_value_kind {
    BOUND_VALUE_MINIMUM,
    BOUND_VALUE_CONSTANT,
    BOUND_VALUE_MAXIMUM,
    BOUND_VALUE_NULL,
} bound_value_kind;

typedef struct bound_value {
    bound_value_kind kind;
    const char *text; /* of a constant, as its type writes it; NULL: not known offline */
    int location;
} bound_value;

typedef struct bound_value_list {
    bound_value *items;
    int count, capacity;
} bound_value_list;

typedef struct partition_bound {
    char strategy;
    bool is_default;
    int modulus, remainder;        /* hash */
    bound_value_list values;       /* list */
    bound_value_list lower, upper; /* range */
    int location;
} partition_bound;

/* Reads the bound; false with an error where the parent's key cannot have it. */
bool partition_bound_read(replay *r, const pg_class *parent,
                          const PgQuery__PartitionBoundSpec *spec, partition_bound *bound);

/* The type of the key's part of that number, from 0; 0: not known. */
oid partition_bound_key_type(const pg_class *parent, int key);

/* May a partition of this name have the bound beside the partitions there are?  False with an
 * error; what cannot be compared offline is taken to be apart. */
bool partition_bound_check(replay *r, const pg_class *parent, const char *name,
                           const partition_bound *bound);

#endif /* ORIEL_REPLAY_PARTITION_BOUND_H */
