#ifndef ORIEL_ANALYZE_LITERAL_INTERVAL_DECODE_H
#define ORIEL_ANALYZE_LITERAL_INTERVAL_DECODE_H

/* What an interval's fields add up to.  Called by interval_input.c and, for ISO 8601's format with
 * designators, interval_iso.c. */

#include "analyze/literal/datetime_field.h"

typedef struct interval_sum {
    int64_t microseconds;
    int days, months, years;
} interval_sum;

/* `value` and a fraction of a unit; false when a part overflows. */
bool interval_sum_add(interval_sum *sum, datetime_unit unit, int64_t value, double fraction);

/* P1Y2M3DT4H and P0001-02-03T04:05:06. */
datetime_outcome interval_iso_decode(const char *text, interval_sum *sum);

#endif /* ORIEL_ANALYZE_LITERAL_INTERVAL_DECODE_H */
