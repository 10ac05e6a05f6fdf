#include "oracle/random/query_oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/type_format.h"

#define USES_OF_ONE_ARENA 200

static const char columns_query[] =
    "SELECT coalesce(string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || "
    "coalesce(c.collname, '-'), ', ' ORDER BY a.attnum), '') FROM pg_attribute a LEFT JOIN "
    "pg_collation c ON c.oid = a.attcollation WHERE a.attrelid = 'random_view'::regclass AND "
    "a.attnum > 0";

/* Statements of the replay are parsed as files. */
static bool replay_text(query_oracle *o, const char *sql) {
    int errors = o->diagnostics->error_count;
    const source_file *file =
        source_file_of_text(o->arena, "random", sql, strlen(sql), o->diagnostics);
    if (file != NULL) {
        replay_source(o->replay, file);
    }
    return o->diagnostics->error_count == errors;
}

static void open_replay(query_oracle *o) {
    o->arena = arena_new(NULL);
    o->diagnostics = diagnostics_new(o->arena);
    o->replay = replay_new(o->arena, o->version, o->diagnostics);
    o->uses = 0;
    if (o->replay == NULL || !replay_text(o, sample_schema)) {
        fprintf(stderr, "the sample schema cannot be replayed: %s\n",
                o->diagnostics->list.count > 0 ? o->diagnostics->list.items[0].message : "?");
        exit(2);
    }
}

query_oracle *query_oracle_new(void) {
    query_oracle *o = calloc(1, sizeof *o);
    if (o == NULL) {
        return NULL;
    }
    o->connection = PQconnectdb("");
    if (PQstatus(o->connection) != CONNECTION_OK) {
        fputs(PQerrorMessage(o->connection), stderr);
        query_oracle_free(o);
        return NULL;
    }
    o->version = PQserverVersion(o->connection) / 10000;
    PQclear(PQexec(o->connection, "SET client_min_messages = error"));
    PQclear(PQexec(o->connection, "SET timezone = 'UTC'"));
    PGresult *made = PQexec(o->connection, sample_schema);
    if (PQresultStatus(made) != PGRES_COMMAND_OK) {
        fputs(PQresultErrorMessage(made), stderr);
        exit(2);
    }
    PQclear(made);
    open_replay(o);
    return o;
}

void query_oracle_free(query_oracle *o) {
    PQfinish(o->connection);
    if (o->arena != NULL) {
        arena_free(o->arena);
    }
    if (o->generator_arena != NULL) {
        arena_free(o->generator_arena);
    }
    free(o);
}

random_generator *query_oracle_generator(query_oracle *o, uint64_t seed, bool runs) {
    query_oracle own = {.version = o->version};
    open_replay(&own);
    o->generator_arena = own.arena;
    return random_generator_new(replay_catalog(own.replay), own.arena, seed, runs);
}

static const char *field(const PGresult *result, int code) {
    const char *found = PQresultErrorField(result, code);
    return found == NULL ? "" : found;
}

view_answer query_oracle_ask_server(query_oracle *o, arena *a, const char *statement) {
    view_answer answer = {0};
    PQclear(PQexec(o->connection, "BEGIN"));
    PGresult *result = PQexec(o->connection, statement);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        answer.sqlstate = arena_strdup(a, field(result, PG_DIAG_SQLSTATE));
        answer.message = arena_strdup(a, field(result, PG_DIAG_MESSAGE_PRIMARY));
        answer.position = atoi(field(result, PG_DIAG_STATEMENT_POSITION));
    } else {
        PQclear(result);
        result = PQexec(o->connection, columns_query);
        answer.accepted = true;
        answer.columns = arena_strdup(a, PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    return answer;
}

void query_oracle_end(query_oracle *o) {
    PQclear(PQexec(o->connection, "ROLLBACK"));
}

PGresult *query_oracle_run(query_oracle *o, const char *sql) {
    PGresult *result = PQexec(o->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        return result;
    }
    PQclear(result);
    return NULL;
}

const pg_class *query_oracle_view(const query_oracle *o) {
    return catalog_find_named(replay_catalog(o->replay), CLASS_RELATION, PUBLIC_NAMESPACE,
                              "random_view");
}

static const char *view_columns_text(const query_oracle *o, arena *a) {
    const catalog *c = replay_catalog(o->replay);
    const pg_class *view = query_oracle_view(o);
    text t = text_new(a);
    for (int i = 0; i < view->attribute_count; i++) {
        const pg_attribute *attribute = &view->attributes[i];
        const pg_collation *collation = catalog_collation(c, attribute->collation);
        text_printf(&t, "%s%s %s %s", i > 0 ? ", " : "", attribute->name,
                    type_format(c, a, attribute->type, attribute->typmod),
                    collation == NULL ? "-" : collation->name);
    }
    return text_string(&t);
}

view_answer query_oracle_ask_replay(query_oracle *o, arena *a, const char *statement) {
    view_answer answer = {0};
    if (++o->uses > USES_OF_ONE_ARENA) {
        arena_free(o->arena);
        open_replay(o);
    }
    if (query_oracle_view(o) != NULL) {
        replay_text(o, "DROP VIEW random_view;");
    }
    diagnostics_truncate(o->diagnostics, 0);
    answer.accepted = replay_text(o, statement);
    if (answer.accepted) {
        answer.columns = view_columns_text(o, a);
        return answer;
    }
    const diagnostic *first = &o->diagnostics->list.items[0];
    answer.sqlstate = arena_strdup(a, first->sqlstate == NULL ? "" : first->sqlstate);
    answer.message = arena_strdup(a, first->message);
    /* An error without a place is shown at the statement. */
    bool placed = first->at.file != NULL && first->at.offset > 0;
    answer.position = placed ? (int)first->at.offset + 1 : 0;
    return answer;
}

oracle_run oracle_run_of(int argc, char **argv, int default_count) {
    oracle_run run = {.seed = 1, .count = default_count};
    if (argc > 1) {
        run.seed = strtoull(argv[1], NULL, 10);
    }
    if (argc > 2) {
        run.count = atoi(argv[2]);
    }
    return run;
}
