#ifndef ORIEL_ANALYZE_LITERAL_DATETIME_FIELD_H
#define ORIEL_ANALYZE_LITERAL_DATETIME_FIELD_H

/*
 * Dates, times and intervals taken apart into fields (manual, appendix "Date/Time Support"), the
 * words they can hold, and what can be wrong with them.  Called by the datetime and interval
 * inputs.
 */

#include "analyze/literal/literal_input.h"

typedef enum datetime_outcome {
    DATETIME_OK,
    DATETIME_BAD_FORMAT,
    DATETIME_FIELD_OVERFLOW,
    DATETIME_ORDER_OVERFLOW, /* a month or day that another DateStyle might understand */
    DATETIME_INTERVAL_OVERFLOW,
    DATETIME_ZONE_OVERFLOW,
    DATETIME_REPORTED, /* the error was added already */
} datetime_outcome;

/* Adds the error for an outcome that is not OK; always false. */
bool datetime_field_error(const literal_input *in, datetime_outcome outcome, const char *type_name);

typedef enum datetime_field_kind {
    DATETIME_FIELD_NUMBER,
    DATETIME_FIELD_WORD,
    DATETIME_FIELD_DATE,
    DATETIME_FIELD_TIME,
    DATETIME_FIELD_ZONE,   /* a sign and digits */
    DATETIME_FIELD_SIGNED, /* a sign and letters */
} datetime_field_kind;

#define DATETIME_FIELD_MOST 25

typedef struct datetime_field {
    datetime_field_kind kind;
    char *string; /* in small letters; readers may cut it */
} datetime_field;

typedef struct datetime_field_list {
    int count;
    datetime_field items[DATETIME_FIELD_MOST];
} datetime_field_list;

/* `room`: for the fields' characters, each with an end mark, as the server has it. */
datetime_outcome datetime_field_split(const literal_input *in, size_t room,
                                      datetime_field_list *fields);

/* What a word in a date or time stands for. */
typedef enum datetime_word_kind {
    DATETIME_WORD_UNKNOWN,
    DATETIME_WORD_IGNORED,
    DATETIME_WORD_RESERVED, /* value: datetime_special */
    DATETIME_WORD_MONTH,    /* value: its number */
    DATETIME_WORD_WEEKDAY,
    DATETIME_WORD_UNIT,     /* value: datetime_unit */
    DATETIME_WORD_ISO_TIME, /* T before a time */
    DATETIME_WORD_MERIDIAN, /* value: 0 am, 1 pm */
    DATETIME_WORD_ERA,      /* value: 0 ad, 1 bc */
    DATETIME_WORD_DST,
    DATETIME_WORD_AGO,
} datetime_word_kind;

typedef enum datetime_special {
    DATETIME_NOW,
    DATETIME_TODAY,
    DATETIME_TOMORROW,
    DATETIME_YESTERDAY,
    DATETIME_ZULU,
    DATETIME_EPOCH,
    DATETIME_LATE,
    DATETIME_EARLY,
} datetime_special;

typedef enum datetime_unit {
    DATETIME_NO_UNIT,
    DATETIME_MICROSECOND,
    DATETIME_MILLISECOND,
    DATETIME_SECOND,
    DATETIME_MINUTE,
    DATETIME_HOUR,
    DATETIME_DAY,
    DATETIME_WEEK,
    DATETIME_MONTH,
    DATETIME_QUARTER,
    DATETIME_YEAR,
    DATETIME_DECADE,
    DATETIME_CENTURY,
    DATETIME_MILLENNIUM,
    DATETIME_JULIAN,
    DATETIME_TIME,       /* after T */
    DATETIME_OTHER_UNIT, /* known, but of no use in constants */
} datetime_unit;

typedef struct datetime_word {
    datetime_word_kind kind;
    int value;
} datetime_word;

/* Words of dates and times; words that are units of intervals. */
datetime_word datetime_word_find(const char *string);
datetime_word datetime_word_find_unit(const char *string);

/* Which fields a constant has had so far: no field may come twice. */
enum datetime_mask {
    HAS_YEAR = 1 << 0,
    HAS_MONTH = 1 << 1,
    HAS_DAY = 1 << 2,
    HAS_HOUR = 1 << 3,
    HAS_MINUTE = 1 << 4,
    HAS_SECOND = 1 << 5,
    HAS_MILLISECOND = 1 << 6,
    HAS_MICROSECOND = 1 << 7,
    HAS_DAY_OF_YEAR = 1 << 8,
    HAS_ZONE = 1 << 9,
    HAS_DST_ZONE = 1 << 10,
    HAS_DST_WORD = 1 << 11,
    HAS_MERIDIAN = 1 << 12,
    HAS_ERA = 1 << 13,
    HAS_WEEKDAY = 1 << 14,
    HAS_WEEK = 1 << 15,
    HAS_DECADE = 1 << 16,
    HAS_CENTURY = 1 << 17,
    HAS_MILLENNIUM = 1 << 18,
    HAS_SPECIAL = 1 << 19,
    HAS_SECONDS = HAS_SECOND | HAS_MILLISECOND | HAS_MICROSECOND,
    HAS_DATE = HAS_YEAR | HAS_MONTH | HAS_DAY,
    HAS_TIME = HAS_HOUR | HAS_MINUTE | HAS_SECONDS,
};

/* A whole number as the C library reads an int; *overflow: it does not fit. */
int datetime_field_int(const char *p, char **end, bool *overflow);
int64_t datetime_field_int64(const char *p, char **end, bool *overflow);

/* .5 and the like to the end of the string. */
bool datetime_field_fraction(const char *p, double *fraction);

#endif /* ORIEL_ANALYZE_LITERAL_DATETIME_FIELD_H */
