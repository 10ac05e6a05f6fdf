#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct memory_chunk memory_chunk;
struct memory_chunk {
    memory_chunk *next;
    size_t size, used; /* of the bytes that follow */
};

struct oriel_memory {
    memory_chunk *chunks; /* the newest first: allocations come from it */
    char *rows;
    size_t row_capacity;
};

enum { FIRST_CHUNK = 1024, LARGEST_CHUNK = 256 * 1024, CHUNK_HEAD = 32, FIRST_ROWS = 64 };

_Static_assert(sizeof(memory_chunk) <= CHUNK_HEAD, "the bytes of a chunk start after its head");

oriel_memory *orl_memory_new(void) {
    return calloc(1, sizeof(oriel_memory));
}

void oriel_memory_free(oriel_memory *memory) {
    if (memory == NULL) {
        return;
    }
    while (memory->chunks != NULL) {
        memory_chunk *chunk = memory->chunks;
        memory->chunks = chunk->next;
        free(chunk);
    }
    free(memory->rows);
    free(memory);
}

static memory_chunk *memory_add_chunk(oriel_memory *memory, size_t size) {
    size_t usual = memory->chunks == NULL ? FIRST_CHUNK : memory->chunks->size * 2;
    if (usual > LARGEST_CHUNK) {
        usual = LARGEST_CHUNK;
    }
    if (size < usual) {
        size = usual;
    }
    if (size > SIZE_MAX - CHUNK_HEAD) {
        return NULL;
    }
    memory_chunk *chunk = malloc(CHUNK_HEAD + size);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->next = memory->chunks;
    chunk->size = size;
    chunk->used = 0;
    memory->chunks = chunk;
    return chunk;
}

void *orl_memory_alloc(oriel_memory *memory, size_t size, size_t align) {
    memory_chunk *chunk = memory->chunks;
    size_t start = chunk == NULL ? 0 : (chunk->used + align - 1) & ~(align - 1);
    if (chunk == NULL || start > chunk->size || size > chunk->size - start) {
        chunk = memory_add_chunk(memory, size);
        if (chunk == NULL) {
            return NULL;
        }
        start = 0;
    }
    chunk->used = start + size;
    return (char *)chunk + CHUNK_HEAD + start;
}

void orl_memory_reset(oriel_memory *memory) {
    if (memory->chunks == NULL) {
        return;
    }
    /* The newest chunk is kept unless one huge value made it: memory stays bounded by usual rows.
     */
    memory_chunk *kept = memory->chunks->size <= LARGEST_CHUNK ? memory->chunks : NULL;
    memory_chunk *chunk = kept == NULL ? memory->chunks : kept->next;
    while (chunk != NULL) {
        memory_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    memory->chunks = kept;
    if (kept != NULL) {
        kept->next = NULL;
        kept->used = 0;
    }
}

void *orl_memory_row(oriel_memory *memory, size_t row_size, size_t index) {
    if (index >= memory->row_capacity) {
        size_t capacity = memory->row_capacity == 0 ? FIRST_ROWS : memory->row_capacity * 2;
        if (capacity > SIZE_MAX / 2 / row_size) {
            return NULL;
        }
        char *rows = realloc(memory->rows, capacity * row_size);
        if (rows == NULL) {
            return NULL;
        }
        memory->rows = rows;
        memory->row_capacity = capacity;
    }
    return memset(memory->rows + index * row_size, 0, row_size);
}

void *orl_memory_rows(const oriel_memory *memory) {
    return memory->rows;
}
