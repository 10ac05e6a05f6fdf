#ifndef ORIEL_ANALYZE_PLPGSQL_SQL_CONSTRUCT_H
#define ORIEL_ANALYZE_PLPGSQL_SQL_CONSTRUCT_H

/* SQL inside a body: where it ends, and whether its syntax is right. */

#include "analyze/plpgsql/parser.h"

typedef enum pl_sql_form {
    PL_SQL_UNCHECKED,
    PL_SQL_EXPRESSION, /* what may stand behind SELECT */
    PL_SQL_STATEMENT,
    PL_SQL_ASSIGNMENT, /* target := expression */
} pl_sql_form;

typedef struct pl_sql_ends {
    int ends[3];          /* tokens that end it outside parentheses; where less than three are
                           * given, the body's end does, too, and is refused only by what follows */
    const char *expected; /* how messages write them */
} pl_sql_ends;

typedef struct pl_sql {
    size_t start, end; /* bytes of the body */
    int raw;           /* its first raw token */
    int end_token;
} pl_sql;

/* Reads up to the end token, which is then the token read last.  `expression` only changes what
 * messages call it.  False with an error. */
bool pl_sql_read(pl_parser *p, const pl_sql_ends *ends, bool expression, pl_sql *sql);

/* Is its syntax right?  False with an error. */
bool pl_sql_check(pl_parser *p, const pl_sql *sql, pl_sql_form form);

/* Is this text a statement?  It stands at `start` of the body, byte for byte; `raw` is its first
 * raw token. */
bool pl_sql_check_statement(pl_parser *p, const char *text, size_t start, int raw);

/* An expression up to this token, written `expected` in messages. */
bool pl_sql_expression(pl_parser *p, int end, const char *expected);

/* An expression up to one of several tokens; -1 after an error, else the one that was found. */
int pl_sql_expression_until(pl_parser *p, const pl_sql_ends *ends);

/* Expressions with commas between them, up to another of the end tokens; -1 after an error. */
int pl_sql_expressions_until(pl_parser *p, const pl_sql_ends *ends);

/* A statement with its semicolon; its first token is the next one. */
bool pl_sql_statement(pl_parser *p);

/* A statement whose first token is the one read last, perhaps with INTO. */
bool pl_sql_execute(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_SQL_CONSTRUCT_H */
