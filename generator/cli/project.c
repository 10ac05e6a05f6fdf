#include "cli/project.h"

#include "catalog/snapshot.h"
#include "source/directory.h"

enum { KEY_CONFIG = 0x7201, KEY_VIEWS, KEY_MIGRATIONS };

static const struct argp_option options_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, "Read settings from FILE instead of oriel.ini", 0},
    {"views", KEY_VIEWS, "DIR", 0, "Directory of the view files (default: oriel.ini's, else views)",
     0},
    {"migrations", KEY_MIGRATIONS, "DIR", 0,
     "Directory of the migrations (default: oriel.ini's, else migrations below the views)", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    project *p = state->input;
    switch (key) {
    case KEY_CONFIG:
        p->config = argument;
        return 0;
    case KEY_VIEWS:
        p->views = argument;
        return 0;
    case KEY_MIGRATIONS:
        p->migrations = argument;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp project_argp = {.options = options_list, .parser = parse_option};

static bool read_settings(project *p, exit_status *status) {
    diagnostics *d = p->context->diagnostics;
    bool unreadable = false;
    p->settings = settings_read(p->context->arena, p->config, d, &unreadable);
    *status = unreadable ? EXIT_STATUS_INPUT_OUTPUT : EXIT_STATUS_INPUT_WRONG;
    if (p->settings == NULL) {
        return false;
    }
    p->pg_version = p->settings->pg_version;
    if (snapshot_of_version(p->pg_version) == NULL) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, p->settings->pg_version_at,
                        "PostgreSQL version %d is not supported", p->pg_version);
        return false;
    }
    if (p->views == NULL) {
        p->views = p->settings->views != NULL ? p->settings->views : "views";
    }
    if (p->migrations == NULL) {
        p->migrations = p->settings->migrations != NULL
                            ? p->settings->migrations
                            : directory_path(p->context->arena, p->views, "migrations");
    }
    return true;
}

static bool read_pairs(project *p, bool *unreadable) {
    arena *a = p->context->arena;
    diagnostics *d = p->context->diagnostics;
    if (!directory_is(p->migrations)) {
        static const migration_pairs none;
        p->pairs = &none;
        return true;
    }
    int errors = d->error_count;
    p->pairs = migration_pairs_read(a, p->migrations, d);
    *unreadable = p->pairs == NULL;
    if (p->pairs == NULL || d->error_count > errors) {
        return false;
    }
    p->ups = ARENA_ARRAY(a, const source_file *, p->pairs->count + 1);
    p->downs = ARENA_ARRAY(a, const source_file *, p->pairs->count + 1);
    for (int i = 0; i < p->pairs->count; i++) {
        p->ups[i] = source_file_read(a, p->pairs->items[i].up_path, d, unreadable);
        p->downs[i] = source_file_read(a, p->pairs->items[i].down_path, d, unreadable);
    }
    return d->error_count == errors;
}

static bool read_views(project *p, bool *unreadable) {
    arena *a = p->context->arena;
    diagnostics *d = p->context->diagnostics;
    file_names names = {0};
    if (!directory_sql_files(a, p->views, &names, d)) {
        *unreadable = true;
        return false;
    }
    int errors = d->error_count;
    p->view_files = ARENA_ARRAY(a, const source_file *, names.count + 1);
    for (int i = 0; i < names.count; i++) {
        if (!migration_pairs_is_name(names.items[i])) {
            const char *path = directory_path(a, p->views, names.items[i]);
            p->view_files[p->view_count++] = source_file_read(a, path, d, unreadable);
        }
    }
    return d->error_count == errors;
}

bool project_read(project *p, exit_status *status) {
    bool unreadable = false;
    if (!read_settings(p, status)) {
        return false;
    }
    bool done = read_pairs(p, &unreadable);
    done = read_views(p, &unreadable) && done;
    *status = unreadable ? EXIT_STATUS_INPUT_OUTPUT
              : done     ? EXIT_STATUS_FINE
                         : EXIT_STATUS_INPUT_WRONG;
    return done;
}

revision_input project_revision(const project *p, const char *title) {
    return (revision_input){.arena = p->context->arena,
                            .pg_version = p->pg_version,
                            .snapshots = p->settings->snapshots,
                            .diagnostics = p->context->diagnostics,
                            .migrations = p->ups,
                            .migration_count = p->pairs->count,
                            .views = p->view_files,
                            .view_count = p->view_count,
                            .title = title};
}
