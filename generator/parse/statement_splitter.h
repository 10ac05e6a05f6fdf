#ifndef ORIEL_PARSE_STATEMENT_SPLITTER_H
#define ORIEL_PARSE_STATEMENT_SPLITTER_H

/*
 * Cuts a file into statements where psql cuts it: at semicolons outside quotes, comments,
 * parentheses and SQL-standard function bodies.  Commands to psql (backslash lines) and the data
 * behind COPY FROM stdin are passed over.
 */

#include "base/arena.h"
#include "base/diagnostic.h"
#include "source/source_file.h"

typedef struct statement_text {
    size_t offset;    /* behind leading blanks and comments */
    size_t length;    /* with the semicolon */
    const char *text; /* NUL-terminated copy; what is not SQL is blanked out */
    bool unbalanced;  /* the file ended inside parentheses or a body */
} statement_text;

typedef struct statement_splitter statement_splitter;

/* Warns in `d` of commands to psql that matter and are not followed, as \i. */
statement_splitter *statement_splitter_new(arena *a, const source_file *file, diagnostics *d);

/* False at the end of the file. */
bool statement_splitter_next(statement_splitter *s, statement_text *statement);

/*
 * Goes back into an unbalanced statement that turned out to be wrong at file offset `wrong`: goes
 * on behind the first semicolon after it, whatever it stands in.
 */
void statement_splitter_recover(statement_splitter *s, const statement_text *statement,
                                size_t wrong);

#endif /* ORIEL_PARSE_STATEMENT_SPLITTER_H */
