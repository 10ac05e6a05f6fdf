#ifndef ORIEL_REPLAY_SEQUENCE_OPTIONS_H
#define ORIEL_REPLAY_SEQUENCE_OPTIONS_H

/* The numbers of a sequence: limits, start, step, and the server's checks of them. */

#include "replay/replay_internal.h"

typedef struct sequence_numbers {
    int64_t increment, minimum, maximum, start, cache;
} sequence_numbers;

/* Reads the options of a statement over what the sequence had before (NULL: it is new); false with
 * an error. */
typedef struct sequence_change {
    const sequence_numbers *before;
    oid old_type, new_type;
    bool identity;
} sequence_change;
bool sequence_options_read(replay *r, const sequence_change *change, size_t count,
                           PgQuery__Node **options, sequence_numbers *result);

#endif /* ORIEL_REPLAY_SEQUENCE_OPTIONS_H */
