#include "analyze/call_check.h"

#include "parse/sqlstate.h"

const char *call_signature(const call *c) {
    return function_call_signature(c->ps->analysis, call_name(c), c->args.count, c->types,
                                   c->arg_names, c->named_count);
}

const char *call_name(const call *c) {
    return qualified_name_text(c->ps->analysis, c->name_count, c->name);
}

static diagnostic *undefined(const call *c) {
    return analysis_error(c->ps->analysis, SQLSTATE_UNDEFINED_FUNCTION, c->location,
                          "function %s does not exist", call_signature(c));
}

/* format has one %s: the name. */
static bool wrong_kind(const call *c, const char *before, const char *after) {
    analysis_error(c->ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, c->location, "%s%s%s", before,
                   call_name(c), after);
    return false;
}

static bool unsupported(const call *c, const char *message) {
    analysis_error(c->ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, c->location, "%s", message);
    return false;
}

bool call_check_found(call *c) {
    analysis *an = c->ps->analysis;
    if (an->failed) {
        return false;
    }
    if (c->found.match == FUNCTION_AMBIGUOUS) {
        diagnostic *d = analysis_error(an, SQLSTATE_AMBIGUOUS_FUNCTION, c->location,
                                       "function %s is not unique", call_signature(c));
        d->hint = "Could not choose a best candidate function. You might need to add explicit "
                  "type casts.";
        return false;
    }
    if (c->found.match == FUNCTION_NOT_FOUND) {
        diagnostic *d = undefined(c);
        d->hint = "No function matches the given name and argument types. You might need to add "
                  "explicit type casts.";
        if (c->func && c->func->n_agg_order > 1 && !c->func->agg_within_group) {
            d->hint = "No aggregate function matches the given name and argument types. Perhaps "
                      "you misplaced ORDER BY; ORDER BY must appear after all regular arguments "
                      "of the aggregate.";
        }
        return false;
    }
    return true;
}

/* --- Plain functions ------------------------------------------------------------------------- */

static bool check_plain(const call *c) {
    const PgQuery__FuncCall *f = c->func;
    const char *not_aggregate = " is not an aggregate function";
    if (!f) {
        return true;
    }
    if (f->agg_star) {
        const char *name = call_name(c);
        analysis_error(c->ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, c->location,
                       "%s(*) specified, but %s is not an aggregate function", name, name);
        return false;
    }
    if (f->agg_distinct) {
        return wrong_kind(c, "DISTINCT specified, but ", not_aggregate);
    }
    if (f->agg_within_group) {
        return wrong_kind(c, "WITHIN GROUP specified, but ", not_aggregate);
    }
    if (f->n_agg_order > 0) {
        return wrong_kind(c, "ORDER BY specified, but ", not_aggregate);
    }
    if (f->agg_filter) {
        return wrong_kind(c, "FILTER specified, but ", not_aggregate);
    }
    return !f->over || wrong_kind(c, "OVER specified, but ",
                                  " is not a window function nor an aggregate function");
}

/* --- Aggregates over an ordered set ---------------------------------------------------------- */

static const char *plural(int count) {
    return count == 1 ? "argument" : "arguments";
}

static bool check_direct_count(const call *c, int direct, int wanted) {
    if (direct == wanted) {
        return true;
    }
    undefined(c)->hint =
        analysis_text(c->ps->analysis,
                      "There is an ordered-set aggregate %s, but it requires %d direct %s, not %d.",
                      call_name(c), wanted, plural(wanted), direct);
    return false;
}

/* Both the direct and the ordered arguments are the variadic ones. */
static bool check_variadic_set(const call *c, int wanted) {
    analysis *an = c->ps->analysis;
    int variadic = c->found.variadic_count;
    if (c->found.proc->aggregate_kind == 'h') {
        if (variadic != 2 * c->order_count) {
            undefined(c)->hint = analysis_text(
                an,
                "To use the hypothetical-set aggregate %s, the number of hypothetical direct "
                "arguments (here %d) must match the number of ordering columns (here %d).",
                call_name(c), variadic - c->order_count, c->order_count);
            return false;
        }
    } else if (variadic <= c->order_count) {
        undefined(c)->hint = analysis_text(
            an, "There is an ordered-set aggregate %s, but it requires at least %d direct %s.",
            call_name(c), wanted, plural(wanted));
        return false;
    }
    return true;
}

static bool check_ordered_set(const call *c) {
    const PgQuery__FuncCall *f = c->func;
    const pg_proc *proc = c->found.proc;
    if (!f || !f->agg_within_group) {
        return wrong_kind(c, "WITHIN GROUP is required for ordered-set aggregate ", "");
    }
    if (f->over) {
        return unsupported(c, analysis_text(c->ps->analysis,
                                            "OVER is not supported for ordered-set aggregate %s",
                                            call_name(c)));
    }
    int direct = c->args.count - c->order_count;
    int declared = c->found.arg_count;
    if (c->found.variadic_count > 1) {
        declared -= c->found.variadic_count - 1;
    }
    if (!proc->variadic || proc->direct_count < declared) {
        return check_direct_count(c, direct, proc->direct_count);
    }
    return check_variadic_set(c, proc->direct_count);
}

bool call_check_decorations(const call *c) {
    bool within_group = c->func && c->func->agg_within_group;
    switch (c->found.match) {
    case FUNCTION_PROCEDURE: {
        diagnostic *d = analysis_error(c->ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, c->location,
                                       "%s is a procedure", call_signature(c));
        d->hint = "To call a procedure, use CALL.";
        return false;
    }
    case FUNCTION_NORMAL:
    case FUNCTION_COERCION:
        return check_plain(c);
    case FUNCTION_AGGREGATE:
        if (c->found.proc->aggregate_kind == 'o' || c->found.proc->aggregate_kind == 'h') {
            return check_ordered_set(c);
        }
        return !within_group ||
               wrong_kind(c, "",
                          " is not an ordered-set aggregate, so it cannot have WITHIN GROUP");
    case FUNCTION_WINDOW:
        if (!c->func || !c->func->over) {
            return wrong_kind(c, "window function ", " requires an OVER clause");
        }
        return !within_group || wrong_kind(c, "window function ", " cannot have WITHIN GROUP");
    case FUNCTION_NOT_FOUND:
    case FUNCTION_AMBIGUOUS:
        break;
    }
    return false;
}

/* --- Aggregates and windows ------------------------------------------------------------------ */

static bool check_star(const call *c) {
    return c->args.count > 0 || !c->func || c->func->agg_star || c->func->agg_within_group ||
           wrong_kind(c, "", "(*) must be used to call a parameterless aggregate function");
}

static bool check_no_set(const call *c, const char *message) {
    if (!c->found.proc->returns_set) {
        return true;
    }
    analysis_error(c->ps->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, c->location, "%s",
                   message);
    return false;
}

bool call_check_aggregate(const call *c) {
    if (!check_star(c) || !check_no_set(c, "aggregates cannot return sets")) {
        return false;
    }
    return c->named_count == 0 || unsupported(c, "aggregates cannot use named arguments");
}

bool call_check_window(const call *c) {
    const PgQuery__FuncCall *f = c->func;
    bool aggregate = c->found.match == FUNCTION_AGGREGATE;
    if (f->agg_distinct) {
        return unsupported(c, "DISTINCT is not implemented for window functions");
    }
    if (aggregate && !check_star(c)) {
        return false;
    }
    if (f->n_agg_order > 0) {
        return unsupported(c, "aggregate ORDER BY is not implemented for window functions");
    }
    if (!aggregate && f->agg_filter) {
        return unsupported(c, "FILTER is not implemented for non-aggregate window functions");
    }
    if (c->ps->last_set_function != c->last_set_function) {
        diagnostic *d =
            analysis_error(c->ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED,
                           expr_location(c->ps->last_set_function),
                           "window function calls cannot contain set-returning function calls");
        d->hint = "You might be able to move the set-returning function into a LATERAL FROM item.";
        return false;
    }
    return check_no_set(c, "window functions cannot return sets");
}
