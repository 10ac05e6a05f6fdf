#include <stdlib.h>
#include <string.h>

#include "analyze/literal/datetime_field.h"

/* Words are told apart by this many characters; longer ones are cut here. */
#define WORD_LENGTH 10

typedef struct word_entry {
    const char *name;
    datetime_word word;
} word_entry;

/* Both sorted by name. */
static const word_entry date_words[] = {
    {"-infinity", {DATETIME_WORD_RESERVED, DATETIME_EARLY}},
    {"ad", {DATETIME_WORD_ERA, 0}},
    {"allballs", {DATETIME_WORD_RESERVED, DATETIME_ZULU}},
    {"am", {DATETIME_WORD_MERIDIAN, 0}},
    {"apr", {DATETIME_WORD_MONTH, 4}},
    {"april", {DATETIME_WORD_MONTH, 4}},
    {"at", {DATETIME_WORD_IGNORED, 0}},
    {"aug", {DATETIME_WORD_MONTH, 8}},
    {"august", {DATETIME_WORD_MONTH, 8}},
    {"bc", {DATETIME_WORD_ERA, 1}},
    {"d", {DATETIME_WORD_UNIT, DATETIME_DAY}},
    {"dec", {DATETIME_WORD_MONTH, 12}},
    {"december", {DATETIME_WORD_MONTH, 12}},
    {"dow", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"doy", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"dst", {DATETIME_WORD_DST, 0}},
    {"epoch", {DATETIME_WORD_RESERVED, DATETIME_EPOCH}},
    {"feb", {DATETIME_WORD_MONTH, 2}},
    {"february", {DATETIME_WORD_MONTH, 2}},
    {"fri", {DATETIME_WORD_WEEKDAY, 5}},
    {"friday", {DATETIME_WORD_WEEKDAY, 5}},
    {"h", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"infinity", {DATETIME_WORD_RESERVED, DATETIME_LATE}},
    {"isodow", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"isoyear", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"j", {DATETIME_WORD_UNIT, DATETIME_JULIAN}},
    {"jan", {DATETIME_WORD_MONTH, 1}},
    {"january", {DATETIME_WORD_MONTH, 1}},
    {"jd", {DATETIME_WORD_UNIT, DATETIME_JULIAN}},
    {"jul", {DATETIME_WORD_MONTH, 7}},
    {"julian", {DATETIME_WORD_UNIT, DATETIME_JULIAN}},
    {"july", {DATETIME_WORD_MONTH, 7}},
    {"jun", {DATETIME_WORD_MONTH, 6}},
    {"june", {DATETIME_WORD_MONTH, 6}},
    {"m", {DATETIME_WORD_UNIT, DATETIME_MONTH}},
    {"mar", {DATETIME_WORD_MONTH, 3}},
    {"march", {DATETIME_WORD_MONTH, 3}},
    {"may", {DATETIME_WORD_MONTH, 5}},
    {"mm", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"mon", {DATETIME_WORD_WEEKDAY, 1}},
    {"monday", {DATETIME_WORD_WEEKDAY, 1}},
    {"nov", {DATETIME_WORD_MONTH, 11}},
    {"november", {DATETIME_WORD_MONTH, 11}},
    {"now", {DATETIME_WORD_RESERVED, DATETIME_NOW}},
    {"oct", {DATETIME_WORD_MONTH, 10}},
    {"october", {DATETIME_WORD_MONTH, 10}},
    {"on", {DATETIME_WORD_IGNORED, 0}},
    {"pm", {DATETIME_WORD_MERIDIAN, 1}},
    {"s", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"sat", {DATETIME_WORD_WEEKDAY, 6}},
    {"saturday", {DATETIME_WORD_WEEKDAY, 6}},
    {"sep", {DATETIME_WORD_MONTH, 9}},
    {"sept", {DATETIME_WORD_MONTH, 9}},
    {"september", {DATETIME_WORD_MONTH, 9}},
    {"sun", {DATETIME_WORD_WEEKDAY, 0}},
    {"sunday", {DATETIME_WORD_WEEKDAY, 0}},
    {"t", {DATETIME_WORD_ISO_TIME, DATETIME_TIME}},
    {"thu", {DATETIME_WORD_WEEKDAY, 4}},
    {"thur", {DATETIME_WORD_WEEKDAY, 4}},
    {"thurs", {DATETIME_WORD_WEEKDAY, 4}},
    {"thursday", {DATETIME_WORD_WEEKDAY, 4}},
    {"today", {DATETIME_WORD_RESERVED, DATETIME_TODAY}},
    {"tomorrow", {DATETIME_WORD_RESERVED, DATETIME_TOMORROW}},
    {"tue", {DATETIME_WORD_WEEKDAY, 2}},
    {"tues", {DATETIME_WORD_WEEKDAY, 2}},
    {"tuesday", {DATETIME_WORD_WEEKDAY, 2}},
    {"wed", {DATETIME_WORD_WEEKDAY, 3}},
    {"wednesday", {DATETIME_WORD_WEEKDAY, 3}},
    {"weds", {DATETIME_WORD_WEEKDAY, 3}},
    {"y", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
    {"yesterday", {DATETIME_WORD_RESERVED, DATETIME_YESTERDAY}},
};

static const word_entry unit_words[] = {
    {"@", {DATETIME_WORD_IGNORED, 0}},
    {"ago", {DATETIME_WORD_AGO, 0}},
    {"c", {DATETIME_WORD_UNIT, DATETIME_CENTURY}},
    {"cent", {DATETIME_WORD_UNIT, DATETIME_CENTURY}},
    {"centuries", {DATETIME_WORD_UNIT, DATETIME_CENTURY}},
    {"century", {DATETIME_WORD_UNIT, DATETIME_CENTURY}},
    {"d", {DATETIME_WORD_UNIT, DATETIME_DAY}},
    {"day", {DATETIME_WORD_UNIT, DATETIME_DAY}},
    {"days", {DATETIME_WORD_UNIT, DATETIME_DAY}},
    {"dec", {DATETIME_WORD_UNIT, DATETIME_DECADE}},
    {"decade", {DATETIME_WORD_UNIT, DATETIME_DECADE}},
    {"decades", {DATETIME_WORD_UNIT, DATETIME_DECADE}},
    {"decs", {DATETIME_WORD_UNIT, DATETIME_DECADE}},
    {"h", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"hour", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"hours", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"hr", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"hrs", {DATETIME_WORD_UNIT, DATETIME_HOUR}},
    {"m", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"microsecond", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"mil", {DATETIME_WORD_UNIT, DATETIME_MILLENNIUM}},
    {"millennia", {DATETIME_WORD_UNIT, DATETIME_MILLENNIUM}},
    {"millennium", {DATETIME_WORD_UNIT, DATETIME_MILLENNIUM}},
    {"millisecond", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"mils", {DATETIME_WORD_UNIT, DATETIME_MILLENNIUM}},
    {"min", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"mins", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"minute", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"minutes", {DATETIME_WORD_UNIT, DATETIME_MINUTE}},
    {"mon", {DATETIME_WORD_UNIT, DATETIME_MONTH}},
    {"mons", {DATETIME_WORD_UNIT, DATETIME_MONTH}},
    {"month", {DATETIME_WORD_UNIT, DATETIME_MONTH}},
    {"months", {DATETIME_WORD_UNIT, DATETIME_MONTH}},
    {"ms", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"msec", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"msecond", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"mseconds", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"msecs", {DATETIME_WORD_UNIT, DATETIME_MILLISECOND}},
    {"qtr", {DATETIME_WORD_UNIT, DATETIME_QUARTER}},
    {"quarter", {DATETIME_WORD_UNIT, DATETIME_QUARTER}},
    {"s", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"sec", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"second", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"seconds", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"secs", {DATETIME_WORD_UNIT, DATETIME_SECOND}},
    {"timezone", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"timezone_h", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"timezone_m", {DATETIME_WORD_UNIT, DATETIME_OTHER_UNIT}},
    {"us", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"usec", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"usecond", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"useconds", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"usecs", {DATETIME_WORD_UNIT, DATETIME_MICROSECOND}},
    {"w", {DATETIME_WORD_UNIT, DATETIME_WEEK}},
    {"week", {DATETIME_WORD_UNIT, DATETIME_WEEK}},
    {"weeks", {DATETIME_WORD_UNIT, DATETIME_WEEK}},
    {"y", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
    {"year", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
    {"years", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
    {"yr", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
    {"yrs", {DATETIME_WORD_UNIT, DATETIME_YEAR}},
};

static int compare_entry(const void *name, const void *entry) {
    return strncmp(name, ((const word_entry *)entry)->name, WORD_LENGTH);
}

static datetime_word find(const char *string, const word_entry *entries, size_t count) {
    const word_entry *found = bsearch(string, entries, count, sizeof *entries, compare_entry);
    return found ? found->word : (datetime_word){DATETIME_WORD_UNKNOWN, 0};
}

datetime_word datetime_word_find(const char *string) {
    return find(string, date_words, sizeof date_words / sizeof date_words[0]);
}

datetime_word datetime_word_find_unit(const char *string) {
    return find(string, unit_words, sizeof unit_words / sizeof unit_words[0]);
}
