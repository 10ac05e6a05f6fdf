#include <limits.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "analyze/literal/interval_decode.h"
#include "parse/sqlstate.h"

/* Room for characters and end marks, as the server's buffer has it. */
#define INTERVAL_ROOM 256

/* The modifier's upper half tells the fields, one bit each. */
enum interval_fields {
    FIELD_MONTH = 1 << 1,
    FIELD_YEAR = 1 << 2,
    FIELD_DAY = 1 << 3,
    FIELD_HOUR = 1 << 10,
    FIELD_MINUTE = 1 << 11,
    FIELD_SECOND = 1 << 12,
    FIELDS_ALL = 0x7fff,
};

/* Fields are read from the right, so that units come before their numbers. */
typedef struct interval_reader {
    interval_sum sum;
    int fields; /* interval_fields */
    unsigned seen, now;
    bool has_unit;
    datetime_unit unit;
    bool ago;

} interval_reader;

/* --- Times
 * ---------------------------------------------------------------------------------------- */

typedef struct clock_time {
    int64_t hour;
    int minute, second;
    double fraction;
} clock_time;

static datetime_outcome scan_time(const interval_reader *r, const char *string, clock_time *t) {
    char *end;
    bool overflow, second_overflow = false;
    *t = (clock_time){0};
    t->hour = datetime_field_int64(string, &end, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end != ':') {
        return DATETIME_BAD_FORMAT;
    }
    t->minute = datetime_field_int(end + 1, &end, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    bool no_hours = *end == '.' || (*end == '\0' && r->fields == (FIELD_MINUTE | FIELD_SECOND));
    if (*end == '.' && !datetime_field_fraction(end, &t->fraction)) {
        return DATETIME_BAD_FORMAT;
    }
    if (no_hours) {
        if (t->hour > INT_MAX || t->hour < INT_MIN) {
            return DATETIME_FIELD_OVERFLOW;
        }
        t->second = t->minute;
        t->minute = (int)t->hour;
        t->hour = 0;
    } else if (*end == ':') {
        t->second = datetime_field_int(end + 1, &end, &second_overflow);
    }
    if (second_overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end == '\0') {
        return DATETIME_OK;
    }
    return *end == '.' && datetime_field_fraction(end, &t->fraction) ? DATETIME_OK
                                                                     : DATETIME_BAD_FORMAT;
}

static datetime_outcome take_time(interval_reader *r, const char *string, bool negative) {
    clock_time t;
    r->now = HAS_TIME;
    datetime_outcome outcome = scan_time(r, string, &t);
    if (outcome != DATETIME_OK) {
        return outcome;
    }
    if (t.hour < 0 || t.minute < 0 || t.minute > 59 || t.second < 0 || t.second > 60) {
        return DATETIME_FIELD_OVERFLOW;
    }
    /* A time is set, not added: fields that come later in reading are added to it. */
    interval_sum time = {0};
    if (!interval_sum_add(&time, DATETIME_HOUR, t.hour, 0) ||
        !interval_sum_add(&time, DATETIME_MINUTE, t.minute, 0) ||
        !interval_sum_add(&time, DATETIME_SECOND, t.second, 0) ||
        !interval_sum_add(&time, DATETIME_SECOND, 0, t.fraction)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    r->sum.microseconds = negative ? -time.microseconds : time.microseconds;
    r->has_unit = true;
    r->unit = DATETIME_DAY;
    return DATETIME_OK;
}

/* --- Numbers
 * -------------------------------------------------------------------------------------- */

/* The unit of a last number without one. */
static datetime_unit default_unit(int fields) {
    if (fields == FIELDS_ALL || (fields & FIELD_SECOND)) {
        return DATETIME_SECOND;
    }
    if (fields & FIELD_MINUTE) {
        return DATETIME_MINUTE;
    }
    if (fields & FIELD_HOUR) {
        return DATETIME_HOUR;
    }
    if (fields & FIELD_DAY) {
        return DATETIME_DAY;
    }
    return fields & FIELD_MONTH  ? DATETIME_MONTH
           : fields & FIELD_YEAR ? DATETIME_YEAR
                                 : DATETIME_SECOND;
}

static unsigned unit_mask(datetime_unit unit, bool fraction) {
    static const unsigned masks[] = {
        [DATETIME_MICROSECOND] = HAS_MICROSECOND,
        [DATETIME_MILLISECOND] = HAS_MILLISECOND,
        [DATETIME_SECOND] = HAS_SECOND,
        [DATETIME_MINUTE] = HAS_MINUTE,
        [DATETIME_HOUR] = HAS_HOUR,
        [DATETIME_DAY] = HAS_DAY,
        [DATETIME_WEEK] = HAS_WEEK,
        [DATETIME_MONTH] = HAS_MONTH,
        [DATETIME_YEAR] = HAS_YEAR,
        [DATETIME_DECADE] = HAS_DECADE,
        [DATETIME_CENTURY] = HAS_CENTURY,
        [DATETIME_MILLENNIUM] = HAS_MILLENNIUM,
        [DATETIME_OTHER_UNIT] = 0,
    };
    return unit == DATETIME_SECOND && fraction ? HAS_SECONDS : masks[unit];
}

/* years-months, from the minus sign. */
static datetime_outcome scan_months(const char *p, bool negative, int64_t *value) {
    char *end;
    bool overflow;
    int months = datetime_field_int(p + 1, &end, &overflow);
    if (overflow || months < 0 || months >= 12) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end != '\0') {
        return DATETIME_BAD_FORMAT;
    }
    if (__builtin_mul_overflow(*value, 12, value) ||
        __builtin_add_overflow(*value, negative ? -months : months, value)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    return DATETIME_OK;
}

static datetime_outcome take_number(interval_reader *r, const char *string) {
    if (!r->has_unit) {
        r->unit = default_unit(r->fields);
        r->has_unit = true;
    }
    char *end;
    bool overflow;
    bool negative = *string == '-';
    double fraction = 0;
    int64_t value = datetime_field_int64(string, &end, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end == '-') {
        r->unit = DATETIME_MONTH;
        datetime_outcome outcome = scan_months(end, negative, &value);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
    } else if (*end == '.' ? !datetime_field_fraction(end, &fraction) : *end != '\0') {
        return DATETIME_BAD_FORMAT;
    }
    r->now = unit_mask(r->unit, fraction != 0);
    if (r->now == 0) {
        return DATETIME_BAD_FORMAT;
    }
    if (!interval_sum_add(&r->sum, r->unit, value, negative ? -fraction : fraction)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (r->unit == DATETIME_HOUR) {
        r->unit = DATETIME_DAY; /* what stands before hours without a unit */
    }
    return DATETIME_OK;
}

/* --- Fields
 * ----------------------------------------------------------------------------------------- */

static datetime_outcome take_word(interval_reader *r, const char *string) {
    datetime_word word = datetime_word_find_unit(string);
    switch (word.kind) {
    case DATETIME_WORD_IGNORED:
        return DATETIME_OK;
    case DATETIME_WORD_UNIT:
        r->unit = (datetime_unit)word.value;
        r->has_unit = true;
        return DATETIME_OK;
    case DATETIME_WORD_AGO:
        r->ago = true;
        r->unit = DATETIME_OTHER_UNIT;
        r->has_unit = true;
        return DATETIME_OK;
    default:
        return DATETIME_BAD_FORMAT;
    }
}

static datetime_outcome take_field(interval_reader *r, const datetime_field *field) {
    const char *string = field->string;
    switch (field->kind) {
    case DATETIME_FIELD_TIME:
        return take_time(r, string, false);
    case DATETIME_FIELD_ZONE:
        if (strchr(string + 1, ':') && take_time(r, string + 1, *string == '-') == DATETIME_OK) {
            return DATETIME_OK;
        }
        return take_number(r, string);
    case DATETIME_FIELD_DATE:
    case DATETIME_FIELD_NUMBER:
        return take_number(r, string);
    case DATETIME_FIELD_WORD:
    case DATETIME_FIELD_SIGNED:
        return take_word(r, string);
    }
    return DATETIME_BAD_FORMAT;
}

static datetime_outcome negate(interval_sum *sum) {
    if (sum->microseconds == INT64_MIN || sum->days == INT_MIN || sum->months == INT_MIN ||
        sum->years == INT_MIN) {
        return DATETIME_FIELD_OVERFLOW;
    }
    sum->microseconds = -sum->microseconds;
    sum->days = -sum->days;
    sum->months = -sum->months;
    sum->years = -sum->years;
    return DATETIME_OK;
}

static datetime_outcome decode(interval_reader *r, const datetime_field_list *fields) {
    for (int i = fields->count - 1; i >= 0; i--) {
        r->now = 0;
        datetime_outcome outcome = take_field(r, &fields->items[i]);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
        if (r->seen & r->now) {
            return DATETIME_BAD_FORMAT;
        }
        r->seen |= r->now;
    }
    if (r->seen == 0) {
        return DATETIME_BAD_FORMAT;
    }
    return r->ago ? negate(&r->sum) : DATETIME_OK;
}

bool interval_input(const literal_input *in) {
    interval_reader r = {.fields = in->typmod >= 0 ? (in->typmod >> 16) & 0x7fff : FIELDS_ALL};
    datetime_field_list fields;
    datetime_outcome outcome = datetime_field_split(in, INTERVAL_ROOM, &fields);
    if (outcome == DATETIME_OK) {
        outcome = decode(&r, &fields);
    }
    if (outcome == DATETIME_BAD_FORMAT) {
        outcome = interval_iso_decode(in->text, &r.sum);
    }
    if (outcome != DATETIME_OK) {
        return datetime_field_error(
            in, outcome == DATETIME_FIELD_OVERFLOW ? DATETIME_INTERVAL_OVERFLOW : outcome,
            "interval");
    }
    int64_t months = (int64_t)r.sum.years * 12 + r.sum.months;
    if (months > INT_MAX || months < INT_MIN) {
        return literal_input_error(in, SQLSTATE_DATETIME_FIELD_OVERFLOW, "interval out of range");
    }
    return true;
}
