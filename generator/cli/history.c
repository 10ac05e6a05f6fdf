#include <inttypes.h>

#include "cli/commands.h"
#include "cli/migration_options.h"
#include "cli/output.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)key;
    (void)argument;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static const char *state_word(oriel_migration_state state) {
    switch (state) {
    case ORIEL_MIGRATION_APPLIED:
        return "applied";
    case ORIEL_MIGRATION_PENDING:
        return "pending";
    case ORIEL_MIGRATION_RENUMBERED:
        return "renumbered";
    case ORIEL_MIGRATION_EDITED:
        return "edited";
    case ORIEL_MIGRATION_MISSING:
        return "missing";
    case ORIEL_MIGRATION_UNFINISHED:
        return "unfinished";
    }
    return "";
}

static void print_record(text *t, const migration_options *m, const oriel_migration_record *r) {
    text_printf(t, "%-10s  %s", state_word(r->state), migration_options_name(m, r->id, r->slug));
    if (r->applied_at != NULL) {
        text_printf(t, "  %s", r->applied_at);
    }
    if (r->seconds >= 0) {
        text_printf(t, "  %.3f s", r->seconds);
    }
    if (r->history_id != 0 && r->history_id != r->id) {
        text_printf(t, "  as %04" PRId64, r->history_id);
    }
    text_add(t, "\n");
}

static exit_status history_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    const command_line line = {
        .parser = parse_option, .shared = &migration_options_argp, .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    oriel_migration_records records;
    oriel_error err;
    if (!command_parse(&history_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status) ||
        !migration_options_connect(&migrations, &status)) {
        return status;
    }
    if (oriel_migrate_status(migrations.conn, &migrations.set, &migrations.runtime, &records,
                             &err) != ORIEL_OK) {
        return migration_options_report(&migrations, &err);
    }
    text t = text_new(context->arena);
    for (size_t i = 0; i < records.count; i++) {
        print_record(&t, &migrations, &records.items[i]);
    }
    output_text(&t);
    oriel_migration_records_free(&records);
    migration_options_close(&migrations);
    return EXIT_STATUS_FINE;
}

const command history_command = {
    .name = "history",
    .summary = "list all migrations and what the database has of them",
    .help = MIGRATION_OPTIONS_HELP,
    .run = history_run,
};
