#ifndef ORIEL_REPLAY_PUBLICATION_MEMBER_H
#define ORIEL_REPLAY_PUBLICATION_MEMBER_H

/* The tables and schemas of a publication: records of its class whose schema and parent are the
 * publication and whose name is the OID of the table or schema.  Used by publication.c. */

#include "analyze/expr.h"
#include "replay/relation.h"

/* One table as a statement names it, children of tables without ONLY included. */
typedef struct publication_table {
    oid relation;
    const PgQuery__PublicationTable *node;
} publication_table;

typedef struct publication_objects {
    LIST_OF(publication_table) tables;
    oid_list schemas;
} publication_objects;

/* What a statement lists; false with an error. */
bool publication_read_objects(replay *r, size_t count, PgQuery__Node **nodes,
                              publication_objects *objects);

/* What the publication has. */
oid_list publication_tables(replay *r, oid publication);
oid_list publication_schemas(replay *r, oid publication);
bool publication_has_filter(replay *r, oid publication, oid table);
bool publication_has_columns(replay *r, oid publication, oid table);

/* Each changes what it has; exists_ok: what is there already is passed over.  False with an
 * error. */
bool publication_add_table(replay *r, const pg_named *publication, const publication_table *table,
                           bool exists_ok);
bool publication_add_schema(replay *r, const pg_named *publication, oid schema, bool exists_ok);
bool publication_drop_table(replay *r, const pg_named *publication, const publication_table *table);
bool publication_drop_schema(replay *r, const pg_named *publication, oid schema);
/* The same without checks, for SET. */
bool publication_remove(replay *r, oid publication, oid object);

/* A table's WHERE, analysed and found to be what a publication can have; NULL with an error. */
expr *publication_filter_read(replay *r, const publication_table *table);

#endif /* ORIEL_REPLAY_PUBLICATION_MEMBER_H */
