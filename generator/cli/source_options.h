#ifndef ORIEL_CLI_SOURCE_OPTIONS_H
#define ORIEL_CLI_SOURCE_OPTIONS_H

/*
 * What all commands that read SQL have in common: the SOURCE arguments, --config and --pg-version,
 * and replaying what they name.
 */

#include "cli/command.h"
#include "replay/replay.h"
#include "source/settings.h"
#include "source/source_set.h"

/* An argp child's input; take the arguments (ARGP_KEY_ARG) as sources by leaving them to it. */
typedef struct source_options {
    command_context *context;
    const char *config; /* --config, or NULL */
    int pg_version;     /* --pg-version, or 0 */
    LIST_OF(const char *) sources;
} source_options;

extern const struct argp source_options_argp;

/* For a command's `help`: what a SOURCE is. */
#define SOURCE_OPTIONS_HELP                                                                        \
    "A SOURCE is an SQL file, a directory of migrations (their .up.sql files are read in order), " \
    "a directory of other .sql files (each is read when what it uses is there), or - for "         \
    "standard input. Without any, the migrations that oriel.ini names are read, and then its "     \
    "view files, which replace what the migrations made of these views."

/* The settings, with --pg-version put in.  NULL: return *status. */
const settings *source_options_settings(source_options *options, exit_status *status);

/* The files that are named, or those of oriel.ini.  NULL: return *status. */
const source_set *source_options_set(source_options *options, const settings *s,
                                     exit_status *status);

/*
 * All of it: reads every file, then replays them in order.  NULL: return *status.  Files that are
 * not SQL text are left out, with an error among the diagnostics.
 */
replay *source_options_replay(source_options *options, exit_status *status);

#endif /* ORIEL_CLI_SOURCE_OPTIONS_H */
