#ifndef ORIEL_REPLAY_PLPGSQL_FUNCTION_H
#define ORIEL_REPLAY_PLPGSQL_FUNCTION_H

/* Functions and DO blocks in PL/pgSQL: what the language's validator looks at. */

#include "replay/function_body.h"

/* False with an error. */
bool plpgsql_function_validate(replay *r, const pg_proc *proc, const function_body *body);

/* The body of a DO block; false with an error. */
bool plpgsql_function_check_block(replay *r, const char *body);

#endif /* ORIEL_REPLAY_PLPGSQL_FUNCTION_H */
