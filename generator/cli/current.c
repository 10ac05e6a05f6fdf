#include "cli/commands.h"
#include "cli/migration_options.h"
#include "cli/output.h"

enum { KEY_CHECK_HEADS = 0x7301 };

static const struct argp_option options_list[] = {
    {"check-heads", KEY_CHECK_HEADS, NULL, 0, "Exit with 4 unless everything is applied", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)argument;
    if (key != KEY_CHECK_HEADS) {
        return ARGP_ERR_UNKNOWN;
    }
    *(bool *)state->input = true;
    return 0;
}

/* The newest applied one; nothing is printed for a database without any. */
static void print_current(const migration_options *m, const oriel_migration_records *records) {
    const oriel_migration_record *newest = NULL;
    for (size_t i = 0; i < records->count; i++) {
        if (records->items[i].history_id != 0) {
            newest = &records->items[i];
        }
    }
    text t = text_new(m->context->arena);
    if (newest != NULL) {
        text_printf(&t, "%s%s\n", migration_options_name(m, newest->id, newest->slug),
                    records->pending + records->troubled == 0 ? " (head)" : "");
    }
    output_text(&t);
}

static exit_status current_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    bool check_heads = false;
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &check_heads,
                               .shared = &migration_options_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    oriel_migration_records records;
    oriel_error err;
    if (!command_parse(&current_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status) ||
        !migration_options_connect(&migrations, &status)) {
        return status;
    }
    if (oriel_migrate_status(migrations.conn, &migrations.set, &migrations.runtime, &records,
                             &err) != ORIEL_OK) {
        return migration_options_report(&migrations, &err);
    }
    print_current(&migrations, &records);
    bool stale = check_heads && records.pending + records.troubled > 0;
    oriel_migration_records_free(&records);
    migration_options_close(&migrations);
    return stale ? EXIT_STATUS_STALE : EXIT_STATUS_FINE;
}

const command current_command = {
    .name = "current",
    .summary = "print the newest applied migration",
    .help = MIGRATION_OPTIONS_HELP,
    .run = current_run,
};
