#ifndef ORIEL_SOURCE_UTF8_H
#define ORIEL_SOURCE_UTF8_H

/* UTF-8 as PostgreSQL accepts it: no overlong forms, no surrogates, nothing above U+10FFFF. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Length of the valid character at `bytes`, or 0 when there is none.  A NUL byte is not valid. */
size_t utf8_valid_length(const char *bytes, size_t available);

/* Length that the first byte announces (1 for a byte that cannot begin a character). */
size_t utf8_announced_length(char first);

/* True for the second to fourth byte of a character. */
bool utf8_is_continuation(char byte);

/* The code point of a valid character of that length. */
uint32_t utf8_code_point(const char *bytes, size_t length);

/* Offset of the first byte that is not part of a valid character; `length` when all are. */
size_t utf8_first_invalid(const char *bytes, size_t length);

#endif /* ORIEL_SOURCE_UTF8_H */
