#include "cli/diagnostic_printer.h"

#include <stdlib.h>
#include <string.h>

#include "cli/character_width.h"
#include "source/source_file.h"
#include "source/utf8.h"

/* Columns of a source line that are shown; of a longer one, the part round the place. */
#define LINE_COLUMNS   120
#define COLUMNS_BEFORE 60
#define ELLIPSIS       "..."

#define MESSAGE_LINES        5
#define LONGEST_MESSAGE_LINE ((size_t)2000)

/* One character of a source line as it is shown. */
typedef struct shown_character {
    size_t length; /* bytes in the source */
    int width;
    bool printable;
} shown_character;

static shown_character shown_character_at(const char *line, size_t length) {
    size_t valid = utf8_valid_length(line, length);
    unsigned char first = (unsigned char)line[0];
    if (valid == 0 || (first < 0x20 && first != '\t') || first == 0x7F) {
        return (shown_character){.length = valid == 0 ? 1 : valid, .width = 1};
    }
    uint32_t code = utf8_code_point(line, valid);
    bool control = code >= 0x80 && code < 0xA0;
    return (shown_character){
        .length = valid, .width = control ? 1 : character_width(code), .printable = !control};
}

static size_t character_start(const char *line, size_t at) {
    while (at > 0 && utf8_is_continuation(line[at])) {
        at--;
    }
    return at;
}

/* The part of a long line that is shown: from some way before the place. */
static size_t window_start(const char *line, size_t length, size_t place) {
    if (length <= LINE_COLUMNS || place <= COLUMNS_BEFORE) {
        return 0;
    }
    size_t from = place - COLUMNS_BEFORE;
    if (length - from < LINE_COLUMNS) {
        from = length - LINE_COLUMNS;
    }
    return character_start(line, from < place ? from : place);
}

/* Writes the line and, in *caret, what stands above nothing until the caret. */
static void add_line(text *t, text *caret, const char *line, size_t length, size_t place) {
    size_t at = window_start(line, length, place);
    int columns = 0;
    if (at > 0) {
        text_add(t, ELLIPSIS);
        text_add(caret, "   ");
    }
    while (at < length && columns < LINE_COLUMNS) {
        shown_character c = shown_character_at(line + at, length - at);
        if (c.printable) {
            text_add_bytes(t, line + at, c.length);
        } else {
            text_add_char(t, '?');
        }
        if (at < place && line[at] == '\t') {
            text_add_char(caret, '\t');
        } else if (at < place) {
            text_add_bytes(caret, "  ", (size_t)c.width);
        }
        columns += c.width;
        at += c.length;
    }
    text_add(t, at < length ? ELLIPSIS "\n" : "\n");
}

static void add_source(text *t, position at) {
    size_t length = 0;
    line_column place = source_file_line_column(at.file, at.offset);
    const char *line = source_file_line(at.file, place.line, &length);
    size_t line_offset = (size_t)(line - at.file->bytes);
    size_t inside = at.offset > line_offset ? at.offset - line_offset : 0;
    text caret = text_new(t->arena);
    add_line(t, &caret, line, length, inside < length ? inside : length);
    text_printf(t, "%s^\n", text_string(&caret));
}

static void add_place(text *t, position at) {
    if (at.file == NULL) {
        text_add(t, "oriel: ");
    } else if (at.file->line_count == 0) {
        text_printf(t, "%s: ", at.file->name);
    } else {
        line_column place = source_file_line_column(at.file, at.offset);
        text_printf(t, "%s:%d:%d: ", at.file->name, place.line, place.column);
    }
}

/* Adds at most that many bytes, whole characters only. */
static void add_cut(text *t, const char *bytes, size_t length, size_t limit) {
    size_t shown = length <= limit ? length : character_start(bytes, limit);
    text_add_bytes(t, bytes, shown);
    text_add(t, shown < length ? ELLIPSIS : "");
}

/*
 * The code goes behind the message's first line.  A message quotes what it complains of, which can
 * be the whole rest of a file: of more lines than a few the others are left out.
 */
static void add_message(text *t, const diagnostic *one) {
    size_t length = strcspn(one->message, "\n");
    add_cut(t, one->message, length, LONGEST_MESSAGE_LINE);
    if (one->sqlstate != NULL) {
        text_printf(t, " [%s]", one->sqlstate);
    }
    text_add_char(t, '\n');
    const char *rest = one->message + length;
    for (int line = 1; *rest == '\n'; line++) {
        if (line == MESSAGE_LINES) {
            text_add(t, ELLIPSIS "\n");
            return;
        }
        rest++;
        length = strcspn(rest, "\n");
        add_cut(t, rest, length, LONGEST_MESSAGE_LINE);
        text_add_char(t, '\n');
        rest += length;
    }
}

static const char *severity_word(diagnostic_severity severity) {
    switch (severity) {
    case DIAGNOSTIC_ERROR:
        return "error";
    case DIAGNOSTIC_WARNING:
        return "warning";
    case DIAGNOSTIC_NOTE:
        return "note";
    }
    return "error";
}

void diagnostic_printer_format(text *t, const diagnostic *one) {
    add_place(t, one->at);
    text_printf(t, "%s: ", severity_word(one->severity));
    add_message(t, one);
    if (one->at.file != NULL && one->at.file->line_count > 0) {
        add_source(t, one->at);
    }
    if (one->detail != NULL) {
        text_printf(t, "detail: %s\n", one->detail);
    }
    if (one->hint != NULL) {
        text_printf(t, "hint: %s\n", one->hint);
    }
    if (one->peer.file != NULL) {
        add_place(t, one->peer);
        text_printf(t, "note: %s\n", one->peer_label == NULL ? "here" : one->peer_label);
    }
}

/* A diagnostic with what it is sorted by. */
typedef struct sorted {
    const diagnostic *one;
    int file_order; /* of the first diagnostic of the same file */
} sorted;

static int compare_sorted(const void *left, const void *right) {
    const sorted *a = left, *b = right;
    if (a->file_order != b->file_order) {
        return a->file_order < b->file_order ? -1 : 1;
    }
    if (a->one->at.offset != b->one->at.offset) {
        return a->one->at.offset < b->one->at.offset ? -1 : 1;
    }
    return a->one->order < b->one->order ? -1 : a->one->order > b->one->order;
}

static int compare_files(const void *left, const void *right) {
    const diagnostic *a = ((const sorted *)left)->one, *b = ((const sorted *)right)->one;
    if (a->at.file != b->at.file) {
        return a->at.file < b->at.file ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

/* Files are ranked by the first diagnostic that names them. */
static sorted *sort_diagnostics(const diagnostics *d, size_t count) {
    sorted *all = ARENA_ARRAY(d->arena, sorted, count);
    for (size_t i = 0; i < count; i++) {
        all[i].one = &d->list.items[i];
    }
    qsort(all, count, sizeof *all, compare_files);
    for (size_t i = 0; i < count; i++) {
        bool same_file = i > 0 && all[i - 1].one->at.file == all[i].one->at.file;
        all[i].file_order = same_file ? all[i - 1].file_order : all[i].one->order;
    }
    qsort(all, count, sizeof *all, compare_sorted);
    return all;
}

void diagnostic_printer_print(FILE *to, const diagnostics *d) {
    size_t count = (size_t)d->list.count;
    if (count == 0) {
        return;
    }
    text t = text_new(d->arena);
    const sorted *all = sort_diagnostics(d, count);
    for (size_t i = 0; i < count; i++) {
        diagnostic_printer_format(&t, all[i].one);
    }
    (void)fwrite(text_string(&t), 1, t.length, to);
    (void)fflush(to);
}
