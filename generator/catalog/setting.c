#include "catalog/overlay.h"

#include <string.h>

typedef struct setting_entry {
    const char *name;  /* lower case */
    const char *value; /* NULL: the default */
    UT_hash_handle hh;
} setting_entry;

/* Names of settings are the same in any case, ASCII letters taken. */
static const char *lower_case(arena *a, const char *name) {
    char *lower = arena_strdup(a, name);
    for (char *letter = lower; *letter != '\0'; letter++) {
        if (*letter >= 'A' && *letter <= 'Z') {
            *letter = (char)(*letter - 'A' + 'a');
        }
    }
    return lower;
}

static setting_entry *find_setting(const catalog *c, const char *lower) {
    setting_entry *found;
    HASH_FIND(hh, c->settings, lower, strlen(lower), found);
    return found;
}

const char *catalog_setting(const catalog *c, const char *name) {
    const setting_entry *found = find_setting(c, lower_case(c->arena, name));
    return found == NULL ? NULL : found->value;
}

static void restore_setting(catalog *c, const overlay_undo *step) {
    (void)c;
    setting_entry *entry = step->subject;
    entry->value = step->old;
}

void catalog_set_setting(catalog *c, const char *name, const char *value) {
    name = lower_case(c->arena, name);
    setting_entry *entry = find_setting(c, name);
    if (entry == NULL) {
        entry = ARENA_NEW(c->arena, setting_entry);
        entry->name = name;
        HASH_ADD_KEYPTR(hh, c->settings, name, strlen(name), entry);
    }
    overlay_log(c, restore_setting, entry, entry->value);
    entry->value = value == NULL ? NULL : arena_strdup(c->arena, value);
}
