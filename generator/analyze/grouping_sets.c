#include "analyze/grouping_sets.h"

typedef struct expansion {
    arena *arena;
    int limit;
} expansion;

static void add_ref(arena *a, grouping_ref_list *list, int ref) {
    int place = 0;
    while (place < list->count && list->items[place] < ref) {
        place++;
    }
    if (place < list->count && list->items[place] == ref) {
        return;
    }
    *LIST_PUSH(a, list) = ref;
    for (int i = list->count - 1; i > place; i--) {
        list->items[i] = list->items[i - 1];
    }
    list->items[place] = ref;
}

static grouping_ref_list join_refs(arena *a, const grouping_ref_list *x,
                                   const grouping_ref_list *y) {
    grouping_ref_list both = {0};
    for (int i = 0; i < x->count; i++) {
        add_ref(a, &both, x->items[i]);
    }
    for (int i = 0; i < y->count; i++) {
        add_ref(a, &both, y->items[i]);
    }
    return both;
}

static void add_set_refs(arena *a, grouping_ref_list *list, const grouping_set *simple) {
    for (int i = 0; i < simple->refs.count; i++) {
        add_ref(a, list, simple->refs.items[i]);
    }
}

static bool expand_set(const expansion *x, const grouping_set *set, expanded_sets *result);

/* (a, b, c), (a, b), (a), () */
static bool expand_rollup(const expansion *x, const grouping_set *set, expanded_sets *result) {
    for (int length = set->sets.count; length >= 0; length--) {
        grouping_ref_list *one = LIST_PUSH(x->arena, result);
        for (int i = 0; i < length; i++) {
            add_set_refs(x->arena, one, set->sets.items[i]);
        }
    }
    return result->count <= x->limit;
}

/* Every subset. */
static bool expand_cube(const expansion *x, const grouping_set *set, expanded_sets *result) {
    for (unsigned members = 0; members < 1u << set->sets.count; members++) {
        if (result->count > x->limit) {
            return false;
        }
        grouping_ref_list *one = LIST_PUSH(x->arena, result);
        for (int i = 0; i < set->sets.count; i++) {
            if (members & (1u << i)) {
                add_set_refs(x->arena, one, set->sets.items[i]);
            }
        }
    }
    return true;
}

static bool expand_set(const expansion *x, const grouping_set *set, expanded_sets *result) {
    switch (set->kind) {
    case GROUPING_SET_EMPTY:
        (void)LIST_PUSH(x->arena, result);
        break;
    case GROUPING_SET_SIMPLE:
        add_set_refs(x->arena, LIST_PUSH(x->arena, result), set);
        break;
    case GROUPING_SET_ROLLUP:
        return expand_rollup(x, set, result);
    case GROUPING_SET_CUBE:
        return expand_cube(x, set, result);
    case GROUPING_SET_SETS:
        for (int i = 0; i < set->sets.count; i++) {
            if (!expand_set(x, set->sets.items[i], result)) {
                return false;
            }
        }
        break;
    }
    return result->count <= x->limit;
}

static bool same_refs(const grouping_ref_list *x, const grouping_ref_list *y) {
    if (x->count != y->count) {
        return false;
    }
    for (int i = 0; i < x->count; i++) {
        if (x->items[i] != y->items[i]) {
            return false;
        }
    }
    return true;
}

static void remove_duplicates(expanded_sets *sets) {
    int kept = 0;
    for (int i = 0; i < sets->count; i++) {
        bool seen = false;
        for (int j = 0; !seen && j < kept; j++) {
            seen = same_refs(&sets->items[i], &sets->items[j]);
        }
        if (!seen) {
            sets->items[kept++] = sets->items[i];
        }
    }
    sets->count = kept;
}

bool grouping_sets_expand(arena *a, const query *q, int limit, expanded_sets *result) {
    expansion x = {a, limit};
    (void)LIST_PUSH(a, result);
    for (int i = 0; i < q->grouping_sets.count; i++) {
        expanded_sets factor = {0}, product = {0};
        if (!expand_set(&x, q->grouping_sets.items[i], &factor) ||
            (long)factor.count * result->count > limit) {
            return false;
        }
        for (int j = 0; j < result->count; j++) {
            for (int k = 0; k < factor.count; k++) {
                *LIST_PUSH(a, &product) = join_refs(a, &result->items[j], &factor.items[k]);
            }
        }
        *result = product;
    }
    if (q->group_distinct) {
        remove_duplicates(result);
    }
    return true;
}
