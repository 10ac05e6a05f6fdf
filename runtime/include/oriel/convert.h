/*
 * Conversions between the SQL values of types.h and what C programs calculate with and print.  A
 * function that can fail returns false and leaves the result alone; SQL NULL always fails.
 */
#ifndef ORIEL_CONVERT_H
#define ORIEL_CONVERT_H

#include <stdbool.h>
#include <stdint.h>

#include "oriel/export.h"
#include "oriel/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* numeric.  To double rounds; the others fail where anything would be lost. */
ORIEL_API bool oriel_numeric_to_double(oriel_numeric value, double *result);
ORIEL_API bool oriel_numeric_to_int8(oriel_numeric value, int64_t *result);

/* The value times 10^scale, 0 <= scale <= 18: "4.99" with scale 2 is 499. */
ORIEL_API bool oriel_numeric_to_scaled(oriel_numeric value, int scale, int64_t *result);

/* Dates in the Gregorian calendar, year 0 being 1 BC.  Infinities fail. */
ORIEL_API bool oriel_date_to_ymd(oriel_date value, int *year, int *month, int *day);
ORIEL_API bool oriel_date_from_ymd(int year, int month, int day, oriel_date *result);

/* Microseconds since 1970-01-01 00:00:00 UTC.  Infinities and overflow fail. */
ORIEL_API bool oriel_timestamptz_to_unix(oriel_timestamptz value, int64_t *usecs);
ORIEL_API bool oriel_timestamptz_from_unix(int64_t usecs, oriel_timestamptz *result);

/* A uuid from its 32 digits, hyphens allowed between groups of four; text may be NULL. */
ORIEL_API bool oriel_uuid_from_text(const char *text, oriel_uuid *result);

/* Enough for any text the functions below write. */
#define ORIEL_TEXT_SIZE 96

/*
 * The text of a value as a server with DateStyle ISO, IntervalStyle postgres and TimeZone UTC
 * prints it, written to the caller's buffer of ORIEL_TEXT_SIZE bytes, which is returned.
 */
ORIEL_API const char *oriel_date_to_text(oriel_date value, char *buffer);
ORIEL_API const char *oriel_time_to_text(oriel_time value, char *buffer);
ORIEL_API const char *oriel_timetz_to_text(oriel_timetz value, char *buffer);
ORIEL_API const char *oriel_timestamp_to_text(oriel_timestamp value, char *buffer);
ORIEL_API const char *oriel_timestamptz_to_text(oriel_timestamptz value, char *buffer);
ORIEL_API const char *oriel_interval_to_text(oriel_interval value, char *buffer);
ORIEL_API const char *oriel_uuid_to_text(oriel_uuid value, char *buffer);
ORIEL_API const char *oriel_inet_to_text(oriel_inet value, char *buffer);
ORIEL_API const char *oriel_macaddr_to_text(oriel_macaddr value, char *buffer);
ORIEL_API const char *oriel_macaddr8_to_text(oriel_macaddr8 value, char *buffer);

#ifdef __cplusplus
}
#endif

#endif /* ORIEL_CONVERT_H */
