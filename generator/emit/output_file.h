#ifndef ORIEL_EMIT_OUTPUT_FILE_H
#define ORIEL_EMIT_OUTPUT_FILE_H

/*
 * Putting generated files into a directory: all at once, and only where they differ from what is
 * there.  A file that Oriel did not write is never overwritten.
 */

#include "base/arena.h"
#include "emit/emit.h"

typedef struct output_problem {
    const char *path;
    const char *message; /* NULL: no problem */
    bool is_stale;       /* output_files_check: the file differs or is missing */
} output_problem;

/* Creates the directory if it is missing and writes all files.  Stops at the first problem, having
 * looked at every file that is there before writing the first. */
output_problem output_files_write(arena *a, const char *directory, const emitted_file_list *files);

/* Writes nothing: the first file that would change, if any. */
output_problem output_files_check(arena *a, const char *directory, const emitted_file_list *files);

/* One file by its path, whatever is there (depfiles, stamps, scripts). */
output_problem output_file_replace(arena *a, const char *path, const char *content);

#endif /* ORIEL_EMIT_OUTPUT_FILE_H */
