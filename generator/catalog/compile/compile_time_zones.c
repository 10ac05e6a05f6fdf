/*
 * compile_time_zones OUTPUT ZONES ABBREVIATIONS
 *
 * Turns the lists of time zones and their abbreviations into C tables; run by the build.
 */

#include <stdio.h>
#include <string.h>

#include "catalog/compile/table_file.h"

static void write_table(FILE *out, const char *path, const char *name, const char *flag) {
    const table_file *table = table_file_read(path);
    int name_column = table ? table_file_column(table, "name") : -1;
    int flag_column = table ? table_file_column(table, flag) : -1;
    if (name_column < 0 || flag_column < 0 || table->row_count == 0) {
        table_file_fail(path, 1, "the columns name and %s are needed", flag);
    }
    fprintf(out, "\nconst time_zone_entry %s[] = {\n", name);
    const char *previous = "";
    for (int i = 0; i < table->row_count; i++) {
        const table_row *row = &table->rows[i];
        const char *zone = row->cells[name_column];
        if (strcmp(previous, zone) >= 0) {
            table_file_fail(path, row->line, "not sorted by name");
        }
        previous = zone;
        fprintf(out, "    {\"%s\", %d},\n", zone, row->cells[flag_column][0] == 't');
    }
    fprintf(out, "};\nconst int %s_count = %d;\n", name, table->row_count);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: %s OUTPUT ZONES ABBREVIATIONS\n", argv[0]);
        return 2;
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        perror(argv[1]);
        return 3;
    }
    fputs("/* Made by compile_time_zones; changes are lost. */\n"
          "#include \"catalog/time_zone_entry.h\"\n",
          out);
    write_table(out, argv[2], "time_zone_entries", "fixed");
    write_table(out, argv[3], "time_zone_abbreviations", "standard");
    if (ferror(out) || fclose(out) != 0) {
        perror(argv[1]);
        return 3;
    }
    return 0;
}
