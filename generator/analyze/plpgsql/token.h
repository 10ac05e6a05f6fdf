#ifndef ORIEL_ANALYZE_PLPGSQL_TOKEN_H
#define ORIEL_ANALYZE_PLPGSQL_TOKEN_H

/* The body as tokens of PL/pgSQL: words are looked up as variables, dotted names are one token. */

#include "analyze/plpgsql/parser.h"

/* Scans p->body; called once, before all others. */
void pl_token_open(pl_parser *p);

/* Reads the next token into p->token; its kind.  PL_END after an error. */
int pl_token_next(pl_parser *p);

/* The next pl_token_next gives the token read last once more. */
void pl_token_push_back(pl_parser *p);

/* The kind of the token `ahead` (0: the next) behind the one read last, words not looked up. */
int pl_token_peek(pl_parser *p, int ahead);

/* Where the next token begins. */
size_t pl_token_peek_start(pl_parser *p);

/* True when the token read last is this unreserved word, even where a variable has its name. */
bool pl_token_is(const pl_parser *p, int keyword, const char *word);

/* Reads the next token, which must be of this kind; false with a syntax error. */
bool pl_token_expect(pl_parser *p, int kind);

/* Is the token read last a name of one part (a label, a condition)?  Its name, or NULL with no
 * error; a dotted variable is a syntax error. */
const char *pl_token_identifier(pl_parser *p);

/* The names of the token read last as messages write them. */
const char *pl_token_name(const pl_parser *p);

/* "x" is not a known variable, or a syntax error when the token read last is no name at all; always
 * false. */
bool pl_token_fail_unknown(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_TOKEN_H */
