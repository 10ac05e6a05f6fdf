#include "analyze/operator_cache.h"

#include <string.h>

#define uthash_malloc(size)        arena_alloc(cache->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

typedef struct operator_key {
    char name[64]; /* NAMEDATALEN */
    oid left, right;
} operator_key;

typedef struct cached_operator {
    operator_key key;
    uint64_t version;
    operator_cache_slot slot;
    UT_hash_handle hh;
} cached_operator;

struct operator_cache {
    arena *arena;
    cached_operator *entries;
    operator_cache_slot unused; /* for names too long to be any operator's */
};

operator_cache *operator_cache_new(arena *a) {
    operator_cache *cache = ARENA_NEW(a, operator_cache);
    cache->arena = a;
    return cache;
}

operator_cache_slot *operator_cache_slot_of(operator_cache *cache, const catalog *c,
                                            const char *name, oid left, oid right) {
    operator_key key = {.left = left, .right = right};
    size_t length = strlen(name);
    if (length >= sizeof key.name) {
        cache->unused.found = NULL;
        return &cache->unused;
    }
    memcpy(key.name, name, length);
    cached_operator *entry;
    HASH_FIND(hh, cache->entries, &key, sizeof key, entry);
    if (entry == NULL) {
        entry = ARENA_NEW(cache->arena, cached_operator);
        entry->key = key;
        HASH_ADD(hh, cache->entries, key, sizeof entry->key, entry);
    }
    if (entry->version != catalog_resolution_version(c)) {
        entry->version = catalog_resolution_version(c);
        entry->slot.found = NULL;
    }
    return &entry->slot;
}
