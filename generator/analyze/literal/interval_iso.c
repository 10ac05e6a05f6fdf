#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/interval_decode.h"

typedef struct iso_reader {
    const char *p;
    interval_sum *sum;
    bool time;  /* behind T */
    bool field; /* there was a field with a designator */
    bool done;
} iso_reader;

typedef struct iso_number {
    int64_t whole;
    double fraction;
    size_t width; /* digits of the whole part */
} iso_number;

static datetime_outcome read_number(iso_reader *r, iso_number *number) {
    if (!literal_is_digit(*r->p) && *r->p != '-' && *r->p != '.') {
        return DATETIME_BAD_FORMAT;
    }
    char *end;
    errno = 0;
    double value = strtod(r->p, &end);
    if (end == r->p || errno != 0) {
        return DATETIME_BAD_FORMAT;
    }
    if (isnan(value) || value < -1.0e15 || value > 1.0e15) {
        return DATETIME_FIELD_OVERFLOW;
    }
    number->whole = (int64_t)trunc(value);
    number->fraction = value - trunc(value);
    number->width = strspn(r->p + (*r->p == '-'), "0123456789");
    r->p = end;
    return DATETIME_OK;
}

static datetime_outcome add(iso_reader *r, datetime_unit unit, const iso_number *number) {
    return interval_sum_add(r->sum, unit, number->whole, number->fraction)
               ? DATETIME_OK
               : DATETIME_FIELD_OVERFLOW;
}

/* yyyymmdd or hhmmss in one number. */
static datetime_outcome add_packed(iso_reader *r, const iso_number *number,
                                   const datetime_unit *units) {
    int64_t parts[] = {number->whole / 10000, number->whole / 100 % 100, number->whole % 100};
    for (int i = 0; i < 3; i++) {
        if (!interval_sum_add(r->sum, units[i], parts[i], 0)) {
            return DATETIME_FIELD_OVERFLOW;
        }
    }
    datetime_unit rest = units[2] == DATETIME_DAY ? DATETIME_DAY : DATETIME_MICROSECOND;
    return interval_sum_add(r->sum, rest, 0, number->fraction) ? DATETIME_OK
                                                               : DATETIME_FIELD_OVERFLOW;
}

static void begin_time(iso_reader *r) {
    r->time = true;
    r->field = false;
}

/* Numbers with separators, from the first, which is read already: y-m-d or h:m:s. */
static datetime_outcome read_extended(iso_reader *r, iso_number number,
                                      const datetime_unit *units) {
    if (r->field) {
        return DATETIME_BAD_FORMAT;
    }
    char separator = r->time ? ':' : '-';
    for (int i = 0;; i++) {
        datetime_outcome outcome = add(r, units[i], &number);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
        char next = *r->p;
        if (next == '\0') {
            r->done = true;
            return DATETIME_OK;
        }
        r->p++;
        if (next == 'T' && !r->time) {
            begin_time(r);
            return DATETIME_OK;
        }
        if (next != separator || i == 2) {
            return DATETIME_BAD_FORMAT;
        }
        outcome = read_number(r, &number);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
    }
}

static datetime_outcome read_unpunctuated(iso_reader *r, const iso_number *number,
                                          const datetime_unit *units) {
    datetime_outcome outcome = add_packed(r, number, units);
    if (*r->p == '\0') {
        r->done = true;
    } else {
        r->p++;
        begin_time(r);
    }
    return outcome;
}

static datetime_unit designated_unit(char designator, bool time) {
    switch (designator) {
    case 'Y':
        return time ? DATETIME_NO_UNIT : DATETIME_YEAR;
    case 'M':
        return time ? DATETIME_MINUTE : DATETIME_MONTH;
    case 'W':
        return time ? DATETIME_NO_UNIT : DATETIME_WEEK;
    case 'D':
        return time ? DATETIME_NO_UNIT : DATETIME_DAY;
    case 'H':
        return time ? DATETIME_HOUR : DATETIME_NO_UNIT;
    case 'S':
        return time ? DATETIME_SECOND : DATETIME_NO_UNIT;
    default:
        return DATETIME_NO_UNIT;
    }
}

static datetime_outcome read_field(iso_reader *r) {
    static const datetime_unit date_units[] = {DATETIME_YEAR, DATETIME_MONTH, DATETIME_DAY};
    static const datetime_unit time_units[] = {DATETIME_HOUR, DATETIME_MINUTE, DATETIME_SECOND};
    const datetime_unit *units = r->time ? time_units : date_units;
    iso_number number;
    datetime_outcome outcome = read_number(r, &number);
    if (outcome != DATETIME_OK) {
        return outcome;
    }
    datetime_unit unit = designated_unit(*r->p, r->time);
    if (unit != DATETIME_NO_UNIT) {
        r->p++;
        r->field = true;
        return add(r, unit, &number);
    }
    bool end = *r->p == '\0' || (*r->p == 'T' && !r->time);
    if (end && !r->field && number.width == (r->time ? 6 : 8)) {
        return read_unpunctuated(r, &number, units);
    }
    if (end || *r->p == (r->time ? ':' : '-')) {
        return read_extended(r, number, units);
    }
    return DATETIME_BAD_FORMAT;
}

datetime_outcome interval_iso_decode(const char *text, interval_sum *sum) {
    *sum = (interval_sum){0};
    if (strlen(text) < 2 || text[0] != 'P') {
        return DATETIME_BAD_FORMAT;
    }
    iso_reader r = {.p = text + 1, .sum = sum};
    while (*r.p != '\0' && !r.done) {
        if (*r.p == 'T') {
            begin_time(&r);
            r.p++;
            continue;
        }
        datetime_outcome outcome = read_field(&r);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
    }
    return DATETIME_OK;
}
