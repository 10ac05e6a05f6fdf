/*
 * compile_snapshot OUTPUT VERSION DIRECTORY     the objects of a server version
 * compile_snapshot OUTPUT VERSION DIRECTORY --extensions NAME...
 *                                               those of its extensions
 * compile_snapshot OUTPUT --versions VERSION... the list of versions
 *
 * Turns the data files that scripts/snapshot wrote into C tables; run by the build.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/compile/extension_table.h"
#include "catalog/compile/record_table.h"
#include "catalog/compile/table_file.h"

static void write_includes(FILE *out) {
    fputs("/* Made by compile_snapshot; changes are lost. */\n"
          "#include \"catalog/extension.h\"\n\n",
          out);
}

static void write_keywords(const char *directory, FILE *out) {
    char path[4096];
    snprintf(path, sizeof path, "%s/keyword.tsv", directory);
    const table_file *table = table_file_read(path);
    if (table == NULL || table->row_count == 0 || table->column_count != 2) {
        table_file_fail(path, 1, "no keywords");
    }
    fprintf(out, "static const snapshot_keyword keywords[%d] = {\n", table->row_count);
    for (int row = 0; row < table->row_count; row++) {
        const char *const *cells = table->rows[row].cells;
        if (row > 0 && strcmp(table->rows[row - 1].cells[0], cells[0]) >= 0) {
            table_file_fail(path, table->rows[row].line, "not sorted");
        }
        fprintf(out, "{\"%s\", '%s'},\n", cells[0], cells[1]);
    }
    fprintf(out, "};\n");
}

static void write_version(const char *version, const char *directory, FILE *out) {
    write_includes(out);
    record_source source = {.directory = directory, .prefix = "data", .has_orders = true};
    record_table_write_all(&source, out);
    write_keywords(directory, out);
    fprintf(out,
            "extern const extension *const extensions_%s[];\n"
            "extern const catalog_snapshot snapshot_%s;\n"
            "const catalog_snapshot snapshot_%s = {\n"
            "    .version = %s,\n"
            "    .tables = data_TABLES,\n"
            "    .casts = data_cast_by_types,\n"
            "    .keywords = keywords,\n"
            "    .keyword_count = sizeof keywords / sizeof keywords[0],\n"
            "    .extensions = extensions_%s,\n"
            "};\n",
            version, version, version, version, version);
}

static void write_versions(char **versions, int count, FILE *out) {
    write_includes(out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "extern const catalog_snapshot snapshot_%s;\n", versions[i]);
    }
    fputs("\nconst int *snapshot_versions(void) {\n    static const int versions[] = {", out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "%s, ", versions[i]);
    }
    fputs("0};\n    return versions;\n}\n\n"
          "const catalog_snapshot *snapshot_of_version(int version) {\n"
          "    switch (version) {\n",
          out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "    case %s:\n        return &snapshot_%s;\n", versions[i], versions[i]);
    }
    fputs("    default:\n        return NULL;\n    }\n}\n", out);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr,
                "usage: %s OUTPUT VERSION DIRECTORY [--extensions NAME...]\n"
                "       %s OUTPUT --versions VERSION...\n",
                argv[0], argv[0]);
        return 2;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        perror(argv[1]);
        return 3;
    }
    if (strcmp(argv[2], "--versions") == 0) {
        write_versions(argv + 3, argc - 3, out);
    } else if (argc > 4 && strcmp(argv[4], "--extensions") == 0) {
        write_includes(out);
        extension_table_write_all(argv[2], argv[3], (const char *const *)argv + 5, argc - 5, out);
    } else {
        write_version(argv[2], argv[3], out);
    }
    if (ferror(out) || fclose(out) != 0) {
        perror(argv[1]);
        return 3;
    }
    return 0;
}
