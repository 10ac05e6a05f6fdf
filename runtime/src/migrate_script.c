#include "migrate_plan.h"

#include <inttypes.h>
#include <string.h>

#include "migration_text.h"

/*
 * The same work as a script.  A script cannot ask the database what it has, so the history row of a
 * migration is written before its text: where the migration is applied already, the row's
 * key stops the transaction at its first command.
 */

typedef struct script_run {
    orl_session session; /* names only, no connection */
    orl_catalogue catalogue;
    int64_t from, to; /* applied before and after */
    bool down;
    oriel_script_write write;
    void *context;
} script_run;

static oriel_status write_out(script_run *run) {
    orl_sql *sql = &run->session.sql;
    if (sql->failed) {
        return orl_error_memory(run->session.err);
    }
    bool taken = run->write(sql->data, sql->length, run->context);
    orl_sql_reset(sql);
    return taken ? ORIEL_OK
                 : orl_error_set(run->session.err, ORIEL_CANCELLED,
                                 "the writing of the script was stopped");
}

/* A text that ends inside a quote or comment would swallow the commands behind it. */
static oriel_status check_closed(const script_run *run, const char *file, const char *text,
                                 bool *terminated) {
    orl_statement statement;
    *terminated = true;
    for (size_t at = 0; orl_text_next_statement(text, &at, &statement);) {
        *terminated = statement.terminated;
        if (statement.open) {
            orl_error_set(run->session.err, ORIEL_MIGRATION, "unterminated %s", statement.open);
            orl_text_place(run->session.err, file, text, statement.open_at);
            return ORIEL_MIGRATION;
        }
    }
    return ORIEL_OK;
}

static void add_text(orl_sql *sql, const char *text, bool terminated) {
    orl_sql_text(sql, text);
    if (sql->length > 0 && !sql->failed && sql->data[sql->length - 1] != '\n') {
        orl_sql_text(sql, "\n");
    }
    if (!terminated) {
        orl_sql_text(sql, ";\n");
    }
}

static void add_row(script_run *run, const oriel_migration *migration) {
    orl_session *session = &run->session;
    if (run->down) {
        orl_history_sql_delete(&session->sql, session, migration->id);
    } else {
        orl_history_sql_insert(&session->sql, session, migration, -1);
    }
}

static void add_migration(script_run *run, const oriel_migration *migration, const char *text,
                          bool loose, bool terminated) {
    orl_sql *sql = &run->session.sql;
    if (loose) {
        orl_sql_text(sql, "SET client_encoding = 'UTF8';\n");
        add_text(sql, text, terminated);
        add_row(run, migration);
    } else {
        orl_sql_format(sql,
                       "BEGIN;\nSET LOCAL client_encoding = 'UTF8';\n"
                       "SELECT pg_catalog.pg_advisory_xact_lock(%" PRId64 ");\n",
                       run->session.lock_key);
        add_row(run, migration);
        add_text(sql, text, terminated);
        orl_sql_text(sql, "COMMIT;\n");
    }
    /* what this migration SET does not reach the next one */
    orl_sql_text(sql, "RESET SESSION AUTHORIZATION;\nRESET ALL;\n");
}

static oriel_status write_migration(script_run *run, const oriel_migration *migration) {
    const char *file = run->down ? migration->down_file : migration->up_file;
    const char *text = orl_text_body(run->down ? migration->down : migration->up);
    oriel_error *err = run->session.err;
    bool loose = false, terminated = false;
    oriel_status status = orl_text_directives(text, file, &loose, err);
    if (status == ORIEL_OK) {
        status = orl_text_check_control(text, file, err);
    }
    if (status == ORIEL_OK) {
        status = check_closed(run, file, text, &terminated);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    orl_sql_format(&run->session.sql, "\n-- %04" PRId64 "_%s\n", migration->id, migration->slug);
    add_migration(run, migration, text, loose, terminated);
    return write_out(run);
}

static oriel_status write_head(script_run *run) {
    orl_sql *sql = &run->session.sql;
    orl_sql_text(sql, "-- Run with: psql -v ON_ERROR_STOP=1 -f FILE\n");
    if (!run->down) {
        if (strcmp(run->session.options.schema, "public") != 0) {
            orl_sql_text(sql, "CREATE SCHEMA IF NOT EXISTS ");
            orl_sql_identifier(sql, run->session.options.schema);
            orl_sql_text(sql, ";\n");
        }
        orl_history_sql_create(sql, &run->session);
    }
    return write_out(run);
}

static oriel_status write_script(script_run *run) {
    size_t count = run->catalogue.count;
    oriel_status status = write_head(run);
    for (size_t i = 0; i < count && status == ORIEL_OK; i++) {
        const orl_catalogue_item *item = &run->catalogue.items[run->down ? count - 1 - i : i];
        int64_t id = item->migration->id;
        int64_t low = run->down ? run->to : run->from, high = run->down ? run->from : run->to;
        if (id > low && id <= high) {
            status = write_migration(run, item->migration);
        }
    }
    return status;
}

/* A number the set has, or 0, or for head the highest. */
static oriel_status read_end(const script_run *run, const char *text, int64_t *id) {
    oriel_error *err = run->session.err;
    orl_target target;
    oriel_status status = orl_target_read(text, &target, err);
    if (status != ORIEL_OK) {
        return status;
    }
    if (target.kind == ORL_TARGET_RELATIVE) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "a script needs numbers, and \"%s\" depends on the database", text);
    }
    size_t count = run->catalogue.count;
    *id = target.number;
    if (target.kind == ORL_TARGET_HEAD) {
        *id = count > 0 ? run->catalogue.items[count - 1].migration->id : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (run->catalogue.items[i].migration->id == *id) {
            return ORIEL_OK;
        }
    }
    return *id == 0 ? ORIEL_OK
                    : orl_error_set(err, ORIEL_BAD_ARGUMENT, "there is no migration %" PRId64, *id);
}

static oriel_status make_script(script_run *run, const oriel_migration_set *set, const char *from,
                                const char *target) {
    oriel_error *err = run->session.err;
    oriel_status status = orl_catalogue_make(&run->catalogue, set, err);
    if (status == ORIEL_OK) {
        status = orl_catalogue_check_heads(&run->catalogue, err);
    }
    if (status == ORIEL_OK) {
        status = read_end(run, from, &run->from);
    }
    if (status == ORIEL_OK) {
        status = read_end(run, target, &run->to);
    }
    if (status == ORIEL_OK && (run->down ? run->to > run->from : run->to < run->from)) {
        status = orl_error_set(err, ORIEL_BAD_ARGUMENT, "%s cannot go from %" PRId64 " to %" PRId64,
                               run->down ? "a downgrade" : "an upgrade", run->from, run->to);
    }
    return status == ORIEL_OK ? write_script(run) : status;
}

static oriel_status script(script_run *run, const oriel_migration_set *set, const char *from,
                           const char *target, const oriel_migrate_options *options,
                           oriel_error *err) {
    orl_error_clear(err);
    oriel_status status = orl_session_names(&run->session, options, err);
    if (status == ORIEL_OK) {
        status = make_script(run, set, from, target);
    }
    orl_catalogue_free(&run->catalogue);
    orl_session_close(&run->session);
    return status;
}

oriel_status oriel_migrate_upgrade_script(const oriel_migration_set *set, const char *from,
                                          const char *target, const oriel_migrate_options *options,
                                          oriel_script_write write, void *context,
                                          oriel_error *err) {
    script_run run = {.down = false, .write = write, .context = context};
    return script(&run, set, from ? from : "base", target ? target : "head", options, err);
}

oriel_status oriel_migrate_downgrade_script(const oriel_migration_set *set, const char *from,
                                            const char *target,
                                            const oriel_migrate_options *options,
                                            oriel_script_write write, void *context,
                                            oriel_error *err) {
    script_run run = {.down = true, .write = write, .context = context};
    return script(&run, set, from, target, options, err);
}
