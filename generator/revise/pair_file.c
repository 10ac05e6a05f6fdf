#include "revise/pair_file.h"

#include "base/text.h"

enum { MAX_SLUG = 60, MIN_DIGITS = 4 };

/* ---- names ----------------------------------------------------------------------------------- */

const char *pair_file_slug(arena *a, const char *title) {
    text slug = text_new(a);
    bool gap = false;
    for (const char *p = title; *p != '\0' && slug.length < MAX_SLUG; p++) {
        char c = *p;
        if (c >= 'A' && c <= 'Z') {
            c = (char)(c - 'A' + 'a');
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && slug.length > 0) {
                text_add_char(&slug, '_');
            }
            text_add_char(&slug, c);
        }
        gap = !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
    return text_string(&slug);
}

pair_file pair_file_next(arena *a, const char *directory, const migration_pairs *pairs,
                         const char *slug) {
    int number = 0, digits = MIN_DIGITS;
    for (int i = 0; pairs != NULL && i < pairs->count; i++) {
        const migration_pair *pair = &pairs->items[i];
        number = pair->number > number ? pair->number : number;
        digits = pair->digits > digits ? pair->digits : digits;
    }
    pair_file next = {.id = arena_printf(a, "%0*d_%s", digits, number + 1, slug)};
    next.up_path = directory_path(a, directory, arena_printf(a, "%s.up.sql", next.id));
    next.down_path = directory_path(a, directory, arena_printf(a, "%s.down.sql", next.id));
    return next;
}

/* ---- writing --------------------------------------------------------------------------------- */

file_problem pair_file_create(arena *a, const char *path, const char *content) {
    staged_files files = {0};
    file_problem result = staged_files_add(a, &files, path, content);
    return result.message != NULL ? result : staged_files_create(a, &files);
}

file_problem pair_file_write(arena *a, const char *directory, const pair_file *pair, const char *up,
                             const char *down) {
    staged_files files = {0};
    file_problem result = staged_files_make_directory(a, directory);
    if (result.message == NULL) {
        result = staged_files_add(a, &files, pair->down_path, down);
    }
    if (result.message == NULL) {
        result = staged_files_add(a, &files, pair->up_path, up);
    }
    return result.message != NULL ? result : staged_files_create(a, &files);
}
