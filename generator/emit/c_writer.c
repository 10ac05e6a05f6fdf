#include "emit/c_writer.h"

#include <stdlib.h>
#include <string.h>

#include "model/c_name.h"

/* Room is left for the end of the comment. */
#define COMMENT_WIDTH 97

/* --- Strings and comments
 * ------------------------------------------------------------------------------ */

static void write_escaped(text *t, char c, char next) {
    unsigned char byte = (unsigned char)c;
    switch (c) {
    case '"':
        text_add(t, "\\\"");
        break;
    case '\\':
        text_add(t, "\\\\");
        break;
    case '\n':
        text_add(t, "\\n");
        break;
    case '\t':
        text_add(t, "\\t");
        break;
    case '?':
        text_add(t, next == '?' ? "\\?" : "?");
        break;
    default:
        if (byte < 0x20 || byte == 0x7f) {
            text_printf(t, "\\%03o", byte);
        } else {
            text_add_char(t, c);
        }
        break;
    }
}

void c_write_string(text *t, const char *value) {
    text_add_char(t, '"');
    for (const char *c = value; *c != '\0'; c++) {
        write_escaped(t, *c, c[1]);
    }
    text_add_char(t, '"');
}

void c_write_long_string(text *t, const char *value, int indent) {
    const char *line = value;
    do {
        const char *end = strchr(line, '\n');
        size_t length = end == NULL ? strlen(line) : (size_t)(end - line) + 1;
        text_printf(t, "%*s\"", indent, "");
        for (size_t i = 0; i < length; i++) {
            write_escaped(t, line[i], line[i + 1]);
        }
        text_add_char(t, '"');
        line += length;
        if (*line != '\0') {
            text_add_char(t, '\n');
        }
    } while (*line != '\0');
}

void c_write_comment_text(text *t, const char *value) {
    for (const char *c = value; *c != '\0'; c++) {
        if (c[0] == '*' && c[1] == '/') {
            text_add(t, "* ");
        } else if (c[0] == '/' && c[1] == '*') {
            text_add(t, "/ ");
        } else {
            text_add_char(t, (unsigned char)*c < 0x20 ? ' ' : *c);
        }
    }
}

void c_write_paragraph(text *t, const char *first, const char *next, const char *value) {
    text safe = text_new(t->arena);
    c_write_comment_text(&safe, value);
    const char *word = text_string(&safe);
    const char *prefix = first;
    size_t column = 0;
    while (*(word += strspn(word, " ")) != '\0') {
        size_t length = strcspn(word, " ");
        if (column > 0 && column + 1 + length > COMMENT_WIDTH) {
            text_add_char(t, '\n');
            column = 0;
            prefix = next;
        }
        text_add(t, column == 0 ? prefix : " ");
        column += column == 0 ? strlen(prefix) : 1;
        text_add_bytes(t, word, length);
        column += length;
        word += length;
    }
}

/* --- Header frame
 * ------------------------------------------------------------------------------------------ */

void c_write_header_start(text *t, const char *c_name) {
    const char *guard = c_name_upper(t->arena, c_name);
    text_printf(t, "#ifndef ORIEL_OUT_%s_H\n#define ORIEL_OUT_%s_H\n\n#include <oriel/oriel.h>\n",
                guard, guard);
}

void c_write_header_abi(text *t, const char *c_name) {
    text_printf(t,
                "\n#if ORIEL_ABI != 1\n"
                "#error \"%s.h was generated for oriel runtime ABI 1: run oriel generate again\"\n"
                "#endif\n\n"
                "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n",
                c_name);
}

void c_write_header_end(text *t, const char *c_name) {
    text_printf(t, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* ORIEL_OUT_%s_H */\n",
                c_name_upper(t->arena, c_name));
}

/* --- Members
 * --------------------------------------------------------------------------------------------------
 */

const char *c_member_type(const model_column *column) {
    return column->null.not_null ? column->type->c_type : column->type->c_opt_type;
}

static bool is_pointer(const char *c_type) {
    return c_type[strlen(c_type) - 1] == '*';
}

/* The length of a type's name without a pointer's " *". */
static size_t base_length(const char *c_type) {
    return strlen(c_type) - (is_pointer(c_type) ? strlen(" *") : 0);
}

/* Padded so that names stand below each other, with the star of a pointer at its name. */
static void write_declarator(text *t, const char *c_type, const char *name, size_t width) {
    size_t length = base_length(c_type);
    text_printf(t, "    %.*s%*s%s%s;", (int)length, c_type, (int)(width - length), "",
                is_pointer(c_type) ? "*" : " ", name);
}

static size_t declarator_width(const model_column_list *columns) {
    size_t width = 1;
    for (int i = 0; i < columns->count; i++) {
        const char *c_type = c_member_type(&columns->items[i]);
        size_t length = base_length(c_type) + (is_pointer(c_type) ? 1 : 0);
        width = length > width ? length : width;
    }
    return width;
}

static size_t longest_name(const model_column_list *columns) {
    size_t width = 0;
    for (int i = 0; i < columns->count; i++) {
        size_t length = strlen(columns->items[i].c_name);
        width = length > width ? length : width;
    }
    return width;
}

static void write_member_comment(text *t, const model_column *column, bool with_nullability) {
    text_add(t, " /* ");
    c_write_comment_text(t, column->short_type_name);
    if (column->type->as_text) {
        text_add(t, " as text");
    }
    if (with_nullability) {
        text_add(t, column->null.not_null ? ", not null" : ", nullable");
        if (column->null.reason != NULL && column->null.reason[0] != '\0') {
            text_add(t, ": ");
            c_write_comment_text(t, column->null.reason);
        }
    }
    text_add(t, " */\n");
}

void c_write_members(text *t, const model_column_list *columns, bool with_nullability) {
    size_t type_width = declarator_width(columns);
    size_t name_width = longest_name(columns);
    for (int i = 0; i < columns->count; i++) {
        const model_column *column = &columns->items[i];
        if (column->comment != NULL) {
            text_add(t, "    /* ");
            c_write_comment_text(t, column->comment);
            text_add(t, " */\n");
        }
        write_declarator(t, c_member_type(column), column->c_name, type_width);
        text_printf(t, "%*s", (int)(name_width - strlen(column->c_name)), "");
        write_member_comment(t, column, with_nullability);
    }
}

/* --- Includes and tables
 * ----------------------------------------------------------------------------------------- */

static int compare_strings(const void *x, const void *y) {
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

void c_write_type_includes(text *t, const model_column_list *columns) {
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

void c_write_text_types(text *t, const model_column_list *columns, const char *prefix) {
    for (int i = 0; i < columns->count; i++) {
        const model_column *column = &columns->items[i];
        if (!column->type->as_text) {
            continue;
        }
        unsigned fixed_oid = column->type->type < FIRST_USER_OID ? column->type->type : 0;
        text_printf(t, "static const oriel_type %s_%s_type =\n    ORIEL_TYPE_TEXT(%u, ", prefix,
                    column->c_name, fixed_oid);
        c_write_string(t, column->type->text_schema);
        text_add(t, ", ");
        c_write_string(t, column->type->text_name);
        text_add(t, ");\n");
    }
}

static void write_descriptor(text *t, const model_column *column, const char *prefix) {
    if (column->type->as_text) {
        text_printf(t, "&%s_%s_type", prefix, column->c_name);
    } else {
        text_printf(t, "&%s", column->type->descriptor);
    }
}

void c_write_column_table(text *t, const char *struct_name, const char *table_name,
                          const model_column_list *columns, const char *prefix) {
    text_printf(t,
                "/* name, type, type as the server prints it, typmod, nullable, offset */\n"
                "static const oriel_column %s[] = {\n",
                table_name);
    for (int i = 0; i < columns->count; i++) {
        const model_column *column = &columns->items[i];
        text_add(t, "    {");
        c_write_string(t, column->name);
        text_add(t, ", ");
        write_descriptor(t, column, prefix);
        text_add(t, ", ");
        c_write_string(t, column->type_name);
        text_printf(t, ", %d, %s,\n     offsetof(%s, %s)},\n", column->typmod,
                    column->null.not_null ? "false" : "true", struct_name, column->c_name);
    }
    text_add(t, "};\n");
}
