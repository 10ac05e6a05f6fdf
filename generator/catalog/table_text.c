#include "catalog/table_text.h"

#include <stdbool.h>
#include <string.h>

typedef struct table_reader {
    arena *arena;
    table_problem *problem;
    int line;
    LIST_OF(table_row) rows;
} table_reader;

static bool fail(table_reader *r, const char *message) {
    *r->problem = (table_problem){message, r->line};
    return false;
}

/* Takes COPY's escapes out of a cell, in place. */
static bool unescape(table_reader *r, char *cell) {
    char *to = cell;
    for (const char *from = cell; *from != '\0'; from++) {
        if (*from != '\\') {
            *to++ = *from;
            continue;
        }
        static const char letters[] = "bfnrtv\\", meant[] = "\b\f\n\r\t\v\\";
        const char *letter = from[1] == '\0' ? NULL : strchr(letters, from[1]);
        if (letter == NULL) {
            return fail(r, arena_printf(r->arena, "unknown escape \\%c", from[1]));
        }
        *to++ = meant[letter - letters];
        from++;
    }
    *to = '\0';
    return true;
}

static int count_cells(const char *line) {
    int count = 1;
    for (; *line != '\0'; line++) {
        count += *line == '\t';
    }
    return count;
}

/* The cells of a line, which is cut to pieces; NULL with a problem. */
static const char **split_line(table_reader *r, char *line, int count) {
    const char **cells = ARENA_ARRAY(r->arena, const char *, count);
    for (int i = 0; i < count; i++) {
        char *tab = strchr(line, '\t');
        if (tab != NULL) {
            *tab = '\0';
        }
        cells[i] = strcmp(line, "\\N") == 0 ? NULL : line;
        if (cells[i] != NULL && !unescape(r, line)) {
            return NULL;
        }
        line = tab == NULL ? line : tab + 1;
    }
    return cells;
}

static bool read_header(table_reader *r, char *line, table_text *table) {
    table->column_count = count_cells(line);
    table->columns = split_line(r, line, table->column_count);
    for (int i = 0; table->columns != NULL && i < table->column_count; i++) {
        if (table->columns[i] == NULL) {
            return fail(r, "a column has no name");
        }
    }
    return table->columns != NULL;
}

static bool read_row(table_reader *r, char *line, const table_text *table) {
    int count = count_cells(line);
    if (count != table->column_count) {
        return fail(r, arena_printf(r->arena, "%d cells where the header has %d", count,
                                    table->column_count));
    }
    const char **cells = split_line(r, line, count);
    *LIST_PUSH(r->arena, &r->rows) = (table_row){r->line, cells};
    return cells != NULL;
}

const table_text *table_text_parse(arena *a, const char *bytes, size_t length, int first_line,
                                   table_problem *problem) {
    table_reader r = {.arena = a, .problem = problem, .line = first_line - 1};
    table_text *table = ARENA_NEW(a, table_text);
    char *line = arena_strndup(a, bytes, length);
    while (*line != '\0') {
        r.line++;
        char *end = strchr(line, '\n');
        if (end == NULL) {
            fail(&r, "the last line does not end");
            return NULL;
        }
        *end = '\0';
        if (!(r.line == first_line ? read_header(&r, line, table) : read_row(&r, line, table))) {
            return NULL;
        }
        line = end + 1;
    }
    if (table->columns == NULL) {
        r.line = first_line;
        fail(&r, "a line with the columns' names is missing");
        return NULL;
    }
    table->rows = r.rows.items;
    table->row_count = r.rows.count;
    return table;
}

int table_text_column(const table_text *table, const char *name) {
    for (int i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* One item, quoted or not; `*from` goes behind it.  False when the literal ends too early. */
static bool take_item(const char **from, char **to) {
    bool quoted = **from == '"';
    *from += quoted;
    while (quoted ? **from != '"' : **from != ',' && **from != '}') {
        *from += **from == '\\';
        if (**from == '\0') {
            return false;
        }
        *(*to)++ = *(*from)++;
    }
    *from += quoted;
    *(*to)++ = '\0';
    return true;
}

const char **table_text_array(arena *a, const char *literal, int *count) {
    size_t length = strlen(literal);
    if (length < 2 || literal[0] != '{' || literal[length - 1] != '}') {
        return NULL;
    }
    const char **items = ARENA_ARRAY(a, const char *, length);
    char *to = arena_alloc(a, length * 2);
    *count = 0;
    const char *from = literal + 1;
    while (*from != '}' && *from != '\0') {
        items[(*count)++] = to;
        if (!take_item(&from, &to)) {
            return NULL;
        }
        from += *from == ',';
    }
    return items;
}
