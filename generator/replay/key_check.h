#ifndef ORIEL_REPLAY_KEY_CHECK_H
#define ORIEL_REPLAY_KEY_CHECK_H

/* The keys a statement writes, looked at before it takes effect: columns there, none twice, one
 * primary key. */

#include "replay/table_plan.h"

/* Of CREATE TABLE: the columns are the plan's, the system's or the parents'; false with an error.
 */
bool key_check_new_table(replay *r, const table_plan *plan, size_t parent_count,
                         PgQuery__Node **parents);

/* Of ALTER TABLE: that columns are there is found out later; false with an error. */
bool key_check_existing_table(replay *r, const table_plan *plan);

#endif /* ORIEL_REPLAY_KEY_CHECK_H */
