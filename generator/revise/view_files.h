#ifndef ORIEL_REVISE_VIEW_FILES_H
#define ORIEL_REVISE_VIEW_FILES_H

/*
 * What the view files want: each holds one CREATE VIEW or CREATE MATERIALIZED VIEW (or a few) and,
 * behind each, what belongs to that view.
 */

#include "replay/replay.h"
#include "revise/view_book.h"
#include "source/source_file.h"

/*
 * The views of these files by schema and name.  Statements that do not belong into a view file and
 * views that two files make are errors at their places.  Changes nothing of the replay but for the
 * time of the call.
 */
view_book *view_files_read(arena *a, replay *r, const source_file *const *files, int count);

#endif /* ORIEL_REVISE_VIEW_FILES_H */
