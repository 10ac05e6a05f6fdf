#ifndef ORIEL_ANALYZE_JOIN_LOCATION_H
#define ORIEL_ANALYZE_JOIN_LOCATION_H

/*
 * Where a JOIN stands in the text of its statement.  The raw tree of a join keeps no location, so
 * it is looked up: the words right before the first thing that the join's right side begins with.
 * Called for the reasons of outer joins' nullability.
 */

#include "analyze/query.h"
#include "parse/sql_parser.h"

/* Where the words LEFT JOIN (or RIGHT, FULL) stand in the statement (NULL: not known); -1: unknown.
 */
int join_location(const sql_statement *statement, const query *q, const join_node *join);

#endif /* ORIEL_ANALYZE_JOIN_LOCATION_H */
