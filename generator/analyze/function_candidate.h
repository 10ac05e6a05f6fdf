#ifndef ORIEL_ANALYZE_FUNCTION_CANDIDATE_H
#define ORIEL_ANALYZE_FUNCTION_CANDIDATE_H

/* Functions that a call could mean, by name and number of arguments.  Part of function_call.h's work. */

#include "analyze/function_call.h"

typedef struct function_candidate {
    const pg_proc *proc;
    int rank;           /* place of its schema in the path */
    int arg_count;      /* written arguments and those filled from defaults */
    const oid *args;    /* declared types in the order of the call, defaulted ones last */
    const int *places;  /* named notation: declared place of each; NULL: in order */
    int variadic_count; /* arguments that make up the variadic array */
    int default_count;
    bool ambiguous;     /* another function matches in the same way */
} function_candidate;

typedef LIST_OF(function_candidate) function_candidate_list;

/* false with an error (unknown schema).  q->arg_count -1: any number, no notation is looked at. */
bool function_candidates_find(analysis *an, const function_query *q, int location,
                              function_candidate_list *result);

#endif /* ORIEL_ANALYZE_FUNCTION_CANDIDATE_H */
