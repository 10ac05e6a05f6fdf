#ifndef ORIEL_CATALOG_SNAPSHOT_H
#define ORIEL_CATALOG_SNAPSHOT_H

/*
 * What a fresh database of one PostgreSQL version holds, as constant tables that the build makes
 * from catalog/data/<version>/.  Reading them needs no start-up work.
 */

#include "catalog/records.h"

/* Rows of one class: sorted by OID, with further orders as row numbers. */
typedef struct snapshot_table {
    const void *rows;
    uint32_t count;
    const uint32_t *by_name;   /* sorted by (name, namespace); NULL where the class has no names */
    const uint32_t *by_parent; /* sorted by (parent, oid); NULL where no row has a parent */
} snapshot_table;

typedef struct snapshot_keyword {
    const char *word;
    char category; /* as in pg_get_keywords(): U, C, T or R */
} snapshot_keyword;

typedef struct catalog_snapshot {
    int version; /* major: 15 */
    snapshot_table tables[CLASS_COUNT];
    const uint32_t *casts; /* rows of CLASS_CAST sorted by (source, target) */
    const snapshot_keyword *keywords; /* sorted by word */
    uint32_t keyword_count;
    const struct extension *const *extensions; /* by name, ended by NULL: extension.h */
} catalog_snapshot;

/* NULL when there is no snapshot of that major version. */
const catalog_snapshot *snapshot_of_version(int version);

/* The versions there are, ascending, ended by 0. */
const int *snapshot_versions(void);

#endif /* ORIEL_CATALOG_SNAPSHOT_H */
