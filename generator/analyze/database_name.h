#ifndef ORIEL_ANALYZE_DATABASE_NAME_H
#define ORIEL_ANALYZE_DATABASE_NAME_H

/*
 * Names that begin with a database's: the server takes its own only, and offline that one is not
 * known.  So a first part counts as the database when a schema of the second part's name exists,
 * but not when it is a schema's own name itself: then one part too many was written.  Called
 * wherever a name may have three parts, or four with a column.
 */

#include "analyze/analysis.h"

/* False with 0A000 at `location` (-1: none).  written: the name as the message shows it, without
 * quotes of its own. */
bool database_name_check(analysis *an, const char *database, const char *schema,
                         const char *written, int location);

/* The same for a relation; true where no database is named. */
bool database_name_check_relation(analysis *an, const PgQuery__RangeVar *var, int location);

#endif /* ORIEL_ANALYZE_DATABASE_NAME_H */
