#include "catalog/compile/array_pool.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "catalog/compile/table_file.h"

#define BUCKET_COUNT 16384

/* An array in the pool; `next` chains those of one bucket, as place in `kept` plus one. */
typedef struct pooled {
    int start, count;
    int next;
    int bucket_head; /* of the bucket with this entry's number, not of this entry's own */
} pooled;

static uint32_t bucket_of(const char *const *items, int count) {
    uint32_t hash = 2166136261u;
    for (int i = 0; i < count; i++) {
        for (const char *byte = items[i]; *byte != '\0'; byte++) {
            hash = (hash ^ (unsigned char)*byte) * 16777619u;
        }
        hash = (hash ^ ',') * 16777619u;
    }
    return hash % BUCKET_COUNT;
}

static bool holds(const array_pool *pool, const pooled *kept, const char *const *items, int count) {
    if (kept->count != count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (strcmp(pool->items[kept->start + i], items[i]) != 0) {
            return false;
        }
    }
    return true;
}

static bool is_power_of_two(int n) {
    return (n & (n - 1)) == 0;
}

static void append(array_pool *pool, const char *item) {
    if (is_power_of_two(pool->item_count)) {
        size_t capacity = pool->item_count == 0 ? 1 : (size_t)pool->item_count * 2;
        pool->items = table_file_extend(pool->items, sizeof *pool->items * capacity);
    }
    pool->items[pool->item_count++] = item;
}

int array_pool_add(array_pool *pool, const char *const *items, int count) {
    if (pool->kept == NULL) {
        pool->kept = table_file_allocate(sizeof *pool->kept * BUCKET_COUNT);
    }
    uint32_t bucket = bucket_of(items, count);
    for (int i = pool->kept[bucket].bucket_head; i != 0; i = pool->kept[i - 1].next) {
        if (holds(pool, &pool->kept[i - 1], items, count)) {
            return pool->kept[i - 1].start;
        }
    }
    int start = pool->item_count;
    for (int i = 0; i < count; i++) {
        append(pool, items[i]);
    }
    if (pool->kept_count < BUCKET_COUNT) { /* further ones are merely not shared */
        pooled *kept = &pool->kept[pool->kept_count++];
        kept->start = start;
        kept->count = count;
        kept->next = pool->kept[bucket].bucket_head;
        pool->kept[bucket].bucket_head = pool->kept_count;
    }
    return start;
}

void array_pool_write(const array_pool *pool, FILE *out) {
    if (pool->item_count == 0) {
        return;
    }
    fprintf(out, "static const %s%s[%d] = {\n", pool->type, pool->name, pool->item_count);
    for (int i = 0; i < pool->item_count; i++) {
        fprintf(out, "%s,%s", pool->items[i], i % 10 == 9 ? "\n" : " ");
    }
    fputs("\n};\n", out);
}
