#include <string.h>

#include "analyze/literal/input_functions.h"
#include "analyze/literal/value_order.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* --- Ranges ---------------------------------------------------------------------------------- */

static bool malformed(const literal_input *in, const char *detail) {
    return literal_input_error_detail(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "malformed range literal: \"%s\"", in->text);
}

typedef struct range_bounds {
    const char *lower, *upper; /* NULL: infinite */
    bool lower_inclusive, upper_inclusive;
} range_bounds;

/* *value stays NULL where nothing is written. */
static bool scan_bound(const literal_input *in, const char **place, const char **value) {
    if (**place == ',' || **place == ')' || **place == ']') {
        return true;
    }
    text bound = text_new(in->an->arena);
    *place = record_input_field(*place, ")]", &bound);
    if (!*place) {
        return malformed(in, "Unexpected end of input.");
    }
    *value = text_string(&bound);
    return true;
}

static bool scan_bounds(const literal_input *in, const char *p, range_bounds *bounds) {
    bounds->lower_inclusive = *p == '[';
    if (*p != '[' && *p != '(') {
        return malformed(in, "Missing left parenthesis or bracket.");
    }
    p++;
    if (!scan_bound(in, &p, &bounds->lower)) {
        return false;
    }
    if (*p != ',') {
        return malformed(in, "Missing comma after lower bound.");
    }
    p++;
    if (!scan_bound(in, &p, &bounds->upper)) {
        return false;
    }
    if (*p == ',') {
        return malformed(in, "Too many commas.");
    }
    bounds->upper_inclusive = *p == ']';
    p = literal_skip_space(p + 1);
    return *p == '\0' || malformed(in, "Junk after right parenthesis or bracket.");
}

static bool check_values(const literal_input *in, const range_bounds *bounds) {
    oid subtype = in->type->range_subtype;
    if (bounds->lower && !literal_input_part(in, subtype, -1, bounds->lower)) {
        return false;
    }
    if (bounds->upper && !literal_input_part(in, subtype, -1, bounds->upper)) {
        return false;
    }
    int order;
    if (bounds->lower && bounds->upper &&
        value_order(in, subtype, bounds->lower, bounds->upper, &order)) {
        if (order > 0) {
            return literal_input_error(
                in, "22000", "range lower bound must be less than or equal to range upper bound");
        }
        if (order == 0 && !(bounds->lower_inclusive && bounds->upper_inclusive)) {
            return true; /* empty */
        }
    }
    return value_order_can_canonicalize(in, bounds->lower_inclusive ? NULL : bounds->lower) &&
           value_order_can_canonicalize(in, bounds->upper_inclusive ? bounds->upper : NULL);
}

bool range_input(const literal_input *in) {
    const char *p = literal_skip_space(in->text);
    if (literal_equal_fold_n(p, "empty", 5)) {
        return *literal_skip_space(p + 5) == '\0' ||
               malformed(in, "Junk after \"empty\" key word.");
    }
    range_bounds bounds = {0};
    return scan_bounds(in, p, &bounds) && check_values(in, &bounds);
}

/* --- Multiranges
 * ---------------------------------------------------------------------------------- */

static bool multi_malformed(const literal_input *in, const char *detail) {
    return literal_input_error_detail(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, detail,
                                      "malformed multirange literal: \"%s\"", in->text);
}

/* From the opening bracket to the character behind the closing one; NULL: there is none. */
static const char *range_end(const char *p) {
    bool quoted = false;
    for (p++; *p != '\0'; p++) {
        if (literal_is_space(*p)) {
            continue;
        }
        if (!quoted && (*p == ']' || *p == ')')) {
            return p + 1;
        }
        if (*p == '\\') {
            p = literal_skip_space(p + 1);
            if (*p == '\0') {
                return NULL;
            }
        } else if (*p == '"') {
            if (quoted && p[1] == '"') {
                p++;
            } else {
                quoted = !quoted;
            }
        }
    }
    return NULL;
}

/* One range at *place, which is moved behind it. */
static bool check_range(const literal_input *in, const char **place) {
    const char *p = *place;
    const char *end = NULL;
    if (*p == '[' || *p == '(') {
        end = range_end(p);
    } else if (literal_equal_fold_n(p, "empty", 5)) {
        end = p + 5;
    } else {
        return multi_malformed(in, "Expected range start.");
    }
    if (!end) {
        return multi_malformed(in, "Unexpected end of input.");
    }
    *place = end;
    const char *range = arena_strndup(in->an->arena, p, (size_t)(end - p));
    return literal_input_part(in, in->type->range_multirange, -1, range);
}

static bool multi_end(const literal_input *in, const char *p) {
    return *literal_skip_space(p) == '\0' || multi_malformed(in, "Junk after closing right brace.");
}

bool range_input_multirange(const literal_input *in) {
    const char *p = literal_skip_space(in->text);
    if (*p != '{') {
        return multi_malformed(in, "Missing left brace.");
    }
    p = literal_skip_space(p + 1);
    if (*p == '}') {
        return multi_end(in, p + 1);
    }
    for (;; p++) {
        p = literal_skip_space(p);
        if (*p == '\0') {
            return multi_malformed(in, "Unexpected end of input.");
        }
        if (!check_range(in, &p)) {
            return false;
        }
        p = literal_skip_space(p);
        if (*p == '}') {
            return multi_end(in, p + 1);
        }
        if (*p == '\0') {
            return multi_malformed(in, "Unexpected end of input.");
        }
        if (*p != ',') {
            return multi_malformed(in, "Expected comma or end of multirange.");
        }
    }
}
