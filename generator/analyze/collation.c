#include "analyze/collation.h"

#include "analyze/coercion.h"
#include "catalog/type_format.h"
#include "parse/sqlstate.h"

/* Where a collation comes from, weakest first. */
typedef enum derivation {
    DERIVATION_NONE,     /* of a type that has none */
    DERIVATION_IMPLICIT, /* of a column or type */
    DERIVATION_CONFLICT, /* of inputs that differ */
    DERIVATION_EXPLICIT, /* of a COLLATE clause */
} derivation;

/* What is known of the inputs seen so far at one place of a tree. */
typedef struct collation_state {
    parse_state *ps;
    oid collation;
    derivation derivation;
    const expr *source; /* what has the collation: its place is looked up for errors only */
    oid other;          /* of a conflict: the collation that did not fit, and what has it */
    const expr *other_source;
} collation_state;

static bool assign(expr *e, collation_state *outer);
static bool assign_inputs(expr *e, collation_state *state);

static collation_state new_state(parse_state *ps) {
    return (collation_state){.ps = ps};
}

/* --- Errors ---------------------------------------------------------------------------------- */

static const char *collation_name(const collation_state *s, oid collation) {
    const pg_collation *c = catalog_collation(s->ps->analysis->catalog, collation);
    return c == NULL ? "" : c->name;
}

/* A COLLATE clause is meant itself, not what it stands behind. */
static int place_of(const expr *source) {
    return source->kind == EXPR_COLLATE ? source->location : expr_location(source);
}

static void report_conflict(const collation_state *s) {
    analysis_error(s->ps->analysis, SQLSTATE_COLLATION_MISMATCH, place_of(s->other_source),
                   "collation mismatch between implicit collations \"%s\" and \"%s\"",
                   collation_name(s, s->collation), collation_name(s, s->other))
        ->hint =
        "You can choose the collation by applying the COLLATE clause to one or both expressions.";
}

/* --- Merging --------------------------------------------------------------------------------- */

static bool merge_explicit(collation_state *to, const collation_state *from) {
    if (to->collation == from->collation) {
        return true;
    }
    analysis_error(to->ps->analysis, SQLSTATE_COLLATION_MISMATCH, place_of(from->source),
                   "collation mismatch between explicit collations \"%s\" and \"%s\"",
                   collation_name(to, to->collation), collation_name(to, from->collation));
    return false;
}

/* The default collation gives way to any other; two others are a conflict. */
static void merge_implicit(collation_state *to, const collation_state *from) {
    if (to->collation == from->collation || from->collation == DEFAULT_COLLATION_OID) {
        return;
    }
    if (to->collation == DEFAULT_COLLATION_OID) {
        to->collation = from->collation;
        to->source = from->source;
        return;
    }
    to->derivation = DERIVATION_CONFLICT;
    to->other = from->collation;
    to->other_source = from->source;
}

static bool merge(collation_state *to, const collation_state *from) {
    if (from->derivation > to->derivation) {
        parse_state *ps = to->ps;
        *to = *from;
        to->ps = ps;
        return true;
    }
    if (from->derivation < to->derivation) {
        return true;
    }
    switch (from->derivation) {
    case DERIVATION_NONE:
    case DERIVATION_CONFLICT:
        break;
    case DERIVATION_IMPLICIT:
        merge_implicit(to, from);
        break;
    case DERIVATION_EXPLICIT:
        return merge_explicit(to, from);
    }
    return true;
}

/* --- Independent expressions ----------------------------------------------------------------- */

bool collation_assign_expr(parse_state *ps, expr *e) {
    collation_state state = new_state(ps);
    return e == NULL || assign(e, &state);
}

bool collation_assign_list(parse_state *ps, expr_list *list) {
    for (int i = 0; i < list->count; i++) {
        if (!collation_assign_expr(ps, list->items[i])) {
            return false;
        }
    }
    return true;
}

static bool assign_list(expr_list *list, collation_state *state) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] != NULL && !assign(list->items[i], state)) {
            return false;
        }
    }
    return true;
}

bool collation_select(parse_state *ps, const expr_list *list, bool none_ok, oid *collation) {
    collation_state state = new_state(ps);
    expr_list copy = *list;
    *collation = INVALID_OID;
    if (!assign_list(&copy, &state)) {
        return false;
    }
    if (state.derivation == DERIVATION_CONFLICT) {
        if (!none_ok) {
            report_conflict(&state);
        }
        return none_ok;
    }
    *collation = state.collation;
    return true;
}

/* --- Aggregates ------------------------------------------------------------------------------ */

/* A target that is sorted or grouped by must have a collation to compare with. */
static bool check_target(const target *t, const collation_state *state) {
    if (state->derivation == DERIVATION_CONFLICT && t->sort_group_ref != 0) {
        report_conflict(state);
        return false;
    }
    return true;
}

static bool assign_target(target *t, collation_state *outer) {
    collation_state state = new_state(outer->ps);
    return assign(t->expr, &state) && check_target(t, &state) && merge(outer, &state);
}

static bool assign_lone_target(parse_state *ps, target *t) {
    collation_state state = new_state(ps);
    return assign_target(t, &state);
}

static bool assign_plain_aggregate(expr *e, collation_state *state) {
    for (int i = 0; i < e->u.aggref.args.count; i++) {
        target *t = &e->u.aggref.args.items[i];
        if (!(t->junk ? assign_lone_target(state->ps, t) : assign_target(t, state))) {
            return false;
        }
    }
    return true;
}

static bool is_variadic_aggregate(const collation_state *state, const expr *e) {
    const pg_proc *proc = catalog_proc(state->ps->analysis->catalog, e->u.aggref.function);
    return proc != NULL && proc->variadic != INVALID_OID;
}

static bool assign_ordered_set(expr *e, collation_state *state) {
    target_list *args = &e->u.aggref.args;
    bool merges = args->count == 1 && !is_variadic_aggregate(state, e);
    if (!assign_list(&e->u.aggref.direct, state)) {
        return false;
    }
    for (int i = 0; i < args->count; i++) {
        target *t = &args->items[i];
        if (!(merges ? assign_target(t, state) : assign_lone_target(state->ps, t))) {
            return false;
        }
    }
    return true;
}

/* The sort column takes the collation that the hypothetical argument and it have together. */
static bool assign_hypothetical_pair(expr *argument, target *sorted, parse_state *ps) {
    collation_state pair = new_state(ps);
    if (!assign(argument, &pair) || !assign(sorted->expr, &pair)) {
        return false;
    }
    if (pair.derivation == DERIVATION_CONFLICT) {
        report_conflict(&pair);
        return false;
    }
    if (pair.collation != INVALID_OID && pair.collation != sorted->expr->collation) {
        expr *relabel = expr_new(ps->analysis->arena, EXPR_RELABEL, sorted->expr->type, -1);
        relabel->typmod = sorted->expr->typmod;
        relabel->collation = pair.collation;
        relabel->u.coerce.arg = sorted->expr;
        relabel->u.coerce.form = COERCE_IMPLICIT_CAST;
        sorted->expr = relabel;
    }
    return true;
}

static bool assign_hypothetical(expr *e, collation_state *state) {
    expr_list *direct = &e->u.aggref.direct;
    target_list *args = &e->u.aggref.args;
    int extra = direct->count - args->count;
    for (int i = 0; i < extra; i++) {
        if (!assign(direct->items[i], state)) {
            return false;
        }
    }
    for (int i = 0; extra >= 0 && i < args->count; i++) {
        if (!assign_hypothetical_pair(direct->items[extra + i], &args->items[i], state->ps)) {
            return false;
        }
    }
    return true;
}

static bool assign_aggregate(expr *e, collation_state *state) {
    bool done;
    switch (e->u.aggref.aggregate_kind) {
    case 'o':
        done = assign_ordered_set(e, state);
        break;
    case 'h':
        done = assign_hypothetical(e, state);
        break;
    default:
        done = assign_plain_aggregate(e, state);
        break;
    }
    return done && collation_assign_expr(state->ps, e->u.aggref.filter);
}

/* --- Inputs of one node ---------------------------------------------------------------------- */

static bool visit_input(expr *e, void *context) {
    return !assign(e, context);
}

static bool assign_case(expr *e, collation_state *state) {
    for (int i = 0; i < e->u.case_.conditions.count; i++) {
        if (!assign(e->u.case_.conditions.items[i], state) ||
            !assign(e->u.case_.results.items[i], state)) {
            return false;
        }
    }
    return e->u.case_.otherwise == NULL || assign(e->u.case_.otherwise, state);
}

/* A subquery gives its first column's collation. */
static bool assign_sublink(expr *e, collation_state *state) {
    expr *compared = e->u.sublink.comparison != NULL ? e->u.sublink.comparison : e->u.sublink.test;
    if (compared != NULL && !assign(compared, state)) {
        return false;
    }
    const query *q = e->u.sublink.query;
    if (q == NULL || q->targets.count == 0 || q->targets.items[0].junk) {
        return true;
    }
    const expr *first = q->targets.items[0].expr;
    collation_state result = new_state(state->ps);
    result.collation = first->collation;
    result.derivation = DERIVATION_IMPLICIT;
    result.source = first;
    return merge(state, &result);
}

static bool assign_inputs(expr *e, collation_state *state) {
    switch ((int)e->kind) {
    case EXPR_AGGREF:
        return assign_aggregate(e, state);
    case EXPR_WINDOW_FUNC:
        return assign_list(&e->u.window_func.args, state) &&
               collation_assign_expr(state->ps, e->u.window_func.filter);
    case EXPR_CASE:
        return assign_case(e, state);
    case EXPR_SUBSCRIPT:
        return collation_assign_list(state->ps, &e->u.subscript.upper) &&
               collation_assign_list(state->ps, &e->u.subscript.lower) &&
               assign(e->u.subscript.base, state);
    case EXPR_SUBLINK:
        return assign_sublink(e, state);
    default:
        return !expr_each_child(e, visit_input, state);
    }
}

/* --- One node -------------------------------------------------------------------------------- */

/* A column, constant or the like knows its collation already. */
static void take_own(const expr *e, collation_state *own) {
    own->collation = e->collation;
    own->derivation = e->collation != INVALID_OID ? DERIVATION_IMPLICIT : DERIVATION_NONE;
    own->source = e;
}

static void set_type_collation(const expr *e, oid collation, collation_state *own) {
    own->collation = collation;
    own->derivation = DERIVATION_IMPLICIT;
    own->source = e;
}

static bool assign_collate(expr *e, collation_state *own) {
    collation_state inputs = new_state(own->ps);
    if (!assign(e->u.collate.arg, &inputs)) {
        return false;
    }
    e->collation = e->u.collate.collation;
    own->collation = e->collation;
    own->derivation = DERIVATION_EXPLICIT;
    own->source = e;
    return true;
}

static bool assign_field(expr *e, collation_state *own) {
    collation_state inputs = new_state(own->ps);
    if (!assign(e->u.field_select.arg, &inputs)) {
        return false;
    }
    take_own(e, own);
    return true;
}

/* A domain's own collation counts like a column's; without one the input's passes through. */
static bool assign_domain(expr *e, collation_state *own) {
    collation_state inputs = new_state(own->ps);
    if (!assign(e->u.coerce.arg, &inputs)) {
        return false;
    }
    oid collation = type_collation(own->ps->analysis->catalog, e->type);
    if (collation == DEFAULT_COLLATION_OID) {
        parse_state *ps = own->ps;
        *own = inputs;
        own->ps = ps;
    } else if (collation != INVALID_OID) {
        set_type_collation(e, collation, own);
    }
    e->collation = own->derivation == DERIVATION_CONFLICT ? INVALID_OID : own->collation;
    return true;
}

/* Pairs of columns are compared each with their own collation. */
static bool assign_row_compare(expr *e, collation_state *own) {
    for (int i = 0; i < e->u.row_compare.left.count; i++) {
        expr *pair[] = {e->u.row_compare.left.items[i], e->u.row_compare.right.items[i]};
        expr_list list = {pair, 2, 2};
        oid collation;
        if (!collation_select(own->ps, &list, true, &collation)) {
            return false;
        }
    }
    return true;
}

/* The common case: inputs' collations together are what the node uses, and what its result has when
 * the result's type has one at all. */
static bool assign_general(expr *e, collation_state *own) {
    collation_state inputs = new_state(own->ps);
    if (!assign_inputs(e, &inputs)) {
        return false;
    }
    oid collation = type_collation(own->ps->analysis->catalog, e->type);
    if (collation != INVALID_OID && inputs.derivation > DERIVATION_NONE) {
        parse_state *ps = own->ps;
        *own = inputs;
        own->ps = ps;
    } else if (collation != INVALID_OID) {
        set_type_collation(e, collation, own);
    }
    e->collation = own->derivation == DERIVATION_CONFLICT ? INVALID_OID : own->collation;
    e->input_collation = inputs.derivation == DERIVATION_CONFLICT ? INVALID_OID : inputs.collation;
    return true;
}

static bool assign_own(expr *e, collation_state *own) {
    switch ((int)e->kind) {
    case EXPR_VAR:
    case EXPR_CONST:
    case EXPR_PARAM:
    case EXPR_CASE_TEST:
    case EXPR_DOMAIN_VALUE:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_CURRENT_OF:
        take_own(e, own);
        return true;
    case EXPR_COLLATE:
        return assign_collate(e, own);
    case EXPR_FIELD_SELECT:
        return assign_field(e, own);
    case EXPR_ROW:
        return collation_assign_list(own->ps, &e->u.row.items);
    case EXPR_ROW_COMPARE:
        return assign_row_compare(e, own);
    case EXPR_COERCE_TO_DOMAIN:
        return assign_domain(e, own);
    default:
        return assign_general(e, own);
    }
}

static bool assign(expr *e, collation_state *outer) {
    collation_state own = new_state(outer->ps);
    return assign_own(e, &own) && merge(outer, &own);
}

/* --- Queries --------------------------------------------------------------------------------- */

static bool assign_join_conditions(parse_state *ps, join_node *node) {
    if (node == NULL || node->kind == JOIN_NODE_TABLE) {
        return true;
    }
    return assign_join_conditions(ps, node->left) && assign_join_conditions(ps, node->right) &&
           collation_assign_expr(ps, node->condition);
}

static bool assign_targets(parse_state *ps, target_list *targets) {
    for (int i = 0; i < targets->count; i++) {
        if (!assign_lone_target(ps, &targets->items[i])) {
            return false;
        }
    }
    return true;
}

bool collation_assign_query(parse_state *ps, query *q) {
    if (!assign_targets(ps, &q->targets) || !assign_targets(ps, &q->returning)) {
        return false;
    }
    for (int i = 0; i < q->from.count; i++) {
        if (!assign_join_conditions(ps, q->from.items[i])) {
            return false;
        }
    }
    if (!collation_assign_expr(ps, q->where) || !collation_assign_expr(ps, q->having) ||
        !collation_assign_expr(ps, q->offset) || !collation_assign_expr(ps, q->limit)) {
        return false;
    }
    for (int i = 0; i < q->windows.count; i++) {
        if (!collation_assign_expr(ps, q->windows.items[i]->start_offset) ||
            !collation_assign_expr(ps, q->windows.items[i]->end_offset)) {
            return false;
        }
    }
    return true;
}
