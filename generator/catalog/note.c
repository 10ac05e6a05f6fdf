#include "catalog/overlay.h"

/* What later stages made of records: forgotten with the catalog, never undone. */

typedef struct note_entry {
    const void *record;
    catalog_note note;
    UT_hash_handle hh;
} note_entry;

catalog_note *catalog_note_of(const catalog *known, const void *record) {
    catalog *c = (catalog *)(uintptr_t)known;
    note_entry *entry;
    HASH_FIND(hh, c->notes, &record, sizeof record, entry);
    if (entry == NULL) {
        entry = ARENA_NEW(c->arena, note_entry);
        entry->record = record;
        HASH_ADD(hh, c->notes, record, sizeof entry->record, entry);
    }
    return &entry->note;
}
