#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

#define MOST_DIMENSIONS 100

typedef struct cube_reader {
    const literal_input *in;
    const char *p;
} cube_reader;

typedef struct cube_corner {
    const char *start, *end; /* between the parentheses */
    int count;
} cube_corner;

static bool syntax(const cube_reader *r, const char *detail) {
    return literal_input_error_detail(r->in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "invalid input syntax for cube");
}

static bool unexpected(const cube_reader *r) {
    if (*r->p == '\0') {
        return syntax(r, "syntax error at end of input");
    }
    return syntax(r, analysis_text(r->in->an, "syntax error at or near \"%.*s\"",
                                   (int)literal_char_length(r->p), r->p));
}

/* Blanks; what is not ASCII counts as the end. */
static void skip(cube_reader *r) {
    r->p += strspn(r->p, " \t\n\r\f");
    if ((unsigned char)*r->p >= 0x80) {
        r->p = "";
    }
}

static bool expect(cube_reader *r, char c) {
    if (*r->p != c) {
        return unexpected(r);
    }
    r->p++;
    skip(r);
    return true;
}

/* The number at p; p where there is none. */
static const char *skip_number(const char *p) {
    const char *start = p;
    p += *p == '+' || *p == '-';
    if (literal_equal_fold_n(p, "inf", 3)) {
        return p + (literal_equal_fold_n(p, "infinity", 8) ? 8 : 3);
    }
    if (p == start && literal_equal_fold_n(p, "nan", 3)) {
        return p + 3;
    }
    size_t whole = strspn(p, "0123456789");
    p += whole;
    size_t fraction = *p == '.' ? strspn(p + 1, "0123456789") : 0;
    if (whole + fraction == 0) {
        return start;
    }
    p += *p == '.' ? fraction + 1 : 0;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '+' || p[1] == '-');
        size_t digits = strspn(exponent, "0123456789");
        p = digits ? exponent + digits : p;
    }
    return p;
}

static bool scan_list(cube_reader *r, cube_corner *corner) {
    for (corner->start = r->p;; skip(r)) {
        const char *end = skip_number(r->p);
        if (end == r->p) {
            return unexpected(r);
        }
        corner->count++;
        corner->end = end;
        r->p = end;
        skip(r);
        if (*r->p != ',') {
            return true;
        }
        r->p++;
    }
}

static bool scan_corner(cube_reader *r, cube_corner *corner) {
    if (!expect(r, '(')) {
        return false;
    }
    corner->start = corner->end = r->p;
    if (*r->p != ')' && !scan_list(r, corner)) {
        return false;
    }
    return expect(r, ')');
}

/* One corner in parentheses or bare, two in parentheses, or two in brackets. */
static bool scan_box(cube_reader *r, cube_corner *corners) {
    skip(r);
    bool brackets = *r->p == '[';
    if (brackets && !expect(r, '[')) {
        return false;
    }
    if (!brackets && *r->p != '(') {
        return scan_list(r, &corners[0]);
    }
    if (!scan_corner(r, &corners[0])) {
        return false;
    }
    if (!brackets && *r->p != ',') {
        return true;
    }
    return expect(r, ',') && scan_corner(r, &corners[1]) && (!brackets || expect(r, ']'));
}

static bool check_numbers(const literal_input *in, const cube_corner *corner) {
    const char *p = corner->start;
    for (int i = 0; i < corner->count; i++) {
        p += strspn(p, " \t\n\r\f,");
        const char *end = skip_number(p);
        const char *number = arena_strndup(in->an->arena, p, (size_t)(end - p));
        if (!literal_input_part(in, FLOAT8OID, -1, number)) {
            return false;
        }
        p = end;
    }
    return true;
}

bool cube_input(const literal_input *in) {
    cube_reader r = {in, in->text};
    cube_corner corners[2] = {{0}, {0}};
    if (!scan_box(&r, corners)) {
        return false;
    }
    if (corners[1].start && corners[0].count != corners[1].count) {
        return syntax(&r,
                      analysis_text(in->an, "Different point dimensions in (%.*s) and (%.*s).",
                                    (int)(corners[0].end - corners[0].start), corners[0].start,
                                    (int)(corners[1].end - corners[1].start), corners[1].start));
    }
    if (corners[0].count > MOST_DIMENSIONS) {
        return syntax(&r, "A cube cannot have more than 100 dimensions.");
    }
    /* What follows is seen last. */
    return check_numbers(in, &corners[0]) && check_numbers(in, &corners[1]) &&
           (*r.p == '\0' || unexpected(&r));
}
