#include "oriel/convert.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "error.h"

static const int64_t usecs_per_day = INT64_C(86400000000);

/* Days from 0000-03-01 to 2000-01-01 in the Gregorian calendar carried back, and from 1970. */
enum { DAYS_FROM_MARCH_0 = 730425, DAYS_PER_ERA = 146097, DAYS_FROM_1970 = 10957 };

typedef struct calendar_day {
    int64_t year;
    int month, day;
} calendar_day;

static int64_t floor_divide(int64_t value, int64_t by) {
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

/*
 * Years that begin in March end with the leap day, so that within an era of 400 of them every
 * position follows by division.
 */
static calendar_day day_of(int64_t days_from_2000) {
    int64_t days = days_from_2000 + DAYS_FROM_MARCH_0;
    int64_t era = floor_divide(days, DAYS_PER_ERA);
    int of_era = (int)(days - era * DAYS_PER_ERA);
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int month = (5 * of_year + 2) / 153; /* from March */
    calendar_day result;
    result.day = of_year - (153 * month + 2) / 5 + 1;
    result.month = month < 10 ? month + 3 : month - 9;
    result.year = era * 400 + year + (result.month <= 2);
    return result;
}

static int64_t days_of(int year, int month, int day) {
    int64_t march_year = (int64_t)year - (month <= 2);
    int64_t era = floor_divide(march_year, 400);
    int of_era = (int)(march_year - era * 400);
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t days = (int64_t)of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * DAYS_PER_ERA + days - DAYS_FROM_MARCH_0;
}

static bool is_finite_date(oriel_date value) {
    return value.days != ORIEL_DATE_INFINITY && value.days != ORIEL_DATE_MINUS_INFINITY;
}

bool oriel_date_to_ymd(oriel_date value, int *year, int *month, int *day) {
    if (!is_finite_date(value)) {
        return false;
    }
    calendar_day found = day_of(value.days);
    *year = (int)found.year;
    *month = found.month;
    *day = found.day;
    return true;
}

bool oriel_date_from_ymd(int year, int month, int day, oriel_date *result) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    int64_t days = days_of(year, month, day);
    calendar_day back = day_of(days);
    /* The 30th of February comes back as a day of March. */
    if (back.month != month || days <= ORIEL_DATE_MINUS_INFINITY || days >= ORIEL_DATE_INFINITY) {
        return false;
    }
    result->days = (int32_t)days;
    return true;
}

bool oriel_timestamptz_to_unix(oriel_timestamptz value, int64_t *usecs) {
    int64_t shift = DAYS_FROM_1970 * usecs_per_day;
    if (value.usecs == ORIEL_TIMESTAMP_MINUS_INFINITY || value.usecs > INT64_MAX - shift) {
        return false;
    }
    *usecs = value.usecs + shift;
    return true;
}

bool oriel_timestamptz_from_unix(int64_t usecs, oriel_timestamptz *result) {
    int64_t shift = DAYS_FROM_1970 * usecs_per_day;
    if (usecs <= INT64_MIN + shift) {
        return false;
    }
    result->usecs = usecs - shift;
    return true;
}

/* Text that grows in the caller's buffer. */
typedef struct text_writer {
    char *buffer;
    size_t length;
} text_writer;

ORL_PRINTF(2, 3)
static void put(text_writer *writer, const char *format, ...) {
    va_list args;
    va_start(args, format);
    size_t room = ORIEL_TEXT_SIZE - writer->length;
    int written = vsnprintf(writer->buffer + writer->length, room, format, args);
    va_end(args);
    if (written > 0) {
        writer->length += (size_t)written < room ? (size_t)written : room - 1;
    }
}

static void put_day(text_writer *writer, calendar_day day) {
    int64_t year = day.year > 0 ? day.year : 1 - day.year;
    put(writer, "%04lld-%02d-%02d", (long long)year, day.month, day.day);
}

static void put_era(text_writer *writer, calendar_day day) {
    if (day.year <= 0) {
        put(writer, " BC");
    }
}

/* hours:minutes:seconds and as many decimals as are not zero; usecs is not negative. */
static void put_clock(text_writer *writer, uint64_t usecs) {
    uint64_t seconds = usecs / 1000000;
    int fraction = (int)(usecs % 1000000);
    put(writer, "%02llu:%02d:%02d", (unsigned long long)(seconds / 3600), (int)(seconds / 60 % 60),
        (int)(seconds % 60));
    if (fraction != 0) {
        put(writer, ".%06d", fraction);
        while (writer->buffer[writer->length - 1] == '0') {
            writer->buffer[--writer->length] = '\0';
        }
    }
}

static const char *put_infinity(char *buffer, bool is_negative) {
    strcpy(buffer, is_negative ? "-infinity" : "infinity");
    return buffer;
}

const char *oriel_date_to_text(oriel_date value, char *buffer) {
    if (!is_finite_date(value)) {
        return put_infinity(buffer, value.days < 0);
    }
    text_writer writer = {buffer, 0};
    calendar_day day = day_of(value.days);
    put_day(&writer, day);
    put_era(&writer, day);
    return buffer;
}

const char *oriel_time_to_text(oriel_time value, char *buffer) {
    text_writer writer = {buffer, 0};
    put_clock(&writer, (uint64_t)value.usecs);
    return buffer;
}

const char *oriel_timetz_to_text(oriel_timetz value, char *buffer) {
    text_writer writer = {buffer, 0};
    put_clock(&writer, (uint64_t)value.usecs);
    unsigned zone = value.zone < 0 ? 0U - (unsigned)value.zone : (unsigned)value.zone;
    put(&writer, "%c%02u", value.zone > 0 ? '-' : '+', zone / 3600);
    if (zone % 3600 != 0) {
        put(&writer, ":%02u", zone / 60 % 60);
    }
    if (zone % 60 != 0) {
        put(&writer, ":%02u", zone % 60);
    }
    return buffer;
}

/* A moment with what comes between the time and the era. */
static const char *moment_to_text(int64_t usecs, const char *zone, char *buffer) {
    if (usecs == ORIEL_TIMESTAMP_INFINITY || usecs == ORIEL_TIMESTAMP_MINUS_INFINITY) {
        return put_infinity(buffer, usecs < 0);
    }
    text_writer writer = {buffer, 0};
    int64_t days = floor_divide(usecs, usecs_per_day);
    calendar_day day = day_of(days);
    put_day(&writer, day);
    put(&writer, " ");
    int64_t of_day = usecs % usecs_per_day;
    put_clock(&writer, (uint64_t)(of_day < 0 ? of_day + usecs_per_day : of_day));
    put(&writer, "%s", zone);
    put_era(&writer, day);
    return buffer;
}

const char *oriel_timestamp_to_text(oriel_timestamp value, char *buffer) {
    return moment_to_text(value.usecs, "", buffer);
}

const char *oriel_timestamptz_to_text(oriel_timestamptz value, char *buffer) {
    return moment_to_text(value.usecs, "+00", buffer);
}

/* A part such as "2 mons": signed, with a plus where the part before it was negative. */
static void put_part(text_writer *writer, int64_t value, const char *unit, bool *was_negative) {
    if (value != 0) {
        put(writer, "%s%s%lld %s%s", writer->length > 0 ? " " : "",
            *was_negative && value > 0 ? "+" : "", (long long)value, unit, value == 1 ? "" : "s");
        *was_negative = value < 0;
    }
}

const char *oriel_interval_to_text(oriel_interval value, char *buffer) {
    if (value.months == INT32_MAX && value.days == INT32_MAX && value.usecs == INT64_MAX) {
        return put_infinity(buffer, false);
    }
    if (value.months == INT32_MIN && value.days == INT32_MIN && value.usecs == INT64_MIN) {
        return put_infinity(buffer, true);
    }
    text_writer writer = {buffer, 0};
    bool was_negative = false;
    put_part(&writer, value.months / 12, "year", &was_negative);
    put_part(&writer, value.months % 12, "mon", &was_negative);
    put_part(&writer, value.days, "day", &was_negative);
    if (value.usecs != 0 || writer.length == 0) {
        const char *sign = value.usecs < 0 ? "-" : was_negative ? "+" : "";
        uint64_t usecs = value.usecs < 0 ? 0U - (uint64_t)value.usecs : (uint64_t)value.usecs;
        put(&writer, "%s%s", writer.length > 0 ? " " : "", sign);
        put_clock(&writer, usecs);
    }
    return buffer;
}
