#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* What the storage format can hold: digits before and behind the point. */
#define MOST_WHOLE_DIGITS    131072
#define MOST_FRACTION_DIGITS 16383

static const char *skip_special(const char *p, numeric_input_value *value) {
    static const char *const words[] = {"NaN", "infinity", "+infinity", "-infinity",
                                        "inf", "+inf",     "-inf"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);
        if (literal_equal_fold_n(p, words[i], length)) {
            value->kind = i == 0               ? NUMERIC_INPUT_NAN
                          : words[i][0] == '-' ? NUMERIC_INPUT_MINUS_INFINITY
                                               : NUMERIC_INPUT_INFINITY;
            return p + length;
        }
    }
    return NULL;
}

/* The part behind e; NULL when there is no number.  Too far: *overflow. */
static const char *scan_exponent(const char *p, long *exponent, bool *overflow) {
    char *stop;
    *exponent = strtol(p, &stop, 10);
    if (stop == p) {
        return NULL;
    }
    *overflow = *exponent >= INT_MAX / 2 || *exponent <= -(INT_MAX / 2);
    return stop;
}

/* Digits without leading zeros go to value->digits; *point counts those before the point. */
static const char *scan_digits(arena *a, const char *p, numeric_input_value *value, long *scale) {
    text digits = text_new(a);
    bool point = false;
    long before = 0;
    *scale = 0;
    for (;; p++) {
        if (literal_is_digit(*p)) {
            if (*p != '0' || digits.length > 0) {
                text_add_char(&digits, *p);
                before += !point;
            } else if (point) {
                before--;
            }
            *scale += point;
        } else if (*p == '.' && !point) {
            point = true;
        } else {
            break;
        }
    }
    value->digits = text_string(&digits);
    value->before_point = before;
    return p;
}

static const char *scan_finite(arena *a, const char *p, numeric_input_value *value,
                               numeric_input_outcome *outcome) {
    value->negative = *p == '-';
    if (*p == '-' || *p == '+') {
        p++;
    }
    if (!literal_is_digit(*p) && !(*p == '.' && literal_is_digit(p[1]))) {
        return NULL;
    }
    long scale;
    p = scan_digits(a, p, value, &scale);
    if (*p == 'e' || *p == 'E') {
        long exponent;
        bool overflow = false;
        p = scan_exponent(p + 1, &exponent, &overflow);
        if (!p) {
            return NULL;
        }
        if (overflow) {
            *outcome = NUMERIC_INPUT_OVERFLOW;
            return NULL;
        }
        value->before_point += exponent;
        scale -= exponent;
    }
    value->scale = scale < 0 ? 0 : scale;
    return p;
}

/* Leading zeros are gone: no digits is zero. */
static bool is_storable(const numeric_input_value *value) {
    return value->scale <= MOST_FRACTION_DIGITS &&
           (*value->digits == '\0' || value->before_point <= MOST_WHOLE_DIGITS);
}

numeric_input_outcome numeric_input_parse(arena *a, const char *string,
                                          numeric_input_value *value) {
    *value = (numeric_input_value){.kind = NUMERIC_INPUT_FINITE, .digits = ""};
    numeric_input_outcome outcome = NUMERIC_INPUT_SYNTAX;
    const char *p = literal_skip_space(string);
    const char *end = skip_special(p, value);
    if (!end) {
        end = scan_finite(a, p, value, &outcome);
    }
    if (!end) {
        return outcome;
    }
    if (*literal_skip_space(end) != '\0') {
        return NUMERIC_INPUT_SYNTAX;
    }
    return is_storable(value) ? NUMERIC_INPUT_OK : NUMERIC_INPUT_OVERFLOW;
}

/* Whether rounding to `scale` digits behind the point carries into a new leading digit. */
static bool rounding_carries(const numeric_input_value *value, long scale) {
    long kept = value->before_point + scale;
    if (kept < 0 || (size_t)kept >= strlen(value->digits) || value->digits[kept] < '5') {
        return false;
    }
    for (long i = 0; i < kept; i++) {
        if (value->digits[i] != '9') {
            return false;
        }
    }
    return true;
}

static bool fits_modifier(const literal_input *in, const numeric_input_value *value) {
    int32_t modifier = in->typmod - 4;
    int precision = (modifier >> 16) & 0xffff;
    int scale = ((modifier & 0x7ff) ^ 1024) - 1024;
    int most = precision - scale;
    if (value->kind != NUMERIC_INPUT_FINITE) {
        return literal_input_error_detail(
            in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
            analysis_text(in->an,
                          "A field with precision %d, scale %d cannot hold an infinite value.",
                          precision, scale),
            "numeric field overflow");
    }
    bool zero = *value->digits == '\0' || value->before_point + scale < 0;
    long before = value->before_point + rounding_carries(value, scale);
    if (zero || before <= most) {
        return true;
    }
    const char *detail = analysis_text(
        in->an,
        "A field with precision %d, scale %d must round to an absolute value less than %s%d.",
        precision, scale, most ? "10^" : "", most ? most : 1);
    return literal_input_error_detail(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, detail,
                                      "numeric field overflow");
}

bool numeric_input(const literal_input *in) {
    numeric_input_value value;
    switch (numeric_input_parse(in->an->arena, in->text, &value)) {
    case NUMERIC_INPUT_SYNTAX:
        return literal_input_syntax(in, "numeric");
    case NUMERIC_INPUT_OVERFLOW:
        return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
                                   "value overflows numeric format");
    case NUMERIC_INPUT_OK:
        break;
    }
    if (in->typmod < 4 || value.kind == NUMERIC_INPUT_NAN) {
        return true;
    }
    return fits_modifier(in, &value);
}

/* Where values lie on the number line; NaN behind everything. */
static int rank(const numeric_input_value *value) {
    switch (value->kind) {
    case NUMERIC_INPUT_MINUS_INFINITY:
        return -2;
    case NUMERIC_INPUT_INFINITY:
        return 2;
    case NUMERIC_INPUT_NAN:
        return 3;
    case NUMERIC_INPUT_FINITE:
        break;
    }
    return *value->digits == '\0' ? 0 : value->negative ? -1 : 1;
}

static int compare_digits(const char *a, const char *b) {
    for (; *a || *b; a += *a != '\0', b += *b != '\0') {
        char left = *a ? *a : '0';
        char right = *b ? *b : '0';
        if (left != right) {
            return left < right ? -1 : 1;
        }
    }
    return 0;
}

int numeric_input_compare(const numeric_input_value *a, const numeric_input_value *b) {
    int left = rank(a);
    int right = rank(b);
    if (left != right) {
        return left < right ? -1 : 1;
    }
    if (left != 1 && left != -1) {
        return 0;
    }
    if (a->before_point != b->before_point) {
        return a->before_point < b->before_point ? -left : left;
    }
    return left * compare_digits(a->digits, b->digits);
}
