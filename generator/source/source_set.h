#ifndef ORIEL_SOURCE_SOURCE_SET_H
#define ORIEL_SOURCE_SOURCE_SET_H

/*
 * The files that a command works on, in the order in which they are applied: what the user names on
 * the command line, directories resolved to their files.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "source/migration_pairs.h"

typedef struct source_entry {
    const char *path;                /* "-": standard input */
    const migration_pair *migration; /* the pair it is the up file of, or NULL */
    int group; /* files of one plain directory share a number from 1: their order is by name only
                  and may be changed where they depend on each other.  0: the order is the user's */
} source_entry;

typedef struct source_set {
    arena *arena;
    source_entry *items;
    int count;
    int capacity;
    int group_count;
} source_set;

source_set *source_set_new(arena *a);

/*
 * Adds a file; the up files of a directory of migrations, in order; or the *.sql files of any other
 * directory, by name.  Reports in `d` what is wrong with a directory; *unreadable is set where it
 * could not be read.  Files are not opened.
 */
void source_set_add(source_set *set, const char *path, diagnostics *d, bool *unreadable);

#endif /* ORIEL_SOURCE_SOURCE_SET_H */
