#ifndef ORIEL_ANALYZE_CALL_CHECK_H
#define ORIEL_ANALYZE_CALL_CHECK_H

/* What a call says around its arguments, against the kind of function it found.  Part of function_call.h's
 * work. */

#include "analyze/function_call.h"
#include "analyze/qualified_name.h"

/* A call while it is analysed. */
typedef struct call {
    parse_state *ps;
    size_t name_count;
    PgQuery__Node **name;
    qualified_name parsed_name;
    const PgQuery__FuncCall *func; /* NULL: attribute notation */
    int location;
    expr_list args;                /* WITHIN GROUP's included, at the end */
    expr *filter;                  /* FILTER's condition, or NULL */
    int order_count;               /* how many those are */
    oid *types;                    /* of the arguments */
    const char **arg_names;
    int named_count;
    function_lookup found;
    bool variadic;                 /* VARIADIC was written and is meant, or arguments were gathered */
    oid result;                    /* the result type */
    const expr *last_set_function; /* met before the arguments */
} call;

/* name(types) of the call as written. */
const char *call_signature(const call *c);
/* The name as written. */
const char *call_name(const call *c);

/* false with PostgreSQL's error when no function was found, or several. */
bool call_check_found(call *c);
/* DISTINCT, ORDER BY, FILTER, OVER, WITHIN GROUP and * where the function is of another kind. */
bool call_check_decorations(const call *c);
/* An aggregate with or without OVER: what is not allowed there. */
bool call_check_aggregate(const call *c);
bool call_check_window(const call *c);

#endif /* ORIEL_ANALYZE_CALL_CHECK_H */
