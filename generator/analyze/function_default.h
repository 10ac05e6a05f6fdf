#ifndef ORIEL_ANALYZE_FUNCTION_DEFAULT_H
#define ORIEL_ANALYZE_FUNCTION_DEFAULT_H

/* Defaults of polymorphic arguments, whose types take part in resolving the call.  Part of function_call.h's
 * work. */

#include "analyze/parse_state.h"

/* The type of the expression that stands in for the argument at this declared place (from 0, input
 * arguments only); UNKNOWNOID where it cannot be told. */
oid function_default_type(parse_state *ps, const pg_proc *proc, int place);

/* The default of the argument at this declared place, analysed; NULL where there is none. */
expr *function_default_value(const catalog *c, const pg_proc *proc, int place);

#endif /* ORIEL_ANALYZE_FUNCTION_DEFAULT_H */
