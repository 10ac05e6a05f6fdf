#include <errno.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/output.h"
#include "base/text.h"
#include "revise/pair_file.h"
#include "source/directory.h"
#include "source/settings.h"

/* oriel init: an empty project. */

static const char settings_text[] =
    "; Where things are; paths are relative to this file.\n"
    "[directories]\n"
    "views = views                  ; one file for each view, with its present text\n"
    "migrations = views/migrations  ; NNNN_slug.up.sql and NNNN_slug.down.sql\n"
    "out = out                      ; the generated C\n"
    "\n"
    "[postgresql]\n"
    "version = 15\n"
    "; dsn = postgresql:///myapp    ; what upgrade and verify connect to, as libpq takes it\n";

static const char example_text[] =
    "-- One view to a file, as it is to be now:\n"
    "--\n"
    "--     CREATE VIEW film_list AS SELECT film_id, title FROM film;\n"
    "--     COMMENT ON VIEW film_list IS 'All films.';\n"
    "--\n"
    "-- `oriel revision \"what changed\"` writes the migration that brings a database there, and\n"
    "-- `oriel generate` the C that reads it. Tables come in migrations: begin with\n"
    "-- migrations/0001_tables.up.sql and 0001_tables.down.sql.\n";

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    if (key != ARGP_KEY_ARG) {
        return key == ARGP_KEY_END ? 0 : ARGP_ERR_UNKNOWN;
    }
    if (state->arg_num > 0) {
        argp_error(state, "there is one directory only");
        return EINVAL;
    }
    *(const char **)state->input = argument;
    return 0;
}

static exit_status init_run(command_context *context, int argc, char **argv) {
    arena *a = context->arena;
    const char *directory = ".";
    const command_line line = {.parser = parse_option, .input = (void *)&directory};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&init_command, &line, argc, argv, &status)) {
        return status;
    }
    const char *views = directory_path(a, directory, "views");
    const char *migrations = directory_path(a, views, "migrations");
    const char *example = directory_path(a, views, "example.sql");
    const char *ini = directory_path(a, directory, SETTINGS_FILE_NAME);
    if (access(ini, F_OK) == 0) {
        (void)file_report(context, ini, "is there already: this is a project");
        return EXIT_STATUS_USAGE_WRONG;
    }
    file_problem problem = staged_files_make_directory(a, migrations);
    if (problem.message == NULL) {
        problem = pair_file_create(a, example, example_text);
    }
    if (problem.message == NULL) {
        problem = pair_file_create(a, ini, settings_text);
    }
    if (problem.message != NULL) {
        return file_report(context, problem.path, problem.message);
    }
    text t = text_new(a);
    text_printf(&t, "%s\n%s\n%s/\n", ini, example, migrations);
    output_text(&t);
    return EXIT_STATUS_FINE;
}

const command init_command = {
    .name = "init",
    .arguments = "[DIRECTORY]",
    .summary = "make an empty project: oriel.ini, views and views/migrations",
    .run = init_run,
};
