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

typedef bool datetime_parser(const literal_input *in, datetime_input_value *value);

static bool order_datetimes(const literal_input *in, datetime_parser *parse,
                            const char *const *texts, int *order) {
    datetime_input_value values[2];
    for (int i = 0; i < 2; i++) {
        literal_input part = *in;
        part.text = texts[i];
        if (!parse(&part, &values[i]) || !values[i].known) {
            return false;
        }
    }
    if (values[0].infinite != values[1].infinite) {
        *order = values[0].infinite < values[1].infinite ? -1 : 1;
    } else if (values[0].infinite) {
        *order = 0;
    } else {
        int64_t slack = values[0].slack + values[1].slack;
        *order = (values[0].count > values[1].count) - (values[0].count < values[1].count);
        return slack == 0 || values[0].count - values[1].count > slack ||
               values[1].count - values[0].count > slack;
    }
    return true;
}

/* Words of digits and small letters without accents come in the same order under every collation we
 * know of. */
static bool order_words(const char *a, const char *b, int *order) {
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    if (a[strspn(a, letters)] != '\0' || b[strspn(b, letters)] != '\0') {
        return false;
    }
    int result = strcmp(a, b);
    *order = (result > 0) - (result < 0);
    return true;
}

bool value_order(const literal_input *in, oid type, const char *a, const char *b, int *order) {
    analysis *an = in->an;
    const char *const texts[] = {a, b};
    switch (type_base(an->catalog, type)) {
    case DATEOID:
        return order_datetimes(in, datetime_input_parse_date, texts, order);
    case TIMESTAMPOID:
        return order_datetimes(in, datetime_input_parse_timestamp, texts, order);
    case TIMESTAMPTZOID:
        return order_datetimes(in, datetime_input_parse_timestamptz, texts, order);
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

static bool check_next_date(const literal_input *in, const char *bound) {
    literal_input part = *in;
    part.text = bound;
    datetime_input_value value;
    if (!datetime_input_parse_date(&part, &value)) {
        return false;
    }
    const int64_t last = 2147483493 - 2451545;
    if (value.known && !value.infinite && value.count >= last) {
        return literal_input_error(in, SQLSTATE_DATETIME_FIELD_OVERFLOW, "date out of range");
    }
    return true;
}

static bool check_next_integer(const literal_input *in, const char *bound, bool big) {
    int64_t value = 0;
    integer_input_outcome outcome;
    if (integer_input_parse(bound, INT64_MIN, &value, &outcome) &&
        value == (big ? INT64_MAX : INT32_MAX)) {
        return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, "%s out of range",
                                   big ? "bigint" : "integer");
    }
    return true;
}

bool value_order_can_canonicalize(const literal_input *in, const char *bound) {
    if (!bound) {
        return true;
    }
    switch (in->type->oid) {
    case INT4RANGEOID:
        return check_next_integer(in, bound, false);
    case INT8RANGEOID:
        return check_next_integer(in, bound, true);
    case DATERANGEOID:
        return check_next_date(in, bound);
    default:
        return true;
    }
}
