/*
 * Random views over random rows: no column that is called never null is NULL in a row, and no two
 * rows are equal in the columns of a key.
 *
 *     throwaway_server.sh oracle_random_rows [SEED [COUNT]]
 */

#include <stdio.h>
#include <string.h>

#include "analyze/keys.h"
#include "analyze/nullability.h"
#include "base/text.h"
#include "oracle/random/random_rows.h"

#define DEFAULT_COUNT   2000
#define VIEWS_OF_A_FILL 150

typedef struct tally {
    int views, run, rows, proven, keys, wrong;
} tally;

static void check_columns(query_oracle *o, const PGresult *rows, arena *a, const char *sql,
                          tally *t) {
    const pg_class *view = query_oracle_view(o);
    const nullability *proofs =
        nullability_of_relation(nullability_new(replay_catalog(o->replay), a), view);
    for (int i = 0; i < view->attribute_count && i < PQnfields(rows); i++) {
        t->proven += proofs[i].not_null;
        for (int row = 0; proofs[i].not_null && row < PQntuples(rows); row++) {
            if (PQgetisnull(rows, row, i)) {
                printf("NULL in %s (%s)\n  %s\n", view->attributes[i].name, proofs[i].reason, sql);
                t->wrong++;
                break;
            }
        }
    }
}

/* Rows of a key with a NULL in it need not differ. */
static const char *duplicates_query(arena *a, const pg_class *view, const relation_key *key) {
    if (key->count == 0) {
        return "SELECT 1 FROM random_view HAVING count(*) > 1";
    }
    text list = text_new(a), present = text_new(a);
    for (int i = 0; i < key->count; i++) {
        const char *name = view->attributes[key->attributes[i] - 1].name;
        text_printf(&list, "%s%s", i > 0 ? ", " : "", name);
        text_printf(&present, "%s(%s) IS NOT NULL", i > 0 ? " AND " : "", name);
    }
    return arena_printf(a, "SELECT 1 FROM random_view WHERE %s GROUP BY %s HAVING count(*) > 1",
                        text_string(&present), text_string(&list));
}

static void check_keys(query_oracle *o, arena *a, const char *sql, tally *t) {
    const pg_class *view = query_oracle_view(o);
    const relation_key_list *keys = keys_of_relation(keys_new(replay_catalog(o->replay), a), view);
    for (int i = 0; keys != NULL && i < keys->count; i++) {
        const char *question = duplicates_query(a, view, &keys->items[i]);
        PQclear(PQexec(o->connection, "SAVEPOINT key"));
        PGresult *result = query_oracle_run(o, question);
        if (result == NULL) {
            PQclear(PQexec(o->connection, "ROLLBACK TO key"));
            continue;
        }
        t->keys++;
        if (PQntuples(result) > 0) {
            printf("DUPLICATES (%s)\n  %s\n  %s\n", keys->items[i].reason, question, sql);
            t->wrong++;
        }
        PQclear(result);
    }
}

static void run_one(query_oracle *o, random_generator *g, tally *t) {
    random_columns output = {0};
    g->arena = arena_new(NULL);
    g->last_alias = 0;
    const char *sql = arena_printf(g->arena, "CREATE VIEW random_view AS %s",
                                   random_query(g, NULL, NULL, 3, &output));
    query_answer server = query_oracle_ask_server(o, g->arena, sql);
    if (server.accepted && query_oracle_ask_replay(o, g->arena, sql).accepted) {
        t->views++;
        PQclear(PQexec(o->connection, "SET LOCAL statement_timeout = 500"));
        PGresult *rows = query_oracle_run(o, "SELECT * FROM random_view LIMIT 3000");
        if (rows != NULL) {
            t->run++;
            t->rows += PQntuples(rows);
            check_columns(o, rows, g->arena, sql, t);
            check_keys(o, g->arena, sql, t);
            PQclear(rows);
        }
    }
    query_oracle_end(o);
    arena_free(g->arena);
}

int main(int argc, char **argv) {
    oracle_run run = oracle_run_of(argc, argv, DEFAULT_COUNT);
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        return 3;
    }
    random_generator *g = query_oracle_generator(o, run.seed, true);
    tally t = {0};
    for (int i = 0; i < run.count; i++) {
        if (i % VIEWS_OF_A_FILL == 0) {
            random_rows_fill(o, g);
        }
        run_one(o, g, &t);
    }
    printf("%d queries: %d views, %d could be read and gave %d rows; %d columns never null and %d "
           "keys, %d of them wrong\n",
           run.count, t.views, t.run, t.rows, t.proven, t.keys, t.wrong);
    query_oracle_free(o);
    return t.wrong == 0 ? 0 : 1;
}
