#include "migrate_diff.h"

#include <string.h>

#include "sql_buffer.h"

/* Length of the line with its end mark. */
static size_t line_length(const char *text) {
    size_t length = strcspn(text, "\n");
    return text[length] == '\n' ? length + 1 : length;
}

static size_t bare_length(const char *line, size_t length) {
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) {
        length--;
    }
    return length;
}

/* How many bytes of whole lines both texts begin with. */
static size_t common_start(const char *old_text, const char *new_text) {
    size_t at = 0;
    for (;;) {
        size_t length = line_length(old_text + at);
        if (length == 0 || length != line_length(new_text + at) ||
            memcmp(old_text + at, new_text + at, length) != 0) {
            return at;
        }
        at += length;
    }
}

/* Where the changed lines of a text end: what follows is the same in both. */
static size_t changed_end(const char *text, size_t start, size_t common_tail) {
    size_t end = strlen(text) - common_tail;
    return end < start ? start : end;
}

static size_t common_end(const char *old_text, const char *new_text, size_t start) {
    size_t old_end = strlen(old_text), new_end = strlen(new_text), tail = 0, whole = 0;
    while (old_end - tail > start && new_end - tail > start &&
           old_text[old_end - tail - 1] == new_text[new_end - tail - 1]) {
        tail++;
        bool old_begins = old_end == tail || old_text[old_end - tail - 1] == '\n';
        bool new_begins = new_end == tail || new_text[new_end - tail - 1] == '\n';
        if (old_begins && new_begins) {
            whole = tail;
        }
    }
    return whole;
}

static bool same_but_line_ends(const char *old_text, const char *new_text) {
    while (*old_text && *new_text) {
        size_t old_length = line_length(old_text), new_length = line_length(new_text);
        size_t bare = bare_length(old_text, old_length);
        if (bare != bare_length(new_text, new_length) || memcmp(old_text, new_text, bare) != 0) {
            return false;
        }
        old_text += old_length;
        new_text += new_length;
    }
    return *old_text == *new_text;
}

static void add_lines(orl_sql *out, char mark, const char *text, size_t start, size_t end) {
    while (start < end) {
        size_t length = line_length(text + start);
        orl_sql_format(out, "\n%c%.*s", mark, (int)bare_length(text + start, length), text + start);
        start += length;
    }
}

int orl_diff_line(const char *old_text, const char *new_text) {
    size_t start = common_start(old_text, new_text);
    int line = 1;
    for (size_t i = 0; i < start; i++) {
        line += new_text[i] == '\n';
    }
    return line;
}

void orl_diff_detail(oriel_error *err, const char *old_text, const char *new_text) {
    orl_sql out = {0};
    if (same_but_line_ends(old_text, new_text)) {
        orl_error_detail(err, "Only the ends of its lines differ from what was applied.");
        return;
    }
    size_t start = common_start(old_text, new_text);
    size_t tail = common_end(old_text, new_text, start);
    orl_sql_format(&out, "From line %d (- applied, + now):", orl_diff_line(old_text, new_text));
    add_lines(&out, '-', old_text, start, changed_end(old_text, start, tail));
    add_lines(&out, '+', new_text, start, changed_end(new_text, start, tail));
    if (!out.failed) {
        orl_error_detail(err, "%s", out.data);
    }
    orl_sql_free(&out);
}
