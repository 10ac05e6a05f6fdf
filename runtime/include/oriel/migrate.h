#ifndef ORIEL_MIGRATE_H
#define ORIEL_MIGRATE_H

/*
 * Applying migrations: the functions behind `oriel upgrade` and its sisters, for the command and
 * for programs that carry their migrations inside.  A program that starts up calls
 *
 *     oriel_error err;
 *     if (oriel_migrate_upgrade(conn, &app_migrations, "head", NULL, &err) != ORIEL_OK) { ... }
 *
 * Every migration runs in one transaction together with its row in the history table, under a
 * lock that belongs to that transaction, so it also holds behind a pooler that hands out server
 * connections per transaction.  Any number of programs may start together: each migration is
 * applied once and the others wait.  Nothing here prints or exits.
 *
 * All functions take the caller's connection outside a transaction and leave it so, with the
 * settings it had: what a migration SETs does not reach the next one.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libpq-fe.h>

#include "oriel/error.h"
#include "oriel/export.h"
#include "oriel/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- sets of migrations ---------------------------------------------------------------------- */

/*
 * One pair of files NNNN_slug.up.sql and NNNN_slug.down.sql.  A file whose first comment lines
 * contain `-- oriel: no-transaction` runs statement by statement outside a transaction.
 */
typedef struct oriel_migration {
    int64_t id; /* the number, from 1 */
    const char *slug;
    const char *up; /* the SQL, in UTF-8 */
    const char *down;
    const char *up_file; /* names for messages */
    const char *down_file;
} oriel_migration;

/*
 * A set is read from a directory or is a constant of the program, as `oriel embed` writes it:
 * { items, count, NULL }.  The empty set {0} is valid.
 */
typedef struct oriel_migration_set {
    const oriel_migration *items;
    size_t count;
    void *storage; /* NULL when the items are constants */
} oriel_migration_set;

/*
 * Reads every NNNN_slug.up.sql and .down.sql of the directory, ordered by number and slug; other
 * names are left alone.  Two pairs may share a number (see oriel_migrations_heads).  A file
 * without its pair, a number that is 0 or too long and a NUL byte are ORIEL_MIGRATION with the
 * file's name; what cannot be read is ORIEL_IO.  On failure the set is empty.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status oriel_migrations_load(const char *directory,
                                                              oriel_migration_set *set,
                                                              oriel_error *err);

/* Frees what oriel_migrations_load read.  Safe on {0}, on constants and twice. */
ORIEL_API void oriel_migrations_free(oriel_migration_set *set);

/*
 * The migrations nothing follows: the last one, or all that share their number with another.
 * Writes at most `capacity` pointers and returns how many there are; more than one means that
 * nobody can upgrade until one of them has another number.
 */
ORIEL_API size_t oriel_migrations_heads(const oriel_migration_set *set,
                                        const oriel_migration **heads, size_t capacity);

/* SHA-256 of the up text, as 64 hexadecimal digits and a NUL. */
ORIEL_API void oriel_migration_checksum(const oriel_migration *migration, char checksum[65]);

/* ---- options --------------------------------------------------------------------------------- */

typedef enum oriel_migrate_action {
    ORIEL_MIGRATE_UP,       /* the up text ran */
    ORIEL_MIGRATE_DOWN,     /* the down text ran */
    ORIEL_MIGRATE_RENUMBER, /* the history row took the number and name the file has now */
    ORIEL_MIGRATE_STAMP,    /* the history row was written, nothing ran */
    ORIEL_MIGRATE_UNSTAMP   /* the history row was removed, nothing ran */
} oriel_migrate_action;

typedef struct oriel_migrate_event {
    oriel_migrate_action action;
    bool done; /* false: about to run (only UP and DOWN); true: committed */
    int64_t id;
    const char *slug;
    int64_t old_id; /* RENUMBER: the number before; otherwise the same as id */
    double seconds; /* how long the text took; 0 before */
} oriel_migrate_event;

/* {0} and a NULL pointer both mean: all defaults. */
typedef struct oriel_migrate_options {
    const char *schema;  /* of the history table; NULL: public.  Created when missing. */
    const char *table;   /* NULL: oriel_history */
    int lock_wait_ms;    /* longest wait for another runner; 0: 60 seconds; negative: do not wait */
    bool out_of_order;   /* also apply a migration that is older than the newest applied one */
    bool ignore_missing; /* upgrade although the history names migrations the set does not have */
    void (*progress)(const oriel_migrate_event *event, void *context);
    void (*notice)(const char *message, void *context); /* the server's notices; NULL: dropped */
    void *context;                                      /* for both functions */
} oriel_migrate_options;

/* ---- changing the database ------------------------------------------------------------------- */

/*
 * Applies what is pending up to the target: "head" (also NULL), a number, or "+N" for the next N.
 * The history table is made on first use.  Stops at the first error; what was committed before
 * stays.  ORIEL_MIGRATION: two heads, an applied migration was edited (detail shows how) or is
 * missing, a migration is older than the newest applied one, a text controls transactions by
 * itself.  ORIEL_LOCKED: another runner did not finish in time.  ORIEL_SERVER: the server refused
 * a statement; file, line and column say which.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status oriel_migrate_upgrade(PGconn *conn,
                                                              const oriel_migration_set *set,
                                                              const char *target,
                                                              const oriel_migrate_options *options,
                                                              oriel_error *err);

/*
 * Undoes applied migrations, newest first, until the target is the newest: "base", a number, or
 * "-N" for the last N.  There is no default target.  A migration that was edited or removed since
 * it was applied is undone with the down text the history recorded.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status
oriel_migrate_downgrade(PGconn *conn, const oriel_migration_set *set, const char *target,
                        const oriel_migrate_options *options, oriel_error *err);

/*
 * Makes the history say that exactly the migrations up to the target ("head", "base" or a number)
 * are applied with their present texts, and runs none of them.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status oriel_migrate_stamp(PGconn *conn,
                                                            const oriel_migration_set *set,
                                                            const char *target,
                                                            const oriel_migrate_options *options,
                                                            oriel_error *err);

/* ---- asking the database --------------------------------------------------------------------- */

typedef enum oriel_migration_state {
    ORIEL_MIGRATION_APPLIED,
    ORIEL_MIGRATION_PENDING,
    ORIEL_MIGRATION_RENUMBERED, /* applied under another number or name; upgrade adjusts the row */
    ORIEL_MIGRATION_EDITED,     /* applied with another up text */
    ORIEL_MIGRATION_MISSING,    /* applied, and not in the set */
    ORIEL_MIGRATION_UNFINISHED  /* a no-transaction file that stopped between two statements */
} oriel_migration_state;

typedef struct oriel_migration_record {
    oriel_migration_state state;
    int64_t id; /* in the set, or in the history when the set does not have it */
    const char *slug;
    int64_t history_id;     /* in the history; 0 when pending */
    const char *checksum;   /* as recorded; of the file when pending */
    const char *applied_at; /* as the server writes a timestamptz; NULL when pending */
    double seconds;         /* how long it took; negative: not known */
} oriel_migration_record;

/* Records in the order of their numbers, owned by the caller; {0} is empty and valid. */
typedef struct oriel_migration_records {
    oriel_migration_record *items;
    size_t count;
    size_t pending;  /* how many are PENDING */
    size_t troubled; /* how many are EDITED, MISSING or UNFINISHED */
    void *storage;
} oriel_migration_records;

/*
 * Compares the set with the history.  Takes no lock and writes nothing; a database without a
 * history table has nothing applied.  With a NULL set: the history alone, all APPLIED or
 * UNFINISHED.  On failure the records are empty.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status oriel_migrate_status(PGconn *conn,
                                                             const oriel_migration_set *set,
                                                             const oriel_migrate_options *options,
                                                             oriel_migration_records *records,
                                                             oriel_error *err);

/* Frees the records.  Safe on {0} and twice. */
ORIEL_API void oriel_migration_records_free(oriel_migration_records *records);

/* The number of the newest applied migration, 0 when none is. */
ORIEL_API ORIEL_MUST_CHECK oriel_status oriel_migrate_current(PGconn *conn,
                                                              const oriel_migrate_options *options,
                                                              int64_t *id, oriel_error *err);

/* ---- a script instead of a connection ---------------------------------------------------------
 */

/* Takes the next piece of a script; false stops the writing with ORIEL_CANCELLED. */
typedef bool (*oriel_script_write)(const char *text, size_t length, void *context);

/*
 * Writes the SQL that upgrades a database from `from` (a number or "base", also NULL) to `target`
 * (a number or "head", also NULL), history rows included, to be run with
 * `psql -v ON_ERROR_STOP=1 -f`.
 */
ORIEL_API ORIEL_MUST_CHECK oriel_status
oriel_migrate_upgrade_script(const oriel_migration_set *set, const char *from, const char *target,
                             const oriel_migrate_options *options, oriel_script_write write,
                             void *context, oriel_error *err);

/* The same for a downgrade; both ends must be given, `target` may be "base". */
ORIEL_API ORIEL_MUST_CHECK oriel_status
oriel_migrate_downgrade_script(const oriel_migration_set *set, const char *from, const char *target,
                               const oriel_migrate_options *options, oriel_script_write write,
                               void *context, oriel_error *err);

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_MIGRATE_H */
