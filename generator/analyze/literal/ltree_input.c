#include <stdint.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* The extension ltree: labels joined by dots, and lquery's patterns over them.  Errors count
 * characters, not bytes. */

#define LONGEST_LABEL 255
#define MOST_LEVELS   65535

typedef struct label_reader {
    const literal_input *in;
    const char *type_name;
    const char *p;
} label_reader;

static int character_of(const label_reader *r, const char *at) {
    int count = 1;
    for (const char *p = r->in->text; p < at; p += literal_char_length(p)) {
        count++;
    }
    return count;
}

static bool unexpected_at(const label_reader *r, const char *at, const char *detail) {
    const char *message = analysis_text(r->in->an, "%s syntax error at character %d", r->type_name,
                                        character_of(r, at));
    return detail ? literal_input_error_detail(r->in, SQLSTATE_SYNTAX_ERROR, detail, "%s", message)
                  : literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "%s", message);
}

static bool wrong(const label_reader *r, const char *sqlstate, const char *detail) {
    return literal_input_error_detail(r->in, sqlstate, detail, "%s syntax error", r->type_name);
}

static bool unexpected(const label_reader *r) {
    return *r->p == '\0' ? wrong(r, SQLSTATE_SYNTAX_ERROR, "Unexpected end of input.")
                         : unexpected_at(r, r->p, NULL);
}

static bool check_label(const label_reader *r, const char *start, const char *end) {
    int length = character_of(r, end) - character_of(r, start);
    if (length <= LONGEST_LABEL) {
        return true;
    }
    const char *detail =
        analysis_text(r->in->an, "Label length is %d, must be at most %d, at character %d.", length,
                      LONGEST_LABEL, character_of(r, end));
    return literal_input_error_detail(r->in, SQLSTATE_NAME_TOO_LONG, detail,
                                      "label string is too long");
}

static void skip_label(label_reader *r) {
    while (literal_is_label(*r->p)) {
        r->p++;
    }
}

static bool check_levels(const label_reader *r, const char *what) {
    int levels = 1;
    for (const char *p = r->in->text; *p != '\0'; p++) {
        levels += *p == '.';
    }
    return levels <= MOST_LEVELS ||
           literal_input_error(r->in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                               "number of %s (%d) exceeds the maximum allowed (%d)", what, levels,
                               MOST_LEVELS);
}

bool ltree_input(const literal_input *in) {
    label_reader r = {in, "ltree", in->text};
    if (!check_levels(&r, "ltree labels")) {
        return false;
    }
    while (*in->text != '\0') {
        const char *start = r.p;
        skip_label(&r);
        if (r.p == start || (*r.p != '\0' && *r.p != '.')) {
            return unexpected(&r);
        }
        if (!check_label(&r, start, r.p)) {
            return false;
        }
        if (*r.p == '\0') {
            return true;
        }
        r.p++;
    }
    return true;
}

/* --- lquery ------------------------------------------------------------------------------------
 */

static const char *limit_text(const label_reader *r, const char *what, int value, const char *at) {
    return analysis_text(r->in->an,
                         "%s limit (%d) exceeds the maximum allowed (%d), at character %d.", what,
                         value, MOST_LEVELS, character_of(r, at));
}

/* The number at p, which must not be above MOST_LEVELS. */
static bool scan_limit(label_reader *r, const char *what, int *value) {
    const char *start = r->p;
    for (*value = 0; literal_is_digit(*r->p); r->p++) {
        *value = *value > INT32_MAX / 10 - 1 ? *value : *value * 10 + (*r->p - '0');
    }
    return *value <= MOST_LEVELS ||
           wrong(r, SQLSTATE_PROGRAM_LIMIT_EXCEEDED, limit_text(r, what, *value, start));
}

/* {n}, {n,}, {,m} or {n,m}; at the opening brace. */
static bool scan_count(label_reader *r) {
    int low = 0;
    int high;
    r->p++;
    bool has_low = literal_is_digit(*r->p);
    if (has_low && !scan_limit(r, "Low", &low)) {
        return false;
    }
    if (*r->p == ',') {
        const char *start = ++r->p;
        if (literal_is_digit(*r->p)) {
            if (!scan_limit(r, "High", &high)) {
                return false;
            }
            if (low > high) {
                return wrong(r, SQLSTATE_SYNTAX_ERROR,
                             analysis_text(r->in->an,
                                           "Low limit (%d) is greater than high limit (%d), at "
                                           "character %d.",
                                           low, high, character_of(r, start)));
            }
        }
    } else if (!has_low) {
        return unexpected(r);
    }
    if (*r->p != '}') {
        return unexpected(r);
    }
    r->p++;
    return true;
}

/* One label with its flags; only behind a `!` can it be found to be empty. */
static bool scan_variant(label_reader *r, bool negated) {
    const char *start = r->p;
    skip_label(r);
    const char *end = r->p;
    if (end == start && !negated) {
        return unexpected(r);
    }
    r->p += strspn(r->p, "@*%");
    if (r->p != end && literal_is_label(*r->p)) {
        return unexpected(r);
    }
    bool ends = *r->p == '\0' || strchr("|{.", *r->p);
    if (!ends) {
        return unexpected(r);
    }
    return end != start ? check_label(r, start, end)
                        : unexpected_at(r, end, "Empty labels are not allowed.");
}

static bool scan_level(label_reader *r) {
    if (*r->p == '*') {
        r->p++;
        return *r->p == '{' ? scan_count(r) : *r->p == '.' || *r->p == '\0' || unexpected(r);
    }
    bool negated = *r->p == '!';
    r->p += negated;
    if (!scan_variant(r, negated)) {
        return false;
    }
    while (*r->p == '|') {
        r->p++;
        if (!scan_variant(r, false)) {
            return false;
        }
    }
    return *r->p != '{' || scan_count(r);
}

bool ltree_input_query(const literal_input *in) {
    label_reader r = {in, "lquery", in->text};
    if (!check_levels(&r, "lquery items")) {
        return false;
    }
    for (;; r.p++) {
        if (!scan_level(&r)) {
            return false;
        }
        if (*r.p == '\0') {
            return true;
        }
        if (*r.p != '.') {
            return unexpected(&r);
        }
    }
}
