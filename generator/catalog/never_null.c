#include "catalog/never_null.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/never_null_entry.h"

static int compare_entries(const void *key, const void *item) {
    oid function = *(const oid *)key;
    const never_null_entry *entry = item;
    return function < entry->function ? -1 : function > entry->function;
}

static const never_null_entry *find_entry(oid function) {
    if (function >= FIRST_USER_OID) {
        return NULL;
    }
    return bsearch(&function, never_null_entries, (size_t)never_null_entry_count,
                   sizeof never_null_entries[0], compare_entries);
}

static never_null_rule rule_of_letter(char letter) {
    switch (letter) {
    case 'a':
        return NEVER_NULL_ALWAYS;
    case 'i':
        return NEVER_NULL_FOR_INPUT;
    case 'r':
        return NEVER_NULL_FOR_ROW;
    default:
        return NEVER_NULL_UNKNOWN;
    }
}

never_null_rule never_null_of_function(oid function) {
    const never_null_entry *entry = find_entry(function);
    return entry == NULL ? NEVER_NULL_UNKNOWN : rule_of_letter(entry->rule);
}

never_null_rule never_null_of_column(oid function, int column) {
    const never_null_entry *entry = find_entry(function);
    if (entry == NULL || column < 0 || (size_t)column >= strlen(entry->columns)) {
        return NEVER_NULL_UNKNOWN;
    }
    return rule_of_letter(entry->columns[column]);
}
