#ifndef ORIEL_REPLAY_EXTENSION_SCHEMA_H
#define ORIEL_REPLAY_EXTENSION_SCHEMA_H

/* ALTER EXTENSION ... SET SCHEMA: the extension's objects move with it. */

#include "replay/replay_internal.h"

/* False with the server's error. */
bool extension_set_schema(replay *r, oid extension_oid, oid namespace);

#endif /* ORIEL_REPLAY_EXTENSION_SCHEMA_H */
