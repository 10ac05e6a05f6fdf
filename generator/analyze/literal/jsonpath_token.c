#include "analyze/literal/jsonpath_token.h"

#include <string.h>

#include "base/text.h"
#include "parse/sqlstate.h"

static const char blanks[] = " \t\n\r\f";
static const char word_ends[] = "?%$.[]{}()|&!=<>@#,*:-+/\\\" \t\n\r\f";

bool jsonpath_token_error(jsonpath_reader *r, const char *what) {
    if (r->failed) {
        return false;
    }
    r->failed = true;
    if (r->shown_length == 0) {
        return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "%s at end of jsonpath input",
                                   what);
    }
    return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR,
                               "%s at or near \"%.*s\" of jsonpath input", what,
                               (int)r->shown_length, r->shown);
}

static void show(jsonpath_reader *r, const char *start, const char *end) {
    r->shown = start;
    r->shown_length = (size_t)(end - start);
}

/* An error in the token itself, which goes from start to end. */
static void fail(jsonpath_reader *r, const char *start, const char *end, const char *what) {
    show(r, start, end);
    jsonpath_token_error(r, what);
}

bool jsonpath_token_is(const jsonpath_reader *r, const char *word) {
    if (r->kind != JSONPATH_WORD) {
        return false;
    }
    bool small =
        strcmp(word, "true") == 0 || strcmp(word, "false") == 0 || strcmp(word, "null") == 0;
    return small ? strcmp(r->value, word) == 0 : literal_equal_fold(r->value, word);
}

/* --- Escapes --------------------------------------------------------------------------------- */

static void bad_unicode(jsonpath_reader *r, const char *detail) {
    r->failed = true;
    literal_input_error_detail(r->in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                               "invalid input syntax for type jsonpath");
}

/* XXXX or {X...} at p; the end, or NULL with *stop where the digits end. */
static const char *scan_unicode(const char *p, uint32_t *value, const char **stop) {
    bool braces = *p == '{';
    size_t most = braces ? 6 : 4;
    size_t digits = 0;
    *value = 0;
    p += braces;
    for (; digits < most && literal_hex_digit(*p) >= 0; p++, digits++) {
        *value = *value * 16 + (uint32_t)literal_hex_digit(*p);
    }
    *stop = p;
    if (braces) {
        return digits > 0 && *p == '}' ? p + 1 : NULL;
    }
    return digits == 4 ? p : NULL;
}

static bool check_code_point(jsonpath_reader *r, uint32_t value, uint32_t *high) {
    bool is_high = value >= 0xD800 && value <= 0xDBFF;
    bool is_low = value >= 0xDC00 && value <= 0xDFFF;
    if (is_high && *high) {
        bad_unicode(r, "Unicode high surrogate must not follow a high surrogate.");
    } else if (is_low != (*high != 0)) {
        bad_unicode(r, "Unicode low surrogate must follow a high surrogate.");
    } else if (value == 0) {
        r->failed = true;
        literal_input_error_detail(r->in, SQLSTATE_UNTRANSLATABLE_CHARACTER,
                                   "\\u0000 cannot be converted to text.",
                                   "unsupported Unicode escape sequence");
    }
    *high = is_high ? value : 0;
    return !r->failed;
}

/* \u escapes that follow each other belong together. */
static const char *pass_unicode(jsonpath_reader *r, const char *p) {
    const char *start = p;
    uint32_t values[64];
    size_t count = 0;
    const char *stop;
    while (p[0] == '\\' && p[1] == 'u' && count < 64) {
        const char *end = scan_unicode(p + 2, &values[count], &stop);
        if (!end) {
            fail(r, start, stop, "invalid unicode sequence");
            return NULL;
        }
        count++;
        p = end;
    }
    uint32_t high = 0;
    for (size_t i = 0; i < count; i++) {
        if (!check_code_point(r, values[i], &high)) {
            return NULL;
        }
    }
    if (high) {
        bad_unicode(r, "Unicode low surrogate must follow a high surrogate.");
        return NULL;
    }
    return p;
}

/* A backslash and what it protects; NULL with an error. */
static const char *pass_escape(jsonpath_reader *r, const char *p, text *value) {
    if (p[1] == 'u') {
        text_add_char(value, '\\'); /* no keyword holds one */
        return pass_unicode(r, p);
    }
    if (p[1] == 'x') {
        if (literal_hex_digit(p[2]) >= 0 && literal_hex_digit(p[3]) >= 0) {
            text_add_char(value, '\\');
            return p + 4;
        }
        fail(r, p, p + 2 + (literal_hex_digit(p[2]) >= 0), "invalid hex character sequence");
        return NULL;
    }
    if (p[1] == '\0') {
        fail(r, p, p + 1, "unexpected end after backslash");
        return NULL;
    }
    text_add_char(value, strchr("bfnrtv", p[1]) ? '\n' : p[1]);
    return p + 2;
}

/* --- Kinds of tokens
 * ------------------------------------------------------------------------------ */

/* From the opening quote. */
static void take_string(jsonpath_reader *r, const char *p) {
    text value = text_new(r->in->an->arena);
    for (p++; *p != '"';) {
        if (*p == '\0') {
            fail(r, p, p, "unexpected end of quoted string");
            return;
        }
        if (*p == '\\') {
            p = pass_escape(r, p, &value);
            if (!p) {
                return;
            }
        } else {
            text_add_char(&value, *p++);
        }
    }
    show(r, p, p + 1);
    r->value = text_string(&value);
    r->p = p + 1;
}

/* The scanner has seen what ends a word before the parser sees the word. */
static void take_word(jsonpath_reader *r) {
    text value = text_new(r->in->an->arena);
    const char *p = r->p;
    while (*p != '\0' && (*p == '\\' || !strchr(word_ends, *p))) {
        if (*p == '\\') {
            p = pass_escape(r, p, &value);
            if (!p) {
                return;
            }
        } else {
            text_add_char(&value, *p++);
        }
    }
    r->kind = JSONPATH_WORD;
    r->value = text_string(&value);
    size_t space = strspn(p, blanks);
    show(r, p, p + space);
    if (p[0] == '/' && p[1] == '*') {
        show(r, p, p + 2);
    }
    r->p = p + space;
}

static const char *skip_digits(const char *p) {
    return p + strspn(p, "0123456789");
}

static void take_number(jsonpath_reader *r) {
    const char *start = r->p;
    const char *p = *start == '0' ? start + 1 : skip_digits(start);
    r->kind = JSONPATH_INTEGER;
    if (*p == '.') {
        r->kind = JSONPATH_NUMERIC;
        p = skip_digits(p + 1);
    }
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '+' || p[1] == '-');
        if (literal_is_digit(*exponent)) {
            r->kind = JSONPATH_NUMERIC;
            p = skip_digits(exponent);
        } else if (exponent > p + 1) {
            fail(r, start, exponent, "invalid numeric literal");
            return;
        }
    }
    if (*p != '\0' && !strchr(word_ends, *p)) {
        if (strcspn(start, word_ends) > (size_t)(p + 1 - start)) {
            take_word(r); /* one character more is junk, several make a word */
        } else {
            fail(r, start, p + 1, "trailing junk after numeric literal");
        }
        return;
    }
    show(r, start, p);
    r->p = p;
}

static void take_variable(jsonpath_reader *r) {
    const char *p = r->p + 1;
    if (*p == '"') {
        r->kind = JSONPATH_VARIABLE;
        take_string(r, p);
        return;
    }
    while (*p != '\0' && !strchr(word_ends, *p)) {
        p++;
    }
    r->kind = p > r->p + 1 ? JSONPATH_VARIABLE : JSONPATH_SIGN;
    r->sign = '$';
    show(r, r->p, p);
    r->p = p;
}

static bool take_operator(jsonpath_reader *r) {
    static const struct {
        const char *string;
        jsonpath_token_kind kind;
    } operators[] = {{"&&", JSONPATH_AND},     {"||", JSONPATH_OR},      {"**", JSONPATH_ANY},
                     {"<=", JSONPATH_COMPARE}, {">=", JSONPATH_COMPARE}, {"==", JSONPATH_COMPARE},
                     {"<>", JSONPATH_COMPARE}, {"!=", JSONPATH_COMPARE}, {"<", JSONPATH_COMPARE},
                     {">", JSONPATH_COMPARE},  {"!", JSONPATH_NOT}};
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        size_t length = strlen(operators[i].string);
        if (strncmp(r->p, operators[i].string, length) == 0) {
            r->kind = operators[i].kind;
            show(r, r->p, r->p + length);
            r->p += length;
            return true;
        }
    }
    return false;
}

static bool skip_comments(jsonpath_reader *r) {
    for (;;) {
        r->p += strspn(r->p, blanks);
        if (r->p[0] != '/' || r->p[1] != '*') {
            return true;
        }
        const char *end = strstr(r->p + 2, "*/");
        if (!end) {
            fail(r, r->p, r->p, "unexpected end of comment");
            return false;
        }
        r->p = end + 2;
    }
}

void jsonpath_token_next(jsonpath_reader *r) {
    if (r->failed || !skip_comments(r)) {
        return;
    }
    const char *p = r->p;
    if (*p == '\0') {
        r->kind = JSONPATH_END;
        show(r, p, p);
    } else if (literal_is_digit(*p) || (*p == '.' && literal_is_digit(p[1]))) {
        take_number(r);
    } else if (*p == '"') {
        r->kind = JSONPATH_STRING;
        take_string(r, p);
    } else if (*p == '$') {
        take_variable(r);
    } else if (*p == '\\' || !strchr(word_ends, *p)) {
        take_word(r);
    } else if (!take_operator(r)) {
        r->kind = JSONPATH_SIGN;
        r->sign = *p;
        show(r, p, p + 1);
        r->p++;
    }
}
