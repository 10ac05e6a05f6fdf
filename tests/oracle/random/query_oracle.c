#include "oracle/random/query_oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/type_format.h"
#include "replay/prepared_query.h"

#define USES_OF_ONE_ARENA 200

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
    o->empty = replay_save(o->replay);
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
    o->type_names =
        PQexec(o->connection, "SELECT oid, format_type(oid, NULL) FROM pg_type ORDER BY oid");
    open_replay(o);
    return o;
}

void query_oracle_free(query_oracle *o) {
    PQclear(o->type_names);
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

query_answer query_oracle_answer(arena *a, const PGresult *result) {
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        return (query_answer){.accepted = true};
    }
    return (query_answer){.sqlstate = arena_strdup(a, field(result, PG_DIAG_SQLSTATE)),
                          .message = arena_strdup(a, field(result, PG_DIAG_MESSAGE_PRIMARY)),
                          .position = atoi(field(result, PG_DIAG_STATEMENT_POSITION))};
}

const char *query_oracle_type_name(const query_oracle *o, Oid type) {
    int low = 0, high = PQntuples(o->type_names);
    while (low < high) {
        int middle = (low + high) / 2;
        Oid found = (Oid)strtoul(PQgetvalue(o->type_names, middle, 0), NULL, 10);
        if (found == type) {
            return PQgetvalue(o->type_names, middle, 1);
        }
        low = found < type ? middle + 1 : low;
        high = found < type ? high : middle;
    }
    return "?";
}

query_answer query_oracle_ask_server(query_oracle *o, arena *a, const char *statement) {
    PQclear(PQexec(o->connection, "BEGIN"));
    PGresult *result = PQexec(o->connection, statement);
    query_answer answer = query_oracle_answer(a, result);
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
    for (int i = 0; view != NULL && i < view->attribute_count; i++) {
        const pg_attribute *attribute = &view->attributes[i];
        const pg_collation *collation = catalog_collation(c, attribute->collation);
        text_printf(&t, "%s%s %s %s", i > 0 ? ", " : "", attribute->name,
                    type_format(c, a, attribute->type, attribute->typmod),
                    collation == NULL ? "-" : collation->name);
    }
    return text_string(&t);
}

/* A replay with nothing but the sample schema. */
static void begin_statement(query_oracle *o) {
    if (++o->uses > USES_OF_ONE_ARENA) {
        arena_free(o->arena);
        open_replay(o);
    }
    replay_rollback(o->replay, o->empty);
    diagnostics_truncate(o->diagnostics, 0);
}

static query_answer refusal(const query_oracle *o, arena *a) {
    const diagnostic *first = &o->diagnostics->list.items[0];
    /* An error without a place is shown at the statement. */
    bool placed = first->at.file != NULL && first->at.offset > 0;
    return (query_answer){.sqlstate =
                              arena_strdup(a, first->sqlstate == NULL ? "" : first->sqlstate),
                          .message = arena_strdup(a, first->message),
                          .position = placed ? (int)first->at.offset + 1 : 0};
}

query_answer query_oracle_ask_replay(query_oracle *o, arena *a, const char *statement) {
    begin_statement(o);
    if (!replay_text(o, statement)) {
        return refusal(o, a);
    }
    return (query_answer){.accepted = true, .columns = view_columns_text(o, a)};
}

/* To clients a domain is its base type. */
static void add_sent_column(text *t, const catalog *c, const target *column) {
    oid type = column->expr->type;
    int32_t typmod = column->expr->typmod;
    for (const pg_type *domain = catalog_type(c, type); domain != NULL && domain->typtype == 'd';
         domain = catalog_type(c, type)) {
        type = domain->base;
        typmod = domain->typmod;
    }
    text_printf(t, "%s %s %d", column->name, type_format_bare(c, t->arena, type), typmod);
}

static const char *prepared_text(const query_oracle *o, arena *a, const prepared_query *prepared) {
    const catalog *c = replay_catalog(o->replay);
    const target_list *columns = query_outputs(prepared->query);
    text t = text_new(a);
    for (int i = 0, n = 0; i < columns->count; i++) {
        const target *one = &columns->items[i];
        if (!one->junk) {
            text_add(&t, n++ > 0 ? ", " : "");
            add_sent_column(&t, c, one);
        }
    }
    text_add(&t, " <-");
    for (int i = 0; i < prepared->parameter_count; i++) {
        text_printf(&t, " %s", type_format_bare(c, a, prepared->parameters[i]));
    }
    return text_string(&t);
}

query_answer query_oracle_ask_prepare(query_oracle *o, arena *a, const char *statement) {
    begin_statement(o);
    const source_file *file =
        source_file_of_text(o->arena, "random", statement, strlen(statement), o->diagnostics);
    sql_reader *reader = file == NULL ? NULL : sql_reader_new(o->arena, file, o->diagnostics);
    const sql_statement *read = reader == NULL ? NULL : sql_reader_next(reader);
    const prepared_query *prepared = read == NULL ? NULL : replay_prepare(o->replay, read);
    if (prepared == NULL) {
        return refusal(o, a);
    }
    return (query_answer){.accepted = true, .columns = prepared_text(o, a, prepared)};
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
