#ifndef ORIEL_SOURCE_SETTINGS_H
#define ORIEL_SOURCE_SETTINGS_H

/*
 * oriel.ini: the one place for a project's settings.
 *
 *     [directories]
 *     views = views
 *     migrations = views/migrations
 *     out = out
 *     snapshots = snapshots        ; catalogs taken from the user's own servers
 *
 *     [postgresql]
 *     version = 15
 *     dsn = postgresql:///myapp    ; as libpq takes it
 *     history_schema = public      ; where upgrade keeps its history
 *     history_table = oriel_history
 *
 *     [names]
 *     schema_prefix = other        ; other: of all schemas but public; always; never
 *     prefix = app_                ; before every generated name
 *
 *     [functions]
 *     never_null = app.label(int), slug   ; the user's functions that never return NULL
 *
 * Everything may be left out.  Paths are relative to the file.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"

#define SETTINGS_FILE_NAME          "oriel.ini"
#define SETTINGS_DEFAULT_PG_VERSION 15

typedef enum schema_prefix {
    SCHEMA_PREFIX_OTHER, /* reports_film_list, but film_list for public.film_list */
    SCHEMA_PREFIX_ALWAYS,
    SCHEMA_PREFIX_NEVER,
} schema_prefix;

typedef struct settings {
    const char *path;  /* of the file; NULL: there is none */
    const char *views; /* NULL where not set, as all of these */
    const char *migrations;
    const char *out;
    const char *snapshots;
    const char *dsn;
    const char *history_schema;
    const char *history_table;
    int pg_version;         /* SETTINGS_DEFAULT_PG_VERSION where not set */
    position pg_version_at; /* file NULL where not set */
    schema_prefix schema_prefix;
    const char *never_null; /* functions as DROP FUNCTION takes them */
    position never_null_at;
    const char *name_prefix; /* "" where not set */
} settings;

/*
 * Reads `path`; NULL: oriel.ini in the current directory, and the defaults when there is none.
 * Unknown sections and keys, repeated keys and wrong values are errors in `d` at their position.
 * NULL when the file cannot be read (*unreadable is set) or had an error.
 */
const settings *settings_read(arena *a, const char *path, diagnostics *d, bool *unreadable);

#endif /* ORIEL_SOURCE_SETTINGS_H */
