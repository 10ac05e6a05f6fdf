#ifndef ORIEL_BASE_STAGED_FILES_H
#define ORIEL_BASE_STAGED_FILES_H

/*
 * Files that appear together: each is first written under another name beside its place, all are
 * brought to the disk at once, then they are put into place.  After a crash or on a full disk each
 * is as it was before or complete.  For whatever writes files below the command.
 */

#include "base/arena.h"

typedef struct file_problem {
    const char *path;
    const char *message; /* "could not write: No space left on device"; NULL: no problem */
} file_problem;

typedef struct staged_file {
    const char *path;
    const char *temporary;
} staged_file;

/* Begins as {0}.  A problem in any of these functions discards all. */
typedef LIST_OF(staged_file) staged_files;

file_problem staged_files_add(arena *a, staged_files *files, const char *path, const char *content);

/* Puts all into place, over what is there. */
file_problem staged_files_replace(arena *a, staged_files *files);

/* Puts all into place, or none when any of them is there already. */
file_problem staged_files_create(arena *a, staged_files *files);

/* Makes the directory and those above it where they are missing. */
file_problem staged_files_make_directory(arena *a, const char *directory);

/* `what`, a colon and what errno says. */
file_problem file_problem_of_errno(arena *a, const char *path, const char *what);

#endif /* ORIEL_BASE_STAGED_FILES_H */
