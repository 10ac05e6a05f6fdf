#ifndef ORIEL_PARSE_SYNTAX_ERROR_H
#define ORIEL_PARSE_SYNTAX_ERROR_H

/*
 * libpg_query gives an error's message and position only.  The server's code, detail and hint
 * follow from the message; a few messages read a little different on the server.
 */

#include <stddef.h>

#include "base/arena.h"

typedef struct syntax_error {
    const char *message;
    const char *sqlstate;
    const char *detail; /* or NULL */
    const char *hint;   /* or NULL */
} syntax_error;

/* What the server says of `text` where libpg_query says `message` about the byte at `offset`.
 * Allocates from `a`. */
syntax_error syntax_error_of_server(arena *a, const char *message, const char *text, size_t length,
                                    size_t offset);

#endif /* ORIEL_PARSE_SYNTAX_ERROR_H */
