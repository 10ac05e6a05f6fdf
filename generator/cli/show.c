#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/migration_options.h"
#include "cli/output.h"

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    if (key == ARGP_KEY_NO_ARGS) {
        argp_error(state, "show needs a migration");
        return ARGP_ERR_UNKNOWN;
    }
    if (key != ARGP_KEY_ARG) {
        return ARGP_ERR_UNKNOWN;
    }
    if (state->arg_num > 0) {
        argp_error(state, "there is one migration only");
    }
    *(const char **)state->input = argument;
    return 0;
}

/* By "head", number, or number and name. */
static bool is_named(const migration_options *m, const oriel_migration *migration,
                     const char *name) {
    if (strcmp(name, "head") == 0) {
        return migration->id == m->set.items[m->set.count - 1].id;
    }
    size_t digits = strspn(name, "0123456789");
    if (digits == 0 || digits > 18 || strtoll(name, NULL, 10) != migration->id) {
        return false;
    }
    return name[digits] == '\0' ||
           (name[digits] == '_' && strcmp(name + digits + 1, migration->slug) == 0);
}

static void add_text(text *t, const char *file, const char *sql) {
    size_t length = strlen(sql);
    text_printf(t, "\n-- %s\n", file);
    text_add_bytes(t, sql, length);
    text_add(t, length > 0 && sql[length - 1] != '\n' ? "\n" : "");
}

static void add_migration(text *t, const migration_options *m, const oriel_migration *migration) {
    char checksum[65];
    oriel_migration_checksum(migration, checksum);
    text_printf(t, "%s-- %s  sha256 %s\n", t->length > 0 ? "\n" : "",
                migration_options_name(m, migration->id, migration->slug), checksum);
    add_text(t, migration->up_file, migration->up);
    add_text(t, migration->down_file, migration->down);
}

static exit_status show_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    const char *name = NULL;
    const command_line line = {.parser = parse_option,
                               .input = (void *)&name,
                               .shared = &migration_files_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&show_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status)) {
        return status;
    }
    text t = text_new(context->arena);
    for (size_t i = 0; i < migrations.set.count; i++) {
        if (is_named(&migrations, &migrations.set.items[i], name)) {
            add_migration(&t, &migrations, &migrations.set.items[i]);
        }
    }
    if (t.length == 0) {
        diagnostics_add(context->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){0},
                        "there is no migration \"%s\"", name);
    }
    output_text(&t);
    migration_options_close(&migrations);
    return t.length == 0 ? EXIT_STATUS_USAGE_WRONG : EXIT_STATUS_FINE;
}

const command show_command = {
    .name = "show",
    .arguments = "MIGRATION",
    .summary = "print both texts of a migration",
    .help = "MIGRATION is a number, a number with its name, or \"head\".",
    .run = show_run,
};
