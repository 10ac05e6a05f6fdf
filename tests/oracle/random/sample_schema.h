#ifndef ORIEL_TESTS_ORACLE_SAMPLE_SCHEMA_H
#define ORIEL_TESTS_ORACLE_SAMPLE_SCHEMA_H

/* The tables that random queries read, and values for their columns. */

#include "catalog/catalog.h"
#include "oracle/random/random_source.h"

extern const char sample_schema[];

/* A type and texts that its input accepts. */
typedef struct sample_type {
    const char *name; /* as format_type() writes it */
    oid type;
    const char *values[4];
} sample_type;

/* The sample types with their OIDs in this catalog; all of them. */
sample_type *sample_types_of(const catalog *c, arena *a, int *count);

/* A text for a value of the type, or NULL when there is none. */
const char *sample_value(const sample_type *types, int count, oid type, random_source *r);

#endif /* ORIEL_TESTS_ORACLE_SAMPLE_SCHEMA_H */
