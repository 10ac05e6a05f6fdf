#ifndef ORIEL_CATALOG_TIME_ZONE_ENTRY_H
#define ORIEL_CATALOG_TIME_ZONE_ENTRY_H

/* The tables behind time_zone.h, which compile_time_zones makes; sorted by name, in small letters.
 */

#include <stdbool.h>

typedef struct time_zone_entry {
    const char *name;
    bool flag; /* zones: fixed; abbreviations: standard */
} time_zone_entry;

extern const time_zone_entry time_zone_entries[];
extern const int time_zone_entries_count;
extern const time_zone_entry time_zone_abbreviations[];
extern const int time_zone_abbreviations_count;

#endif /* ORIEL_CATALOG_TIME_ZONE_ENTRY_H */
