#include "migrate_plan.h"

#include <inttypes.h>

/* Makes the history agree with the files without running any. */

typedef struct stamp_run {
    orl_session session;
    orl_catalogue catalogue;
    orl_history history;
    orl_plan plan;
    int64_t limit;
} stamp_run;

static bool is_kept(const stamp_run *run, const orl_plan_entry *entry) {
    return entry->migration && entry->id <= run->limit;
}

/* Rows go first, so that a number is free when another row takes it. */
static oriel_status write_history(stamp_run *run) {
    orl_session *session = &run->session;
    for (size_t i = 0; i < run->plan.count; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        if (entry->row && !is_kept(run, entry)) {
            orl_history_sql_delete(&session->sql, session, entry->row->id);
        } else if (entry->row && entry->state != ORIEL_MIGRATION_APPLIED) {
            orl_history_sql_rename(&session->sql, session, entry->row->id, entry->migration);
        }
    }
    orl_history_sql_settle(&session->sql, session);
    for (size_t i = 0; i < run->plan.count; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        if (!entry->row && is_kept(run, entry)) {
            orl_history_sql_insert(&session->sql, session, entry->migration, -1);
        }
    }
    oriel_status status = orl_session_flush(session, NULL);
    return status == ORIEL_OK ? orl_session_commit(session) : status;
}

static void tell(const stamp_run *run) {
    for (size_t i = 0; i < run->plan.count; i++) {
        const orl_plan_entry *entry = &run->plan.entries[i];
        const char *slug = entry->migration ? entry->migration->slug : entry->row->slug;
        oriel_migrate_event event = {
            ORIEL_MIGRATE_STAMP, true, entry->id, slug, entry->row ? entry->row->id : entry->id, 0};
        if (entry->row && !is_kept(run, entry)) {
            event.action = ORIEL_MIGRATE_UNSTAMP;
        } else if (!is_kept(run, entry) || entry->state == ORIEL_MIGRATION_APPLIED) {
            continue;
        } else if (entry->state == ORIEL_MIGRATION_RENUMBERED) {
            event.action = ORIEL_MIGRATE_RENUMBER;
        }
        orl_session_tell(&run->session, &event);
    }
}

static oriel_status check_alive(const stamp_run *run) {
    for (size_t i = 0; i < run->history.count; i++) {
        const orl_history_row *row = &run->history.rows[i];
        if (row->alive) {
            return orl_error_set(run->session.err, ORIEL_LOCKED,
                                 "another runner is at work on %" PRId64 "_%s", row->id, row->slug);
        }
    }
    return ORIEL_OK;
}

/* Steps make no sense here: nothing is gone through. */
static oriel_status find_limit(stamp_run *run, const char *text) {
    oriel_error *err = run->session.err;
    orl_target target;
    oriel_status status = orl_target_read(text, &target, err);
    if (status != ORIEL_OK) {
        return status;
    }
    if (target.kind == ORL_TARGET_RELATIVE) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "stamp needs a number, \"head\" or \"base\", not \"%s\"", text);
    }
    return orl_plan_upgrade_limit(&run->plan, &target, &run->limit, err);
}

static oriel_status stamp(stamp_run *run, const char *target) {
    oriel_error *err = run->session.err;
    oriel_status status = orl_catalogue_check_heads(&run->catalogue, err);
    if (status == ORIEL_OK) {
        status = orl_history_ensure(&run->session);
    }
    if (status == ORIEL_OK) {
        status = orl_session_begin(&run->session, true);
    }
    if (status == ORIEL_OK) {
        status = orl_history_read(&run->session, &run->history);
    }
    if (status == ORIEL_OK) {
        status = check_alive(run);
    }
    if (status == ORIEL_OK) {
        status = orl_plan_make(&run->plan, &run->catalogue, &run->history, err);
    }
    if (status == ORIEL_OK) {
        status = find_limit(run, target);
    }
    if (status == ORIEL_OK) {
        status = write_history(run);
    }
    if (status == ORIEL_OK) {
        tell(run);
    }
    return status;
}

oriel_status oriel_migrate_stamp(PGconn *conn, const oriel_migration_set *set, const char *target,
                                 const oriel_migrate_options *options, oriel_error *err) {
    stamp_run run = {.limit = 0};
    oriel_status status = orl_session_open(&run.session, conn, options, err);
    if (status == ORIEL_OK) {
        status = orl_catalogue_make(&run.catalogue, set, err);
    }
    if (status == ORIEL_OK) {
        status = stamp(&run, target);
    }
    orl_plan_free(&run.plan);
    orl_history_free(&run.history);
    orl_catalogue_free(&run.catalogue);
    orl_session_close(&run.session);
    return status;
}
