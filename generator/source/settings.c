#include "source/settings.h"

#include <ini.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source/directory.h"
#include "source/source_file.h"

typedef enum setting_kind {
    SETTING_TEXT,
    SETTING_PATH,
    SETTING_VERSION,
    SETTING_SCHEMA_PREFIX,
    SETTING_NEVER_NULL,
} setting_kind;

typedef struct setting {
    const char *section, *key;
    setting_kind kind;
    size_t field; /* of a text or path in struct settings */
} setting;

static const setting known_settings[] = {
    {"directories", "views", SETTING_PATH, offsetof(settings, views)},
    {"directories", "migrations", SETTING_PATH, offsetof(settings, migrations)},
    {"directories", "out", SETTING_PATH, offsetof(settings, out)},
    {"directories", "snapshots", SETTING_PATH, offsetof(settings, snapshots)},
    {"postgresql", "version", SETTING_VERSION, 0},
    {"postgresql", "dsn", SETTING_TEXT, offsetof(settings, dsn)},
    {"postgresql", "history_schema", SETTING_TEXT, offsetof(settings, history_schema)},
    {"postgresql", "history_table", SETTING_TEXT, offsetof(settings, history_table)},
    {"names", "schema_prefix", SETTING_SCHEMA_PREFIX, 0},
    {"names", "prefix", SETTING_TEXT, offsetof(settings, name_prefix)},
    {"functions", "never_null", SETTING_NEVER_NULL, 0},
};
enum { SETTING_COUNT = sizeof known_settings / sizeof known_settings[0] };

typedef struct settings_reader {
    arena *arena;
    const source_file *file;
    diagnostics *diagnostics;
    settings *settings;
    int line; /* that inih was given last; from 1 */
    bool seen[SETTING_COUNT];
} settings_reader;

/* Where a word stands on the present line, or the line's first word. */
static position reader_position(const settings_reader *r, const char *word) {
    size_t length = 0, at = 0;
    const char *line = source_file_line(r->file, r->line, &length);
    size_t word_length = word == NULL ? 0 : strlen(word);
    for (size_t i = 0; word_length > 0 && i + word_length <= length; i++) {
        if (memcmp(line + i, word, word_length) == 0) {
            at = i;
            break;
        }
    }
    if (at == 0) {
        while (at < length && (line[at] == ' ' || line[at] == '\t')) {
            at++;
        }
    }
    return (position){.file = r->file, .offset = (size_t)(line - r->file->bytes) + at};
}

static diagnostic *reader_error(settings_reader *r, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static diagnostic *reader_error(settings_reader *r, const char *at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diagnostic *added = diagnostics_vadd(r->diagnostics, DIAGNOSTIC_ERROR, NULL,
                                         reader_position(r, at), format, arguments);
    va_end(arguments);
    return added;
}

/* The sections, or one section's keys, for a hint. */
static const char *known_names(arena *a, const char *section) {
    const char *list = NULL, *last = "";
    for (int i = 0; i < SETTING_COUNT; i++) {
        const setting *s = &known_settings[i];
        const char *name = section == NULL ? s->section : s->key;
        bool wanted = section == NULL || strcmp(s->section, section) == 0;
        if (wanted && strcmp(name, last) != 0) {
            list = list == NULL ? name : arena_printf(a, "%s, %s", list, name);
            last = name;
        }
    }
    return list;
}

static void reader_unknown(settings_reader *r, const char *section, const char *name) {
    const char *keys = known_names(r->arena, section);
    if (keys != NULL) {
        reader_error(r, name, "unrecognized setting \"%s\"", name)->hint =
            arena_printf(r->arena, "Section %s knows: %s.", section, keys);
    } else if (section[0] == '\0') {
        reader_error(r, name, "setting \"%s\" stands before any section", name)->hint =
            arena_printf(r->arena, "Sections are: %s.", known_names(r->arena, NULL));
    } else {
        reader_error(r, name, "unrecognized section \"%s\"", section)->hint =
            arena_printf(r->arena, "Sections are: %s.", known_names(r->arena, NULL));
    }
}

static void reader_version(settings_reader *r, const char *value) {
    char *end = NULL;
    long version = strtol(value, &end, 10);
    if (end == value || *end != '\0' || version < 1 || version > 1000) {
        reader_error(r, value, "\"%s\" is not a major version of PostgreSQL", value)->hint =
            "Write the number alone, for example 15.";
        return;
    }
    r->settings->pg_version = (int)version;
    r->settings->pg_version_at = reader_position(r, value);
}

static void reader_schema_prefix(settings_reader *r, const char *value) {
    static const char *const choices[] = {"other", "always", "never"};
    for (int i = 0; i < 3; i++) {
        if (strcmp(choices[i], value) == 0) {
            r->settings->schema_prefix = (schema_prefix)i;
            return;
        }
    }
    reader_error(r, value, "invalid value \"%s\"", value)->hint =
        "Choose one of: other, always, never.";
}

/* A path of the file, seen from where the command runs. */
static const char *reader_path(const settings_reader *r, const char *value) {
    const char *slash = strrchr(r->settings->path, '/');
    if (slash == NULL || value[0] == '/') {
        return arena_strdup(r->arena, value);
    }
    const char *directory =
        arena_strndup(r->arena, r->settings->path, (size_t)(slash - r->settings->path) + 1);
    return directory_path(r->arena, directory, value);
}

static void reader_set(settings_reader *r, const setting *s, const char *value) {
    const char **field = (const char **)(void *)((char *)r->settings + s->field);
    switch (s->kind) {
    case SETTING_TEXT:
        *field = arena_strdup(r->arena, value);
        return;
    case SETTING_PATH:
        *field = value[0] == '\0' ? NULL : reader_path(r, value);
        return;
    case SETTING_VERSION:
        reader_version(r, value);
        return;
    case SETTING_SCHEMA_PREFIX:
        reader_schema_prefix(r, value);
        return;
    case SETTING_NEVER_NULL:
        r->settings->never_null = value[0] == '\0' ? NULL : arena_strdup(r->arena, value);
        r->settings->never_null_at = reader_position(r, value);
        return;
    }
}

/* inih's handler; 1 tells it that all is well: errors are reported from here. */
static int reader_handle(void *user, const char *section, const char *name, const char *value) {
    settings_reader *r = user;
    for (int i = 0; i < SETTING_COUNT; i++) {
        const setting *s = &known_settings[i];
        if (strcmp(s->section, section) == 0 && strcmp(s->key, name) == 0) {
            if (r->seen[i]) {
                reader_error(r, name, "setting \"%s\" is given twice", name);
            }
            r->seen[i] = true;
            reader_set(r, s, value);
            return 1;
        }
    }
    reader_unknown(r, section, name);
    return 1;
}

/*
 * inih's source of lines.  Indentation is left out, which to inih would mean that the line goes on
 * with the value before; a line that does not fit its buffer is an error and passed over.
 */
static char *reader_line(char *buffer, int size, void *stream) {
    settings_reader *r = stream;
    if (r->line >= r->file->line_count) {
        return NULL;
    }
    size_t length = 0;
    r->line++;
    const char *line = source_file_line(r->file, r->line, &length);
    while (length > 0 && (line[0] == ' ' || line[0] == '\t')) {
        line++;
        length--;
    }
    if (length + 2 > (size_t)size) {
        reader_error(r, NULL, "line is too long");
        length = 0;
    }
    memcpy(buffer, line, length);
    buffer[length] = '\n';
    buffer[length + 1] = '\0';
    return buffer;
}

static settings *settings_default(arena *a, const char *path) {
    settings *s = ARENA_NEW(a, settings);
    s->path = path;
    s->pg_version = SETTINGS_DEFAULT_PG_VERSION;
    s->name_prefix = "";
    return s;
}

const settings *settings_read(arena *a, const char *path, diagnostics *d, bool *unreadable) {
    if (path == NULL) {
        if (access(SETTINGS_FILE_NAME, F_OK) != 0) {
            return settings_default(a, NULL);
        }
        path = SETTINGS_FILE_NAME;
    }
    const source_file *file = source_file_read(a, path, d, unreadable);
    if (file == NULL) {
        return NULL;
    }
    int errors_before = d->error_count;
    settings_reader r = {.arena = a,
                         .file = file,
                         .diagnostics = d,
                         .settings = settings_default(a, arena_strdup(a, path))};
    int wrong_line = ini_parse_stream(reader_line, &r, reader_handle, &r);
    if (wrong_line > 0) {
        r.line = wrong_line;
        reader_error(&r, NULL, "line is neither \"[section]\" nor \"name = value\"");
    }
    return d->error_count == errors_before ? r.settings : NULL;
}
