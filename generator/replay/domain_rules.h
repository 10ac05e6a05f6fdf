#ifndef ORIEL_REPLAY_DOMAIN_RULES_H
#define ORIEL_REPLAY_DOMAIN_RULES_H

/* What domains do not allow. */

#include "replay/replay_internal.h"

/* The server's error for a constraint of a kind that domains cannot have; always false. */
bool domain_refuse_constraint(replay *r, int kind);

/* Could the values that are stored be checked against a new constraint?  False with an error where
 * the domain is part of a composite type that a column stores. */
bool domain_is_not_stored(replay *r, oid domain);

/* What stands behind DEFAULT in the statement at hand. */
const char *domain_default_text(replay *r);

#endif /* ORIEL_REPLAY_DOMAIN_RULES_H */
