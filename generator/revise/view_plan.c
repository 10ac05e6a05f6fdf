#include "revise/view_plan.h"

#include <string.h>

#include "base/text.h"
#include "catalog/depend.h"
#include "parse/sqlstate.h"
#include "revise/plan_step.h"
#include "revise/view_order.h"

typedef struct planning {
    arena *arena;
    const view_plan_request *request;
    view_plan *plan;
    plan_trial trial;
    bool *dropped; /* by place in request->from: dropped before anything is made */
    bool *failed;  /* by place in plan->items */
    bool any_failed;
} planning;

static int from_index(const planning *p, const view_entry *entry) {
    return entry == NULL ? -1 : (int)(entry - p->request->from->items);
}

static bool is_dropped(const planning *p, const view_entry *from) {
    return from != NULL && p->dropped[from_index(p, from)];
}

/* ---- what depends on what -------------------------------------------------------------------- */

static const view_entry *entry_of(const planning *p, oid relation) {
    for (int i = 0; i < p->request->from->count; i++) {
        if (p->request->from->items[i].relation == relation) {
            return &p->request->from->items[i];
        }
    }
    return NULL;
}

typedef void (*dependent_visitor)(planning *p, const view_entry *dependent, void *context);

static void visit_referrers(planning *p, object_address address, oid self, dependent_visitor visit,
                            void *context) {
    const catalog *c = replay_catalog(p->request->replay);
    depend_scan scan = depend_scan_referrers(c, address);
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        if (d->dependent.class != CLASS_REWRITE) {
            continue;
        }
        const catalog_record *rule = catalog_find(c, CLASS_REWRITE, d->dependent.object);
        const view_entry *entry =
            rule == NULL || rule->parent == self ? NULL : entry_of(p, rule->parent);
        if (entry != NULL) {
            visit(p, entry, context);
        }
    }
}

/* The views whose queries use the view or its row type. */
static void visit_dependents(planning *p, const view_entry *entry, dependent_visitor visit,
                             void *context) {
    const pg_class *relation =
        catalog_relation(replay_catalog(p->request->replay), entry->relation);
    if (relation == NULL) {
        return;
    }
    visit_referrers(p, (object_address){CLASS_RELATION, relation->oid, 0}, relation->oid, visit,
                    context);
    visit_referrers(p, (object_address){CLASS_TYPE, relation->row_type, 0}, relation->oid, visit,
                    context);
    visit_referrers(p, (object_address){CLASS_TYPE, relation->array_type, 0}, relation->oid, visit,
                    context);
}

static void mark_dropped(planning *p, const view_entry *entry, void *context) {
    bool *mark = &p->dropped[from_index(p, entry)];
    if (!*mark) {
        *mark = true;
        visit_dependents(p, entry, mark_dropped, context);
    }
}

/* Entries of `from` in an order in which they can be dropped. */
typedef struct drop_list {
    const bool *wanted;
    bool *seen;
    const view_entry **items;
    int count;
} drop_list;

static void list_drop(planning *p, const view_entry *entry, void *context) {
    drop_list *list = context;
    int index = from_index(p, entry);
    if (list->seen[index]) {
        return;
    }
    list->seen[index] = true;
    visit_dependents(p, entry, list_drop, context);
    if (list->wanted[index]) {
        list->items[list->count++] = entry;
    }
}

static drop_list list_drops(planning *p, const bool *wanted) {
    int count = p->request->from->count;
    drop_list list = {.wanted = wanted,
                      .seen = ARENA_ARRAY(p->arena, bool, count + 1),
                      .items = ARENA_ARRAY(p->arena, const view_entry *, count + 1)};
    for (int i = 0; i < count; i++) {
        if (wanted[i]) {
            list_drop(p, &p->request->from->items[i], &list);
        }
    }
    return list;
}

/* ---- classification -------------------------------------------------------------------------- */

static bool same_attachments(const view_entry *x, const view_entry *y) {
    if (x->attachments.count != y->attachments.count) {
        return false;
    }
    for (int i = 0; i < x->attachments.count; i++) {
        bool found = false;
        for (int k = 0; k < y->attachments.count; k++) {
            const view_attachment *one = &x->attachments.items[i];
            const view_attachment *other = &y->attachments.items[k];
            found = found ||
                    (one->kind == other->kind && strcmp(one->fingerprint, other->fingerprint) == 0);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static view_change classify(const planning *p, const view_entry *to) {
    view_change change = {
        .kind = VIEW_NEW, .from = view_book_find(p->request->from, to->schema, to->name), .to = to};
    if (change.from == NULL) {
        return change;
    }
    if (strcmp(change.from->fingerprint, to->fingerprint) != 0) {
        change.kind = VIEW_REPLACED;
        if (to->materialized || change.from->materialized) {
            change.kind = VIEW_REMADE;
            change.reason = to->materialized && change.from->materialized
                                ? "there is no CREATE OR REPLACE MATERIALIZED VIEW"
                                : "it becomes another kind of view";
        }
    } else {
        change.kind = same_attachments(change.from, to) ? VIEW_SAME : VIEW_ADJUSTED;
    }
    return change;
}

static bool classify_all(planning *p) {
    const view_book *to = p->request->to;
    const view_book *from = p->request->from;
    view_order order;
    if (!view_order_of(p->arena, to, &order, p->trial.diagnostics)) {
        return false;
    }
    p->plan->items = ARENA_ARRAY(p->arena, view_change, to->count + from->count + 1);
    for (int i = 0; i < order.count; i++) {
        view_change *change = &p->plan->items[p->plan->count++];
        *change = classify(p, &to->items[order.items[i]]);
        if (change->kind == VIEW_REMADE) {
            mark_dropped(p, change->from, NULL);
        }
    }
    for (int i = 0; i < from->count && !p->request->keep_others; i++) {
        const view_entry *entry = &from->items[i];
        if (view_book_find(to, entry->schema, entry->name) == NULL) {
            p->plan->items[p->plan->count++] = (view_change){.kind = VIEW_GONE, .from = entry};
        }
    }
    return true;
}

/* ---- making ---------------------------------------------------------------------------------- */

static position place_of(const planning *p, const view_entry *entry) {
    const view_entry *to = view_book_find(p->request->to, entry->schema, entry->name);
    return sql_statement_position(to != NULL ? to->create : entry->create, -1);
}

static const char *drop_remark(planning *p) {
    text t = text_new(p->arena);
    for (int i = 0; i < p->plan->count; i++) {
        const view_change *change = &p->plan->items[i];
        if (change->kind == VIEW_REMADE) {
            text_printf(&t, "%s%s is dropped and made again: %s", t.length > 0 ? "\n" : "",
                        view_entry_name(p->arena, change->to), change->reason);
        }
    }
    return text_string(&t);
}

static bool drop_first(planning *p) {
    drop_list list = list_drops(p, p->dropped);
    p->trial.starts_group = true;
    p->trial.remark = drop_remark(p);
    for (int i = 0; i < list.count; i++) {
        if (!plan_step_drop(&p->trial, list.items[i], place_of(p, list.items[i]))) {
            return false;
        }
    }
    p->trial.remark = NULL;
    return true;
}

/* True when the view names one that could not be made: there is nothing new to say about it. */
static bool needs_failed(const planning *p, int index) {
    for (int i = 0; i < p->plan->count; i++) {
        const view_change *change = &p->plan->items[i];
        if (p->failed[i] && i != index && change->to != NULL &&
            view_order_names(p->plan->items[index].to, change->to)) {
            return true;
        }
    }
    return false;
}

/* The server's words when it would not let the view be replaced; NULL when it is another error. */
static const char *refusal(const planning *p, int before) {
    const diagnostics *d = p->trial.diagnostics;
    for (int i = before; i < d->list.count; i++) {
        const diagnostic *one = &d->list.items[i];
        if (one->severity == DIAGNOSTIC_ERROR && one->sqlstate != NULL) {
            return strcmp(one->sqlstate, SQLSTATE_INVALID_TABLE_DEFINITION) == 0 ? one->message
                                                                                 : NULL;
        }
    }
    return NULL;
}

typedef enum make_result { MADE, NOT_MADE, REFUSED } make_result;

static make_result make_view(planning *p, view_change *change) {
    plan_trial *t = &p->trial;
    int before = t->diagnostics->list.count;
    t->starts_group = true;
    if (change->from == NULL || is_dropped(p, change->from)) {
        return plan_step_create(t, change->to, false) && plan_step_attach_all(t, change->to)
                   ? MADE
                   : NOT_MADE;
    }
    if (change->kind == VIEW_SAME) {
        return MADE;
    }
    if (!plan_step_detach_changes(t, change->from, change->to)) {
        return NOT_MADE;
    }
    bool replaced = change->kind == VIEW_REPLACED;
    before = t->diagnostics->list.count;
    if (replaced && !plan_step_create(t, change->to, true)) {
        change->reason = refusal(p, before);
        return change->reason != NULL ? REFUSED : NOT_MADE;
    }
    return plan_step_attach_changes(t, change->from, change->to, replaced) ? MADE : NOT_MADE;
}

/* REFUSED: the view of plan->items[*refused] has to be dropped first. */
static make_result make_all(planning *p, int *refused) {
    for (int i = 0; i < p->plan->count; i++) {
        view_change *change = &p->plan->items[i];
        if (change->to == NULL) {
            continue;
        }
        make_result result = needs_failed(p, i) ? NOT_MADE : make_view(p, change);
        if (result == REFUSED) {
            *refused = i;
            return REFUSED;
        }
        p->failed[i] = result == NOT_MADE;
        p->any_failed = p->any_failed || p->failed[i];
    }
    return p->any_failed ? NOT_MADE : MADE;
}

static bool drop_gone(planning *p) {
    bool *gone = ARENA_ARRAY(p->arena, bool, p->request->from->count + 1);
    for (int i = 0; i < p->plan->count; i++) {
        const view_change *change = &p->plan->items[i];
        if (change->kind == VIEW_GONE && !is_dropped(p, change->from)) {
            gone[from_index(p, change->from)] = true;
        }
    }
    drop_list list = list_drops(p, gone);
    p->trial.starts_group = true;
    for (int i = 0; i < list.count; i++) {
        int said = p->trial.diagnostics->list.count;
        if (!plan_step_drop(&p->trial, list.items[i], place_of(p, list.items[i]))) {
            if (p->trial.diagnostics->list.count > said) {
                p->trial.diagnostics->list.items[said].hint =
                    "No view file makes it any more. Take it out of what uses it, or put its file "
                    "back.";
            }
            return false;
        }
    }
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void name_carried(planning *p) {
    for (int i = 0; i < p->plan->count; i++) {
        view_change *change = &p->plan->items[i];
        if (change->to != NULL && is_dropped(p, change->from) && change->kind != VIEW_REMADE) {
            change->kind = VIEW_CARRIED;
        }
    }
}

const view_plan *view_plan_make(arena *a, const view_plan_request *request) {
    view_plan *plan = ARENA_NEW(a, view_plan);
    planning p = {.arena = a,
                  .request = request,
                  .plan = plan,
                  .dropped = ARENA_ARRAY(a, bool, request->from->count + 1)};
    plan->script.arena = a;
    p.trial = (plan_trial){.arena = a,
                           .replay = request->replay,
                           .diagnostics = replay_diagnostics(request->replay),
                           .script = &plan->script};
    replay_reset_session(request->replay);
    if (!classify_all(&p)) {
        return NULL;
    }
    replay_mark mark = replay_save(request->replay);
    int said = p.trial.diagnostics->list.count;
    for (;;) {
        int refused = 0;
        p.failed = ARENA_ARRAY(a, bool, plan->count + 1);
        p.any_failed = false;
        make_result result = drop_first(&p) ? make_all(&p, &refused) : NOT_MADE;
        if (result != REFUSED) {
            bool done = result == MADE && drop_gone(&p);
            replay_reset_session(request->replay);
            name_carried(&p);
            return done ? plan : NULL;
        }
        diagnostics_truncate(p.trial.diagnostics, said);
        replay_rollback(request->replay, mark);
        plan->script.count = 0;
        p.trial.path = NULL;
        plan->items[refused].kind = VIEW_REMADE;
        mark_dropped(&p, plan->items[refused].from, NULL);
    }
}

bool view_plan_is_empty(const view_plan *plan) {
    return plan->script.count == 0;
}
