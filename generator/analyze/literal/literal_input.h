#ifndef ORIEL_ANALYZE_LITERAL_LITERAL_INPUT_H
#define ORIEL_ANALYZE_LITERAL_LITERAL_INPUT_H

/*
 * One constant on its way through a type's input function, and how the families of types tell what
 * is wrong with it.  Used by the *_input.c files only.
 */

#include "analyze/analysis.h"

typedef struct literal_input {
    analysis *an;
    const pg_type *type;
    oid element;    /* what the function gets beside the text: the element type, else the type */
    int32_t typmod; /* -1: none */
    const char *text;
    int location;
} literal_input;

/* Adds the server's error at the constant; always false, so that callers return it. */
bool literal_input_error(const literal_input *in, const char *sqlstate, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a second sentence. */
bool literal_input_error_detail(const literal_input *in, const char *sqlstate, const char *detail,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* 22P02, invalid input syntax for type NAME: "text". */
bool literal_input_syntax(const literal_input *in, const char *type_name);

/* 22003, value "text" is out of range for type NAME. */
bool literal_input_range(const literal_input *in, const char *type_name);

/* Checks a part of the constant (an element, a field, a bound) as a value of another type. */
bool literal_input_part(const literal_input *in, oid type, int32_t typmod, const char *text);

/* A part that is NULL: only domains can refuse it. */
bool literal_input_null_part(const literal_input *in, oid type);

/* The C locale's isspace, isdigit ..., whatever the process' locale is. */
bool literal_is_space(char c);
bool literal_is_digit(char c);
bool literal_is_alpha(char c);
bool literal_is_alnum(char c);
bool literal_is_punct(char c);
/* A character of ltree's labels; letters beyond ASCII, which the locale tells, are taken for such. */
bool literal_is_label(char c);
char literal_to_lower(char c);
/* The value of a hexadecimal digit, or -1. */
int literal_hex_digit(char c);
const char *literal_skip_space(const char *text);

/* Equal but for the case of ASCII letters; length bytes of each at most. */
bool literal_equal_fold(const char *a, const char *b);
bool literal_equal_fold_n(const char *a, const char *b, size_t length);

/* The bytes of the character that begins here; 1 for what is no UTF-8. */
size_t literal_char_length(const char *text);

#endif /* ORIEL_ANALYZE_LITERAL_LITERAL_INPUT_H */
