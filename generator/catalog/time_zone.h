#ifndef ORIEL_CATALOG_TIME_ZONE_H
#define ORIEL_CATALOG_TIME_ZONE_H

/* The time zones a server knows, for constants that name one.  The lists are data taken from a
 * server (scripts/snapshot_time_zones); names are asked for in small letters. */

typedef enum time_zone_kind {
    TIME_ZONE_UNKNOWN,
    TIME_ZONE_FIXED,    /* one offset at all times */
    TIME_ZONE_CHANGING, /* the offset depends on the date */
} time_zone_kind;

/* A full name (america/new_york) or a POSIX specification (cet-1cest). */
time_zone_kind time_zone_find(const char *name);

/* An abbreviation (est).  FIXED: standard time, which the word DST can change. */
time_zone_kind time_zone_find_abbreviation(const char *name);

#endif /* ORIEL_CATALOG_TIME_ZONE_H */
