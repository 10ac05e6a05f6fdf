#ifndef ORIEL_ANALYZE_LITERAL_JSONPATH_TOKEN_H
#define ORIEL_ANALYZE_LITERAL_JSONPATH_TOKEN_H

/* The tokens of the SQL/JSON path language (manual, "The SQL/JSON Path Language").  Called by
 * jsonpath_input.c, which knows the grammar. */

#include "analyze/literal/literal_input.h"

typedef enum jsonpath_token_kind {
    JSONPATH_END,
    JSONPATH_WORD, /* also the keywords */
    JSONPATH_STRING,
    JSONPATH_VARIABLE,
    JSONPATH_INTEGER,
    JSONPATH_NUMERIC,
    JSONPATH_AND,
    JSONPATH_OR,
    JSONPATH_NOT,
    JSONPATH_COMPARE,
    JSONPATH_ANY,  /* ** */
    JSONPATH_SIGN, /* one character */
} jsonpath_token_kind;

typedef struct jsonpath_reader {
    const literal_input *in;
    const char *p;
    bool failed; /* the error is added */
    jsonpath_token_kind kind;
    char sign;         /* JSONPATH_SIGN */
    const char *value; /* words and strings: as they are meant */
    const char *shown; /* what messages show of the token */
    size_t shown_length;
} jsonpath_reader;

/* Reads the next token; sets failed, with an error, when there is none. */
void jsonpath_token_next(jsonpath_reader *r);

/* 42601 at the present token; always false. */
bool jsonpath_token_error(jsonpath_reader *r, const char *what);

/* Is it this word?  Keywords are known in any case, but true, false and null in small letters only.
 */
bool jsonpath_token_is(const jsonpath_reader *r, const char *word);

#endif /* ORIEL_ANALYZE_LITERAL_JSONPATH_TOKEN_H */
