#ifndef ORIEL_REVISE_VIEW_NOTES_H
#define ORIEL_REVISE_VIEW_NOTES_H

/* Keeps a book of the views while statements are replayed: which statement made each of them and
 * what others have put on it since. */

#include "replay/replay.h"
#include "revise/view_book.h"

/* Takes note of a statement that has just been applied. */
void view_notes_add(view_book *book, const replay *r, const sql_statement *s);

/* Forgets what is not there any more: views, indexes, triggers ... that were dropped. */
void view_notes_settle(view_book *book, const replay *r);

/* Replays a file and takes note of its statements; false when one had an error. */
bool view_notes_replay(view_book *book, replay *r, const source_file *file);

#endif /* ORIEL_REVISE_VIEW_NOTES_H */
