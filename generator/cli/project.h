#ifndef ORIEL_CLI_PROJECT_H
#define ORIEL_CLI_PROJECT_H

/* What the commands over a whole project have in common: its settings, its migrations and its view
 * files, read. */

#include "cli/command.h"
#include "revise/revision.h"
#include "source/migration_pairs.h"
#include "source/settings.h"

/* An argp child's input, and what a command gets from it. */
typedef struct project {
    command_context *context;
    const char *config;     /* --config, or NULL */
    const char *views;      /* --views, then oriel.ini's, then "views" */
    const char *migrations; /* --migrations, then oriel.ini's, then VIEWS/migrations */
    int pg_version;
    const settings *settings;
    const migration_pairs *pairs;     /* empty where there is no directory yet */
    const source_file **ups, **downs; /* by place in pairs; NULL: not SQL text, reported */
    const source_file **view_files;
    int view_count;
} project;

/* --config, --views and --migrations. */
extern const struct argp project_argp;

/* Reads all of it.  False: return *status. */
bool project_read(project *p, exit_status *status);

/* For revision_make(). */
revision_input project_revision(const project *p, const char *title);

#endif /* ORIEL_CLI_PROJECT_H */
