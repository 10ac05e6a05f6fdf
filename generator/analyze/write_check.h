#ifndef ORIEL_ANALYZE_WRITE_CHECK_H
#define ORIEL_ANALYZE_WRITE_CHECK_H

/*
 * What the server refuses when it plans to run INSERT, UPDATE and DELETE, after their analysis:
 * columns that are generated, columns written twice, views that cannot be written through (manual,
 * INSERT, UPDATE and CREATE VIEW).  Stored queries are not asked.
 */

#include "analyze/analysis.h"
#include "analyze/query.h"

/* The statement and the WITH queries in it.  false with the error added. */
bool write_check_query(analysis *an, const query *q);

#endif /* ORIEL_ANALYZE_WRITE_CHECK_H */
