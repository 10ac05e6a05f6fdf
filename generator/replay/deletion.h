#ifndef ORIEL_REPLAY_DELETION_H
#define ORIEL_REPLAY_DELETION_H

/* Taking objects away with everything that depends on them, or refusing it, by the server's rules.
 */

#include "replay/replay_internal.h"

typedef LIST_OF(object_address) address_list;

/* Deletes the objects; cascade: with their dependents.  False with the server's error. */
bool deletion_perform(replay *r, const address_list *objects, bool cascade);
bool deletion_perform_one(replay *r, object_address object, bool cascade);

#endif /* ORIEL_REPLAY_DELETION_H */
