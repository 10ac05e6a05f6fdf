/* Constants of every type with an input function of ours, right, wrong and mutated ones: what the
 * server and literal_check() say of them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "analyze/literal.h"
#include "catalog/extension.h"
#include "catalog/search_path.h"

#define MUTATIONS_PER_TYPE 150
#define LONGEST            120

static const char *const extensions[] = {"cube", "hstore", "intarray", "isn", "ltree", "seg"};

/* Enums, composites and domains need a schema; the built-in types do not. */
static const char preparations[] =
    "CREATE FUNCTION pg_temp.try(type text, value text) RETURNS text LANGUAGE plpgsql AS $$ "
    "DECLARE state text; message text; "
    "BEGIN EXECUTE format('SELECT %L::%s', value, type); RETURN 'accepted'; "
    "EXCEPTION WHEN OTHERS THEN "
    "GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT; "
    "RETURN state || ' ' || message; END $$";

/* Constants of some types to begin with, from literal_seeds.txt: a line with the types, then one
 * for each constant behind "= ", where backslashes escape. */
typedef struct literal_seeds {
    char types[200];
    LIST_OF(char *) literals;
} literal_seeds;

typedef struct oracle {
    PGconn *connection;
    catalog *catalog;
    LIST_OF(literal_seeds) seeds;
    uint64_t random;
    int differences;
} oracle;

static PGresult *query(const oracle *o, const char *sql) {
    PGresult *result = PQexec(o->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        fail_msg("%s", PQresultErrorMessage(result));
    }
    return result;
}

static void install_extensions(oracle *o, int version) {
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        char sql[100];
        snprintf(sql, sizeof sql, "CREATE EXTENSION %s", extensions[i]);
        PQclear(query(o, sql));
        const extension *e = extension_find(version, extensions[i]);
        extension_install(o->catalog, e, search_path_namespace(o->catalog, "public"));
    }
}

static int set_up(void **state) {
    static oracle o = {.random = 20150107};
    o.connection = PQconnectdb("");
    if (PQstatus(o.connection) != CONNECTION_OK) {
        fputs(PQerrorMessage(o.connection), stderr);
        return -1;
    }
    int version = PQserverVersion(o.connection) / 10000;
    const catalog_snapshot *snapshot = snapshot_of_version(version);
    if (snapshot == NULL) {
        fputs("there is no snapshot of this server's version\n", stderr);
        return -1;
    }
    o.catalog = catalog_new(arena_new(NULL), snapshot);
    PQclear(query(&o, "SET timezone = 'UTC'; SET datestyle = 'ISO, MDY'; SET lc_monetary = 'C'; "
                      "SET client_encoding = 'UTF8'; SET client_min_messages = warning"));
    PQclear(query(&o, preparations));
    install_extensions(&o, version);
    *state = &o;
    return 0;
}

static int tear_down(void **state) {
    oracle *o = *state;
    PQfinish(o->connection);
    arena_free(catalog_arena(o->catalog));
    return 0;
}

/* --- Seeds ----------------------------------------------------------------------------------- */

static void unescape(char *line) {
    char *out = line;
    for (; *line != '\0' && *line != '\n'; line++) {
        if (*line == '\\') {
            line++;
            *out++ = *line == 'n' ? '\n' : *line == 't' ? '\t' : *line == 'v' ? '\v' : *line;
        } else {
            *out++ = *line;
        }
    }
    *out = '\0';
}

static void read_seeds(oracle *o) {
    arena *a = catalog_arena(o->catalog);
    FILE *file = fopen(ORACLE_DATA "/literal_seeds.txt", "r");
    assert_non_null(file);
    char line[LONGEST + 200];
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "types ", 6) == 0) {
            literal_seeds *seeds = LIST_PUSH(a, &o->seeds);
            snprintf(seeds->types, sizeof seeds->types, "%.*s", (int)strcspn(line + 6, "\n"),
                     line + 6);
        } else {
            unescape(line);
            literal_seeds *seeds = &o->seeds.items[o->seeds.count - 1];
            *LIST_PUSH(a, &seeds->literals) = arena_strdup(a, line + 2);
        }
    }
    assert_false(ferror(file));
    fclose(file);
}

/* --- Mutations ------------------------------------------------------------------------------- */

static size_t choose(oracle *o, size_t count) {
    o->random = o->random * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(o->random >> 33) % count;
}

static const char *choose_seed(oracle *o, const literal_seeds *seeds) {
    return seeds->literals.items[choose(o, (size_t)seeds->literals.count)];
}

static char choose_character(oracle *o, const literal_seeds *seeds) {
    static const char others[] = " \t\n,;:-+.()[]{}\"\\'0123456789eExXabzZ_/@&|!*~<>=%$#?";
    const char *seed = choose_seed(o, seeds);
    size_t length = strlen(seed);
    char c = length > 0 ? seed[choose(o, length)] : 'x';
    return choose(o, 2) == 0 || (unsigned char)c >= 0x80 ? others[choose(o, sizeof others - 1)] : c;
}

static void insert(char *literal, size_t at, const char *what) {
    size_t length = strlen(literal);
    size_t added = strlen(what);
    if (length + added <= LONGEST) {
        memmove(literal + at + added, literal + at, length - at + 1);
        memcpy(literal + at, what, added);
    }
}

/* Only between ASCII characters, so that the text stays UTF-8. */
static void mutate(oracle *o, const literal_seeds *seeds, char *literal) {
    size_t at = choose(o, strlen(literal) + 1);
    char one[2] = {choose_character(o, seeds), '\0'};
    bool splits = (unsigned char)literal[at] >= 0x80;
    switch (splits ? 4 : choose(o, 4)) {
    case 0:
        insert(literal, at, one);
        break;
    case 1:
        if (literal[at] != '\0') {
            memmove(literal + at, literal + at + 1, strlen(literal + at));
        }
        break;
    case 2:
        if (literal[at] != '\0') {
            literal[at] = one[0];
        }
        break;
    case 3:
        insert(literal, at, choose_seed(o, seeds));
        break;
    default:
        break;
    }
}

/* --- Comparison ------------------------------------------------------------------------------ */

static const char *ours(const oracle *o, arena *a, const char *type, const char *literal) {
    analysis an = {.catalog = o->catalog, .arena = a, .diagnostics = diagnostics_new(a)};
    const pg_type *t = search_path_type(o->catalog, NULL, type);
    assert_non_null(t);
    if (literal_check(&an, t->oid, -1, literal, 0)) {
        assert_int_equal(an.diagnostics->list.count, 0);
        return "accepted";
    }
    assert_int_equal(an.diagnostics->list.count, 1);
    const diagnostic *d = &an.diagnostics->list.items[0];
    return arena_printf(a, "%s %s", d->sqlstate, d->message);
}

/* What nothing offline can tell: the database's name, and whether a regular expression is right. */
static bool is_undecidable(const char *theirs) {
    return strncmp(theirs, "0A000 cross-database", 20) == 0 || strncmp(theirs, "2201B", 5) == 0;
}

static void compare(oracle *o, const char *type, const char *literal) {
    const char *const arguments[] = {type, literal};
    PGresult *result = PQexecParams(o->connection, "SELECT pg_temp.try($1, $2)", 2, NULL, arguments,
                                    NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        fail_msg("%s", PQresultErrorMessage(result));
    }
    arena *a = arena_new(NULL);
    const char *theirs = PQgetvalue(result, 0, 0);
    const char *own = ours(o, a, type, literal);
    if (strcmp(theirs, own) != 0 && !is_undecidable(theirs)) {
        print_error("'%s'::%s\n  server: %s\n  oriel:  %s\n", literal, type, theirs, own);
        o->differences++;
    }
    arena_free(a);
    PQclear(result);
}

static void compare_type(oracle *o, const char *type, const literal_seeds *seeds) {
    for (int i = 0; i < seeds->literals.count; i++) {
        compare(o, type, seeds->literals.items[i]);
    }
    for (int i = 0; i < MUTATIONS_PER_TYPE; i++) {
        char literal[LONGEST + 200];
        snprintf(literal, sizeof literal, "%s", choose_seed(o, seeds));
        for (size_t changes = choose(o, 3) + 1; changes > 0; changes--) {
            mutate(o, seeds, literal);
        }
        compare(o, type, literal);
    }
}

static void constants_are_accepted_and_refused_as_by_the_server(void **state) {
    oracle *o = *state;
    read_seeds(o);
    assert_true(o->seeds.count > 0);
    for (int i = 0; i < o->seeds.count; i++) {
        const literal_seeds *seeds = &o->seeds.items[i];
        char types[sizeof seeds->types];
        memcpy(types, seeds->types, sizeof types);
        for (char *type = strtok(types, " "); type != NULL; type = strtok(NULL, " ")) {
            compare_type(o, type, seeds);
        }
    }
    assert_int_equal(o->differences, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_are_accepted_and_refused_as_by_the_server),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
