#ifndef ORIEL_CATALOG_TABLE_TEXT_H
#define ORIEL_CATALOG_TABLE_TEXT_H

/*
 * The text of one data file of a snapshot: a header line with the columns' names, then one row a
 * line in COPY's text format.  The build's compiler of snapshots reads them so, and snapshot_file.h.
 */

#include <stddef.h>

#include "base/arena.h"

typedef struct table_row {
    int line;
    const char **cells; /* one per column; NULL: SQL NULL */
} table_row;

typedef struct table_text {
    const char **columns;
    int column_count;
    table_row *rows;
    int row_count;
} table_text;

/* What is wrong with a text, and where; message NULL: nothing. */
typedef struct table_problem {
    const char *message;
    int line;
} table_problem;

/* `bytes` begin at that line of their file; the result holds copies.  NULL with *problem. */
const table_text *table_text_parse(arena *a, const char *bytes, size_t length, int first_line,
                                   table_problem *problem);

/* The place of that column, or -1. */
int table_text_column(const table_text *table, const char *name);

/* The items of an array literal, {a,"b c"}; their number goes to *count.  NULL when it is none. */
const char **table_text_array(arena *a, const char *literal, int *count);

#endif /* ORIEL_CATALOG_TABLE_TEXT_H */
