#include "analyze/nullability_internal.h"

#include <string.h>

#include <pg_query/pg_query.pb-c.h>

#include "catalog/never_null.h"
#include "catalog/type_format.h"

/* Proofs for expressions, one rule per kind of node. */

nullability nullability_proven(const char *reason, const expr *e) {
    return (nullability){true, reason, e->location, {NULL, 0}, NULL};
}

nullability nullability_unproven(const char *reason, const expr *e) {
    return (nullability){false, reason, e->location, {NULL, 0}, NULL};
}

const char *nullability_function_name(null_scope *s, oid function) {
    const pg_proc *proc = catalog_proc(nullability_catalog(s->proofs), function);
    return proc == NULL ? "?" : proc->name;
}

/* The first input that may be NULL, or proven when there is none. */
nullability nullability_of_all(null_scope *s, const expr_list *list, const char *reason,
                               const expr *e) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] == NULL) {
            continue;
        }
        nullability n = nullability_of_expr(s, list->items[i]);
        if (!n.not_null) {
            return n;
        }
    }
    if (list->count == 1) {
        return nullability_of_expr(s, list->items[0]);
    }
    return nullability_proven(reason, e);
}

/* Not null with the first input that is; `what` is null as only all of them are.  What has no place
 * in the text is a join's merged column. */
static nullability of_any(null_scope *s, const expr_list *list, const char *what, const expr *e) {
    arena *a = nullability_arena(s->proofs);
    bool written = e->location >= 0;
    for (int i = 0; i < list->count; i++) {
        nullability n = nullability_of_expr(s, list->items[i]);
        if (n.not_null) {
            n.reason = written ? arena_printf(a, "%s with %s", what, n.reason) : n.reason;
            return n;
        }
    }
    return nullability_unproven(written ? arena_printf(a, "all inputs of %s may be null", what)
                                        : "the column may be null on both sides of the join",
                                e);
}

/* --- Columns ---------------------------------------------------------------------------------- */

static nullability of_missing_side(null_scope *s, const null_side *side) {
    const char *what = side->join->type == JOIN_FULL   ? "one side of FULL JOIN"
                       : side->join->type == JOIN_LEFT ? "right side of LEFT JOIN"
                                                       : "left side of RIGHT JOIN";
    position at = nullability_position(s->proofs, side->location);
    arena *a = nullability_arena(s->proofs);
    const char *place = nullability_place(a, at);
    const char *reason = place[0] == '\0' ? what : arena_printf(a, "%s %s", what, place);
    return (nullability){false, reason, side->location, at, NULL};
}

static nullability of_join_column(null_scope *s, const range_table_entry *rte, int attribute,
                                  expr *e) {
    if (attribute < 1 || attribute > rte->columns.count) {
        return nullability_unproven("row of a join", e);
    }
    expr *alias = rte->columns.items[attribute - 1].join_alias;
    if (alias == NULL) {
        return nullability_unproven("column of a join", e);
    }
    return nullability_of_expr(s, alias);
}

/* A row value counts as never null when some field of it is: a row of NULLs reads as NULL too. */
static nullability of_whole_row(null_scope *s, int rtindex, expr *e) {
    const range_table_entry *rte = query_rte(s->query, rtindex);
    for (int i = 0; i < rte->columns.count; i++) {
        if (rte->columns.items[i].type != INVALID_OID &&
            nullability_of_rte_column(s, rtindex, i + 1).not_null) {
            return nullability_proven("a row that is there", e);
        }
    }
    return nullability_unproven("all fields of the row may be null", e);
}

/* A column of a query around: proven there. */
static nullability of_outer_var(null_scope *s, expr *e) {
    for (int levels = e->u.var.levels_up; levels > 0 && s != NULL; levels--) {
        s = s->parent;
    }
    if (s == NULL) {
        return nullability_unproven("column of a query around", e);
    }
    expr local = *e;
    local.u.var.levels_up = 0;
    return nullability_of_expr(s, &local);
}

/* What is known of a relation's column, with the note that it is from there. */
static nullability taken_over(null_scope *s, const range_table_entry *rte, const expr *e,
                              nullability n) {
    const pg_class *relation = catalog_relation(nullability_catalog(s->proofs), rte->relation);
    if (relation == NULL || e->u.var.attribute < 1 ||
        e->u.var.attribute > relation->attribute_count) {
        return n;
    }
    nullability_step *step = ARENA_NEW(nullability_arena(s->proofs), nullability_step);
    step->relation = relation;
    step->attribute = e->u.var.attribute;
    step->at = nullability_position(s->proofs, e->location);
    n.via = step;
    n.location = e->location;
    return n;
}

static nullability of_var(null_scope *s, expr *e) {
    if (e->u.var.levels_up > 0) {
        return of_outer_var(s, e);
    }
    int rtindex = e->u.var.rtindex;
    const range_table_entry *rte = query_rte(s->query, rtindex);
    if (rte->kind == RTE_JOIN) {
        return of_join_column(s, rte, e->u.var.attribute, e);
    }
    const null_side *side = NULL;
    if (!nullability_rte_is_present(s, rtindex, &side)) {
        return of_missing_side(s, side);
    }
    if (e->u.var.attribute == 0) {
        return of_whole_row(s, rtindex, e);
    }
    nullability n = nullability_of_rte_column(s, rtindex, e->u.var.attribute);
    return rte->kind == RTE_RELATION ? taken_over(s, rte, e, n) : n;
}

/* --- Calls ------------------------------------------------------------------------------------ */

static nullability of_operator(null_scope *s, expr *e) {
    expr *items[2];
    expr_list args = {items, 0, 2};
    if (e->u.op.left != NULL) {
        items[args.count++] = e->u.op.left;
    }
    items[args.count++] = e->u.op.right;
    const pg_operator *op = catalog_operator(nullability_catalog(s->proofs), e->u.op.operator);
    nullability n = nullability_of_call(s, e->u.op.function, &args, e);
    if (op != NULL && n.via == NULL && n.location == e->location) {
        n.reason = n.not_null ? arena_printf(nullability_arena(s->proofs),
                                             "operator %s on values that are never null", op->name)
                              : arena_printf(nullability_arena(s->proofs),
                                             "operator %s may return null", op->name);
    }
    return n;
}

static nullability of_scalar_array(null_scope *s, expr *e) {
    expr *items[2] = {e->u.scalar_array_op.left, e->u.scalar_array_op.right};
    expr_list args = {items, 2, 2};
    if (!nullability_elements_not_null(s, e->u.scalar_array_op.right)) {
        return nullability_unproven("an element of the array may be null", e);
    }
    return nullability_of_call(s, e->u.scalar_array_op.function, &args, e);
}

/* --- Subqueries ------------------------------------------------------------------------------ */

static nullability of_comparison_with_rows(null_scope *s, expr *e) {
    expr *test = e->u.sublink.test;
    nullability left = test == NULL ? nullability_proven("", e) : nullability_of_expr(s, test);
    if (test != NULL && test->kind == EXPR_ROW) {
        left = nullability_of_all(s, &test->u.row.items, "", test);
    }
    if (!left.not_null) {
        return left;
    }
    const nullability *columns = nullability_of_subquery(s->proofs, s, e->u.sublink.query);
    for (int i = 0, n = 0; i < e->u.sublink.query->targets.count; i++) {
        if (e->u.sublink.query->targets.items[i].junk) {
            continue;
        }
        if (!columns[n++].not_null) {
            return nullability_unproven("a row of the subquery may be null", e);
        }
    }
    expr *comparison = e->u.sublink.comparison;
    if (comparison == NULL || comparison->kind != EXPR_OP ||
        never_null_of_function(nullability_catalog(s->proofs), comparison->u.op.function) ==
            NEVER_NULL_UNKNOWN) {
        return nullability_unproven("the comparison may be null", e);
    }
    return nullability_proven("a comparison of values that are never null", e);
}

static nullability of_sublink(null_scope *s, expr *e) {
    query *q = e->u.sublink.query;
    switch (e->u.sublink.kind) {
    case SUBLINK_EXISTS:
        return nullability_proven("EXISTS is never null", e);
    case SUBLINK_ARRAY:
        return nullability_proven("ARRAY of a subquery is never null", e);
    case SUBLINK_ANY:
    case SUBLINK_ALL:
        return of_comparison_with_rows(s, e);
    case SUBLINK_EXPR:
        if (!nullability_has_row(s, q)) {
            return nullability_unproven("scalar subquery that may give no row", e);
        }
        return nullability_of_subquery(s->proofs, s, q)[0];
    case SUBLINK_ROW_COMPARE:
    case SUBLINK_CTE:
        break;
    }
    return nullability_unproven("subquery", e);
}

/* --- Constructs ------------------------------------------------------------------------------ */

/* Each result in turn, knowing that its condition is true and that those before it were not. */
static nullability of_case(null_scope *s, expr *e) {
    if (!e->u.case_.else_written) {
        return nullability_unproven("CASE without ELSE", e);
    }
    expr_list *facts = s->before_grouping > 0 ? &s->facts : &s->group_facts;
    const expr_list before = *facts;
    expr_list so_far = {0};
    for (int i = 0; i < before.count; i++) {
        *LIST_PUSH(nullability_arena(s->proofs), &so_far) = before.items[i];
    }
    nullability result = nullability_proven("all results of CASE are never null", e);
    for (int i = 0; result.not_null && i <= e->u.case_.conditions.count; i++) {
        bool is_else = i == e->u.case_.conditions.count;
        int known = so_far.count;
        expr *condition = is_else ? NULL : e->u.case_.conditions.items[i];
        if (!is_else && e->u.case_.test == NULL) {
            *facts = so_far;
            nullability_facts_if_true(s, condition, &so_far);
        }
        *facts = so_far;
        nullability n =
            nullability_of_expr(s, is_else ? e->u.case_.otherwise : e->u.case_.results.items[i]);
        so_far.count = known;
        if (!n.not_null) {
            result = n;
        } else if (!is_else && e->u.case_.test == NULL) {
            *facts = so_far;
            nullability_facts_if_not_true(s, condition, &so_far);
        }
    }
    *facts = before;
    return result;
}

/* A boolean constant is kept as it was written: "yes", "of", " T". */
static bool constant_is_true(const char *text) {
    while (*text == ' ') {
        text++;
    }
    bool is_on = (text[0] == 'o' || text[0] == 'O') && (text[1] == 'n' || text[1] == 'N');
    return is_on || (text[0] != '\0' && strchr("tTyY1", text[0]) != NULL);
}

static bool is_constant(const expr *e, bool value) {
    return e->kind == EXPR_CONST && e->type == BOOLOID && e->u.constant.value != NULL &&
           constant_is_true(e->u.constant.value) == value;
}

static nullability of_boolean(null_scope *s, expr *e) {
    bool deciding = e->u.boolean.operation == BOOL_OR;
    for (int i = 0; e->u.boolean.operation != BOOL_NOT && i < e->u.boolean.args.count; i++) {
        if (is_constant(e->u.boolean.args.items[i], deciding)) {
            return nullability_proven("one input decides", e);
        }
    }
    return nullability_of_all(s, &e->u.boolean.args, "all its conditions are never null", e);
}

static nullability of_row(null_scope *s, expr *e) {
    for (int i = 0; i < e->u.row.items.count; i++) {
        if (nullability_of_expr(s, e->u.row.items.items[i]).not_null) {
            return nullability_proven("a row with a field that is never null", e);
        }
    }
    return nullability_unproven("all fields of the row may be null", e);
}

static nullability of_field(null_scope *s, expr *e) {
    expr *arg = e->u.field_select.arg;
    int field = e->u.field_select.field;
    if (arg->kind == EXPR_ROW && field >= 1 && field <= arg->u.row.items.count) {
        return nullability_of_expr(s, arg->u.row.items.items[field - 1]);
    }
    if (arg->kind == EXPR_VAR && arg->u.var.attribute == 0) {
        expr column = *arg;
        column.u.var.attribute = field;
        column.type = e->type;
        column.typmod = e->typmod;
        return nullability_of_expr(s, &column);
    }
    return nullability_unproven("field of a composite value", e);
}

static nullability of_row_compare(null_scope *s, expr *e) {
    nullability left = nullability_of_all(s, &e->u.row_compare.left, "", e);
    if (!left.not_null) {
        return left;
    }
    nullability right = nullability_of_all(s, &e->u.row_compare.right, "", e);
    return right.not_null ? nullability_proven("a comparison of rows that hold no null", e) : right;
}

/* Functions written as SQL keywords (current_date ...).  current_schema can be NULL. */
static nullability of_sql_value(expr *e) {
    if (e->u.sql_value.operation == PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA) {
        return nullability_unproven("there may be no current schema", e);
    }
    return nullability_proven("a value every session has", e);
}

static nullability of_xml(null_scope *s, expr *e) {
    switch (e->u.xml.operation) {
    case PG_QUERY__XML_EXPR_OP__IS_XMLELEMENT:
        return nullability_proven("xmlelement() never returns null", e);
    case PG_QUERY__XML_EXPR_OP__IS_XMLCONCAT:
        return of_any(s, &e->u.xml.args, "xmlconcat()", e);
    case PG_QUERY__XML_EXPR_OP__IS_XMLFOREST:
        return of_any(s, &e->u.xml.named_args, "xmlforest()", e);
    case PG_QUERY__XML_EXPR_OP__IS_XMLPARSE:
    case PG_QUERY__XML_EXPR_OP__IS_XMLSERIALIZE:
    case PG_QUERY__XML_EXPR_OP__IS_DOCUMENT:
        return e->u.xml.args.count > 0 ? nullability_of_expr(s, e->u.xml.args.items[0])
                                       : nullability_unproven("XML expression", e);
    default:
        return nullability_unproven("XML expression", e);
    }
}

static nullability of_domain(null_scope *s, expr *e) {
    const catalog *c = nullability_catalog(s->proofs);
    for (const pg_type *t = catalog_type(c, e->type); t != NULL && t->typtype == 'd';
         t = catalog_type(c, t->base)) {
        if (t->not_null) {
            return nullability_proven(
                arena_printf(nullability_arena(s->proofs), "domain %s is NOT NULL", t->name), e);
        }
    }
    return nullability_of_expr(s, e->u.coerce.arg);
}

/* One input is enough; of the two sides of a FULL JOIN one is always there. */
static nullability of_coalesce(null_scope *s, expr *e) {
    nullability n = of_any(s, &e->u.coalesce.args, "COALESCE", e);
    if (!n.not_null && nullability_of_full_join(s, &e->u.coalesce.args)) {
        return nullability_proven("one side of the FULL JOIN is there, and never null", e);
    }
    return n;
}

/* --- Dispatch
 * -------------------------------------------------------------------------------------- */

/* Every group that this item of GROUP BY makes is grouped by the expression, too. */
static bool always_groups_by(const grouping_set *item, int ref) {
    if (item->kind == GROUPING_SET_SIMPLE) {
        for (int i = 0; i < item->refs.count; i++) {
            if (item->refs.items[i] == ref) {
                return true;
            }
        }
    }
    for (int i = 0; item->kind == GROUPING_SET_SETS && i < item->sets.count; i++) {
        if (!always_groups_by(item->sets.items[i], ref)) {
            return false;
        }
    }
    return item->kind == GROUPING_SET_SETS && item->sets.count > 0;
}

static bool is_in_every_group(const query *q, int ref) {
    for (int i = 0; i < q->grouping_sets.count; i++) {
        if (always_groups_by(q->grouping_sets.items[i], ref)) {
            return true;
        }
    }
    return false;
}

/* Grouping sets make a grouping expression NULL in the groups that leave it out. */
static bool is_nulled_by_grouping(null_scope *s, const expr *e) {
    const query *q = s->query;
    for (int i = 0; i < q->group.count; i++) {
        for (int t = 0; t < q->targets.count; t++) {
            const target *grouped = &q->targets.items[t];
            if (grouped->sort_group_ref == q->group.items[i].target &&
                expr_equal(grouped->expr, e) && !is_in_every_group(q, grouped->sort_group_ref)) {
                return true;
            }
        }
    }
    return false;
}

static nullability of_kind(null_scope *s, expr *e) {
    switch (e->kind) {
    case EXPR_VAR:
        return of_var(s, e);
    case EXPR_CONST:
        return e->u.constant.value != NULL ? nullability_proven("a constant", e)
                                           : nullability_unproven("NULL", e);
    case EXPR_AGGREF:
        return nullability_of_aggregate(s, e);
    case EXPR_GROUPING:
        return nullability_proven("GROUPING() never returns null", e);
    case EXPR_WINDOW_FUNC:
        return nullability_of_window_function(s, e);
    case EXPR_FUNC:
        return nullability_of_function(s, e);
    case EXPR_OP:
        return of_operator(s, e);
    case EXPR_DISTINCT:
        return nullability_proven("IS DISTINCT FROM is never null", e);
    case EXPR_NULLIF:
        return nullability_unproven("NULLIF", e);
    case EXPR_SCALAR_ARRAY_OP:
        return of_scalar_array(s, e);
    case EXPR_BOOL:
        return of_boolean(s, e);
    case EXPR_SUBLINK:
        return of_sublink(s, e);
    case EXPR_SUBSCRIPT:
        return nullability_unproven("there may be nothing at the subscript", e);
    case EXPR_FIELD_SELECT:
        return of_field(s, e);
    case EXPR_RELABEL:
    case EXPR_COERCE_VIA_IO:
    case EXPR_CONVERT_ROWTYPE:
        return nullability_of_expr(s, e->u.coerce.arg);
    case EXPR_ARRAY_COERCE:
        return nullability_of_expr(s, e->u.array_coerce.arg);
    case EXPR_COLLATE:
        return nullability_of_expr(s, e->u.collate.arg);
    case EXPR_COERCE_TO_DOMAIN:
        return of_domain(s, e);
    case EXPR_CASE:
        return of_case(s, e);
    case EXPR_ARRAY:
        return nullability_proven("an array constructor", e);
    case EXPR_ROW:
        return of_row(s, e);
    case EXPR_ROW_COMPARE:
        return of_row_compare(s, e);
    case EXPR_COALESCE:
        return of_coalesce(s, e);
    case EXPR_MIN_MAX:
        if (nullability_of_full_join(s, &e->u.min_max.args)) {
            return nullability_proven("one side of the FULL JOIN is there, and never null", e);
        }
        return of_any(s, &e->u.min_max.args, e->u.min_max.least ? "LEAST" : "GREATEST", e);
    case EXPR_SQL_VALUE:
        return of_sql_value(e);
    case EXPR_XML:
        return of_xml(s, e);
    case EXPR_NULL_TEST:
        return nullability_proven("IS NULL is never null", e);
    case EXPR_BOOLEAN_TEST:
        return nullability_proven("IS TRUE and the like are never null", e);
    case EXPR_NAMED_ARG:
        return nullability_of_expr(s, e->u.named_arg.arg);
    case EXPR_PARAM:
        return nullability_of_argument(s->proofs, e);
    case EXPR_CASE_TEST:
    case EXPR_DOMAIN_VALUE:
    case EXPR_SET_TO_DEFAULT:
    case EXPR_CURRENT_OF:
        break;
    }
    return nullability_unproven("nothing is known of it", e);
}

nullability nullability_of_expr(null_scope *s, expr *e) {
    if (s->before_grouping == 0) {
        if (nullability_facts_hold(&s->group_facts, e)) {
            return nullability_proven("rows where it is null are filtered out", e);
        }
        if (s->nulls_by_grouping && is_nulled_by_grouping(s, e)) {
            return nullability_unproven("grouping sets leave it out", e);
        }
    }
    /* What held of the input rows holds of a group's, but for what grouping sets blank out in it.
     */
    bool same_row = s->before_grouping > 0 || !s->nulls_by_grouping || e->kind == EXPR_VAR;
    if (same_row && nullability_facts_hold(&s->facts, e)) {
        return nullability_proven("rows where it is null are filtered out", e);
    }
    return of_kind(s, e);
}
