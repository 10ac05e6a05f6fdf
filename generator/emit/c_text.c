#include "emit/c_text.h"

#include <string.h>

/* --- Strings --- */

/* What C11 asks of compilers; beyond it they warn. */
#define LONGEST_PORTABLE_STRING 4095

/* Two question marks never stand side by side: with a third character they can be a trigraph. */
static void write_escaped(text *t, char c, char previous) {
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
        text_add(t, previous == '?' ? "\\?" : "?");
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

void c_text_string(text *t, const char *value) {
    text_add_char(t, '"');
    for (const char *c = value; *c != '\0'; c++) {
        write_escaped(t, *c, c == value ? '\0' : c[-1]);
    }
    text_add_char(t, '"');
}

void c_text_string_constant(text *t, const char *name, const c_text_pieces *pieces) {
    size_t length = 0;
    for (int i = 0; i < pieces->count; i++) {
        length += strlen(pieces->items[i]);
    }
    bool is_long = length > LONGEST_PORTABLE_STRING;
    if (is_long) {
        text_add(t, "#pragma GCC diagnostic push\n"
                    "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
    }
    text_printf(t, "static const char %s[] =", name);
    for (int i = 0; i < pieces->count; i++) {
        text_add(t, "\n    ");
        c_text_string(t, pieces->items[i]);
    }
    text_add(t, pieces->count == 0 ? " \"\";\n" : ";\n");
    if (is_long) {
        text_add(t, "#pragma GCC diagnostic pop\n");
    }
}

c_text_pieces c_text_lines(arena *a, const char *value) {
    c_text_pieces pieces = {0};
    while (*value != '\0') {
        const char *end = strchr(value, '\n');
        size_t length = end == NULL ? strlen(value) : (size_t)(end - value) + 1;
        *LIST_PUSH(a, &pieces) = arena_strndup(a, value, length);
        value += length;
    }
    return pieces;
}

/* --- Comments --- */

void c_text_comment(text *t, const char *value) {
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

void c_text_paragraph(text *t, const char *first, const char *next, const char *value) {
    const size_t widest = C_TEXT_WIDTH - strlen(" */");
    text safe = text_new(t->arena);
    c_text_comment(&safe, value);
    const char *word = text_string(&safe);
    const char *prefix = first;
    size_t column = 0;
    for (;;) {
        size_t blanks = strspn(word, " ");
        word += blanks;
        size_t length = strcspn(word, " ");
        if (length == 0) {
            return;
        }
        blanks = blanks > 1 ? 2 : 1;
        if (column > 0 && column + blanks + length > widest) {
            text_add_char(t, '\n');
            column = 0;
            prefix = next;
        }
        text_printf(t, "%s", column == 0 ? prefix : blanks == 2 ? "  " : " ");
        column += column == 0 ? strlen(prefix) : blanks;
        text_add_bytes(t, word, length);
        column += length;
        word += length;
    }
}

/* --- Code --- */

/* What stands after an argument. */
static const char *separator(const c_text_arguments *arguments, int i, const char *end) {
    return i + 1 == arguments->count ? end : ",";
}

/* Whether each argument has room behind so many blanks. */
static bool fit_behind(const c_text_arguments *arguments, const char *end, size_t indent) {
    for (int i = 0; i < arguments->count; i++) {
        size_t length = strlen(arguments->items[i]) + strcspn(separator(arguments, i, end), "\n");
        if (indent + length > C_TEXT_WIDTH) {
            return false;
        }
    }
    return true;
}

void c_text_call(text *t, const char *start, const c_text_arguments *arguments, const char *end) {
    size_t indent = strlen(start), column = indent;
    text_add(t, start);
    bool is_call = start[indent - 1] == '(';
    if (is_call && !fit_behind(arguments, end, indent)) {
        column = indent = strspn(start, " ") + 4;
        text_printf(t, "\n%*s", (int)indent, "");
    }
    for (int i = 0; i < arguments->count; i++) {
        const char *behind = separator(arguments, i, end);
        size_t length = strlen(arguments->items[i]) + strcspn(behind, "\n");
        if (i > 0 && column + 1 + length > C_TEXT_WIDTH) {
            text_printf(t, "\n%*s", (int)indent, "");
            column = indent;
        } else if (i > 0) {
            text_add_char(t, ' ');
            column++;
        }
        text_printf(t, "%s%s", arguments->items[i], behind);
        column += length;
    }
}

void c_text_assignment(text *t, const char *start, const char *value) {
    bool fits = strlen(start) + 1 + strlen(value) <= C_TEXT_WIDTH;
    text_printf(t, "%s%s%s\n", start, fits ? " " : "\n    ", value);
}

const char *c_text_declaration(arena *a, const char *c_type, const char *name) {
    bool is_pointer = c_type[strlen(c_type) - 1] == '*';
    return arena_printf(a, "%s%s%s", c_type, is_pointer ? "" : " ", name);
}
