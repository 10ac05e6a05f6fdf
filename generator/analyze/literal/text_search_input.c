#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

#define LONGEST_WORD 2046

/* Words are written alike in both types. */
typedef struct word_reader {
    const literal_input *in;
    bool query; /* tsquery: operators end a word, and there are no positions */
    const char *p;
    long length; /* of the word read */
} word_reader;

static bool syntax(const word_reader *r) {
    return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "syntax error in %s: \"%s\"",
                               r->query ? "tsquery" : "tsvector", r->in->text);
}

static void skip_space(word_reader *r) {
    r->p = literal_skip_space(r->p);
}

/* Moves over one character. */
static void pass(word_reader *r) {
    size_t length = literal_char_length(r->p);
    r->p += length;
    r->length += (long)length;
}

static bool pass_escaped(word_reader *r) {
    r->p++;
    if (*r->p == '\0') {
        return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR,
                                   "there is no escaped character: \"%s\"", r->in->text);
    }
    pass(r);
    return true;
}

static bool scan_quoted(word_reader *r) {
    for (r->p++;;) {
        if (*r->p == '\0') {
            return syntax(r);
        }
        if (*r->p == '\\') {
            if (!pass_escaped(r)) {
                return false;
            }
        } else if (*r->p != '\'') {
            pass(r);
        } else if (r->p[1] == '\'') {
            r->p++;
            pass(r);
        } else {
            r->p++;
            break;
        }
    }
    return r->length > 0 || syntax(r);
}

static bool is_word_end(const word_reader *r) {
    return *r->p == '\0' || literal_is_space(*r->p) || *r->p == ':' ||
           (r->query && strchr("!&|()<", *r->p));
}

static bool scan_plain(word_reader *r) {
    if (!r->query && *r->p == ':') {
        pass(r); /* nothing that it could belong to */
    }
    while (!is_word_end(r)) {
        if (*r->p == '\\') {
            if (!pass_escaped(r)) {
                return false;
            }
        } else {
            pass(r);
        }
    }
    return r->length > 0 || syntax(r);
}

static bool scan_word(word_reader *r) {
    r->length = 0;
    return *r->p == '\'' ? scan_quoted(r) : scan_plain(r);
}

/* --- tsvector -------------------------------------------------------------------------------- */

/* 1A,2,3B from behind the colon. */
static bool scan_positions(word_reader *r) {
    do {
        r->p++;
        if (!literal_is_digit(*r->p)) {
            return syntax(r);
        }
        if ((int)strtol(r->p, NULL, 10) == 0) {
            return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR,
                                       "wrong position info in tsvector: \"%s\"", r->in->text);
        }
        bool weight = false;
        for (r->p++; *r->p != '\0' && *r->p != ',' && !literal_is_space(*r->p); r->p++) {
            if (strchr("aAbBcCdD*", *r->p)) {
                if (weight) {
                    return syntax(r);
                }
                weight = literal_to_lower(*r->p) != 'd';
            } else if (!literal_is_digit(*r->p)) {
                return syntax(r);
            }
        }
    } while (*r->p == ',');
    return true;
}

bool text_search_input_vector(const literal_input *in) {
    word_reader r = {in, false, in->text, 0};
    for (skip_space(&r); *r.p != '\0'; skip_space(&r)) {
        if (!scan_word(&r)) {
            return false;
        }
        if (*r.p == ':' && !scan_positions(&r)) {
            return false;
        }
        if (r.length > LONGEST_WORD) {
            return literal_input_error(in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                                       "word is too long (%ld bytes, max %d bytes)", r.length,
                                       LONGEST_WORD);
        }
    }
    return true;
}

/* --- tsquery --------------------------------------------------------------------------------- */

static bool scan_operand(word_reader *r) {
    if (*r->p == ':') {
        return syntax(r);
    }
    if (!scan_word(r)) {
        return false;
    }
    if (r->length > LONGEST_WORD) {
        return literal_input_error(r->in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                                   "word is too long in tsquery: \"%s\"", r->in->text);
    }
    if (*r->p == ':') {
        r->p++;
        r->p += strspn(r->p, "aAbBcCdD*");
    }
    return true;
}

/* <-> and <N>; at the opening bracket. */
static bool scan_phrase(word_reader *r) {
    const char *p = r->p + 1;
    if (*p == '-') {
        p++;
    } else {
        char *end;
        if (!literal_is_digit(*p)) {
            return syntax(r);
        }
        errno = 0;
        long distance = strtol(p, &end, 10);
        if (errno == ERANGE || distance < 0 || distance > 16384) {
            return literal_input_error(r->in, SQLSTATE_INVALID_PARAMETER_VALUE,
                                       "distance in phrase operator must be an integer value "
                                       "between zero and 16384 inclusive");
        }
        p = end;
    }
    if (p[0] != '>' || p[1] == '\0') {
        return syntax(r);
    }
    r->p = p + 1;
    return true;
}

/* Behind an operand: closing parentheses and the operator.  *more: an operand must follow. */
static bool scan_operator(word_reader *r, int *open, bool *more) {
    *more = false;
    for (skip_space(r); *r->p == ')'; skip_space(r)) {
        if (--*open < 0) {
            return syntax(r);
        }
        r->p++;
    }
    if (*r->p == '\0') {
        return *open == 0 || syntax(r);
    }
    *more = true;
    if (*r->p == '&' || *r->p == '|') {
        r->p++;
        return true;
    }
    return *r->p == '<' ? scan_phrase(r) : syntax(r);
}

bool text_search_input_query(const literal_input *in) {
    word_reader r = {in, true, in->text, 0};
    int open = 0;
    bool first = true;
    bool more = true;
    while (more) {
        skip_space(&r);
        if (*r.p == '!' || *r.p == '(') {
            open += *r.p == '(';
            first = false;
            r.p++;
            continue;
        }
        if (*r.p == '\0') {
            return first || literal_input_error(in, SQLSTATE_SYNTAX_ERROR,
                                                "no operand in tsquery: \"%s\"", in->text);
        }
        first = false;
        if (!scan_operand(&r) || !scan_operator(&r, &open, &more)) {
            return false;
        }
    }
    return true;
}
