#include "cli/commands.h"
#include "cli/migration_options.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    if (key == ARGP_KEY_NO_ARGS) {
        argp_error(state, "stamp needs a target");
        return ARGP_ERR_UNKNOWN;
    }
    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (state->arg_num > 0) {
        argp_error(state, "there is one target only");
    }
    *(const char **)state->input = argument;
    return 0;
}

static exit_status stamp_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    const char *target = NULL;
    const command_line line = {.parser = parse_option,
                               .input = (void *)&target,
                               .shared = &migration_options_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    oriel_error err;
    if (!command_parse(&stamp_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status) ||
        !migration_options_connect(&migrations, &status)) {
        return status;
    }
    migration_options_tell(&migrations);
    if (oriel_migrate_stamp(migrations.conn, &migrations.set, target, &migrations.runtime, &err) !=
        ORIEL_OK) {
        return migration_options_report(&migrations, &err);
    }
    migration_options_close(&migrations);
    return EXIT_STATUS_FINE;
}

const command stamp_command = {
    .name = "stamp",
    .arguments = "TARGET",
    .summary = "set the history to a migration without running any",
    .help = "Makes the history say that exactly the migrations up to TARGET (a number, \"head\" or "
            "\"base\") are applied, with the texts their files have now.\n"
            "\n" MIGRATION_OPTIONS_HELP,
    .run = stamp_run,
};
