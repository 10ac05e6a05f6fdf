#include <string.h>

#include "analyze/literal/datetime_decode.h"
#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

#define MICROSECONDS_PER_DAY 86400000000
/* 2000-01-01 as a Julian day: values are counted from it. */
#define EPOCH_DAY 2451545

/* Room for characters and end marks, as the server's buffers have it. */
#define DATE_ROOM      129
#define TIMESTAMP_ROOM 153

/* The last of DateStyle's words that is an order counts. */
static datetime_order current_order(const analysis *an) {
    const char *style = catalog_setting(an->catalog, "datestyle");
    datetime_order order = DATETIME_MDY;
    for (; style && *style; style++) {
        if (literal_equal_fold_n(style, "ymd", 3)) {
            order = DATETIME_YMD;
        } else if (literal_equal_fold_n(style, "dmy", 3) ||
                   literal_equal_fold_n(style, "euro", 4)) {
            order = DATETIME_DMY;
        } else if (literal_equal_fold_n(style, "mdy", 3) || literal_equal_fold_n(style, "us", 2)) {
            order = DATETIME_MDY;
        }
    }
    return order;
}

static datetime new_datetime(const literal_input *in, bool time_only) {
    return (datetime){.in = in,
                      .order = current_order(in->an),
                      .time_only = time_only,
                      .meridian = -1,
                      .special = -1};
}

static bool session_zone_is_utc(const analysis *an) {
    const char *zone = catalog_setting(an->catalog, "timezone");
    return !zone || literal_equal_fold(zone, "utc");
}

/* --- date, timestamp
 * ------------------------------------------------------------------------------ */

/* What must hold of the whole. */
static datetime_outcome check_date(datetime *d) {
    if (d->special >= 0) {
        return DATETIME_OK;
    }
    bool no_zone = !(d->seen & HAS_ZONE);
    if ((d->seen & HAS_DATE) != HAS_DATE) {
        return DATETIME_BAD_FORMAT;
    }
    bool dst_alone = (d->seen & HAS_DST_WORD) && (d->named_zone || no_zone);
    return dst_alone ? DATETIME_BAD_FORMAT : DATETIME_OK;
}

static bool decode(const literal_input *in, size_t room, const char *name, datetime *d) {
    datetime_field_list fields;
    *d = new_datetime(in, false);
    datetime_outcome outcome = datetime_field_split(in, room, &fields);
    if (outcome == DATETIME_OK) {
        outcome = datetime_decode(d, &fields);
    }
    if (outcome == DATETIME_OK) {
        outcome = check_date(d);
    }
    return outcome == DATETIME_OK || datetime_field_error(in, outcome, name);
}

/* 4714-11-24 BC and, well before it overflows, the year 5874898. */
static bool has_julian_day(const datetime *d) {
    return (d->year > -4713 || (d->year == -4713 && d->month >= 11)) &&
           (d->year < 5874898 || (d->year == 5874898 && d->month < 6));
}

static datetime_input_value special_value(const datetime *d) {
    datetime_input_value value = {.known = true};
    value.infinite = d->special == DATETIME_LATE ? 1 : d->special == DATETIME_EARLY ? -1 : 0;
    return value;
}

bool datetime_input_parse_date(const literal_input *in, datetime_input_value *value) {
    datetime d;
    if (!decode(in, DATE_ROOM, "date", &d)) {
        return false;
    }
    if (d.special >= 0) {
        *value = special_value(&d);
        value->count = datetime_number_julian(1970, 1, 1) - EPOCH_DAY;
        return true;
    }
    int64_t day = has_julian_day(&d) ? datetime_number_julian(d.year, d.month, d.day) : -1;
    if (day < 0 || day >= 2147483494) {
        return literal_input_error(in, SQLSTATE_DATETIME_FIELD_OVERFLOW,
                                   "date out of range: \"%s\"", in->text);
    }
    *value = (datetime_input_value){.known = !d.clock, .count = day - EPOCH_DAY};
    return true;
}

/* Microseconds since the epoch in *count; false: out of range by more than the slack. */
static bool count_microseconds(const datetime *d, int offset, int64_t slack, int64_t *count) {
    if (!has_julian_day(d)) {
        return false;
    }
    int64_t days = datetime_number_julian(d->year, d->month, d->day) - EPOCH_DAY;
    int64_t time = ((int64_t)d->hour * 3600 + d->minute * 60 + d->second) * 1000000 + d->fraction;
    if (__builtin_mul_overflow(days, MICROSECONDS_PER_DAY, count) ||
        __builtin_add_overflow(*count, time, count)) {
        return false;
    }
    *count -= (int64_t)offset * 1000000;
    return *count >= -211813488000000000 - slack && *count - slack < 9223371331200000000;
}

static bool parse_timestamp(const literal_input *in, bool with_zone, datetime_input_value *value) {
    datetime d;
    if (!decode(in, TIMESTAMP_ROOM, with_zone ? "timestamp with time zone" : "timestamp", &d)) {
        return false;
    }
    if (d.special >= 0) {
        *value = special_value(&d);
        value->count = -(int64_t)10957 * MICROSECONDS_PER_DAY;
        return true;
    }
    *value = (datetime_input_value){.known = !d.clock};
    bool zone_known = !d.unknown_zone && ((d.seen & HAS_ZONE) || session_zone_is_utc(in->an));
    if (with_zone && !zone_known) {
        value->slack = 8 * MICROSECONDS_PER_DAY; /* no zone is farther from UTC */
    }
    int offset = with_zone && zone_known ? d.offset : 0;
    if (!count_microseconds(&d, offset, value->slack, &value->count)) {
        return literal_input_error(in, SQLSTATE_DATETIME_FIELD_OVERFLOW,
                                   "timestamp out of range: \"%s\"", in->text);
    }
    return true;
}

bool datetime_input_parse_timestamp(const literal_input *in, datetime_input_value *value) {
    return parse_timestamp(in, false, value);
}

bool datetime_input_parse_timestamptz(const literal_input *in, datetime_input_value *value) {
    return parse_timestamp(in, true, value);
}

bool datetime_input_date(const literal_input *in) {
    datetime_input_value value;
    return datetime_input_parse_date(in, &value);
}

bool datetime_input_timestamp(const literal_input *in) {
    datetime_input_value value;
    return parse_timestamp(in, false, &value);
}

bool datetime_input_timestamptz(const literal_input *in) {
    datetime_input_value value;
    return parse_timestamp(in, true, &value);
}

/* --- time
 * ----------------------------------------------------------------------------------------- */

static datetime_outcome check_time(const datetime *d) {
    if (datetime_number_time_overflows(d)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    bool has_date = (d->seen & HAS_DATE) == HAS_DATE;
    bool dst = d->seen & HAS_DST_WORD;
    if ((d->seen & HAS_TIME) != HAS_TIME) {
        return DATETIME_BAD_FORMAT;
    }
    if (d->named_zone && (dst || (d->changing_zone && !has_date))) {
        return DATETIME_BAD_FORMAT;
    }
    bool some_date = d->seen & HAS_DATE;
    if (!(d->seen & HAS_ZONE) && (dst || (some_date && !has_date))) {
        return DATETIME_BAD_FORMAT;
    }
    return DATETIME_OK;
}

static bool check_time_input(const literal_input *in, const char *name) {
    datetime_field_list fields;
    datetime d = new_datetime(in, true);
    datetime_outcome outcome = datetime_field_split(in, DATE_ROOM, &fields);
    if (outcome == DATETIME_OK) {
        outcome = datetime_decode(&d, &fields);
    }
    if (outcome == DATETIME_OK) {
        outcome = check_time(&d);
    }
    return outcome == DATETIME_OK || datetime_field_error(in, outcome, name);
}

bool datetime_input_time(const literal_input *in) {
    return check_time_input(in, "time");
}

bool datetime_input_timetz(const literal_input *in) {
    return check_time_input(in, "time with time zone");
}
