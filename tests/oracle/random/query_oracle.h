#ifndef ORIEL_TESTS_ORACLE_QUERY_ORACLE_H
#define ORIEL_TESTS_ORACLE_QUERY_ORACLE_H

/* The sample schema on a server and in a replay: what both say of one view. */

#include <libpq-fe.h>

#include "oracle/random/random_query.h"
#include "replay/replay.h"

typedef struct query_oracle {
    PGconn *connection;
    arena *arena; /* of the replay; given back every few hundred statements */
    replay *replay;
    diagnostics *diagnostics;
    replay_mark empty; /* the sample schema and no more */
    arena *generator_arena;
    PGresult *type_names; /* of the server: oid, format_type() */
    int version, uses;
} query_oracle;

/* What one of them makes of a statement: its columns, or the refusal. */
typedef struct query_answer {
    bool accepted;
    /* A view's: "name type collation", comma-separated.  A prepared statement's: "name type
     * typmod", and behind an arrow the types of the parameters. */
    const char *columns;
    const char *sqlstate, *message;
    int position; /* from 1; 0: none */
} query_answer;

/* NULL when there is no server; makes the sample schema in it. */
query_oracle *query_oracle_new(void);
/* Its catalog is one of its own: the sample schema and nothing else. */
random_generator *query_oracle_generator(query_oracle *o, uint64_t seed, bool runs);
void query_oracle_free(query_oracle *o);

/* What a result of the server says, without its columns. */
query_answer query_oracle_answer(arena *a, const PGresult *result);
const char *query_oracle_type_name(const query_oracle *o, Oid type);

/* Makes the view in a transaction that stays open on the server. */
query_answer query_oracle_ask_server(query_oracle *o, arena *a, const char *statement);
void query_oracle_end(query_oracle *o);

/* The replay's view, undone before the next question; any other statement has no columns. */
query_answer query_oracle_ask_replay(query_oracle *o, arena *a, const char *statement);
/* The same of a statement with parameters, as PREPARE has it. */
query_answer query_oracle_ask_prepare(query_oracle *o, arena *a, const char *statement);
const pg_class *query_oracle_view(const query_oracle *o);

/* The server's result; NULL when it is an error. */
PGresult *query_oracle_run(query_oracle *o, const char *sql);

/* SEED and COUNT of the command line, or the defaults. */
typedef struct oracle_run {
    uint64_t seed;
    int count;
} oracle_run;
oracle_run oracle_run_of(int argc, char **argv, int default_count);

#endif /* ORIEL_TESTS_ORACLE_QUERY_ORACLE_H */
