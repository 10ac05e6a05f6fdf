#ifndef ORIEL_ORACLE_DDL_WRITER_H
#define ORIEL_ORACLE_DDL_WRITER_H

/* Writes random statements about what is in a catalog at that moment. */

#include "base/text.h"
#include "catalog/catalog.h"
#include "random_numbers.h"

typedef struct ddl_writer {
    random_numbers random;
    arena *arena;             /* statements are allocated from it */
    const catalog *catalog;   /* replay's, read only */
    const pg_class *relation; /* picked last: what columns are of; or NULL */
    const pg_type *type;      /* picked last */
    int written;              /* statements so far */
    unsigned made_columns;    /* bits: the numbers of the columns that the statement defines */
} ddl_writer;

const char *ddl_writer_statement(ddl_writer *w);

/* Adds the name of a relation of one of these kinds, and remembers it as the one picked last. */
void ddl_writer_pick_relation(ddl_writer *w, text *t, const char *kinds);
/* Adds the name of one of its columns or, sometimes, another. */
void ddl_writer_pick_column(ddl_writer *w, text *t);
void ddl_writer_pick_type(ddl_writer *w, text *t);

/* ddl_query.c */
void ddl_query_write(ddl_writer *w, text *t);
/* A query whose first columns are those of the relation picked last. */
void ddl_query_write_like(ddl_writer *w, text *t);

#endif /* ORIEL_ORACLE_DDL_WRITER_H */
