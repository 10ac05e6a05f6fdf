#include "analyze/window_clause.h"

#include <string.h>

#include "analyze/group_clause.h"
#include "analyze/sort_clause.h"
#include "analyze/window_frame.h"
#include "parse/sqlstate.h"

static bool is_written(const char *name) {
    return name != NULL && name[0] != '\0';
}

static const window_clause *find_window(const window_list *windows, const char *name) {
    for (int i = 0; i < windows->count; i++) {
        const window_clause *w = windows->items[i];
        if (w->name != NULL && strcmp(w->name, name) == 0) {
            return w;
        }
    }
    return NULL;
}

static bool check_names(parse_state *ps, const PgQuery__WindowDef *d, const window_list *windows,
                        const window_clause **base) {
    *base = NULL;
    if (is_written(d->name) && find_window(windows, d->name) != NULL) {
        analysis_error(ps->analysis, SQLSTATE_WINDOWING_ERROR, d->location,
                       "window \"%s\" is already defined", d->name);
        return false;
    }
    if (!is_written(d->refname)) {
        return true;
    }
    *base = find_window(windows, d->refname);
    if (*base == NULL) {
        analysis_error(ps->analysis, SQLSTATE_UNDEFINED_OBJECT, d->location,
                       "window \"%s\" does not exist", d->refname);
    }
    return *base != NULL;
}

/* A window made from another takes its partitioning and can add an order, but not to a frame. */
static bool check_base(parse_state *ps, const PgQuery__WindowDef *d, const window_clause *base) {
    analysis *an = ps->analysis;
    if (d->n_partition_clause > 0) {
        analysis_error(an, SQLSTATE_WINDOWING_ERROR, d->location,
                       "cannot override PARTITION BY clause of window \"%s\"", d->refname);
        return false;
    }
    if (d->n_order_clause > 0 && base->order.count > 0) {
        analysis_error(an, SQLSTATE_WINDOWING_ERROR, d->location,
                       "cannot override ORDER BY clause of window \"%s\"", d->refname);
        return false;
    }
    if (base->frame_options == FRAME_DEFAULTS) {
        return true;
    }
    diagnostic *error =
        analysis_error(an, SQLSTATE_WINDOWING_ERROR, d->location,
                       "cannot copy window \"%s\" because it has a frame clause", d->refname);
    if (!is_written(d->name) && d->n_order_clause == 0 && d->frame_options == FRAME_DEFAULTS) {
        error->hint = "Omit the parentheses in this OVER clause.";
    }
    return false;
}

static bool transform_lists(parse_state *ps, const PgQuery__WindowDef *d, target_list *targets,
                            window_clause *w) {
    if (!sort_clause_transform(ps, d->n_order_clause, d->order_clause, targets, CLAUSE_WINDOW_ORDER,
                               false, &w->order)) {
        return false;
    }
    group_request partition = {.count = d->n_partition_clause,
                               .nodes = d->partition_clause,
                               .clause = CLAUSE_WINDOW_PARTITION,
                               .targets = targets,
                               .order = &w->order};
    return group_clause_transform(ps, &partition, &w->partition, NULL);
}

static window_clause *transform_window(parse_state *ps, const PgQuery__WindowDef *d,
                                       target_list *targets, const window_list *windows) {
    window_clause *w = ARENA_NEW(ps->analysis->arena, window_clause);
    w->name = is_written(d->name) ? d->name : NULL;
    w->reference = is_written(d->refname) ? d->refname : NULL;
    w->frame_options = d->frame_options;
    w->location = d->location;
    const window_clause *base;
    if (!check_names(ps, d, windows, &base) || !transform_lists(ps, d, targets, w)) {
        return NULL;
    }
    if (base != NULL) {
        if (!check_base(ps, d, base)) {
            return NULL;
        }
        w->partition = base->partition;
        if (d->n_order_clause == 0) {
            w->order = base->order;
            w->copied_order = true;
        }
    }
    return window_frame_transform(ps, d, w) ? w : NULL;
}

bool window_clause_transform(parse_state *ps, target_list *targets, window_list *result) {
    for (int i = 0; i < ps->window_definitions.count; i++) {
        window_clause *w = transform_window(ps, ps->window_definitions.items[i], targets, result);
        if (w == NULL) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, result) = w;
    }
    return true;
}
