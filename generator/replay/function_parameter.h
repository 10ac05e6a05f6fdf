#ifndef ORIEL_REPLAY_FUNCTION_PARAMETER_H
#define ORIEL_REPLAY_FUNCTION_PARAMETER_H

/* The parameters of CREATE FUNCTION, PROCEDURE and AGGREGATE, checked and sorted into what pg_proc
 * keeps of them. */

#include "analyze/expr.h"
#include "replay/replay_internal.h"

typedef enum routine_kind { ROUTINE_FUNCTION, ROUTINE_PROCEDURE, ROUTINE_AGGREGATE } routine_kind;

typedef struct routine_parameters {
    int in_count; /* input parameters */
    oid *in_types;
    int all_count;
    oid *all_types;
    char *modes;        /* i o b v t; all_count of them */
    const char **names; /* "" where there is none */
    bool any_name;
    bool keeps_all;  /* some are output or VARIADIC: all types and modes are recorded */
    oid variadic;    /* element type, or 0 */
    oid output_type; /* what OUT parameters make the result, or 0 */
    expr_list defaults;
} routine_parameters;

/* sql: the language is SQL, which takes no shell types.  False with the server's error. */
bool function_parameters_read(replay *r, routine_kind kind, bool sql, size_t count,
                              PgQuery__Node **nodes, routine_parameters *p);

/* The type a function's parameter, result or the like names; 0 with an error as such statements
 * word it ("type x does not exist"). */
oid function_parameter_type(replay *r, const PgQuery__TypeName *name);

/* Puts the parameters into a function's record. */
void function_parameters_store(const routine_parameters *p, pg_proc *proc);

/* The names and types of the columns of rows that OUT parameters make; count 0: no rows. */
typedef struct output_columns {
    int count;
    const char **names;
    oid *types;
} output_columns;
output_columns function_output_columns(arena *a, const pg_proc *proc);

#endif /* ORIEL_REPLAY_FUNCTION_PARAMETER_H */
