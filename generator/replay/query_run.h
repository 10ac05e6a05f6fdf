#ifndef ORIEL_REPLAY_QUERY_RUN_H
#define ORIEL_REPLAY_QUERY_RUN_H

/* What running a query meets that analysing it does not: CREATE TABLE AS and materialized views
 * with data run theirs. */

#include "analyze/query.h"
#include "replay/replay_internal.h"

/* Views that come back to themselves; false with an error. */
bool query_run_check_views(replay *r, query *q);

/* These, and materialized views without rows; false with an error. */
bool query_run_check(replay *r, query *q);

#endif /* ORIEL_REPLAY_QUERY_RUN_H */
