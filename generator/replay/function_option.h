#ifndef ORIEL_REPLAY_FUNCTION_OPTION_H
#define ORIEL_REPLAY_FUNCTION_OPTION_H

/* What stands behind the parameters and result of a function: LANGUAGE, IMMUTABLE, STRICT, AS ...
 */

#include "replay/definition.h"

typedef struct function_options {
    bool procedure;
    const definition_option *as, *language, *transform, *window, *volatility, *strict, *security,
        *leakproof, *cost, *rows, *support, *parallel;
    const PgQuery__VariableSetStmt *path;   /* SET search_path, or NULL */
    const PgQuery__VariableSetStmt *config; /* SET default_text_search_config, or NULL */
} function_options;

/* Those of CREATE FUNCTION; false with an error. */
bool function_options_read(replay *r, size_t count, PgQuery__Node **nodes, function_options *o);

/* Those of ALTER FUNCTION. */
bool function_options_read_common(replay *r, size_t count, PgQuery__Node **nodes,
                                  function_options *o);

/* Puts volatility, strictness, parallel safety and support into a record.  rows_allowed: the
 * function returns a set.  False with an error. */
bool function_options_apply(replay *r, const function_options *o, pg_proc *proc);

/* PARALLEL's word; false with an error. */
bool function_option_parallel(replay *r, const definition_option *e, pg_proc *proc);

#endif /* ORIEL_REPLAY_FUNCTION_OPTION_H */
