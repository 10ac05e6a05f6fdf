/*
 * Random views: the server's columns and refusals compared with the replay's.
 *
 *     throwaway_server.sh oracle_random_queries [SEED [COUNT]]
 */

#include <stdio.h>
#include <string.h>

#include "oracle/random/query_oracle.h"

#define DEFAULT_COUNT 2500

typedef struct tally {
    int accepted, refused, wrong, values, states, messages, positions;
} tally;

/*
 * What the input functions of types refuse depends on a constant's text, not on the query: regclass
 * and the like say what does not exist, at the constant.
 */
static bool is_about_a_value(const view_answer *answer, const char *sql) {
    static const char *const states[] = {"23514", "42P01", "42704", "42602", "42P02"};
    bool at_constant = answer->position > 0 && sql[answer->position - 1] == '\'';
    bool found = false;
    for (size_t i = 0; !answer->accepted && i < sizeof states / sizeof *states; i++) {
        found |= strcmp(answer->sqlstate, states[i]) == 0 && (i == 0 || at_constant);
    }
    return found || (!answer->accepted && strncmp(answer->sqlstate, "22", 2) == 0);
}

static void report(const char *what, const char *sql, const view_answer *server,
                   const view_answer *oriel) {
    printf("%s\n  %s\n  server: %s %s at %d\n  oriel:  %s %s at %d\n", what, sql,
           server->accepted ? "accepts" : server->sqlstate,
           server->accepted ? server->columns : server->message, server->position,
           oriel->accepted ? "accepts" : oriel->sqlstate,
           oriel->accepted ? oriel->columns : oriel->message, oriel->position);
}

/* The first thing they differ in, or NULL. */
static const char *compare(tally *t, const char *sql, const view_answer *server,
                           const view_answer *oriel) {
    t->accepted += server->accepted;
    t->refused += !server->accepted;
    if (is_about_a_value(server, sql) || is_about_a_value(oriel, sql)) {
        bool same = server->accepted == oriel->accepted &&
                    (server->accepted || strcmp(server->sqlstate, oriel->sqlstate) == 0);
        t->values += !same;
        return same ? NULL : "VALUE";
    }
    if (server->accepted != oriel->accepted ||
        (server->accepted && strcmp(server->columns, oriel->columns) != 0)) {
        t->wrong++;
        return server->accepted ? oriel->accepted ? "COLUMNS" : "REFUSED" : "ACCEPTED";
    }
    if (server->accepted) {
        return NULL;
    }
    if (strcmp(server->sqlstate, oriel->sqlstate) != 0) {
        t->states++;
        return "SQLSTATE";
    }
    if (strcmp(server->message, oriel->message) != 0) {
        t->messages++;
        return "MESSAGE";
    }
    t->positions += server->position != oriel->position;
    return server->position == oriel->position ? NULL : "POSITION";
}

static void run_one(query_oracle *o, random_generator *g, tally *t) {
    random_columns output = {0};
    g->arena = arena_new(NULL);
    g->last_alias = 0;
    const char *sql = arena_printf(g->arena, "CREATE VIEW random_view AS %s",
                                   random_query(g, NULL, NULL, 3, &output));
    if (strlen(sql) < 20000) {
        view_answer server = query_oracle_ask_server(o, g->arena, sql);
        query_oracle_end(o);
        view_answer oriel = query_oracle_ask_replay(o, g->arena, sql);
        const char *difference = compare(t, sql, &server, &oriel);
        if (difference != NULL) {
            report(difference, sql, &server, &oriel);
        }
    }
    arena_free(g->arena);
}

int main(int argc, char **argv) {
    oracle_run run = oracle_run_of(argc, argv, DEFAULT_COUNT);
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        return 3;
    }
    random_generator *g = query_oracle_generator(o, run.seed, false);
    tally t = {0};
    for (int i = 0; i < run.count; i++) {
        run_one(o, g, &t);
    }
    printf("%d queries: %d accepted and %d refused by the server; differences: %d answers, "
           "%d SQLSTATEs, %d messages, %d positions, %d of values\n",
           run.count, t.accepted, t.refused, t.wrong, t.states, t.messages, t.positions, t.values);
    query_oracle_free(o);
    return t.wrong + t.states == 0 ? 0 : 1;
}
