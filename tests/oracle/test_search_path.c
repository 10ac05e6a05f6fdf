/* The schemas searched, compared with current_schemas(true) and current_schema(). */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "base/text.h"
#include "catalog/search_path.h"

#define LONGEST_PATH 4

/* Ended by NULL; the server's user is postgres and has no schema. */
static const char *const paths[][LONGEST_PATH] = {
    {"$user", "public"},
    {"public"},
    {"one", "two"},
    {"two", "no_such_schema", "one"},
    {"no_such_schema"},
    {"one", "one", "public"},
    {"one", "pg_catalog"},
    {"pg_catalog", "one"},
    {"pg_temp", "one"},
    {"one", "pg_temp"},
    {"pg_catalog", "pg_temp", "public"},
    {"information_schema", "Quoted \"name"},
    {""},
};

typedef struct oracle {
    PGconn *connection;
    catalog *catalog;
} oracle;

static PGresult *query(const oracle *o, const char *sql) {
    PGresult *result = PQexec(o->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fail_msg("%s", PQresultErrorMessage(result));
    }
    return result;
}

static void make_schema(const oracle *o, const char *name) {
    char *quoted = PQescapeIdentifier(o->connection, name, strlen(name));
    char sql[200];
    snprintf(sql, sizeof sql, "CREATE SCHEMA %s", quoted);
    PQfreemem(quoted);
    PQclear(query(o, sql));
    catalog_add(o->catalog, CLASS_NAMESPACE, &(pg_namespace){.name = name});
}

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
    make_schema(&o, "one");
    make_schema(&o, "two");
    make_schema(&o, "Quoted \"name");
    *state = &o;
    return 0;
}

static int tear_down(void **state) {
    oracle *o = *state;
    PQfinish(o->connection);
    arena_free(catalog_arena(o->catalog));
    return 0;
}

/* Temporary schemas are numbered by session. */
static const char *plain_name(const char *schema) {
    return strncmp(schema, "pg_temp_", 8) == 0 ? "pg_temp" : schema;
}

static void set_paths(const oracle *o, const char *const *names) {
    text sql = text_new(catalog_arena(o->catalog));
    int count = 0;
    text_add(&sql, "SET search_path = ");
    for (; count < LONGEST_PATH && names[count] != NULL; count++) {
        char *literal = PQescapeLiteral(o->connection, names[count], strlen(names[count]));
        text_printf(&sql, "%s%s", count > 0 ? ", " : "", literal);
        PQfreemem(literal);
    }
    PQclear(query(o, text_string(&sql)));
    search_path_set(o->catalog, names, count);
}

static void assert_same_path(const oracle *o) {
    PGresult *result = query(o, "SELECT unnest(pg_catalog.current_schemas(true))");
    const search_path *path = search_path_active(o->catalog);
    assert_int_equal(PQntuples(result), path->count);
    for (int i = 0; i < path->count; i++) {
        assert_string_equal(plain_name(PQgetvalue(result, i, 0)),
                            plain_name(catalog_namespace(o->catalog, path->schemas[i])->name));
    }
    PQclear(result);
    result = query(o, "SELECT coalesce(pg_catalog.current_schema(), '')");
    const pg_namespace *creation = catalog_namespace(o->catalog, path->creation);
    assert_string_equal(plain_name(PQgetvalue(result, 0, 0)),
                        creation == NULL ? "" : plain_name(creation->name));
    PQclear(result);
}

static void assert_same_paths(const oracle *o) {
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        set_paths(o, paths[i]);
        assert_same_path(o);
    }
}

static void make_temporary_schema(const oracle *o) {
    PQclear(query(o, "CREATE TEMPORARY TABLE first_temporary ()"));
    search_path_temp_namespace(o->catalog);
}

static void schemas_are_searched_in_the_servers_order(void **state) {
    make_temporary_schema(*state);
    assert_same_paths(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(schemas_are_searched_in_the_servers_order, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
