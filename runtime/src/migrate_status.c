#include "migrate_plan.h"

#include <stdlib.h>
#include <string.h>

/* Answers about the history.  The records keep the server's result and the checksums. */

typedef struct records_storage {
    orl_history history;
    orl_catalogue catalogue;
    char *slugs; /* of pending entries: the set may go before the records do */
} records_storage;

static void free_storage(records_storage *storage) {
    orl_history_free(&storage->history);
    orl_catalogue_free(&storage->catalogue);
    free(storage->slugs);
    free(storage);
}

void oriel_migration_records_free(oriel_migration_records *records) {
    if (records->storage) {
        free_storage(records->storage);
    }
    free(records->items);
    memset(records, 0, sizeof *records);
}

/* Reads the history in a transaction of its own; no table, no rows. */
static oriel_status read_history(orl_session *session, orl_history *history) {
    bool exists = false;
    oriel_status status = orl_session_begin(session, false);
    if (status == ORIEL_OK) {
        status = orl_history_exists(session, &exists);
    }
    if (status == ORIEL_OK && exists) {
        status = orl_history_read(session, history);
    }
    orl_session_rollback(session);
    return status;
}

static const char *checksum_of(const records_storage *storage, const orl_plan_entry *entry) {
    if (entry->row) {
        return entry->row->checksum;
    }
    for (size_t i = 0; i < storage->catalogue.count; i++) {
        if (storage->catalogue.items[i].migration == entry->migration) {
            return storage->catalogue.items[i].checksum;
        }
    }
    return "";
}

static const char *keep_slug(char **free_space, const char *slug) {
    char *kept = *free_space;
    size_t size = strlen(slug) + 1;
    memcpy(kept, slug, size);
    *free_space += size;
    return kept;
}

/* Sizes were counted over the same entries. */
static void fill_records(oriel_migration_records *records, const records_storage *storage,
                         const orl_plan *plan) {
    char *free_space = storage->slugs;
    for (size_t i = 0; i < plan->count; i++) {
        const orl_plan_entry *entry = &plan->entries[i];
        const orl_history_row *row = entry->row;
        const char *slug = entry->migration ? entry->migration->slug : row->slug;
        records->items[records->count++] = (oriel_migration_record){
            .state = entry->state,
            .id = entry->id,
            .slug = keep_slug(&free_space, slug),
            .history_id = row ? row->id : 0,
            .checksum = checksum_of(storage, entry),
            .applied_at = row ? row->applied_at : NULL,
            .seconds = row ? row->seconds : -1,
        };
        records->pending += entry->state == ORIEL_MIGRATION_PENDING;
        records->troubled += entry->state == ORIEL_MIGRATION_EDITED ||
                             entry->state == ORIEL_MIGRATION_MISSING ||
                             entry->state == ORIEL_MIGRATION_UNFINISHED;
    }
}

static oriel_status make_records(oriel_migration_records *records, records_storage *storage,
                                 const orl_plan *plan, oriel_error *err) {
    size_t size = 1;
    for (size_t i = 0; i < plan->count; i++) {
        const orl_plan_entry *entry = &plan->entries[i];
        size += strlen(entry->migration ? entry->migration->slug : entry->row->slug) + 1;
    }
    records->items = calloc(plan->count + 1, sizeof *records->items);
    storage->slugs = malloc(size);
    if (!records->items || !storage->slugs) {
        return orl_error_memory(err);
    }
    fill_records(records, storage, plan);
    return ORIEL_OK;
}

/* Without a set nothing can be missing from it. */
static void forget_set(orl_plan *plan) {
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->entries[i].state == ORIEL_MIGRATION_MISSING) {
            plan->entries[i].state = ORIEL_MIGRATION_APPLIED;
        }
    }
}

static oriel_status read_status(orl_session *session, const oriel_migration_set *set,
                                oriel_migration_records *records) {
    static const oriel_migration_set empty = {NULL, 0, NULL};
    oriel_error *err = session->err;
    orl_plan plan = {0};
    records_storage *storage = calloc(1, sizeof *storage);
    if (!storage) {
        return orl_error_memory(err);
    }
    records->storage = storage;
    oriel_status status = orl_catalogue_make(&storage->catalogue, set ? set : &empty, err);
    if (status == ORIEL_OK) {
        status = read_history(session, &storage->history);
    }
    if (status == ORIEL_OK) {
        status = orl_plan_make(&plan, &storage->catalogue, &storage->history, err);
    }
    if (status == ORIEL_OK) {
        if (!set) {
            forget_set(&plan);
        }
        status = make_records(records, storage, &plan, err);
    }
    orl_plan_free(&plan);
    return status;
}

oriel_status oriel_migrate_status(PGconn *conn, const oriel_migration_set *set,
                                  const oriel_migrate_options *options,
                                  oriel_migration_records *records, oriel_error *err) {
    orl_session session;
    memset(records, 0, sizeof *records);
    oriel_status status = orl_session_open(&session, conn, options, err);
    if (status == ORIEL_OK) {
        status = read_status(&session, set, records);
    }
    orl_session_close(&session);
    if (status != ORIEL_OK) {
        oriel_migration_records_free(records);
    }
    return status;
}

oriel_status oriel_migrate_current(PGconn *conn, const oriel_migrate_options *options, int64_t *id,
                                   oriel_error *err) {
    oriel_migration_records records;
    *id = 0;
    oriel_status status = oriel_migrate_status(conn, NULL, options, &records, err);
    if (status == ORIEL_OK && records.count > 0) {
        *id = records.items[records.count - 1].id;
    }
    oriel_migration_records_free(&records);
    return status;
}
