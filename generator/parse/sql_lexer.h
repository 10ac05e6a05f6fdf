#ifndef ORIEL_PARSE_SQL_LEXER_H
#define ORIEL_PARSE_SQL_LEXER_H

/*
 * The outer shape of SQL text: where its tokens begin and end, nothing of what they mean.  It never
 * fails: a quote or comment that is not closed is a token to the end of the text, which the real
 * parser then reports.
 */

#include <stdbool.h>
#include <stddef.h>

typedef enum sql_token_kind {
    SQL_TOKEN_END,
    SQL_TOKEN_WORD,   /* keyword or unquoted identifier */
    SQL_TOKEN_QUOTED, /* quoted identifier */
    SQL_TOKEN_STRING, /* any string constant, continued pieces included */
    SQL_TOKEN_NUMBER,
    SQL_TOKEN_OPERATOR, /* operator characters, also :: and := */
    SQL_TOKEN_PARAMETER,
    SQL_TOKEN_BACKSLASH, /* one backslash: in a psql script, the start of a command to psql */
    SQL_TOKEN_COMMENT,   /* only one that is not closed or nested too deep */
    SQL_TOKEN_OTHER,     /* one punctuation character, or any byte SQL has no use for */
} sql_token_kind;

typedef struct sql_token {
    sql_token_kind kind;
    size_t start, end;
    bool open;     /* not closed before the text's end */
    bool too_deep; /* a comment nested deeper than SQL_COMMENT_DEPTH */
} sql_token;

/* libpg_query's time grows with the square of the nesting; no person nests comments like this. */
#define SQL_COMMENT_DEPTH 500

/* The first token at or behind `from`; blanks and comments before it are passed over. */
sql_token sql_lexer_next(const char *text, size_t length, size_t from);

/* Overwrites comments with blanks, so that nothing moves. */
void sql_lexer_blank_comments(char *text, size_t length);

/* True when the token is this word, in any case.  `word` is in lower case. */
bool sql_token_is_word(const char *text, const sql_token *token, const char *word);

/* True for a token of this one character. */
bool sql_token_is_char(const char *text, const sql_token *token, char c);

#endif /* ORIEL_PARSE_SQL_LEXER_H */
