#ifndef ORIEL_REPLAY_FOREIGN_VALIDATOR_H
#define ORIEL_REPLAY_FOREIGN_VALIDATOR_H

/* What the validators of the server and of its own foreign-data wrappers refuse.  Used by
 * foreign_option.c. */

#include "replay/foreign_option.h"

/* Checks all options of an object at this level; false with the validator's error.  Wrappers whose
 * validator is not known, or that have none, take everything. */
bool foreign_validator_check(replay *r, oid wrapper, foreign_level level,
                             const foreign_option_list *options);

#endif /* ORIEL_REPLAY_FOREIGN_VALIDATOR_H */
