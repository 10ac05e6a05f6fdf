/*
 * The hand-written generated code against a server: fetch, stream, find, and what happens when the
 * view is no longer the one the model was made from.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "film_list.h"

typedef struct fixture {
    PGconn *conn;
    oriel_error err;
} fixture;

static void run(PGconn *conn, const char *sql) {
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    }
    PQclear(result);
}

static char *read_text(const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = calloc(1, 1 << 16);
    assert_non_null(text);
    size_t length = fread(text, 1, (1 << 16) - 1, file);
    assert_true(length > 0);
    fclose(file);
    return text;
}

static const char three_films[] =
    "INSERT INTO film VALUES"
    " (1, 'Academy Dinosaur', 'An epic', 4.99, 86, 'PG-13', '{1,NULL,-3}',"
    "  ROW('Main \"St\", 1', NULL, 8000), 2006, '{\"a\": [1, null]}',"
    "  '00010203-0405-0607-0809-0a0b0c0d0e0f', '2006-02-14', '\\x00ff10', 'fat:2 rat:3'),"
    " (2, '', NULL, -0.10, NULL, NULL, NULL, NULL, NULL, NULL,"
    "  'ffffffff-ffff-ffff-ffff-ffffffffffff', NULL, NULL, NULL),"
    " (3, 'Ünïcödé', '', 0.00, -32768, 'NC-17', '[2:3][0:1]={{1,2},{3,4}}',"
    "  ROW(NULL, '', NULL), 1901, 'null',"
    "  '00000000-0000-0000-0000-000000000000', '-infinity', '', '');"
    "INSERT INTO rental VALUES (1, '2005-05-24 22:53:30+00', '2005-05-26 22:04:30+00'),"
    " (3, '2006-02-14 15:16:03.000001+00', NULL)";

static PGconn *connect_to_server(void) {
    PGconn *conn = PQconnectdb("");
    assert_string_equal(PQerrorMessage(conn), "");
    run(conn, "SET client_min_messages = warning");
    return conn;
}

static int set_up(void **state) {
    fixture *with = calloc(1, sizeof *with);
    assert_non_null(with);
    with->conn = connect_to_server();
    run(with->conn, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    char *sql = read_text(ORIEL_TESTS_DIR "/unit/runtime/prototype/film_list.sql");
    run(with->conn, sql);
    free(sql);
    run(with->conn, three_films);
    *state = with;
    return 0;
}

static int tear_down(void **state) {
    fixture *with = *state;
    PQfinish(with->conn);
    free(with);
    return 0;
}

static void assert_ok(oriel_status status, const oriel_error *err) {
    if (status != ORIEL_OK) {
        fail_msg("%s: %s %s %s", oriel_status_name(status), err->sqlstate, err->message,
                 err->detail);
    }
    assert_int_equal(err->status, ORIEL_OK);
}

static void assert_first_film(const film_list_row *row) {
    char text[ORIEL_TEXT_SIZE];
    assert_int_equal(row->film_id, 1);
    assert_string_equal(row->title, "Academy Dinosaur");
    assert_string_equal(row->description, "An epic");
    assert_string_equal(row->rental_rate.digits, "4.99");
    assert_false(row->length.is_null);
    assert_int_equal(row->length.value, 86);
    assert_false(row->last_rented.is_null);
    assert_string_equal(oriel_timestamptz_to_text(row->last_rented.value, text),
                        "2005-05-24 22:53:30+00");
    assert_false(row->rating.is_null);
    assert_int_equal(row->rating.value, MPAA_RATING_PG_13);
    assert_int_equal(row->scores.count, 3);
    assert_int_equal(row->scores.dimension_count, 1);
    assert_int_equal(row->scores.dimensions[0].length, 3);
    assert_int_equal(row->scores.dimensions[0].lower_bound, 1);
    assert_int_equal(row->scores.items[0].value, 1);
    assert_true(row->scores.items[1].is_null);
    assert_int_equal(row->scores.items[2].value, -3);
    assert_false(row->store_address.is_null);
    assert_string_equal(row->store_address.value.street, "Main \"St\", 1");
    assert_null(row->store_address.value.city);
    assert_int_equal(row->store_address.value.zip.value, 8000);
    assert_int_equal(row->release_year.value, 2006);
    assert_string_equal(row->attributes, "{\"a\": [1, null]}");
    assert_string_equal(oriel_uuid_to_text(row->film_uuid, text),
                        "00010203-0405-0607-0809-0a0b0c0d0e0f");
    assert_string_equal(oriel_date_to_text(row->released.value, text), "2006-02-14");
    assert_true(row->in_stock);
    assert_int_equal(row->poster.length, 3);
    assert_memory_equal(row->poster.data, "\x00\xff\x10", 3);
    assert_string_equal(row->fulltext, "'fat':2 'rat':3");
}

static void assert_film_of_nulls(const film_list_row *row) {
    assert_int_equal(row->film_id, 2);
    assert_string_equal(row->title, "");
    assert_null(row->description);
    assert_string_equal(row->rental_rate.digits, "-0.10");
    assert_true(row->length.is_null);
    assert_true(row->last_rented.is_null);
    assert_true(row->rating.is_null);
    assert_null(row->scores.items);
    assert_true(row->store_address.is_null);
    assert_true(row->release_year.is_null);
    assert_null(row->attributes);
    assert_true(row->released.is_null);
    assert_true(row->in_stock);
    assert_null(row->poster.data);
    assert_null(row->fulltext);
}

static void assert_film_of_extremes(const film_list_row *row) {
    assert_int_equal(row->film_id, 3);
    assert_string_equal(row->title, "Ünïcödé");
    assert_string_equal(row->description, "");
    assert_string_equal(row->rental_rate.digits, "0.00");
    assert_int_equal(row->length.value, INT16_MIN);
    assert_int_equal(row->scores.count, 4);
    assert_int_equal(row->scores.dimension_count, 2);
    assert_int_equal(row->scores.dimensions[0].lower_bound, 2);
    assert_int_equal(row->scores.dimensions[1].lower_bound, 0);
    assert_int_equal(row->scores.items[3].value, 4);
    assert_null(row->store_address.value.street);
    assert_string_equal(row->store_address.value.city, "");
    assert_true(row->store_address.value.zip.is_null);
    assert_int_equal(row->released.value.days, ORIEL_DATE_MINUS_INFINITY);
    assert_false(row->in_stock);
    assert_non_null(row->poster.data);
    assert_int_equal(row->poster.length, 0);
    assert_string_equal(row->fulltext, "");
}

static void fetch_reads_every_row(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    assert_int_equal(rows.count, 3);
    assert_first_film(&rows.items[0]);
    assert_film_of_nulls(&rows.items[1]);
    assert_film_of_extremes(&rows.items[2]);
    film_list_free(&rows);
    assert_null(rows.items);
    film_list_free(&rows);
}

static void fetch_of_no_rows_is_empty(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    run(with->conn, "TRUNCATE film CASCADE");
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    assert_int_equal(rows.count, 0);
    film_list_free(&rows);
}

static void fetch_works_without_an_error_to_fill(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    assert_int_equal(film_list_fetch(with->conn, &rows, NULL), ORIEL_OK);
    film_list_free(&rows);
    run(with->conn, "DROP VIEW film_list");
    assert_int_not_equal(film_list_fetch(with->conn, &rows, NULL), ORIEL_OK);
    assert_int_equal(rows.count, 0);
}

static void fetch_takes_many_rows(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    run(with->conn, "INSERT INTO film (film_id, title, film_uuid, scores) "
                    "SELECT i, 'film ' || i, gen_random_uuid(), array[i, NULL] "
                    "FROM generate_series(4, 20000) i");
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    assert_int_equal(rows.count, 20000);
    for (size_t i = 3; i < rows.count; i++) {
        char title[32];
        snprintf(title, sizeof title, "film %d", rows.items[i].film_id);
        assert_string_equal(rows.items[i].title, title);
        assert_int_equal(rows.items[i].scores.items[0].value, rows.items[i].film_id);
    }
    film_list_free(&rows);
}

static void stream_gives_the_same_rows(void **state) {
    fixture *with = *state;
    oriel_stream *stream;
    const film_list_row *row;
    assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
    row = film_list_next(stream);
    assert_non_null(row);
    assert_first_film(row);
    row = film_list_next(stream);
    assert_non_null(row);
    assert_film_of_nulls(row);
    row = film_list_next(stream);
    assert_non_null(row);
    assert_film_of_extremes(row);
    assert_null(film_list_next(stream));
    assert_null(film_list_next(stream));
    assert_ok(oriel_stream_close(&stream, &with->err), &with->err);
    assert_null(stream);
    assert_ok(oriel_stream_close(&stream, &with->err), &with->err);
    run(with->conn, "SELECT 1");
}

static void add_many_films(fixture *with) {
    run(with->conn, "INSERT INTO film (film_id, title, film_uuid) "
                    "SELECT i, repeat('x', 1000), gen_random_uuid() "
                    "FROM generate_series(4, 20000) i");
}

static void stream_can_be_closed_early(void **state) {
    fixture *with = *state;
    oriel_stream *stream;
    add_many_films(with);
    for (int i = 0; i < 20; i++) {
        assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
        assert_non_null(film_list_next(stream));
        assert_ok(oriel_stream_close(&stream, &with->err), &with->err);
        run(with->conn, "SELECT 1");
    }
}

static void early_close_leaves_the_transaction_alone(void **state) {
    fixture *with = *state;
    oriel_stream *stream;
    add_many_films(with);
    run(with->conn, "BEGIN");
    assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
    assert_non_null(film_list_next(stream));
    assert_ok(oriel_stream_close(&stream, &with->err), &with->err);
    run(with->conn, "SELECT 1");
    assert_int_equal(PQtransactionStatus(with->conn), PQTRANS_INTRANS);
    run(with->conn, "ROLLBACK");
}

static void a_busy_connection_is_refused(void **state) {
    fixture *with = *state;
    oriel_stream *stream;
    film_list_rows rows;
    oriel_error err;
    assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
    assert_int_equal(film_list_fetch(with->conn, &rows, &err), ORIEL_BAD_ARGUMENT);
    assert_int_equal(film_list_find_by_film_id(with->conn, 1, &rows, &err), ORIEL_BAD_ARGUMENT);
    assert_non_null(film_list_next(stream));
    assert_ok(oriel_stream_close(&stream, &with->err), &with->err);
    assert_int_equal(film_list_fetch(NULL, &rows, &err), ORIEL_BAD_ARGUMENT);
}

static void find_returns_the_row_with_the_key(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    oriel_uuid uuid;
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    assert_int_equal(rows.count, 1);
    assert_first_film(&rows.items[0]);
    film_list_free(&rows);
    assert_ok(film_list_find_by_film_id(with->conn, 3, &rows, &with->err), &with->err);
    assert_film_of_extremes(&rows.items[0]);
    film_list_free(&rows);
    assert_true(oriel_uuid_from_text("ffffffff-ffff-ffff-ffff-ffffffffffff", &uuid));
    assert_ok(film_list_find_by_film_uuid(with->conn, uuid, &rows, &with->err), &with->err);
    assert_film_of_nulls(&rows.items[0]);
    film_list_free(&rows);
    assert_int_equal(film_list_find_by_film_id(with->conn, -1, &rows, &with->err), ORIEL_NOT_FOUND);
    assert_null(rows.items);
}

static void find_prepares_once_unless_told_not_to(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    for (int i = 1; i <= 3; i++) {
        assert_ok(film_list_find_by_film_id(with->conn, i, &rows, &with->err), &with->err);
        film_list_free(&rows);
    }
    PGresult *result = PQexec(with->conn, "SELECT count(*) FROM pg_prepared_statements");
    assert_string_equal(PQgetvalue(result, 0, 0), "1");
    PQclear(result);
    run(with->conn, "DEALLOCATE ALL");
    assert_ok(oriel_connection_use_prepared(with->conn, false, &with->err), &with->err);
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    assert_first_film(&rows.items[0]);
    film_list_free(&rows);
}

static void find_survives_the_loss_of_its_statement(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    film_list_free(&rows);
    run(with->conn, "DEALLOCATE ALL");
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    film_list_free(&rows);
    PQreset(with->conn);
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    film_list_free(&rows);
}

static void a_key_that_is_none_is_reported(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    run(with->conn, "ALTER TABLE film DROP CONSTRAINT film_film_uuid_key; "
                    "UPDATE film SET film_uuid = '00000000-0000-0000-0000-000000000001'");
    oriel_uuid uuid;
    assert_true(oriel_uuid_from_text("00000000000000000000000000000001", &uuid));
    assert_int_equal(film_list_find_by_film_uuid(with->conn, uuid, &rows, &with->err),
                     ORIEL_TOO_MANY_ROWS);
    assert_null(rows.items);
}

static void assert_fetch_fails(fixture *with, oriel_status expected, const char *message) {
    film_list_rows rows;
    oriel_status status = film_list_fetch(with->conn, &rows, &with->err);
    assert_int_equal(rows.count, 0);
    assert_string_equal(with->err.message, message);
    assert_int_equal(status, expected);
    assert_int_equal(with->err.status, expected);
}

static void a_dropped_view_is_named(void **state) {
    fixture *with = *state;
    run(with->conn, "DROP VIEW film_list");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "relation \"public.film_list\" does not exist on the server");
}

static void a_renamed_column_is_named(void **state) {
    fixture *with = *state;
    run(with->conn, "ALTER VIEW film_list RENAME COLUMN title TO name");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "relation \"public.film_list\" has no column \"title\" any more");
}

static void a_retyped_column_is_named(void **state) {
    fixture *with = *state;
    run(with->conn, "DROP VIEW film_list; ALTER TABLE film ALTER length TYPE integer; "
                    "CREATE VIEW film_list AS SELECT *, now() AS last_rented, true AS in_stock "
                    "FROM film");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "column \"length\" of relation \"public.film_list\" is integer on the "
                       "server and smallint in the model");
}

static void a_changed_composite_type_is_named(void **state) {
    fixture *with = *state;
    run(with->conn, "ALTER TYPE address RENAME ATTRIBUTE zip TO code CASCADE");
    assert_fetch_fails(with, ORIEL_MODEL, "type \"public.address\" has no column \"zip\" any more");
    run(with->conn, "ALTER TYPE address RENAME ATTRIBUTE code TO zip CASCADE; "
                    "ALTER TYPE address ADD ATTRIBUTE country text CASCADE");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "type \"public.address\" has other fields than the model");
}

static void a_change_after_the_check_is_found_too(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    film_list_free(&rows);
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    film_list_free(&rows);
    run(with->conn, "ALTER VIEW film_list RENAME COLUMN title TO name");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "relation \"public.film_list\" has no column \"title\" any more");
    run(with->conn, "ALTER VIEW film_list RENAME COLUMN name TO title");
    assert_ok(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), &with->err);
    film_list_free(&rows);
    run(with->conn, "DROP VIEW film_list");
    assert_int_equal(film_list_find_by_film_id(with->conn, 1, &rows, &with->err), ORIEL_MODEL);
}

static void an_unknown_label_is_no_value(void **state) {
    fixture *with = *state;
    run(with->conn, "ALTER TYPE mpaa_rating ADD VALUE 'X'");
    run(with->conn, "UPDATE film SET rating = 'X' WHERE film_id = 2");
    assert_fetch_fails(with, ORIEL_MODEL,
                       "rating of public.film_list: the model of enum mpaa_rating has no label "
                       "\"X\"");
    run(with->conn, "SELECT 1");
}

static void an_added_column_is_no_change_to_readers(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    run(with->conn, "ALTER VIEW film_list RENAME TO film_list_old; "
                    "CREATE VIEW film_list AS SELECT 1 AS extra, * FROM film_list_old");
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    assert_first_film(&rows.items[0]);
    film_list_free(&rows);
    assert_int_equal(oriel_model_verify(with->conn, &film_list_model, &with->err), ORIEL_MODEL);
    assert_string_equal(with->err.message, "relation \"public.film_list\" has a column \"extra\" "
                                           "that the model does not know");
}

static void verify_agrees_with_the_view_it_was_made_from(void **state) {
    fixture *with = *state;
    assert_ok(oriel_model_verify(with->conn, &film_list_model, &with->err), &with->err);
    assert_ok(oriel_model_check(with->conn, &film_list_model, &with->err), &with->err);
}

static void verify_finds_what_reading_tolerates(void **state) {
    fixture *with = *state;
    run(with->conn, "ALTER TYPE mpaa_rating RENAME VALUE 'G' TO 'g'");
    assert_int_equal(oriel_model_verify(with->conn, &film_list_model, &with->err), ORIEL_MODEL);
    assert_string_equal(with->err.message, "enum \"public.mpaa_rating\" has other labels on the "
                                           "server than in the model");
    run(with->conn, "CREATE TABLE copy AS SELECT * FROM film_list; DROP VIEW film_list; "
                    "ALTER TABLE copy RENAME TO film_list");
    assert_int_equal(oriel_model_verify(with->conn, &film_list_model, &with->err), ORIEL_MODEL);
    assert_string_equal(with->err.message,
                        "\"public.film_list\" is a table on the server and a view in the model");
}

static void a_hostile_search_path_changes_nothing(void **state) {
    fixture *with = *state;
    film_list_rows rows;
    run(with->conn, "CREATE SCHEMA other; CREATE TABLE other.film_list (film_id text); "
                    "CREATE TYPE other.mpaa_rating AS ENUM ('Z'); SET search_path = other");
    assert_ok(film_list_fetch(with->conn, &rows, &with->err), &with->err);
    assert_int_equal(rows.count, 3);
    film_list_free(&rows);
    assert_ok(film_list_find_by_film_id(with->conn, 2, &rows, &with->err), &with->err);
    film_list_free(&rows);
    run(with->conn, "DROP SCHEMA other CASCADE");
}

static void a_failure_on_the_way_is_the_servers_error(void **state) {
    fixture *with = *state;
    run(with->conn, "CREATE FUNCTION burst(integer) RETURNS integer LANGUAGE plpgsql AS "
                    "$$BEGIN IF $1 = 3 THEN RAISE division_by_zero; END IF; RETURN $1; END$$; "
                    "ALTER VIEW film_list RENAME TO old_list; CREATE VIEW film_list AS "
                    "SELECT burst(film_id) AS film_id, title, description, rental_rate, length, "
                    "last_rented, rating, scores, store_address, release_year, attributes, "
                    "film_uuid, released, in_stock, poster, fulltext FROM old_list");
    oriel_stream *stream;
    assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
    assert_non_null(film_list_next(stream));
    assert_non_null(film_list_next(stream));
    assert_null(film_list_next(stream));
    assert_int_equal(oriel_stream_close(&stream, &with->err), ORIEL_SERVER);
    assert_string_equal(with->err.sqlstate, "22012");
    run(with->conn, "SELECT 1");
}

static void the_loss_of_the_server_is_a_lost_connection(void **state) {
    fixture *with = *state;
    oriel_stream *stream;
    add_many_films(with);
    assert_ok(film_list_stream(with->conn, &stream, &with->err), &with->err);
    assert_non_null(film_list_next(stream));
    PGconn *other = connect_to_server();
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%d, 5000)", PQbackendPID(with->conn));
    run(other, sql);
    PQfinish(other);
    while (film_list_next(stream) != NULL) {
    }
    assert_int_equal(oriel_stream_close(&stream, &with->err), ORIEL_CONNECTION);
    film_list_rows rows;
    assert_int_equal(film_list_fetch(with->conn, &rows, &with->err), ORIEL_CONNECTION);
    assert_true(with->err.message[0] != '\0');
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_SERVER(fetch_reads_every_row),
        WITH_SERVER(fetch_of_no_rows_is_empty),
        WITH_SERVER(fetch_works_without_an_error_to_fill),
        WITH_SERVER(fetch_takes_many_rows),
        WITH_SERVER(stream_gives_the_same_rows),
        WITH_SERVER(stream_can_be_closed_early),
        WITH_SERVER(early_close_leaves_the_transaction_alone),
        WITH_SERVER(a_busy_connection_is_refused),
        WITH_SERVER(find_returns_the_row_with_the_key),
        WITH_SERVER(find_prepares_once_unless_told_not_to),
        WITH_SERVER(find_survives_the_loss_of_its_statement),
        WITH_SERVER(a_key_that_is_none_is_reported),
        WITH_SERVER(a_dropped_view_is_named),
        WITH_SERVER(a_renamed_column_is_named),
        WITH_SERVER(a_retyped_column_is_named),
        WITH_SERVER(a_changed_composite_type_is_named),
        WITH_SERVER(a_change_after_the_check_is_found_too),
        WITH_SERVER(an_unknown_label_is_no_value),
        WITH_SERVER(an_added_column_is_no_change_to_readers),
        WITH_SERVER(verify_agrees_with_the_view_it_was_made_from),
        WITH_SERVER(verify_finds_what_reading_tolerates),
        WITH_SERVER(a_hostile_search_path_changes_nothing),
        WITH_SERVER(a_failure_on_the_way_is_the_servers_error),
        WITH_SERVER(the_loss_of_the_server_is_a_lost_connection),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
