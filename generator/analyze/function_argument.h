#ifndef ORIEL_ANALYZE_FUNCTION_ARGUMENT_H
#define ORIEL_ANALYZE_FUNCTION_ARGUMENT_H

/* The arguments of an SQL function as its body may write them: $1, name, function.name. */

#include "analyze/parse_state.h"

/* What is analysed until the closing is the body of this function. */
void function_argument_open(analysis *an, const pg_proc *proc);
void function_argument_close(analysis *an);

#endif /* ORIEL_ANALYZE_FUNCTION_ARGUMENT_H */
