/*
 * Random statements: the server's columns and refusals compared with the replay's.  Three of four
 * batches are views, the others queries with parameters as PREPARE sees them.
 *
 *     throwaway_server.sh oracle_random_queries [SEED [COUNT]]
 */

#include <stdio.h>
#include <string.h>

#include "base/big_stack.h"
#include "oracle/random/answer_comparison.h"
#include "oracle/random/query_batch.h"

#define DEFAULT_COUNT     5000
#define BATCH             50
#define LONGEST_STATEMENT 20000

typedef struct test_run {
    oracle_run options;
    int status;
} test_run;

static const char *random_statement(random_generator *g, bool prepared) {
    g->last_alias = 0;
    if (prepared) {
        return random_parameter_statement(g);
    }
    random_columns output = {0};
    return arena_printf(g->arena, "CREATE VIEW random_view AS %s",
                        random_query(g, NULL, NULL, 3, &output));
}

static void run_batch(query_oracle *o, random_generator *g, comparison_tally *t, bool prepared) {
    query_batch batch = {.oracle = o, .arena = arena_new(NULL), .prepared = prepared};
    g->arena = batch.arena;
    while (batch.statements.count < BATCH) {
        const char *sql = random_statement(g, prepared);
        if (strlen(sql) < LONGEST_STATEMENT) {
            *LIST_PUSH(g->arena, &batch.statements) = sql;
        }
    }
    query_batch_send(&batch);
    query_answer oriel[BATCH];
    for (int i = 0; i < BATCH; i++) {
        oriel[i] = prepared ? query_oracle_ask_prepare(o, g->arena, batch.statements.items[i])
                            : query_oracle_ask_replay(o, g->arena, batch.statements.items[i]);
    }
    const query_answer *server = query_batch_receive(&batch);
    for (int i = 0; i < BATCH; i++) {
        answer_compare(t, batch.statements.items[i], &server[i], &oriel[i]);
    }
    arena_free(batch.arena);
}

static void run_test(void *context) {
    test_run *run = context;
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        run->status = 3;
        return;
    }
    random_generator *g = query_oracle_generator(o, run->options.seed, false);
    comparison_tally t = {0};
    for (int i = 0; i < run->options.count / BATCH; i++) {
        run_batch(o, g, &t, i % 4 == 3);
        (void)fflush(stdout);
    }
    run->status = answer_comparison_end(&t);
    query_oracle_free(o);
}

int main(int argc, char **argv) {
    test_run run = {.options = oracle_run_of(argc, argv, DEFAULT_COUNT), .status = 3};
    return big_stack_run(run_test, &run) ? run.status : 3;
}
