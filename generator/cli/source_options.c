#include "cli/source_options.h"

#include <errno.h>
#include <stdlib.h>

#include "analyze/null_override.h"
#include "base/text.h"
#include "catalog/snapshot.h"
#include "replay/snapshots.h"
#include "replay/source_group.h"
#include "revise/revision.h"
#include "source/directory.h"
#include "replay/declared_function.h"
#include "source/source_file.h"

enum { KEY_CONFIG = 0x7101, KEY_PG_VERSION };

static const struct argp_option options_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, "Read settings from FILE instead of oriel.ini", 0},
    {"pg-version", KEY_PG_VERSION, "N", 0,
     "Analyse for major version N of PostgreSQL (default: of oriel.ini, or else 15)", 0},
    {0},
};

static const char *supported_versions(arena *a) {
    text list = text_new(a);
    for (const int *version = snapshot_versions(); *version != 0; version++) {
        text_printf(&list, "%s%d", list.length > 0 ? ", " : "", *version);
    }
    return text_string(&list);
}

static error_t parse_pg_version(source_options *o, const char *argument, struct argp_state *state) {
    char *end = NULL;
    errno = 0;
    long version = strtol(argument, &end, 10);
    bool is_number = end != argument && *end == '\0' && errno == 0 && version > 0 && version < 1000;
    if (!is_number || snapshot_of_version((int)version) == NULL) {
        argp_error(state, "PostgreSQL version %s is not supported; choose one of: %s", argument,
                   supported_versions(o->context->arena));
        return EINVAL;
    }
    o->pg_version = (int)version;
    return 0;
}

static error_t parse_source_option(int key, char *argument, struct argp_state *state) {
    source_options *o = state->input;
    switch (key) {
    case KEY_CONFIG:
        o->config = argument;
        return 0;
    case KEY_PG_VERSION:
        return parse_pg_version(o, argument, state);
    case ARGP_KEY_ARG:
        *LIST_PUSH(o->context->arena, &o->sources) = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp source_options_argp = {.options = options_list, .parser = parse_source_option};

const settings *source_options_settings(source_options *options, exit_status *status) {
    arena *a = options->context->arena;
    diagnostics *d = options->context->diagnostics;
    bool unreadable = false;
    const settings *read = settings_read(a, options->config, d, &unreadable);
    if (read == NULL) {
        *status = unreadable ? EXIT_STATUS_INPUT_OUTPUT : EXIT_STATUS_INPUT_WRONG;
        return NULL;
    }
    settings *s = arena_copy(a, read, sizeof *read);
    if (options->pg_version != 0) {
        s->pg_version = options->pg_version;
    }
    if (snapshot_of_version(s->pg_version) == NULL) {
        diagnostic *added =
            diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, s->pg_version_at,
                            "PostgreSQL version %d is not supported", s->pg_version);
        added->hint = arena_printf(a, "Supported versions are: %s.", supported_versions(a));
        *status = EXIT_STATUS_INPUT_WRONG;
        return NULL;
    }
    return s;
}

/* The migrations, where there are any yet, and the view files. */
static void add_project(source_set *set, const settings *s, diagnostics *d, bool *unreadable) {
    if (s->migrations != NULL && (s->views == NULL || directory_is(s->migrations))) {
        source_set_add(set, s->migrations, d, unreadable);
    }
    if (s->views != NULL && (s->migrations == NULL || directory_is(s->views))) {
        source_set_add(set, s->views, d, unreadable);
    }
}

const source_set *source_options_set(source_options *options, const settings *s,
                                     exit_status *status) {
    diagnostics *d = options->context->diagnostics;
    source_set *set = source_set_new(options->context->arena);
    bool unreadable = false;
    for (int i = 0; i < options->sources.count; i++) {
        source_set_add(set, options->sources.items[i], d, &unreadable);
    }
    if (options->sources.count == 0) {
        if (s->migrations == NULL && s->views == NULL) {
            diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, (position){0}, "no SQL to read")->hint =
                "Name SQL files or directories, or set migrations or views in oriel.ini.";
            *status = EXIT_STATUS_USAGE_WRONG;
            return NULL;
        }
        add_project(set, s, d, &unreadable);
    }
    *status = EXIT_STATUS_INPUT_OUTPUT;
    return unreadable ? NULL : set;
}

/* As they were named; files of one directory in the order in which they can be applied.  NULL when
 * the user's snapshots are wrong. */
static replay *replay_files(const source_options *options, const settings *s, const source_set *set,
                            const source_file *const *files) {
    replay *r = replay_new(options->context->arena, s->pg_version, options->context->diagnostics);
    bool unreadable = false;
    if (!snapshots_add(r, s->snapshots, &unreadable)) {
        return NULL;
    }
    for (int i = 0; i < set->count;) {
        int end = i + 1;
        while (set->items[i].group != 0 && end < set->count &&
               set->items[end].group == set->items[i].group) {
            end++;
        }
        if (set->items[i].group != 0) {
            replay_source_group(r, files + i, end - i);
        } else if (files[i] != NULL) {
            replay_source(r, files[i]);
        }
        i = end;
    }
    return r;
}

/* The migrations, and the views as their files say, written as a migration or not. */
static replay *replay_project(const source_options *options, const settings *s,
                              const source_set *set, const source_file *const *files) {
    int migrations = 0;
    while (migrations < set->count && set->items[migrations].migration != NULL) {
        migrations++;
    }
    return revision_replay_views(&(revision_input){.arena = options->context->arena,
                                                   .pg_version = s->pg_version,
                                                   .snapshots = s->snapshots,
                                                   .diagnostics = options->context->diagnostics,
                                                   .migrations = files,
                                                   .migration_count = migrations,
                                                   .views = files + migrations,
                                                   .view_count = set->count - migrations});
}

replay *source_options_replay(source_options *options, exit_status *status) {
    arena *a = options->context->arena;
    diagnostics *d = options->context->diagnostics;
    const settings *s = source_options_settings(options, status);
    const source_set *set = s == NULL ? NULL : source_options_set(options, s, status);
    if (set == NULL) {
        return NULL;
    }
    const source_file **files = ARENA_ARRAY(a, const source_file *, set->count);
    bool unreadable = false;
    for (int i = 0; i < set->count; i++) {
        files[i] = source_file_read(a, set->items[i].path, d, &unreadable);
    }
    if (unreadable) {
        *status = EXIT_STATUS_INPUT_OUTPUT;
        return NULL;
    }
    *status = EXIT_STATUS_FINE;
    bool is_project =
        options->sources.count == 0 && set->count > 0 && set->items[0].migration != NULL;
    replay *r =
        is_project ? replay_project(options, s, set, files) : replay_files(options, s, set, files);
    if (r == NULL) {
        *status = EXIT_STATUS_INPUT_WRONG;
    } else {
        if (s->never_null != NULL) {
            declared_functions_apply(r, s->never_null, s->never_null_at);
        }
        null_override_check(replay_catalog(r), a, d);
    }
    return r;
}
