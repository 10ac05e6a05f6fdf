#include "analyze/sort_clause.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/column_ref.h"
#include "analyze/expression.h"
#include "analyze/level_walk.h"
#include "analyze/operator_call.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "analyze/raw_tree.h"
#include "analyze/target_list.h"
#include "parse/sqlstate.h"

target *target_of_ref(const target_list *targets, int ref) {
    for (int i = 0; ref > 0 && i < targets->count; i++) {
        if (targets->items[i].sort_group_ref == ref) {
            return &targets->items[i];
        }
    }
    return NULL;
}

int target_assign_ref(target *t, const target_list *targets) {
    if (t->sort_group_ref == 0) {
        int highest = 0;
        for (int i = 0; i < targets->count; i++) {
            if (targets->items[i].sort_group_ref > highest) {
                highest = targets->items[i].sort_group_ref;
            }
        }
        t->sort_group_ref = highest + 1;
    }
    return t->sort_group_ref;
}

/* --- Finding targets ------------------------------------------------------------------------- */

/* GROUP BY cannot name outputs that are computed from groups. */
static bool check_output(parse_state *ps, const target *t, clause_kind clause) {
    if (clause != CLAUSE_GROUP_BY) {
        return true;
    }
    const expr *call = ps->has_aggregates ? level_walk_find_aggregate(t->expr) : NULL;
    if (call != NULL) {
        analysis_error(ps->analysis, SQLSTATE_GROUPING_ERROR, call->location,
                       "aggregate functions are not allowed in %s", clause_name(clause));
        return false;
    }
    call = ps->has_windows ? level_walk_find_window_call(t->expr) : NULL;
    if (call != NULL) {
        analysis_error(ps->analysis, SQLSTATE_WINDOWING_ERROR, call->location,
                       "window functions are not allowed in %s", clause_name(clause));
        return false;
    }
    return true;
}

/* The single bare name an item consists of, or NULL. */
static const char *bare_name(const PgQuery__Node *node) {
    if (node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node->column_ref->n_fields != 1 ||
        node->column_ref->fields[0]->node_case != PG_QUERY__NODE__NODE_STRING) {
        return NULL;
    }
    return name_part(node->column_ref->fields[0]);
}

/* Sets *found to the output of that name; false with an error when two different ones have it. */
static bool find_by_name(parse_state *ps, const char *name, target_list *targets,
                         clause_kind clause, int location, target **found) {
    *found = NULL;
    for (int i = 0; i < targets->count; i++) {
        target *t = &targets->items[i];
        if (t->junk || t->name == NULL || strcmp(t->name, name) != 0) {
            continue;
        }
        if (*found == NULL) {
            *found = t;
        } else if (!expr_equal((*found)->expr, t->expr)) {
            analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_COLUMN, location,
                           "%s \"%s\" is ambiguous", clause_name(clause), name);
            return false;
        }
    }
    return true;
}

static target *find_by_number(parse_state *ps, const PgQuery__AConst *constant,
                              target_list *targets, clause_kind clause) {
    analysis *an = ps->analysis;
    if (constant->isnull || constant->val_case != PG_QUERY__A__CONST__VAL_IVAL) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, constant->location, "non-integer constant in %s",
                       clause_name(clause));
        return NULL;
    }
    int number = 0;
    for (int i = 0; i < targets->count; i++) {
        target *t = &targets->items[i];
        if (!t->junk && ++number == constant->ival->ival) {
            return check_output(ps, t, clause) ? t : NULL;
        }
    }
    analysis_error(an, SQLSTATE_INVALID_COLUMN_REFERENCE, constant->location,
                   "%s position %d is not in select list", clause_name(clause),
                   constant->ival->ival);
    return NULL;
}

target *sort_clause_find_output(parse_state *ps, PgQuery__Node *node, target_list *targets,
                                clause_kind clause) {
    const char *name = bare_name(node);
    if (name != NULL) {
        int location = node->column_ref->location;
        /* In GROUP BY a column of the tables goes before an output of the same name. */
        bool is_column =
            clause == CLAUSE_GROUP_BY && column_ref_find(ps, name, true, location) != NULL;
        target *found = NULL;
        if (ps->analysis->failed ||
            (!is_column && !find_by_name(ps, name, targets, clause, location, &found))) {
            return NULL;
        }
        if (found != NULL) {
            return check_output(ps, found, clause) ? found : NULL;
        }
    } else if (node->node_case == PG_QUERY__NODE__NODE_A_CONST) {
        return find_by_number(ps, node->a_const, targets, clause);
    }
    return sort_clause_find_expression(ps, node, targets, clause);
}

/* The expression below casts that nobody wrote. */
static const expr *strip_implicit_casts(const expr *e) {
    for (;;) {
        coercion_form form;
        const expr *inner;
        switch ((int)e->kind) {
        case EXPR_FUNC:
            form = e->u.func.form;
            inner = e->u.func.args.count > 0 ? e->u.func.args.items[0] : NULL;
            break;
        case EXPR_RELABEL:
        case EXPR_COERCE_VIA_IO:
        case EXPR_CONVERT_ROWTYPE:
        case EXPR_COERCE_TO_DOMAIN:
            form = e->u.coerce.form;
            inner = e->u.coerce.arg;
            break;
        case EXPR_ARRAY_COERCE:
            form = e->u.array_coerce.form;
            inner = e->u.array_coerce.arg;
            break;
        default:
            return e;
        }
        if (form != COERCE_IMPLICIT_CAST || inner == NULL) {
            return e;
        }
        e = inner;
    }
}

target *sort_clause_find_expression(parse_state *ps, PgQuery__Node *node, target_list *targets,
                                    clause_kind clause) {
    expr *e = expression_transform(ps, node, clause);
    if (e == NULL) {
        return NULL;
    }
    for (int i = 0; i < targets->count; i++) {
        if (expr_equal(e, strip_implicit_casts(targets->items[i].expr))) {
            return &targets->items[i];
        }
    }
    target *added = LIST_PUSH(ps->analysis->arena, targets);
    added->expr = e;
    added->number = targets->count;
    added->junk = true;
    return added;
}

/* --- Lists ----------------------------------------------------------------------------------- */

/* Is the target in the list, with this sort operator (or its reverse) where one is given? */
static bool is_in_list(const catalog *c, const target *t, oid sort_operator,
                       const sort_group_list *list) {
    for (int i = 0; t->sort_group_ref != 0 && i < list->count; i++) {
        const sort_group *item = &list->items[i];
        if (item->target != t->sort_group_ref) {
            continue;
        }
        const pg_operator *present =
            sort_operator == INVALID_OID ? NULL : catalog_operator(c, item->sort_operator);
        if (sort_operator == INVALID_OID || item->sort_operator == sort_operator ||
            (present != NULL && present->commutator == sort_operator)) {
            return true;
        }
    }
    return false;
}

/* What is sorted or grouped must have a type: a bare literal is text. */
static bool resolve_unknown(parse_state *ps, target *t) {
    if (t->expr->type != UNKNOWNOID) {
        return true;
    }
    t->expr = coercion_to_type(
        ps, t->expr, (coercion_target){TEXTOID, -1, COERCION_IMPLICIT, COERCE_IMPLICIT_CAST, -1});
    return t->expr != NULL;
}

/* The equality that goes with an ordering operator named by USING; *reverse: it is a "greater". */
static oid equality_of_ordering(const catalog *c, oid op, bool *reverse) {
    btree_interpretation found[16];
    int count = operator_call_btree(c, op, found, 16);
    for (int i = 0; i < count; i++) {
        if (found[i].strategy != 1 && found[i].strategy != 5) {
            continue;
        }
        *reverse = found[i].strategy == 5;
        oid equal = opfamily_member(c, found[i].family, found[i].left, found[i].right, 3);
        if (equal != INVALID_OID) {
            return equal;
        }
    }
    return INVALID_OID;
}

static const char *written_operator(parse_state *ps, const PgQuery__SortBy *sort_by) {
    const char *last = name_part(sort_by->use_op[sort_by->n_use_op - 1]);
    return sort_by->n_use_op == 1
               ? last
               : analysis_text(ps->analysis, "%s.%s", name_part(sort_by->use_op[0]), last);
}

static bool choose_using(parse_state *ps, const PgQuery__SortBy *sort_by, oid type, int location,
                         sort_group *result, bool *reverse) {
    const catalog *c = ps->analysis->catalog;
    const pg_operator *op = operator_call_compatible(ps, sort_by->n_use_op, sort_by->use_op, type,
                                                     type, false, location);
    if (op == NULL) {
        return false;
    }
    result->sort_operator = op->oid;
    result->equal_operator = equality_of_ordering(c, op->oid, reverse);
    if (result->equal_operator == INVALID_OID) {
        analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, location,
                       "operator %s is not a valid ordering operator",
                       written_operator(ps, sort_by))
            ->hint =
            "Ordering operators must be \"<\" or \">\" members of btree operator families.";
        return false;
    }
    const pg_operator *equal = catalog_operator(c, result->equal_operator);
    result->hashable = equal != NULL && equal->can_hash;
    return true;
}

static bool choose_operators(parse_state *ps, const PgQuery__SortBy *sort_by, oid type,
                             int location, sort_group *result, bool *reverse) {
    sort_operators operators;
    switch ((int)sort_by->sortby_dir) {
    case PG_QUERY__SORT_BY_DIR__SORTBY_USING:
        return choose_using(ps, sort_by, type, location, result, reverse);
    case PG_QUERY__SORT_BY_DIR__SORTBY_DESC:
        if (!operator_call_need_sort_operators(ps, type, false, true, true, location, &operators)) {
            return false;
        }
        result->sort_operator = operators.greater;
        *reverse = true;
        break;
    default:
        if (!operator_call_need_sort_operators(ps, type, true, true, false, location, &operators)) {
            return false;
        }
        result->sort_operator = operators.less;
        *reverse = false;
        break;
    }
    result->equal_operator = operators.equal;
    result->hashable = operators.hashable;
    return true;
}

static bool nulls_first(const PgQuery__SortBy *sort_by, bool reverse) {
    switch ((int)sort_by->sortby_nulls) {
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST:
        return true;
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST:
        return false;
    default:
        return reverse;
    }
}

bool sort_clause_add(parse_state *ps, target *t, target_list *targets,
                     const PgQuery__SortBy *sort_by, sort_group_list *list) {
    if (!resolve_unknown(ps, t)) {
        return false;
    }
    int location = sort_by->location >= 0 ? sort_by->location : raw_tree_location(sort_by->node);
    sort_group item = {0};
    bool reverse = false;
    if (!choose_operators(ps, sort_by, t->expr->type, location, &item, &reverse)) {
        return false;
    }
    if (is_in_list(ps->analysis->catalog, t, item.sort_operator, list)) {
        return true;
    }
    item.target = target_assign_ref(t, targets);
    item.nulls_first = nulls_first(sort_by, reverse);
    *LIST_PUSH(ps->analysis->arena, list) = item;
    return true;
}

bool group_clause_add(parse_state *ps, target *t, target_list *targets, int location,
                      sort_group_list *list) {
    if (!resolve_unknown(ps, t)) {
        return false;
    }
    if (is_in_list(ps->analysis->catalog, t, INVALID_OID, list)) {
        return true;
    }
    sort_operators operators;
    if (!operator_call_need_sort_operators(ps, t->expr->type, false, true, false, location,
                                           &operators)) {
        return false;
    }
    sort_group *item = LIST_PUSH(ps->analysis->arena, list);
    item->target = target_assign_ref(t, targets);
    item->equal_operator = operators.equal;
    item->sort_operator = operators.less;
    item->hashable = operators.hashable;
    return true;
}

bool sort_clause_transform(parse_state *ps, size_t count, PgQuery__Node **sort_bys,
                           target_list *targets, clause_kind clause, bool output_names,
                           sort_group_list *result) {
    for (size_t i = 0; i < count; i++) {
        const PgQuery__SortBy *sort_by = sort_bys[i]->sort_by;
        target *t = output_names ? sort_clause_find_output(ps, sort_by->node, targets, clause)
                                 : sort_clause_find_expression(ps, sort_by->node, targets, clause);
        if (t == NULL || !sort_clause_add(ps, t, targets, sort_by, result)) {
            return false;
        }
    }
    return true;
}
