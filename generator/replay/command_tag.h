#ifndef ORIEL_REPLAY_COMMAND_TAG_H
#define ORIEL_REPLAY_COMMAND_TAG_H

/* What the server calls a statement in messages: its command tag. */

#include "replay/replay_internal.h"

const char *command_tag(const PgQuery__Node *statement);

#endif /* ORIEL_REPLAY_COMMAND_TAG_H */
