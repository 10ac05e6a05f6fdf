#ifndef ORIEL_RUNTIME_MIGRATE_PLAN_H
#define ORIEL_RUNTIME_MIGRATE_PLAN_H

/*
 * Which migration of the set is which row of the history, what follows from that, and what to run
 * next.  Talks to no server: migrate_run.c reads the history and asks here.
 */

#include "migrate_history.h"

typedef struct orl_plan_entry {
    oriel_migration_state state;
    const oriel_migration *migration; /* NULL: the history has it and the set does not */
    const orl_history_row *row;       /* NULL: pending */
    int64_t id;                       /* the migration's, or the row's */
} orl_plan_entry;

/* Entries in the order of their numbers. */
typedef struct orl_plan {
    orl_plan_entry *entries;
    size_t count;
} orl_plan;

/* The migrations of a set with their checksums, in the order of numbers and names. */
typedef struct orl_catalogue_item {
    const oriel_migration *migration;
    char checksum[65];
    const orl_history_row *row; /* used while a plan is made */
} orl_catalogue_item;

typedef struct orl_catalogue {
    orl_catalogue_item *items;
    size_t count;
} orl_catalogue;

/* Sorts the set and computes the checksums; a bad number or text is ORIEL_BAD_ARGUMENT. */
oriel_status orl_catalogue_make(orl_catalogue *catalogue, const oriel_migration_set *set,
                                oriel_error *err);
void orl_catalogue_free(orl_catalogue *catalogue);

/* ORIEL_MIGRATION, naming both files, when two migrations have one number. */
oriel_status orl_catalogue_check_heads(const orl_catalogue *catalogue, oriel_error *err);

/*
 * Matches the set with the history: first by number and checksum, then by checksum alone
 * (renumbered), then by number alone (edited).
 */
oriel_status orl_plan_make(orl_plan *plan, orl_catalogue *catalogue, const orl_history *history,
                           oriel_error *err);
void orl_plan_free(orl_plan *plan);

/* ---- targets */

typedef enum orl_target_kind {
    ORL_TARGET_HEAD,
    ORL_TARGET_NUMBER,
    ORL_TARGET_RELATIVE
} orl_target_kind;

typedef struct orl_target {
    orl_target_kind kind;
    int64_t number; /* NUMBER: 0 is base; RELATIVE: how many, negative for back */
} orl_target;

/* Reads "head", "base", "12", "0012", "+2" or "-2"; NULL is ORIEL_BAD_ARGUMENT. */
oriel_status orl_target_read(const char *text, orl_target *target, oriel_error *err);

/*
 * The number up to which (upgrade) or down to which (downgrade) to go.  A number nobody has and
 * more steps than there are, are ORIEL_BAD_ARGUMENT.
 */
oriel_status orl_plan_upgrade_limit(const orl_plan *plan, const orl_target *target, int64_t *limit,
                                    oriel_error *err);
oriel_status orl_plan_downgrade_limit(const orl_plan *plan, const orl_target *target,
                                      int64_t *limit, oriel_error *err);

/* ---- what is next */

/* The lowest entry up to the limit that is pending or was cut off while upgrading, or NULL. */
const orl_plan_entry *orl_plan_next_up(const orl_plan *plan, int64_t limit);

/* The highest applied entry above the limit, or NULL. */
const orl_plan_entry *orl_plan_next_down(const orl_plan *plan, int64_t limit);

/* The first entry that has the state, or NULL. */
const orl_plan_entry *orl_plan_find(const orl_plan *plan, oriel_migration_state state);

/*
 * A pending entry up to the limit below an applied one, or NULL.  After a merge that renumbered the
 * applied ones above it, an entry that has their old number is in order.
 */
const orl_plan_entry *orl_plan_out_of_order(const orl_plan *plan, int64_t limit);

#endif /* ORIEL_RUNTIME_MIGRATE_PLAN_H */
