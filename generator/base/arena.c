#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK_SIZE ((size_t)8 * 1024)
#define LARGEST_BLOCK    ((size_t)4 * 1024 * 1024)

typedef struct block {
    struct block *next;
    size_t size;
} block;

struct arena {
    block *blocks;
    char *free_from;
    size_t free_size;
    size_t next_block_size;
    jmp_buf *out_of_memory;
};

arena *arena_new(jmp_buf *out_of_memory) {
    arena *a = calloc(1, sizeof *a);
    if (a != NULL) {
        a->next_block_size = FIRST_BLOCK_SIZE;
        a->out_of_memory = out_of_memory;
    }
    return a;
}

static void free_blocks_until(arena *a, const block *last) {
    while (a->blocks != last) {
        block *next = a->blocks->next;
        free(a->blocks);
        a->blocks = next;
    }
}

void arena_free(arena *a) {
    if (a == NULL) {
        return;
    }
    free_blocks_until(a, NULL);
    free(a);
}

arena_mark arena_save(const arena *a) {
    return (arena_mark){.block = a->blocks, .free_from = a->free_from, .free_size = a->free_size};
}

void arena_rewind(arena *a, arena_mark mark) {
    free_blocks_until(a, mark.block);
    a->free_from = mark.free_from;
    a->free_size = mark.free_size;
}

static void give_up(arena *a) {
    if (a->out_of_memory != NULL) {
        longjmp(*a->out_of_memory, 1);
    }
    abort();
}

static void *new_block(arena *a, size_t size) {
    if (size > SIZE_MAX - sizeof(max_align_t) - sizeof(block)) {
        give_up(a);
    }
    block *b = malloc(sizeof(block) + sizeof(max_align_t) + size);
    if (b == NULL) {
        give_up(a);
    }
    b->size = size;
    b->next = a->blocks;
    a->blocks = b;
    size_t header = (sizeof(block) + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    return (char *)b + header;
}

/* Blocks are not zeroed: what is handed out is, when it is. */
static void *take(arena *a, size_t size) {
#if defined(__SANITIZE_ADDRESS__)
    return new_block(a, size); /* one malloc each, so that overruns are seen */
#else
    if (size > a->free_size || a->free_from == NULL) {
        if (size > a->next_block_size / 4) {
            return new_block(a, size);
        }
        a->free_from = new_block(a, a->next_block_size);
        a->free_size = a->next_block_size;
        if (a->next_block_size < LARGEST_BLOCK) {
            a->next_block_size *= 2;
        }
    }
    void *result = a->free_from;
    a->free_from += size;
    a->free_size -= size;
    return result;
#endif
}

void *arena_alloc(arena *a, size_t size) {
    if (size > SIZE_MAX / 2) {
        give_up(a);
    }
    size_t padding = (alignof(max_align_t) - size % alignof(max_align_t)) % alignof(max_align_t);
    return memset(take(a, size + padding), 0, size);
}

void *arena_copy(arena *a, const void *bytes, size_t size) {
    void *copy = arena_alloc(a, size);
    if (size > 0) {
        memcpy(copy, bytes, size);
    }
    return copy;
}

char *arena_strdup(arena *a, const char *string) {
    return arena_strndup(a, string, strlen(string));
}

char *arena_strndup(arena *a, const char *bytes, size_t length) {
    char *copy = arena_alloc(a, length + 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *arena_vprintf(arena *a, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *result = arena_alloc(a, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0) {
        vsnprintf(result, (size_t)length + 1, format, again);
    }
    va_end(again);
    return result;
}

char *arena_printf(arena *a, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *result = arena_vprintf(a, format, arguments);
    va_end(arguments);
    return result;
}

void *arena_grow(arena *a, const void *items, size_t item_size, int count, int *capacity) {
    int larger = *capacity < 4 ? 4 : *capacity * 2;
    void *grown = arena_alloc(a, item_size * (size_t)larger);
    if (count > 0) {
        memcpy(grown, items, item_size * (size_t)count);
    }
    *capacity = larger;
    return grown;
}
