#ifndef ORIEL_REPLAY_FOREIGN_OPTION_H
#define ORIEL_REPLAY_FOREIGN_OPTION_H

/* OPTIONS (...) of foreign-data wrappers, servers, user mappings, foreign tables and their columns.
 * They are kept as one text: the record's kind_detail or foreign_options.  A wrapper's parent is
 * its validator.  Used by foreign.c and foreign_table.c. */

#include "replay/replay_internal.h"

typedef enum foreign_level {
    LEVEL_WRAPPER,
    LEVEL_SERVER,
    LEVEL_MAPPING,
    LEVEL_TABLE,
    LEVEL_COLUMN,
    LEVEL_COUNT
} foreign_level;

typedef struct foreign_option {
    const char *name, *value;
} foreign_option;
typedef LIST_OF(foreign_option) foreign_option_list;

/* The options after ADD, SET and DROP were applied to the old ones (NULL: none), checked by the
 * wrapper's validator where that is a known one.  *options stays NULL when none are left; false
 * with an error. */
typedef struct foreign_option_change {
    const char *old;
    size_t count;
    PgQuery__Node **nodes;
    foreign_level level;
    oid wrapper;
} foreign_option_change;
bool foreign_option_apply(replay *r, const foreign_option_change *change, const char **options);

/* The wrapper of a server. */
oid foreign_option_wrapper(replay *r, oid server);

#endif /* ORIEL_REPLAY_FOREIGN_OPTION_H */
