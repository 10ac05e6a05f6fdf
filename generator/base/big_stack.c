#define _GNU_SOURCE /* pthread_getattr_np */
#include "base/big_stack.h"

#include <pthread.h>
#include <stdint.h>

#define LARGEST_STACK  ((size_t)512 * 1024 * 1024)
#define SMALLEST_STACK ((size_t)1024 * 1024)
#define GUESSED_ROOM   ((size_t)256 * 1024)

typedef struct call {
    void (*function)(void *argument);
    void *argument;
} call;

static void *big_stack_start(void *argument) {
    const call *c = argument;
    c->function(c->argument);
    return NULL;
}

static bool big_stack_create(pthread_t *thread, size_t size, call *c) {
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return false;
    }
    bool created = pthread_attr_setstacksize(&attributes, size) == 0 &&
                   pthread_create(thread, &attributes, big_stack_start, c) == 0;
    (void)pthread_attr_destroy(&attributes);
    return created;
}

bool big_stack_run(void (*function)(void *argument), void *argument) {
    call c = {.function = function, .argument = argument};
    pthread_t thread;
    for (size_t size = LARGEST_STACK; size >= SMALLEST_STACK; size /= 2) {
        if (big_stack_create(&thread, size, &c)) {
            return pthread_join(thread, NULL) == 0;
        }
    }
    return false;
}

size_t big_stack_room(void) {
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return GUESSED_ROOM;
    }
    void *lowest = NULL;
    size_t size = 0, room = GUESSED_ROOM;
    char here;
    if (pthread_attr_getstack(&attributes, &lowest, &size) == 0) {
        uintptr_t now = (uintptr_t)&here, end = (uintptr_t)lowest;
        room = now > end && now - end <= size ? (size_t)(now - end) : GUESSED_ROOM;
    }
    (void)pthread_attr_destroy(&attributes);
    return room;
}
