#ifndef ORIEL_CATALOG_COMPILE_RECORD_TABLE_H
#define ORIEL_CATALOG_COMPILE_RECORD_TABLE_H

/*
 * The data files of one server version, or of one extension, as C tables of the records in
 * catalog/records.h.
 */

#include <stdbool.h>
#include <stdio.h>

struct table_file;

/* Objects by name, as {CLASS_..., schema, name} in C; see extension_name. */
typedef struct name_pool {
    const char *labels[256];
    int count;
} name_pool;

/* The data of one source: a folder, and the extensions whose objects it may refer to. */
typedef struct record_source {
    const char *directory;
    const char *prefix;          /* of the C names */
    const char *const *requires; /* extensions, in the order of their reference numbers */
    int require_count;
    name_pool *names; /* gets those that cells refer to; NULL: none may */
    bool has_orders;  /* the tables get their orders by name and parent */
} record_source;

/* Writes all the tables and, last, the macro PREFIX_TABLES: an initialiser of their
 * snapshot_table[CLASS_COUNT]. */
void record_table_write_all(const record_source *source, FILE *out);

/* The number that stands in C for an OID in a data file: @12, cube@3, @schema, language:plpgsql or the
 * OID itself. */
unsigned long record_table_oid(const record_source *source, const struct table_file *table,
                               int line, const char *cell);

/* The C name of the class whose data file is called that: CLASS_TYPE for type. */
const char *record_table_class(const struct table_file *table, int line, const char *file);

/* Writes the string as a C literal. */
void record_table_write_string(const char *string, FILE *out);

#endif /* ORIEL_CATALOG_COMPILE_RECORD_TABLE_H */
