/*
 * What random statements found to differ from the server, made small: regressions/views.sql are
 * queries of views, regressions/statements.sql statements with parameters.  The answers are the
 * server's own.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/big_stack.h"
#include "base/text.h"
#include "oracle/random/answer_comparison.h"
#include "oracle/random/query_batch.h"

static void demand(bool done, const char *what) {
    if (!done) {
        perror(what);
        exit(2);
    }
}

/* A statement ends with a semicolon at the end of a line; lines of comments are between them. */
static void read_statements(query_batch *batch, const char *path) {
    char line[2000];
    FILE *file = fopen(path, "r");
    demand(file != NULL, path);
    text sql = text_new(batch->arena);
    while (fgets(line, sizeof line, file) != NULL) {
        size_t length = strlen(line);
        if (strncmp(line, "--", 2) == 0 || length < 2) {
            continue;
        }
        bool ends = line[length - 2] == ';';
        line[ends ? length - 2 : length] = '\0';
        text_add(&sql, line);
        if (ends) {
            *LIST_PUSH(batch->arena, &batch->statements) =
                batch->prepared ? text_string(&sql)
                                : arena_printf(batch->arena, "CREATE VIEW random_view AS %s",
                                               text_string(&sql));
            sql = text_new(batch->arena);
        }
    }
    demand(fclose(file) == 0, path);
}

static void check_file(query_oracle *o, const char *path, bool prepared, comparison_tally *t) {
    query_batch batch = {.oracle = o, .arena = arena_new(NULL), .prepared = prepared};
    read_statements(&batch, path);
    query_batch_send(&batch);
    const query_answer *server = query_batch_receive(&batch);
    for (int i = 0; i < batch.statements.count; i++) {
        const char *sql = batch.statements.items[i];
        query_answer oriel = prepared ? query_oracle_ask_prepare(o, batch.arena, sql)
                                      : query_oracle_ask_replay(o, batch.arena, sql);
        answer_compare(t, sql, &server[i], &oriel);
    }
    arena_free(batch.arena);
}

static void run_test(void *context) {
    int *status = context;
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        return;
    }
    comparison_tally t = {0};
    check_file(o, ORACLE_DATA "/regressions/views.sql", false, &t);
    check_file(o, ORACLE_DATA "/regressions/statements.sql", true, &t);
    *status = answer_comparison_end(&t) != 0 || t.values > 0 ? 1 : 0;
    query_oracle_free(o);
}

int main(void) {
    int status = 3;
    return big_stack_run(run_test, &status) ? status : 3;
}
