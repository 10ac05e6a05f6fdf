#include "cli/migration_options.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/connection.h"
#include "cli/output.h"
#include "source/settings.h"
#include "source/source_file.h"

/* ---- options --------------------------------------------------------------------------------- */

enum {
    KEY_CONFIG = 0x7201,
    KEY_MIGRATIONS,
    KEY_DSN,
    KEY_HISTORY_SCHEMA,
    KEY_HISTORY_TABLE,
    KEY_LOCK_WAIT
};

static const struct argp_option file_options[] = {
    {"config", KEY_CONFIG, "FILE", 0, "Read settings from FILE instead of oriel.ini", 0},
    {"migrations", KEY_MIGRATIONS, "DIR", 0, "Read the migrations of DIR", 0},
    {0},
};

static const struct argp_option database_options[] = {
    {"config", KEY_CONFIG, "FILE", 0, "Read settings from FILE instead of oriel.ini", 0},
    {"migrations", KEY_MIGRATIONS, "DIR", 0, "Read the migrations of DIR", 0},
    {"dsn", KEY_DSN, "DSN", 0, "Connect to DSN, a connection string or URI of libpq", 0},
    {"history-schema", KEY_HISTORY_SCHEMA, "NAME", 0, "Schema of the history (default: public)", 0},
    {"history-table", KEY_HISTORY_TABLE, "NAME", 0, "Its table (default: oriel_history)", 0},
    {"lock-wait", KEY_LOCK_WAIT, "SECONDS", 0,
     "Wait so long for another runner (default: 60; 0: not at all)", 0},
    {0},
};

static error_t parse_lock_wait(migration_options *o, const char *argument,
                               struct argp_state *state) {
    char *end = NULL;
    errno = 0;
    double seconds = strtod(argument, &end);
    if (end == argument || *end != '\0' || errno != 0 || !(seconds >= 0) ||
        seconds > INT_MAX / 1000) {
        argp_error(state, "--lock-wait needs a number of seconds, not %s", argument);
        return EINVAL;
    }
    int milliseconds = (int)(seconds * 1000);
    o->runtime.lock_wait_ms = milliseconds > 0 ? milliseconds : -1;
    return 0;
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    migration_options *o = state->input;
    switch (key) {
    case KEY_CONFIG:
        o->config = argument;
        return 0;
    case KEY_MIGRATIONS:
        o->migrations = argument;
        return 0;
    case KEY_DSN:
        o->dsn = argument;
        return 0;
    case KEY_HISTORY_SCHEMA:
        o->runtime.schema = argument;
        return 0;
    case KEY_HISTORY_TABLE:
        o->runtime.table = argument;
        return 0;
    case KEY_LOCK_WAIT:
        return parse_lock_wait(o, argument, state);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp migration_files_argp = {.options = file_options, .parser = parse_option};
const struct argp migration_options_argp = {.options = database_options, .parser = parse_option};

/* ---- reading and connecting ------------------------------------------------------------------ */

static const char *first_of(const char *given, const char *configured) {
    return given != NULL ? given : configured;
}

bool migration_options_read(migration_options *o, exit_status *status) {
    diagnostics *d = o->context->diagnostics;
    bool unreadable = false;
    oriel_error err;
    const settings *s = settings_read(o->context->arena, o->config, d, &unreadable);
    if (s == NULL) {
        *status = unreadable ? EXIT_STATUS_INPUT_OUTPUT : EXIT_STATUS_INPUT_WRONG;
        return false;
    }
    o->dsn = first_of(o->dsn, s->dsn);
    o->migrations = first_of(o->migrations, s->migrations);
    o->runtime.schema = first_of(o->runtime.schema, s->history_schema);
    o->runtime.table = first_of(o->runtime.table, s->history_table);
    if (o->migrations == NULL) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, (position){0}, "no migrations to read")->hint =
            "Name their directory with --migrations, or set migrations in oriel.ini.";
        *status = EXIT_STATUS_USAGE_WRONG;
        return false;
    }
    if (oriel_migrations_load(o->migrations, &o->set, &err) != ORIEL_OK) {
        *status = migration_options_report(o, &err);
        return false;
    }
    return true;
}

bool migration_options_connect(migration_options *o, exit_status *status) {
    o->conn = connection_open(o->context, o->dsn);
    if (o->conn != NULL) {
        return true;
    }
    migration_options_close(o);
    *status = EXIT_STATUS_INPUT_OUTPUT;
    return false;
}

void migration_options_close(migration_options *o) {
    PQfinish(o->conn);
    o->conn = NULL;
    oriel_migrations_free(&o->set);
}

/* ---- errors ---------------------------------------------------------------------------------- */

/* Names that are no files, like that of a recorded text, are shown as they are. */
static position error_position(migration_options *o, const oriel_error *err) {
    arena *a = o->context->arena;
    position at = {0};
    if (err->file[0] == '\0') {
        return at;
    }
    const source_file *file = NULL;
    if (err->line > 0 && access(err->file, R_OK) == 0) {
        bool unreadable = false;
        file = source_file_read(a, err->file, o->context->diagnostics, &unreadable);
    }
    if (file == NULL || err->line > file->line_count) {
        return source_file_unread(a, arena_strdup(a, err->file));
    }
    size_t line = file->lines[err->line - 1];
    size_t column = err->column > 0 ? (size_t)err->column - 1 : 0;
    return (position){.file = file, .offset = source_file_character_offset(file, line, column)};
}

static exit_status status_of_error(oriel_status status) {
    switch (status) {
    case ORIEL_OK:
        return EXIT_STATUS_FINE;
    case ORIEL_BAD_ARGUMENT:
        return EXIT_STATUS_USAGE_WRONG;
    case ORIEL_NO_MEMORY:
    case ORIEL_CONNECTION:
    case ORIEL_CANCELLED:
    case ORIEL_LOCKED:
    case ORIEL_IO:
        return EXIT_STATUS_INPUT_OUTPUT;
    case ORIEL_SERVER:
    case ORIEL_MODEL:
    case ORIEL_DECODE:
    case ORIEL_NOT_FOUND:
    case ORIEL_TOO_MANY_ROWS:
    case ORIEL_MIGRATION:
        return EXIT_STATUS_INPUT_WRONG;
    }
    return EXIT_STATUS_BUG;
}

exit_status migration_options_report(migration_options *o, const oriel_error *err) {
    arena *a = o->context->arena;
    const char *sqlstate = err->sqlstate[0] != '\0' ? arena_strdup(a, err->sqlstate) : NULL;
    position at = error_position(o, err);
    diagnostic *added = diagnostics_add(o->context->diagnostics, DIAGNOSTIC_ERROR, sqlstate, at,
                                        "%s", err->message);
    added->detail = err->detail[0] != '\0' ? arena_strdup(a, err->detail) : NULL;
    added->hint = err->hint[0] != '\0' ? arena_strdup(a, err->hint) : NULL;
    migration_options_close(o);
    return status_of_error(err->status);
}

/* ---- what is printed ------------------------------------------------------------------------- */

const char *migration_options_name(const migration_options *o, int64_t id, const char *slug) {
    return arena_printf(o->context->arena, "%04" PRId64 "_%s", id, slug);
}

static void print_event(const oriel_migrate_event *event, void *context) {
    const migration_options *o = context;
    const char *name = migration_options_name(o, event->id, event->slug);
    text line = text_new(o->context->arena);
    if (!event->done) {
        return;
    }
    switch (event->action) {
    case ORIEL_MIGRATE_UP:
        text_printf(&line, "up       %s  %.3f s\n", name, event->seconds);
        break;
    case ORIEL_MIGRATE_DOWN:
        text_printf(&line, "down     %s  %.3f s\n", name, event->seconds);
        break;
    case ORIEL_MIGRATE_RENUMBER:
        text_printf(&line, "renumber %s  was %04" PRId64 "\n", name, event->old_id);
        break;
    case ORIEL_MIGRATE_STAMP:
        text_printf(&line, "stamp    %s\n", name);
        break;
    case ORIEL_MIGRATE_UNSTAMP:
        text_printf(&line, "unstamp  %s\n", name);
        break;
    }
    output_text(&line);
    (void)output_finish(); /* seen while the next one runs; main looks at the result again */
}

static void print_notice(const char *message, void *context) {
    (void)context;
    fprintf(stderr, "oriel: note: %s\n", message);
}

void migration_options_tell(migration_options *o) {
    o->runtime.progress = print_event;
    o->runtime.notice = print_notice;
    o->runtime.context = o;
}

bool migration_options_write(const char *bytes, size_t length, void *context) {
    const migration_options *o = context;
    text t = text_new(o->context->arena);
    text_add_bytes(&t, bytes, length);
    output_text(&t);
    return true;
}

void migration_options_range(const migration_options *o, const char *range, const char **from,
                             const char **target) {
    const char *colon = range == NULL ? NULL : strchr(range, ':');
    *from = NULL;
    *target = range;
    if (colon != NULL) {
        *from = arena_strndup(o->context->arena, range, (size_t)(colon - range));
        *target = colon + 1;
    }
}
