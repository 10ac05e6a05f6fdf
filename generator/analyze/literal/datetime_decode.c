#include "analyze/literal/datetime_decode.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/time_zone.h"
#include "parse/sqlstate.h"

/* One field among the others. */
typedef struct field_place {
    const datetime_field_list *fields;
    int index;
} field_place;

/* --- Zones ----------------------------------------------------------------------------------- */

static datetime_outcome take_zone_name(datetime *d, const char *name, bool complain) {
    time_zone_kind kind = time_zone_find(name);
    if (kind == TIME_ZONE_UNKNOWN) {
        if (!complain) {
            return DATETIME_BAD_FORMAT;
        }
        literal_input_error(d->in, SQLSTATE_INVALID_PARAMETER_VALUE,
                            "time zone \"%s\" not recognized", name);
        return DATETIME_REPORTED;
    }
    d->now = HAS_ZONE;
    d->named_zone = true;
    d->changing_zone = kind == TIME_ZONE_CHANGING;
    d->unknown_zone = true;
    return DATETIME_OK;
}

/* Digits and, behind them, an offset: hhmmss-zz. */
static datetime_outcome take_time_with_zone(datetime *d, char *string) {
    char *sign = strchr(string, '-');
    if ((d->seen & HAS_TIME) == HAS_TIME || !sign) {
        return DATETIME_BAD_FORMAT;
    }
    datetime_outcome outcome = datetime_number_zone(d, sign);
    if (outcome != DATETIME_OK) {
        return outcome;
    }
    *sign = '\0';
    unsigned seen = d->time_only ? d->seen | HAS_DATE : d->seen;
    outcome = datetime_number_run_together(d, string, seen);
    d->now |= HAS_ZONE;
    return outcome;
}

/* --- Numbers behind a unit's letter
 * --------------------------------------------------------------- */

/* The number of a Julian day can be followed by a fraction or an offset. */
static datetime_outcome take_julian_day(datetime *d, int value, const char *rest) {
    if (value < 0) {
        return DATETIME_FIELD_OVERFLOW;
    }
    datetime_number_from_julian(d, value);
    d->julian = true;
    d->now = HAS_DATE;
    if (*rest != '.') {
        return DATETIME_OK;
    }
    char *end;
    errno = 0;
    double fraction = strtod(rest, &end);
    if (*end != '\0' || errno != 0) {
        return DATETIME_BAD_FORMAT;
    }
    int64_t time = (int64_t)(fraction * 86400000000.0);
    d->hour = (int)(time / 3600000000);
    d->minute = (int)(time / 60000000 % 60);
    d->second = (int)(time / 1000000 % 60);
    d->fraction = time % 1000000;
    d->now |= HAS_TIME;
    return DATETIME_OK;
}

static datetime_outcome take_iso_time(datetime *d, char *string) {
    datetime_outcome outcome = datetime_number_run_together(d, string, d->seen | HAS_DATE);
    if (outcome == DATETIME_OK && d->now != HAS_TIME) {
        return DATETIME_BAD_FORMAT;
    }
    return outcome;
}

static datetime_outcome set_unit(datetime *d, int value, const char *rest) {
    switch (d->prefix) {
    case DATETIME_YEAR:
        d->year = value;
        d->now = HAS_YEAR;
        return DATETIME_OK;
    case DATETIME_MONTH:
        if ((d->seen & HAS_MONTH) && (d->seen & HAS_HOUR)) {
            d->minute = value;
            d->now = HAS_MINUTE;
        } else {
            d->month = value;
            d->now = HAS_MONTH;
        }
        return DATETIME_OK;
    case DATETIME_DAY:
        d->day = value;
        d->now = HAS_DAY;
        return DATETIME_OK;
    case DATETIME_HOUR:
        d->hour = value;
        d->now = HAS_HOUR;
        return DATETIME_OK;
    case DATETIME_MINUTE:
        d->minute = value;
        d->now = HAS_MINUTE;
        return DATETIME_OK;
    case DATETIME_SECOND:
        d->second = value;
        d->now = *rest == '.' ? HAS_SECONDS : HAS_SECOND;
        return *rest == '.' ? datetime_number_fraction(d, rest) : DATETIME_OK;
    case DATETIME_JULIAN:
        return take_julian_day(d, value, rest);
    default:
        return DATETIME_BAD_FORMAT;
    }
}

static datetime_outcome take_labelled(datetime *d, char *string) {
    char *rest;
    bool overflow;
    int value = datetime_field_int(string, &rest, &overflow);
    if (overflow) {
        return DATETIME_FIELD_OVERFLOW;
    }
    bool fraction =
        d->prefix == DATETIME_JULIAN || d->prefix == DATETIME_TIME || d->prefix == DATETIME_SECOND;
    if (*rest != '\0' && !(*rest == '.' && fraction)) {
        return DATETIME_BAD_FORMAT;
    }
    datetime_outcome outcome =
        d->prefix == DATETIME_TIME ? take_iso_time(d, string) : set_unit(d, value, rest);
    d->prefix = DATETIME_NO_UNIT;
    d->special = -1;
    return outcome;
}

/* --- Fields by kind
 * ------------------------------------------------------------------------------- */

static datetime_outcome take_julian_with_zone(datetime *d, const char *string) {
    char *rest;
    bool overflow;
    int value = datetime_field_int(string, &rest, &overflow);
    if (overflow || value < 0) {
        return DATETIME_FIELD_OVERFLOW;
    }
    datetime_number_from_julian(d, value);
    d->julian = true;
    datetime_outcome outcome = datetime_number_zone(d, rest);
    d->now = HAS_DATE | HAS_TIME | HAS_ZONE;
    d->prefix = DATETIME_NO_UNIT;
    return outcome;
}

static datetime_outcome take_date(datetime *d, field_place place) {
    const datetime_field_list *fields = place.fields;
    char *string = fields->items[place.index].string;
    if (d->time_only) {
        bool date = place.index == 0 && fields->count >= 2 &&
                    (fields->items[fields->count - 1].kind == DATETIME_FIELD_DATE ||
                     fields->items[1].kind == DATETIME_FIELD_TIME);
        if (date) {
            return datetime_number_date(d, string);
        }
        return literal_is_digit(*string) ? take_time_with_zone(d, string)
                                         : take_zone_name(d, string, true);
    }
    if (d->prefix == DATETIME_JULIAN) {
        return take_julian_with_zone(d, string);
    }
    unsigned month_and_day = HAS_MONTH | HAS_DAY;
    if (d->prefix == DATETIME_NO_UNIT && (d->seen & month_and_day) != month_and_day) {
        return datetime_number_date(d, string);
    }
    if (!literal_is_digit(*string) && d->prefix == DATETIME_NO_UNIT) {
        return take_zone_name(d, string, true);
    }
    if (d->prefix != DATETIME_NO_UNIT && d->prefix != DATETIME_TIME) {
        return DATETIME_BAD_FORMAT;
    }
    d->prefix = DATETIME_NO_UNIT;
    return take_time_with_zone(d, string);
}

static datetime_outcome take_time(datetime *d, const char *string) {
    if (!d->time_only) {
        if (d->prefix != DATETIME_NO_UNIT && d->prefix != DATETIME_TIME) {
            return DATETIME_BAD_FORMAT;
        }
        d->prefix = DATETIME_NO_UNIT;
    }
    datetime_outcome outcome = datetime_number_time(d, string);
    if (outcome == DATETIME_OK && !d->time_only && datetime_number_time_overflows(d)) {
        return DATETIME_FIELD_OVERFLOW;
    }
    return outcome;
}

static datetime_outcome take_time_number(datetime *d, field_place place) {
    const datetime_field_list *fields = place.fields;
    char *string = fields->items[place.index].string;
    const char *point = strchr(string, '.');
    size_t length = strlen(string);
    if (!point) {
        return length > 4 ? datetime_number_run_together(d, string, d->seen | HAS_DATE)
                          : datetime_number_single(d, string, d->seen | HAS_DATE);
    }
    if (place.index == 0 && fields->count >= 2 &&
        fields->items[fields->count - 1].kind == DATETIME_FIELD_DATE) {
        return datetime_number_date(d, string);
    }
    return point - string > 2 ? datetime_number_run_together(d, string, d->seen | HAS_DATE)
                              : DATETIME_BAD_FORMAT;
}

static datetime_outcome take_number(datetime *d, field_place place) {
    char *string = place.fields->items[place.index].string;
    if (d->prefix != DATETIME_NO_UNIT) {
        return take_labelled(d, string);
    }
    if (d->time_only) {
        return take_time_number(d, place);
    }
    const char *point = strchr(string, '.');
    bool no_date = !(d->seen & HAS_DATE);
    if (point && no_date) {
        return datetime_number_date(d, string);
    }
    if ((point && point - string > 2) ||
        (strlen(string) >= 6 && (no_date || !(d->seen & HAS_TIME)))) {
        return datetime_number_run_together(d, string, d->seen);
    }
    return datetime_number_single(d, string, d->seen);
}

/* --- Words
 * ---------------------------------------------------------------------------------------- */

static datetime_outcome take_special_time(datetime *d, datetime_special special) {
    if (special != DATETIME_NOW && special != DATETIME_ZULU) {
        return DATETIME_BAD_FORMAT;
    }
    d->now = special == DATETIME_NOW ? HAS_TIME : HAS_TIME | HAS_ZONE;
    d->hour = d->minute = d->second = 0;
    d->fraction = 0;
    return DATETIME_OK;
}

static datetime_outcome take_special(datetime *d, datetime_special special) {
    if (d->time_only) {
        return take_special_time(d, special);
    }
    d->special = -1;
    switch (special) {
    case DATETIME_TODAY:
    case DATETIME_TOMORROW:
    case DATETIME_YESTERDAY:
    case DATETIME_NOW:
        d->now = special == DATETIME_NOW ? HAS_DATE | HAS_TIME | HAS_ZONE : HAS_DATE;
        d->year = 2000;
        d->month = d->day = 1;
        d->clock = true;
        return DATETIME_OK;
    case DATETIME_ZULU:
        d->now = HAS_TIME | HAS_ZONE;
        d->hour = d->minute = d->second = 0;
        d->offset = 0;
        return DATETIME_OK;
    case DATETIME_EPOCH:
    case DATETIME_LATE:
    case DATETIME_EARLY:
        d->now = HAS_SPECIAL;
        d->special = (int)special;
        return DATETIME_OK;
    }
    return DATETIME_BAD_FORMAT;
}

static datetime_outcome take_month(datetime *d, int month) {
    if (d->time_only) {
        return DATETIME_BAD_FORMAT;
    }
    d->now = HAS_MONTH;
    if ((d->seen & HAS_MONTH) && !d->text_month && !(d->seen & HAS_DAY) && d->month >= 1 &&
        d->month <= 31) {
        d->day = d->month; /* the number was the day */
        d->now = HAS_DAY;
    }
    d->text_month = true;
    d->month = month;
    return DATETIME_OK;
}

static datetime_outcome take_iso_mark(datetime *d, field_place place) {
    d->now = 0;
    if (!d->time_only && (d->seen & HAS_DATE) != HAS_DATE) {
        return DATETIME_BAD_FORMAT;
    }
    if (place.index + 1 >= place.fields->count) {
        return DATETIME_BAD_FORMAT;
    }
    datetime_field_kind next = place.fields->items[place.index + 1].kind;
    if (next != DATETIME_FIELD_NUMBER && next != DATETIME_FIELD_TIME &&
        next != DATETIME_FIELD_DATE) {
        return DATETIME_BAD_FORMAT;
    }
    d->prefix = DATETIME_TIME;
    return DATETIME_OK;
}

static datetime_outcome take_known_word(datetime *d, datetime_word word, field_place place) {
    switch (word.kind) {
    case DATETIME_WORD_RESERVED:
        return take_special(d, (datetime_special)word.value);
    case DATETIME_WORD_MONTH:
        return take_month(d, word.value);
    case DATETIME_WORD_WEEKDAY:
        d->now = HAS_WEEKDAY;
        return d->time_only ? DATETIME_BAD_FORMAT : DATETIME_OK;
    case DATETIME_WORD_UNIT:
        d->now = 0;
        d->prefix = (datetime_unit)word.value;
        return DATETIME_OK;
    case DATETIME_WORD_ISO_TIME:
        return take_iso_mark(d, place);
    case DATETIME_WORD_MERIDIAN:
        d->now = HAS_MERIDIAN;
        d->meridian = word.value;
        return DATETIME_OK;
    case DATETIME_WORD_ERA:
        d->now = HAS_ERA;
        d->bc = word.value == 1;
        return DATETIME_OK;
    case DATETIME_WORD_DST:
        d->now = HAS_DST_WORD | HAS_DST_ZONE;
        return DATETIME_OK;
    case DATETIME_WORD_IGNORED:
    case DATETIME_WORD_AGO:
        d->now = 0;
        return DATETIME_OK;
    case DATETIME_WORD_UNKNOWN:
        break;
    }
    return take_zone_name(d, place.fields->items[place.index].string, false);
}

static datetime_outcome take_word(datetime *d, field_place place) {
    const char *string = place.fields->items[place.index].string;
    time_zone_kind abbreviation = time_zone_find_abbreviation(string);
    if (abbreviation == TIME_ZONE_UNKNOWN) {
        return take_known_word(d, datetime_word_find(string), place);
    }
    d->now = abbreviation == TIME_ZONE_FIXED ? HAS_ZONE : HAS_ZONE | HAS_DST_ZONE;
    d->unknown_zone =
        (strcmp(string, "utc") != 0 && strcmp(string, "gmt") != 0 && strcmp(string, "z") != 0);
    return DATETIME_OK;
}

static datetime_outcome take_field(datetime *d, field_place place) {
    char *string = place.fields->items[place.index].string;
    datetime_outcome outcome;
    switch (place.fields->items[place.index].kind) {
    case DATETIME_FIELD_DATE:
        return take_date(d, place);
    case DATETIME_FIELD_TIME:
        return take_time(d, string);
    case DATETIME_FIELD_ZONE:
        outcome = datetime_number_zone(d, string);
        d->now = HAS_ZONE;
        return outcome;
    case DATETIME_FIELD_NUMBER:
        return take_number(d, place);
    case DATETIME_FIELD_WORD:
    case DATETIME_FIELD_SIGNED:
        return take_word(d, place);
    }
    return DATETIME_BAD_FORMAT;
}

datetime_outcome datetime_decode(datetime *d, datetime_field_list *fields) {
    for (int i = 0; i < fields->count; i++) {
        d->now = 0;
        datetime_outcome outcome = take_field(d, (field_place){fields, i});
        if (outcome != DATETIME_OK) {
            return outcome;
        }
        if (d->seen & d->now) {
            return DATETIME_BAD_FORMAT;
        }
        d->seen |= d->now;
    }
    datetime_outcome outcome = datetime_number_validate(d);
    if (outcome != DATETIME_OK) {
        return outcome;
    }
    if (d->meridian >= 0 && d->hour > 12) {
        return DATETIME_FIELD_OVERFLOW;
    }
    if (d->meridian == 0 && d->hour == 12) {
        d->hour = 0;
    } else if (d->meridian == 1 && d->hour != 12) {
        d->hour += 12;
    }
    return DATETIME_OK;
}
