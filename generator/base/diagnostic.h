#ifndef ORIEL_BASE_DIAGNOSTIC_H
#define ORIEL_BASE_DIAGNOSTIC_H

/*
 * What is wrong with the input, collected while the stages run and printed once by the command.
 * Stages add and return; nobody below the command prints.
 */

#include "base/arena.h"

struct source_file; /* source/source_file.h: turns an offset into line and column */

/* A place in the input.  file NULL: no place is known. */
typedef struct position {
    const struct source_file *file;
    size_t offset; /* bytes from the start of the file */
} position;

typedef enum diagnostic_severity {
    DIAGNOSTIC_ERROR,
    DIAGNOSTIC_WARNING,
    DIAGNOSTIC_NOTE,
} diagnostic_severity;

typedef struct diagnostic {
    diagnostic_severity severity;
    const char *sqlstate; /* five characters, or NULL */
    const char *message;  /* PostgreSQL's style: lower case, no full stop */
    const char *detail;   /* full sentences, or NULL */
    const char *hint;     /* full sentences, or NULL */
    position at;
    position peer;          /* the other place that matters, or file NULL */
    const char *peer_label; /* what stands there */
    int order;              /* when it was added; keeps printing stable */
} diagnostic;

typedef struct diagnostics {
    arena *arena;
    LIST_OF(diagnostic) list;
    int error_count;
} diagnostics;

diagnostics *diagnostics_new(arena *a);

/* Adds one and returns it, so that detail, hint and peer can be filled in.  Valid until the next. */
diagnostic *diagnostics_add(diagnostics *d, diagnostic_severity severity, const char *sqlstate,
                            position at, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
diagnostic *diagnostics_vadd(diagnostics *d, diagnostic_severity severity, const char *sqlstate,
                             position at, const char *format, va_list arguments)
    __attribute__((format(printf, 5, 0)));

/* Forgets what was added since `count` diagnostics were there: for work that is tried and undone. */
void diagnostics_truncate(diagnostics *d, int count);

#endif /* ORIEL_BASE_DIAGNOSTIC_H */
