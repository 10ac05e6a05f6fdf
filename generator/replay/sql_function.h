#ifndef ORIEL_REPLAY_SQL_FUNCTION_H
#define ORIEL_REPLAY_SQL_FUNCTION_H

/* What the validator of the language SQL checks. */

#include "replay/function_body.h"

bool sql_function_validate(replay *r, const pg_proc *proc, const function_body *body);

/* Makes the function's arguments known to the statement's analysis, and takes them back. */
void function_body_open(replay *r, const pg_proc *proc);
void function_body_close(replay *r);

#endif /* ORIEL_REPLAY_SQL_FUNCTION_H */
