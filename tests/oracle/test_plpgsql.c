/*
 * Bodies in PL/pgSQL: what the server and the replay say of plpgsql/valid.sql and
 * plpgsql/statements.sql, and of bodies whose tokens are changed at random.
 *
 *     throwaway_server.sh oracle_plpgsql [SEED [COUNT]]
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/big_stack.h"
#include "base/text.h"
#include "oracle/plpgsql/body_mutation.h"
#include "oracle/random/answer_comparison.h"
#include "oracle/random/query_batch.h"

#define DEFAULT_COUNT 2000
#define BATCH         50

typedef struct test_run {
    oracle_run options;
    int status;
} test_run;

/* Statements are parted by empty lines; lines of comments stand between them. */
static void read_statements(query_batch *batch, const char *path) {
    char line[2000];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    text sql = text_new(batch->arena);
    bool more = true;
    while (more) {
        more = fgets(line, sizeof line, file) != NULL;
        if (more && line[0] != '\n') {
            text_add(&sql, strncmp(line, "--", 2) == 0 ? "" : line);
        } else if (sql.length > 0) {
            *LIST_PUSH(batch->arena, &batch->statements) = text_string(&sql);
            sql = text_new(batch->arena);
        }
    }
    (void)fclose(file);
}

static void ask_both(query_batch *batch, comparison_tally *t) {
    query_batch_send(batch);
    const query_answer *server = query_batch_receive(batch);
    for (int i = 0; i < batch->statements.count; i++) {
        const char *sql = batch->statements.items[i];
        query_answer oriel = query_oracle_ask_replay(batch->oracle, batch->arena, sql);
        answer_compare(t, sql, &server[i], &oriel);
    }
}

static void check_file(query_oracle *o, const char *path, comparison_tally *t) {
    query_batch all = {.oracle = o, .arena = arena_new(NULL)};
    read_statements(&all, path);
    for (int from = 0; from < all.statements.count; from += BATCH) {
        query_batch batch = {.oracle = o, .arena = all.arena};
        for (int i = from; i < all.statements.count && i < from + BATCH; i++) {
            *LIST_PUSH(all.arena, &batch.statements) = all.statements.items[i];
        }
        ask_both(&batch, t);
    }
    arena_free(all.arena);
}

static void check_mutations(query_oracle *o, const oracle_run *options, comparison_tally *t) {
    query_batch seeds = {.oracle = o, .arena = arena_new(NULL)};
    body_tokens tokens = {0};
    random_source r;
    random_seed(&r, options->seed);
    read_statements(&seeds, ORACLE_DATA "/plpgsql/valid.sql");
    for (int i = 0; i < seeds.statements.count; i++) {
        body_mutation_collect(seeds.arena, &tokens, seeds.statements.items[i]);
    }
    for (int done = 0; done < options->count; done += BATCH) {
        query_batch batch = {.oracle = o, .arena = arena_new(NULL)};
        while (batch.statements.count < BATCH) {
            const char *seed = seeds.statements.items[random_below(&r, seeds.statements.count)];
            const char *made = body_mutation_make(batch.arena, &tokens, seed, &r);
            if (made != NULL) {
                *LIST_PUSH(batch.arena, &batch.statements) = made;
            }
        }
        ask_both(&batch, t);
        arena_free(batch.arena);
        (void)fflush(stdout);
    }
    arena_free(seeds.arena);
}

static void run_test(void *context) {
    test_run *run = context;
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        run->status = 3;
        return;
    }
    comparison_tally t = {0};
    check_file(o, ORACLE_DATA "/plpgsql/valid.sql", &t);
    check_file(o, ORACLE_DATA "/plpgsql/statements.sql", &t);
    check_mutations(o, &run->options, &t);
    run->status = answer_comparison_end(&t) != 0 || t.values > 0 ? 1 : 0;
    query_oracle_free(o);
}

int main(int argc, char **argv) {
    test_run run = {.options = oracle_run_of(argc, argv, DEFAULT_COUNT), .status = 3};
    return big_stack_run(run_test, &run) ? run.status : 3;
}
