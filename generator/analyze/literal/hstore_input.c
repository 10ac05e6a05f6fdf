#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* The extension hstore: key => value, ...  Keys end at '=', values at ','; both may be quoted. */

typedef struct hstore_reader {
    const literal_input *in;
    const char *p;
} hstore_reader;

static bool unexpected(const hstore_reader *r) {
    if (*r->p == '\0') {
        return literal_input_error(r->in, SQLSTATE_INTERNAL_ERROR, "Unexpected end of string");
    }
    return literal_input_error(r->in, SQLSTATE_INTERNAL_ERROR,
                               "Syntax error near \"%.*s\" at position %d",
                               (int)literal_char_length(r->p), r->p, (int)(r->p - r->in->text));
}

/* A backslash takes the character behind it as it is. */
static bool skip_character(hstore_reader *r) {
    r->p += *r->p == '\\';
    if (*r->p == '\0') {
        return unexpected(r);
    }
    r->p += literal_char_length(r->p);
    return true;
}

static bool skip_quoted(hstore_reader *r) {
    for (r->p++; *r->p != '"';) {
        if (!skip_character(r)) {
            return false;
        }
    }
    r->p++;
    return true;
}

/* A key or value up to `end` or a blank; its first character is never the end of a value. */
static bool skip_word(hstore_reader *r, char end) {
    if (*r->p == '"') {
        return skip_quoted(r);
    }
    if (*r->p == '\0' || (*r->p == end && end == '=')) {
        return unexpected(r);
    }
    do {
        if (!skip_character(r)) {
            return false;
        }
    } while (*r->p != '\0' && *r->p != end && !literal_is_space(*r->p));
    return true;
}

static bool skip_arrow(hstore_reader *r) {
    r->p = literal_skip_space(r->p);
    if (*r->p != '=') {
        return unexpected(r);
    }
    r->p++;
    if (*r->p != '>') {
        return unexpected(r);
    }
    r->p = literal_skip_space(r->p + 1);
    return true;
}

bool hstore_input(const literal_input *in) {
    hstore_reader r = {in, literal_skip_space(in->text)};
    while (*r.p != '\0') {
        if (!skip_word(&r, '=') || !skip_arrow(&r) || !skip_word(&r, ',')) {
            return false;
        }
        r.p = literal_skip_space(r.p);
        if (*r.p == '\0') {
            return true;
        }
        if (*r.p != ',') {
            return unexpected(&r);
        }
        r.p = literal_skip_space(r.p + 1);
    }
    return true;
}
