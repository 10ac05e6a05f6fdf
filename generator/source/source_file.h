#ifndef ORIEL_SOURCE_SOURCE_FILE_H
#define ORIEL_SOURCE_SOURCE_FILE_H

/* The bytes of one input file and where its lines begin: turns offsets into lines and columns. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"

typedef struct source_file {
    const char *name;  /* as messages show it */
    const char *bytes; /* NUL-terminated behind `length`; without a byte-order mark */
    size_t length;
    const size_t *lines; /* offset of each line's first byte */
    int line_count;
} source_file;

/* Lines and columns count from 1; columns in characters (UTF-8 code points). */
typedef struct line_column {
    int line, column;
} line_column;

/*
 * Reads a whole file ("-": standard input).  A file that cannot be read, holds a NUL byte or is not
 * UTF-8 is an error in `d` at its position, and NULL.  *unreadable tells the first from the others
 * (exit status 3 against 1).
 */
const source_file *source_file_read(arena *a, const char *path, diagnostics *d, bool *unreadable);

/* The same for text that is in memory already; `bytes` must outlive the arena or be in it. */
const source_file *source_file_of_text(arena *a, const char *name, const char *bytes, size_t length,
                                       diagnostics *d);

/* A place in a file or directory that was not read: messages show its name alone. */
position source_file_unread(arena *a, const char *name);

line_column source_file_line_column(const source_file *file, size_t offset);

/* The line that holds `offset`, without its line break. */
const char *source_file_line(const source_file *file, int line, size_t *length);

/* The byte offset of the n-th character (from 0) counted from byte `from`. */
size_t source_file_character_offset(const source_file *file, size_t from, size_t characters);

#endif /* ORIEL_SOURCE_SOURCE_FILE_H */
