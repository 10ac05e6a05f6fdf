#ifndef ORIEL_REPLAY_SETTINGS_H
#define ORIEL_REPLAY_SETTINGS_H

/* Settings that statements change: search_path above all. */

#include "replay/replay_internal.h"

/* names NULL: back to the default.  The array must live as long as the catalog. */
void settings_set_path(replay *r, const char *const *names, int count);

/* From the setting's text form, a list separated by commas; false with an error. */
bool settings_set_path_text(replay *r, const char *value);

/* Does a text search configuration exist that SET default_text_search_config names?  Other settings
 * are not looked at.  False with an error. */
bool settings_check_value(replay *r, const PgQuery__VariableSetStmt *s);

/* Does what set_config() calls in a SELECT list would do. */
bool settings_obey_select(replay *r, const PgQuery__SelectStmt *s);

#endif /* ORIEL_REPLAY_SETTINGS_H */
