#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/array_shape.h"
#include "analyze/literal/input_functions.h"
#include "base/text.h"
#include "parse/sqlstate.h"

bool array_input_malformed(const literal_input *in, const char *shown, const char *detail) {
    return literal_input_error_detail(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "malformed array literal: \"%s\"", shown);
}

/* --- [1:2][3:4]= ------------------------------------------------------------------------------ */

static const char *skip_number(const char *p) {
    while (literal_is_digit(*p) || *p == '-' || *p == '+') {
        p++;
    }
    return p;
}

/* As the C library's atoi, where a wrap is what int does. */
static int number_at(const char *p) {
    return (int)strtol(p, NULL, 10);
}

static bool scan_dimension(const literal_input *in, const char **place, array_shape *shape) {
    const char *p = *place + 1;
    if (shape->count >= ARRAY_SHAPE_MOST) {
        return array_shape_too_deep(in, shape->count + 1);
    }
    const char *end = skip_number(p);
    if (end == p) {
        return array_input_malformed(in, in->text,
                                     "\"[\" must introduce explicitly-specified array dimensions.");
    }
    int low = 1;
    if (*end == ':') {
        low = number_at(p);
        p = end + 1;
        end = skip_number(p);
        if (end == p) {
            return array_input_malformed(in, in->text, "Missing array dimension value.");
        }
    }
    if (*end != ']') {
        return array_input_malformed(in, in->text, "Missing \"]\" after array dimensions.");
    }
    int high = number_at(p);
    *place = end + 1;
    if (high < low) {
        return literal_input_error(in, SQLSTATE_ARRAY_SUBSCRIPT_ERROR,
                                   "upper bound cannot be less than lower bound");
    }
    shape->low[shape->count] = low;
    shape->size[shape->count++] = (int)((unsigned)high - (unsigned)low + 1u);
    return true;
}

static bool scan_dimensions(const literal_input *in, const char **place, array_shape *shape) {
    const char *p = literal_skip_space(*place);
    while (*p == '[') {
        if (!scan_dimension(in, &p, shape)) {
            return false;
        }
        p = literal_skip_space(p);
    }
    *place = p;
    return true;
}

/* The written dimensions must be those of the contents. */
static bool compare_shapes(const literal_input *in, const array_shape *written,
                           const array_shape *found) {
    bool same = written->count == found->count;
    for (int i = 0; same && i < written->count; i++) {
        same = written->size[i] == found->size[i];
    }
    return same || array_input_malformed(in, in->text,
                                         "Specified array dimensions do not match array contents.");
}

static bool find_shape(const literal_input *in, const char **place, array_shape *shape) {
    array_shape written = {0};
    if (!scan_dimensions(in, place, &written)) {
        return false;
    }
    if (written.count > 0) {
        if (**place != '=') {
            return array_input_malformed(in, in->text, "Missing \"=\" after array dimensions.");
        }
        *place = literal_skip_space(*place + 1);
    }
    if (**place != '{') {
        return array_input_malformed(
            in, in->text,
            written.count > 0 ? "Array contents must start with \"{\"."
                              : "Array value must start with \"{\" or dimension information.");
    }
    if (!array_shape_count(in, *place, shape)) {
        return false;
    }
    if (written.count == 0) {
        return true;
    }
    memcpy(shape->low, written.low, sizeof shape->low);
    return compare_shapes(in, &written, shape);
}

/* --- Elements --------------------------------------------------------------------------------- */

/* One element: from its first character to the delimiter or brace behind it. */
static const char *scan_element(const char *p, char delimiter, text *value, bool *quoted) {
    size_t kept = 0;
    bool in_quotes = false;
    *quoted = false;
    for (; *p != '\0'; p++) {
        if (*p == '\\' && p[1] != '\0') {
            text_add_char(value, *++p);
            kept = value->length;
            *quoted = true;
        } else if (*p == '"') {
            in_quotes = !in_quotes;
            *quoted = true;
            kept = value->length;
        } else if (!in_quotes && (*p == delimiter || *p == '{' || *p == '}')) {
            break;
        } else {
            text_add_char(value, *p);
            if (in_quotes || !literal_is_space(*p)) {
                kept = value->length;
            }
        }
    }
    if (value->bytes) {
        value->bytes[kept] = '\0';
        value->length = kept;
    }
    return p;
}

static bool check_element(const literal_input *in, const char *value, bool quoted) {
    const char *setting = catalog_setting(in->an->catalog, "array_nulls");
    bool nulls = !setting || !literal_equal_fold(setting, "off");
    if (!quoted && nulls && literal_equal_fold(value, "null")) {
        return literal_input_null_part(in, in->element);
    }
    return literal_input_part(in, in->element, in->typmod, value);
}

static bool check_elements(const literal_input *in, const char *p, char delimiter) {
    for (; *p != '\0'; p++) {
        if (*p == delimiter || *p == '{' || *p == '}' || literal_is_space(*p)) {
            continue;
        }
        text value = text_new(in->an->arena);
        bool quoted;
        p = scan_element(p, delimiter, &value, &quoted);
        if (!check_element(in, text_string(&value), quoted)) {
            return false;
        }
        if (*p == '\0') {
            break;
        }
    }
    return true;
}

bool array_input(const literal_input *in) {
    const char *p = in->text;
    array_shape shape = {0};
    for (int i = 0; i < ARRAY_SHAPE_MOST; i++) {
        shape.low[i] = 1;
    }
    const pg_type *element = catalog_type(in->an->catalog, in->element);
    shape.delimiter = element ? element->delimiter : ',';
    if (!find_shape(in, &p, &shape) || !array_shape_fits(in, &shape)) {
        return false;
    }
    if (shape.count == 0) {
        return true;
    }
    return check_elements(in, p, shape.delimiter);
}
