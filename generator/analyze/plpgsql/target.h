#ifndef ORIEL_ANALYZE_PLPGSQL_TARGET_H
#define ORIEL_ANALYZE_PLPGSQL_TARGET_H

/* Variables that are assigned to: INTO lists, loop variables. */

#include "analyze/plpgsql/parser.h"

/* False with an error when the variable, written at `location`, is CONSTANT. */
bool pl_target_check(pl_parser *p, const pl_datum *datum, size_t location);

/* What stands behind INTO: one record, or scalars with commas between them. */
bool pl_target_read_into(pl_parser *p, bool strict_allowed);

/* The rest of a list of scalars whose first one is the token read last. */
bool pl_target_read_list(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_TARGET_H */
