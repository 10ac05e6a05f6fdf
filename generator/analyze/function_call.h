#ifndef ORIEL_ANALYZE_FUNCTION_CALL_H
#define ORIEL_ANALYZE_FUNCTION_CALL_H

/* Which function a call means, and the call's expression (manual 10.3). */

#include "analyze/coercion.h"

typedef enum function_match {
    FUNCTION_NOT_FOUND,
    FUNCTION_AMBIGUOUS,
    FUNCTION_NORMAL,
    FUNCTION_PROCEDURE,
    FUNCTION_AGGREGATE,
    FUNCTION_WINDOW,
    FUNCTION_COERCION, /* looks like a cast: typename(value) */
} function_match;

typedef struct function_lookup {
    function_match match;
    const pg_proc *proc;
    oid coercion_type;      /* FUNCTION_COERCION */
    int arg_count;          /* declared arguments after VARIADIC expansion and defaults */
    oid *declared;          /* their types */
    int default_count;      /* arguments to fill from defaults */
    int variadic_count;     /* trailing actual arguments gathered into the variadic array; 0: none */
    const int *arg_places;  /* named notation: declared place of each actual argument; NULL: in order */
} function_lookup;

typedef struct function_query {
    const char *schema;     /* NULL: along the path */
    const char *name;
    const expr_list *args;  /* for unknown literals in cast calls; may be NULL */
    const char *const *arg_names; /* names of the last named_count arguments */
    int named_count;
    int arg_count;
    const oid *arg_types;
    bool expand_variadic, expand_defaults, include_out;
    bool missing_ok;        /* an unknown schema is no error */
    int location;           /* of the call, for an unknown schema; -1: none */
} function_query;

function_lookup function_call_find(analysis *an, const function_query *q);

/* The candidates that PostgreSQL would choose from, narrowed (shared with operators): index of the best of
 * `count` candidates of arg_count types each, or -1. */
int function_call_select_candidate(const catalog *c, int arg_count, const oid *actual,
                                   const oid *const *candidates, int count);

/*
 * A call in an expression, with all its decorations; `args` are analysed already.  func NULL: attribute
 * notation (name is a column or function of the one argument), then NULL without an error means "neither".
 * Aggregates and window functions are finished through aggregate_call.h.
 */
expr *function_call_make(parse_state *ps, size_t name_count, PgQuery__Node **name, expr_list *args,
                         const PgQuery__FuncCall *func, int location);

/* name(type, type) as messages write it. */
const char *function_call_signature(analysis *an, const char *name, int count, const oid *types,
                                    const char *const *arg_names, int named_count);

/* DROP FUNCTION f(args) and the like: the function a written signature names; NULL with an error unless
 * missing_ok.  kind: PgQuery object type of the statement. */
const pg_proc *function_call_lookup_signature(analysis *an, int object_type,
                                              const PgQuery__ObjectWithArgs *signature, bool missing_ok);

#endif /* ORIEL_ANALYZE_FUNCTION_CALL_H */
