#ifndef ORIEL_PARSE_SYNTAX_ERROR_H
#define ORIEL_PARSE_SYNTAX_ERROR_H

/* libpg_query gives an error's message only; the server's code, detail and hint follow from it. */

typedef struct syntax_error {
    const char *sqlstate;
    const char *detail; /* or NULL */
    const char *hint;   /* or NULL */
} syntax_error;

/* What the server's lexer and grammar say together with this message. */
syntax_error syntax_error_of_message(const char *message);

#endif /* ORIEL_PARSE_SYNTAX_ERROR_H */
