#ifndef ORIEL_CATALOG_COMPILE_RECORD_TABLE_H
#define ORIEL_CATALOG_COMPILE_RECORD_TABLE_H

/*
 * The data files of one server version, or of one extension, as C tables of the records in
 * catalog/records.h.
 */

#include <stdio.h>

/* The data of one source: a folder, and the extensions whose objects it may refer to. */
typedef struct record_source {
    const char *directory;
    const char *prefix;          /* of the C names */
    const char *const *requires; /* extensions, in the order of their reference numbers */
    int require_count;
} record_source;

/* Writes all the tables and, last, `static const snapshot_table PREFIX_tables[CLASS_COUNT]`. */
void record_table_write_all(const record_source *source, FILE *out);

/* Writes the string as a C literal. */
void record_table_write_string(const char *string, FILE *out);

#endif /* ORIEL_CATALOG_COMPILE_RECORD_TABLE_H */
