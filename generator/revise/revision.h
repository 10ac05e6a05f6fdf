#ifndef ORIEL_REVISE_REVISION_H
#define ORIEL_REVISE_REVISION_H

/*
 * The next migration pair, from what the migrations produce and what the view files say.  A pair is
 * only given out when it was replayed up and down and did what it has to.
 */

#include "base/diagnostic.h"
#include "revise/view_plan.h"
#include "source/source_file.h"

typedef struct revision_input {
    arena *arena;
    int pg_version;
    const char *snapshots; /* the directory of oriel.ini, or NULL */
    diagnostics *diagnostics;
    const source_file *const *migrations; /* up texts in order */
    int migration_count;
    const source_file *const *views;
    int view_count;
    const char *title; /* what the migration's first line says */
} revision_input;

typedef enum revision_outcome {
    REVISION_NOTHING, /* the view files say what the migrations produce */
    REVISION_MADE,
    REVISION_WRONG, /* the input: errors were added */
    REVISION_BUG,   /* the pair does not do what it has to: errors were added */
} revision_outcome;

typedef struct revision {
    revision_outcome outcome;
    const view_plan *plan; /* of the way up; NULL where it could not be made */
    const char *up, *down; /* REVISION_MADE: the texts */
} revision;

const revision *revision_make(const revision_input *input);

/* Replays the migrations, then brings the views to what the view files say, whatever it takes;
 * views that no file knows stay.  Errors are among the diagnostics; what could be made is there. */
replay *revision_replay_views(const revision_input *input);

#endif /* ORIEL_REVISE_REVISION_H */
