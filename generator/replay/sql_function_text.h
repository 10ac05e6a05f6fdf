#ifndef ORIEL_REPLAY_SQL_FUNCTION_TEXT_H
#define ORIEL_REPLAY_SQL_FUNCTION_TEXT_H

/* Bodies of SQL functions that are given as a string: parsed and analysed as the server does it
 * when check_function_bodies is on. */

#include "replay/function_body.h"

typedef struct sql_text_result {
    bool known;  /* the final statement is understood: `last` says what it returns */
    query *last; /* NULL: the function ends with something that returns nothing */
} sql_text_result;

/* False with the server's error, at its place in the string. */
bool sql_function_text_check(replay *r, const pg_proc *proc, const function_body *body,
                             sql_text_result *result);

#endif /* ORIEL_REPLAY_SQL_FUNCTION_TEXT_H */
