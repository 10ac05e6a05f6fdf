#include "emit/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/staged_files.h"

static const output_problem no_problem = {NULL, NULL, false};

static output_problem problem_of(file_problem p) {
    return (output_problem){p.path, p.message, false};
}

static output_problem problem(arena *a, const char *path, const char *what) {
    return problem_of(file_problem_of_errno(a, path, what));
}

/* --- Reading what is there ------------------------------------------------------------------- */

/* The file's bytes; NULL with errno when it cannot be read (ENOENT: it is not there). */
static char *read_existing(arena *a, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return NULL;
    }
    text content = text_new(a);
    char buffer[8192];
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, file)) > 0) {
        text_add_bytes(&content, buffer, count);
    }
    int error = ferror(file) ? errno : 0;
    fclose(file);
    if (error != 0) {
        errno = error;
        return NULL;
    }
    *length = content.length;
    return content.bytes == NULL ? arena_strdup(a, "") : content.bytes;
}

static bool is_same(const char *existing, size_t length, const char *content) {
    return existing != NULL && strlen(content) == length && memcmp(existing, content, length) == 0;
}

/* The banner is in the first comment; an empty file is nobody's work. */
static bool is_ours(const char *existing, size_t length) {
    const char *end = strstr(existing, "*/");
    const char *banner = strstr(existing, EMIT_BANNER);
    return length == 0 || (banner != NULL && (end == NULL || banner < end));
}

/* --- One file -------------------------------------------------------------------------------- */

/* Devices such as /dev/stdout cannot be replaced by renaming. */
static bool is_special(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static output_problem write_in_place(arena *a, const char *path, const char *content) {
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return problem(a, path, "could not open");
    }
    bool written = fputs(content, file) >= 0;
    int error = errno;
    if (fclose(file) != 0 && written) {
        written = false;
        error = errno;
    }
    errno = error;
    return written ? no_problem : problem(a, path, "could not write");
}

output_problem output_file_replace(arena *a, const char *path, const char *content) {
    if (is_special(path)) {
        return write_in_place(a, path, content);
    }
    staged_files files = {0};
    file_problem result = staged_files_add(a, &files, path, content);
    return problem_of(result.message != NULL ? result : staged_files_replace(a, &files));
}

/* --- All files ------------------------------------------------------------------------------- */

static const char *path_of(arena *a, const char *directory, const emitted_file *file) {
    return arena_printf(a, "%s/%s", directory, file->name);
}

/* Marks which files differ; a file that is not ours is a problem before anything is written. */
static output_problem compare_files(arena *a, const char *directory, const emitted_file_list *files,
                                    bool *differs) {
    for (int i = 0; i < files->count; i++) {
        const char *path = path_of(a, directory, &files->items[i]);
        size_t length = 0;
        char *existing = read_existing(a, path, &length);
        if (existing == NULL && errno != ENOENT) {
            return problem(a, path, "could not read");
        }
        if (existing != NULL && !is_ours(existing, length)) {
            return (output_problem){path, "was not written by oriel and is left as it is", false};
        }
        differs[i] = !is_same(existing, length, files->items[i].content);
    }
    return no_problem;
}

output_problem output_files_write(arena *a, const char *directory, const emitted_file_list *files) {
    output_problem result = problem_of(staged_files_make_directory(a, directory));
    bool *differs = ARENA_ARRAY(a, bool, files->count);
    staged_files staged = {0};
    if (result.message == NULL) {
        result = compare_files(a, directory, files, differs);
    }
    for (int i = 0; result.message == NULL && i < files->count; i++) {
        if (differs[i]) {
            result = problem_of(staged_files_add(
                a, &staged, path_of(a, directory, &files->items[i]), files->items[i].content));
        }
    }
    return result.message != NULL ? result : problem_of(staged_files_replace(a, &staged));
}

output_problem output_files_check(arena *a, const char *directory, const emitted_file_list *files) {
    bool *differs = ARENA_ARRAY(a, bool, files->count);
    output_problem result = compare_files(a, directory, files, differs);
    for (int i = 0; result.message == NULL && i < files->count; i++) {
        if (differs[i]) {
            result = (output_problem){path_of(a, directory, &files->items[i]),
                                      "is not what oriel generate would write", true};
        }
    }
    return result;
}
