#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"

bool integer_input_parse(const char *text, int64_t least, int64_t *value,
                         integer_input_outcome *outcome) {
    const char *p = literal_skip_space(text);
    bool negative = *p == '-';
    if (*p == '-' || *p == '+') {
        p++;
    }
    *outcome = INTEGER_INPUT_SYNTAX;
    if (!literal_is_digit(*p)) {
        return false;
    }
    /* Below zero there is room for one more. */
    int64_t sum = 0;
    for (; literal_is_digit(*p); p++) {
        int digit = *p - '0';
        if (sum < (least + digit) / 10) {
            *outcome = INTEGER_INPUT_RANGE;
            return false;
        }
        sum = sum * 10 - digit;
    }
    if (*literal_skip_space(p) != '\0') {
        return false;
    }
    if (!negative && sum == least) {
        *outcome = INTEGER_INPUT_RANGE;
        return false;
    }
    *value = negative ? sum : -sum;
    return true;
}

static bool check(const literal_input *in, int64_t least, const char *name) {
    int64_t value;
    integer_input_outcome outcome;
    if (integer_input_parse(in->text, least, &value, &outcome)) {
        return true;
    }
    return outcome == INTEGER_INPUT_RANGE ? literal_input_range(in, name)
                                          : literal_input_syntax(in, name);
}

bool integer_input_int2(const literal_input *in) {
    return check(in, INT16_MIN, "smallint");
}

bool integer_input_int4(const literal_input *in) {
    return check(in, INT32_MIN, "integer");
}

bool integer_input_int8(const literal_input *in) {
    return check(in, INT64_MIN, "bigint");
}

/* One OID at the start of text; *end is what follows it and blanks.  NULL end: nothing may follow.
 */
static bool check_oid(const literal_input *in, const char *text, const char **end) {
    char *stop;
    errno = 0;
    unsigned long value = strtoul(text, &stop, 10);
    if (stop == text) {
        return literal_input_error(in, "22P02", "invalid input syntax for type oid: \"%s\"", text);
    }
    bool fits = value <= UINT32_MAX || value >= (unsigned long)(int64_t)INT32_MIN;
    if (errno == ERANGE) {
        return literal_input_error(in, "22003", "value \"%s\" is out of range for type oid", text);
    }
    const char *rest = literal_skip_space(stop);
    if (end) {
        *end = rest;
    } else if (*rest != '\0') {
        return literal_input_error(in, "22P02", "invalid input syntax for type oid: \"%s\"", text);
    }
    if (!fits) {
        return literal_input_error(in, "22003", "value \"%s\" is out of range for type oid", text);
    }
    return true;
}

bool integer_input_oid(const literal_input *in) {
    return check_oid(in, in->text, NULL);
}

bool integer_input_oidvector(const literal_input *in) {
    const char *p = literal_skip_space(in->text);
    while (*p != '\0') {
        if (!check_oid(in, p, &p)) {
            return false;
        }
    }
    return true;
}

/* As check_oid, of int2's range. */
bool integer_input_int2vector(const literal_input *in) {
    const char *p = literal_skip_space(in->text);
    while (*p != '\0') {
        char *stop;
        errno = 0;
        long value = strtol(p, &stop, 10);
        if (stop == p) {
            return literal_input_error(in, "22P02",
                                       "invalid input syntax for type smallint: \"%s\"", p);
        }
        if (errno == ERANGE || value < INT16_MIN || value > INT16_MAX) {
            return literal_input_error(in, "22003",
                                       "value \"%s\" is out of range for type smallint", p);
        }
        if (*stop != '\0' && *stop != ' ') {
            return literal_input_error(in, "22P02",
                                       "invalid input syntax for type smallint: \"%s\"", p);
        }
        p = literal_skip_space(stop);
    }
    return true;
}

/* (block,offset): what stands before the parenthesis and behind the closing one does not matter. */
bool integer_input_tid(const literal_input *in) {
    const char *numbers[2] = {NULL, NULL};
    int count = 0;
    for (const char *p = in->text; *p != '\0' && *p != ')' && count < 2; p++) {
        if (*p == ',' || (*p == '(' && count == 0)) {
            numbers[count++] = p + 1;
        }
    }
    if (count < 2) {
        return literal_input_syntax(in, "tid");
    }
    char *stop;
    errno = 0;
    unsigned long block = strtoul(numbers[0], &stop, 10);
    if (errno != 0 || *stop != ',' ||
        (block > UINT32_MAX && block < (unsigned long)(int64_t)INT32_MIN)) {
        return literal_input_syntax(in, "tid");
    }
    errno = 0;
    unsigned long offset = strtoul(numbers[1], &stop, 10);
    if (errno != 0 || *stop != ')' || offset > UINT16_MAX) {
        return literal_input_syntax(in, "tid");
    }
    return true;
}
