#ifndef ORIEL_REVISE_VIEW_SCRIPT_H
#define ORIEL_REVISE_VIEW_SCRIPT_H

/* The statements that bring views from one state to another, and their text as a migration. */

#include <stdbool.h>

#include "base/arena.h"

typedef struct script_step {
    const char *remark; /* lines without the leading "-- ", or NULL */
    const char *text;   /* without semicolon */
    const char *path;   /* search_path it is meant for; NULL: the default */
    bool starts_group;  /* a blank line before it */
} script_step;

typedef struct view_script {
    arena *arena;
    script_step *items;
    int count;
    int capacity;
} view_script;

void view_script_add(view_script *script, const script_step *step);

/* The migration's text: title as a comment, then the statements. */
const char *view_script_text(const view_script *script, const char *title);

#endif /* ORIEL_REVISE_VIEW_SCRIPT_H */
