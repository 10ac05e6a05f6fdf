#ifndef ORIEL_ANALYZE_STORED_QUERY_H
#define ORIEL_ANALYZE_STORED_QUERY_H

/*
 * The queries of views and SQL functions, whoever made them: analysed by replay, or else kept as
 * text (system views, views of extensions, bodies given as strings) and analysed when first asked
 * for, so that what nobody asks for costs nothing.
 */

#include "analyze/query.h"

/* NULL when the query is not known: a view of a server newer than the parser, say. */
query *stored_query_of_view(const catalog *c, const pg_class *view);

/* The one query of a function in the language SQL, its outputs cast to what the function declares:
 * its arguments are EXPR_PARAMs.  NULL when it is not known or not a single query. */
query *stored_query_of_function(const catalog *c, const pg_proc *function);

#endif /* ORIEL_ANALYZE_STORED_QUERY_H */
