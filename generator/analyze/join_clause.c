#include "analyze/join_clause.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/common_type.h"
#include "analyze/operator_call.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "parse/sqlstate.h"

/* A join being put together: the columns it will show are gathered in `rte` and `columns`. */
typedef struct join_work {
    parse_state *ps;
    const PgQuery__JoinExpr *join;
    join_type type;
    from_item left, right;
    bool *left_merged, *right_merged; /* which input columns USING has used */
    range_table_entry *rte;
    LIST_OF(namespace_column) columns; /* rtindex 0, attribute > 0: a column of the join itself */
    expr_list conditions;              /* what USING means */
} join_work;

static join_type type_of(const PgQuery__JoinExpr *join) {
    switch ((int)join->jointype) {
    case PG_QUERY__JOIN_TYPE__JOIN_LEFT:
        return JOIN_LEFT;
    case PG_QUERY__JOIN_TYPE__JOIN_RIGHT:
        return JOIN_RIGHT;
    case PG_QUERY__JOIN_TYPE__JOIN_FULL:
        return JOIN_FULL;
    default:
        return JOIN_INNER;
    }
}

/* --- Inputs ---------------------------------------------------------------------------------- */

/* The left side is in sight of LATERAL items on the right; for a RIGHT or FULL join only to be
 * refused properly. */
static bool transform_inputs(join_work *w) {
    parse_state *ps = w->ps;
    if (!from_clause_item(ps, w->join->larg, &w->left)) {
        return false;
    }
    bool lateral_ok = w->type == JOIN_INNER || w->type == JOIN_LEFT;
    from_clause_set_lateral(&w->left.names, true, lateral_ok);
    namespace_list saved = ps->names;
    namespace_list extended = {0};
    for (int i = 0; i < saved.count; i++) {
        *LIST_PUSH(ps->analysis->arena, &extended) = saved.items[i];
    }
    for (int i = 0; i < w->left.names.count; i++) {
        *LIST_PUSH(ps->analysis->arena, &extended) = w->left.names.items[i];
    }
    ps->names = extended;
    bool done = from_clause_item(ps, w->join->rarg, &w->right);
    ps->names = saved;
    return done && from_clause_check_names(ps, &w->left.names, &w->right.names);
}

/* --- USING ----------------------------------------------------------------------------------- */

/* The place of a column among an input's, or -1 with an error that calls the input `side`. */
static int find_using_column(join_work *w, const namespace_item *input, const char *name,
                             const char *side) {
    int found = -1;
    for (int i = 0; i < input->column_count; i++) {
        if (strcmp(input->columns[i].name, name) != 0) {
            continue;
        }
        if (found >= 0) {
            analysis_error(w->ps->analysis, SQLSTATE_AMBIGUOUS_COLUMN, -1,
                           "common column name \"%s\" appears more than once in %s table", name,
                           side);
            return -1;
        }
        found = i;
    }
    if (found < 0) {
        analysis_error(w->ps->analysis, SQLSTATE_UNDEFINED_COLUMN, -1,
                       "column \"%s\" specified in USING clause does not exist in %s table", name,
                       side);
    }
    return found;
}

/* One input of a merged column as the common type. */
static expr *cast_merged(join_work *w, expr *var, oid type, int32_t typmod) {
    if (var->type != type) {
        return coercion_to_type(
            w->ps, var,
            (coercion_target){type, typmod, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1});
    }
    if (var->typmod == typmod) {
        return var;
    }
    expr *relabel = expr_new(w->ps->analysis->arena, EXPR_RELABEL, type, -1);
    relabel->typmod = typmod;
    relabel->u.coerce.arg = var;
    relabel->u.coerce.form = COERCE_IMPLICIT_CAST;
    return relabel;
}

/* Both inputs agree where the join condition holds, so the one that is no cast will do; an outer
 * join must take the side that is never missing, and a FULL join whichever is there. */
static expr *choose_merged(join_work *w, expr *left, expr *right) {
    switch (w->type) {
    case JOIN_INNER:
        return left->kind != EXPR_VAR && right->kind == EXPR_VAR ? right : left;
    case JOIN_LEFT:
        return left;
    case JOIN_RIGHT:
        return right;
    case JOIN_FULL:
        break;
    }
    expr *both = expr_new(w->ps->analysis->arena, EXPR_COALESCE, left->type, -1);
    both->typmod = left->typmod;
    *LIST_PUSH(w->ps->analysis->arena, &both->u.coalesce.args) = left;
    *LIST_PUSH(w->ps->analysis->arena, &both->u.coalesce.args) = right;
    return both;
}

static expr *merge_columns(join_work *w, expr *left, expr *right) {
    expr_list both = {0};
    *LIST_PUSH(w->ps->analysis->arena, &both) = left;
    *LIST_PUSH(w->ps->analysis->arena, &both) = right;
    oid type = common_type_select(w->ps, &both, "JOIN/USING", NULL);
    if (type == INVALID_OID) {
        return NULL;
    }
    int32_t typmod = common_type_typmod(&both, type);
    left = cast_merged(w, left, type, typmod);
    right = left == NULL ? NULL : cast_merged(w, right, type, typmod);
    if (right == NULL) {
        return NULL;
    }
    expr *merged = choose_merged(w, left, right);
    return collation_assign_expr(w->ps, merged) ? merged : NULL;
}

static void add_column(join_work *w, const char *name, expr *value,
                       const namespace_column *through) {
    parse_state *ps = w->ps;
    rte_column *column =
        range_entry_add_column(ps, w->rte, name, value->type, value->typmod, value->collation);
    column->join_alias = value;
    namespace_column *seen = LIST_PUSH(ps->analysis->arena, &w->columns);
    if (through != NULL) {
        *seen = *through;
        seen->hidden_in_star = false;
        return;
    }
    seen->attribute = w->rte->columns.count;
    seen->type = value->type;
    seen->typmod = value->typmod;
    seen->collation = value->collation;
}

static bool add_using_condition(join_work *w, expr *left, expr *right) {
    expr *equal = operator_call_make_named(w->ps, "=", left, right, -1);
    if (equal == NULL) {
        return false;
    }
    equal = coercion_to_boolean(w->ps, equal, "JOIN/USING");
    if (equal == NULL) {
        return false;
    }
    *LIST_PUSH(w->ps->analysis->arena, &w->conditions) = equal;
    return true;
}

/* Variables of the two inputs for each merged column, kept until all names have been looked up. */
typedef struct merged_pair {
    const char *name;
    const namespace_column *left, *right;
    expr *left_var, *right_var;
} merged_pair;
typedef LIST_OF(merged_pair) merged_pair_list;

static bool add_pair(join_work *w, const char *name, merged_pair_list *pairs) {
    for (int i = 0; i < pairs->count; i++) {
        if (strcmp(pairs->items[i].name, name) == 0) {
            analysis_error(w->ps->analysis, SQLSTATE_DUPLICATE_COLUMN, -1,
                           "column name \"%s\" appears more than once in USING clause", name);
            return false;
        }
    }
    int left = find_using_column(w, w->left.top, name, "left");
    int right = left < 0 ? -1 : find_using_column(w, w->right.top, name, "right");
    if (right < 0) {
        return false;
    }
    merged_pair *pair = LIST_PUSH(w->ps->analysis->arena, pairs);
    pair->name = name;
    pair->left = &w->left.top->columns[left];
    pair->right = &w->right.top->columns[right];
    pair->left_var = range_entry_var(w->ps, pair->left, 0, -1);
    pair->right_var = range_entry_var(w->ps, pair->right, 0, -1);
    w->left_merged[left] = true;
    w->right_merged[right] = true;
    expr *merged = merge_columns(w, pair->left_var, pair->right_var);
    if (merged == NULL) {
        return false;
    }
    const namespace_column *through = merged == pair->left_var    ? pair->left
                                      : merged == pair->right_var ? pair->right
                                                                  : NULL;
    add_column(w, name, merged, through);
    return true;
}

static bool is_column_of(const namespace_item *item, const char *name) {
    for (int i = 0; i < item->column_count; i++) {
        if (item->columns[i].type != INVALID_OID && strcmp(item->columns[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool gather_pairs(join_work *w, merged_pair_list *pairs) {
    if (!w->join->is_natural) {
        for (size_t i = 0; i < w->join->n_using_clause; i++) {
            if (!add_pair(w, name_part(w->join->using_clause[i]), pairs)) {
                return false;
            }
        }
        return true;
    }
    for (int i = 0; i < w->left.top->column_count; i++) {
        const namespace_column *column = &w->left.top->columns[i];
        if (column->type != INVALID_OID && is_column_of(w->right.top, column->name) &&
            !add_pair(w, column->name, pairs)) {
            return false;
        }
    }
    return true;
}

static bool transform_using(join_work *w) {
    merged_pair_list pairs = {0};
    if (!gather_pairs(w, &pairs)) {
        return false;
    }
    for (int i = 0; i < pairs.count; i++) {
        if (!add_using_condition(w, pairs.items[i].left_var, pairs.items[i].right_var)) {
            return false;
        }
    }
    w->rte->merged_count = pairs.count;
    return true;
}

static expr *using_condition(join_work *w) {
    if (w->conditions.count <= 1) {
        return w->conditions.count == 0 ? NULL : w->conditions.items[0];
    }
    expr *all = expr_new(w->ps->analysis->arena, EXPR_BOOL, BOOLOID, -1);
    all->u.boolean.operation = BOOL_AND;
    all->u.boolean.args = w->conditions;
    return all;
}

/* --- The join itself ------------------------------------------------------------------------- */

static void concatenate(parse_state *ps, namespace_list *to, const namespace_list *from) {
    for (int i = 0; i < from->count; i++) {
        *LIST_PUSH(ps->analysis->arena, to) = from->items[i];
    }
}

/* ON sees the two sides and outer queries, not the FROM items before the join. */
static bool transform_on(join_work *w, expr **condition) {
    parse_state *ps = w->ps;
    namespace_list saved = ps->names;
    namespace_list sides = {0};
    concatenate(ps, &sides, &w->left.names);
    concatenate(ps, &sides, &w->right.names);
    from_clause_set_lateral(&sides, false, true);
    ps->names = sides;
    bool done = where_clause_transform(ps, w->join->quals, CLAUSE_JOIN_ON, "JOIN/ON", condition);
    ps->names = saved;
    return done;
}

static bool transform_condition(join_work *w, expr **condition) {
    *condition = NULL;
    if (w->join->is_natural || w->join->n_using_clause > 0) {
        if (!transform_using(w)) {
            return false;
        }
        *condition = using_condition(w);
        return true;
    }
    return w->join->quals == NULL || transform_on(w, condition);
}

static void add_unmerged(join_work *w, const namespace_item *input, const bool *merged) {
    for (int i = 0; i < input->column_count; i++) {
        const namespace_column *column = &input->columns[i];
        if (!merged[i] && column->type != INVALID_OID) {
            add_column(w, column->name, range_entry_var(w->ps, column, 0, -1), column);
            w->columns.items[w->columns.count - 1].hidden_in_star = column->hidden_in_star;
        }
    }
}

static namespace_item *add_entry(join_work *w) {
    parse_state *ps = w->ps;
    w->rte->left = w->left.top->rtindex;
    w->rte->right = w->right.top->rtindex;
    if (!range_entry_rename(ps, w->rte, w->join->alias, "join expression")) {
        return NULL;
    }
    namespace_item *item = range_entry_add(ps, w->rte);
    for (int i = 0; i < item->column_count; i++) {
        namespace_column seen = w->columns.items[i];
        seen.name = w->rte->columns.items[i].name;
        if (seen.rtindex == 0) {
            seen.rtindex = item->rtindex;
        }
        item->columns[i] = seen;
    }
    item->relation_visible = w->join->alias != NULL;
    return item;
}

/* JOIN ... USING (...) AS name: the merged columns alone, by that name. */
static bool add_using_alias(join_work *w, const namespace_item *whole, namespace_list *names) {
    const PgQuery__Alias *alias = w->join->join_using_alias;
    if (alias == NULL) {
        return true;
    }
    w->rte->using_alias = alias->aliasname;
    namespace_item *item = ARENA_NEW(w->ps->analysis->arena, namespace_item);
    *item = *whole;
    item->name = alias->aliasname;
    item->column_count = w->rte->merged_count;
    item->relation_visible = true;
    item->columns_visible = false;
    namespace_list single = {0};
    *LIST_PUSH(w->ps->analysis->arena, &single) = item;
    if (!from_clause_check_names(w->ps, &single, names)) {
        return false;
    }
    *LIST_PUSH(w->ps->analysis->arena, names) = item;
    return true;
}

/* An alias hides the inputs; without one they keep their names but not their bare columns. */
static bool make_names(join_work *w, namespace_item *item, namespace_list *names) {
    namespace_list inputs = {0};
    concatenate(w->ps, &inputs, &w->left.names);
    concatenate(w->ps, &inputs, &w->right.names);
    if (!add_using_alias(w, item, &inputs)) {
        return false;
    }
    if (w->join->alias == NULL) {
        for (int i = 0; i < inputs.count; i++) {
            inputs.items[i]->columns_visible = false;
        }
        *names = inputs;
    }
    *LIST_PUSH(w->ps->analysis->arena, names) = item;
    return true;
}

static join_node *make_node(join_work *w, int rtindex, expr *condition) {
    join_node *node = ARENA_NEW(w->ps->analysis->arena, join_node);
    node->kind = JOIN_NODE_JOIN;
    node->rtindex = rtindex;
    node->type = w->type;
    node->left = w->left.node;
    node->right = w->right.node;
    node->condition = condition;
    node->natural = w->join->is_natural != 0;
    return node;
}

bool join_clause_transform(parse_state *ps, const PgQuery__JoinExpr *join, from_item *result) {
    arena *a = ps->analysis->arena;
    join_work w = {.ps = ps, .join = join, .type = type_of(join)};
    w.rte = range_entry_new(ps, RTE_JOIN, join->alias, NULL);
    w.rte->join_type = w.type;
    if (!transform_inputs(&w)) {
        return false;
    }
    w.left_merged = ARENA_ARRAY(a, bool, w.left.top->column_count);
    w.right_merged = ARENA_ARRAY(a, bool, w.right.top->column_count);
    expr *condition;
    if (!transform_condition(&w, &condition)) {
        return false;
    }
    add_unmerged(&w, w.left.top, w.left_merged);
    add_unmerged(&w, w.right.top, w.right_merged);
    namespace_item *item = add_entry(&w);
    if (item == NULL || !make_names(&w, item, &result->names)) {
        return false;
    }
    result->top = item;
    result->node = make_node(&w, item->rtindex, condition);
    return true;
}
