#ifndef ORIEL_REPLAY_FOREIGN_OPTION_H
#define ORIEL_REPLAY_FOREIGN_OPTION_H

/* OPTIONS (...) of foreign-data wrappers, servers and user mappings: their names are kept in the
 * record's kind_detail.  A wrapper's parent is its validator.  Used by foreign.c. */

#include "replay/replay_internal.h"

typedef enum foreign_level { LEVEL_WRAPPER, LEVEL_SERVER, LEVEL_MAPPING } foreign_level;

/* The names after ADD, SET and DROP were applied to the old ones (NULL: none), checked by the
 * wrapper's validator where that is a known one.  *names stays NULL when none are left; false with
 * an error. */
typedef struct foreign_option_change {
    const char *old;
    size_t count;
    PgQuery__Node **nodes;
    foreign_level level;
    oid wrapper;
} foreign_option_change;
bool foreign_option_apply(replay *r, const foreign_option_change *change, const char **names);

#endif /* ORIEL_REPLAY_FOREIGN_OPTION_H */
