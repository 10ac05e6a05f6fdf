#ifndef ORIEL_ANALYZE_ANALYSIS_H
#define ORIEL_ANALYZE_ANALYSIS_H

/*
 * What all levels of one statement's analysis share: the catalog, the arena, the statement for
 * positions, and the one error a statement can have (PostgreSQL stops at the first).
 */

#include "base/diagnostic.h"
#include "catalog/catalog.h"
#include "parse/sql_parser.h"

typedef struct parse_state parse_state;
typedef struct expr expr;

/* Parameters $1, $2 ... of a statement or of a function body. */
typedef struct parameter {
    oid type; /* UNKNOWNOID while it is still to be inferred */
    const char *name; /* function arguments, else NULL */
} parameter;

typedef struct analysis {
    catalog *catalog; /* read; written only where a temporary schema must be named */
    arena *arena;     /* trees live here: the catalog's arena for what is kept */
    diagnostics *diagnostics;
    const sql_statement *statement;
    struct operator_cache *operators; /* shared by all statements; NULL: look up each time */
    bool failed;      /* an error was added for this statement */
    int depth;        /* of recursion, bounded */
    bool variable_parameters; /* unknown parameters are inferred from use */
    LIST_OF(parameter) parameters;
    const char *function_name; /* SQL function bodies: arguments can be written function.argument */
    /* A column reference that no table explains is shown here first: VALUE in a domain's check,
     * arguments of a function.  Returns NULL when it does not know it either. */
    expr *(*resolve_name)(parse_state *ps, const char *const *parts, int count, int location,
                          void *context);
    void *resolve_context;
} analysis;

/*
 * Adds the statement's error and marks the analysis as failed.  Only the first error counts: later
 * calls return a dummy.  The result can be given detail, hint and peer; it is never NULL.  location
 * is in bytes in the statement's text; -1: no position (printed at the statement's start).
 */
diagnostic *analysis_error(analysis *an, const char *sqlstate, int location, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A printf into the analysis' arena, for details and hints. */
const char *analysis_text(analysis *an, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The name of a type as messages write it: format_type without modifier. */
const char *analysis_type(analysis *an, oid type);

/* Counts one level of recursion; false with an error (54001) when it is too deep.  Each true needs an
 * analysis_leave. */
bool analysis_enter(analysis *an, int location);
void analysis_leave(analysis *an);

#endif /* ORIEL_ANALYZE_ANALYSIS_H */
