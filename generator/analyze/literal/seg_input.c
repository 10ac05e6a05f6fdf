#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* The extension seg: a point, an interval `a .. b` open at either side, or `a (+-) b`. */

typedef enum seg_token {
    SEG_NUMBER,
    SEG_RANGE,      /* .. or ... */
    SEG_PLUS_MINUS, /* '+-' or (+-) */
    SEG_CERTAINTY,  /* < > ~ before a number */
    SEG_END,
    SEG_OTHER,
} seg_token;

typedef struct seg_reader {
    const literal_input *in;
    const char *start;
    size_t length;
    seg_token token;
} seg_reader;

static size_t skip_integer(const char *p) {
    size_t sign = *p == '+' || *p == '-';
    size_t digits = strspn(p + sign, "0123456789");
    return digits ? sign + digits : 0;
}

static size_t number_length(const char *p) {
    size_t length = skip_integer(p);
    if (length && p[length] == '.') {
        size_t fraction = strspn(p + length + 1, "0123456789");
        length += fraction ? fraction + 1 : 0;
    }
    if (length && (p[length] == 'e' || p[length] == 'E')) {
        size_t exponent = skip_integer(p + length + 1);
        length += exponent ? exponent + 1 : 0;
    }
    return length;
}

static void set_token(seg_reader *r, seg_token token, size_t length) {
    r->token = token;
    r->length = length;
}

static void next(seg_reader *r) {
    r->start += r->length;
    r->start += strspn(r->start, " \t\n\r\f");
    size_t number = number_length(r->start);
    if (number) {
        set_token(r, SEG_NUMBER, number);
    } else if (strncmp(r->start, "..", 2) == 0) {
        set_token(r, SEG_RANGE, r->start[2] == '.' ? 3 : 2);
    } else if (strncmp(r->start, "(+-)", 4) == 0 || strncmp(r->start, "'+-'", 4) == 0) {
        set_token(r, SEG_PLUS_MINUS, 4);
    } else if (*r->start == '\0' || (unsigned char)*r->start >= 0x80) {
        set_token(r, SEG_END, 0); /* what is not ASCII counts as the end */
    } else {
        set_token(r, strchr("<>~", *r->start) ? SEG_CERTAINTY : SEG_OTHER, 1);
    }
}

static bool unexpected(const seg_reader *r) {
    const char *detail = "syntax error at end of input";
    if (r->token != SEG_END) {
        detail =
            analysis_text(r->in->an, "syntax error at or near \"%.*s\"", (int)r->length, r->start);
    }
    return literal_input_error_detail(r->in, SQLSTATE_SYNTAX_ERROR, detail,
                                      "bad seg representation");
}

static bool read_number(seg_reader *r, float *value) {
    if (r->token != SEG_NUMBER) {
        return unexpected(r);
    }
    const char *text = arena_strndup(r->in->an->arena, r->start, r->length);
    literal_input number = *r->in;
    number.text = text;
    if (!float_input_float4(&number)) {
        return false;
    }
    *value = strtof(text, NULL);
    next(r);
    return true;
}

static bool read_boundary(seg_reader *r, float *value) {
    if (r->token == SEG_CERTAINTY) {
        next(r);
    }
    return read_number(r, value);
}

static bool read_upper(seg_reader *r, float lower) {
    float upper;
    next(r);
    if (r->token == SEG_END) {
        return true;
    }
    if (!read_boundary(r, &upper)) {
        return false;
    }
    return lower <= upper || literal_input_error(r->in, SQLSTATE_INVALID_PARAMETER_VALUE,
                                                 "swapped boundaries: %g is greater than %g",
                                                 (double)lower, (double)upper);
}

static bool read_segment(seg_reader *r) {
    float value;
    if (r->token == SEG_RANGE) {
        next(r);
        return read_boundary(r, &value);
    }
    if (!read_boundary(r, &value)) {
        return false;
    }
    if (r->token == SEG_RANGE) {
        return read_upper(r, value);
    }
    if (r->token == SEG_PLUS_MINUS) {
        next(r);
        return read_number(r, &value);
    }
    return true;
}

bool seg_input(const literal_input *in) {
    seg_reader r = {.in = in, .start = in->text};
    next(&r);
    return read_segment(&r) && (r.token == SEG_END || unexpected(&r));
}
