#include "base/text.h"

#include <stdio.h>
#include <string.h>

text text_new(arena *a) {
    return (text){.arena = a};
}

static void text_reserve(text *t, size_t more) {
    size_t needed = t->length + more + 1;
    if (needed <= t->capacity) {
        return;
    }
    size_t capacity = t->capacity < 128 ? 128 : t->capacity;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *bytes = arena_alloc(t->arena, capacity);
    if (t->length > 0) {
        memcpy(bytes, t->bytes, t->length);
    }
    t->bytes = bytes;
    t->capacity = capacity;
}

void text_add_bytes(text *t, const char *bytes, size_t length) {
    text_reserve(t, length);
    if (length > 0) {
        memcpy(t->bytes + t->length, bytes, length);
    }
    t->length += length;
    t->bytes[t->length] = '\0';
}

void text_add(text *t, const char *string) {
    text_add_bytes(t, string, strlen(string));
}

void text_add_char(text *t, char c) {
    text_add_bytes(t, &c, 1);
}

void text_vprintf(text *t, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0) {
        text_reserve(t, (size_t)length);
        vsnprintf(t->bytes + t->length, (size_t)length + 1, format, again);
        t->length += (size_t)length;
    }
    va_end(again);
}

void text_printf(text *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    text_vprintf(t, format, arguments);
    va_end(arguments);
}

const char *text_string(const text *t) {
    return t->bytes == NULL ? "" : t->bytes;
}
