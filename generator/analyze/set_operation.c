#include "analyze/set_operation.h"

#include "analyze/collation.h"
#include "analyze/common_type.h"
#include "analyze/cte.h"
#include "analyze/from_clause.h"
#include "analyze/level_walk.h"
#include "analyze/limit_clause.h"
#include "analyze/locking_clause.h"
#include "analyze/operator_call.h"
#include "analyze/query_transform.h"
#include "analyze/range_entry.h"
#include "analyze/select.h"
#include "analyze/sort_clause.h"
#include "parse/sqlstate.h"

/* A column of an arm: of a subquery's targets (whose expression and entry it can change), or of a
 * nested operation. */
typedef struct arm_column {
    const char *name;
    expr *expr;
    target *leaf_target;
    rte_column *leaf_column;
} arm_column;
typedef LIST_OF(arm_column) arm_column_list;

static set_operation *transform_tree(parse_state *ps, const PgQuery__SelectStmt *s, bool is_top,
                                     arm_column_list *columns);

/* --- Arms ------------------------------------------------------------------------------------ */

static bool is_leaf(const PgQuery__SelectStmt *s) {
    return s->op == PG_QUERY__SET_OPERATION__SETOP_NONE ||
           s->op == PG_QUERY__SET_OPERATION__SET_OPERATION_UNDEFINED || s->n_sort_clause > 0 ||
           s->limit_offset != NULL || s->limit_count != NULL || s->n_locking_clause > 0 ||
           s->with_clause != NULL;
}

static bool check_arm(parse_state *ps, const PgQuery__SelectStmt *s) {
    if (s->into_clause != NULL) {
        const PgQuery__RangeVar *into = s->into_clause->rel;
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, into == NULL ? -1 : into->location,
                       "INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT");
        return false;
    }
    if (s->n_locking_clause > 0) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "%s is not allowed with UNION/INTERSECT/EXCEPT", locking_clause_name(s));
        return false;
    }
    return true;
}

static query *analyze_arm(parse_state *ps, const PgQuery__SelectStmt *s) {
    parse_state *inner = parse_state_new(ps->analysis, ps);
    inner->resolve_unknowns = false;
    inner->set_operation_branch = s;
    if (!analysis_enter(ps->analysis, -1)) {
        return NULL;
    }
    bool done = query_transform_select(inner, s) && !ps->analysis->failed;
    analysis_leave(ps->analysis);
    if (!done) {
        return NULL;
    }
    const expr *outer = ps->names.count == 0 ? NULL : level_walk_find_var_in_query(inner->query, 1);
    if (outer != NULL) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, outer->location,
                       "UNION/INTERSECT/EXCEPT member statement cannot refer to other relations "
                       "of same query level");
        return NULL;
    }
    return inner->query;
}

static set_operation *transform_leaf(parse_state *ps, const PgQuery__SelectStmt *s,
                                     arm_column_list *columns) {
    arena *a = ps->analysis->arena;
    query *q = analyze_arm(ps, s);
    if (q == NULL) {
        return NULL;
    }
    const char *name = arena_printf(a, "*SELECT* %d", ps->query->rtable.count + 1);
    range_table_entry *rte = range_entry_new(ps, RTE_SUBQUERY, NULL, name);
    rte->subquery = q;
    rte->in_from = false;
    rte->location = q->location;
    rte->columns = select_output_columns(a, q);
    int place = 0;
    for (int i = 0; i < q->targets.count; i++) {
        target *t = &q->targets.items[i];
        if (!t->junk) {
            arm_column *column = LIST_PUSH(a, columns);
            column->name = t->name;
            column->expr = t->expr;
            column->leaf_target = t;
            column->leaf_column = &rte->columns.items[place++];
        }
    }
    set_operation *leaf = ARENA_NEW(a, set_operation);
    leaf->is_leaf = true;
    leaf->rtindex = parse_state_add_rte(ps, rte);
    leaf->columns = rte->columns;
    leaf->location = q->location;
    return leaf;
}

/* --- Merging columns ------------------------------------------------------------------------- */

static set_operation_kind kind_of(const PgQuery__SelectStmt *s) {
    switch ((int)s->op) {
    case PG_QUERY__SET_OPERATION__SETOP_INTERSECT:
        return SET_INTERSECT;
    case PG_QUERY__SET_OPERATION__SETOP_EXCEPT:
        return SET_EXCEPT;
    default:
        return SET_UNION;
    }
}

static const char *kind_name(set_operation_kind kind) {
    switch (kind) {
    case SET_UNION:
        return "UNION";
    case SET_INTERSECT:
        return "INTERSECT";
    case SET_EXCEPT:
        return "EXCEPT";
    }
    return "UNION";
}

/* A column that has a type already is cast when the query runs; here it is only seen to be
 * possible. An untyped literal takes the common type in the arm itself. */
static expr *cast_column(parse_state *ps, arm_column *column, oid type, const char *context) {
    expr *e = column->expr;
    bool is_literal = e->kind == EXPR_CONST || e->kind == EXPR_PARAM;
    if (e->type == UNKNOWNOID && !is_literal) {
        return e;
    }
    expr *cast = common_type_coerce(ps, e, type, context);
    if (cast == NULL || e->type != UNKNOWNOID) {
        return cast;
    }
    if (column->leaf_target != NULL) {
        column->expr = cast;
        column->leaf_target->expr = cast;
        column->leaf_column->type = cast->type;
        column->leaf_column->typmod = cast->typmod;
    }
    return cast;
}

static bool merge_column(parse_state *ps, set_operation *op, arm_column *left, arm_column *right,
                         arm_column_list *columns) {
    analysis *an = ps->analysis;
    const char *context = kind_name(op->kind);
    expr_list both = {0};
    *LIST_PUSH(an->arena, &both) = left->expr;
    *LIST_PUSH(an->arena, &both) = right->expr;
    expr *best = NULL;
    oid type = common_type_select(ps, &both, context, &best);
    if (type == INVALID_OID) {
        return false;
    }
    int location = expr_location(best);
    both.items[0] = cast_column(ps, left, type, context);
    both.items[1] = both.items[0] == NULL ? NULL : cast_column(ps, right, type, context);
    oid collation;
    if (both.items[1] == NULL ||
        !collation_select(ps, &both, op->kind == SET_UNION && op->all, &collation)) {
        return false;
    }
    if (left->leaf_column != NULL) {
        left->leaf_column->collation = left->expr->collation;
    }
    if (right->leaf_column != NULL) {
        right->leaf_column->collation = right->expr->collation;
    }
    sort_operators operators;
    if (!(op->kind == SET_UNION && op->all) &&
        !operator_call_need_sort_operators(ps, type, false, true, false, location, &operators)) {
        return false;
    }
    arm_column *merged = LIST_PUSH(an->arena, columns);
    merged->name = left->name;
    merged->expr = expr_new(an->arena, EXPR_SET_TO_DEFAULT, type, location);
    merged->expr->typmod = common_type_typmod(&both, type);
    merged->expr->collation = collation;
    rte_column *column = LIST_PUSH(an->arena, &op->columns);
    column->name = left->name;
    column->type = type;
    column->typmod = merged->expr->typmod;
    column->collation = collation;
    return true;
}

static bool merge_arms(parse_state *ps, set_operation *op, arm_column_list *left,
                       arm_column_list *right, arm_column_list *columns) {
    if (left->count != right->count) {
        int location = -1;
        for (int i = 0; location < 0 && i < right->count; i++) {
            location = expr_location(right->items[i].expr);
        }
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location,
                       "each %s query must have the same number of columns", kind_name(op->kind));
        return false;
    }
    for (int i = 0; i < left->count; i++) {
        if (!merge_column(ps, op, &left->items[i], &right->items[i], columns)) {
            return false;
        }
    }
    return true;
}

/* --- The tree -------------------------------------------------------------------------------- */

/* The first term of a recursive query says what columns the whole has. */
static bool fix_recursive_columns(parse_state *ps, const arm_column_list *left) {
    rte_column_list columns = {0};
    for (int i = 0; i < left->count; i++) {
        const expr *e = left->items[i].expr;
        rte_column *column = LIST_PUSH(ps->analysis->arena, &columns);
        column->name = left->items[i].name;
        column->type = e->type;
        column->typmod = e->typmod;
        column->collation = e->collation;
    }
    return cte_fix_recursive_columns(ps, ps->parent_cte, &columns);
}

static set_operation *transform_operation(parse_state *ps, const PgQuery__SelectStmt *s,
                                          bool is_top, arm_column_list *columns) {
    set_operation *op = ARENA_NEW(ps->analysis->arena, set_operation);
    op->kind = kind_of(s);
    op->all = s->all != 0;
    op->location = -1;
    arm_column_list left = {0}, right = {0};
    op->left = transform_tree(ps, s->larg, false, &left);
    if (op->left == NULL) {
        return NULL;
    }
    if (is_top && ps->parent_cte != NULL && ps->parent_cte->recursive &&
        !fix_recursive_columns(ps, &left)) {
        return NULL;
    }
    op->right = transform_tree(ps, s->rarg, false, &right);
    if (op->right == NULL || !merge_arms(ps, op, &left, &right, columns)) {
        return NULL;
    }
    return op;
}

static set_operation *transform_tree(parse_state *ps, const PgQuery__SelectStmt *s, bool is_top,
                                     arm_column_list *columns) {
    if (!is_top && !check_arm(ps, s)) {
        return NULL;
    }
    if (!analysis_enter(ps->analysis, -1)) {
        return NULL;
    }
    set_operation *result = !is_top && is_leaf(s) ? transform_leaf(ps, s, columns)
                                                  : transform_operation(ps, s, is_top, columns);
    analysis_leave(ps->analysis);
    return result;
}

/* --- The whole query ------------------------------------------------------------------------- */

static const set_operation *leftmost_leaf(const set_operation *op) {
    while (!op->is_leaf) {
        op = op->left;
    }
    return op;
}

/* Outputs are references to the first arm's columns, with the types of the whole. */
static void make_targets(parse_state *ps, const set_operation *op) {
    const set_operation *leaf = leftmost_leaf(op);
    const query *first = query_rte(ps->query, leaf->rtindex)->subquery;
    int place = 0;
    for (int i = 0; i < first->targets.count; i++) {
        const target *from = &first->targets.items[i];
        if (from->junk) {
            continue;
        }
        const rte_column *column = &op->columns.items[place++];
        target *to = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
        expr *var =
            expr_new(ps->analysis->arena, EXPR_VAR, column->type, expr_location(from->expr));
        var->typmod = column->typmod;
        var->collation = column->collation;
        var->u.var.rtindex = leaf->rtindex;
        var->u.var.attribute = place;
        to->expr = var;
        to->name = from->name;
        to->number = place;
    }
}

/* ORDER BY sees the output columns and nothing else. */
static namespace_item *make_output_item(parse_state *ps) {
    arena *a = ps->analysis->arena;
    const target_list *targets = &ps->query->targets;
    range_table_entry *rte = range_entry_new(ps, RTE_JOIN, NULL, NULL);
    namespace_item *item = ARENA_NEW(a, namespace_item);
    item->rte = rte;
    item->rtindex = ps->query->rtable.count + 1;
    item->column_count = targets->count;
    item->columns = ARENA_ARRAY(a, namespace_column, targets->count);
    for (int i = 0; i < targets->count; i++) {
        expr *var = targets->items[i].expr;
        rte_column *column = range_entry_add_column(ps, rte, targets->items[i].name, var->type,
                                                    var->typmod, var->collation);
        column->join_alias = var;
        item->columns[i] = (namespace_column){.name = column->name,
                                              .rtindex = var->u.var.rtindex,
                                              .attribute = var->u.var.attribute,
                                              .type = var->type,
                                              .typmod = var->typmod,
                                              .collation = var->collation};
    }
    return item;
}

static bool transform_order(parse_state *ps, const PgQuery__SelectStmt *s) {
    query *q = ps->query;
    int count = q->targets.count;
    namespace_list saved = ps->names;
    ps->names = (namespace_list){0};
    from_clause_show(ps, make_output_item(ps), false, true);
    bool done = sort_clause_transform(ps, s->n_sort_clause, s->sort_clause, &q->targets,
                                      CLAUSE_ORDER_BY, true, &q->order);
    ps->names = saved;
    if (done && q->targets.count != count) {
        diagnostic *d = analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED,
                                       expr_location(q->targets.items[count].expr),
                                       "invalid UNION/INTERSECT/EXCEPT ORDER BY clause");
        d->detail = "Only result column names can be used, not expressions or functions.";
        d->hint = "Add the expression/function to every SELECT, or move the UNION into a FROM "
                  "clause.";
        return false;
    }
    return done;
}

bool set_operation_transform(parse_state *ps, const PgQuery__SelectStmt *s) {
    const PgQuery__SelectStmt *leftmost = s->larg;
    while (leftmost != NULL && leftmost->op != PG_QUERY__SET_OPERATION__SETOP_NONE) {
        leftmost = leftmost->larg;
    }
    if (leftmost != NULL && leftmost->into_clause != NULL) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, leftmost->into_clause->rel->location,
                       "SELECT ... INTO is not allowed here");
        return false;
    }
    if (s->with_clause != NULL && !cte_transform(ps, s->with_clause)) {
        return false;
    }
    if (s->n_locking_clause > 0) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                       "%s is not allowed with UNION/INTERSECT/EXCEPT", locking_clause_name(s));
        return false;
    }
    arm_column_list columns = {0};
    set_operation *op = transform_tree(ps, s, true, &columns);
    if (op == NULL) {
        return false;
    }
    ps->query->set_operations = op;
    make_targets(ps, op);
    return transform_order(ps, s) && limit_clause_transform(ps, s);
}
