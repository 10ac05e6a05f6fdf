#include "catalog/compile/table_file.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void table_file_fail(const char *path, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: error: ", path, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

void *table_file_allocate(size_t size) {
    void *memory = calloc(1, size > 0 ? size : 1);
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

void *table_file_extend(void *old, size_t size) {
    void *memory = realloc(old, size);
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(3);
    }
    return memory;
}

static char *read_all(FILE *file) {
    size_t capacity = 1 << 16, length = 0;
    char *bytes = table_file_allocate(capacity);
    for (;;) {
        length += fread(bytes + length, 1, capacity - length - 1, file);
        if (length < capacity - 1) {
            break;
        }
        capacity *= 2;
        bytes = table_file_extend(bytes, capacity);
    }
    bytes[length] = '\0';
    return bytes;
}

/* Takes COPY's escapes out of a cell, in place; NULL for \N. */
static const char *unescape(const table_file *table, int line, char *cell) {
    if (strcmp(cell, "\\N") == 0) {
        return NULL;
    }
    char *to = cell;
    for (const char *from = cell; *from != '\0'; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        static const char letters[] = "bfnrtv\\", meant[] = "\b\f\n\r\t\v\\";
        const char *letter = from[1] == '\0' ? NULL : strchr(letters, from[1]);
        if (letter == NULL) {
            table_file_fail(table->path, line, "unknown escape \\%c", from[1]);
        }
        *to++ = meant[letter - letters];
        from++;
    }
    *to = '\0';
    return cell;
}

static int count_cells(const char *line) {
    int count = 1;
    for (; *line != '\0'; line++) {
        count += *line == '\t';
    }
    return count;
}

static const char **split_line(const table_file *table, int number, char *line) {
    int count = count_cells(line);
    if (table->column_count != 0 && count != table->column_count) {
        table_file_fail(table->path, number, "%d cells where the header has %d", count,
                        table->column_count);
    }
    const char **cells = table_file_allocate(sizeof *cells * (size_t)count);
    for (int i = 0; i < count; i++) {
        char *tab = strchr(line, '\t');
        if (tab != NULL) {
            *tab = '\0';
        }
        cells[i] = unescape(table, number, line);
        line = tab == NULL ? line : tab + 1;
    }
    return cells;
}

static void add_row(table_file *table, int line, const char **cells) {
    if ((table->row_count & (table->row_count - 1)) == 0) {
        size_t capacity = table->row_count == 0 ? 1 : (size_t)table->row_count * 2;
        table->rows = table_file_extend(table->rows, sizeof(table_row) * capacity);
    }
    table->rows[table->row_count++] = (table_row){line, cells};
}

table_file *table_file_read(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return NULL;
    }
    table_file *table = table_file_allocate(sizeof *table);
    table->path = path;
    int number = 0;
    for (char *line = read_all(file), *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        number++;
        if (end == NULL) {
            table_file_fail(path, number, "the last line does not end");
        }
        *end = '\0';
        if (number == 1) {
            int count = count_cells(line);
            table->columns = split_line(table, number, line);
            table->column_count = count;
        } else {
            add_row(table, number, split_line(table, number, line));
        }
    }
    if (ferror(file) || table->columns == NULL) {
        table_file_fail(path, number, "cannot be read, or is empty");
    }
    fclose(file);
    return table;
}

int table_file_column(const table_file *table, const char *name) {
    for (int i = 0; i < table->column_count; i++) {
        if (table->columns[i] != NULL && strcmp(table->columns[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

const char **table_file_array(const table_file *table, int line, const char *literal, int *count) {
    size_t length = strlen(literal);
    if (length < 2 || literal[0] != '{' || literal[length - 1] != '}') {
        table_file_fail(table->path, line, "not an array: %s", literal);
    }
    const char **items = table_file_allocate(sizeof *items * length);
    char *to = table_file_allocate(length * 2);
    *count = 0;
    const char *from = literal + 1;
    while (*from != '}') {
        items[(*count)++] = to;
        bool quoted = *from == '"';
        from += quoted;
        while (quoted ? *from != '"' : *from != ',' && *from != '}') {
            from += *from == '\\';
            if (*from == '\0') {
                table_file_fail(table->path, line, "array ends too early: %s", literal);
            }
            *to++ = *from++;
        }
        from += quoted;
        *to++ = '\0';
        from += *from == ',';
    }
    return items;
}
