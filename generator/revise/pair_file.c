#include "revise/pair_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum { MAX_SLUG = 60, MIN_DIGITS = 4 };

static const pair_problem no_problem = {NULL, NULL};

static pair_problem problem(arena *a, const char *path, const char *what) {
    return (pair_problem){path, arena_printf(a, "%s: %s", what, strerror(errno))};
}

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

pair_problem pair_file_make_directory(arena *a, const char *directory) {
    char *path = arena_strdup(a, directory);
    for (char *slash = path + 1; *path != '\0' && *slash != '\0'; slash++) {
        if (*slash != '/') {
            continue;
        }
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST) {
            return problem(a, directory, "could not create the directory");
        }
        *slash = '/';
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return problem(a, directory, "could not create the directory");
    }
    return no_problem;
}

static bool write_all(int descriptor, const char *content) {
    size_t left = strlen(content);
    while (left > 0) {
        ssize_t written = write(descriptor, content, left);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return false;
        }
        content += written;
        left -= (size_t)written;
    }
    return fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
}

static pair_problem write_temporary(arena *a, const char *path, const char *content,
                                    const char **temporary) {
    *temporary = arena_printf(a, "%s.%ld.tmp", path, (long)getpid());
    int descriptor = open(*temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (descriptor < 0) {
        *temporary = NULL;
        return problem(a, path, "could not create");
    }
    bool written = write_all(descriptor, content);
    int error = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        error = errno;
    }
    errno = error;
    return written ? no_problem : problem(a, path, "could not write");
}

/* A link, unlike a rename, never replaces a file; some file systems have none. */
static pair_problem put_in_place(arena *a, const char *temporary, const char *path) {
    if (link(temporary, path) == 0) {
        return no_problem;
    }
    bool no_links = errno == EPERM || errno == ENOSYS || errno == ENOTSUP || errno == EMLINK;
    if (no_links && access(path, F_OK) == 0) {
        errno = EEXIST;
    } else if (no_links && rename(temporary, path) == 0) {
        return no_problem;
    }
    return problem(a, path, "could not create");
}

pair_problem pair_file_create(arena *a, const char *path, const char *content) {
    const char *temporary = NULL;
    pair_problem result = write_temporary(a, path, content, &temporary);
    if (result.message == NULL) {
        result = put_in_place(a, temporary, path);
    }
    if (temporary != NULL) {
        unlink(temporary);
    }
    return result;
}

pair_problem pair_file_write(arena *a, const char *directory, const pair_file *pair, const char *up,
                             const char *down) {
    const char *up_temporary = NULL, *down_temporary = NULL;
    pair_problem result = pair_file_make_directory(a, directory);
    if (result.message == NULL) {
        result = write_temporary(a, pair->up_path, up, &up_temporary);
    }
    if (result.message == NULL) {
        result = write_temporary(a, pair->down_path, down, &down_temporary);
    }
    if (result.message == NULL) {
        result = put_in_place(a, down_temporary, pair->down_path);
    }
    if (result.message == NULL) {
        result = put_in_place(a, up_temporary, pair->up_path);
        if (result.message != NULL) {
            unlink(pair->down_path);
        }
    }
    if (up_temporary != NULL) {
        unlink(up_temporary);
    }
    if (down_temporary != NULL) {
        unlink(down_temporary);
    }
    return result;
}
