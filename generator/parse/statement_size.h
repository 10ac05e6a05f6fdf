#ifndef ORIEL_PARSE_STATEMENT_SIZE_H
#define ORIEL_PARSE_STATEMENT_SIZE_H

/* How large a statement's tree can get, told from its tokens before anything recurses over it. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct statement_size {
    size_t tokens;
    size_t depth; /* no tree of this text is deeper, but for a small factor */
} statement_size;

statement_size statement_size_measure(arena *a, const char *text, size_t length);

/* A statement of more tokens would take gigabytes. */
#define STATEMENT_TOKEN_LIMIT ((size_t)2000000)

/* How deep a statement may be: what the calling thread's stack carries, and a bound on the time
 * that libpg_query takes, which grows with the square. */
size_t statement_size_depth_limit(void);

#endif /* ORIEL_PARSE_STATEMENT_SIZE_H */
