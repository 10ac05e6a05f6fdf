#ifndef ORIEL_REPLAY_TRIGGER_CONDITION_H
#define ORIEL_REPLAY_TRIGGER_CONDITION_H

/* What CREATE TRIGGER says of the rows it is for: REFERENCING and WHEN. */

#include "analyze/expr.h"
#include "replay/replay_internal.h"

/* The bits of CreateTrigStmt's timing and events, and of pg_trigger.tgtype. */
enum {
    TRIGGER_ROW = 1,
    TRIGGER_BEFORE = 2,
    TRIGGER_INSERT = 4,
    TRIGGER_DELETE = 8,
    TRIGGER_UPDATE = 16,
    TRIGGER_TRUNCATE = 32,
    TRIGGER_INSTEAD = 64
};

/* False with an error when the trigger may not have the transition tables it names. */
bool trigger_transition_check(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel);

/* The analysed WHEN condition, NULL without one.  False with an error. */
bool trigger_condition_read(replay *r, const PgQuery__CreateTrigStmt *s, const pg_class *rel,
                            expr **condition);

#endif /* ORIEL_REPLAY_TRIGGER_CONDITION_H */
