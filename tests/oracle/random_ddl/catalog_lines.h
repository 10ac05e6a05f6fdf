#ifndef ORIEL_ORACLE_CATALOG_LINES_H
#define ORIEL_ORACLE_CATALOG_LINES_H

/*
 * A catalog as sorted lines of text, one per object or column: the server's, read with
 * server_lines.sql, and replay's, read through catalog.h.  Equal catalogs give equal lines.
 */

#include <libpq-fe.h>

#include "catalog/catalog.h"

typedef struct catalog_lines {
    const char **items;
    int count, capacity;
} catalog_lines;

/* Once for each connection; false with a message printed. */
bool catalog_lines_prepare(PGconn *connection, arena *a);

/* All is allocated from `a`.  NULL when the server refused the query: a message is printed. */
const catalog_lines *catalog_lines_of_server(PGconn *connection, arena *a);
const catalog_lines *catalog_lines_of_replay(const catalog *c, arena *a);

/* Prints the lines that only one side has; returns how many. */
int catalog_lines_compare(const catalog_lines *server, const catalog_lines *replay, bool print);

#endif /* ORIEL_ORACLE_CATALOG_LINES_H */
