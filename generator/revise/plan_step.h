#ifndef ORIEL_REVISE_PLAN_STEP_H
#define ORIEL_REVISE_PLAN_STEP_H

/* Trying single steps of a plan on the catalog: each that works goes into the script. */

#include "revise/view_plan.h"

typedef struct plan_trial {
    arena *arena;
    replay *replay;
    diagnostics *diagnostics;
    view_script *script;
    const char *path;   /* search_path the replay has now */
    bool starts_group;  /* of the next step */
    const char *remark; /* of the next step */
} plan_trial;

/* A statement that stands somewhere: an error is reported there.  `text` is what the script says.
 */
bool plan_step_statement(plan_trial *t, const sql_statement *s, const char *text, const char *path);

/* A statement made up here: an error is reported at `at`. */
bool plan_step_text(plan_trial *t, const char *text, const char *path, position at);

/* CREATE of the view, or CREATE OR REPLACE. */
bool plan_step_create(plan_trial *t, const view_entry *entry, bool replace);

bool plan_step_drop(plan_trial *t, const view_entry *entry, position at);

/* One attachment, as it stands. */
bool plan_step_attach(plan_trial *t, const view_attachment *one);

/* All of a view that was just made. */
bool plan_step_attach_all(plan_trial *t, const view_entry *entry);

/* Takes away what `from` has and `to` has not (before the view is replaced) ... */
bool plan_step_detach_changes(plan_trial *t, const view_entry *from, const view_entry *to);
/* ... and adds what `to` has and `from` has not (afterwards). */
bool plan_step_attach_changes(plan_trial *t, const view_entry *from, const view_entry *to,
                              bool replaced);

#endif /* ORIEL_REVISE_PLAN_STEP_H */
