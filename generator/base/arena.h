#ifndef ORIEL_BASE_ARENA_H
#define ORIEL_BASE_ARENA_H

/*
 * Memory that is given back all at once, or all that came after a moment.  Everything the generator
 * allocates comes from an arena; nothing is freed singly.  An arena that cannot grow jumps to its out_of_memory target, so no
 * caller checks for NULL.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

typedef struct arena arena;

/* NULL when there is no memory.  out_of_memory may be NULL: then the process is aborted. */
arena *arena_new(jmp_buf *out_of_memory);
void arena_free(arena *a);

/* Zeroed, aligned for any type.  Never NULL; size 0 is allowed. */
void *arena_alloc(arena *a, size_t size);
void *arena_copy(arena *a, const void *bytes, size_t size);
char *arena_strdup(arena *a, const char *string);
char *arena_strndup(arena *a, const char *bytes, size_t length);
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(arena *a, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* A moment that the arena can go back to: what was allocated since is then given back, so nothing may
 * refer to it any more. */
typedef struct arena_mark {
    void *block;
    char *free_from;
    size_t free_size;
} arena_mark;
arena_mark arena_save(const arena *a);
void arena_rewind(arena *a, arena_mark mark);

/* A pointer to one new zeroed TYPE, or to COUNT of them. */
#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_alloc((a), sizeof(type) * (size_t)(count)))

/*
 * Growing arrays: any struct with the members `items`, `count` and `capacity` (int).
 * LIST_PUSH(a, &list) yields a pointer to a new zeroed last item.
 */
#define LIST_OF(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        int count;                                                                                 \
        int capacity;                                                                              \
    }
#define LIST_PUSH(a, list)                                                                         \
    ((list)->count < (list)->capacity                                                              \
         ? (void)0                                                                                 \
         : (void)((list)->items = arena_grow((a), (list)->items, sizeof *(list)->items,            \
                                             (list)->count, &(list)->capacity)),                   \
     &(list)->items[(list)->count++])

/* The work behind LIST_PUSH: a larger copy of the items, zeroed behind them. */
void *arena_grow(arena *a, const void *items, size_t item_size, int count, int *capacity);

#endif /* ORIEL_BASE_ARENA_H */
