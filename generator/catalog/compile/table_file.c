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

static char *read_all(FILE *file, size_t *length) {
    size_t capacity = 1 << 16;
    char *bytes = table_file_allocate(capacity);
    *length = 0;
    for (;;) {
        *length += fread(bytes + *length, 1, capacity - *length - 1, file);
        if (*length < capacity - 1) {
            break;
        }
        capacity *= 2;
        bytes = table_file_extend(bytes, capacity);
    }
    return bytes;
}

static arena *memory(void) {
    static arena *all;
    if (all == NULL) {
        all = arena_new(NULL);
    }
    return all;
}

table_file *table_file_read(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return NULL;
    }
    size_t length;
    char *bytes = read_all(file, &length);
    if (ferror(file)) {
        table_file_fail(path, 1, "cannot be read");
    }
    fclose(file);
    table_problem problem = {0};
    const table_text *text = table_text_parse(memory(), bytes, length, 1, &problem);
    if (text == NULL) {
        table_file_fail(path, problem.line, "%s", problem.message);
    }
    free(bytes);
    table_file *table = table_file_allocate(sizeof *table);
    *table = (table_file){path, text->columns, text->column_count, text->rows, text->row_count};
    return table;
}

int table_file_column(const table_file *table, const char *name) {
    return table_text_column(&(table_text){table->columns, table->column_count, NULL, 0}, name);
}

const char **table_file_array(const table_file *table, int line, const char *literal, int *count) {
    const char **items = table_text_array(memory(), literal, count);
    if (items == NULL) {
        table_file_fail(table->path, line, "not an array: %s", literal);
    }
    return items;
}
