#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* Deeper constants are left to the server, whose limit is its stack. */
#define MOST_LEVELS 1000

typedef struct json_reader {
    const literal_input *in;
    const char *p;
    bool binary;         /* jsonb: escapes must be storable */
    bool binary_numbers; /* and so must numbers that are values */
    int level;
    bool gave_up;
} json_reader;

static bool syntax(const json_reader *r, const char *detail) {
    return literal_input_error_detail(r->in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "invalid input syntax for type json");
}

/* What stands at `start`, as far as it belongs together. */
static bool bad_token(const json_reader *r, const char *start, const char *end) {
    while (literal_is_alnum(*end) || *end == '_' || (unsigned char)*end >= 0x80) {
        end++;
    }
    if (end == start) {
        end += literal_char_length(end);
    }
    return syntax(
        r, analysis_text(r->in->an, "Token \"%.*s\" is invalid.", (int)(end - start), start));
}

static void skip_blanks(json_reader *r) {
    r->p += strspn(r->p, " \t\n\r");
}

/* --- Strings ---------------------------------------------------------------------------------- */

/* \uXXXX at r->p; the code unit, or -1 with an error. */
static int32_t scan_code_unit(json_reader *r) {
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int digit = literal_hex_digit(r->p[i]);
        if (digit < 0) {
            syntax(r, r->p[i] ? "\"\\u\" must be followed by four hexadecimal digits."
                              : "The input string ended unexpectedly.");
            return -1;
        }
        unit = unit * 16 + digit;
    }
    r->p += 6;
    return unit;
}

/* *high: the first half of a pair is waiting for its second. */
static bool check_code_unit(json_reader *r, int32_t unit, bool *high) {
    bool is_high = unit >= 0xD800 && unit <= 0xDBFF;
    bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (is_high && *high) {
        return syntax(r, "Unicode high surrogate must not follow a high surrogate.");
    }
    if (is_low != *high) {
        return syntax(r, "Unicode low surrogate must follow a high surrogate.");
    }
    *high = is_high;
    if (unit == 0) {
        return literal_input_error_detail(r->in, SQLSTATE_UNTRANSLATABLE_CHARACTER,
                                          "\\u0000 cannot be converted to text.",
                                          "unsupported Unicode escape sequence");
    }
    return true;
}

static bool scan_escape(json_reader *r, bool *high) {
    if (r->p[1] == 'u') {
        int32_t unit = scan_code_unit(r);
        return unit >= 0 && (!r->binary || check_code_unit(r, unit, high));
    }
    if (r->binary && *high) {
        return syntax(r, "Unicode low surrogate must follow a high surrogate.");
    }
    if (r->p[1] == '\0') {
        return syntax(r, "The input string ended unexpectedly.");
    }
    if (!strchr("\"\\/bfnrt", r->p[1])) {
        return syntax(r, analysis_text(r->in->an, "Escape sequence \"\\%.*s\" is invalid.",
                                       (int)literal_char_length(r->p + 1), r->p + 1));
    }
    r->p += 2;
    return true;
}

static bool scan_string(json_reader *r) {
    bool high = false;
    for (r->p++; *r->p != '"';) {
        if (*r->p == '\0') {
            return syntax(r, "The input string ended unexpectedly.");
        }
        if ((unsigned char)*r->p < ' ') {
            return syntax(r,
                          analysis_text(r->in->an, "Character with value 0x%02x must be escaped.",
                                        (unsigned)(unsigned char)*r->p));
        }
        if (*r->p == '\\') {
            if (!scan_escape(r, &high)) {
                return false;
            }
        } else if (high) {
            break;
        } else {
            r->p++;
        }
    }
    if (high) {
        return syntax(r, "Unicode low surrogate must follow a high surrogate.");
    }
    r->p++;
    return true;
}

/* --- Values ----------------------------------------------------------------------------------- */

static const char *skip_digits(const char *p) {
    while (literal_is_digit(*p)) {
        p++;
    }
    return p;
}

static bool check_storable(const json_reader *r, const char *start, const char *end) {
    const char *number = arena_strndup(r->in->an->arena, start, (size_t)(end - start));
    return literal_input_part(r->in, NUMERICOID, -1, number);
}

static bool scan_number(json_reader *r) {
    const char *start = r->p;
    const char *p = start + (*start == '-');
    bool ok = literal_is_digit(*p);
    p = *p == '0' ? p + 1 : skip_digits(p);
    if (*p == '.') {
        ok = ok && literal_is_digit(p[1]);
        p = skip_digits(p + 1);
    }
    if (ok && (*p == 'e' || *p == 'E')) {
        p += 1 + (p[1] == '+' || p[1] == '-');
        ok = literal_is_digit(*p);
        p = skip_digits(p);
    }
    if (!ok || literal_is_alnum(*p) || *p == '_' || (unsigned char)*p >= 0x80) {
        return bad_token(r, start, p);
    }
    r->p = p;
    return !r->binary_numbers || check_storable(r, start, p);
}

static bool scan_word(json_reader *r) {
    static const char *const words[] = {"true", "false", "null"};
    const char *end = r->p;
    while (literal_is_alnum(*end) || *end == '_' || (unsigned char)*end >= 0x80) {
        end++;
    }
    size_t length = (size_t)(end - r->p);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (length == strlen(words[i]) && memcmp(r->p, words[i], length) == 0) {
            r->p = end;
            return true;
        }
    }
    return bad_token(r, r->p, end);
}

static bool scan_value(json_reader *r);

/* The next token is not what may stand there; one that is wrong in itself comes first. */
static bool expected(json_reader *r, const char *what) {
    const char *start = r->p;
    bool ok = true;
    r->binary_numbers = false;
    if (*start == '\0') {
        return syntax(r, "The input string ended unexpectedly.");
    }
    if (*start == '"') {
        ok = scan_string(r);
    } else if (*start == '-' || literal_is_digit(*start)) {
        ok = scan_number(r);
    } else if (strchr("{}[]:,", *start)) {
        r->p++;
    } else {
        ok = scan_word(r);
    }
    return ok && syntax(r, analysis_text(r->in->an, "Expected %s, but found \"%.*s\".", what,
                                         (int)(r->p - start), start));
}

static bool scan_array(json_reader *r) {
    r->p++;
    skip_blanks(r);
    if (*r->p == ']') {
        r->p++;
        return true;
    }
    for (;; r->p++) {
        if (!scan_value(r)) {
            return false;
        }
        if (*r->p == ']') {
            r->p++;
            return true;
        }
        if (*r->p != ',') {
            return expected(r, "\",\" or \"]\"");
        }
    }
}

static bool scan_member(json_reader *r, const char *what) {
    skip_blanks(r);
    if (*r->p != '"') {
        return expected(r, what);
    }
    if (!scan_string(r)) {
        return false;
    }
    skip_blanks(r);
    if (*r->p != ':') {
        return expected(r, "\":\"");
    }
    r->p++;
    return scan_value(r);
}

static bool scan_object(json_reader *r) {
    r->p++;
    skip_blanks(r);
    if (*r->p == '}') {
        r->p++;
        return true;
    }
    const char *what = "string or \"}\"";
    for (;; r->p++) {
        if (!scan_member(r, what)) {
            return false;
        }
        if (*r->p == '}') {
            r->p++;
            return true;
        }
        if (*r->p != ',') {
            return expected(r, "\",\" or \"}\"");
        }
        what = "string";
    }
}

static bool scan_nested(json_reader *r) {
    if (r->level >= MOST_LEVELS) {
        r->gave_up = true;
        return false;
    }
    r->level++;
    bool ok = *r->p == '{' ? scan_object(r) : scan_array(r);
    r->level--;
    return ok;
}

/* Blanks on both sides belong to it. */
static bool scan_value(json_reader *r) {
    skip_blanks(r);
    bool ok;
    if (*r->p == '{' || *r->p == '[') {
        ok = scan_nested(r);
    } else if (*r->p == '"') {
        ok = scan_string(r);
    } else if (*r->p == '-' || literal_is_digit(*r->p)) {
        ok = scan_number(r);
    } else if (*r->p != '\0' && !strchr("}]:,", *r->p)) {
        ok = scan_word(r);
    } else {
        ok = expected(r, "JSON value");
    }
    skip_blanks(r);
    return ok;
}

static bool check(const literal_input *in, bool binary) {
    json_reader r = {.in = in, .p = in->text, .binary = binary, .binary_numbers = binary};
    if (!scan_value(&r)) {
        return r.gave_up;
    }
    return *r.p == '\0' || expected(&r, "end of input");
}

bool json_input(const literal_input *in) {
    return check(in, false);
}

bool json_input_binary(const literal_input *in) {
    return check(in, true);
}
