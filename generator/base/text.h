#ifndef ORIEL_BASE_TEXT_H
#define ORIEL_BASE_TEXT_H

/* A growing, NUL-terminated string in an arena: what emitters and messages are written into. */

#include "base/arena.h"

typedef struct text {
    arena *arena;
    char *bytes; /* NUL-terminated once anything was added; NULL before */
    size_t length;
    size_t capacity;
} text;

text text_new(arena *a);
void text_add(text *t, const char *string);
void text_add_bytes(text *t, const char *bytes, size_t length);
void text_add_char(text *t, char c);
void text_printf(text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_vprintf(text *t, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The content so far, "" when nothing was added.  Stays valid until the next addition. */
const char *text_string(const text *t);

#endif /* ORIEL_BASE_TEXT_H */
