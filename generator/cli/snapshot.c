#include <string.h>

#include "base/text.h"
#include "catalog/record_fields.h"
#include "catalog/snapshot_file.h"
#include "cli/commands.h"
#include "cli/connection.h"
#include "cli/file_report.h"
#include "cli/output.h"
#include "cli/snapshot/snapshot_sql.h"
#include "emit/output_file.h"
#include "source/settings.h"

/* oriel snapshot: what an extension or a schema of a live server holds, as a file. */

typedef struct snapshot_options {
    command_context *context;
    const char *config, *dsn, *extension, *schema, *output;
} snapshot_options;

enum { KEY_CONFIG = 0x7401, KEY_DSN, KEY_EXTENSION, KEY_SCHEMA, KEY_OUTPUT = 'o' };

static const struct argp_option options_list[] = {
    {"config", KEY_CONFIG, "FILE", 0, "Read settings from FILE instead of oriel.ini", 0},
    {"dsn", KEY_DSN, "DSN", 0, "Connect to DSN, a connection string or URI of libpq", 0},
    {"extension", KEY_EXTENSION, "NAME", 0, "Take what CREATE EXTENSION NAME brings", 0},
    {"schema", KEY_SCHEMA, "NAME", 0, "Take all that is in the schema NAME", 0},
    {"output", KEY_OUTPUT, "FILE", 0,
     "Write FILE (default: NAME" SNAPSHOT_FILE_ENDING " in the directory snapshots of oriel.ini)",
     0},
    {0},
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    snapshot_options *o = state->input;
    switch (key) {
    case KEY_CONFIG:
        o->config = argument;
        return 0;
    case KEY_DSN:
        o->dsn = argument;
        return 0;
    case KEY_EXTENSION:
        o->extension = argument;
        return 0;
    case KEY_SCHEMA:
        o->schema = argument;
        return 0;
    case KEY_OUTPUT:
        o->output = argument;
        return 0;
    case ARGP_KEY_END:
        if ((o->extension == NULL) == (o->schema == NULL)) {
            argp_error(state, "one --extension or one --schema is needed");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* --- Asking the server --------------------------------------------------------------------- */

typedef struct snapshot_query {
    snapshot_options *options;
    PGconn *conn;
    text out;
} snapshot_query;

/* False with an error, and the result is cleared then. */
static bool is_fine(const snapshot_query *q, PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_OUT) {
        return true;
    }
    connection_report(q->options->context, q->conn, result);
    PQclear(result);
    return false;
}

static bool run(const snapshot_query *q, const char *sql) {
    PGresult *result = PQexec(q->conn, sql);
    if (!is_fine(q, result)) {
        return false;
    }
    PQclear(result);
    return true;
}

static bool choose(const snapshot_query *q) {
    const snapshot_options *o = q->options;
    const char *const values[] = {o->extension != NULL ? o->extension : "",
                                  o->schema != NULL ? o->schema : ""};
    PGresult *result = PQexecParams(q->conn,
                                    "SELECT set_config('oriel.extension', $1, true), "
                                    "set_config('oriel.schema_name', $2, true)",
                                    2, NULL, values, NULL, NULL, 0);
    if (!is_fine(q, result)) {
        return false;
    }
    PQclear(result);
    return true;
}

/* A schema that uses what others hold says nothing without them. */
static bool check_outsiders(const snapshot_query *q) {
    PGresult *result = PQexec(q->conn, "SELECT name FROM pg_temp.outsider LIMIT 1");
    if (!is_fine(q, result)) {
        return false;
    }
    bool fine = PQntuples(result) == 0;
    if (!fine) {
        diagnostics_add(q->options->context->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){0},
                        "the schema \"%s\" uses what is not in it: %s", q->options->schema,
                        PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    return fine;
}

/* --- Writing tables ------------------------------------------------------------------------ */

static bool add_header(snapshot_query *q, const char *table) {
    arena *a = q->options->context->arena;
    PGresult *result = PQexec(q->conn, arena_printf(a, "SELECT * FROM pg_temp.%s LIMIT 0", table));
    if (!is_fine(q, result)) {
        return false;
    }
    for (int i = 0; i < PQnfields(result); i++) {
        text_printf(&q->out, "%s%s", i > 0 ? "\t" : "", PQfname(result, i));
    }
    text_add_char(&q->out, '\n');
    PQclear(result);
    return true;
}

static bool add_rows(snapshot_query *q, const char *table) {
    arena *a = q->options->context->arena;
    PGresult *result =
        PQexec(q->conn, arena_printf(a, "COPY (SELECT * FROM pg_temp.%s) TO STDOUT", table));
    if (!is_fine(q, result)) {
        return false;
    }
    PQclear(result);
    char *row = NULL;
    for (int length; (length = PQgetCopyData(q->conn, &row, 0)) > 0;) {
        text_add_bytes(&q->out, row, (size_t)length);
        PQfreemem(row);
    }
    result = PQgetResult(q->conn);
    if (!is_fine(q, result)) {
        return false;
    }
    PQclear(result);
    return PQgetResult(q->conn) == NULL;
}

/* A table without rows is left out again. */
static bool add_table(snapshot_query *q, const char *table) {
    size_t start = q->out.length;
    text_printf(&q->out, "[%s]\n", table);
    if (!add_header(q, table)) {
        return false;
    }
    size_t empty = q->out.length;
    if (!add_rows(q, table)) {
        return false;
    }
    if (q->out.length == empty) {
        q->out.length = start;
        q->out.bytes[start] = '\0';
    }
    return true;
}

static bool add_tables(snapshot_query *q) {
#define TABLE_NAME(CLASS, file, type, FIELDS) #file,
    static const char *const tables[] = {"control", CATALOG_RECORDS(TABLE_NAME) "attribute",
                                         "index",   "amop",
                                         "amproc",  "dependency"};
    int version = PQserverVersion(q->conn);
    text_printf(&q->out, "[server]\nversion\n%d.%d\n", version / 10000, version % 10000);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (!add_table(q, tables[i])) {
            return false;
        }
    }
    return true;
}

/* The transaction is rolled back: nothing stays on the server. */
static bool take(snapshot_query *q) {
    bool taken = PQsetClientEncoding(q->conn, "UTF8") == 0 && run(q, "BEGIN") && choose(q) &&
                 run(q, snapshot_members_sql) && run(q, snapshot_objects_sql) &&
                 check_outsiders(q) && add_tables(q);
    PQclear(PQexec(q->conn, "ROLLBACK"));
    return taken;
}

/* --- The command --------------------------------------------------------------------------- */

static void ignore_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}

static bool connect_to(snapshot_query *q, const char *dsn) {
    q->conn = connection_open(q->options->context, dsn);
    if (q->conn == NULL) {
        return false;
    }
    PQsetNoticeReceiver(q->conn, ignore_notice, NULL);
    return true;
}

static exit_status write_file(const snapshot_query *q, const char *path) {
    output_problem problem =
        output_file_replace(q->options->context->arena, path, text_string(&q->out));
    return problem.message == NULL
               ? EXIT_STATUS_FINE
               : file_report(q->options->context, problem.path, problem.message);
}

static const char *output_path(const snapshot_options *o, const settings *s) {
    const char *name = o->extension != NULL ? o->extension : o->schema;
    if (o->output != NULL) {
        return o->output;
    }
    return arena_printf(o->context->arena, "%s%s%s" SNAPSHOT_FILE_ENDING,
                        s->snapshots != NULL ? s->snapshots : "", s->snapshots != NULL ? "/" : "",
                        name);
}

static exit_status snapshot_run(command_context *context, int argc, char **argv) {
    snapshot_options o = {.context = context};
    const command_line line = {.options = options_list, .parser = parse_option, .input = &o};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&snapshot_command, &line, argc, argv, &status)) {
        return status;
    }
    bool unreadable = false;
    const settings *s = settings_read(context->arena, o.config, context->diagnostics, &unreadable);
    if (s == NULL) {
        return unreadable ? EXIT_STATUS_INPUT_OUTPUT : EXIT_STATUS_INPUT_WRONG;
    }
    snapshot_query q = {.options = &o, .out = text_new(context->arena)};
    bool taken = connect_to(&q, o.dsn != NULL ? o.dsn : s->dsn) && take(&q);
    PQfinish(q.conn);
    return taken ? write_file(&q, output_path(&o, s)) : EXIT_STATUS_INPUT_OUTPUT;
}

const command snapshot_command = {
    .name = "snapshot",
    .summary = "write what an extension or schema of a live server holds to a file",
    .help =
        "Files in the directory `snapshots` of oriel.ini tell what CREATE EXTENSION brings where "
        "Oriel does not know the extension, and which schemas are there before the first "
        "statement. The database is the one of --dsn, of oriel.ini, or of libpq's environment "
        "variables. An extension that it does not have is created in a transaction that is "
        "rolled back.",
    .run = snapshot_run,
};
