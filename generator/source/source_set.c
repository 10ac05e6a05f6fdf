#include "source/source_set.h"

#include "source/directory.h"
#include "source/source_file.h"

source_set *source_set_new(arena *a) {
    source_set *set = ARENA_NEW(a, source_set);
    set->arena = a;
    return set;
}

static bool has_migration(const file_names *names) {
    for (int i = 0; i < names->count; i++) {
        if (migration_pairs_is_name(names->items[i])) {
            return true;
        }
    }
    return false;
}

static void add_migrations(source_set *set, const char *directory, const file_names *names,
                           diagnostics *d) {
    const migration_pairs *pairs = migration_pairs_of_names(set->arena, directory, names, d);
    (void)migration_pairs_require_one_head(set->arena, pairs, d);
    for (int i = 0; i < pairs->count; i++) {
        if (pairs->items[i].up_path != NULL) {
            source_entry *entry = LIST_PUSH(set->arena, set);
            entry->path = pairs->items[i].up_path;
            entry->migration = &pairs->items[i];
        }
    }
}

static void add_plain_files(source_set *set, const char *directory, const file_names *names) {
    int group = ++set->group_count;
    for (int i = 0; i < names->count; i++) {
        source_entry *entry = LIST_PUSH(set->arena, set);
        entry->path = directory_path(set->arena, directory, names->items[i]);
        entry->group = group;
    }
}

static void add_directory(source_set *set, const char *directory, diagnostics *d,
                          bool *unreadable) {
    file_names names = {0};
    if (!directory_sql_files(set->arena, directory, &names, d)) {
        *unreadable = true;
        return;
    }
    if (names.count == 0) {
        diagnostics_add(d, DIAGNOSTIC_WARNING, NULL, source_file_unread(set->arena, directory),
                        "directory has no .sql files");
    } else if (has_migration(&names)) {
        add_migrations(set, directory, &names, d);
    } else {
        add_plain_files(set, directory, &names);
    }
}

void source_set_add(source_set *set, const char *path, diagnostics *d, bool *unreadable) {
    if (directory_is(path)) {
        add_directory(set, path, d, unreadable);
        return;
    }
    source_entry *entry = LIST_PUSH(set->arena, set);
    entry->path = arena_strdup(set->arena, path);
}
