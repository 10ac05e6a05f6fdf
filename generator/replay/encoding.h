#ifndef ORIEL_REPLAY_ENCODING_H
#define ORIEL_REPLAY_ENCODING_H

/* The character encodings that the server knows (manual, chapter "Localization"). */

#include "replay/replay_internal.h"

/* The encoding's own name, whichever of its names this is, in any case and with any punctuation;
 * NULL when there is none. */
const char *encoding_name(replay *r, const char *name);

#endif /* ORIEL_REPLAY_ENCODING_H */
