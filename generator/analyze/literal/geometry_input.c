#include <math.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* Every type of this family reads numbers with one name for messages and a moving place. */
typedef struct geometry_reader {
    const literal_input *in;
    const char *name;
    const char *p;
} geometry_reader;

typedef struct point {
    double x, y;
} point;

static bool syntax(const geometry_reader *r) {
    return literal_input_syntax(r->in, r->name);
}

static void skip(geometry_reader *r) {
    r->p = literal_skip_space(r->p);
}

static bool at_end(geometry_reader *r) {
    return *r->p == '\0' || syntax(r);
}

static bool scan_number(geometry_reader *r, double *value) {
    float_input_number number = {.start = r->p, .type_name = r->name};
    if (!float_input_scan(r->in, &number)) {
        return false;
    }
    r->p = number.end;
    *value = number.value;
    return true;
}

/* x,y with or without parentheses, and the blanks behind it. */
static bool scan_pair(geometry_reader *r, point *pair) {
    skip(r);
    bool parentheses = *r->p == '(';
    r->p += parentheses;
    if (!scan_number(r, &pair->x)) {
        return false;
    }
    if (*r->p++ != ',') {
        return syntax(r);
    }
    if (!scan_number(r, &pair->y)) {
        return false;
    }
    if (!parentheses) {
        return true;
    }
    if (*r->p++ != ')') {
        return syntax(r);
    }
    skip(r);
    return true;
}

/* How many pairs there can be: one less than pairs of commas. */
static int count_pairs(const char *p) {
    int commas = 0;
    for (; *p != '\0'; p++) {
        commas += *p == ',';
    }
    return commas % 2 ? (commas + 1) / 2 : -1;
}

/* `count` pairs in [], () or nothing; the first two are kept. */
typedef struct point_list {
    int count;
    bool brackets; /* [] may be around them */
    point first[2];
} point_list;

static bool scan_opening(geometry_reader *r, const point_list *list, int *depth, bool *open) {
    skip(r);
    *open = *r->p == '[';
    if (*open) {
        if (!list->brackets) {
            return syntax(r);
        }
        ++*depth;
        r->p++;
    } else if (*r->p == '(') {
        const char *next = literal_skip_space(r->p + 1);
        /* "((" opens the list; a lone "(" only when it is the one parenthesis there is. */
        if (*next == '(' || strrchr(r->p, '(') == r->p) {
            ++*depth;
            r->p = *next == '(' ? next : r->p + 1;
        }
    }
    return true;
}

static bool scan_closing(geometry_reader *r, int depth, bool open) {
    for (; depth > 0; depth--) {
        if (*r->p != ')' && !(*r->p == ']' && open && depth == 1)) {
            return syntax(r);
        }
        r->p++;
        skip(r);
    }
    return true;
}

static bool scan_points(geometry_reader *r, point_list *list) {
    int depth = 0;
    bool open;
    if (!scan_opening(r, list, &depth, &open)) {
        return false;
    }
    for (int i = 0; i < list->count; i++) {
        point pair;
        if (!scan_pair(r, &pair)) {
            return false;
        }
        if (i < 2) {
            list->first[i] = pair;
        }
        r->p += *r->p == ',';
    }
    return scan_closing(r, depth, open);
}

/* --- The types ------------------------------------------------------------------------------- */

bool geometry_input_point(const literal_input *in) {
    geometry_reader r = {in, "point", in->text};
    point ignored;
    return scan_pair(&r, &ignored) && at_end(&r);
}

bool geometry_input_lseg(const literal_input *in) {
    geometry_reader r = {in, "lseg", in->text};
    point_list list = {.count = 2, .brackets = true};
    return scan_points(&r, &list) && at_end(&r);
}

bool geometry_input_box(const literal_input *in) {
    geometry_reader r = {in, "box", in->text};
    point_list list = {.count = 2, .brackets = false};
    return scan_points(&r, &list) && at_end(&r);
}

bool geometry_input_path(const literal_input *in) {
    geometry_reader r = {in, "path", in->text};
    point_list list = {.count = count_pairs(in->text), .brackets = true};
    if (list.count <= 0) {
        return syntax(&r);
    }
    skip(&r);
    bool outer = *r.p == '(' && !strchr(r.p + 1, '(');
    if (outer) {
        r.p++;
    }
    if (!scan_points(&r, &list)) {
        return false;
    }
    if (outer) {
        if (*r.p++ != ')') {
            return syntax(&r);
        }
        skip(&r);
    }
    return at_end(&r);
}

bool geometry_input_polygon(const literal_input *in) {
    geometry_reader r = {in, "polygon", in->text};
    point_list list = {.count = count_pairs(in->text), .brackets = false};
    if (list.count <= 0) {
        return syntax(&r);
    }
    return scan_points(&r, &list) && at_end(&r);
}

/* <(x,y),r>, ((x,y),r), (x,y),r or x,y,r */
bool geometry_input_circle(const literal_input *in) {
    geometry_reader r = {in, "circle", in->text};
    int depth = 0;
    skip(&r);
    if (*r.p == '<') {
        depth++;
        r.p++;
    } else if (*r.p == '(' && *literal_skip_space(r.p + 1) == '(') {
        depth++;
        r.p++;
    }
    point center;
    double radius;
    if (!scan_pair(&r, &center)) {
        return false;
    }
    r.p += *r.p == ',';
    if (!scan_number(&r, &radius)) {
        return false;
    }
    if (radius < 0.0) {
        return syntax(&r);
    }
    for (; depth > 0; depth--) {
        if (*r.p != ')' && !(*r.p == '>' && depth == 1)) {
            return syntax(&r);
        }
        r.p++;
        skip(&r);
    }
    return at_end(&r);
}

/* --- line
 * ----------------------------------------------------------------------------------------- */

/* What the server takes for zero. */
static bool is_zero(double value) {
    return fabs(value) <= 1.0e-06;
}

static bool same_number(double a, double b) {
    return a == b || fabs(a - b) <= 1.0e-06;
}

/* {A,B,C}, from behind the brace. */
static bool scan_equation(geometry_reader *r) {
    double factors[3];
    for (int i = 0; i < 3; i++) {
        if (!scan_number(r, &factors[i])) {
            return false;
        }
        if (*r->p++ != (i < 2 ? ',' : '}')) {
            return syntax(r);
        }
    }
    skip(r);
    if (*r->p != '\0') {
        return syntax(r);
    }
    if (is_zero(factors[0]) && is_zero(factors[1])) {
        return literal_input_error(r->in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                   "invalid line specification: A and B cannot both be zero");
    }
    return true;
}

bool geometry_input_line(const literal_input *in) {
    geometry_reader r = {in, "line", in->text};
    skip(&r);
    if (*r.p == '{') {
        r.p++;
        return scan_equation(&r);
    }
    point_list list = {.count = 2, .brackets = true};
    if (!scan_points(&r, &list) || !at_end(&r)) {
        return false;
    }
    if (same_number(list.first[0].x, list.first[1].x) &&
        same_number(list.first[0].y, list.first[1].y)) {
        return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                   "invalid line specification: must be two distinct points");
    }
    return true;
}
