#include "migrate_plan.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- the set --------------------------------------------------------------------------------- */

static int compare_items(const void *left, const void *right) {
    const oriel_migration *a = ((const orl_catalogue_item *)left)->migration;
    const oriel_migration *b = ((const orl_catalogue_item *)right)->migration;
    if (a->id != b->id) {
        return a->id < b->id ? -1 : 1;
    }
    return strcmp(a->slug, b->slug);
}

static bool is_complete(const oriel_migration *migration) {
    return migration->id > 0 && migration->slug && migration->up && migration->down &&
           migration->up_file && migration->down_file;
}

oriel_status orl_catalogue_make(orl_catalogue *catalogue, const oriel_migration_set *set,
                                oriel_error *err) {
    memset(catalogue, 0, sizeof *catalogue);
    if (!set) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "there is no set of migrations");
    }
    catalogue->items = calloc(set->count > 0 ? set->count : 1, sizeof *catalogue->items);
    if (!catalogue->items) {
        return orl_error_memory(err);
    }
    for (size_t i = 0; i < set->count; i++) {
        if (!is_complete(&set->items[i])) {
            orl_catalogue_free(catalogue);
            return orl_error_set(err, ORIEL_BAD_ARGUMENT, "migration %zu of the set is incomplete",
                                 i + 1);
        }
        catalogue->items[i].migration = &set->items[i];
        oriel_migration_checksum(&set->items[i], catalogue->items[i].checksum);
    }
    catalogue->count = set->count;
    if (set->count > 1) {
        qsort(catalogue->items, set->count, sizeof *catalogue->items, compare_items);
    }
    return ORIEL_OK;
}

void orl_catalogue_free(orl_catalogue *catalogue) {
    free(catalogue->items);
    memset(catalogue, 0, sizeof *catalogue);
}

oriel_status orl_catalogue_check_heads(const orl_catalogue *catalogue, oriel_error *err) {
    for (size_t i = 1; i < catalogue->count; i++) {
        const oriel_migration *one = catalogue->items[i - 1].migration;
        const oriel_migration *two = catalogue->items[i].migration;
        if (one->id == two->id) {
            orl_error_set(err, ORIEL_MIGRATION, "\"%s\" and \"%s\" have the same number",
                          one->up_file, two->up_file);
            orl_error_hint(err,
                           "Give one of them another number, for example with \"oriel merge\".");
            orl_error_place(err, two->up_file, 0, 0);
            return ORIEL_MIGRATION;
        }
    }
    return ORIEL_OK;
}

/* ---- matching -------------------------------------------------------------------------------- */

/* The first item with this number or a higher one. */
static size_t first_with(const orl_catalogue *catalogue, int64_t id) {
    size_t low = 0, high = catalogue->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (catalogue->items[middle].migration->id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static orl_catalogue_item *find_by_number(orl_catalogue *catalogue, const orl_history_row *row,
                                          bool same_text) {
    for (size_t i = first_with(catalogue, row->id); i < catalogue->count; i++) {
        orl_catalogue_item *item = &catalogue->items[i];
        if (item->migration->id != row->id) {
            break;
        }
        if (!item->row && (!same_text || strcmp(item->checksum, row->checksum) == 0)) {
            return item;
        }
    }
    return NULL;
}

/* Of several with the same text the one that kept its name. */
static orl_catalogue_item *find_by_text(orl_catalogue *catalogue, const orl_history_row *row) {
    orl_catalogue_item *found = NULL;
    for (size_t i = 0; i < catalogue->count; i++) {
        orl_catalogue_item *item = &catalogue->items[i];
        if (item->row || strcmp(item->checksum, row->checksum) != 0) {
            continue;
        }
        if (!found || (strcmp(item->migration->slug, row->slug) == 0 &&
                       strcmp(found->migration->slug, row->slug) != 0)) {
            found = item;
        }
    }
    return found;
}

/* Each round gives the rows that are left one more way to be found. */
static void match_rows(orl_catalogue *catalogue, const orl_history *history, bool *matched) {
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < history->count; i++) {
            const orl_history_row *row = &history->rows[i];
            if (matched[i]) {
                continue;
            }
            orl_catalogue_item *item = round == 1 ? find_by_text(catalogue, row)
                                                  : find_by_number(catalogue, row, round == 0);
            if (item) {
                item->row = row;
                matched[i] = true;
            }
        }
    }
}

static oriel_migration_state state_of(const orl_catalogue_item *item) {
    const orl_history_row *row = item->row;
    if (!row) {
        return ORIEL_MIGRATION_PENDING;
    }
    if (row->state != ORL_HISTORY_APPLIED) {
        return ORIEL_MIGRATION_UNFINISHED;
    }
    if (strcmp(item->checksum, row->checksum) != 0) {
        return ORIEL_MIGRATION_EDITED;
    }
    if (row->id != item->migration->id || strcmp(row->slug, item->migration->slug) != 0) {
        return ORIEL_MIGRATION_RENUMBERED;
    }
    return ORIEL_MIGRATION_APPLIED;
}

static int compare_entries(const void *left, const void *right) {
    const orl_plan_entry *a = left, *b = right;
    if (a->id != b->id) {
        return a->id < b->id ? -1 : 1;
    }
    if (!a->migration || !b->migration) {
        return a->migration ? 1 : -1; /* both cannot be missing: rows have different numbers */
    }
    return strcmp(a->migration->slug, b->migration->slug);
}

static void fill_entries(orl_plan *plan, const orl_catalogue *catalogue, const orl_history *history,
                         const bool *matched) {
    for (size_t i = 0; i < catalogue->count; i++) {
        const orl_catalogue_item *item = &catalogue->items[i];
        plan->entries[plan->count++] =
            (orl_plan_entry){state_of(item), item->migration, item->row, item->migration->id};
    }
    for (size_t i = 0; i < history->count; i++) {
        const orl_history_row *row = &history->rows[i];
        if (!matched[i]) {
            oriel_migration_state state = row->state == ORL_HISTORY_APPLIED
                                              ? ORIEL_MIGRATION_MISSING
                                              : ORIEL_MIGRATION_UNFINISHED;
            plan->entries[plan->count++] = (orl_plan_entry){state, NULL, row, row->id};
        }
    }
    if (plan->count > 1) {
        qsort(plan->entries, plan->count, sizeof *plan->entries, compare_entries);
    }
}

oriel_status orl_plan_make(orl_plan *plan, orl_catalogue *catalogue, const orl_history *history,
                           oriel_error *err) {
    memset(plan, 0, sizeof *plan);
    bool *matched = calloc(history->count + 1, sizeof *matched);
    plan->entries = calloc(catalogue->count + history->count + 1, sizeof *plan->entries);
    if (!matched || !plan->entries) {
        free(matched);
        orl_plan_free(plan);
        return orl_error_memory(err);
    }
    for (size_t i = 0; i < catalogue->count; i++) {
        catalogue->items[i].row = NULL;
    }
    match_rows(catalogue, history, matched);
    fill_entries(plan, catalogue, history, matched);
    free(matched);
    return ORIEL_OK;
}

void orl_plan_free(orl_plan *plan) {
    free(plan->entries);
    memset(plan, 0, sizeof *plan);
}

/* ---- targets --------------------------------------------------------------------------------- */

oriel_status orl_target_read(const char *text, orl_target *target, oriel_error *err) {
    const char *digits = text;
    memset(target, 0, sizeof *target);
    if (!text) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "there is no target");
    }
    if (strcmp(text, "head") == 0) {
        target->kind = ORL_TARGET_HEAD;
        return ORIEL_OK;
    }
    target->kind = ORL_TARGET_NUMBER;
    if (strcmp(text, "base") == 0) {
        return ORIEL_OK;
    }
    if (*text == '+' || *text == '-') {
        target->kind = ORL_TARGET_RELATIVE;
        digits++;
    }
    size_t length = strspn(digits, "0123456789");
    if (length == 0 || length > 18 || digits[length] != '\0') {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "\"%s\" is no target: expected a number, \"head\", \"base\" or a "
                             "number of steps like +1 or -1",
                             text);
    }
    target->number = strtoll(text, NULL, 10);
    return ORIEL_OK;
}

static bool has_number(const orl_plan *plan, int64_t id) {
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->entries[i].id == id) {
            return true;
        }
    }
    return id == 0;
}

static oriel_status check_number(const orl_plan *plan, int64_t id, oriel_error *err) {
    if (has_number(plan, id)) {
        return ORIEL_OK;
    }
    return orl_error_set(err, ORIEL_BAD_ARGUMENT, "there is no migration %" PRId64, id);
}

oriel_status orl_plan_upgrade_limit(const orl_plan *plan, const orl_target *target, int64_t *limit,
                                    oriel_error *err) {
    *limit = INT64_MAX;
    switch (target->kind) {
    case ORL_TARGET_HEAD:
        return ORIEL_OK;
    case ORL_TARGET_NUMBER:
        *limit = target->number;
        return check_number(plan, target->number, err);
    case ORL_TARGET_RELATIVE:
        break;
    }
    if (target->number < 0) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "an upgrade cannot go back");
    }
    int64_t steps = 0;
    *limit = 0;
    for (size_t i = 0; i < plan->count && steps < target->number; i++) {
        if (plan->entries[i].state == ORIEL_MIGRATION_PENDING) {
            steps++;
            *limit = plan->entries[i].id;
        }
    }
    if (steps < target->number) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "cannot go %" PRId64 " up: only %" PRId64 " pending", target->number,
                             steps);
    }
    return ORIEL_OK;
}

oriel_status orl_plan_downgrade_limit(const orl_plan *plan, const orl_target *target,
                                      int64_t *limit, oriel_error *err) {
    *limit = 0;
    switch (target->kind) {
    case ORL_TARGET_HEAD:
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "a downgrade cannot go to head");
    case ORL_TARGET_NUMBER:
        *limit = target->number;
        return check_number(plan, target->number, err);
    case ORL_TARGET_RELATIVE:
        break;
    }
    if (target->number > 0) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "a downgrade cannot go forward");
    }
    int64_t steps = 0;
    size_t i = plan->count;
    while (i > 0 && (steps < -target->number || !plan->entries[i - 1].row)) {
        i--;
        steps += plan->entries[i].row != NULL;
    }
    if (steps < -target->number) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT,
                             "cannot go %" PRId64 " down: only %" PRId64 " applied",
                             -target->number, steps);
    }
    *limit = i > 0 ? plan->entries[i - 1].id : 0;
    return ORIEL_OK;
}

/* ---- what is next ---------------------------------------------------------------------------- */

const orl_plan_entry *orl_plan_next_up(const orl_plan *plan, int64_t limit) {
    for (size_t i = 0; i < plan->count && plan->entries[i].id <= limit; i++) {
        const orl_plan_entry *entry = &plan->entries[i];
        if (entry->state == ORIEL_MIGRATION_PENDING || entry->state == ORIEL_MIGRATION_UNFINISHED) {
            return entry;
        }
    }
    return NULL;
}

const orl_plan_entry *orl_plan_next_down(const orl_plan *plan, int64_t limit) {
    for (size_t i = plan->count; i-- > 0 && plan->entries[i].id > limit;) {
        if (plan->entries[i].row) {
            return &plan->entries[i];
        }
    }
    return NULL;
}

const orl_plan_entry *orl_plan_find(const orl_plan *plan, oriel_migration_state state) {
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->entries[i].state == state) {
            return &plan->entries[i];
        }
    }
    return NULL;
}

const orl_plan_entry *orl_plan_out_of_order(const orl_plan *plan, int64_t limit) {
    bool applied_above = false, kept_number = false;
    int64_t lowest_old = INT64_MAX;
    for (size_t i = plan->count; i-- > 0;) {
        const orl_plan_entry *entry = &plan->entries[i];
        if (entry->row) {
            applied_above = true;
            kept_number = kept_number || entry->row->applied_as >= entry->id;
            if (entry->row->applied_as < lowest_old) {
                lowest_old = entry->row->applied_as;
            }
        } else if (applied_above && entry->id <= limit && (kept_number || entry->id < lowest_old)) {
            return entry;
        }
    }
    return NULL;
}
