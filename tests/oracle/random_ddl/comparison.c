#include "comparison.h"

#include <stdio.h>
#include <string.h>

#include "catalog_lines.h"
#include "replay/replay.h"

#define HIDDEN_SAVEPOINT "statement_of_random_ddl"

/* What one side says of a statement. */
typedef struct answer {
    bool accepted;
    const char *sqlstate, *message;
    int position; /* bytes from 1; 0: none */
} answer;

typedef struct comparison_run_state {
    comparison *comparison;
    diagnostics *diagnostics;
    replay *replay;
} run_state;

static void run_quietly(PGconn *connection, const char *sql) {
    PQclear(PQexec(connection, sql));
}

/* Some statements leave what the server itself cannot drop: then it stays under other names, which
 * server_lines.sql leaves out. */
static void abandon_schemas(PGconn *connection) {
    static const char *const names[] = {"public", "s0", "s1", "s2", "s3", "s4"};
    static int count;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "ALTER SCHEMA %s RENAME TO abandoned%d", names[i], count++);
        run_quietly(connection, sql);
    }
}

static void empty_database(PGconn *connection) {
    run_quietly(connection, "ROLLBACK");
    run_quietly(connection, "RESET search_path");
    run_quietly(connection, "DISCARD TEMP");
    PGresult *result =
        PQexec(connection, "DROP SCHEMA IF EXISTS public, s0, s1, s2, s3, s4 CASCADE");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        abandon_schemas(connection);
    }
    PQclear(result);
    run_quietly(connection, "CREATE SCHEMA public");
}

static const char *field(const run_state *s, const PGresult *result, int code) {
    const char *value = PQresultErrorField(result, code);
    return value == NULL ? "" : arena_strdup(s->comparison->arena, value);
}

static int number_of(const char *digits) {
    int n = 0;
    while (*digits >= '0' && *digits <= '9') {
        n = n * 10 + *digits++ - '0';
    }
    return n;
}

static bool begins_with_word(const char *sql, const char *word) {
    return strncmp(sql, word, strlen(word)) == 0;
}

static bool is_transaction_statement(const char *sql) {
    return begins_with_word(sql, "BEGIN") || begins_with_word(sql, "COMMIT") ||
           begins_with_word(sql, "ROLLBACK") || begins_with_word(sql, "SAVEPOINT") ||
           begins_with_word(sql, "RELEASE");
}

/* Inside a block an error must undo its own statement only, as replay does. */
static answer ask_server(const run_state *s, const char *sql) {
    PGconn *connection = s->comparison->connection;
    bool in_block = PQtransactionStatus(connection) == PQTRANS_INTRANS;
    if (in_block) {
        run_quietly(connection, "SAVEPOINT " HIDDEN_SAVEPOINT);
    }
    PGresult *result = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(result);
    answer x = {.accepted = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK};
    if (!x.accepted) {
        x.sqlstate = field(s, result, PG_DIAG_SQLSTATE);
        x.message = field(s, result, PG_DIAG_MESSAGE_PRIMARY);
        x.position = number_of(field(s, result, PG_DIAG_STATEMENT_POSITION));
    }
    PQclear(result);
    if (in_block && !x.accepted) {
        run_quietly(connection, "ROLLBACK TO " HIDDEN_SAVEPOINT);
    }
    if (in_block && (!x.accepted || !is_transaction_statement(sql))) {
        run_quietly(connection, "RELEASE " HIDDEN_SAVEPOINT);
    }
    return x;
}

static answer ask_replay(const run_state *s, const char *sql) {
    diagnostics_truncate(s->diagnostics, 0);
    arena *a = s->comparison->arena;
    replay_source(s->replay, source_file_of_text(a, "sql", sql, strlen(sql), s->diagnostics));
    for (int i = 0; i < s->diagnostics->list.count; i++) {
        const diagnostic *d = &s->diagnostics->list.items[i];
        if (d->severity == DIAGNOSTIC_ERROR) {
            return (answer){false, d->sqlstate == NULL ? "" : d->sqlstate, d->message,
                            (int)d->at.offset + 1};
        }
    }
    return (answer){.accepted = true};
}

static void print_answer(const char *who, const answer *x) {
    if (x->accepted) {
        printf("  %s accepts\n", who);
    } else {
        printf("  %s %s at %d: %s\n", who, x->sqlstate, x->position, x->message);
    }
}

static void print_difference(const comparison *c, const char *what, const answer *server,
                             const answer *mine) {
    printf("%s differs: %s\n", what, c->statements[c->stopped]);
    print_answer("server", server);
    print_answer("oriel ", mine);
}

static difference_kind compare_answers(const comparison *c, const answer *server,
                                       const answer *mine) {
    if (server->accepted != mine->accepted) {
        return server->accepted ? DIFFERENCE_ACCEPTED : DIFFERENCE_REFUSED;
    }
    if (server->accepted) {
        return DIFFERENCE_NONE;
    }
    if (strcmp(server->sqlstate, mine->sqlstate) != 0) {
        if (c->counts != NULL) {
            c->counts->sqlstates++;
        }
        if (c->lenient && c->print && c->counts != NULL) {
            print_difference(c, "SQLSTATE", server, mine);
        }
        return c->lenient ? DIFFERENCE_NONE : DIFFERENCE_SQLSTATE;
    }
    bool message = strcmp(server->message, mine->message) != 0;
    bool elsewhere = (server->position == 0 ? 1 : server->position) != mine->position;
    if (c->counts != NULL) {
        c->counts->messages += message;
        c->counts->positions += elsewhere;
    }
    if ((message || elsewhere) && c->print && c->counts != NULL) {
        print_difference(c, message ? "message" : "position", server, mine);
    }
    return DIFFERENCE_NONE;
}

static difference_kind compare_catalogs(const run_state *s, bool print) {
    arena *a = arena_new(NULL);
    const catalog_lines *server = catalog_lines_of_server(s->comparison->connection, a);
    difference_kind kind = DIFFERENCE_SERVER;
    if (server != NULL) {
        const catalog_lines *mine = catalog_lines_of_replay(replay_catalog(s->replay), a);
        int different = catalog_lines_compare(server, mine, print);
        kind = different > 0 ? DIFFERENCE_CATALOG : DIFFERENCE_NONE;
    }
    arena_free(a);
    return kind;
}

static difference_kind run_statement(const run_state *s, int i) {
    comparison *c = s->comparison;
    c->stopped = i;
    if (c->writer != NULL) {
        c->writer->catalog = replay_catalog(s->replay);
        c->statements[i] = ddl_writer_statement(c->writer);
    }
    answer server = ask_server(s, c->statements[i]);
    answer mine = ask_replay(s, c->statements[i]);
    if (c->counts != NULL) {
        c->counts->statements++;
        c->counts->refused += !server.accepted;
    }
    difference_kind kind = compare_answers(c, &server, &mine);
    if (kind != DIFFERENCE_NONE && c->print) {
        print_answer("server", &server);
        print_answer("oriel ", &mine);
    }
    bool last = i == c->count - 1;
    if (kind == DIFFERENCE_NONE && (last || (i + 1) % c->check_interval == 0)) {
        kind = compare_catalogs(s, c->print && c->counts == NULL);
    }
    return kind;
}

difference_kind comparison_run(comparison *c) {
    empty_database(c->connection);
    run_state s = {.comparison = c, .diagnostics = diagnostics_new(c->arena)};
    s.replay = replay_new(c->arena, PQserverVersion(c->connection) / 10000, s.diagnostics);
    if (s.replay == NULL) {
        fputs("there is no snapshot of this server's version\n", stderr);
        return DIFFERENCE_SERVER;
    }
    difference_kind kind = DIFFERENCE_NONE;
    for (int i = 0; i < c->count && kind == DIFFERENCE_NONE; i++) {
        kind = run_statement(&s, i);
    }
    return kind;
}
