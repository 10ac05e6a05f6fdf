#include "catalog/type_format.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Later versions have more keywords; one quoted needlessly is still the same name. */
static const catalog_snapshot *newest_snapshot(void) {
    const int *version = snapshot_versions();
    while (version[1] != 0) {
        version++;
    }
    return snapshot_of_version(*version);
}

static int compare_word(const void *word, const void *keyword) {
    return strcmp(word, ((const snapshot_keyword *)keyword)->word);
}

/* True for words that the version's grammar takes for something else somewhere. */
static bool is_reserved_somewhere(const catalog_snapshot *snapshot, const char *name) {
    const snapshot_keyword *found = bsearch(name, snapshot->keywords, snapshot->keyword_count,
                                            sizeof *snapshot->keywords, compare_word);
    return found != NULL && found->category != 'U';
}

static bool is_plain(const char *name) {
    if (!(*name == '_' || (*name >= 'a' && *name <= 'z'))) {
        return false;
    }
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static const char *quote(const catalog_snapshot *snapshot, arena *a, const char *name) {
    if (is_plain(name) && !is_reserved_somewhere(snapshot, name)) {
        return arena_strdup(a, name);
    }
    text quoted = text_new(a);
    text_add_char(&quoted, '"');
    for (; *name != '\0'; name++) {
        if (*name == '"') {
            text_add_char(&quoted, '"');
        }
        text_add_char(&quoted, *name);
    }
    text_add_char(&quoted, '"');
    return text_string(&quoted);
}

const char *quote_identifier(arena *a, const char *name) {
    return quote(newest_snapshot(), a, name);
}

const char *quote_qualified(arena *a, const char *schema, const char *name) {
    const char *first = quote_identifier(a, schema);
    return arena_printf(a, "%s.%s", first, quote_identifier(a, name));
}

const char *quote_identifier_in(const catalog *c, arena *a, const char *name) {
    return quote(snapshot_of_version(catalog_version(c)), a, name);
}

const char *quote_qualified_in(const catalog *c, arena *a, const char *schema, const char *name) {
    const char *first = quote_identifier_in(c, a, schema);
    return arena_printf(a, "%s.%s", first, quote_identifier_in(c, a, name));
}
