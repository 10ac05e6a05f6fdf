#include "source/migration_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "source/source_file.h"

#define UP_SUFFIX   ".up.sql"
#define DOWN_SUFFIX ".down.sql"

static bool ends_with(const char *name, const char *suffix) {
    size_t length = strlen(name), suffix_length = strlen(suffix);
    return length >= suffix_length && strcmp(name + length - suffix_length, suffix) == 0;
}

bool migration_pairs_is_name(const char *name) {
    return ends_with(name, UP_SUFFIX) || ends_with(name, DOWN_SUFFIX);
}

static void report(arena *a, const migration_pairs *pairs, const char *name, diagnostics *d,
                   const char *message, const char *hint) {
    const char *path = directory_path(a, pairs->directory, name);
    diagnostic *added =
        diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, source_file_unread(a, path), "%s", message);
    added->hint = hint;
}

/* Takes "0001_tables" apart.  False when it is not of that form. */
static bool parse_id(const char *id, migration_pair *pair) {
    int number = 0, digits = 0;
    while (id[digits] >= '0' && id[digits] <= '9') {
        if (digits == 9) {
            return false;
        }
        number = number * 10 + (id[digits] - '0');
        digits++;
    }
    if (digits == 0 || id[digits] != '_' || id[digits + 1] == '\0') {
        return false;
    }
    *pair = (migration_pair){.id = id, .slug = id + digits + 1, .number = number, .digits = digits};
    return true;
}

static migration_pair *find_or_add(arena *a, migration_pairs *pairs, const char *id) {
    for (int i = pairs->count - 1; i >= 0; i--) {
        if (strcmp(pairs->items[i].id, id) == 0) {
            return &pairs->items[i];
        }
    }
    migration_pair pair;
    if (!parse_id(id, &pair)) {
        return NULL;
    }
    migration_pair *added = LIST_PUSH(a, pairs);
    *added = pair;
    return added;
}

static void add_name(arena *a, migration_pairs *pairs, const char *name, diagnostics *d) {
    bool up = ends_with(name, UP_SUFFIX);
    if (!up && !ends_with(name, DOWN_SUFFIX)) {
        report(a, pairs, name, d, "file is neither an up nor a down migration",
               "Migrations are named NNNN_slug.up.sql and NNNN_slug.down.sql; keep other SQL files "
               "in another directory.");
        return;
    }
    size_t suffix_length = strlen(up ? UP_SUFFIX : DOWN_SUFFIX);
    const char *id = arena_strndup(a, name, strlen(name) - suffix_length);
    migration_pair *pair = find_or_add(a, pairs, id);
    if (pair == NULL) {
        report(a, pairs, name, d, "migration's name does not begin with a number and a slug",
               "Migrations are named NNNN_slug.up.sql and NNNN_slug.down.sql, NNNN of at most nine "
               "digits.");
        return;
    }
    *(up ? &pair->up_path : &pair->down_path) = directory_path(a, pairs->directory, name);
}

static void report_unpaired(arena *a, const migration_pairs *pairs, diagnostics *d) {
    for (int i = 0; i < pairs->count; i++) {
        const migration_pair *p = &pairs->items[i];
        if (p->up_path == NULL || p->down_path == NULL) {
            const char *there = p->up_path == NULL ? DOWN_SUFFIX : UP_SUFFIX;
            const char *missing = p->up_path == NULL ? UP_SUFFIX : DOWN_SUFFIX;
            report(a, pairs, arena_printf(a, "%s%s", p->id, there), d,
                   arena_printf(a, "migration has no %s%s", p->id, missing), NULL);
        }
    }
}

static int compare_pairs(const void *left, const void *right) {
    const migration_pair *a = left, *b = right;
    if (a->number != b->number) {
        return a->number < b->number ? -1 : 1;
    }
    int slugs = strcmp(a->slug, b->slug);
    return slugs != 0 ? slugs : strcmp(a->id, b->id);
}

const migration_pairs *migration_pairs_of_names(arena *a, const char *directory,
                                                const file_names *names, diagnostics *d) {
    migration_pairs *pairs = ARENA_NEW(a, migration_pairs);
    pairs->directory = arena_strdup(a, directory);
    for (int i = 0; i < names->count; i++) {
        add_name(a, pairs, names->items[i], d);
    }
    if (pairs->count > 1) {
        qsort(pairs->items, (size_t)pairs->count, sizeof *pairs->items, compare_pairs);
    }
    report_unpaired(a, pairs, d);
    return pairs;
}

const migration_pairs *migration_pairs_read(arena *a, const char *directory, diagnostics *d) {
    file_names names = {0};
    if (!directory_sql_files(a, directory, &names, d)) {
        return NULL;
    }
    return migration_pairs_of_names(a, directory, &names, d);
}

bool migration_pairs_require_one_head(arena *a, const migration_pairs *pairs, diagnostics *d) {
    bool one = true;
    for (int i = 1; i < pairs->count; i++) {
        const migration_pair *before = &pairs->items[i - 1], *pair = &pairs->items[i];
        if (before->number == pair->number) {
            const char *path = pair->up_path != NULL ? pair->up_path : pair->down_path;
            diagnostic *added =
                diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, source_file_unread(a, path),
                                "migration has the same number as %s", before->id);
            added->hint = "\"oriel merge\" renumbers one of them.";
            one = false;
        }
    }
    return one;
}
