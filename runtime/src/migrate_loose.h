#ifndef ORIEL_RUNTIME_MIGRATE_LOOSE_H
#define ORIEL_RUNTIME_MIGRATE_LOOSE_H

/*
 * Running a no-transaction file.  The transaction that holds the runners' lock cannot stay open
 * while such a file runs, so its history row is written first and serves as the claim: other
 * runners wait while its runner is alive.  The row counts the statements that are done; a run that
 * failed or was killed is continued behind them.
 */

#include "migrate_plan.h"

/* One text to run. */
typedef struct orl_work {
    const orl_plan_entry *entry;
    bool down;
    const char *file;
    const char *text; /* without byte order mark */
} orl_work;

/*
 * Called inside the transaction with the lock, which it ends.  The entry's row, if unfinished, must
 * not be alive.
 */
oriel_status orl_loose_run(orl_session *session, const orl_work *work);

#endif /* ORIEL_RUNTIME_MIGRATE_LOOSE_H */
