#ifndef ORIEL_ANALYZE_TABLE_FUNC_H
#define ORIEL_ANALYZE_TABLE_FUNC_H

/* XMLTABLE in FROM (manual 9.15.3.2). */

#include "analyze/parse_state.h"

/* NULL with an error. */
namespace_item *table_func_transform(parse_state *ps, const PgQuery__RangeTableFunc *range);

#endif /* ORIEL_ANALYZE_TABLE_FUNC_H */
