#include "catalog_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define STATEMENT "catalog_lines"

static const char *const query_lines[] = {
#include "server_lines.inc"
};

static const char *query_text(arena *a) {
    text t = text_new(a);
    for (size_t i = 0; i < sizeof query_lines / sizeof *query_lines; i++) {
        text_add(&t, query_lines[i]);
    }
    return text_string(&t);
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool catalog_lines_prepare(PGconn *connection, arena *a) {
    PGresult *result = PQprepare(connection, STATEMENT, query_text(a), 0, NULL);
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!done) {
        fputs(PQresultErrorMessage(result), stderr);
    }
    PQclear(result);
    return done;
}

const catalog_lines *catalog_lines_of_server(PGconn *connection, arena *a) {
    PGresult *result = PQexecPrepared(connection, STATEMENT, 0, NULL, NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        fprintf(stderr, "%s", PQresultErrorMessage(result));
        PQclear(result);
        return NULL;
    }
    catalog_lines *lines = ARENA_NEW(a, catalog_lines);
    for (int i = 0; i < PQntuples(result); i++) {
        *LIST_PUSH(a, lines) = arena_strdup(a, PQgetvalue(result, i, 0));
    }
    PQclear(result);
    qsort(lines->items, (size_t)lines->count, sizeof *lines->items, by_text);
    return lines;
}

int catalog_lines_compare(const catalog_lines *server, const catalog_lines *replay, bool print) {
    int i = 0, j = 0, different = 0;
    while (i < server->count || j < replay->count) {
        int order = i == server->count   ? 1
                    : j == replay->count ? -1
                                         : strcmp(server->items[i], replay->items[j]);
        if (order != 0) {
            different++;
            if (print) {
                printf("  %s %s\n", order < 0 ? "server" : "oriel ",
                       order < 0 ? server->items[i] : replay->items[j]);
            }
        }
        i += order <= 0;
        j += order >= 0;
    }
    return different;
}
