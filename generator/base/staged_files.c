#define _GNU_SOURCE /* sync_file_range */
#include "base/staged_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const file_problem no_problem = {NULL, NULL};

file_problem file_problem_of_errno(arena *a, const char *path, const char *what) {
    return (file_problem){path, arena_printf(a, "%s: %s", what, strerror(errno))};
}

/* --- Directories ----------------------------------------------------------------------------- */

file_problem staged_files_make_directory(arena *a, const char *directory) {
    char *path = arena_strdup(a, directory);
    for (char *slash = path + 1; *path != '\0' && *slash != '\0'; slash++) {
        if (*slash != '/') {
            continue;
        }
        *slash = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST) {
            return file_problem_of_errno(a, directory, "could not create the directory");
        }
        *slash = '/';
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return file_problem_of_errno(a, directory, "could not create the directory");
    }
    return no_problem;
}

static const char *directory_of(arena *a, const char *path) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return ".";
    }
    return slash == path ? "/" : arena_strndup(a, path, (size_t)(slash - path));
}

/* --- Under another name ---------------------------------------------------------------------- */

static void discard(staged_files *files) {
    int error = errno;
    for (int i = 0; i < files->count; i++) {
        unlink(files->items[i].temporary);
    }
    files->count = 0;
    errno = error;
}

static file_problem discard_for(arena *a, staged_files *files, const char *path, const char *what) {
    discard(files);
    return file_problem_of_errno(a, path, what);
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
    return true;
}

/* What is on its way to the disk already is soon there when it is waited for. */
static void start_writing_back(int descriptor) {
#ifdef SYNC_FILE_RANGE_WRITE
    (void)sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)descriptor;
#endif
}

file_problem staged_files_add(arena *a, staged_files *files, const char *path,
                              const char *content) {
    const char *temporary = arena_printf(a, "%s.%ld.tmp", path, (long)getpid());
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    if (descriptor < 0) {
        return discard_for(a, files, path, "could not create");
    }
    *LIST_PUSH(a, files) = (staged_file){.path = path, .temporary = temporary};
    bool written = write_all(descriptor, content);
    int error = errno;
    start_writing_back(descriptor);
    if (close(descriptor) != 0 && written) {
        written = false;
        error = errno;
    }
    errno = error;
    return written ? no_problem : discard_for(a, files, path, "could not write");
}

/* --- Into place ------------------------------------------------------------------------------ */

/* Some file systems and devices have no such thing. */
static bool flush(const char *path) {
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0) {
        return false;
    }
    bool flushed = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
    int error = errno;
    close(descriptor);
    errno = error;
    return flushed;
}

static file_problem flush_all(arena *a, staged_files *files) {
    for (int i = 0; i < files->count; i++) {
        if (!flush(files->items[i].temporary)) {
            return discard_for(a, files, files->items[i].path, "could not write");
        }
    }
    return no_problem;
}

/* Each directory once, where files of one stand together. */
static file_problem flush_directories(arena *a, const staged_files *files) {
    const char *last = "";
    for (int i = 0; i < files->count; i++) {
        const char *directory = directory_of(a, files->items[i].path);
        if (strcmp(directory, last) != 0 && !flush(directory)) {
            return file_problem_of_errno(a, directory, "could not write");
        }
        last = directory;
    }
    return no_problem;
}

file_problem staged_files_replace(arena *a, staged_files *files) {
    file_problem result = flush_all(a, files);
    for (int i = 0; i < files->count; i++) {
        if (rename(files->items[i].temporary, files->items[i].path) != 0) {
            return discard_for(a, files, files->items[i].path, "could not replace");
        }
    }
    return result.message != NULL ? result : flush_directories(a, files);
}

/* A link, unlike a rename, never replaces a file; some file systems have none. */
static bool create(const staged_file *file) {
    if (link(file->temporary, file->path) == 0) {
        unlink(file->temporary);
        return true;
    }
    bool no_links = errno == EPERM || errno == ENOSYS || errno == ENOTSUP || errno == EMLINK;
    if (no_links && access(file->path, F_OK) == 0) {
        errno = EEXIST;
        return false;
    }
    return no_links && rename(file->temporary, file->path) == 0;
}

file_problem staged_files_create(arena *a, staged_files *files) {
    file_problem result = flush_all(a, files);
    int created = 0;
    while (created < files->count && create(&files->items[created])) {
        created++;
    }
    if (created < files->count) {
        result = file_problem_of_errno(a, files->items[created].path, "could not create");
        for (int i = 0; i < created; i++) {
            unlink(files->items[i].path);
        }
        discard(files);
    }
    return result.message != NULL ? result : flush_directories(a, files);
}
