#include "source/directory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "source/source_file.h"

bool directory_is(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

const char *directory_path(arena *a, const char *directory, const char *name) {
    size_t length = strlen(directory);
    bool has_slash = length > 0 && directory[length - 1] == '/';
    return arena_printf(a, "%s%s%s", directory, has_slash ? "" : "/", name);
}

static bool directory_wants(arena *a, const char *directory, const char *name,
                            const char *ending) {
    size_t length = strlen(name), tail = strlen(ending);
    return name[0] != '.' && length > tail && strcmp(name + length - tail, ending) == 0 &&
           !directory_is(directory_path(a, directory, name));
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool directory_fail(arena *a, const char *directory, diagnostics *d) {
    diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, source_file_unread(a, directory),
                    "could not read directory: %s", strerror(errno));
    return false;
}

bool directory_sql_files(arena *a, const char *directory, file_names *names, diagnostics *d) {
    return directory_files(a, directory, ".sql", names, d);
}

bool directory_files(arena *a, const char *directory, const char *ending, file_names *names,
                     diagnostics *d) {
    DIR *stream = opendir(directory);
    if (stream == NULL) {
        return directory_fail(a, directory, d);
    }
    const struct dirent *entry;
    while (errno = 0, (entry = readdir(stream)) != NULL) {
        if (directory_wants(a, directory, entry->d_name, ending)) {
            *LIST_PUSH(a, names) = arena_strdup(a, entry->d_name);
        }
    }
    bool read_all = errno == 0 || directory_fail(a, directory, d);
    (void)closedir(stream);
    if (names->count > 1) {
        qsort(names->items, (size_t)names->count, sizeof *names->items, compare_names);
    }
    return read_all;
}
