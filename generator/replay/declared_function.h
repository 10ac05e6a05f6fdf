#ifndef ORIEL_REPLAY_DECLARED_FUNCTION_H
#define ORIEL_REPLAY_DECLARED_FUNCTION_H

/* Functions that oriel.ini declares never to return NULL; told by the commands behind the replay.
 */

#include "replay/replay.h"

/* functions: names or signatures as DROP FUNCTION takes them, parted by commas.  Those that do not
 * exist are an error at `at`; built-in ones that are known never to return NULL are a note. */
void declared_functions_apply(replay *r, const char *functions, position at);

#endif /* ORIEL_REPLAY_DECLARED_FUNCTION_H */
