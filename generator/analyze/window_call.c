#include "analyze/expression_internal.h"

#include <string.h>

#include "analyze/clause_rule.h"
#include "analyze/level_walk.h"
#include "analyze/raw_node.h"
#include "parse/sqlstate.h"

static bool is_written(const char *name) {
    return name != NULL && name[0] != '\0';
}

static bool same_list(size_t x_count, PgQuery__Node *const *x, size_t y_count,
                      PgQuery__Node *const *y) {
    if (x_count != y_count) {
        return false;
    }
    for (size_t i = 0; i < x_count; i++) {
        if (!raw_node_equal(&x[i]->base, &y[i]->base)) {
            return false;
        }
    }
    return true;
}

static const ProtobufCMessage *message(const PgQuery__Node *node) {
    return node != NULL ? &node->base : NULL;
}

/* Two definitions that say the same share one window, whatever name the first was given. */
static bool same_definition(const PgQuery__WindowDef *x, const PgQuery__WindowDef *y) {
    if (is_written(x->refname) != is_written(y->refname) ||
        (is_written(x->refname) && strcmp(x->refname, y->refname) != 0)) {
        return false;
    }
    return x->frame_options == y->frame_options &&
           same_list(x->n_partition_clause, x->partition_clause, y->n_partition_clause,
                     y->partition_clause) &&
           same_list(x->n_order_clause, x->order_clause, y->n_order_clause, y->order_clause) &&
           raw_node_equal(message(x->start_offset), message(y->start_offset)) &&
           raw_node_equal(message(x->end_offset), message(y->end_offset));
}

/* The number of OVER name, from 1; 0 with an error. */
static int named_window(parse_state *ps, const PgQuery__WindowDef *over) {
    for (int i = 0; i < ps->window_definitions.count; i++) {
        const PgQuery__WindowDef *known = ps->window_definitions.items[i];
        if (is_written(known->name) && strcmp(known->name, over->name) == 0) {
            return i + 1;
        }
    }
    analysis_error(ps->analysis, SQLSTATE_UNDEFINED_OBJECT, over->location,
                   "window \"%s\" does not exist", over->name);
    return 0;
}

static int window_in_place(parse_state *ps, PgQuery__WindowDef *over) {
    for (int i = 0; i < ps->window_definitions.count; i++) {
        if (same_definition(ps->window_definitions.items[i], over)) {
            return i + 1;
        }
    }
    *LIST_PUSH(ps->analysis->arena, &ps->window_definitions) = over;
    return ps->window_definitions.count;
}

static bool check_not_nested(parse_state *ps, const expr *call) {
    for (int i = 0; i < call->u.window_func.args.count; i++) {
        const expr *inner = level_walk_find_window_call(call->u.window_func.args.items[i]);
        if (inner != NULL) {
            analysis_error(ps->analysis, SQLSTATE_WINDOWING_ERROR, expr_location(inner),
                           "window function calls cannot be nested");
            return false;
        }
    }
    return true;
}

bool window_call_finish(parse_state *ps, expr *window_func, PgQuery__WindowDef *over) {
    if ((ps->has_windows && !check_not_nested(ps, window_func)) ||
        !clause_rule_allows(ps->analysis, ps->clause, GUEST_WINDOW_FUNCTION,
                            window_func->location)) {
        return false;
    }
    int window = is_written(over->name) ? named_window(ps, over) : window_in_place(ps, over);
    window_func->u.window_func.window = window;
    ps->has_windows = true;
    return window != 0;
}
