#ifndef ORIEL_CLI_MIGRATION_OPTIONS_H
#define ORIEL_CLI_MIGRATION_OPTIONS_H

/*
 * What the commands over the migration runtime have in common: where the migrations, the database
 * and its history are, reading and connecting, and turning the runtime's errors into diagnostics.
 */

#include <oriel/migrate.h>

#include "cli/command.h"

/* An argp child's input, and what a command gets from it. */
typedef struct migration_options {
    command_context *context;
    const char *config; /* --config, or NULL */
    const char *dsn;    /* --dsn, then oriel.ini's, or NULL: the environment's */
    const char *migrations;
    oriel_migrate_options runtime; /* history and waiting from options and oriel.ini */
    oriel_migration_set set;
    PGconn *conn;
} migration_options;

/* --config and --migrations; for commands that never connect. */
extern const struct argp migration_files_argp;

/* Those, --dsn, --history-schema, --history-table and --lock-wait. */
extern const struct argp migration_options_argp;

#define MIGRATION_OPTIONS_HELP                                                                     \
    "The database is the one of --dsn, of oriel.ini, or of libpq's environment variables "         \
    "(PGHOST, PGDATABASE ...), in this order."

/* Reads oriel.ini and the migrations.  False: return *status; the options are closed. */
bool migration_options_read(migration_options *options, exit_status *status);

/* Connects.  False: return *status; the options are closed. */
bool migration_options_connect(migration_options *options, exit_status *status);

/* Frees the migrations and the connection. */
void migration_options_close(migration_options *options);

/* Adds what the runtime says to the diagnostics; the exit status that goes with it. */
exit_status migration_options_report(migration_options *options, const oriel_error *err);

/* "0007_slug"; in the arena. */
const char *migration_options_name(const migration_options *options, int64_t id, const char *slug);

/* Prints one line per migration that is done, and the server's notices on standard error. */
void migration_options_tell(migration_options *options);

/* For --sql: writes a script to standard output. */
bool migration_options_write(const char *text, size_t length, void *context);

/* Splits "FROM:TARGET"; without a colon *from is NULL. */
void migration_options_range(const migration_options *options, const char *range, const char **from,
                             const char **target);

#endif /* ORIEL_CLI_MIGRATION_OPTIONS_H */
