#include "catalog/time_zone.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/time_zone_entry.h"

/* Words in dates are told apart by this many characters. */
#define WORD_LENGTH 10

static int compare_name(const void *name, const void *entry) {
    return strcmp(name, ((const time_zone_entry *)entry)->name);
}

static int compare_word(const void *name, const void *entry) {
    return strncmp(name, ((const time_zone_entry *)entry)->name, WORD_LENGTH);
}

static time_zone_kind kind_of(const time_zone_entry *entry) {
    if (entry == NULL) {
        return TIME_ZONE_UNKNOWN;
    }
    return entry->flag ? TIME_ZONE_FIXED : TIME_ZONE_CHANGING;
}

static time_zone_kind find_listed(const char *name) {
    return kind_of(bsearch(name, time_zone_entries, (size_t)time_zone_entries_count,
                           sizeof time_zone_entries[0], compare_name));
}

time_zone_kind time_zone_find_abbreviation(const char *name) {
    return kind_of(bsearch(name, time_zone_abbreviations, (size_t)time_zone_abbreviations_count,
                           sizeof time_zone_abbreviations[0], compare_word));
}

/* --- POSIX specifications -------------------------------------------------------------------- */

/* A number of at most `most`; NULL when there is none. */
static const char *scan_number(const char *p, int most, int *value) {
    *value = 0;
    if (*p < '0' || *p > '9') {
        return NULL;
    }
    for (; *p >= '0' && *p <= '9'; p++) {
        *value = *value * 10 + (*p - '0');
        if (*value > most) {
            return NULL;
        }
    }
    return p;
}

/* [+-]h[:m[:s]] in seconds; NULL when there is none. */
static const char *scan_offset(const char *p, int *seconds) {
    static const int most[] = {167, 59, 60};
    int sign = *p == '-' ? -1 : 1;
    p += *p == '+' || *p == '-';
    *seconds = 0;
    int unit = 3600;
    for (int i = 0; i < 3; i++, unit /= 60) {
        int value;
        p = scan_number(p, most[i], &value);
        if (p == NULL) {
            return NULL;
        }
        *seconds += sign * value * unit;
        if (*p != ':' || i == 2) {
            break;
        }
        p++;
    }
    return p;
}

static time_zone_kind find_posix(const char *name) {
    static const char name_ends[] = "0123456789,+-";
    int standard;
    const char *p = scan_offset(name + strcspn(name, name_ends), &standard);
    if (p == NULL) {
        return TIME_ZONE_UNKNOWN;
    }
    if (*p == '\0') {
        return TIME_ZONE_FIXED;
    }
    size_t length = strcspn(p, name_ends);
    if (length == 0) {
        return TIME_ZONE_UNKNOWN;
    }
    p += length;
    int daylight = standard - 3600;
    if (*p != '\0') {
        p = scan_offset(p, &daylight);
    }
    if (p == NULL || *p != '\0') {
        return TIME_ZONE_UNKNOWN;
    }
    return daylight == standard ? TIME_ZONE_FIXED : TIME_ZONE_CHANGING;
}

time_zone_kind time_zone_find(const char *name) {
    /* Folders with the same zones once more, and files that are no places. */
    if (strncmp(name, "posix/", 6) == 0 || strncmp(name, "right/", 6) == 0) {
        name += 6;
    }
    if (strcmp(name, "posixrules") == 0) {
        return TIME_ZONE_CHANGING;
    }
    time_zone_kind kind = find_listed(name);
    return kind != TIME_ZONE_UNKNOWN ? kind : find_posix(name);
}
