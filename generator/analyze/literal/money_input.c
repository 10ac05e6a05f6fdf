#include "analyze/literal/input_functions.h"

/* lc_monetary C: two digits behind the point, "$" and "," are decoration. */
typedef struct amount {
    int64_t negated; /* below zero there is room for one more */
    bool negative;
    bool overflow;
} amount;

static void add_digit(amount *sum, int digit) {
    if (__builtin_mul_overflow(sum->negated, 10, &sum->negated) ||
        __builtin_sub_overflow(sum->negated, digit, &sum->negated)) {
        sum->overflow = true;
    }
}

static const char *skip_dollar(const char *p) {
    p = literal_skip_space(p);
    return literal_skip_space(*p == '$' ? p + 1 : p);
}

static const char *scan_sign(const char *p, amount *sum) {
    p = skip_dollar(p);
    sum->negative = *p == '-' || *p == '(';
    if (*p == '-' || *p == '(' || *p == '+') {
        p++;
    }
    return skip_dollar(p);
}

static const char *scan_digits(const char *p, amount *sum) {
    bool point = false;
    int decimals = 0;
    for (; !sum->overflow; p++) {
        if (literal_is_digit(*p) && decimals < 2) {
            add_digit(sum, *p - '0');
            decimals += point;
        } else if (*p == '.' && !point) {
            point = true;
        } else if (*p != ',') {
            break;
        }
    }
    if (literal_is_digit(*p) && *p >= '5' &&
        __builtin_sub_overflow(sum->negated, 1, &sum->negated)) {
        sum->overflow = true;
    }
    for (; decimals < 2 && !sum->overflow; decimals++) {
        add_digit(sum, 0);
    }
    while (literal_is_digit(*p)) {
        p++;
    }
    return p;
}

bool money_input(const literal_input *in) {
    amount sum = {0, false, false};
    const char *p = scan_digits(scan_sign(in->text, &sum), &sum);
    if (sum.overflow) {
        return literal_input_range(in, "money");
    }
    for (; *p != '\0'; p++) {
        if (*p == '-') {
            sum.negative = true;
        } else if (!literal_is_space(*p) && *p != ')' && *p != '+' && *p != '$') {
            return literal_input_syntax(in, "money");
        }
    }
    if (!sum.negative && sum.negated == INT64_MIN) {
        return literal_input_range(in, "money");
    }
    return true;
}
