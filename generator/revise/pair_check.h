#ifndef ORIEL_REVISE_PAIR_CHECK_H
#define ORIEL_REVISE_PAIR_CHECK_H

/* Whether migrations do what they promise, told from their texts alone. */

#include <stdbool.h>

#include "base/diagnostic.h"
#include "source/migration_pairs.h"
#include "source/source_file.h"

typedef struct pair_check_input {
    arena *arena;
    int pg_version;
    const char *snapshots; /* the directory of oriel.ini, or NULL */
    diagnostics *diagnostics;
    const migration_pairs *pairs;
    const source_file *const *ups, *const *downs; /* by place in pairs */
} pair_check_input;

/*
 * Every up file runs after those before it, every down file leaves what was there before its up
 * file, no file controls transactions, and what cannot run in one says so.  False: findings were
 * added at their places.
 */
bool pair_check_all(const pair_check_input *input);

/*
 * Whether one of two heads, the pairs at `first` and behind it, can become the last of all: whoever
 * has either of them, or both in either order, gets the same catalog.  False: errors were added.
 */
bool pair_check_merge(const pair_check_input *input, int first, int moved);

#endif /* ORIEL_REVISE_PAIR_CHECK_H */
