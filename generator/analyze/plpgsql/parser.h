#ifndef ORIEL_ANALYZE_PLPGSQL_PARSER_H
#define ORIEL_ANALYZE_PLPGSQL_PARSER_H

/*
 * What all parts of the PL/pgSQL parser share.  The first error counts: from then on every token is
 * PL_END and every function returns false, so that the parser unwinds by itself.
 */

#include <string.h>

#include "analyze/plpgsql/keyword.h"
#include "analyze/plpgsql/plpgsql.h"
#include "parse/sql_scanner.h"
#include "parse/sqlstate.h"

typedef enum pl_datum_kind {
    PL_SCALAR,
    PL_PROMISE, /* a trigger's TG_ variable */
    PL_RECORD,  /* a row or record */
    PL_FIELD,   /* of a record */
} pl_datum_kind;

typedef struct pl_datum {
    pl_datum_kind kind;
    const char *name;
    oid type;
    oid collation;
    bool constant;
    bool bound;             /* a cursor with a query of its own */
    bool has_arguments;     /* a bound cursor that takes some */
    const char **arguments; /* their names */
    int argument_count;
    const struct pl_datum *parent; /* of a field */
} pl_datum;

typedef enum pl_label_kind { PL_LABEL_BLOCK, PL_LABEL_LOOP, PL_LABEL_OTHER } pl_label_kind;

/* A name in scope, or the label that begins a scope; linked from the newest to the oldest. */
typedef struct pl_name {
    const struct pl_name *older;
    const char *name; /* "" for a scope without label */
    pl_datum *datum;  /* NULL: a label */
    pl_label_kind label;
} pl_name;

/* A token as the SQL scanner sees it, with what PL/pgSQL makes of it by itself. */
typedef struct pl_raw {
    int kind; /* PL_WORD for identifiers and parameters */
    const char *name;
    bool quoted, parameter;
    bool sql_keyword;  /* a word that SQL knows */
    bool sql_reserved; /* one that can name no column */
    size_t start, end;
} pl_raw;

typedef struct pl_token {
    int kind;
    size_t start, end;
    int raw;              /* its first raw token */
    const char *names[3]; /* of words, keywords and variables */
    int name_count;
    bool quoted;
    pl_datum *datum;
} pl_token;

/* Where words are looked up as variables. */
typedef enum pl_lookup { PL_LOOKUP_ALL, PL_LOOKUP_NONE, PL_LOOKUP_COMPOUND } pl_lookup;

typedef struct pl_parser {
    arena *arena; /* of this body only */
    analysis *analysis;
    const plpgsql_source *source;
    const char *body;
    sql_scan scan;
    const pl_raw *raws;
    int next_raw;
    pl_token token; /* the one read last */
    bool pushed_back;
    pl_lookup lookup;
    const pl_name *scope;
    /* what RETURN may do */
    bool returns_set, returns_void, is_procedure, has_out;
    int depth;
    bool failed;
    bool undecided; /* failed without an error of the server's */
    plpgsql_error error;
} pl_parser;

/* Adds the body's error; always false.  location: bytes in the body or -1. */
bool pl_parser_fail(pl_parser *p, const char *sqlstate, int location, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same as a syntax error without place of its own: "MESSAGE at or near the token read last". */
bool pl_parser_fail_here(pl_parser *p, const char *message);

/* "syntax error at or near ..." */
bool pl_parser_fail_syntax(pl_parser *p);

/* Leaves off: what comes cannot be decided.  Always false. */
bool pl_parser_give_up(pl_parser *p);

/* Counts one level of nesting; false when it is too deep.  Each true needs a pl_parser_leave. */
bool pl_parser_enter(pl_parser *p);
void pl_parser_leave(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_PARSER_H */
