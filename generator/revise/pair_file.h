#ifndef ORIEL_REVISE_PAIR_FILE_H
#define ORIEL_REVISE_PAIR_FILE_H

/* Putting a new migration pair into its directory: both files or none, never over a file that is
 * there. */

#include "base/staged_files.h"
#include "source/migration_pairs.h"

typedef struct pair_file {
    const char *id; /* "0007_add_rating" */
    const char *up_path, *down_path;
} pair_file;

/* Lower case letters, digits and underscores made of any text; "" when nothing is left. */
const char *pair_file_slug(arena *a, const char *title);

/* The next number and this slug.  pairs NULL: the first. */
pair_file pair_file_next(arena *a, const char *directory, const migration_pairs *pairs,
                         const char *slug);

/* Creates the directory where it is missing. */
file_problem pair_file_write(arena *a, const char *directory, const pair_file *pair, const char *up,
                             const char *down);

/* One new file; EEXIST is a problem like others. */
file_problem pair_file_create(arena *a, const char *path, const char *content);

#endif /* ORIEL_REVISE_PAIR_FILE_H */
