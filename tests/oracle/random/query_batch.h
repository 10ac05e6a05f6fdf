#ifndef ORIEL_TESTS_ORACLE_QUERY_BATCH_H
#define ORIEL_TESTS_ORACLE_QUERY_BATCH_H

/*
 * Many statements put to the server at once, in libpq's pipeline mode: it works on them while the
 * replay does.
 */

#include "oracle/random/query_oracle.h"

typedef struct query_batch {
    query_oracle *oracle;
    arena *arena;  /* of the statements and the answers */
    bool prepared; /* statements with parameters; otherwise they make random_view */
    LIST_OF(const char *) statements;
} query_batch;

/* Sends the statements; ends the run when the connection is lost. */
void query_batch_send(const query_batch *batch);

/* The server's answers, one for each statement. */
query_answer *query_batch_receive(const query_batch *batch);

#endif /* ORIEL_TESTS_ORACLE_QUERY_BATCH_H */
