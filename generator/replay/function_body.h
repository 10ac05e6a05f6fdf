#ifndef ORIEL_REPLAY_FUNCTION_BODY_H
#define ORIEL_REPLAY_FUNCTION_BODY_H

/* What a function does: its body read, and checked as its language's validator does it. */

#include "analyze/query.h"
#include "replay/replay_internal.h"

typedef LIST_OF(query *) query_list;

typedef struct function_body {
    const char *language;                 /* its name */
    const PgQuery__Node *standard;        /* RETURN ... or BEGIN ATOMIC ..., or NULL */
    const char *text;                     /* AS '...', or NULL */
    int location;                         /* of AS */
    const PgQuery__VariableSetStmt *path; /* SET search_path of the function, or NULL */
    bool only_syntax;   /* polymorphic arguments: what the text means cannot be known */
    query_list queries; /* of a standard body, analysed */
    bool complete;      /* all statements of a standard body are among them */
} function_body;

/* The search_path outside a function that has one of its own (SET search_path). */
typedef struct function_path {
    bool changed;
    const char *const *names;
    int count;
} function_path;
function_path function_body_enter_path(replay *r, const function_body *body);
void function_body_leave_path(replay *r, const function_path *outer);

/* check_function_bodies: are bodies looked into? */
bool function_body_is_checked(const replay *r);

/* Analyses a body in SQL's own syntax; `proc` is the function about to be made.  False with an
 * error. */
bool function_body_analyse(replay *r, const pg_proc *proc, function_body *body);

/* The validator's checks of a function that is in the catalog now; false with an error. */
bool function_body_validate(replay *r, const pg_proc *proc, const function_body *body);

/* Records what a standard body depends on. */
void function_body_depend(replay *r, oid function, const function_body *body);

#endif /* ORIEL_REPLAY_FUNCTION_BODY_H */
