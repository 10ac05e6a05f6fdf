#ifndef ORIEL_SOURCE_DIRECTORY_H
#define ORIEL_SOURCE_DIRECTORY_H

/* The files of one kind in a directory, in an order that does not depend on the file system. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"

typedef struct file_names {
    const char **items; /* without the directory; sorted by their bytes */
    int count;
    int capacity;
} file_names;

/* Names ending in .sql; hidden files and subdirectories are left out.  False and an error in `d`
 * when the directory cannot be read. */
bool directory_sql_files(arena *a, const char *directory, file_names *names, diagnostics *d);

/* The same for another ending. */
bool directory_files(arena *a, const char *directory, const char *ending, file_names *names,
                     diagnostics *d);

/* False also when there is no such file. */
bool directory_is(const char *path);

/* directory/name, without doubling a slash. */
const char *directory_path(arena *a, const char *directory, const char *name);

#endif /* ORIEL_SOURCE_DIRECTORY_H */
