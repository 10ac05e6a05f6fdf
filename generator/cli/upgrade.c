#include "cli/commands.h"
#include "cli/migration_options.h"

typedef struct upgrade_options {
    const char *target; /* NULL: head */
    bool sql;
    bool out_of_order;
    bool ignore_missing;
} upgrade_options;

enum { KEY_SQL = 0x7301, KEY_OUT_OF_ORDER, KEY_IGNORE_MISSING };

static const struct argp_option options_list[] = {
    {"sql", KEY_SQL, NULL, 0, "Print a script instead of connecting", 0},
    {"out-of-order", KEY_OUT_OF_ORDER, NULL, 0,
     "Also apply migrations with a lower number than the newest applied one", 0},
    {"ignore-missing", KEY_IGNORE_MISSING, NULL, 0,
     "Go on although applied migrations are not among the files", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    upgrade_options *o = state->input;
    switch (key) {
    case KEY_SQL:
        o->sql = true;
        return 0;
    case KEY_OUT_OF_ORDER:
        o->out_of_order = true;
        return 0;
    case KEY_IGNORE_MISSING:
        o->ignore_missing = true;
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0) {
            argp_error(state, "there is one target at most");
        }
        o->target = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static oriel_status upgrade(migration_options *m, const upgrade_options *o, oriel_error *err) {
    if (o->sql) {
        const char *from, *target;
        migration_options_range(m, o->target, &from, &target);
        return oriel_migrate_upgrade_script(&m->set, from, target, &m->runtime,
                                            migration_options_write, m, err);
    }
    return oriel_migrate_upgrade(m->conn, &m->set, o->target, &m->runtime, err);
}

static exit_status upgrade_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    upgrade_options options = {0};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &migration_options_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    oriel_error err;
    if (!command_parse(&upgrade_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status) ||
        (!options.sql && !migration_options_connect(&migrations, &status))) {
        return status;
    }
    migrations.runtime.out_of_order = options.out_of_order;
    migrations.runtime.ignore_missing = options.ignore_missing;
    migration_options_tell(&migrations);
    if (upgrade(&migrations, &options, &err) != ORIEL_OK) {
        return migration_options_report(&migrations, &err);
    }
    migration_options_close(&migrations);
    return EXIT_STATUS_FINE;
}

const command upgrade_command = {
    .name = "upgrade",
    .arguments = "[TARGET]",
    .summary = "apply the pending migrations",
    .help = "TARGET is \"head\" (the default), a migration's number, or +N for the next N. With "
            "--sql it may be FROM:TARGET, where FROM is what the database has already.\n"
            "\n" MIGRATION_OPTIONS_HELP,
    .run = upgrade_run,
};
