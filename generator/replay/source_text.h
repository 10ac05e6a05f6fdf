#ifndef ORIEL_REPLAY_SOURCE_TEXT_H
#define ORIEL_REPLAY_SOURCE_TEXT_H

/* Parts of a statement as they were written: for definitions that are kept as text.  What cannot be
 * made out is NULL. */

#include "replay/replay_internal.h"

/* What stands between the first parenthesis at or behind `location` and its partner. */
const char *source_text_parenthesized(replay *r, int location);

/* The expression behind the word DEFAULT at `location`. */
const char *source_text_default(replay *r, int location);

/* The query of a CREATE VIEW or CREATE ... AS: what stands behind AS, without what follows the
 * query. */
const char *source_text_query(replay *r);

/* The whole statement without its semicolon. */
const char *source_text_statement(replay *r);

#endif /* ORIEL_REPLAY_SOURCE_TEXT_H */
