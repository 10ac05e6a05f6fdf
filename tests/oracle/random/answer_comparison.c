#include "oracle/random/answer_comparison.h"

#include <stdio.h>
#include <string.h>

/*
 * What the input functions of types refuse depends on a constant's text, not on the query: regclass
 * and the like say what does not exist, at the constant.
 */
static bool is_about_a_value(const query_answer *answer, const char *sql) {
    static const char *const states[] = {"23514", "42P01", "42704", "42602", "42P02", "42601"};
    bool at_constant = answer->position > 0 && sql[answer->position - 1] == '\'';
    bool found = false;
    for (size_t i = 0; !answer->accepted && i < sizeof states / sizeof *states; i++) {
        found |= strcmp(answer->sqlstate, states[i]) == 0 && (i == 0 || at_constant);
    }
    return found || (!answer->accepted && strncmp(answer->sqlstate, "22", 2) == 0);
}

static void report(const char *what, const char *sql, const query_answer *server,
                   const query_answer *oriel) {
    printf("%s\n  %s\n  server: %s %s at %d\n  oriel:  %s %s at %d\n", what, sql,
           server->accepted ? "accepts" : server->sqlstate,
           server->accepted ? server->columns : server->message, server->position,
           oriel->accepted ? "accepts" : oriel->sqlstate,
           oriel->accepted ? oriel->columns : oriel->message, oriel->position);
}

/* The first thing they differ in, or NULL. */
static const char *difference(comparison_tally *t, const char *sql, const query_answer *server,
                              const query_answer *oriel) {
    if (is_about_a_value(server, sql) || is_about_a_value(oriel, sql)) {
        bool same = server->accepted == oriel->accepted &&
                    (server->accepted || strcmp(server->sqlstate, oriel->sqlstate) == 0);
        t->values += !same;
        return same ? NULL : "VALUE";
    }
    if (server->accepted != oriel->accepted ||
        (server->accepted && strcmp(server->columns, oriel->columns) != 0)) {
        t->columns++;
        return !server->accepted ? "ACCEPTED" : oriel->accepted ? "COLUMNS" : "REFUSED";
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

void answer_compare(comparison_tally *t, const char *sql, const query_answer *server,
                    const query_answer *oriel) {
    t->accepted += server->accepted;
    t->refused += !server->accepted;
    const char *found = difference(t, sql, server, oriel);
    if (found != NULL) {
        report(found, sql, server, oriel);
    }
}

int answer_comparison_end(const comparison_tally *t) {
    printf("%d statements: %d accepted and %d refused by the server; differences: %d of columns, "
           "%d SQLSTATEs, %d messages, %d positions, %d of values\n",
           t->accepted + t->refused, t->accepted, t->refused, t->columns, t->states, t->messages,
           t->positions, t->values);
    return t->columns + t->states + t->messages + t->positions == 0 ? 0 : 1;
}
