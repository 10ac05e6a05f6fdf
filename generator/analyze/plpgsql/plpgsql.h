#ifndef ORIEL_ANALYZE_PLPGSQL_PLPGSQL_H
#define ORIEL_ANALYZE_PLPGSQL_PLPGSQL_H

/*
 * Bodies in PL/pgSQL, compiled as far as the server does it when a function is created: statements,
 * variables and their types, the syntax of the SQL inside.  What the SQL means is not looked at;
 * the server finds that out when the function runs.  Called by replay/ for CREATE FUNCTION and DO.
 */

#include "analyze/analysis.h"

typedef struct plpgsql_source {
    const char *body;
    const pg_proc *proc;   /* the function; NULL: a DO block */
    bool check_sql;        /* check_function_bodies: look at the SQL's syntax, too */
    bool refuse_shadowing; /* plpgsql.extra_errors names shadowed_variables */
} plpgsql_source;

typedef struct plpgsql_error {
    const char *sqlstate, *message;
    const char *detail, *hint; /* or NULL */
    int location;              /* bytes in the body; -1: the server gives none */
} plpgsql_error;

/* False with the server's error, allocated from the analysis' arena.  What cannot be decided is
 * fine. */
bool plpgsql_check(analysis *an, const plpgsql_source *source, plpgsql_error *error);

#endif /* ORIEL_ANALYZE_PLPGSQL_PLPGSQL_H */
