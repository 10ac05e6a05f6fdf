#ifndef ORIEL_ANALYZE_TABLESAMPLE_H
#define ORIEL_ANALYZE_TABLESAMPLE_H

/* TABLESAMPLE (manual, SELECT). */

#include "analyze/parse_state.h"

/* Fills the entry's sample.  false with an error. */
bool tablesample_transform(parse_state *ps, const PgQuery__RangeTableSample *sample,
                           range_table_entry *rte);

#endif /* ORIEL_ANALYZE_TABLESAMPLE_H */
