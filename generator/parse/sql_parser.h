#ifndef ORIEL_PARSE_SQL_PARSER_H
#define ORIEL_PARSE_SQL_PARSER_H

/*
 * SQL text into PostgreSQL's own raw parse trees.  The only caller of libpg_query: its position
 * units, its memory and its limits are dealt with here and nowhere else.
 */

#include <pg_query/pg_query.pb-c.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "source/source_file.h"

/* One statement of a file.  Locations in `node` are bytes relative to `text`. */
typedef struct sql_statement {
    const source_file *file;
    size_t offset;       /* of `text` in the file: behind leading blanks and comments */
    size_t length;       /* with the semicolon */
    const char *text;    /* NUL-terminated copy of the statement */
    PgQuery__Node *node; /* the statement's tree, in the arena */
} sql_statement;

/*
 * Walks through a file's statements.  psql's backslash lines and COPY data are passed over.  A
 * statement that does not parse is reported in `d` (with PostgreSQL's message, 42601 and position)
 * and skipped.
 */
typedef struct sql_reader sql_reader;
sql_reader *sql_reader_new(arena *a, const source_file *file, diagnostics *d);
const sql_statement *sql_reader_next(sql_reader *r); /* NULL at the end */

/* Gives back the memory of the statement read last, where that is possible.  Neither it nor anything
 * else that was allocated from the reader's arena since may be in use. */
void sql_reader_release(sql_reader *r);

/* Where a location of a statement's tree is in the file; a location below 0 is the statement's
 * start. */
position sql_statement_position(const sql_statement *s, int location);

/* Parses text that stands in no file by itself (a default's expression, a function body): its tree,
 * or NULL with *message and *cursor (bytes from 0) telling why. */
typedef struct sql_fragment_error {
    const char *message;
    const char *sqlstate, *detail, *hint; /* detail, hint: or NULL */
    int cursor;
} sql_fragment_error;
PgQuery__ParseResult *sql_parse_text(arena *a, const char *sql, sql_fragment_error *error);

/* Is it SQL?  The same without the cost of a tree; text beyond the parser's own limits passes. */
bool sql_check_text(arena *a, const char *sql, sql_fragment_error *error);

#endif /* ORIEL_PARSE_SQL_PARSER_H */
