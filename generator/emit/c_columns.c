#include "emit/c_columns.h"

#include <stdlib.h>
#include <string.h>

#include "emit/c_text.h"

/* --- Includes --- */

static int compare_strings(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

void c_columns_includes(text *t, const model_column_list *columns) {
    const char **names = ARENA_ARRAY(t->arena, const char *, columns->count);
    size_t count = 0;
    for (int i = 0; i < columns->count; i++) {
        if (columns->items[i].type->user_type != NULL) {
            names[count++] = columns->items[i].type->user_type->c_name;
        }
    }
    qsort(names, count, sizeof *names, compare_strings);
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            text_add_char(t, '\n');
        }
        if (i == 0 || strcmp(names[i], names[i - 1]) != 0) {
            text_printf(t, "#include \"%s.h\"\n", names[i]);
        }
    }
}

/* --- Members --- */

static bool is_pointer(const char *c_type) {
    return c_type[strlen(c_type) - 1] == '*';
}

/* Without a pointer's " *". */
static size_t base_length(const char *c_type) {
    return strlen(c_type) - (is_pointer(c_type) ? strlen(" *") : 0);
}

typedef struct member_widths {
    size_t type, name;
} member_widths;

static member_widths widest(const model_column_list *columns) {
    member_widths width = {0, 0};
    for (int i = 0; i < columns->count; i++) {
        const char *c_type = columns->items[i].c_type;
        size_t type = base_length(c_type) + (is_pointer(c_type) ? 1 : 0);
        size_t name = strlen(columns->items[i].c_name);
        width.type = type > width.type ? type : width.type;
        width.name = name > width.name ? name : width.name;
    }
    return width;
}

/* "integer, not null: film.film_id, primary key" */
static const char *describe(arena *a, const model_column *column, bool with_nullability) {
    text t = text_new(a);
    text_printf(&t, "%s%s", column->short_type_name, column->type->as_text ? " as text" : "");
    if (with_nullability) {
        text_add(&t, column->null.not_null ? ", not null" : ", nullable");
        if (column->null.reason != NULL && column->null.reason[0] != '\0') {
            text_printf(&t, ": %s", column->null.reason);
        }
    }
    return text_string(&t);
}

static void write_comment_above(text *t, const char *comment) {
    c_text_paragraph(t, "    /* ", "     * ", comment);
    text_add(t, " */\n");
}

/* Names stand below each other, and so do comments; one that would pass the end of the line goes
 * above. */
static void write_member(text *t, const model_column *column, const member_widths *width,
                         const char *comment) {
    const char *c_type = column->c_type;
    size_t length = base_length(c_type);
    text safe = text_new(t->arena);
    c_text_comment(&safe, comment);
    size_t end = strlen("     ; /*  */") + width->type + width->name + safe.length;
    bool fits = end <= C_TEXT_WIDTH;
    if (!fits) {
        write_comment_above(t, comment);
    }
    text_printf(t, "    %.*s%*s%s%s;", (int)length, c_type, (int)(width->type - length), "",
                is_pointer(c_type) ? "*" : " ", column->c_name);
    if (fits) {
        text_printf(t, "%*s /* %s */", (int)(width->name - strlen(column->c_name)), "",
                    text_string(&safe));
    }
    text_add_char(t, '\n');
}

void c_columns_members(text *t, const model_column_list *columns, bool with_nullability) {
    member_widths width = widest(columns);
    for (int i = 0; i < columns->count; i++) {
        const model_column *column = &columns->items[i];
        if (column->comment != NULL && column->comment[0] != '\0') {
            write_comment_above(t, column->comment);
        }
        write_member(t, column, &width, describe(t->arena, column, with_nullability));
    }
}

/* --- Table --- */

static const char *quoted(arena *a, const char *value) {
    text t = text_new(a);
    c_text_string(&t, value);
    return text_string(&t);
}

void c_columns_table(text *t, const model_column_list *columns, const char *struct_name,
                     const char *table) {
    text_printf(t,
                "/* name, type, type as the server prints it, typmod, nullable, offset */\n"
                "static const oriel_column %s[] = {\n",
                table);
    for (int i = 0; i < columns->count; i++) {
        const model_column *column = &columns->items[i];
        c_text_arguments parts = {0};
        *LIST_PUSH(t->arena, &parts) = quoted(t->arena, column->name);
        *LIST_PUSH(t->arena, &parts) = arena_printf(t->arena, "&%s", column->descriptor);
        *LIST_PUSH(t->arena, &parts) = quoted(t->arena, column->type_name);
        *LIST_PUSH(t->arena, &parts) = arena_printf(t->arena, "%d", column->typmod);
        *LIST_PUSH(t->arena, &parts) = column->null.not_null ? "false" : "true";
        *LIST_PUSH(t->arena, &parts) =
            arena_printf(t->arena, "offsetof(%s, %s)", struct_name, column->c_name);
        c_text_call(t, "    {", &parts, "},");
        text_add_char(t, '\n');
    }
    text_add(t, "};\n");
}
