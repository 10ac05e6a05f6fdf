#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/migration_options.h"

typedef struct downgrade_options {
    const char *target;
    bool sql;
    char steps[16]; /* "-2": argp takes the digits for short options, one by one */
} downgrade_options;

enum { KEY_SQL = 0x7301 };

static const struct argp_option options_list[] = {
    {"sql", KEY_SQL, NULL, 0, "Print a script instead of connecting", 0},
    {NULL, '0', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '1', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '2', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '3', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '4', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '5', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '6', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '7', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '8', NULL, OPTION_HIDDEN, NULL, 0},
    {NULL, '9', NULL, OPTION_HIDDEN, NULL, 0},
    {0},
};

static void add_digit(downgrade_options *o, int digit, struct argp_state *state) {
    size_t length = strlen(o->steps);
    if (length + 2 > sizeof o->steps) {
        argp_error(state, "the number of steps is too long");
        return;
    }
    if (length == 0) {
        o->steps[length++] = '-';
    }
    o->steps[length] = (char)digit;
    o->steps[length + 1] = '\0';
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    downgrade_options *o = state->input;
    if (key >= '0' && key <= '9') {
        add_digit(o, key, state);
        return 0;
    }
    switch (key) {
    case KEY_SQL:
        o->sql = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "there is one target only");
        }
        o->target = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static oriel_status downgrade(migration_options *m, const downgrade_options *o, oriel_error *err) {
    const char *wanted = o->target != NULL ? o->target : o->steps[0] != '\0' ? o->steps : NULL;
    if (o->sql) {
        const char *from, *target;
        migration_options_range(m, wanted, &from, &target);
        return oriel_migrate_downgrade_script(&m->set, from, target, &m->runtime,
                                              migration_options_write, m, err);
    }
    return oriel_migrate_downgrade(m->conn, &m->set, wanted, &m->runtime, err);
}

static bool check_target(command_context *context, const downgrade_options *o) {
    bool both = o->target != NULL && o->steps[0] != '\0';
    bool none = o->target == NULL && o->steps[0] == '\0';
    bool no_range = o->sql && (o->target == NULL || strchr(o->target, ':') == NULL);
    if (!both && !none && !no_range) {
        return true;
    }
    const char *message = both   ? "there is one target only"
                          : none ? "a downgrade needs a target"
                                 : "a script needs to know from where: FROM:TARGET";
    diagnostics_add(context->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){0}, "%s", message)
        ->hint = "Write a number, \"base\", or -1 for one step back.";
    return false;
}

static exit_status downgrade_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    downgrade_options options = {0};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &migration_options_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    oriel_error err;
    if (!command_parse(&downgrade_command, &line, argc, argv, &status)) {
        return status;
    }
    if (!check_target(context, &options)) {
        return EXIT_STATUS_USAGE_WRONG;
    }
    if (!migration_options_read(&migrations, &status) ||
        (!options.sql && !migration_options_connect(&migrations, &status))) {
        return status;
    }
    migration_options_tell(&migrations);
    if (downgrade(&migrations, &options, &err) != ORIEL_OK) {
        return migration_options_report(&migrations, &err);
    }
    migration_options_close(&migrations);
    return EXIT_STATUS_FINE;
}

const command downgrade_command = {
    .name = "downgrade",
    .arguments = "TARGET",
    .summary = "undo applied migrations",
    .help = "TARGET is the number of the migration that shall be the newest, \"base\" for none, or "
            "-N for N steps back. With --sql it is FROM:TARGET.\n"
            "\n" MIGRATION_OPTIONS_HELP,
    .run = downgrade_run,
};
