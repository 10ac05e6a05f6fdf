#ifndef ORIEL_REVISE_VIEW_PLAN_H
#define ORIEL_REVISE_VIEW_PLAN_H

/*
 * How to get from the views that are there to those that are wanted: every statement is tried on
 * the catalog, so what the server would refuse is known, and why.
 */

#include "replay/replay.h"
#include "revise/view_book.h"
#include "revise/view_script.h"

typedef enum view_change_kind {
    VIEW_SAME,
    VIEW_NEW,
    VIEW_REPLACED, /* CREATE OR REPLACE VIEW */
    VIEW_REMADE,   /* dropped and made again because it changed */
    VIEW_CARRIED,  /* dropped and made again because of what it uses */
    VIEW_ADJUSTED, /* only what is put on it changed */
    VIEW_GONE,
} view_change_kind;

typedef struct view_change {
    view_change_kind kind;
    const view_entry *from, *to; /* NULL: is not there; is not wanted */
    const char *reason;          /* VIEW_REMADE: why the server would not replace it */
} view_change;

typedef struct view_plan_request {
    replay *replay;        /* its state is the one that `from` tells of */
    const view_book *from; /* view_notes.h */
    const view_book *to;   /* all views that are wanted */
    bool keep_others;      /* leave views alone that `to` does not know */
} view_plan_request;

typedef struct view_plan {
    view_change *items; /* in the order in which the views are made; then those that go */
    int count;
    view_script script;
} view_plan;

/*
 * NULL when something could not be made: the reasons are among the replay's diagnostics, at the
 * places of the wanted statements.  Either way the replay is left in the state that was reached.
 */
const view_plan *view_plan_make(arena *a, const view_plan_request *request);

/* Nothing has to be done. */
bool view_plan_is_empty(const view_plan *plan);

#endif /* ORIEL_REVISE_VIEW_PLAN_H */
