#include "cli/commands.h"
#include "cli/migration_options.h"
#include "cli/output.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    (void)key;
    (void)argument;
    (void)state;
    return ARGP_ERR_UNKNOWN;
}

static exit_status heads_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    const command_line line = {
        .parser = parse_option, .shared = &migration_files_argp, .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&heads_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status)) {
        return status;
    }
    size_t count = oriel_migrations_heads(&migrations.set, NULL, 0);
    const oriel_migration **heads = ARENA_ARRAY(context->arena, const oriel_migration *, count + 1);
    (void)oriel_migrations_heads(&migrations.set, heads, count);
    text t = text_new(context->arena);
    for (size_t i = 0; i < count; i++) {
        text_printf(&t, "%s\n", migration_options_name(&migrations, heads[i]->id, heads[i]->slug));
    }
    output_text(&t);
    migration_options_close(&migrations);
    return EXIT_STATUS_FINE;
}

const command heads_command = {
    .name = "heads",
    .summary = "print the last migration, or all that share a number",
    .help = "More than one line means that somebody has to give a migration another number, "
            "for example with `oriel merge', before anything can be applied.",
    .run = heads_run,
};
