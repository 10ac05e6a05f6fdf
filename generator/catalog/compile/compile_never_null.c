/*
 * compile_never_null OUTPUT DATA SYMBOLS
 *
 * Turns the list of functions that never give NULL into a C table; run by the build.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/compile/table_file.h"

/* One rule's letter: always, for input, or not known. */
static char rule_letter(const table_file *table, int line, const char *rule) {
    if (strcmp(rule, "always") == 0) {
        return 'a';
    }
    if (strcmp(rule, "input") == 0) {
        return 'i';
    }
    if (strcmp(rule, "row") == 0) {
        return 'r';
    }
    if (strcmp(rule, "columns") == 0) {
        return 'c';
    }
    static const char *const others[] = {"elements", "field", "text"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(rule, others[i]) == 0) {
            return rule[0];
        }
    }
    table_file_fail(table->path, line, "rule \"%s\" is not always, input, row or columns", rule);
}

static void write_row(const table_file *table, int row, unsigned long *previous, FILE *out) {
    const table_row *r = &table->rows[row];
    int oid_column = table_file_column(table, "oid");
    int rule_column = table_file_column(table, "rule");
    int columns_column = table_file_column(table, "columns");
    unsigned long oid = strtoul(r->cells[oid_column], NULL, 10);
    if (oid <= *previous) {
        table_file_fail(table->path, r->line, "not sorted by oid");
    }
    *previous = oid;
    const char *columns = r->cells[columns_column] == NULL ? "" : r->cells[columns_column];
    if (strspn(columns, "ain") != strlen(columns)) {
        table_file_fail(table->path, r->line, "columns are letters a, i and n");
    }
    fprintf(out, "    {%lu, '%c', \"%s\"},\n", oid,
            rule_letter(table, r->line, r->cells[rule_column]), columns);
}

static void write_symbols(const char *path, FILE *out) {
    const table_file *table = table_file_read(path);
    if (table == NULL || table->row_count == 0 || table_file_column(table, "symbol") != 0 ||
        table_file_column(table, "rule") != 1) {
        table_file_fail(path, 1, "the columns symbol and rule are needed");
    }
    fputs("\nconst never_null_symbol never_null_symbols[] = {\n", out);
    for (int row = 0; row < table->row_count; row++) {
        const table_row *r = &table->rows[row];
        if (row > 0 && strcmp(table->rows[row - 1].cells[0], r->cells[0]) >= 0) {
            table_file_fail(path, r->line, "not sorted by symbol");
        }
        fprintf(out, "    {\"%s\", '%c'},\n", r->cells[0],
                rule_letter(table, r->line, r->cells[1]));
    }
    fprintf(out, "};\nconst int never_null_symbol_count = %d;\n", table->row_count);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: %s OUTPUT DATA SYMBOLS\n", argv[0]);
        return 2;
    }
    const table_file *table = table_file_read(argv[2]);
    if (table == NULL || table->row_count == 0 || table_file_column(table, "oid") < 0 ||
        table_file_column(table, "rule") < 0 || table_file_column(table, "columns") < 0) {
        table_file_fail(argv[2], 1, "the columns oid, rule and columns are needed");
    }
    FILE *out = fopen(argv[1], "w");
    if (out == NULL) {
        perror(argv[1]);
        return 3;
    }
    fputs("/* Made by compile_never_null; changes are lost. */\n"
          "#include \"catalog/never_null_entry.h\"\n\n"
          "const never_null_entry never_null_entries[] = {\n",
          out);
    unsigned long previous = 0;
    for (int row = 0; row < table->row_count; row++) {
        write_row(table, row, &previous, out);
    }
    fprintf(out, "};\nconst int never_null_entry_count = %d;\n", table->row_count);
    write_symbols(argv[3], out);
    if (ferror(out) || fclose(out) != 0) {
        perror(argv[1]);
        return 3;
    }
    return 0;
}
