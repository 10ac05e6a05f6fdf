#ifndef ORIEL_RUNTIME_MIGRATE_HISTORY_H
#define ORIEL_RUNTIME_MIGRATE_HISTORY_H

/*
 * The history table: its definition, its rows, and the commands that change it.  Rows keep the up
 * and the down text, so that a later run can show how an applied file was edited and undo
 * one whose files are gone.
 */

#include "migrate_session.h"

typedef enum orl_history_state {
    ORL_HISTORY_APPLIED,
    ORL_HISTORY_UPGRADING, /* a no-transaction file that is running or was cut off */
    ORL_HISTORY_DOWNGRADING
} orl_history_state;

typedef struct orl_history_row {
    int64_t id;
    int64_t applied_as; /* the number it had when it was applied */
    const char *slug;
    const char *checksum;
    const char *applied_at;
    double seconds; /* negative: not known */
    orl_history_state state;
    int steps;  /* statements done while the state is not APPLIED */
    bool alive; /* its runner is at work, or was a moment ago */
} orl_history_row;

/* Rows in the order of their numbers; strings belong to the result. */
typedef struct orl_history {
    orl_history_row *rows;
    size_t count;
    PGresult *result;
} orl_history;

/* Makes the table unless it is there.  No transaction may be open. */
oriel_status orl_history_ensure(orl_session *session);

/* Whether there is a table. */
oriel_status orl_history_exists(orl_session *session, bool *exists);

/* Reads all rows; they are empty on failure. */
oriel_status orl_history_read(orl_session *session, orl_history *history);
void orl_history_free(orl_history *history);

/* Changes when a row comes, goes or changes. */
typedef struct orl_fingerprint {
    int64_t count;
    int64_t sum;
} orl_fingerprint;
oriel_status orl_history_fingerprint(orl_session *session, orl_fingerprint *fingerprint);

/* The part of it that one row makes. */
oriel_status orl_history_fingerprint_row(orl_session *session, int64_t id,
                                         orl_fingerprint *fingerprint);

/* The recorded texts, to be freed by the caller; both NULL on failure. */
typedef struct orl_history_texts {
    char *up, *down;
} orl_history_texts;
oriel_status orl_history_read_texts(orl_session *session, int64_t id, orl_history_texts *texts);
void orl_history_texts_free(orl_history_texts *texts);

/* ---- commands, added to a text; each ends with a semicolon ---- */

void orl_history_sql_create(orl_sql *sql, const orl_session *session);

/* An applied row; negative seconds are not recorded. */
void orl_history_sql_insert(orl_sql *sql, const orl_session *session,
                            const oriel_migration *migration, double seconds);

/* Number, name and texts of an existing row become the migration's; two steps, see _settle. */
void orl_history_sql_rename(orl_sql *sql, const orl_session *session, int64_t id,
                            const oriel_migration *migration);

/* Rows change numbers by way of negative ones, so that two can be exchanged; this ends it. */
void orl_history_sql_settle(orl_sql *sql, const orl_session *session);

void orl_history_sql_delete(orl_sql *sql, const orl_session *session, int64_t id);

#endif /* ORIEL_RUNTIME_MIGRATE_HISTORY_H */
