#ifndef ORIEL_ANALYZE_LITERAL_DATETIME_DECODE_H
#define ORIEL_ANALYZE_LITERAL_DATETIME_DECODE_H

/* The fields of a date or time put together: what each is taken for depends on those before it.
 * Called by datetime_input.c; datetime_number.c reads the numbers. */

#include "analyze/literal/datetime_field.h"

typedef enum datetime_order { DATETIME_MDY, DATETIME_DMY, DATETIME_YMD } datetime_order;

/* A date and time on the way from fields to a value. */
typedef struct datetime {
    const literal_input *in;
    datetime_order order;
    bool time_only;
    unsigned seen; /* datetime_mask of the fields before this one */
    unsigned now;  /* of this field */
    int year, month, day, day_of_year;
    int hour, minute, second;
    int64_t fraction;  /* microseconds */
    int offset;        /* seconds east of UTC */
    bool clock;        /* depends on the clock: no value can be told */
    bool unknown_zone; /* the offset depends on a zone's rules */
    bool two_digits;   /* the year was written so */
    bool text_month;
    bool julian;
    bool bc;
    int meridian;         /* -1: none */
    datetime_unit prefix; /* a unit waiting for its number */
    bool named_zone;      /* needs the date */
    bool changing_zone;
    int special; /* datetime_special when the whole is epoch, infinity or -infinity, else -1 */
} datetime;

/* Everything between the first field and the checks of the whole. */
datetime_outcome datetime_decode(datetime *d, datetime_field_list *fields);

/* Numbers, by file datetime_number.c. */
datetime_outcome datetime_number_date(datetime *d, char *string);
datetime_outcome datetime_number_time(datetime *d, const char *string);
/* Digits run together: yyyymmdd, hhmmss, hhmm.  seen: what is taken as given. */
datetime_outcome datetime_number_run_together(datetime *d, char *string, unsigned seen);
datetime_outcome datetime_number_single(datetime *d, char *string, unsigned seen);
/* An offset from UTC: +hh, +hhmm, +hh:mm:ss. */
datetime_outcome datetime_number_zone(datetime *d, const char *string);
datetime_outcome datetime_number_fraction(datetime *d, const char *string);

/* Days since 4714-11-24 BC and back. */
int64_t datetime_number_julian(int64_t year, int month, int day);
void datetime_number_from_julian(datetime *d, int64_t julian);

/* Year, month and day are checked together when all are known. */
datetime_outcome datetime_number_validate(datetime *d);
bool datetime_number_time_overflows(const datetime *d);

#endif /* ORIEL_ANALYZE_LITERAL_DATETIME_DECODE_H */
