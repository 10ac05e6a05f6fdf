#ifndef ORIEL_ANALYZE_DEPENDENCY_H
#define ORIEL_ANALYZE_DEPENDENCY_H

/* What a stored expression or query needs: columns, functions, operators, types, collations,
 * relations. */

#include "analyze/query.h"
#include "catalog/depend.h"

/* Records in the catalog that `dependent` depends on everything in the query or expression. rtable:
 * what Vars of the expression refer to (NULL: they are columns of self_relation; dependencies of a
 * relation's own expressions on its own columns get self_type). */
void dependency_record_query(catalog *c, object_address dependent, query *q, dependency_type type);
void dependency_record_expr(catalog *c, object_address dependent, expr *e, oid self_relation,
                            dependency_type type, dependency_type self_type);

#endif /* ORIEL_ANALYZE_DEPENDENCY_H */
