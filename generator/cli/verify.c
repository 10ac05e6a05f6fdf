#include <stdarg.h>
#include <string.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/connection.h"
#include "cli/migration_options.h"
#include "cli/output.h"
#include "cli/project.h"
#include "cli/relation_list.h"

/* oriel verify: whether a database has the views that the files describe. */

typedef struct verify_options {
    command_context *context;
    const char *dsn;
} verify_options;

enum { KEY_DSN = 256 };

static const struct argp_option options_list[] = {
    {"dsn", KEY_DSN, "DSN", 0, "Database to look at, as libpq takes it (default: oriel.ini's)", 0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    verify_options *o = state->input;
    switch (key) {
    case KEY_DSN:
        o->dsn = argument;
        return 0;
    case ARGP_KEY_END:
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- what the database has ------------------------------------------------------------------- */

static const char live_query[] =
    "SELECT n.nspname, c.relname, c.relkind, a.attname,"
    " pg_catalog.format_type(a.atttypid, a.atttypmod),"
    " CASE WHEN a.attcollation = 0 OR a.attcollation IS NULL THEN ''"
    " WHEN m.nspname = 'pg_catalog' THEN o.collname::text"
    " ELSE m.nspname || '.' || o.collname END"
    " FROM pg_catalog.pg_class c"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " LEFT JOIN pg_catalog.pg_attribute a"
    " ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
    " LEFT JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation"
    " LEFT JOIN pg_catalog.pg_namespace m ON m.oid = o.collnamespace"
    " WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't'"
    " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
    " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid"
    " AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.deptype = 'e')"
    " ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\", a.attnum";

enum { LIVE_SCHEMA, LIVE_NAME, LIVE_KIND, LIVE_COLUMN, LIVE_TYPE, LIVE_COLLATION };

static PGresult *read_live(migration_options *m, exit_status *status) {
    PQclear(PQexec(m->conn, "SET search_path = pg_catalog"));
    PGresult *live = PQexec(m->conn, live_query);
    if (PQresultStatus(live) == PGRES_TUPLES_OK) {
        return live;
    }
    connection_report(m->context, m->conn, live);
    PQclear(live);
    *status = EXIT_STATUS_INPUT_OUTPUT;
    return NULL;
}

/* ---- comparing ------------------------------------------------------------------------------- */

typedef struct verifying {
    arena *arena;
    const PGresult *live;
    bool *known; /* by row: belongs to a view that is described */
    text *report;
    int differences;
} verifying;

static const char *cell(const verifying *v, int row, int column) {
    return PQgetvalue(v->live, row, column);
}

static void differ(verifying *v, const listed_relation *r, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void differ(verifying *v, const listed_relation *r, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    text_printf(v->report, "%s.%s: ", r->schema, r->name);
    text_vprintf(v->report, format, arguments);
    text_add_char(v->report, '\n');
    va_end(arguments);
    v->differences++;
}

/* The first of the relation's rows, or -1; *count: how many. */
static int find_rows(verifying *v, const listed_relation *r, int *count) {
    int first = -1;
    *count = 0;
    for (int row = 0; row < PQntuples(v->live); row++) {
        if (strcmp(cell(v, row, LIVE_SCHEMA), r->schema) == 0 &&
            strcmp(cell(v, row, LIVE_NAME), r->name) == 0) {
            first = first < 0 ? row : first;
            (*count)++;
            v->known[row] = true;
        }
    }
    return first;
}

static void compare_column(verifying *v, const listed_relation *r, const listed_column *c,
                           int row) {
    const char *name = cell(v, row, LIVE_COLUMN);
    const char *type = cell(v, row, LIVE_TYPE), *collation = cell(v, row, LIVE_COLLATION);
    if (strcmp(name, c->attribute->name) != 0) {
        differ(v, r, "column %d is %s, and %s in the database", c->ordinal, c->attribute->name,
               name);
    } else if (strcmp(type, c->type) != 0) {
        differ(v, r, "column %s is %s, and %s in the database", name, c->type, type);
    } else if (strcmp(collation, c->collation) != 0) {
        differ(v, r, "column %s has collation %s, and %s in the database", name, c->collation,
               collation);
    }
}

static const char *kind_word(char kind) {
    return kind == 'm' ? "a materialized view" : "a view";
}

static void compare_relation(verifying *v, const listed_relation *r) {
    int count = 0;
    int first = find_rows(v, r, &count);
    if (first < 0) {
        differ(v, r, "is not in the database");
        return;
    }
    if (cell(v, first, LIVE_KIND)[0] != r->kind) {
        differ(v, r, "is %s, and %s in the database", kind_word(r->kind),
               kind_word(cell(v, first, LIVE_KIND)[0]));
        return;
    }
    if (PQgetisnull(v->live, first, LIVE_COLUMN)) {
        count = 0;
    }
    for (int i = 0; i < r->column_count; i++) {
        if (i < count) {
            compare_column(v, r, &r->columns[i], first + i);
        } else {
            differ(v, r, "column %s is not in the database", r->columns[i].attribute->name);
        }
    }
    for (int i = r->column_count; i < count; i++) {
        differ(v, r, "column %s is in the database only", cell(v, first + i, LIVE_COLUMN));
    }
}

static void add_unknown(verifying *v) {
    for (int row = 0; row < PQntuples(v->live); row++) {
        bool first = row == 0 || strcmp(cell(v, row, LIVE_NAME), cell(v, row - 1, LIVE_NAME)) != 0;
        if (!v->known[row] && first) {
            text_printf(v->report, "%s.%s: note: is in the database only\n",
                        cell(v, row, LIVE_SCHEMA), cell(v, row, LIVE_NAME));
        }
    }
}

static exit_status compare(verifying *v, const relation_list *described) {
    int views = 0;
    for (int i = 0; i < described->count; i++) {
        if (described->items[i].kind == 'v' || described->items[i].kind == 'm') {
            compare_relation(v, &described->items[i]);
            views++;
        }
    }
    add_unknown(v);
    if (v->differences == 0) {
        text_printf(v->report, "%d view%s: as described\n", views, views == 1 ? "" : "s");
    }
    return v->differences == 0 ? EXIT_STATUS_FINE : EXIT_STATUS_STALE;
}

/* ---- the command ----------------------------------------------------------------------------- */

static exit_status verify_database(const project *p, const char *dsn, const catalog *c) {
    arena *a = p->context->arena;
    migration_options database = {.context = p->context,
                                  .dsn = dsn != NULL ? dsn : p->settings->dsn};
    exit_status status = EXIT_STATUS_FINE;
    if (!migration_options_connect(&database, &status)) {
        return status;
    }
    PGresult *live = read_live(&database, &status);
    if (live != NULL) {
        text report = text_new(a);
        verifying v = {.arena = a,
                       .live = live,
                       .known = ARENA_ARRAY(a, bool, PQntuples(live) + 1),
                       .report = &report};
        status = compare(&v, relation_list_of(c, a));
        output_text(&report);
        PQclear(live);
    }
    migration_options_close(&database);
    return status;
}

static exit_status verify_run(command_context *context, int argc, char **argv) {
    project p = {.context = context};
    verify_options options = {.context = context};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &project_argp,
                               .shared_input = &p};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&verify_command, &line, argc, argv, &status) || !project_read(&p, &status)) {
        return status;
    }
    revision_input input = project_revision(&p, "verify");
    replay *r = revision_replay_views(&input);
    if (context->diagnostics->error_count > 0) {
        return EXIT_STATUS_INPUT_WRONG;
    }
    return verify_database(&p, options.dsn, replay_catalog(r));
}

const command verify_command = {
    .name = "verify",
    .summary = "compare the views of a database with what the files describe",
    .help = "Looks at every view and materialized view: columns, their order, types and "
            "collations. Exits with 4 when something differs. " MIGRATION_OPTIONS_HELP,
    .run = verify_run,
};
