#include "oracle/random/query_batch.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

static const char columns_query[] =
    "SELECT coalesce(string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || "
    "coalesce(c.collname, '-'), ', ' ORDER BY a.attnum), '') FROM pg_attribute a LEFT JOIN "
    "pg_collation c ON c.oid = a.attcollation WHERE a.attrelid = to_regclass('random_view') AND "
    "a.attnum > 0";

static void demand(const query_batch *batch, int done) {
    if (done != 1) {
        fputs(PQerrorMessage(batch->oracle->connection), stderr);
        exit(2);
    }
}

static void send_query(const query_batch *batch, const char *sql) {
    demand(batch, PQsendQueryParams(batch->oracle->connection, sql, 0, NULL, NULL, NULL, NULL, 0));
}

void query_batch_send(const query_batch *batch) {
    PGconn *connection = batch->oracle->connection;
    demand(batch, PQenterPipelineMode(connection));
    for (int i = 0; i < batch->statements.count; i++) {
        if (batch->prepared) {
            demand(batch, PQsendPrepare(connection, "", batch->statements.items[i], 0, NULL));
            demand(batch, PQsendDescribePrepared(connection, ""));
            demand(batch, PQpipelineSync(connection));
            continue;
        }
        send_query(batch, "BEGIN");
        send_query(batch, batch->statements.items[i]);
        send_query(batch, columns_query);
        demand(batch, PQpipelineSync(connection));
        send_query(batch, "ROLLBACK");
        demand(batch, PQpipelineSync(connection));
    }
}

/* The result of the next of the commands that were sent. */
static PGresult *next_result(const query_batch *batch) {
    PGresult *result = PQgetResult(batch->oracle->connection);
    if (result == NULL) {
        demand(batch, 0);
    }
    if (PQresultStatus(result) != PGRES_PIPELINE_SYNC) {
        PQclear(PQgetResult(batch->oracle->connection)); /* NULL ends a command's results */
    }
    return result;
}

static void skip_result(const query_batch *batch) {
    PQclear(next_result(batch));
}

static const char *described(const query_batch *batch, const PGresult *result) {
    text t = text_new(batch->arena);
    for (int i = 0; i < PQnfields(result); i++) {
        text_printf(&t, "%s%s %s %d", i > 0 ? ", " : "", PQfname(result, i),
                    query_oracle_type_name(batch->oracle, PQftype(result, i)), PQfmod(result, i));
    }
    text_add(&t, " <-");
    for (int i = 0; i < PQnparams(result); i++) {
        text_printf(&t, " %s", query_oracle_type_name(batch->oracle, PQparamtype(result, i)));
    }
    return text_string(&t);
}

static query_answer receive_one(const query_batch *batch) {
    if (!batch->prepared) {
        skip_result(batch); /* of BEGIN */
    }
    PGresult *made = next_result(batch), *columns = next_result(batch);
    query_answer answer = query_oracle_answer(batch->arena, made);
    if (answer.accepted) {
        answer.columns = batch->prepared ? described(batch, columns)
                                         : arena_strdup(batch->arena, PQgetvalue(columns, 0, 0));
    }
    PQclear(made);
    PQclear(columns);
    skip_result(batch); /* of the end */
    if (!batch->prepared) {
        skip_result(batch); /* of ROLLBACK */
        skip_result(batch);
    }
    return answer;
}

query_answer *query_batch_receive(const query_batch *batch) {
    query_answer *answers = ARENA_ARRAY(batch->arena, query_answer, batch->statements.count);
    for (int i = 0; i < batch->statements.count; i++) {
        answers[i] = receive_one(batch);
    }
    demand(batch, PQexitPipelineMode(batch->oracle->connection));
    return answers;
}
