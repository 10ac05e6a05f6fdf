#include "analyze/function_call.h"

#include <string.h>

#include "analyze/call_check.h"
#include "analyze/common_type.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/function_default.h"
#include "analyze/polymorphic.h"
#include "analyze/target_list.h"
#include "parse/sqlstate.h"

#define MAX_ARGS 100

static expr *unnamed(expr *arg) {
    return arg->kind == EXPR_NAMED_ARG ? arg->u.named_arg.arg : arg;
}

/* --- Arguments as written
 * ------------------------------------------------------------------------- */

/* WITHIN GROUP's expressions take part in the search for the function as further arguments; whoever
 * analysed the arguments may have appended them already. */
static bool add_within_group(call *c) {
    const PgQuery__FuncCall *f = c->func;
    if (!f || !f->agg_within_group) {
        return true;
    }
    c->order_count = (int)f->n_agg_order;
    if (c->args.count == (int)(f->n_args + f->n_agg_order)) {
        return true;
    }
    for (size_t i = 0; i < f->n_agg_order; i++) {
        expr *arg = expression_transform(c->ps, f->agg_order[i]->sort_by->node, CLAUSE_ORDER_BY);
        if (!arg) {
            return false;
        }
        *LIST_PUSH(c->ps->analysis->arena, &c->args) = arg;
    }
    return true;
}

static bool check_count(const call *c) {
    if (c->args.count <= MAX_ARGS) {
        return true;
    }
    analysis_error(c->ps->analysis, SQLSTATE_TOO_MANY_ARGUMENTS, c->location,
                   "cannot pass more than %d arguments to a function", MAX_ARGS);
    return false;
}

static bool name_is_used(const call *c, const char *name) {
    for (int i = 0; i < c->named_count; i++) {
        if (strcmp(c->arg_names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_name(call *c, const expr *arg) {
    if (arg->kind != EXPR_NAMED_ARG) {
        if (c->named_count > 0) {
            analysis_error(c->ps->analysis, SQLSTATE_SYNTAX_ERROR, expr_location(arg),
                           "positional argument cannot follow named argument");
            return false;
        }
        return true;
    }
    if (name_is_used(c, arg->u.named_arg.name)) {
        analysis_error(c->ps->analysis, SQLSTATE_SYNTAX_ERROR, arg->location,
                       "argument name \"%s\" used more than once", arg->u.named_arg.name);
        return false;
    }
    c->arg_names[c->named_count++] = arg->u.named_arg.name;
    return true;
}

static bool collect_args(call *c, const expr_list *args) {
    arena *a = c->ps->analysis->arena;
    c->last_set_function = c->ps->set_function_before_arguments;
    for (int i = 0; i < args->count; i++) {
        *LIST_PUSH(a, &c->args) = args->items[i];
    }
    if (!add_within_group(c) || !check_count(c)) {
        return false;
    }
    c->types = ARENA_ARRAY(a, oid, MAX_ARGS + 1);
    c->arg_names = ARENA_ARRAY(a, const char *, MAX_ARGS + 1);
    for (int i = 0; i < c->args.count; i++) {
        expr *arg = c->args.items[i];
        c->types[i] = unnamed(arg)->type;
        if (!add_name(c, arg)) {
            return false;
        }
    }
    return true;
}

/* Could f(x) mean x.f? */
static bool may_be_column(const call *c) {
    const PgQuery__FuncCall *f = c->func;
    if (c->args.count != 1 || c->named_count > 0 || c->name_count != 1 ||
        !type_is_row(c->ps->analysis->catalog, c->types[0])) {
        return false;
    }
    return !f || (f->n_agg_order == 0 && !f->agg_filter && !f->agg_star && !f->agg_distinct &&
                  !f->over && !f->func_variadic);
}

static expr *as_column(const call *c) {
    return target_list_field(c->ps, c->args.items[0], c->parsed_name.name, c->location);
}

static void find(call *c) {
    bool marked = c->func && c->func->func_variadic;
    function_query q = {
        .schema = c->parsed_name.schema,
        .name = c->parsed_name.name,
        .args = &c->args,
        .arg_names = c->arg_names,
        .named_count = c->named_count,
        .arg_count = c->args.count,
        .arg_types = c->types,
        .expand_variadic = !marked,
        .expand_defaults = true,
        .location = c->location,
    };
    c->found = function_call_find(c->ps->analysis, &q);
}

/* --- Arguments as declared
 * ------------------------------------------------------------------------ */

/* Arguments left out stand as DEFAULT of the declared type: their value is the function's matter.
 */
static void add_defaults(call *c) {
    arena *a = c->ps->analysis->arena;
    int written = c->found.arg_count - c->found.default_count;
    for (int i = written; i < c->found.arg_count; i++) {
        oid type = c->found.declared[i];
        if (type_is_polymorphic(type)) {
            int place = c->found.arg_places ? c->found.arg_places[i] : i;
            type = function_default_type(c->ps, c->found.proc, place);
        }
        *LIST_PUSH(a, &c->args) = expr_new(a, EXPR_SET_TO_DEFAULT, type, -1);
        c->types[i] = type;
    }
}

/* Nothing has to be cast: a default is of the type wanted. */
static void settle_defaults(call *c) {
    for (int i = c->found.arg_count - c->found.default_count; i < c->found.arg_count; i++) {
        c->args.items[i]->type = c->found.declared[i];
        c->types[i] = c->found.declared[i];
    }
}

static expr *cast_implicitly(parse_state *ps, expr *e, oid type, int32_t typmod) {
    coercion_target to = {type, typmod, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1};
    return coercion_to_type(ps, e, to);
}

/* A hypothetical argument and the column it is ordered with must be of one type. */
static bool unify_pair(call *c, int hypothetical, int ordered) {
    expr *pair[2] = {c->args.items[ordered], c->args.items[hypothetical]};
    expr_list list = {pair, 2, 2};
    oid type = common_type_select(c->ps, &list, "WITHIN GROUP", NULL);
    if (!type) {
        return false;
    }
    int32_t typmod = common_type_typmod(&list, type);
    expr *value = cast_implicitly(c->ps, pair[1], type, typmod);
    expr *column = value ? cast_implicitly(c->ps, pair[0], type, typmod) : NULL;
    if (!column) {
        return false;
    }
    c->args.items[hypothetical] = value;
    c->args.items[ordered] = column;
    c->types[hypothetical] = c->types[ordered] = type;
    return true;
}

static bool unify_hypothetical(call *c) {
    if (c->found.match != FUNCTION_AGGREGATE || c->found.proc->aggregate_kind != 'h') {
        return true;
    }
    int direct = c->args.count - c->order_count;
    int first = direct - c->order_count;
    for (int i = first; i >= 0 && i < direct; i++) {
        int ordered = direct + (i - first);
        if (c->found.declared[ordered] == ANYOID && !unify_pair(c, i, ordered)) {
            return false;
        }
    }
    return true;
}

static bool check_variadic_array(const call *c) {
    int last = c->args.count - 1;
    if (last < 0 || c->found.proc->variadic != ANYOID || !c->variadic ||
        type_element(c->ps->analysis->catalog, c->types[last])) {
        return true;
    }
    analysis_error(c->ps->analysis, SQLSTATE_DATATYPE_MISMATCH, expr_location(c->args.items[last]),
                   "VARIADIC argument must be an array");
    return false;
}

/* The last arguments become one array. */
static bool gather_variadic(call *c) {
    analysis *an = c->ps->analysis;
    int count = c->found.variadic_count;
    if (count <= 0 || c->found.proc->variadic == ANYOID) {
        return true;
    }
    int first = c->args.count - count;
    oid element = c->args.items[first]->type;
    expr *array = expr_new(an->arena, EXPR_ARRAY, type_array(an->catalog, element),
                           expr_location(c->args.items[first]));
    if (!array->type) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, array->location,
                       "could not find array type for data type %s", analysis_type(an, element));
        return false;
    }
    array->u.array.element = element;
    for (int i = first; i < c->args.count; i++) {
        *LIST_PUSH(an->arena, &array->u.array.items) = c->args.items[i];
    }
    c->args.items[first] = array;
    c->args.count = first + 1;
    c->variadic = true;
    return true;
}

/* Named arguments go to their declared places. */
static void order_args(call *c) {
    const int *places = c->found.arg_places;
    if (!places) {
        return;
    }
    arena *a = c->ps->analysis->arena;
    expr **items = ARENA_ARRAY(a, expr *, c->args.count);
    for (int i = 0; i < c->args.count; i++) {
        items[places[i]] = unnamed(c->args.items[i]);
    }
    c->args.items = items;
    c->args.capacity = c->args.count;
}

static bool fit_args(call *c) {
    const pg_proc *proc = c->found.proc;
    c->variadic = c->func && c->func->func_variadic && proc->variadic;
    add_defaults(c);
    c->result = polymorphic_resolve(c->ps, c->types, c->found.declared, c->found.arg_count,
                                    proc->result, false, -1);
    if (!c->result) {
        return false;
    }
    settle_defaults(c);
    if (!unify_hypothetical(c) ||
        !coercion_arguments(c->ps, &c->args, c->types, c->found.declared)) {
        return false;
    }
    if (!gather_variadic(c) || !check_variadic_array(c)) {
        return false;
    }
    order_args(c);
    return true;
}

/* --- The expression
 * -------------------------------------------------------------------------------- */

static coercion_form written_form(const call *c) {
    bool special = c->func && c->func->funcformat == PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX;
    return special ? COERCE_SQL_SYNTAX : COERCE_EXPLICIT_CALL;
}

static expr *make_function(call *c) {
    parse_state *ps = c->ps;
    expr *e = expr_new(ps->analysis->arena, EXPR_FUNC, c->result, c->location);
    e->u.func.function = c->found.proc->oid;
    e->u.func.returns_set = c->found.proc->returns_set;
    e->u.func.variadic = c->variadic;
    e->u.func.form = written_form(c);
    e->u.func.args = c->args;
    if (e->u.func.returns_set) {
        if (!set_function_check(ps, c->last_set_function, c->location)) {
            return NULL;
        }
        ps->last_set_function = e;
    }
    return e;
}

static expr *make_aggregate(call *c) {
    if (!call_check_aggregate(c)) {
        return NULL;
    }
    arena *a = c->ps->analysis->arena;
    expr *e = expr_new(a, EXPR_AGGREF, c->result, c->location);
    e->u.aggref.function = c->found.proc->oid;
    e->u.aggref.star = c->func && c->func->agg_star;
    e->u.aggref.variadic = c->variadic;
    e->u.aggref.aggregate_kind = c->found.proc->aggregate_kind;
    aggregate_arguments arguments = {.args = c->args, .func = c->func, .filter = c->filter};
    for (int i = c->args.count - c->order_count; i < c->args.count; i++) {
        *LIST_PUSH(a, &arguments.order_args) = c->args.items[i];
    }
    if (!aggregate_call_fill(c->ps, e, &arguments) || !aggregate_call_finish(c->ps, e, c->func)) {
        return NULL;
    }
    return e;
}

static expr *make_window(call *c) {
    parse_state *ps = c->ps;
    if (!call_check_window(c)) {
        return NULL;
    }
    expr *e = expr_new(ps->analysis->arena, EXPR_WINDOW_FUNC, c->result, c->location);
    e->u.window_func.function = c->found.proc->oid;
    e->u.window_func.args = c->args;
    e->u.window_func.star = c->func->agg_star;
    e->u.window_func.is_aggregate = c->found.match == FUNCTION_AGGREGATE;
    e->u.window_func.filter = c->filter;
    return window_call_finish(ps, e, c->func->over) ? e : NULL;
}

static expr *make_cast(const call *c) {
    coercion_target to = {c->found.coercion_type, -1, COERCION_EXPLICIT, COERCE_EXPLICIT_CALL,
                          c->location};
    return coercion_to_type(c->ps, c->args.items[0], to);
}

static expr *make(call *c) {
    if (!call_check_decorations(c)) {
        return NULL;
    }
    if (c->found.match == FUNCTION_COERCION) {
        return make_cast(c);
    }
    if (!fit_args(c)) {
        return NULL;
    }
    if (c->func && c->func->over) {
        return make_window(c);
    }
    return c->found.match == FUNCTION_AGGREGATE ? make_aggregate(c) : make_function(c);
}

expr *function_call_make(parse_state *ps, size_t name_count, PgQuery__Node **name, expr_list *args,
                         const PgQuery__FuncCall *func, int location) {
    call c = {.ps = ps, .name_count = name_count, .name = name, .func = func, .location = location};
    if (!qualified_name_parse(ps->analysis, name_count, name, location, &c.parsed_name) ||
        !collect_args(&c, args) ||
        /* before the function is looked for */
        (func && !where_clause_transform(ps, func->agg_filter, CLAUSE_FILTER, "FILTER",
                                         &c.filter))) {
        return NULL;
    }
    bool column = may_be_column(&c);
    if (column && !func) {
        expr *field = as_column(&c);
        if (field || ps->analysis->failed) {
            return field;
        }
    }
    find(&c);
    bool missing = c.found.match == FUNCTION_NOT_FOUND || c.found.match == FUNCTION_AMBIGUOUS;
    if (missing && !func) {
        return NULL;
    }
    if (c.found.match == FUNCTION_NOT_FOUND && column && !ps->analysis->failed) {
        expr *field = as_column(&c);
        if (field || ps->analysis->failed) {
            return field;
        }
    }
    return call_check_found(&c) ? make(&c) : NULL;
}
