#include "analyze/function_candidate.h"

#include <string.h>

#include "catalog/search_path.h"
#include "parse/sqlstate.h"

/* The arguments a call fills: the input ones, for CALL all of them. */
typedef struct fillable_args {
    const oid *types;
    int count;
} fillable_args;

static fillable_args fillable(const pg_proc *proc, bool include_out) {
    if (include_out && proc->all_args) {
        return (fillable_args){proc->all_args, proc->all_count};
    }
    return (fillable_args){proc->args, proc->arg_count};
}

static bool is_fillable(const pg_proc *proc, int i, bool include_out) {
    char mode = proc->modes ? proc->modes[i] : 'i';
    return include_out || mode == 'i' || mode == 'b' || mode == 'v';
}

/* The place among the fillable arguments of the one with this name, or -1. */
static int named_place(const pg_proc *proc, const char *name, bool include_out) {
    int total = proc->all_args ? proc->all_count : proc->arg_count;
    int place = 0;
    for (int i = 0; i < total; i++) {
        if (!is_fillable(proc, i, include_out)) {
            continue;
        }
        if (proc->arg_names[i][0] && strcmp(proc->arg_names[i], name) == 0) {
            return place;
        }
        place++;
    }
    return -1;
}

/* Assigns every argument of a call in named notation its declared place; what is left must have
 * defaults and follows in declared order.  NULL: does not match. */
static const int *match_names(arena *a, const pg_proc *proc, const function_query *q, int total) {
    if (!proc->arg_names) {
        return NULL;
    }
    int *places = ARENA_ARRAY(a, int, total + q->arg_count);
    bool *given = ARENA_ARRAY(a, bool, total + 1);
    int positional = q->arg_count - q->named_count;
    if (positional > total) {
        return NULL;
    }
    for (int i = 0; i < q->arg_count; i++) {
        int place = i;
        if (i >= positional) {
            place = named_place(proc, q->arg_names[i - positional], q->include_out);
        }
        if (place < 0 || place >= total || given[place]) {
            return NULL;
        }
        given[place] = true;
        places[i] = place;
    }
    int next = q->arg_count;
    for (int i = 0; i < total; i++) {
        if (given[i]) {
            continue;
        }
        if (i < total - proc->default_count) {
            return NULL;
        }
        places[next++] = i;
    }
    return places;
}

static const oid *ordered_types(arena *a, fillable_args all, const int *places) {
    oid *types = ARENA_ARRAY(a, oid, all.count);
    for (int i = 0; i < all.count; i++) {
        types[i] = all.types[places[i]];
    }
    return types;
}

/* The variadic array's place is taken by as many elements as the call has arguments left. */
static const oid *expanded_types(arena *a, fillable_args all, int count, oid element) {
    oid *types = ARENA_ARRAY(a, oid, count);
    for (int i = 0; i < count; i++) {
        types[i] = i < all.count - 1 ? all.types[i] : element;
    }
    return types;
}

static bool match_named(arena *a, const function_query *q, fillable_args all,
                        function_candidate *candidate) {
    const pg_proc *proc = candidate->proc;
    if (proc->variadic && q->expand_variadic) {
        return false; /* the elements would have no names */
    }
    candidate->places = match_names(a, proc, q, all.count);
    if (!candidate->places) {
        return false;
    }
    candidate->args = ordered_types(a, all, candidate->places);
    return true;
}

static bool match_positional(arena *a, const function_query *q, fillable_args all,
                             function_candidate *candidate) {
    oid element = candidate->proc->variadic;
    if (element && q->expand_variadic && q->arg_count >= 0 && all.count <= q->arg_count) {
        candidate->arg_count = q->arg_count;
        candidate->variadic_count = q->arg_count - all.count + 1;
        candidate->args = expanded_types(a, all, q->arg_count, element);
        return true;
    }
    if (q->arg_count >= 0 && all.count != q->arg_count && candidate->default_count == 0) {
        return false;
    }
    candidate->args = all.types;
    return true;
}

static bool match(arena *a, const function_query *q, function_candidate *candidate) {
    const pg_proc *proc = candidate->proc;
    fillable_args all = fillable(proc, q->include_out);
    candidate->arg_count = all.count;
    if (q->expand_defaults && all.count > q->arg_count) {
        candidate->default_count = all.count - q->arg_count;
        if (candidate->default_count > proc->default_count) {
            return false;
        }
    }
    if (q->named_count > 0) {
        return (all.count == q->arg_count || candidate->default_count > 0) &&
               match_named(a, q, all, candidate);
    }
    return match_positional(a, q, all, candidate);
}

static bool same_written_args(const function_candidate *x, const function_candidate *y) {
    int count = x->arg_count - x->default_count;
    return count == y->arg_count - y->default_count &&
           (count == 0 || memcmp(x->args, y->args, sizeof(oid) * (size_t)count) == 0);
}

/* Below 0: x hides y; above: y hides x; 0: neither. */
static int preference(const function_candidate *x, const function_candidate *y) {
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    if ((x->variadic_count > 0) != (y->variadic_count > 0)) {
        return x->variadic_count > 0 ? 1 : -1;
    }
    return 0;
}

/* Keeps one of those that a call cannot tell apart. */
static void add(arena *a, function_candidate_list *list, const function_candidate *new) {
    for (int i = 0; i < list->count; i++) {
        function_candidate *old = &list->items[i];
        if (!same_written_args(new, old)) {
            continue;
        }
        int order = preference(new, old);
        if (order < 0) {
            *old = *new;
        } else if (order == 0) {
            old->ambiguous = true;
        }
        return;
    }
    *LIST_PUSH(a, list) = *new;
}

bool function_candidates_find(analysis *an, const function_query *q, int location,
                              function_candidate_list *result) {
    if (q->schema && !search_path_namespace(an->catalog, q->schema)) {
        if (!q->missing_ok) {
            analysis_error(an, SQLSTATE_INVALID_SCHEMA_NAME, location,
                           "schema \"%s\" does not exist", q->schema);
        }
        return q->missing_ok;
    }
    search_path_candidates all = search_path_functions(an->catalog, an->arena, q->schema, q->name);
    for (int i = 0; i < all.count; i++) {
        function_candidate candidate = {.proc = all.items[i], .rank = all.ranks[i]};
        if (match(an->arena, q, &candidate)) {
            add(an->arena, result, &candidate);
        }
    }
    return true;
}
