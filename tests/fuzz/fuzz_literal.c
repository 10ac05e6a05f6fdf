#define _POSIX_C_SOURCE 200809L /* strtok_r */

/* Constants through the input functions of types: lines "types NAME..." choose the types, lines
 * "= CONSTANT" are given to each of them.  Lines before the first "types" choose theirs by their
 * own length. */

#include "fuzz.h"

#include <string.h>

#include "analyze/literal.h"
#include "catalog/search_path.h"

typedef struct checking {
    arena *arena;
    catalog *catalog;
    const pg_type *types[8];
    int count;
} checking;

static void check(const checking *c, const pg_type *type, const char *constant) {
    analysis an = {
        .catalog = c->catalog, .arena = c->arena, .diagnostics = diagnostics_new(c->arena)};
    (void)literal_check(&an, type->oid, -1, constant, 0);
}

static void check_line(const checking *c, const char *constant) {
    for (int i = 0; i < c->count; i++) {
        check(c, c->types[i], constant);
    }
    if (c->count == 0) {
        size_t skipped = strlen(constant) * 31 % 500;
        catalog_scan scan = catalog_scan_all(c->catalog, CLASS_TYPE);
        const pg_type *type = catalog_next(&scan);
        while (skipped-- > 0 && type != NULL) {
            type = catalog_next(&scan);
        }
        if (type != NULL) {
            check(c, type, constant);
        }
    }
}

static void choose(checking *c, char *names) {
    c->count = 0;
    for (char *save = NULL, *name = strtok_r(names, " ", &save); name != NULL && c->count < 8;
         name = strtok_r(NULL, " ", &save)) {
        const pg_type *type = search_path_type(c->catalog, NULL, name);
        if (type != NULL) {
            c->types[c->count++] = type;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    checking c = {.arena = arena_new(NULL)};
    const source_file *file =
        source_file_of_text(c.arena, "a", (const char *)data, size, diagnostics_new(c.arena));
    c.catalog = catalog_new(c.arena, snapshot_of_version(15));
    for (int line = 1; file != NULL && line <= file->line_count; line++) {
        size_t length = 0;
        const char *start = source_file_line(file, line, &length);
        char *text = arena_strndup(c.arena, start, length);
        if (strncmp(text, "types ", 6) == 0) {
            choose(&c, text + 6);
        } else if (strncmp(text, "= ", 2) == 0) {
            check_line(&c, text + 2);
        }
    }
    arena_free(c.arena);
    return 0;
}
