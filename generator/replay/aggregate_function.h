#ifndef ORIEL_REPLAY_AGGREGATE_FUNCTION_H
#define ORIEL_REPLAY_AGGREGATE_FUNCTION_H

/* The functions an aggregate is made of: found for its argument and transition types. */

#include "replay/definition.h"
#include "replay/function_parameter.h"

typedef struct aggregate_shape {
    const routine_parameters *parameters;
    char kind; /* n o h */
    int direct_count;
    oid state; /* transition type */
} aggregate_shape;

/* What is to be found: options may be NULL, but for the transition function. */
typedef struct aggregate_request {
    const definition_option *transition, *inverse, *final;
    bool extra;       /* the final function gets the arguments too */
    bool has_initial; /* there is an initial value */
} aggregate_request;

typedef struct aggregate_functions {
    oid transition, inverse, final;
    oid result; /* what the aggregate returns */
} aggregate_functions;

/* Each false with the server's error. */
bool aggregate_functions_find(replay *r, const aggregate_shape *shape, const aggregate_request *q,
                              aggregate_functions *f);
bool aggregate_combine_find(replay *r, const aggregate_shape *shape, const definition_option *e,
                            oid *function);
bool aggregate_serial_find(replay *r, const definition_option *serial,
                           const definition_option *deserial, oid *to, oid *from);

#endif /* ORIEL_REPLAY_AGGREGATE_FUNCTION_H */
