#include "parse/syntax_error.h"

#include <stdbool.h>
#include <string.h>

#include "parse/sql_lexer.h"
#include "parse/sqlstate.h"

/* A message that does not come with 42601 alone.  `%` stands for any text. */
typedef struct known_message {
    const char *pattern;
    const char *sqlstate;
    const char *detail;
    const char *hint;
} known_message;

static const known_message known_messages[] = {
    {"LIMIT #,# syntax is not supported", SQLSTATE_SYNTAX_ERROR, NULL,
     "Use separate LIMIT and OFFSET clauses."},
    {"syntax error at or near \":\"", SQLSTATE_SYNTAX_ERROR, NULL,
     "If this is a variable of psql: they are not replaced here."},
    {"subquery in FROM must have an alias", SQLSTATE_SYNTAX_ERROR, NULL,
     "For example, FROM (SELECT ...) [AS] foo."},
    {"VALUES in FROM must have an alias", SQLSTATE_SYNTAX_ERROR, NULL,
     "For example, FROM (VALUES ...) [AS] foo."},
    {"unrecognized row security option %", SQLSTATE_SYNTAX_ERROR, NULL,
     "Only PERMISSIVE or RESTRICTIVE policies are supported currently."},
    {"invalid publication object list", SQLSTATE_SYNTAX_ERROR,
     "One of TABLE or TABLES IN SCHEMA must be specified before a standalone table or schema name.",
     NULL},
    {"missing argument", SQLSTATE_SYNTAX_ERROR, NULL,
     "Use NONE to denote the missing argument of a unary operator."},
    {"invalid Unicode escape", SQLSTATE_SYNTAX_ERROR, NULL,
     "Unicode escapes must be \\XXXX or \\+XXXXXX."},
    {"invalid byte sequence for encoding %", SQLSTATE_CHARACTER_NOT_IN_REPERTOIRE, NULL, NULL},
    {"unsafe use of string constant with Unicode escapes", SQLSTATE_FEATURE_NOT_SUPPORTED,
     "String constants with Unicode escapes cannot be used when standard_conforming_strings is "
     "off.",
     NULL},
    {"unsafe use of \\' in a string literal", SQLSTATE_NONSTANDARD_USE_OF_ESCAPE_CHARACTER, NULL,
     "Use '' to write quotes in strings. \\' is insecure in client-only encodings."},
    {"% not yet implemented", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"% is not supported", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"% is no longer supported", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"%WITH CHECK OPTION not supported on recursive views", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL,
     NULL},
    {"% cannot include schema elements", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"aggregates cannot have output arguments", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"an ordered-set aggregate with a VARIADIC direct argument%", SQLSTATE_FEATURE_NOT_SUPPORTED,
     NULL, NULL},
    {"% constraints cannot be marked %", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"a column list with % is only supported for ON DELETE actions", SQLSTATE_FEATURE_NOT_SUPPORTED,
     NULL, NULL},
    {"current database cannot be changed", SQLSTATE_FEATURE_NOT_SUPPORTED, NULL, NULL},
    {"precision for type float must be %", SQLSTATE_INVALID_PARAMETER_VALUE, NULL, NULL},
    {"column number must be in range from %", SQLSTATE_INVALID_PARAMETER_VALUE, NULL, NULL},
    {"frame start% cannot %", SQLSTATE_WINDOWING_ERROR, NULL, NULL},
    {"frame end cannot be %", SQLSTATE_WINDOWING_ERROR, NULL, NULL},
    {"role name % is reserved", SQLSTATE_RESERVED_NAME, NULL, NULL},
    {"% cannot be used as a role name here", SQLSTATE_RESERVED_NAME, NULL, NULL},
    {"% for hash partition provided more than once", SQLSTATE_DUPLICATE_OBJECT, NULL, NULL},
    {"stack depth limit exceeded", SQLSTATE_STATEMENT_TOO_COMPLEX, NULL, NULL},
    {"out of memory", "53200", NULL, NULL},
    {"invalid memory alloc request size %", SQLSTATE_INTERNAL_ERROR, NULL, NULL},
};

/* Every `%` of the pattern takes up as little as the rest allows. */
static bool message_matches(const char *pattern, const char *message) {
    while (*pattern != '%' && *pattern != '\0') {
        if (*pattern++ != *message++) {
            return false;
        }
    }
    if (*pattern == '\0') {
        return *message == '\0';
    }
    do {
        if (message_matches(pattern + 1, message)) {
            return true;
        }
    } while (*message++ != '\0');
    return false;
}

/* The server's newer releases show the whole word behind the number, not its first letter. */
static const char *whole_junk(arena *a, const char *message, const char *text, size_t length,
                              size_t offset) {
    const char *quote = strchr(message, '"');
    size_t shown = quote == NULL ? 0 : strlen(quote + 1);
    if (shown < 2 || offset + shown - 1 > length) {
        return message;
    }
    size_t last = offset + shown - 2; /* a letter, or the letter's first byte */
    sql_token word = sql_lexer_next(text, length, last);
    size_t end = word.kind == SQL_TOKEN_WORD && word.start == last ? word.end : last + 1;
    return arena_printf(a, "%.*s\"%.*s\"", (int)(quote - message), message, (int)(end - offset),
                        text + offset);
}

static const char *server_message(arena *a, const char *message, const char *text, size_t length,
                                  size_t offset) {
    if (message_matches("trailing junk after % at or near \"%\"", message)) {
        return whole_junk(a, message, text, length, offset);
    }
    if (strcmp(message, "invalid table name at or near") == 0) {
        return "invalid table name";
    }
    if (strcmp(message, "invalid schema name at or near") == 0) {
        return "invalid schema name";
    }
    return message;
}

/* True when the string constant round `offset` is an E'' one. */
static bool in_escape_string(const char *text, size_t length, size_t offset) {
    sql_token token = {.kind = SQL_TOKEN_OTHER};
    while (token.kind != SQL_TOKEN_END && token.end <= offset) {
        token = sql_lexer_next(text, length, token.end);
    }
    return token.kind == SQL_TOKEN_STRING && (text[token.start] == 'e' || text[token.start] == 'E');
}

syntax_error syntax_error_of_server(arena *a, const char *message, const char *text, size_t length,
                                    size_t offset) {
    syntax_error error = {.message = server_message(a, message, text, length, offset),
                          .sqlstate = SQLSTATE_SYNTAX_ERROR};
    for (size_t i = 0; i < sizeof known_messages / sizeof known_messages[0]; i++) {
        const known_message *known = &known_messages[i];
        if (message_matches(known->pattern, message)) {
            error.sqlstate = known->sqlstate;
            error.detail = known->detail;
            error.hint = known->hint;
            break;
        }
    }
    if (strcmp(message, "invalid Unicode escape") == 0 && in_escape_string(text, length, offset)) {
        error.sqlstate = SQLSTATE_INVALID_ESCAPE_SEQUENCE;
        error.hint = "Unicode escapes must be \\uXXXX or \\UXXXXXXXX.";
    }
    return error;
}
