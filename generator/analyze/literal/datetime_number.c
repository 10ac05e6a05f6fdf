#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/literal/datetime_decode.h"

/* --- Parts of numbers ------------------------------------------------------------------------ */

datetime_outcome datetime_number_fraction(datetime *d, const char *string) {
    double fraction;
    if (!datetime_field_fraction(string, &fraction)) {
        return DATETIME_BAD_FORMAT;
    }
    d->fraction = (int64_t)rint(fraction * 1000000);
    return DATETIME_OK;
}

static bool time_is_sane(const datetime *d) {
    return d->hour >= 0 && d->minute >= 0 && d->minute <= 59 && d->second >= 0 && d->second <= 60 &&
           d->fraction >= 0 && d->fraction <= 1000000;
}

bool datetime_number_time_overflows(const datetime *d) {
    int64_t seconds = (int64_t)d->hour * 3600 + d->minute * 60 + d->second;
    return !time_is_sane(d) || d->hour > 24 || seconds * 1000000 + d->fraction > 86400000000;
}

/* h:m, h:m:s, h:m:s.f; m:s.f is without hours. */
datetime_outcome datetime_number_time(datetime *d, const char *string) {
    char *end;
    bool overflow;
    d->now = HAS_TIME;
    d->second = 0;
    d->fraction = 0;
    d->hour = datetime_field_int(string, &end, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end != ':') {
        return DATETIME_BAD_FORMAT;
    }
    d->minute = datetime_field_int(end + 1, &end, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (*end == '.') {
        d->second = d->minute;
        d->minute = d->hour;
        d->hour = 0;
    } else if (*end == ':') {
        d->second = datetime_field_int(end + 1, &end, &overflow);
        if (overflow) {
            return DATETIME_FIELD_OVERFLOW;
        }
    }
    if (*end != '\0' && *end != '.') {
        return DATETIME_BAD_FORMAT;
    }
    datetime_outcome outcome = *end == '.' ? datetime_number_fraction(d, end) : DATETIME_OK;
    if (outcome != DATETIME_OK) {
        return outcome;
    }
    return time_is_sane(d) ? DATETIME_OK : DATETIME_FIELD_OVERFLOW;
}

datetime_outcome datetime_number_zone(datetime *d, const char *string) {
    if (*string != '+' && *string != '-') {
        return DATETIME_BAD_FORMAT;
    }
    char *end;
    bool overflow;
    int minutes = 0;
    int seconds = 0;
    int hours = datetime_field_int(string + 1, &end, &overflow);
    bool out_of_range = overflow;
    if (*end == ':') {
        minutes = datetime_field_int(end + 1, &end, &overflow);
        out_of_range = out_of_range || overflow;
        if (*end == ':') {
            seconds = datetime_field_int(end + 1, &end, &overflow);
            out_of_range = out_of_range || overflow;
        }
    } else if (*end == '\0' && strlen(string) > 3) {
        minutes = hours % 100;
        hours = hours / 100;
    }
    if (out_of_range || hours < 0 || hours > 15 || minutes < 0 || minutes > 59 || seconds < 0 ||
        seconds > 59) {
        return DATETIME_ZONE_OVERFLOW;
    }
    int offset = (hours * 60 + minutes) * 60 + seconds;
    d->offset = *string == '-' ? -offset : offset;
    return *end == '\0' ? DATETIME_OK : DATETIME_BAD_FORMAT;
}

/* --- Digits run together
 * -------------------------------------------------------------------------- */

/* The last two digits, which are cut off. */
static int cut_two(char *string) {
    size_t length = strlen(string);
    int value = (int)strtol(string + length - 2, NULL, 10);
    string[length - 2] = '\0';
    return value;
}

datetime_outcome datetime_number_run_together(datetime *d, char *string, unsigned seen) {
    char *point = strchr(string, '.');
    if (point) {
        errno = 0;
        d->fraction = (int64_t)rint(strtod(point, NULL) * 1000000);
        if (errno != 0) {
            return DATETIME_BAD_FORMAT;
        }
        *point = '\0';
    } else if ((seen & HAS_DATE) != HAS_DATE && strlen(string) >= 6) {
        d->now = HAS_DATE;
        d->day = cut_two(string);
        d->month = cut_two(string);
        d->two_digits = d->two_digits || strlen(string) == 2;
        d->year = (int)strtol(string, NULL, 10);
        return DATETIME_OK;
    }
    size_t length = strlen(string);
    if ((seen & HAS_TIME) == HAS_TIME || (length != 6 && length != 4)) {
        return DATETIME_BAD_FORMAT;
    }
    d->now = HAS_TIME;
    d->second = length == 6 ? cut_two(string) : 0;
    d->minute = cut_two(string);
    d->hour = (int)strtol(string, NULL, 10);
    return DATETIME_OK;
}

/* --- One number
 * ----------------------------------------------------------------------------------- */

static datetime_outcome set_year(datetime *d, int value, size_t length) {
    d->now = HAS_YEAR;
    d->year = value;
    d->two_digits = length <= 2;
    return DATETIME_OK;
}

static datetime_outcome set_month(datetime *d, int value) {
    d->now = HAS_MONTH;
    d->month = value;
    return DATETIME_OK;
}

static datetime_outcome set_day(datetime *d, int value) {
    d->now = HAS_DAY;
    d->day = value;
    return DATETIME_OK;
}

/* A month by name is known; what looked like a year may have been the day. */
static datetime_outcome set_third(datetime *d, int value, size_t length) {
    if (d->text_month && length >= 3 && d->two_digits) {
        d->day = d->year;
        d->year = value;
        d->two_digits = false;
        d->now = HAS_DAY;
        return DATETIME_OK;
    }
    return set_day(d, value);
}

static datetime_outcome set_first(datetime *d, int value, size_t length) {
    if (length >= 3 || d->order == DATETIME_YMD) {
        return set_year(d, value, length);
    }
    return d->order == DATETIME_DMY ? set_day(d, value) : set_month(d, value);
}

datetime_outcome datetime_number_single(datetime *d, char *string, unsigned seen) {
    char *end;
    bool overflow;
    size_t length = strlen(string);
    int value = datetime_field_int(string, &end, &overflow);
    d->now = 0;
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (end == string) {
        return DATETIME_BAD_FORMAT;
    }
    if (*end == '.') {
        if (end - string > 2) {
            return datetime_number_run_together(d, string, seen | HAS_DATE);
        }
        datetime_outcome outcome = datetime_number_fraction(d, end);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
    } else if (*end != '\0') {
        return DATETIME_BAD_FORMAT;
    }
    if (length == 3 && (seen & HAS_DATE) == HAS_YEAR && value >= 1 && value <= 366) {
        d->now = HAS_DAY_OF_YEAR | HAS_MONTH | HAS_DAY;
        d->day_of_year = value;
        return DATETIME_OK;
    }
    switch (seen & HAS_DATE) {
    case 0:
        return set_first(d, value, length);
    case HAS_YEAR:
    case HAS_DAY:
        return set_month(d, value);
    case HAS_MONTH:
        return d->text_month && (length >= 3 || d->order == DATETIME_YMD)
                   ? set_year(d, value, length)
                   : set_day(d, value);
    case HAS_YEAR | HAS_MONTH:
        return set_third(d, value, length);
    case HAS_MONTH | HAS_DAY:
        return set_year(d, value, length);
    case HAS_DATE:
        return datetime_number_run_together(d, string, seen);
    default:
        return DATETIME_BAD_FORMAT;
    }
}

/* --- Dates
 * ---------------------------------------------------------------------------------------- */

/* Words first: a month's name decides how the numbers are read. */
static datetime_outcome date_part(datetime *d, char *part, bool words, unsigned *found) {
    bool word = literal_is_alpha(*part);
    if (word != words) {
        return DATETIME_OK;
    }
    if (word) {
        datetime_word known = datetime_word_find(part);
        if (known.kind != DATETIME_WORD_MONTH) {
            return DATETIME_BAD_FORMAT;
        }
        d->month = known.value;
        d->text_month = true;
        d->now = HAS_MONTH;
    } else {
        datetime_outcome outcome = datetime_number_single(d, part, d->seen | *found);
        if (outcome != DATETIME_OK) {
            return outcome;
        }
    }
    if ((d->seen | *found) & d->now) {
        return DATETIME_BAD_FORMAT;
    }
    *found |= d->now;
    return DATETIME_OK;
}

/* Cuts the next part off; NULL: nothing but separators. */
static char *cut_part(char **string) {
    char *p = *string;
    while (*p != '\0' && !literal_is_alnum(*p)) {
        p++;
    }
    if (*p == '\0') {
        return NULL;
    }
    char *start = p;
    bool digits = literal_is_digit(*p);
    while (digits ? literal_is_digit(*p) : literal_is_alpha(*p)) {
        p++;
    }
    if (*p != '\0') {
        *p++ = '\0';
    }
    *string = p;
    return start;
}

datetime_outcome datetime_number_date(datetime *d, char *string) {
    char *parts[DATETIME_FIELD_MOST];
    int count = 0;
    while (*string != '\0' && count < DATETIME_FIELD_MOST) {
        parts[count] = cut_part(&string);
        if (!parts[count++]) {
            return DATETIME_BAD_FORMAT;
        }
    }
    unsigned found = 0;
    bool text_month = d->text_month;
    d->text_month = false; /* one outside this field does not count */
    datetime_outcome outcome = DATETIME_OK;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count && outcome == DATETIME_OK; i++) {
            outcome = date_part(d, parts[i], pass == 0, &found);
        }
    }
    d->text_month = text_month;
    d->now = found;
    if (outcome == DATETIME_OK &&
        ((d->seen | found) & ~(unsigned)(HAS_DAY_OF_YEAR | HAS_ZONE)) != HAS_DATE) {
        return DATETIME_BAD_FORMAT;
    }
    return outcome;
}

/* --- The calendar
 * ----------------------------------------------------------------------------------- */

/* The proleptic Gregorian calendar repeats itself every 400 years, which are 146097 days; years
 * begin with March here, so that the leap day is the last. */
int64_t datetime_number_julian(int64_t year, int month, int day) {
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + 1721120;
}

void datetime_number_from_julian(datetime *d, int64_t julian) {
    int64_t days = julian - 1721120; /* since 0000-03-01 */
    int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    int64_t of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * of_year + 2) / 153;
    d->day = (int)(of_year - (153 * month + 2) / 5 + 1);
    d->month = (int)(month < 10 ? month + 3 : month - 9);
    d->year = (int)(year + era * 400 + (month >= 10));
}

static int days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* There is no year 0; 1 BC is counted as 0 inside. */
static bool adjust_year(datetime *d) {
    if (d->julian) {
        return true;
    }
    if (d->bc) {
        if (d->year <= 0) {
            return false;
        }
        d->year = -(d->year - 1);
        return true;
    }
    if (d->two_digits) {
        if (d->year < 0) {
            return false;
        }
        d->year += d->year < 70 ? 2000 : d->year < 100 ? 1900 : 0;
        return true;
    }
    return d->year > 0;
}

datetime_outcome datetime_number_validate(datetime *d) {
    if ((d->seen & HAS_YEAR) && !adjust_year(d)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (d->seen & HAS_DAY_OF_YEAR) {
        datetime_number_from_julian(d, datetime_number_julian(d->year, 1, 1) + d->day_of_year - 1);
    }
    if ((d->seen & HAS_MONTH) && (d->month < 1 || d->month > 12)) {
        return DATETIME_ORDER_OVERFLOW;
    }
    if ((d->seen & HAS_DAY) && (d->day < 1 || d->day > 31)) {
        return DATETIME_ORDER_OVERFLOW;
    }
    if ((d->seen & HAS_DATE) == HAS_DATE && d->day > days_of_month(d->year, d->month)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    return DATETIME_OK;
}
