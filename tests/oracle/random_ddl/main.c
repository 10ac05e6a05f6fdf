/*
 * oracle_random_ddl [--seed N] [--sequences N] [--length N] [--lenient] [--messages] [FILE]
 *
 * Runs sequences of random DDL on a server (PGHOST ... lead to it; its database is emptied) and in
 * replay. Where they differ, the shortest part of the sequence that still shows it is printed.
 * Given a file, its statements are run instead: one a line, sequences with empty lines between
 * them. Exits with 1 when anything differed, 3 without a server.  --messages prints where errors'
 * texts or positions differ.
 */

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog_lines.h"
#include "comparison.h"

enum { CHECK_INTERVAL = 25 };

typedef struct settings {
    uint64_t seed;
    int sequences, length;
    bool messages, lenient;
    const char *file; /* or NULL */
} settings;

typedef LIST_OF(const char *) statement_list;

static const struct argp_option options[] = {
    {"seed", 's', "N", 0, "The first sequence's seed (1)", 0},
    {"sequences", 'n', "N", 0, "How many (100); each has the next seed", 0},
    {"length", 'l', "N", 0, "Statements of a sequence (50)", 0},
    {"messages", 'm', NULL, 0, "Print where messages and positions differ", 0},
    {"lenient", 'L', NULL, 0, "Go on where both refuse with different SQLSTATEs: they are counted",
     0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    settings *s = state->input;
    switch (key) {
    case 's':
        s->seed = strtoull(argument, NULL, 10);
        return 0;
    case 'n':
        s->sequences = (int)strtol(argument, NULL, 10);
        return 0;
    case 'l':
        s->length = (int)strtol(argument, NULL, 10);
        return 0;
    case 'm':
        s->messages = true;
        return 0;
    case 'L':
        s->lenient = true;
        return 0;
    case ARGP_KEY_ARG:
        s->file = argument;
        return state->arg_num > 0 ? ARGP_ERR_UNKNOWN : 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const char *const kind_names[] = {
    [DIFFERENCE_NONE] = "no difference",
    [DIFFERENCE_ACCEPTED] = "refused though the server accepts",
    [DIFFERENCE_REFUSED] = "accepted though the server refuses",
    [DIFFERENCE_SQLSTATE] = "another SQLSTATE",
    [DIFFERENCE_CATALOG] = "another catalog",
    [DIFFERENCE_SERVER] = "the server cannot be asked",
};

/* Runs given statements, comparing catalogs after so many of them; *count becomes the number of
 * those that were run. */
static difference_kind try_statements(PGconn *connection, const char **statements, int *count,
                                      int check_interval, difference_kind kind_wanted, bool print) {
    comparison c = {.connection = connection,
                    .arena = arena_new(NULL),
                    .statements = statements,
                    .count = *count,
                    .check_interval = check_interval,
                    .lenient = kind_wanted != DIFFERENCE_SQLSTATE,
                    .print = print};
    difference_kind kind = comparison_run(&c);
    *count = c.stopped + 1;
    arena_free(c.arena);
    return kind;
}

/* Leaves out `length` statements from the given one if the difference does not need them. */
static bool leave_out(PGconn *connection, const char **statements, int *count, int from, int length,
                      difference_kind kind) {
    int rest = *count - length, last = rest;
    const char **tried = malloc((size_t)rest * sizeof *tried);
    if (tried == NULL) {
        return false;
    }
    memcpy(tried, statements, (size_t)from * sizeof *tried);
    memcpy(tried + from, statements + from + length, (size_t)(rest - from) * sizeof *tried);
    bool same = try_statements(connection, tried, &last, rest, kind, false) == kind && last == rest;
    if (same) {
        memcpy(statements, tried, (size_t)rest * sizeof *tried);
        *count = rest;
    }
    free(tried);
    return same;
}

/* Leaves out every statement that the difference does not need, many at once first. */
static void shorten(PGconn *connection, const char **statements, int *count, difference_kind kind) {
    for (int length = *count / 2; length > 0; length /= 2) {
        for (int from = *count - 1 - length; from >= 0; from -= length) {
            leave_out(connection, statements, count, from, length, kind);
        }
    }
    for (int from = *count - 2; from >= 0; from--) {
        leave_out(connection, statements, count, from, 1, kind);
    }
}

static void report(PGconn *connection, uint64_t seed, const char **statements, int count,
                   difference_kind kind) {
    kind = try_statements(connection, statements, &count, 1, kind, false);
    if (kind != DIFFERENCE_NONE) {
        shorten(connection, statements, &count, kind);
    }
    printf("-- seed %llu: %s\n", (unsigned long long)seed, kind_names[kind]);
    for (int i = 0; i < count; i++) {
        printf("%s;\n", statements[i]);
    }
    try_statements(connection, statements, &count, 1, kind, true);
    fflush(stdout);
}

static bool run_sequence(PGconn *connection, const settings *s, uint64_t seed,
                         comparison_counts *counts) {
    arena *a = arena_new(NULL);
    ddl_writer writer = {.random = {seed}, .arena = a};
    comparison c = {.connection = connection,
                    .arena = a,
                    .statements = ARENA_ARRAY(a, const char *, s->length),
                    .count = s->length,
                    .writer = &writer,
                    .check_interval = CHECK_INTERVAL,
                    .lenient = s->lenient,
                    .print = s->messages,
                    .counts = counts};
    difference_kind kind = comparison_run(&c);
    if (kind != DIFFERENCE_NONE) {
        report(connection, seed, c.statements, c.stopped + 1, kind);
    }
    arena_free(a);
    return kind == DIFFERENCE_NONE;
}

static bool run_given(PGconn *connection, const settings *s, const statement_list *list,
                      comparison_counts *counts) {
    arena *a = arena_new(NULL);
    comparison c = {.connection = connection,
                    .arena = a,
                    .statements = list->items,
                    .count = list->count,
                    .check_interval = 1,
                    .lenient = s->lenient,
                    .print = s->messages,
                    .counts = counts};
    difference_kind kind = comparison_run(&c);
    if (kind != DIFFERENCE_NONE) {
        report(connection, (uint64_t)counts->sequences, list->items, c.stopped + 1, kind);
    }
    arena_free(a);
    return kind == DIFFERENCE_NONE;
}

/* The number of sequences of the file that differ, or -1 when it cannot be read. */
static int run_file(PGconn *connection, const settings *s, comparison_counts *counts) {
    FILE *in = fopen(s->file, "r");
    if (in == NULL) {
        perror(s->file);
        return -1;
    }
    arena *a = arena_new(NULL);
    statement_list list = {0};
    char line[4096];
    int different = 0;
    for (bool more = true; more;) {
        more = fgets(line, sizeof line, in) != NULL;
        size_t length = more ? strcspn(line, "\n") : 0;
        if (length > 0) {
            *LIST_PUSH(a, &list) = arena_strndup(a, line, length);
        } else if (list.count > 0) {
            counts->sequences++;
            different += !run_given(connection, s, &list, counts);
            list = (statement_list){0};
        }
    }
    fclose(in);
    arena_free(a);
    return different;
}

static int run_random(PGconn *connection, const settings *s, comparison_counts *counts) {
    int different = 0;
    for (; counts->sequences < s->sequences; counts->sequences++) {
        different += !run_sequence(connection, s, s->seed + (uint64_t)counts->sequences, counts);
    }
    return different;
}

int main(int argc, char **argv) {
    settings s = {.seed = 1, .sequences = 100, .length = 50};
    const struct argp argp = {.options = options, .parser = parse_option, .args_doc = "[FILE]"};
    argp_parse(&argp, argc, argv, 0, NULL, &s);
    PGconn *connection = PQconnectdb("options='-c client_min_messages=error -c jit=off "
                                     "-c enable_nestloop=off -c statement_timeout=20s'");
    if (PQstatus(connection) != CONNECTION_OK) {
        fputs(PQerrorMessage(connection), stderr);
        return 3;
    }
    arena *a = arena_new(NULL);
    bool prepared = catalog_lines_prepare(connection, a);
    arena_free(a);
    if (!prepared) {
        return 3;
    }
    comparison_counts counts = {0};
    int different =
        s.file != NULL ? run_file(connection, &s, &counts) : run_random(connection, &s, &counts);
    printf("%d sequences, %ld statements (%ld refused): %d sequences differ; "
           "%ld other SQLSTATEs, "
           "%ld other messages, %ld other positions\n",
           counts.sequences, counts.statements, counts.refused, different, counts.sqlstates,
           counts.messages, counts.positions);
    PQfinish(connection);
    return different != 0;
}
