#ifndef ORIEL_REPLAY_FOREIGN_TABLE_H
#define ORIEL_REPLAY_FOREIGN_TABLE_H

/* What foreign tables have beside columns: a server and OPTIONS.  Used by create_table.c and
 * alter_table.c. */

#include "replay/alter_table.h"

/* The new table gets the statement's server and options; false with an error. */
bool foreign_table_attach(replay *r, oid table, const PgQuery__CreateForeignTableStmt *s);

/* OPTIONS of one column; none are none, whatever the table is.  False with an error. */
bool foreign_table_set_column_options(replay *r, oid table, const char *column, size_t count,
                                      PgQuery__Node **options);

/* ALTER FOREIGN TABLE ... OPTIONS and ALTER COLUMN ... OPTIONS; false with an error. */
bool foreign_table_alter_options(replay *r, const alter_table *a);
bool foreign_table_alter_column_options(replay *r, const alter_table *a);

#endif /* ORIEL_REPLAY_FOREIGN_TABLE_H */
