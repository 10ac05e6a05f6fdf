#include "revise/pair_check.h"

#include "parse/sqlstate.h"
#include "replay/replay.h"
#include "replay/snapshots.h"
#include "revise/catalog_diff.h"
#include "revise/transaction_rule.h"

enum { MAX_REPORTED = 10 };

typedef struct checking {
    const pair_check_input *input;
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
} checking;

static position start_of(const source_file *file) {
    return (position){.file = file, .offset = 0};
}

/* ---- single statements ----------------------------------------------------------------------- */

static void check_statement(const checking *c, const sql_statement *s, bool marked) {
    position at = sql_statement_position(s, -1);
    const char *refused = transaction_rule_refused(s);
    if (transaction_rule_controls(s)) {
        diagnostics_add(c->diagnostics, DIAGNOSTIC_ERROR, NULL, at,
                        "a migration must not begin or end transactions")
            ->hint = "Remove the statement; each migration runs in one transaction together with "
                     "its history row.";
    } else if (refused != NULL && !marked) {
        diagnostics_add(c->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_ACTIVE_SQL_TRANSACTION, at,
                        "%s cannot run inside a transaction block", refused)
            ->hint = "Put it into a migration of its own that begins with the line "
                     "\"-- oriel: no-transaction\".";
    }
}

static void check_statements(const checking *c, const source_file *file) {
    bool marked = transaction_rule_is_marked(file);
    sql_reader *reader = sql_reader_new(c->arena, file, c->diagnostics);
    int said = c->diagnostics->list.count;
    for (const sql_statement *s; (s = sql_reader_next(reader)) != NULL;) {
        diagnostics_truncate(c->diagnostics, said); /* syntax errors are said when it is replayed */
        check_statement(c, s, marked);
        said = c->diagnostics->list.count;
    }
    diagnostics_truncate(c->diagnostics, said);
}

/* ---- both ways ------------------------------------------------------------------------------- */

static bool replay_file(const checking *c, const source_file *file) {
    int errors = c->diagnostics->error_count;
    replay_reset_session(c->replay);
    replay_source(c->replay, file);
    replay_reset_session(c->replay);
    return c->diagnostics->error_count == errors;
}

static const catalog_image *image_of(const checking *c) {
    return catalog_image_take(c->arena, replay_catalog(c->replay));
}

static void report_differences(const checking *c, const source_file *down,
                               const catalog_diff *diff) {
    for (int i = 0; i < diff->count && i < MAX_REPORTED; i++) {
        diagnostics_add(c->diagnostics, DIAGNOSTIC_ERROR, NULL, start_of(down),
                        "going down does not undo going up: %s",
                        catalog_difference_text(c->arena, &diff->items[i]));
    }
    if (diff->count > MAX_REPORTED) {
        diagnostics_add(c->diagnostics, DIAGNOSTIC_NOTE, NULL, start_of(down),
                        "%d more differences are not shown", diff->count - MAX_REPORTED);
    }
}

/* Goes up, down and up again; returns the state after the up file. */
static const catalog_image *check_pair(const checking *c, int index, const catalog_image *before) {
    const source_file *up = c->input->ups[index], *down = c->input->downs[index];
    check_statements(c, up);
    check_statements(c, down);
    bool fine = replay_file(c, up);
    const catalog_image *after = image_of(c);
    replay_mark mark = replay_save(c->replay);
    if (fine && replay_file(c, down)) {
        report_differences(c, down, catalog_diff_of(c->arena, before, image_of(c)));
    }
    replay_rollback(c->replay, mark);
    return after;
}

/* False when the user's snapshots are wrong. */
static bool start(checking *c, const pair_check_input *input) {
    *c = (checking){.input = input,
                    .arena = input->arena,
                    .diagnostics = input->diagnostics,
                    .replay = replay_new(input->arena, input->pg_version, input->diagnostics)};
    bool unreadable = false;
    return snapshots_add(c->replay, input->snapshots, &unreadable);
}

bool pair_check_all(const pair_check_input *input) {
    checking c;
    if (!start(&c, input)) {
        return false;
    }
    int errors = c.diagnostics->error_count;
    const catalog_image *state = image_of(&c);
    for (int i = 0; i < input->pairs->count; i++) {
        state = check_pair(&c, i, state);
    }
    return c.diagnostics->error_count == errors;
}

/* ---- two orders ------------------------------------------------------------------------------ */

/* The catalog after these pairs, by place; NULL when one has an error. */
static const catalog_image *state_of_order(const checking *c, const int *order, int count) {
    replay_mark mark = replay_save(c->replay);
    bool fine = true;
    for (int i = 0; fine && i < count; i++) {
        fine = replay_file(c, c->input->ups[order[i]]);
    }
    const catalog_image *state = fine ? image_of(c) : NULL;
    replay_rollback(c->replay, mark);
    return state;
}

static bool same_state(const checking *c, const catalog_image *one, const catalog_image *other,
                       int moved) {
    if (one == NULL || other == NULL) {
        return false;
    }
    const catalog_diff *diff = catalog_diff_of(c->arena, one, other);
    for (int i = 0; i < diff->count && i < MAX_REPORTED; i++) {
        diagnostics_add(c->diagnostics, DIAGNOSTIC_ERROR, NULL, start_of(c->input->ups[moved]),
                        "the order of the heads matters: %s",
                        catalog_difference_text(c->arena, &diff->items[i]));
    }
    return diff->count == 0;
}

bool pair_check_merge(const pair_check_input *input, int first, int moved) {
    checking c;
    if (!start(&c, input)) {
        return false;
    }
    int count = input->pairs->count;
    int *order = ARENA_ARRAY(c.arena, int, count);
    for (int i = 0; i < count; i++) {
        order[i] = i;
    }
    const catalog_image *one = state_of_order(&c, order, count);
    order[first] = first + 1;
    order[first + 1] = first;
    const catalog_image *other = one == NULL ? NULL : state_of_order(&c, order, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (i != moved) {
            order[kept++] = i;
        }
    }
    order[kept] = moved;
    const catalog_image *merged = other == NULL ? NULL : state_of_order(&c, order, count);
    return same_state(&c, one, other, moved) && same_state(&c, one, merged, moved);
}
