#ifndef ORIEL_CLI_RELATION_LIST_H
#define ORIEL_CLI_RELATION_LIST_H

/*
 * The user's relations as commands show them: tables, partitioned and foreign tables, views,
 * materialized views and stand-alone composite types, without what is temporary or belongs to an
 * extension or the system.
 */

#include "analyze/nullability.h"
#include "catalog/catalog.h"

typedef struct listed_column {
    int ordinal; /* from 1, dropped columns not counted */
    const pg_attribute *attribute;
    const char *type;      /* as type_format_qualified() writes it */
    const char *collation; /* qualified where not in pg_catalog; "" where the type has none */
    bool nullable;
    const char *nullable_reason;
    position nullable_at; /* what decided it; file NULL: not known */
    bool updatable;
} listed_column;

typedef struct listed_relation {
    const char *schema, *name;
    char kind;
    const pg_class *relation;
    const listed_column *columns;
    int column_count;
    int events; /* updatability.h: what the relation can be written with */
} listed_relation;

typedef struct relation_list {
    listed_relation *items; /* by schema, then name */
    int count;
    int capacity;
    const catalog *catalog; /* where they are from */
    arena *arena;
    nullability_proofs *proofs;
} relation_list;

relation_list *relation_list_of(const catalog *c, arena *a);

#endif /* ORIEL_CLI_RELATION_LIST_H */
