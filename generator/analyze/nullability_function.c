#include "analyze/nullability_internal.h"

#include "analyze/coercion.h"
#include "analyze/function_default.h"
#include "analyze/stored_query.h"
#include "catalog/never_null.h"

/* Proofs for calls of functions: what is known of the function, or what its own query says. */

/* Functions that call functions: deeper ones are not looked into. */
enum { MAX_DEPTH = 4 };

/* --- Arguments -------------------------------------------------------------------------------- */

/* What is given for each parameter of a function, defaults where nothing is written. */
static expr_list by_parameter(null_scope *s, const pg_proc *proc, const expr_list *args) {
    const catalog *c = nullability_catalog(s->proofs);
    if (proc->variadic == ANYOID) {
        return *args; /* any number of them */
    }
    expr_list given = {
        ARENA_ARRAY(nullability_arena(s->proofs), expr *, proc->arg_count + 1), proc->arg_count, 0};
    for (int i = 0; i < args->count; i++) {
        expr *arg = args->items[i];
        bool named = arg->kind == EXPR_NAMED_ARG;
        int place = named ? arg->u.named_arg.number : i;
        if (arg->kind != EXPR_SET_TO_DEFAULT && place >= 0 && place < given.count) {
            given.items[place] = named ? arg->u.named_arg.arg : arg;
        }
    }
    for (int i = 0; i < given.count; i++) {
        if (given.items[i] == NULL) {
            given.items[i] = function_default_value(c, proc, i);
        }
    }
    return given;
}

static nullability of_parameter(null_scope *s, const expr_list *given, int i, const expr *call) {
    return given->items[i] != NULL ? nullability_of_expr(s, given->items[i])
                                   : nullability_unproven("nothing is known of an argument", call);
}

/* The first argument that may be NULL; proven when there is none. */
static nullability of_arguments(null_scope *s, const expr_list *given, const char *reason,
                                const expr *call) {
    for (int i = 0; i < given->count; i++) {
        nullability n = of_parameter(s, given, i, call);
        if (!n.not_null || given->count == 1) {
            return n;
        }
    }
    return nullability_proven(reason, call);
}

/* --- SQL functions ---------------------------------------------------------------------------- */

/* A row of a query reads as NULL only if all its columns do. */
static nullability of_row(const nullability *columns, int count) {
    for (int i = 0; i < count; i++) {
        if (columns[i].not_null) {
            return columns[i];
        }
    }
    return count > 0 ? columns[0] : (nullability){false, "a row without columns", -1, {NULL, 0}, NULL};
}

static int output_count(const query *q) {
    int count = 0;
    for (int i = 0; i < q->targets.count; i++) {
        count += !q->targets.items[i].junk;
    }
    return count;
}

/* Columns of a function's own query, given its arguments; NULL when nothing is known of it.  *why_not
 * is then set where an argument or a missing row decides. */
static const nullability *of_body(null_scope *s, const pg_proc *proc, const expr_list *args,
                                  const expr *call, nullability *why_not, int *count) {
    query *q = stored_query_of_function(nullability_catalog(s->proofs), proc);
    if (q == NULL || nullability_depth(s->proofs) >= MAX_DEPTH) {
        return NULL;
    }
    arena *a = nullability_arena(s->proofs);
    expr_list given = by_parameter(s, proc, args);
    nullability *arguments = ARENA_ARRAY(a, nullability, given.count + 1);
    for (int i = 0; i < given.count; i++) {
        arguments[i] = of_parameter(s, &given, i, call);
        if (proc->strict && !arguments[i].not_null && !proc->returns_set) {
            *why_not = arguments[i];
            return NULL;
        }
        if (proc->strict) {
            arguments[i].not_null = true; /* else there are no rows */
        }
    }
    if (!proc->returns_set && !nullability_has_row(NULL, q)) {
        *why_not = nullability_unproven(
            arena_printf(a, "the query of %s() may give no row", proc->name), call);
        return NULL;
    }
    *count = output_count(q);
    return nullability_of_body(s->proofs, q, arguments, given.count);
}

static nullability of_sql_function(null_scope *s, const pg_proc *proc, const expr_list *args,
                                   const expr *call) {
    arena *a = nullability_arena(s->proofs);
    nullability n =
        nullability_unproven(arena_printf(a, "%s() may return null", proc->name), call);
    int count;
    const nullability *columns = of_body(s, proc, args, call, &n, &count);
    if (columns == NULL) {
        return n;
    }
    n = of_row(columns, count);
    return (nullability){n.not_null,
                         arena_printf(a, n.not_null ? "%s() never returns null here: %s"
                                                    : "%s() may return null: %s",
                                      proc->name, n.reason),
                         call->location,
                         {NULL, 0},
                         NULL};
}

/* --- Calls ------------------------------------------------------------------------------------ */

nullability nullability_of_call(null_scope *s, oid function, const expr_list *args,
                                const expr *call) {
    const catalog *c = nullability_catalog(s->proofs);
    const pg_proc *proc = catalog_proc(c, function);
    arena *a = nullability_arena(s->proofs);
    if (proc == NULL) {
        return nullability_unproven("nothing is known of the function", call);
    }
    bool declared = never_null_is_declared(c, function);
    switch (never_null_of_function(c, function)) {
    case NEVER_NULL_ALWAYS:
        return nullability_proven(arena_printf(a,
                                               declared ? "%s() is declared never to return null"
                                                        : "%s() never returns null",
                                               proc->name),
                                  call);
    case NEVER_NULL_FOR_INPUT: {
        expr_list given = by_parameter(s, proc, args);
        return of_arguments(s, &given,
                            arena_printf(a, "%s() of values that are never null", proc->name),
                            call);
    }
    case NEVER_NULL_FOR_ELEMENTS:
        return nullability_elements_not_null(s, args->items[0])
                   ? nullability_proven("elements that are never null", call)
                   : nullability_unproven("an element of the array may be null", call);
    case NEVER_NULL_FOR_FIELD:
    case NEVER_NULL_FOR_FORMAT: {
        expr_list given = by_parameter(s, proc, args);
        if (!nullability_of_time_function(s, proc, &given)) {
            return nullability_unproven(
                arena_printf(a, "%s() of an infinite time may be null", proc->name), call);
        }
        return of_arguments(s, &given,
                            arena_printf(a, "%s() of values that are never null", proc->name),
                            call);
    }
    case NEVER_NULL_FOR_ROW:
    case NEVER_NULL_UNKNOWN:
        break;
    }
    return of_sql_function(s, proc, args, call);
}

/* How many set-returning functions an expression holds, and how deep they are nested. */
typedef struct set_count {
    int count, depth, deepest;
} set_count;

static bool count_sets(expr *e, void *context) {
    set_count *n = context;
    bool is_set = (e->kind == EXPR_FUNC && e->u.func.returns_set) ||
                  (e->kind == EXPR_OP && e->u.op.returns_set);
    n->count += is_set;
    n->depth += is_set;
    n->deepest = n->depth > n->deepest ? n->depth : n->deepest;
    expr_each_child(e, count_sets, n);
    n->depth -= is_set;
    return false;
}

/* Functions that are not nested in each other run side by side: the shorter ones end in NULLs. */
static bool sets_run_side_by_side(const query *q) {
    set_count n = {0};
    for (int i = 0; i < q->targets.count; i++) {
        count_sets(q->targets.items[i].expr, &n);
    }
    return n.count > n.deepest;
}

nullability nullability_of_function(null_scope *s, expr *e) {
    if (e->u.func.returns_set && sets_run_side_by_side(s->query)) {
        return nullability_unproven("several set-returning functions run side by side", e);
    }
    /* VARIADIC NULL makes even functions that take anything return null. */
    const expr_list *args = &e->u.func.args;
    if (e->u.func.variadic && args->count > 0) {
        nullability last = nullability_of_expr(s, args->items[args->count - 1]);
        if (!last.not_null) {
            return last;
        }
    }
    return nullability_of_call(s, e->u.func.function, args, e);
}

/* --- Functions in FROM ------------------------------------------------------------------------ */

/* The query gives one whole row, whose fields are the columns. */
static bool gives_whole_rows(const catalog *c, const pg_proc *proc) {
    const query *q = stored_query_of_function(c, proc);
    const pg_type *type =
        q == NULL || q->targets.count == 0 ? NULL : catalog_type(c, q->targets.items[0].expr->type);
    return type == NULL ||
           (output_count(q) == 1 &&
            (type->oid == RECORDOID || catalog_type(c, type_base(c, type->oid))->typtype == 'c'));
}

static nullability column_of_body(null_scope *s, const rte_function *f, const pg_proc *proc,
                                  int column) {
    nullability n = nullability_unproven("column of a function's result", f->expr);
    int count = 0;
    const nullability *columns =
        gives_whole_rows(nullability_catalog(s->proofs), proc)
            ? NULL
            : of_body(s, proc, &f->expr->u.func.args, f->expr, &n, &count);
    if (columns != NULL && count == f->column_count) {
        n = columns[column];
        n.reason = arena_printf(nullability_arena(s->proofs), "column of %s(): %s", proc->name,
                                n.reason);
        n.location = f->expr->location;
        n.at = (position){NULL, 0};
        n.via = NULL;
    }
    return n;
}

/* The rule for a function's n-th column; a single column is the function's own result. */
nullability nullability_of_function_column(null_scope *s, const rte_function *f, int column) {
    const catalog *c = nullability_catalog(s->proofs);
    expr *e = f->expr;
    if (f->column_count == 1 && (e->kind != EXPR_FUNC || !e->u.func.returns_set)) {
        return nullability_of_expr(s, e);
    }
    const pg_proc *proc = e->kind == EXPR_FUNC ? catalog_proc(c, e->u.func.function) : NULL;
    if (proc == NULL) {
        return nullability_unproven("column of a function's result", e);
    }
    never_null_rule rule = f->column_count == 1 ? never_null_of_function(c, proc->oid)
                                                : never_null_of_column(proc->oid, column);
    const char *reason = arena_printf(nullability_arena(s->proofs),
                                      "column of %s() that is never null", proc->name);
    if (rule == NEVER_NULL_ALWAYS) {
        return nullability_proven(reason, e);
    }
    if (rule == NEVER_NULL_FOR_ELEMENTS) {
        return nullability_of_call(s, proc->oid, &e->u.func.args, e);
    }
    if (rule != NEVER_NULL_FOR_INPUT) {
        return column_of_body(s, f, proc, column);
    }
    /* A strict set-returning function has no rows for a NULL argument. */
    if (proc->strict && proc->returns_set) {
        return nullability_proven(reason, e);
    }
    expr_list given = by_parameter(s, proc, &e->u.func.args);
    nullability n = of_arguments(s, &given, reason, e);
    return n.not_null ? nullability_proven(reason, e) : n;
}
