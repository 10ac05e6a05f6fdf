#ifndef ORIEL_SOURCE_MIGRATION_PAIRS_H
#define ORIEL_SOURCE_MIGRATION_PAIRS_H

/*
 * The migrations of a directory: NNNN_slug.up.sql and NNNN_slug.down.sql belong together, the
 * number is the order.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "source/directory.h"

typedef struct migration_pair {
    const char *id;   /* "0001_tables" */
    const char *slug; /* "tables" */
    int number;
    int digits;                      /* how the number is written */
    const char *up_path, *down_path; /* NULL where there is none: an error was reported */
} migration_pair;

typedef struct migration_pairs {
    const char *directory;
    migration_pair *items; /* by number, then slug */
    int count;
    int capacity;
} migration_pairs;

/* True when a file name ends in .up.sql or .down.sql. */
bool migration_pairs_is_name(const char *name);

/*
 * Reads the names, not the files.  Reports what has no pair and what is not named as a migration.
 * Two migrations with one number are no error here: they are two heads.  NULL when the directory
 * cannot be read.
 */
const migration_pairs *migration_pairs_read(arena *a, const char *directory, diagnostics *d);

/* The same, from the names of a directory's SQL files. */
const migration_pairs *migration_pairs_of_names(arena *a, const char *directory,
                                                const file_names *names, diagnostics *d);

/* Reports numbers that stand on several migrations; false when there are any. */
bool migration_pairs_require_one_head(arena *a, const migration_pairs *pairs, diagnostics *d);

#endif /* ORIEL_SOURCE_MIGRATION_PAIRS_H */
