/* Names of types and quoted identifiers, compared with format_type() and quote_ident(). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "catalog/extension.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"

typedef struct oracle {
    PGconn *connection;
    catalog *catalog;
} oracle;

static int set_up(void **state) {
    static oracle o;
    o.connection = PQconnectdb("");
    if (PQstatus(o.connection) != CONNECTION_OK) {
        fputs(PQerrorMessage(o.connection), stderr);
        return -1;
    }
    const catalog_snapshot *snapshot = snapshot_of_version(PQserverVersion(o.connection) / 10000);
    if (snapshot == NULL) {
        fputs("there is no snapshot of this server's version\n", stderr);
        return -1;
    }
    o.catalog = catalog_new(arena_new(NULL), snapshot);
    *state = &o;
    return 0;
}

static int tear_down(void **state) {
    oracle *o = *state;
    PQfinish(o->connection);
    arena_free(catalog_arena(o->catalog));
    return 0;
}

static PGresult *query(const oracle *o, const char *sql) {
    PGresult *result = PQexec(o->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fail_msg("%s", PQresultErrorMessage(result));
    }
    return result;
}

static void run(const oracle *o, const char *sql) {
    PQclear(query(o, sql));
}

/* Modifiers that some type gives a meaning, and some that none does; for those that a type's output
 * function refuses format_or_null() is null. */
static const char modifiers[] =
    "SELECT unnest(ARRAY[-1, 0, 1, 3, 4, 5, 6, 10, 200, 1000, 655366, 657406, 65537004])"
    " UNION SELECT ((fields::bigint << 16) | digits)::int"
    " FROM unnest(ARRAY[2, 4, 6, 8, 1024, 1032, 2048, 3072, 3080, 4096, 6144, 7168, 7176, 32767])"
    "      AS f (fields), unnest(ARRAY[0, 3, 6, 65535]) AS d (digits)";

static void prepare_formats(const oracle *o) {
    run(o, "SET search_path = pg_catalog");
    run(o, "CREATE OR REPLACE FUNCTION public.format_or_null(oid, int) RETURNS text"
           " LANGUAGE plpgsql AS $$BEGIN RETURN format_type($1, $2);"
           " EXCEPTION WHEN others THEN RETURN NULL; END$$");
}

static void assert_formats(const oracle *o, const PGresult *result) {
    arena *a = catalog_arena(o->catalog);
    for (int row = 0; row < PQntuples(result); row++) {
        oid type = (oid)strtoul(PQgetvalue(result, row, 0), NULL, 10);
        int32_t typmod = atoi(PQgetvalue(result, row, 1));
        const char *format = type_format_qualified(o->catalog, a, type, typmod);
        if (strcmp(format, PQgetvalue(result, row, 2)) != 0) {
            fail_msg("type %u, modifier %d: %s, the server says %s", type, typmod, format,
                     PQgetvalue(result, row, 2));
        }
    }
}

static void every_built_in_type_is_named_as_the_server_names_it(void **state) {
    const oracle *o = *state;
    prepare_formats(o);
    char sql[2000];
    snprintf(sql, sizeof sql,
             "SELECT t.oid, m, public.format_or_null(t.oid, m) FROM pg_type t, (%s) AS x (m)"
             " WHERE t.oid < 12000 AND public.format_or_null(t.oid, m) IS NOT NULL",
             modifiers);
    PGresult *result = query(o, sql);
    assert_true(PQntuples(result) > 10000);
    assert_formats(o, result);
    PQclear(result);
}

/* Only where the server has PostGIS, which is not part of it. */
static void geometry_modifiers_are_written_as_postgis_writes_them(void **state) {
    const oracle *o = *state;
    PGresult *available = query(o, "SELECT FROM pg_available_extensions WHERE name = 'postgis'");
    const extension *postgis = extension_find(catalog_version(o->catalog), "postgis");
    if (PQntuples(available) > 0 && postgis != NULL) {
        run(o, "CREATE SCHEMA g");
        run(o, "CREATE EXTENSION postgis SCHEMA g");
        oid schema = catalog_add(o->catalog, CLASS_NAMESPACE, &(pg_namespace){.name = "g"});
        extension_install(o->catalog, postgis, schema);
        oid geometry = search_path_type(o->catalog, "g", "geometry")->oid;
        char sql[500];
        snprintf(sql, sizeof sql,
                 "SELECT %u, m, format_type('g.geometry'::regtype, m)"
                 " FROM unnest(ARRAY[0, 4326, 3857]) s, generate_series(0, 63) k,"
                 " LATERAL (SELECT s << 8 | k) AS x (m)",
                 geometry);
        PGresult *result = query(o, sql);
        assert_formats(o, result);
        PQclear(result);
    }
    PQclear(available);
}

static void identifiers_are_quoted_as_the_server_quotes_them(void **state) {
    const oracle *o = *state;
    PGresult *result = query(o, "SELECT word, quote_ident(word) FROM pg_get_keywords()"
                                " UNION ALL SELECT word, quote_ident(word)"
                                " FROM unnest(ARRAY['a', 'A', 'a1', '1a', '_', 'a b', 'a\"b', "
                                "'a$', '\u00e4', 'ab_c']) word");
    for (int row = 0; row < PQntuples(result); row++) {
        const char *word = PQgetvalue(result, row, 0);
        assert_string_equal(quote_identifier_in(o->catalog, catalog_arena(o->catalog), word),
                            PQgetvalue(result, row, 1));
    }
    PQclear(result);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(every_built_in_type_is_named_as_the_server_names_it),
        TEST(geometry_modifiers_are_written_as_postgis_writes_them),
        TEST(identifiers_are_quoted_as_the_server_quotes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
