#include "catalog/never_null.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/extension.h"
#include "catalog/never_null_entry.h"
#include "catalog/overlay.h"

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
    case 'e':
        return NEVER_NULL_FOR_ELEMENTS;
    case 'f':
        return NEVER_NULL_FOR_FIELD;
    case 't':
        return NEVER_NULL_FOR_FORMAT;
    default:
        return NEVER_NULL_UNKNOWN;
    }
}

static int compare_symbols(const void *key, const void *item) {
    return strcmp(key, ((const never_null_symbol *)item)->symbol);
}

/* The languages "internal" and "c", whose functions are known by their symbols. */
enum { INTERNAL_LANGUAGE = 12, C_LANGUAGE = 13 };

/* A C function that a user declared may have the name of one that an extension brings. */
static bool symbol_is_trusted(const catalog *c, const pg_proc *proc) {
    return proc->language == INTERNAL_LANGUAGE ||
           (proc->language == C_LANGUAGE &&
            extension_of(c, (object_address){CLASS_PROC, proc->oid, 0}) != INVALID_OID);
}

static never_null_rule rule_of_symbol(const catalog *c, oid function) {
    const pg_proc *proc = catalog_proc(c, function);
    if (proc == NULL || proc->source == NULL || !symbol_is_trusted(c, proc)) {
        return NEVER_NULL_UNKNOWN;
    }
    const never_null_symbol *found =
        bsearch(proc->source, never_null_symbols, (size_t)never_null_symbol_count,
                sizeof never_null_symbols[0], compare_symbols);
    return found == NULL ? NEVER_NULL_UNKNOWN : rule_of_letter(found->rule);
}

void never_null_declare(catalog *c, oid function) {
    *LIST_PUSH(c->arena, &c->never_null) = function;
}

bool never_null_is_declared(const catalog *c, oid function) {
    for (int i = 0; i < c->never_null.count; i++) {
        if (c->never_null.items[i] == function) {
            return true;
        }
    }
    return false;
}

never_null_rule never_null_of_function(const catalog *c, oid function) {
    if (c->never_null.count > 0 && never_null_is_declared(c, function)) {
        const pg_proc *proc = catalog_proc(c, function);
        return proc == NULL || proc->strict ? NEVER_NULL_FOR_INPUT : NEVER_NULL_ALWAYS;
    }
    if (function >= FIRST_USER_OID) {
        return rule_of_symbol(c, function);
    }
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
