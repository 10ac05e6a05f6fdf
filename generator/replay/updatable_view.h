#ifndef ORIEL_REPLAY_UPDATABLE_VIEW_H
#define ORIEL_REPLAY_UPDATABLE_VIEW_H

/* Which views the server can update by itself (manual, CREATE VIEW, "Updatable Views"). */

#include "analyze/query.h"
#include "replay/replay_internal.h"

/* NULL when a view of this query is automatically updatable, else the server's words why it is not.
 */
const char *updatable_view_why_not(replay *r, const query *q);

#endif /* ORIEL_REPLAY_UPDATABLE_VIEW_H */
