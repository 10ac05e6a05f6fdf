#ifndef ORIEL_CATALOG_COMPILE_TABLE_FILE_H
#define ORIEL_CATALOG_COMPILE_TABLE_FILE_H

/*
 * Reading the snapshot's data files.  Used while building only: memory is never freed, and what is
 * wrong with a file ends the program with file:line.
 */

#include "catalog/table_text.h"

typedef struct table_file {
    const char *path;
    const char **columns;
    int column_count;
    table_row *rows;
    int row_count;
} table_file;

/* NULL when there is no such file. */
table_file *table_file_read(const char *path);

/* The place of that column, or -1. */
int table_file_column(const table_file *table, const char *name);

_Noreturn void table_file_fail(const char *path, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* calloc and realloc that end the program instead of failing. */
void *table_file_allocate(size_t size);
void *table_file_extend(void *old, size_t size);

/* The items of an array literal, {a,"b c"}; their number goes to *count. */
const char **table_file_array(const table_file *table, int line, const char *literal, int *count);

#endif /* ORIEL_CATALOG_COMPILE_TABLE_FILE_H */
