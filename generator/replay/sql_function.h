#ifndef ORIEL_REPLAY_SQL_FUNCTION_H
#define ORIEL_REPLAY_SQL_FUNCTION_H

/* What the validator of the language SQL checks. */

#include "replay/function_body.h"

bool sql_function_validate(replay *r, const pg_proc *proc, const function_body *body);

#endif /* ORIEL_REPLAY_SQL_FUNCTION_H */
