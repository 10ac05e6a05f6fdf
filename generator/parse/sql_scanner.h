#ifndef ORIEL_PARSE_SQL_SCANNER_H
#define ORIEL_PARSE_SQL_SCANNER_H

/*
 * SQL text into the tokens that PostgreSQL's own scanner sees, comments left out: for languages
 * that are built upon SQL's tokens (PL/pgSQL).  sql_lexer.h only tells where tokens end.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "parse/syntax_error.h"

typedef enum sql_scan_kind {
    SQL_SCAN_END,
    SQL_SCAN_WORD,      /* any keyword or identifier, quoted ones too */
    SQL_SCAN_PARAMETER, /* $1 */
    SQL_SCAN_STRING,    /* '', E'' or $$ $$ */
    SQL_SCAN_INTEGER,
    SQL_SCAN_CHARACTER, /* one that is a token by itself */
    SQL_SCAN_OPERATOR,
    SQL_SCAN_OTHER,
    SQL_SCAN_ERROR, /* the scanner gives up here */
} sql_scan_kind;

typedef struct sql_scan_token {
    sql_scan_kind kind;
    bool keyword;      /* a word that SQL knows */
    bool reserved;     /* one that can name no column */
    size_t start, end; /* bytes */
} sql_scan_token;

typedef struct sql_scan {
    const sql_scan_token *tokens; /* the last one is SQL_SCAN_END or SQL_SCAN_ERROR */
    int count;
    syntax_error error; /* of SQL_SCAN_ERROR */
} sql_scan;

/* Allocates from `a`; `text` must live as long as the result. */
sql_scan sql_scan_text(arena *a, const char *text);

/* The identifier that a word token stands for: folded, unquoted and cut as the server does it. */
const char *sql_scan_name(arena *a, const char *text, const sql_scan_token *token);

/* The content of a string token. */
const char *sql_scan_string(arena *a, const char *text, const sql_scan_token *token);

#endif /* ORIEL_PARSE_SQL_SCANNER_H */
