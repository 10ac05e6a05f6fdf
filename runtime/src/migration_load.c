#define _POSIX_C_SOURCE 200809L

#include "oriel/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "sha256.h"

/* More digits than this could not be told from an overflow in every database and script. */
enum { LONGEST_NUMBER = 18 };

/* What one file name says; slug points into the name. */
typedef struct migration_name {
    int64_t id;
    const char *slug;
    size_t slug_length;
    bool is_up;
} migration_name;

/* The growing set; a migration has one NULL text until its second file was seen. */
typedef struct migration_loader {
    const char *directory;
    oriel_migration *items;
    size_t count, capacity;
    oriel_error *err;
} migration_loader;

/* ---- names ----------------------------------------------------------------------------------- */

static bool ends_with(const char *name, size_t length, const char *suffix) {
    size_t size = strlen(suffix);
    return length > size && strcmp(name + length - size, suffix) == 0;
}

/* NNNN_slug.up.sql or NNNN_slug.down.sql; false for names that are none of our business. */
static bool read_name(const char *name, migration_name *found) {
    size_t length = strlen(name);
    size_t digits = strspn(name, "0123456789");
    found->is_up = ends_with(name, length, ".up.sql");
    if (!found->is_up && !ends_with(name, length, ".down.sql")) {
        return false;
    }
    size_t suffix = found->is_up ? strlen(".up.sql") : strlen(".down.sql");
    if (digits == 0 || name[digits] != '_' || length <= digits + 1 + suffix) {
        return false;
    }
    found->slug = name + digits + 1;
    found->slug_length = length - digits - 1 - suffix;
    found->id = digits > LONGEST_NUMBER ? 0 : strtoll(name, NULL, 10);
    return true;
}

/* ---- files ----------------------------------------------------------------------------------- */

static char *join_path(const char *directory, const char *name) {
    size_t length = strlen(directory);
    const char *slash = length > 0 && directory[length - 1] == '/' ? "" : "/";
    size_t size = length + strlen(slash) + strlen(name) + 1;
    char *path = malloc(size);
    if (path) {
        snprintf(path, size, "%s%s%s", directory, slash, name);
    }
    return path;
}

/* Grows the text until the file ends; the caller frees it also after a failure. */
static oriel_status read_stream(FILE *stream, const char *path, char **text, oriel_error *err) {
    size_t size = 0, capacity = 0;
    for (;;) {
        if (capacity - size < 2) {
            capacity = capacity == 0 ? 4096 : capacity * 2;
            char *grown = realloc(*text, capacity);
            if (!grown) {
                return orl_error_memory(err);
            }
            *text = grown;
        }
        size_t got = fread(*text + size, 1, capacity - size - 1, stream);
        size += got;
        if (got == 0) {
            break;
        }
    }
    (*text)[size] = '\0';
    if (ferror(stream)) {
        return orl_error_set(err, ORIEL_IO, "could not read \"%s\": %s", path, strerror(errno));
    }
    if (memchr(*text, '\0', size)) {
        orl_error_set(err, ORIEL_MIGRATION, "the file contains a NUL byte");
        orl_error_hint(err, "Write migrations in UTF-8.");
        orl_error_place(err, path, 0, 0);
        return ORIEL_MIGRATION;
    }
    return ORIEL_OK;
}

static oriel_status read_text(const char *path, char **text, oriel_error *err) {
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        return orl_error_set(err, ORIEL_IO, "could not open \"%s\": %s", path, strerror(errno));
    }
    oriel_status status = read_stream(stream, path, text, err);
    fclose(stream);
    if (status != ORIEL_OK) {
        free(*text);
        *text = NULL;
    }
    return status;
}

/* ---- the set --------------------------------------------------------------------------------- */

static void free_items(oriel_migration *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        free((char *)items[i].slug);
        free((char *)items[i].up);
        free((char *)items[i].down);
        free((char *)items[i].up_file);
        free((char *)items[i].down_file);
    }
    free(items);
}

static oriel_migration *find_item(migration_loader *loader, const migration_name *name) {
    for (size_t i = loader->count; i-- > 0;) {
        oriel_migration *item = &loader->items[i];
        if (item->id == name->id && strlen(item->slug) == name->slug_length &&
            memcmp(item->slug, name->slug, name->slug_length) == 0) {
            return item;
        }
    }
    return NULL;
}

static oriel_migration *add_item(migration_loader *loader, const migration_name *name) {
    if (loader->count == loader->capacity) {
        size_t capacity = loader->capacity == 0 ? 32 : loader->capacity * 2;
        oriel_migration *grown = realloc(loader->items, capacity * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        loader->items = grown;
        loader->capacity = capacity;
    }
    char *slug = strndup(name->slug, name->slug_length);
    if (!slug) {
        return NULL;
    }
    oriel_migration *item = &loader->items[loader->count++];
    *item = (oriel_migration){.id = name->id, .slug = slug};
    return item;
}

static oriel_status add_file(migration_loader *loader, const char *file_name,
                             const migration_name *name) {
    oriel_error *err = loader->err;
    char *path = join_path(loader->directory, file_name);
    char *text = NULL;
    oriel_status status = path ? ORIEL_OK : orl_error_memory(err);
    oriel_migration *item = NULL;
    if (status == ORIEL_OK && name->id == 0) {
        status = orl_error_set(err, ORIEL_MIGRATION,
                               "\"%s\": numbers of migrations go from 1 to %d digits", path,
                               LONGEST_NUMBER);
    }
    if (status == ORIEL_OK) {
        status = read_text(path, &text, err);
    }
    if (status == ORIEL_OK) {
        item = find_item(loader, name);
        item = item ? item : add_item(loader, name);
        status = item ? ORIEL_OK : orl_error_memory(err);
    }
    if (status == ORIEL_OK && (name->is_up ? item->up : item->down)) {
        /* 1_a and 01_a: the same number and name in two spellings */
        status = orl_error_set(err, ORIEL_MIGRATION, "\"%s\" and \"%s\" are the same migration",
                               name->is_up ? item->up_file : item->down_file, path);
    }
    if (status != ORIEL_OK) {
        free(path);
        free(text);
        return status;
    }
    *(name->is_up ? &item->up : &item->down) = text;
    *(name->is_up ? &item->up_file : &item->down_file) = path;
    return ORIEL_OK;
}

static oriel_status read_directory(migration_loader *loader) {
    oriel_status status = ORIEL_OK;
    DIR *directory = opendir(loader->directory);
    if (!directory) {
        return orl_error_set(loader->err, ORIEL_IO, "could not open the directory \"%s\": %s",
                             loader->directory, strerror(errno));
    }
    while (status == ORIEL_OK) {
        migration_name name;
        errno = 0;
        struct dirent *entry = readdir(directory);
        if (!entry) {
            break;
        }
        if (read_name(entry->d_name, &name)) {
            status = add_file(loader, entry->d_name, &name);
        }
    }
    if (status == ORIEL_OK && errno != 0) {
        status = orl_error_set(loader->err, ORIEL_IO, "could not read the directory \"%s\": %s",
                               loader->directory, strerror(errno));
    }
    closedir(directory);
    return status;
}

static oriel_status check_pairs(const migration_loader *loader) {
    for (size_t i = 0; i < loader->count; i++) {
        const oriel_migration *item = &loader->items[i];
        if (item->up && item->down) {
            continue;
        }
        const char *file = item->up ? item->up_file : item->down_file;
        orl_error_set(loader->err, ORIEL_MIGRATION, "\"%s\" has no %s file beside it", file,
                      item->up ? "\".down.sql\"" : "\".up.sql\"");
        orl_error_hint(loader->err, "A migration is a pair of files; one that cannot be undone "
                                    "says so with a statement that fails.");
        orl_error_place(loader->err, file, 0, 0);
        return ORIEL_MIGRATION;
    }
    return ORIEL_OK;
}

static int compare_items(const void *left, const void *right) {
    const oriel_migration *a = left, *b = right;
    if (a->id != b->id) {
        return a->id < b->id ? -1 : 1;
    }
    return strcmp(a->slug, b->slug);
}

oriel_status oriel_migrations_load(const char *directory, oriel_migration_set *set,
                                   oriel_error *err) {
    migration_loader loader = {.directory = directory, .err = err};
    orl_error_clear(err);
    memset(set, 0, sizeof *set);
    oriel_status status = read_directory(&loader);
    if (loader.count > 1) {
        qsort(loader.items, loader.count, sizeof *loader.items, compare_items);
    }
    if (status == ORIEL_OK) {
        status = check_pairs(&loader);
    }
    if (status != ORIEL_OK) {
        free_items(loader.items, loader.count);
        return status;
    }
    *set = (oriel_migration_set){loader.items, loader.count, loader.items};
    return ORIEL_OK;
}

void oriel_migrations_free(oriel_migration_set *set) {
    if (set->storage) {
        free_items(set->storage, set->count);
    }
    memset(set, 0, sizeof *set);
}

static bool shares_number(const oriel_migration_set *set, const oriel_migration *item) {
    for (size_t i = 0; i < set->count; i++) {
        if (&set->items[i] != item && set->items[i].id == item->id) {
            return true;
        }
    }
    return false;
}

size_t oriel_migrations_heads(const oriel_migration_set *set, const oriel_migration **heads,
                              size_t capacity) {
    const oriel_migration *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++) {
        const oriel_migration *item = &set->items[i];
        if (!last || item->id > last->id) {
            last = item;
        }
        if (shares_number(set, item)) {
            if (count < capacity) {
                heads[count] = item;
            }
            count++;
        }
    }
    if (count == 0 && last) {
        if (capacity > 0) {
            heads[0] = last;
        }
        count = 1;
    }
    return count;
}

void oriel_migration_checksum(const oriel_migration *migration, char checksum[65]) {
    orl_sha256_hex(migration->up, strlen(migration->up), checksum);
}
