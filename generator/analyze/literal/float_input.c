#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

typedef struct float_kind {
    const char *name;
    bool single;
} float_kind;

static double read_number(const char *start, char **stop, bool single, bool *overflow) {
    errno = 0;
    double value = single ? (double)strtof(start, stop) : strtod(start, stop);
    /* What is only too small to be exact is no error. */
    *overflow = errno == ERANGE && (value == 0.0 || isinf(value));
    return value;
}

static bool scan(const literal_input *in, float_kind kind, float_input_number *number) {
    const char *start = literal_skip_space(number->start);
    char *stop;
    bool overflow;
    number->value = read_number(start, &stop, kind.single, &overflow);
    if (stop == start) {
        return literal_input_syntax(in, number->type_name);
    }
    if (overflow) {
        /* real shows the whole constant, double precision only the number. */
        const char *number_text =
            kind.single ? in->text : arena_strndup(in->an->arena, start, (size_t)(stop - start));
        return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
                                   "\"%s\" is out of range for type %s", number_text, kind.name);
    }
    number->end = literal_skip_space(stop);
    return true;
}

bool float_input_scan(const literal_input *in, float_input_number *number) {
    return scan(in, (float_kind){"double precision", false}, number);
}

static bool check(const literal_input *in, float_kind kind) {
    float_input_number number = {.start = in->text, .type_name = kind.name};
    if (!scan(in, kind, &number)) {
        return false;
    }
    return *number.end == '\0' || literal_input_syntax(in, kind.name);
}

bool float_input_float4(const literal_input *in) {
    return check(in, (float_kind){"real", true});
}

bool float_input_float8(const literal_input *in) {
    return check(in, (float_kind){"double precision", false});
}
