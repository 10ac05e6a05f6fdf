#include <limits.h>
#include <math.h>

#include "analyze/literal/interval_decode.h"

#define SECONDS_MICROSECONDS 1000000
#define DAY_MICROSECONDS     86400000000

static bool add_int(int *sum, int64_t value, int scale) {
    int scaled;
    return value >= INT_MIN && value <= INT_MAX &&
           !__builtin_mul_overflow((int)value, scale, &scaled) &&
           !__builtin_add_overflow(*sum, scaled, sum);
}

/* Half microseconds are dropped, more is rounded. */
static bool add_fraction(interval_sum *sum, double fraction, int64_t scale) {
    if (fraction == 0) {
        return true;
    }
    double scaled = fraction * (double)scale;
    int64_t whole = (int64_t)scaled;
    double rest = scaled - (double)whole;
    whole += rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0;
    return !__builtin_add_overflow(sum->microseconds, whole, &sum->microseconds);
}

static bool add_time(interval_sum *sum, int64_t value, double fraction, int64_t scale) {
    int64_t scaled;
    return !__builtin_mul_overflow(value, scale, &scaled) &&
           !__builtin_add_overflow(sum->microseconds, scaled, &sum->microseconds) &&
           add_fraction(sum, fraction, scale);
}

/* Part of a week or month: whole days, and the rest as time. */
static bool add_part_days(interval_sum *sum, double fraction, int scale) {
    double scaled = fraction * scale;
    int whole = (int)scaled;
    return add_int(&sum->days, whole, 1) && add_fraction(sum, scaled - whole, DAY_MICROSECONDS);
}

static bool add_years(interval_sum *sum, int64_t value, double fraction, int scale) {
    return add_int(&sum->years, value, scale) &&
           add_int(&sum->months, (int64_t)rint(fraction * scale * 12), 1);
}

bool interval_sum_add(interval_sum *sum, datetime_unit unit, int64_t value, double fraction) {
    switch (unit) {
    case DATETIME_MICROSECOND:
        return add_time(sum, value, fraction, 1);
    case DATETIME_MILLISECOND:
        return add_time(sum, value, fraction, 1000);
    case DATETIME_SECOND:
        return add_time(sum, value, fraction, SECONDS_MICROSECONDS);
    case DATETIME_MINUTE:
        return add_time(sum, value, fraction, (int64_t)60 * SECONDS_MICROSECONDS);
    case DATETIME_HOUR:
        return add_time(sum, value, fraction, (int64_t)3600 * SECONDS_MICROSECONDS);
    case DATETIME_DAY:
        return add_int(&sum->days, value, 1) && add_fraction(sum, fraction, DAY_MICROSECONDS);
    case DATETIME_WEEK:
        return add_int(&sum->days, value, 7) && add_part_days(sum, fraction, 7);
    case DATETIME_MONTH:
        return add_int(&sum->months, value, 1) && add_part_days(sum, fraction, 30);
    case DATETIME_YEAR:
        return add_years(sum, value, fraction, 1);
    case DATETIME_DECADE:
        return add_years(sum, value, fraction, 10);
    case DATETIME_CENTURY:
        return add_years(sum, value, fraction, 100);
    case DATETIME_MILLENNIUM:
        return add_years(sum, value, fraction, 1000);
    case DATETIME_NO_UNIT:
    case DATETIME_QUARTER:
    case DATETIME_JULIAN:
    case DATETIME_TIME:
    case DATETIME_OTHER_UNIT:
        break;
    }
    return false;
}
