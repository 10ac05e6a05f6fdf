#include "catalog/overlay.h"

typedef struct comment_entry {
    object_address address;
    const char *text; /* NULL: none */
    UT_hash_handle hh;
} comment_entry;

static comment_entry *find_comment(const catalog *c, const object_address *address) {
    comment_entry *found;
    HASH_FIND(hh, c->comments, address, sizeof *address, found);
    return found;
}

const char *catalog_comment(const catalog *c, object_address address) {
    const comment_entry *found = find_comment(c, &address);
    return found == NULL ? NULL : found->text;
}

static void restore_comment(catalog *c, const overlay_undo *step) {
    (void)c;
    comment_entry *entry = step->subject;
    entry->text = step->old;
}

void catalog_set_comment(catalog *c, object_address address, const char *comment) {
    comment_entry *entry = find_comment(c, &address);
    if (entry == NULL) {
        entry = ARENA_NEW(c->arena, comment_entry);
        entry->address = address;
        HASH_ADD(hh, c->comments, address, sizeof entry->address, entry);
    }
    overlay_log(c, restore_comment, entry, entry->text);
    entry->text = comment == NULL ? NULL : arena_strdup(c->arena, comment);
}
