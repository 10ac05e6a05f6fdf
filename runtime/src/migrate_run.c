#include "migrate_loose.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "migrate_diff.h"
#include "migration_text.h"

/*
 * Upgrade and downgrade: one loop that begins a transaction, takes the lock, looks at the history,
 * runs the next text and commits.  What another runner did in between is seen by the history's
 * fingerprint, and then everything is decided anew.
 */

typedef struct migrate_run {
    orl_session session;
    orl_catalogue catalogue;
    orl_history history;
    orl_plan plan;
    orl_target target;
    bool down;
    bool planned; /* history and plan are read and stand for the fingerprint */
    bool limited; /* the limit is known; steps count from the first look only */
    int64_t limit;
    double deadline; /* for waiting on a no-transaction file; 0: not waiting */
    orl_fingerprint fingerprint;
} migrate_run;

/* ---- what must not be ------------------------------------------------------------------------ */

static oriel_status report_edited(migrate_run *run, const orl_plan_entry *entry) {
    oriel_error *err = run->session.err;
    orl_history_texts texts;
    oriel_status status = orl_history_read_texts(&run->session, entry->row->id, &texts);
    if (status != ORIEL_OK) {
        return status;
    }
    const oriel_migration *migration = entry->migration;
    orl_error_set(err, ORIEL_MIGRATION, "migration %" PRId64 "_%s was edited after it was applied",
                  entry->row->id, entry->row->slug);
    orl_diff_detail(err, texts.up, migration->up);
    orl_error_hint(err, "Put the file back and write a new migration; \"oriel stamp\" accepts the "
                        "new text where the database already has what it does.");
    orl_error_place(err, migration->up_file, orl_diff_line(texts.up, migration->up), 1);
    orl_history_texts_free(&texts);
    return ORIEL_MIGRATION;
}

static oriel_status report_missing(const migrate_run *run, const orl_plan_entry *entry) {
    oriel_error *err = run->session.err;
    orl_error_set(err, ORIEL_MIGRATION,
                  "migration %" PRId64 "_%s is applied, but there is no such file", entry->row->id,
                  entry->row->slug);
    orl_error_hint(err, "The database is newer than these migrations, or the file was removed; "
                        "\"oriel downgrade\" can undo it with the text recorded.");
    return ORIEL_MIGRATION;
}

static oriel_status report_out_of_order(const migrate_run *run, const orl_plan_entry *entry) {
    oriel_error *err = run->session.err;
    orl_error_set(err, ORIEL_MIGRATION,
                  "migration %" PRId64 "_%s is not applied, but later ones are", entry->id,
                  entry->migration->slug);
    orl_error_hint(err, "Give it a number behind the applied ones, or allow it out of order.");
    orl_error_place(err, entry->migration->up_file, 0, 0);
    return ORIEL_MIGRATION;
}

/* Reads all texts that are going to run before the first of them does. */
static oriel_status check_texts(const migrate_run *run) {
    for (size_t i = 0; i < run->plan.count; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        bool loose = false;
        if (entry->state != ORIEL_MIGRATION_PENDING || entry->id > run->limit) {
            continue;
        }
        const oriel_migration *migration = entry->migration;
        const char *text = orl_text_body(migration->up);
        oriel_status status =
            orl_text_directives(text, migration->up_file, &loose, run->session.err);
        if (status == ORIEL_OK) {
            status = orl_text_check_control(text, migration->up_file, run->session.err);
        }
        if (status != ORIEL_OK) {
            return status;
        }
    }
    return ORIEL_OK;
}

static oriel_status check_upgrade(migrate_run *run) {
    const oriel_migrate_options *options = &run->session.options;
    const orl_plan_entry *entry = orl_plan_find(&run->plan, ORIEL_MIGRATION_EDITED);
    if (entry) {
        return report_edited(run, entry);
    }
    entry = orl_plan_find(&run->plan, ORIEL_MIGRATION_MISSING);
    if (entry && !options->ignore_missing) {
        return report_missing(run, entry);
    }
    entry = orl_plan_out_of_order(&run->plan, run->limit);
    if (entry && !options->out_of_order) {
        return report_out_of_order(run, entry);
    }
    return check_texts(run);
}

/* ---- deciding -------------------------------------------------------------------------------- */

static oriel_status make_plan(migrate_run *run) {
    oriel_error *err = run->session.err;
    orl_plan_free(&run->plan);
    orl_history_free(&run->history);
    run->planned = false;
    oriel_status status = orl_history_read(&run->session, &run->history);
    if (status == ORIEL_OK) {
        status = orl_plan_make(&run->plan, &run->catalogue, &run->history, err);
    }
    if (status == ORIEL_OK && !run->limited) {
        status = run->down ? orl_plan_downgrade_limit(&run->plan, &run->target, &run->limit, err)
                           : orl_plan_upgrade_limit(&run->plan, &run->target, &run->limit, err);
        run->limited = status == ORIEL_OK;
    }
    if (status == ORIEL_OK && !run->down) {
        status = check_upgrade(run);
    }
    run->planned = status == ORIEL_OK;
    return status;
}

static oriel_status look(migrate_run *run) {
    orl_fingerprint now = {0};
    oriel_status status = orl_history_fingerprint(&run->session, &now);
    if (status != ORIEL_OK) {
        return status;
    }
    bool changed = now.count != run->fingerprint.count || now.sum != run->fingerprint.sum;
    run->fingerprint = now;
    /* whether the runner of an unfinished row is alive does not show in the fingerprint */
    if (run->planned && !changed && !orl_plan_find(&run->plan, ORIEL_MIGRATION_UNFINISHED)) {
        return ORIEL_OK;
    }
    return make_plan(run);
}

static const orl_plan_entry *find_alive(const orl_plan *plan) {
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->entries[i].row && plan->entries[i].row->alive) {
            return &plan->entries[i];
        }
    }
    return NULL;
}

/* Between the statements of a no-transaction file its runner holds no lock, only its row. */
static oriel_status wait_for(migrate_run *run, const orl_plan_entry *entry) {
    int wait = run->session.options.lock_wait_ms;
    double now = orl_session_clock();
    if (run->deadline <= 0) {
        run->deadline = now + (wait > 0 ? wait / 1000.0 : 0);
    }
    if (now >= run->deadline) {
        return orl_error_set(run->session.err, ORIEL_LOCKED,
                             "another runner is at work on %" PRId64 "_%s", entry->row->id,
                             entry->row->slug);
    }
    orl_session_rollback(&run->session);
    orl_session_sleep(100);
    return ORIEL_OK;
}

/* ---- running --------------------------------------------------------------------------------- */

static oriel_status renumber(migrate_run *run) {
    orl_session *session = &run->session;
    for (size_t i = 0; i < run->plan.count; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        if (entry->state == ORIEL_MIGRATION_RENUMBERED) {
            orl_history_sql_rename(&session->sql, session, entry->row->id, entry->migration);
        }
    }
    orl_history_sql_settle(&session->sql, session);
    oriel_status status = orl_session_flush(session, NULL);
    if (status == ORIEL_OK) {
        status = orl_session_commit(session);
    }
    run->planned = false;
    for (size_t i = 0; i < run->plan.count && status == ORIEL_OK; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        if (entry->state == ORIEL_MIGRATION_RENUMBERED) {
            orl_session_tell(session,
                             &(oriel_migrate_event){ORIEL_MIGRATE_RENUMBER, true, entry->id,
                                                    entry->migration->slug, entry->row->id, 0});
        }
    }
    return status;
}

/* Writes the row, and keeps the fingerprint true without reading all rows again. */
static oriel_status record_row(migrate_run *run, const orl_work *work, double seconds) {
    orl_session *session = &run->session;
    orl_fingerprint row = {0};
    oriel_status status = ORIEL_OK;
    if (work->down) {
        int64_t id = work->entry->row->id;
        status = orl_history_fingerprint_row(session, id, &row);
        orl_history_sql_delete(&session->sql, session, id);
        status = status == ORIEL_OK ? orl_session_flush(session, NULL) : status;
        run->fingerprint.count -= row.count;
        run->fingerprint.sum -= row.sum;
        return status;
    }
    orl_history_sql_insert(&session->sql, session, work->entry->migration, seconds);
    status = orl_session_flush(session, NULL);
    if (status == ORIEL_OK) {
        status = orl_history_fingerprint_row(session, work->entry->id, &row);
        run->fingerprint.count += row.count;
        run->fingerprint.sum += row.sum;
    }
    return status;
}

static oriel_status record(migrate_run *run, const orl_work *work, double seconds) {
    orl_session *session = &run->session;
    oriel_status status = record_row(run, work, seconds);
    if (status == ORIEL_OK) {
        /* constraints that were deferred speak up here */
        status = orl_session_commit(session);
        if (status != ORIEL_OK) {
            orl_error_place(session->err, work->file, 0, 0);
        }
    }
    return status;
}

/* In the transaction that has the lock. */
static oriel_status run_in_transaction(migrate_run *run, const orl_work *work, double *seconds) {
    orl_session *session = &run->session;
    orl_piece piece = {work->file, work->text, work->text, 0, 0, false};
    oriel_status status = orl_session_remember(session);
    double start = orl_session_clock();
    if (status == ORIEL_OK) {
        status = orl_session_run(session, &piece);
    }
    *seconds = orl_session_clock() - start;
    if (status == ORIEL_OK) {
        status = orl_session_restore(session, work->file);
    }
    return status == ORIEL_OK ? record(run, work, *seconds) : status;
}

static oriel_status run_text(migrate_run *run, const orl_work *work) {
    orl_session *session = &run->session;
    const orl_plan_entry *entry = work->entry;
    const char *slug = entry->migration ? entry->migration->slug : entry->row->slug;
    oriel_migrate_event event = {
        work->down ? ORIEL_MIGRATE_DOWN : ORIEL_MIGRATE_UP, false, entry->id, slug, entry->id, 0};
    bool loose = false;
    oriel_status status = orl_text_directives(work->text, work->file, &loose, session->err);
    if (status == ORIEL_OK) {
        status = orl_text_check_control(work->text, work->file, session->err);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    orl_session_tell(session, &event);
    if (loose || entry->state == ORIEL_MIGRATION_UNFINISHED) {
        double start = orl_session_clock();
        status = orl_loose_run(session, work);
        event.seconds = orl_session_clock() - start;
        run->planned = false;
    } else {
        status = run_in_transaction(run, work, &event.seconds);
    }
    if (status == ORIEL_OK) {
        event.done = true;
        orl_session_tell(session, &event);
    }
    return status;
}

static oriel_status run_up(migrate_run *run, orl_plan_entry *entry) {
    if (!entry->migration) {
        return report_missing(run, entry);
    }
    orl_work work = {entry, false, entry->migration->up_file, orl_text_body(entry->migration->up)};
    oriel_status status = run_text(run, &work);
    if (status == ORIEL_OK) {
        entry->state = ORIEL_MIGRATION_APPLIED;
    }
    return status;
}

/* An edited up text no longer says what is to be undone: the recorded down text fits it. */
static oriel_status run_down(migrate_run *run, orl_plan_entry *entry) {
    orl_history_texts texts = {0};
    orl_sql file = {0};
    orl_work work = {.entry = entry, .down = true};
    oriel_status status = ORIEL_OK;
    if (entry->migration && entry->state != ORIEL_MIGRATION_EDITED) {
        work.file = entry->migration->down_file;
        work.text = orl_text_body(entry->migration->down);
    } else {
        status = orl_history_read_texts(&run->session, entry->row->id, &texts);
        orl_sql_format(&file, "%04" PRId64 "_%s.down.sql as recorded", entry->row->id,
                       entry->row->slug);
        if (status == ORIEL_OK && file.failed) {
            status = orl_error_memory(run->session.err);
        }
        work.file = file.data;
        work.text = texts.down ? orl_text_body(texts.down) : NULL;
    }
    if (status == ORIEL_OK) {
        status = run_text(run, &work);
    }
    if (status == ORIEL_OK) {
        entry->row = NULL;
        entry->state = ORIEL_MIGRATION_PENDING;
    }
    orl_history_texts_free(&texts);
    orl_sql_free(&file);
    return status;
}

/* In the transaction with the lock; sets *done when nothing is left to do. */
static oriel_status run_next(migrate_run *run, bool *done) {
    const orl_plan_entry *alive = find_alive(&run->plan);
    if (alive) {
        return wait_for(run, alive);
    }
    run->deadline = 0;
    if (!run->down && orl_plan_find(&run->plan, ORIEL_MIGRATION_RENUMBERED)) {
        return renumber(run);
    }
    const orl_plan_entry *next = run->down ? orl_plan_next_down(&run->plan, run->limit)
                                           : orl_plan_next_up(&run->plan, run->limit);
    if (!next) {
        *done = true;
        return ORIEL_OK;
    }
    orl_plan_entry *entry = &run->plan.entries[next - run->plan.entries];
    return run->down ? run_down(run, entry) : run_up(run, entry);
}

static oriel_status run_all(migrate_run *run) {
    oriel_status status = orl_history_ensure(&run->session);
    for (bool done = false; status == ORIEL_OK && !done;) {
        status = orl_session_begin(&run->session, true);
        if (status == ORIEL_OK) {
            status = look(run);
        }
        if (status == ORIEL_OK) {
            status = run_next(run, &done);
        }
        orl_session_rollback(&run->session);
    }
    return status;
}

static oriel_status migrate(PGconn *conn, const oriel_migration_set *set, migrate_run *run,
                            const char *target, const oriel_migrate_options *options,
                            oriel_error *err) {
    oriel_status status = orl_session_open(&run->session, conn, options, err);
    if (status == ORIEL_OK) {
        status = orl_target_read(target, &run->target, err);
    }
    if (status == ORIEL_OK) {
        status = orl_catalogue_make(&run->catalogue, set, err);
    }
    if (status == ORIEL_OK && !run->down) {
        status = orl_catalogue_check_heads(&run->catalogue, err);
    }
    if (status == ORIEL_OK) {
        status = run_all(run);
    }
    orl_plan_free(&run->plan);
    orl_history_free(&run->history);
    orl_catalogue_free(&run->catalogue);
    orl_session_close(&run->session);
    return status;
}

oriel_status oriel_migrate_upgrade(PGconn *conn, const oriel_migration_set *set, const char *target,
                                   const oriel_migrate_options *options, oriel_error *err) {
    migrate_run run = {.down = false};
    return migrate(conn, set, &run, target ? target : "head", options, err);
}

oriel_status oriel_migrate_downgrade(PGconn *conn, const oriel_migration_set *set,
                                     const char *target, const oriel_migrate_options *options,
                                     oriel_error *err) {
    migrate_run run = {.down = true};
    return migrate(conn, set, &run, target, options, err);
}
