#ifndef ORIEL_REPLAY_PREPARED_QUERY_H
#define ORIEL_REPLAY_PREPARED_QUERY_H

/* A query with parameters as PREPARE sees it, in the database that was replayed.  Used by the
 * command that describes queries. */

#include "analyze/query.h"
#include "replay/replay.h"

typedef struct prepared_query {
    query *query;
    int parameter_count;
    const oid *parameters; /* the types inferred for $1, $2 ... */
} prepared_query;

/* NULL with the server's error in the replay's diagnostics. */
prepared_query *replay_prepare(replay *r, const sql_statement *statement);

#endif /* ORIEL_REPLAY_PREPARED_QUERY_H */
