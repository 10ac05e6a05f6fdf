#include "analyze/group_clause.h"

#include "analyze/raw_tree.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

/* GROUP BY's items with parenthesised lists and nested GROUPING SETS opened up. */
typedef enum flat_kind { FLAT_EXPR, FLAT_LIST, FLAT_SETS } flat_kind;
typedef struct flat_item flat_item;
typedef LIST_OF(flat_item *) flat_list;
struct flat_item {
    flat_kind kind;
    PgQuery__Node *node;         /* FLAT_EXPR */
    flat_list items;             /* the others */
    grouping_set_kind sets_kind; /* FLAT_SETS */
    int location;
};

typedef struct group_work {
    parse_state *ps;
    const group_request *request;
    sort_group_list *result;
    bool has_sets;
} group_work;

/* --- Flattening ------------------------------------------------------------------------------ */

static grouping_set_kind set_kind(const PgQuery__GroupingSet *set) {
    switch ((int)set->kind) {
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_ROLLUP:
        return GROUPING_SET_ROLLUP;
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_CUBE:
        return GROUPING_SET_CUBE;
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SETS:
        return GROUPING_SET_SETS;
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_SIMPLE:
        return GROUPING_SET_SIMPLE;
    default:
        return GROUPING_SET_EMPTY;
    }
}

static flat_item *new_item(group_work *w, flat_kind kind, int location) {
    flat_item *item = ARENA_NEW(w->ps->analysis->arena, flat_item);
    item->kind = kind;
    item->location = location;
    return item;
}

static void flatten(group_work *w, PgQuery__Node *node, bool top, flat_list *to);

/* (a, b) without the word ROW is a list of items. */
static bool is_plain_row(const PgQuery__Node *node) {
    return node->node_case == PG_QUERY__NODE__NODE_ROW_EXPR &&
           node->row_expr->row_format == PG_QUERY__COERCION_FORM__COERCE_IMPLICIT_CAST;
}

static void flatten_set(group_work *w, const PgQuery__GroupingSet *set, bool top, flat_list *to) {
    arena *a = w->ps->analysis->arena;
    grouping_set_kind kind = set_kind(set);
    if (top) {
        w->has_sets = true;
        if (kind == GROUPING_SET_EMPTY) {
            return;
        }
    }
    flat_list content = {0};
    for (size_t i = 0; i < set->n_content; i++) {
        PgQuery__Node *inner = set->content[i];
        bool is_nested_sets = inner->node_case == PG_QUERY__NODE__NODE_GROUPING_SET &&
                              set_kind(inner->grouping_set) == GROUPING_SET_SETS;
        if (is_nested_sets) {
            flatten(w, inner, false, &content);
        } else if (is_plain_row(inner)) {
            flat_item *list = new_item(w, FLAT_LIST, raw_tree_location(inner));
            flatten(w, inner, false, &list->items);
            *LIST_PUSH(a, &content) = list;
        } else {
            flatten(w, inner, false, &content);
        }
    }
    if (!top && kind == GROUPING_SET_SETS) {
        for (int i = 0; i < content.count; i++) {
            *LIST_PUSH(a, to) = content.items[i];
        }
        return;
    }
    flat_item *item = new_item(w, FLAT_SETS, set->location);
    item->sets_kind = kind;
    item->items = content;
    *LIST_PUSH(a, to) = item;
}

static void flatten(group_work *w, PgQuery__Node *node, bool top, flat_list *to) {
    if (is_plain_row(node)) {
        for (size_t i = 0; i < node->row_expr->n_args; i++) {
            flatten(w, node->row_expr->args[i], false, to);
        }
    } else if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET) {
        flatten_set(w, node->grouping_set, top, to);
    } else {
        flat_item *item = new_item(w, FLAT_EXPR, raw_tree_location(node));
        item->node = node;
        *LIST_PUSH(w->ps->analysis->arena, to) = item;
    }
}

/* --- Items ----------------------------------------------------------------------------------- */

typedef LIST_OF(int) ref_list;

static bool is_member(const ref_list *list, int ref) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] == ref) {
            return true;
        }
    }
    return false;
}

static const sort_group *find_group(const sort_group_list *list, int ref) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i].target == ref) {
            return &list->items[i];
        }
    }
    return NULL;
}

/* The ref of an item's target, added to the result when new; 0: seen at this place already; -1: an
 * error. */
static int transform_item(group_work *w, const flat_item *item, const ref_list *seen, bool top) {
    parse_state *ps = w->ps;
    const group_request *r = w->request;
    target *t = r->output_names
                    ? sort_clause_find_output(ps, item->node, r->targets, r->clause)
                    : sort_clause_find_expression(ps, item->node, r->targets, r->clause);
    if (t == NULL) {
        return -1;
    }
    if (t->sort_group_ref > 0) {
        if (is_member(seen, t->sort_group_ref)) {
            return 0;
        }
        if (find_group(w->result, t->sort_group_ref) != NULL) {
            return t->sort_group_ref;
        }
        const sort_group *ordered = find_group(r->order, t->sort_group_ref);
        if (ordered != NULL) {
            sort_group *added = LIST_PUSH(ps->analysis->arena, w->result);
            *added = *ordered;
            added->nulls_first = top && ordered->nulls_first;
            return t->sort_group_ref;
        }
    }
    if (!group_clause_add(ps, t, r->targets, raw_tree_location(item->node), w->result)) {
        return -1;
    }
    return t->sort_group_ref;
}

static grouping_set *new_set(group_work *w, grouping_set_kind kind, int location) {
    grouping_set *set = ARENA_NEW(w->ps->analysis->arena, grouping_set);
    set->kind = kind;
    set->location = location;
    return set;
}

/* One set of a grouping: a single item or a list of them. */
static grouping_set *transform_simple(group_work *w, const flat_item *item) {
    arena *a = w->ps->analysis->arena;
    grouping_set *set = new_set(w, GROUPING_SET_SIMPLE, item->location);
    ref_list seen = {0};
    flat_item *single = (flat_item *)(uintptr_t)item;
    int count = item->kind == FLAT_LIST ? item->items.count : 1;
    flat_item **items = item->kind == FLAT_LIST ? item->items.items : &single;
    for (int i = 0; i < count; i++) {
        int ref = transform_item(w, items[i], &seen, false);
        if (ref < 0) {
            return NULL;
        }
        if (ref > 0) {
            *LIST_PUSH(a, &seen) = ref;
            *LIST_PUSH(a, &set->refs) = ref;
        }
    }
    return set;
}

static grouping_set *transform_sets(group_work *w, const flat_item *item) {
    grouping_set *set = new_set(w, item->sets_kind, item->location);
    for (int i = 0; i < item->items.count; i++) {
        const flat_item *inner = item->items.items[i];
        grouping_set *one =
            inner->kind == FLAT_SETS ? transform_sets(w, inner) : transform_simple(w, inner);
        if (one == NULL) {
            return NULL;
        }
        *LIST_PUSH(w->ps->analysis->arena, &set->sets) = one;
    }
    if (set->kind == GROUPING_SET_CUBE && set->sets.count > 12) {
        analysis_error(w->ps->analysis, SQLSTATE_TOO_MANY_COLUMNS, set->location,
                       "CUBE is limited to 12 elements");
        return NULL;
    }
    return set;
}

static bool transform_top_item(group_work *w, const flat_item *item, ref_list *seen,
                               grouping_set_list *sets) {
    arena *a = w->ps->analysis->arena;
    grouping_set *set = NULL;
    if (item->kind == FLAT_SETS) {
        set = transform_sets(w, item);
        if (set == NULL) {
            return false;
        }
    } else {
        int ref = transform_item(w, item, seen, true);
        if (ref <= 0) {
            return ref == 0;
        }
        *LIST_PUSH(a, seen) = ref;
        if (!w->has_sets) {
            return true;
        }
        set = new_set(w, GROUPING_SET_SIMPLE, item->location);
        *LIST_PUSH(a, &set->refs) = ref;
    }
    *LIST_PUSH(a, sets) = set;
    return true;
}

bool group_clause_transform(parse_state *ps, const group_request *request, sort_group_list *result,
                            grouping_set_list *sets) {
    group_work w = {.ps = ps, .request = request, .result = result};
    flat_list items = {0};
    for (size_t i = 0; i < request->count; i++) {
        flatten(&w, request->nodes[i], true, &items);
    }
    grouping_set_list none = {0};
    if (sets == NULL) {
        sets = &none;
    }
    if (items.count == 0 && w.has_sets) {
        *LIST_PUSH(ps->analysis->arena, sets) =
            new_set(&w, GROUPING_SET_EMPTY, raw_tree_list_location(request->count, request->nodes));
    }
    ref_list seen = {0};
    for (int i = 0; i < items.count; i++) {
        if (!transform_top_item(&w, items.items[i], &seen, sets)) {
            return false;
        }
    }
    return true;
}
