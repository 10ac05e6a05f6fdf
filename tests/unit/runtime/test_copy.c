/*
 * COPY from a server that breaks the rules: the libpq functions that receive data are replaced
 * here.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "copy.h"
#include "error.h"

#define HEADER "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"
enum { HEADER_LENGTH = 19 };

/* What the server sends: messages, then -1 (the end) or -2 (a failure), then results. */
typedef struct script_message {
    const char *bytes;
    size_t length;
} script_message;

static const script_message *next_message;
static int ending;
static int results_left;
static ExecStatusType result_status;
static ConnStatusType connection_status;
static int cancels;

static void script(const script_message *messages, int how) {
    next_message = messages;
    ending = how;
    results_left = 1;
    result_status = PGRES_COMMAND_OK;
    connection_status = CONNECTION_OK;
    cancels = 0;
}

int PQgetCopyData(PGconn *conn, char **buffer, int async) {
    (void)conn;
    (void)async;
    if (next_message->bytes == NULL) {
        return ending;
    }
    *buffer = malloc(next_message->length + 1);
    assert_non_null(*buffer);
    memcpy(*buffer, next_message->bytes, next_message->length);
    (*buffer)[next_message->length] = '\0';
    return (int)(next_message++)->length;
}

void PQfreemem(void *pointer) {
    free(pointer);
}

PGresult *PQgetResult(PGconn *conn) {
    (void)conn;
    static char result;
    return results_left-- > 0 ? (PGresult *)&result : NULL;
}

ExecStatusType PQresultStatus(const PGresult *result) {
    (void)result;
    return result_status;
}

char *PQresultErrorField(const PGresult *result, int field) {
    (void)result;
    static char state[] = "57014", message[] = "canceling statement";
    return field == PG_DIAG_SQLSTATE ? state : field == PG_DIAG_MESSAGE_PRIMARY ? message : NULL;
}

void PQclear(PGresult *result) {
    (void)result;
}

ConnStatusType PQstatus(const PGconn *conn) {
    (void)conn;
    return connection_status;
}

char *PQerrorMessage(const PGconn *conn) {
    (void)conn;
    static char message[] = "no connection to the server\n";
    return message;
}

PGcancel *PQgetCancel(PGconn *conn) {
    (void)conn;
    cancels++;
    return NULL;
}

static const oriel_model model = {"public", "test", true, false, NULL, 0,   NULL,
                                  0,        0,      "",   "",    "",   NULL};

static orl_copy started(void) {
    orl_copy copy = {.conn = NULL, .model = &model};
    return copy;
}

/* Reads to the end or a failure; how many rows there were. */
static size_t read_rows(orl_copy *copy, oriel_status *status, oriel_error *err) {
    size_t count = 0;
    orl_copy_row row;
    orl_error_clear(err);
    while ((*status = orl_copy_next(copy, &row, err)) == ORIEL_OK && row.bytes != NULL) {
        count++;
        assert_true(count < 100);
    }
    return count;
}

static void rows_come_with_the_header_or_after_it(void **state) {
    (void)state;
    static const script_message together[] = {
        {HEADER "row", HEADER_LENGTH + 3}, {"row", 3}, {"\377\377", 2}, {NULL, 0}};
    static const script_message apart[] = {
        {HEADER, HEADER_LENGTH}, {"row", 3}, {"row", 3}, {"\377\377", 2}, {NULL, 0}};
    static const script_message extended[] = {
        {"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\2xxrow", HEADER_LENGTH + 5}, {"row", 3}, {NULL, 0}};
    const script_message *const scripts[] = {together, apart, extended};
    for (size_t i = 0; i < 3; i++) {
        orl_copy copy = started();
        oriel_status status;
        oriel_error err;
        script(scripts[i], -1);
        assert_int_equal(read_rows(&copy, &status, &err), 2);
        assert_int_equal(status, ORIEL_OK);
        assert_int_equal(orl_copy_end(&copy, &err), ORIEL_OK);
        assert_int_equal(cancels, 0);
    }
}

static void no_rows_are_a_header_and_a_trailer(void **state) {
    (void)state;
    static const script_message messages[] = {{HEADER "\377\377", HEADER_LENGTH + 2}, {NULL, 0}};
    orl_copy copy = started();
    oriel_status status;
    oriel_error err;
    script(messages, -1);
    assert_int_equal(read_rows(&copy, &status, &err), 0);
    assert_int_equal(status, ORIEL_OK);
    assert_int_equal(orl_copy_end(&copy, &err), ORIEL_OK);
}

static void what_is_no_header_is_an_error(void **state) {
    (void)state;
    static const char *const headers[] = {
        "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0",           /* too short */
        "PGCOPY\n\377\r\r\0\0\0\0\0\0\0\0\0",         /* another signature */
        "PGCOPY\n\377\r\n\0\0\1\0\0\0\0\0\0",         /* a flag one must know */
        "PGCOPY\n\377\r\n\0\0\0\0\0\377\377\377\377", /* an extension beyond the data */
    };
    for (size_t i = 0; i < 4; i++) {
        const script_message messages[] = {{headers[i], i == 0 ? 18 : HEADER_LENGTH}, {NULL, 0}};
        orl_copy copy = started();
        oriel_status status;
        oriel_error err;
        script(messages, -1);
        assert_int_equal(read_rows(&copy, &status, &err), 0);
        assert_int_equal(status, ORIEL_DECODE);
        assert_int_equal(orl_copy_end(&copy, &err), ORIEL_OK);
        assert_int_equal(err.status, ORIEL_DECODE);
    }
}

static void an_early_end_cancels_outside_a_transaction_only(void **state) {
    (void)state;
    static const script_message messages[] = {
        {HEADER "row", HEADER_LENGTH + 3}, {"row", 3}, {NULL, 0}};
    for (int in_transaction = 0; in_transaction <= 1; in_transaction++) {
        orl_copy copy = started();
        copy.in_transaction = in_transaction;
        orl_copy_row row;
        oriel_error err;
        orl_error_clear(&err);
        script(messages, -1);
        assert_int_equal(orl_copy_next(&copy, &row, &err), ORIEL_OK);
        result_status = PGRES_FATAL_ERROR;
        assert_int_equal(orl_copy_end(&copy, &err), in_transaction ? ORIEL_SERVER : ORIEL_OK);
        assert_int_equal(err.status, in_transaction ? ORIEL_SERVER : ORIEL_OK);
        assert_int_equal(cancels, !in_transaction);
    }
}

static void a_lost_connection_is_told_from_a_refused_statement(void **state) {
    (void)state;
    static const script_message messages[] = {{HEADER "row", HEADER_LENGTH + 3}, {NULL, 0}};
    for (int how = -2; how <= -1; how++) {
        orl_copy copy = started();
        oriel_status status;
        oriel_error err;
        script(messages, how);
        result_status = PGRES_FATAL_ERROR;
        connection_status = CONNECTION_BAD;
        assert_int_equal(read_rows(&copy, &status, &err), 1);
        assert_int_equal(status, ORIEL_CONNECTION);
        assert_int_equal(err.status, ORIEL_CONNECTION);
        orl_error_clear(&err);
        assert_int_equal(orl_copy_end(&copy, &err), ORIEL_OK);
    }
}

static void a_second_copy_does_not_go_on_for_ever(void **state) {
    (void)state;
    static const script_message messages[] = {{NULL, 0}};
    orl_copy copy = started();
    oriel_status status;
    oriel_error err;
    script(messages, -1);
    results_left = INT_MAX;
    result_status = PGRES_COPY_OUT;
    assert_int_equal(read_rows(&copy, &status, &err), 0);
    assert_int_not_equal(status, ORIEL_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_with_the_header_or_after_it),
        cmocka_unit_test(no_rows_are_a_header_and_a_trailer),
        cmocka_unit_test(what_is_no_header_is_an_error),
        cmocka_unit_test(an_early_end_cancels_outside_a_transaction_only),
        cmocka_unit_test(a_lost_connection_is_told_from_a_refused_statement),
        cmocka_unit_test(a_second_copy_does_not_go_on_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
