#include "revise/revision.h"

#include <string.h>

#include "parse/sqlstate.h"
#include "replay/snapshots.h"
#include "revise/catalog_diff.h"
#include "revise/view_files.h"
#include "revise/view_notes.h"

/* The way from the input to the pair. */
typedef struct making {
    const revision_input *input;
    arena *arena;
    diagnostics *diagnostics;
    replay *replay;
    view_book *present; /* what the migrations made */
    view_book *wanted;  /* what the view files say */
    const catalog_image *before, *target;
    revision *result;
} making;

static bool read_states(making *m) {
    const revision_input *in = m->input;
    int errors = m->diagnostics->error_count;
    bool unreadable = false;
    if (!snapshots_add(m->replay, in->snapshots, &unreadable)) {
        return false;
    }
    m->present = view_book_new(m->arena);
    for (int i = 0; i < in->migration_count; i++) {
        if (in->migrations[i] != NULL) { /* it was no SQL text: reported where it was read */
            view_notes_replay(m->present, m->replay, in->migrations[i]);
        }
    }
    m->wanted = view_files_read(m->arena, m->replay, in->views, in->view_count);
    view_book_inherit(m->wanted, m->present);
    return m->diagnostics->error_count == errors;
}

static making start(const revision_input *input) {
    making m = {.input = input, .arena = input->arena, .diagnostics = input->diagnostics};
    m.replay = replay_new(input->arena, input->pg_version, input->diagnostics);
    m.result = ARENA_NEW(m.arena, revision);
    m.result->outcome = REVISION_WRONG;
    return m;
}

static const catalog_image *image_of(const making *m) {
    return catalog_image_take(m->arena, replay_catalog(m->replay));
}

/* ---- proofs ---------------------------------------------------------------------------------- */

enum { MAX_REPORTED = 5 };

static bool bug(making *m, const char *direction, const char *what) {
    diagnostics_add(m->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_INTERNAL_ERROR, (position){0},
                    "the %s migration would not do what it has to: %s", direction, what);
    m->result->outcome = REVISION_BUG;
    return false;
}

static bool prove_same(making *m, const char *direction, const catalog_image *expected) {
    const catalog_diff *diff = catalog_diff_of(m->arena, expected, image_of(m));
    for (int i = 0; i < diff->count && i < MAX_REPORTED; i++) {
        bug(m, direction, catalog_difference_text(m->arena, &diff->items[i]));
    }
    return diff->count == 0;
}

/* Replays a text as upgrade and downgrade would, noting the views in `book`. */
static bool replay_text(making *m, view_book *book, const char *direction, const char *sql) {
    int said = m->diagnostics->list.count;
    const char *name = arena_printf(m->arena, "(%s migration)", direction);
    const source_file *file = source_file_of_text(m->arena, name, sql, strlen(sql), m->diagnostics);
    if (file == NULL || !view_notes_replay(book, m->replay, file)) {
        return bug(m, direction, "it is refused");
    }
    diagnostics_truncate(m->diagnostics, said); /* its warnings are no news */
    return true;
}

/* The views are made by what their files say. */
static bool prove_definitions(making *m, const view_book *after) {
    for (int i = 0; i < m->wanted->count; i++) {
        const view_entry *entry = &m->wanted->items[i];
        const view_entry *made = view_book_find(after, entry->schema, entry->name);
        if (made == NULL || strcmp(made->fingerprint, entry->fingerprint) != 0) {
            return bug(m, "up",
                       arena_printf(m->arena, "view %s is not what its file says",
                                    view_entry_name(m->arena, entry)));
        }
    }
    return true;
}

/* ---- the pair -------------------------------------------------------------------------------- */

static void explain_former(making *m, int said) {
    for (int i = said; i < m->diagnostics->list.count; i++) {
        diagnostic *d = &m->diagnostics->list.items[i];
        if (d->severity == DIAGNOSTIC_ERROR) {
            d->hint = "The way down has to restore this definition, and it does not work any more: "
                      "a later migration changed what it reads. Repeat the view with its new text "
                      "in that migration (CREATE OR REPLACE VIEW), or write this pair by hand.";
        }
    }
}

static bool make_up(making *m, view_book *after) {
    replay_mark mark = replay_save(m->replay);
    m->before = image_of(m);
    view_plan_request request = {.replay = m->replay, .from = m->present, .to = m->wanted};
    m->result->plan = view_plan_make(m->arena, &request);
    if (m->result->plan == NULL) {
        return false;
    }
    if (view_plan_is_empty(m->result->plan)) {
        m->result->outcome = REVISION_NOTHING;
        return false;
    }
    m->target = image_of(m);
    m->result->up = view_script_text(&m->result->plan->script, m->input->title);
    replay_rollback(m->replay, mark);
    return replay_text(m, after, "up", m->result->up) && prove_same(m, "up", m->target) &&
           prove_definitions(m, after);
}

static bool make_down(making *m, view_book *after) {
    replay_mark mark = replay_save(m->replay);
    int said = m->diagnostics->list.count;
    view_plan_request request = {.replay = m->replay, .from = after, .to = m->present};
    const view_plan *down = view_plan_make(m->arena, &request);
    if (down == NULL) {
        explain_former(m, said);
        return false;
    }
    const char *title = arena_printf(m->arena, "Undo: %s", m->input->title);
    m->result->down = view_script_text(&down->script, title);
    replay_rollback(m->replay, mark);
    return replay_text(m, after, "down", m->result->down) && prove_same(m, "down", m->before);
}

const revision *revision_make(const revision_input *input) {
    making m = start(input);
    if (!read_states(&m)) {
        return m.result;
    }
    view_book *after = view_book_copy(m.present);
    if (make_up(&m, after) && make_down(&m, after)) {
        m.result->outcome = REVISION_MADE;
    }
    return m.result;
}

replay *revision_replay_views(const revision_input *input) {
    making m = start(input);
    (void)read_states(&m);
    view_plan_request request = {
        .replay = m.replay, .from = m.present, .to = m.wanted, .keep_others = true};
    (void)view_plan_make(m.arena, &request);
    return m.replay;
}
