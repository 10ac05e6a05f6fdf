#include "oriel/rows.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "connection.h"
#include "decoder.h"
#include "encode.h"
#include "error.h"
#include "memory.h"
#include "model_check.h"
#include "network_order.h"
#include "query.h"

/* One look-up.  The arrays are one allocation, freed with `encoded`. */
typedef struct find_request {
    PGconn *conn;
    const oriel_model *model;
    size_t key;
    orl_parameter *encoded;
    const char **values;
    int *lengths, *formats;
} find_request;

static oriel_status find_encode(find_request *request, const void *const *values,
                                oriel_error *err) {
    const oriel_key *key = &request->model->keys[request->key];
    size_t count = key->column_count;
    size_t each = sizeof(orl_parameter) + sizeof(char *) + 2 * sizeof(int);
    request->encoded = calloc(count + 1, each);
    if (request->encoded == NULL) {
        return orl_error_memory(err);
    }
    request->values = (const char **)(request->encoded + count);
    request->lengths = (int *)(request->values + count);
    request->formats = request->lengths + count;
    for (size_t i = 0; i < count; i++) {
        const oriel_column *column = &request->model->columns[key->columns[i]];
        orl_parameter *parameter = &request->encoded[i];
        oriel_status status = orl_encode(column->type, values[i], parameter, err);
        if (status != ORIEL_OK) {
            orl_error_detail(err, "This is about column \"%s\" of %s.%s.", column->name,
                             request->model->schema, request->model->name);
            return status;
        }
        request->values[i] = parameter->value;
        request->lengths[i] = parameter->length;
        request->formats[i] = parameter->format;
    }
    return ORIEL_OK;
}

static orl_parameters find_parameters(const find_request *request) {
    const orl_parameters parameters = {(int)request->model->keys[request->key].column_count,
                                       request->values, request->lengths, request->formats};
    return parameters;
}

/* The query; a second row is enough to know that the key is none. */
static char *find_query(const find_request *request) {
    const char *const parts[] = {request->model->select, " WHERE ",
                                 request->model->keys[request->key].condition, " LIMIT 2", NULL};
    return orl_query_text(parts);
}

static oriel_status find_unprepared(const find_request *request, PGresult **result,
                                    oriel_error *err) {
    char *sql = find_query(request);
    if (sql == NULL) {
        return orl_error_memory(err);
    }
    const orl_parameters parameters = find_parameters(request);
    oriel_status status = orl_query_rows(request->conn, sql, &parameters, 1, result, err);
    free(sql);
    return status;
}

typedef struct statement_name {
    char text[32];
} statement_name;

static statement_name name_of_statement(unsigned number) {
    statement_name name;
    snprintf(name.text, sizeof name.text, "oriel_%u", number);
    return name;
}

/* Prepares the statement and keeps its number in *number. */
static oriel_status find_prepare(const find_request *request, orl_connection *connection,
                                 unsigned *number, oriel_error *err) {
    *number = orl_connection_add_statement(connection, request->model, request->key);
    char *sql = *number == 0 ? NULL : find_query(request);
    oriel_status status;
    if (sql == NULL) {
        status = orl_error_memory(err);
    } else {
        statement_name name = name_of_statement(*number);
        status = orl_query_prepare(request->conn, name.text, sql, err);
    }
    free(sql);
    if (status != ORIEL_OK) {
        orl_connection_drop_statement(connection, *number);
    }
    return status;
}

/* The statement is gone (DISCARD, a pooler) or plans to return something else than it used to. */
static bool is_stale(const oriel_error *err) {
    return strcmp(err->sqlstate, "26000") == 0 || strcmp(err->sqlstate, "0A000") == 0;
}

static oriel_status find_prepared_once(const find_request *request, orl_connection *connection,
                                       PGresult **result, oriel_error *err) {
    unsigned number = orl_connection_statement(connection, request->model, request->key);
    if (number == 0) {
        oriel_status status = find_prepare(request, connection, &number, err);
        if (status != ORIEL_OK) {
            return status;
        }
    }
    statement_name name = name_of_statement(number);
    const orl_parameters parameters = find_parameters(request);
    oriel_status status = orl_query_prepared(request->conn, name.text, &parameters, result, err);
    if (status == ORIEL_SERVER && is_stale(err)) {
        orl_connection_drop_statement(connection, number);
    }
    return status;
}

static oriel_status find_prepared(const find_request *request, orl_connection *connection,
                                  PGresult **result, oriel_error *err) {
    bool was_prepared = orl_connection_statement(connection, request->model, request->key) != 0;
    oriel_error failure;
    orl_error_clear(&failure);
    oriel_status status = find_prepared_once(request, connection, result, &failure);
    if (status == ORIEL_SERVER && was_prepared && is_stale(&failure) &&
        PQtransactionStatus(request->conn) == PQTRANS_IDLE) {
        orl_error_clear(&failure);
        status = find_prepared_once(request, connection, result, &failure);
    }
    if (status != ORIEL_OK && err != NULL) {
        *err = failure;
    }
    return status;
}

/* Whether the result has the columns of the model, of types that its decoders read. */
static oriel_status find_check_result(const oriel_model *model, const PGresult *result,
                                      oriel_error *err) {
    bool is_same = (size_t)PQnfields(result) == model->column_count;
    for (size_t i = 0; is_same && i < model->column_count; i++) {
        is_same = PQfformat(result, (int)i) == 1 &&
                  orl_type_accepts(model->columns[i].type, PQftype(result, (int)i));
    }
    if (!is_same) {
        return orl_error_set(err, ORIEL_MODEL, "\"%s.%s\" returns other columns than its model has",
                             model->schema, model->name);
    }
    return ORIEL_OK;
}

/* The first row as binary COPY would send it, so that all decoding starts from one form. */
static unsigned char *find_row_bytes(const PGresult *result, size_t *length) {
    int columns = PQnfields(result);
    *length = 2;
    for (int i = 0; i < columns; i++) {
        *length += 4 + (size_t)PQgetlength(result, 0, i);
    }
    unsigned char *bytes = malloc(*length);
    if (bytes == NULL) {
        return NULL;
    }
    network_put_uint16(bytes, (uint16_t)columns);
    unsigned char *at = bytes + 2;
    for (int i = 0; i < columns; i++) {
        size_t size = (size_t)PQgetlength(result, 0, i);
        network_put_uint32(at, PQgetisnull(result, 0, i) ? UINT32_MAX : (uint32_t)size);
        memcpy(at + 4, PQgetvalue(result, 0, i), size);
        at += 4 + size;
    }
    return bytes;
}

static oriel_status find_decode(const oriel_model *model, const PGresult *result, oriel_rows *rows,
                                oriel_error *err) {
    size_t length;
    unsigned char *bytes = find_row_bytes(result, &length);
    oriel_memory *memory = orl_memory_new();
    void *row = memory == NULL ? NULL : orl_memory_row(memory, model->row_size, 0);
    oriel_status status = ORIEL_OK;
    if (bytes == NULL || row == NULL) {
        status = orl_error_memory(err);
    } else {
        oriel_decoder decoder = {
            .at = bytes, .left = length, .memory = memory, .model = model, .err = err};
        status = orl_decode_row(&decoder, row);
    }
    free(bytes);
    if (status != ORIEL_OK) {
        oriel_memory_free(memory);
        return status;
    }
    rows->items = row;
    rows->count = 1;
    rows->memory = memory;
    return ORIEL_OK;
}

static oriel_status find_take(const oriel_model *model, const PGresult *result, oriel_rows *rows,
                              oriel_error *err) {
    oriel_status status = find_check_result(model, result, err);
    if (status != ORIEL_OK) {
        return status;
    }
    if (PQntuples(result) == 0) {
        return orl_error_set(err, ORIEL_NOT_FOUND, "%s.%s has no row with that key", model->schema,
                             model->name);
    }
    if (PQntuples(result) > 1) {
        return orl_error_set(err, ORIEL_TOO_MANY_ROWS, "%s.%s has several rows with one key",
                             model->schema, model->name);
    }
    return find_decode(model, result, rows, err);
}

static oriel_status find_run(const find_request *request, oriel_rows *rows, oriel_error *err) {
    orl_connection *connection = orl_connection_of(request->conn);
    if (connection == NULL) {
        return orl_error_memory(err);
    }
    PGresult *result = NULL;
    oriel_status status = orl_connection_prepares(connection)
                              ? find_prepared(request, connection, &result, err)
                              : find_unprepared(request, &result, err);
    status = orl_model_explain(request->conn, request->model, status, err);
    if (status == ORIEL_OK) {
        status = find_take(request->model, result, rows, err);
    }
    PQclear(result);
    return status;
}

oriel_status oriel_find(PGconn *conn, const oriel_model *model, size_t key,
                        const void *const *values, oriel_rows *rows, oriel_error *err) {
    orl_error_clear(err);
    memset(rows, 0, sizeof *rows);
    if (key >= model->key_count || model->keys[key].column_count > INT_MAX / 2) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "%s.%s has no key number %zu", model->schema,
                             model->name, key);
    }
    oriel_status status = orl_model_first_use(conn, model, err);
    if (status != ORIEL_OK) {
        return status;
    }
    find_request request = {.conn = conn, .model = model, .key = key};
    status = orl_query_ready(conn, err);
    if (status == ORIEL_OK) {
        status = find_encode(&request, values, err);
    }
    if (status == ORIEL_OK) {
        status = find_run(&request, rows, err);
    }
    free(request.encoded);
    return status;
}
