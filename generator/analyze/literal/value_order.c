#include "analyze/literal/value_order.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/coercion.h"
#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

static bool order_integers(const char *a, const char *b, int *order) {
    int64_t left, right;
    integer_input_outcome outcome;
    if (!integer_input_parse(a, INT64_MIN, &left, &outcome) ||
        !integer_input_parse(b, INT64_MIN, &right, &outcome)) {
        return false;
    }
    *order = (left > right) - (left < right);
    return true;
}

static bool order_numerics(analysis *an, const char *a, const char *b, int *order) {
    numeric_input_value left, right;
    if (numeric_input_parse(an->arena, a, &left) != NUMERIC_INPUT_OK ||
        numeric_input_parse(an->arena, b, &right) != NUMERIC_INPUT_OK) {
        return false;
    }
    *order = numeric_input_compare(&left, &right);
    return true;
}

/* NaN comes last. */
static bool order_floats(const char *a, const char *b, int *order) {
    double left = strtod(a, NULL);
    double right = strtod(b, NULL);
    if (isnan(left) || isnan(right)) {
        *order = (isnan(left) != 0) - (isnan(right) != 0);
    } else {
        *order = (left > right) - (left < right);
    }
    return true;
}

/* Words of small letters without accents come in the same order under every collation we know of.
 */
static bool order_words(const char *a, const char *b, int *order) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    if (a[strspn(a, letters)] != '\0' || b[strspn(b, letters)] != '\0') {
        return false;
    }
    int result = strcmp(a, b);
    *order = (result > 0) - (result < 0);
    return true;
}

bool value_order(analysis *an, oid type, const char *a, const char *b, int *order) {
    switch (type_base(an->catalog, type)) {
    case INT2OID:
    case INT4OID:
    case INT8OID:
        return order_integers(a, b, order);
    case NUMERICOID:
        return order_numerics(an, a, b, order);
    case FLOAT4OID:
    case FLOAT8OID:
        return order_floats(a, b, order);
    case TEXTOID:
    case VARCHAROID:
        return order_words(a, b, order);
    default:
        return false;
    }
}

bool value_order_can_canonicalize(const literal_input *in, const char *lower, const char *upper) {
    bool big = in->type->oid == INT8RANGEOID;
    if (!big && in->type->oid != INT4RANGEOID) {
        return true;
    }
    const char *bounds[] = {lower, upper};
    for (int i = 0; i < 2; i++) {
        int64_t value = 0;
        integer_input_outcome outcome;
        if (bounds[i] && integer_input_parse(bounds[i], INT64_MIN, &value, &outcome) &&
            value == (big ? INT64_MAX : INT32_MAX)) {
            return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "%s out of range",
                                       big ? "bigint" : "integer");
        }
    }
    return true;
}
