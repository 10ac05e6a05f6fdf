#include "analyze/insert_source.h"

#include "analyze/assignment.h"
#include "analyze/collation.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/query_transform.h"
#include "analyze/range_entry.h"
#include "analyze/raw_tree.h"
#include "parse/sqlstate.h"

typedef LIST_OF(assignment_place) place_list;

/* --- The column list -------------------------------------------------------------------------- */

static void take_all_columns(parse_state *ps, const range_table_entry *rte, place_list *places) {
    for (int i = 0; i < rte->columns.count; i++) {
        const rte_column *column = &rte->columns.items[i];
        if (column->type != INVALID_OID) {
            *LIST_PUSH(ps->analysis->arena, places) =
                (assignment_place){.rte = rte,
                                   .name = column->name,
                                   .attribute = i + 1,
                                   .clause = CLAUSE_INSERT_TARGET,
                                   .location = -1};
        }
    }
}

/* A whole column can be named once, and then no part of it. */
static bool is_taken(const place_list *places, const assignment_place *place) {
    for (int i = 0; i < places->count; i++) {
        const assignment_place *other = &places->items[i];
        if (other->attribute == place->attribute &&
            (other->step_count == 0 || place->step_count == 0)) {
            return true;
        }
    }
    return false;
}

static bool take_written_columns(parse_state *ps, const PgQuery__InsertStmt *s,
                                 const range_table_entry *rte, place_list *places) {
    analysis *an = ps->analysis;
    for (size_t i = 0; i < s->n_cols; i++) {
        const PgQuery__ResTarget *written = s->cols[i]->res_target;
        assignment_place place = {.rte = rte,
                                  .name = written->name,
                                  .attribute = assignment_column(rte, written->name),
                                  .step_count = written->n_indirection,
                                  .steps = written->indirection,
                                  .clause = CLAUSE_INSERT_TARGET,
                                  .location = written->location};
        if (place.attribute == 0) {
            analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, written->location,
                           "column \"%s\" of relation \"%s\" does not exist", written->name,
                           catalog_relation(an->catalog, rte->relation)->name);
            return false;
        }
        if (is_taken(places, &place)) {
            analysis_error(an, SQLSTATE_DUPLICATE_COLUMN, written->location,
                           "column \"%s\" specified more than once", written->name);
            return false;
        }
        *LIST_PUSH(an->arena, places) = place;
    }
    return true;
}

/* --- Rows ------------------------------------------------------------------------------------- */

/* How many columns an expression has that was meant as the whole row, in parentheses too many. */
static int row_width(const parse_state *ps, const expr *e) {
    if (e->kind == EXPR_ROW) {
        return e->u.row.items.count;
    }
    if (e->kind != EXPR_VAR || e->u.var.attribute != 0) {
        return -1;
    }
    const range_table_entry *rte = query_rte(ps->query, e->u.var.rtindex);
    return rte->columns.count;
}

static bool check_width(parse_state *ps, const place_list *places, const expr_list *row,
                        bool written) {
    analysis *an = ps->analysis;
    if (row->count > places->count) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, expr_location(row->items[places->count]),
                       "INSERT has more expressions than target columns");
        return false;
    }
    if (!written || row->count == places->count) {
        return true;
    }
    diagnostic *d = analysis_error(an, SQLSTATE_SYNTAX_ERROR, places->items[row->count].location,
                                   "INSERT has more target columns than expressions");
    if (row->count == 1 && row_width(ps, row->items[0]) == places->count) {
        d->hint = "The insertion source is a row expression containing the same number of columns "
                  "expected by the INSERT. Did you accidentally use extra parentheses?";
    }
    return false;
}

/* The row's items as their columns need them. */
static bool assign_row(parse_state *ps, const place_list *places, expr_list *row, bool written) {
    if (!check_width(ps, places, row, written)) {
        return false;
    }
    for (int i = 0; i < row->count; i++) {
        row->items[i] = assignment_transform(ps, &places->items[i], row->items[i]);
        if (row->items[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* defaults[i]: every row has DEFAULT there. */
static void keep_assignments(parse_state *ps, const place_list *places, const expr_list *row,
                             const bool *defaults) {
    for (int i = 0; i < row->count; i++) {
        const assignment_place *place = &places->items[i];
        target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
        t->expr = row->items[i];
        t->name = place->name;
        t->number = ps->query->targets.count;
        *LIST_PUSH(ps->analysis->arena, &ps->query->assignments) =
            (assignment){place->attribute, place->step_count == 0, defaults[i]};
    }
}

/* --- VALUES ----------------------------------------------------------------------------------- */

static bool same_width(parse_state *ps, const PgQuery__List *list, const expr_list *row,
                       const expr_list *first) {
    if (row->count == first->count) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                   raw_tree_list_location(list->n_items, list->items),
                   "VALUES lists must all be the same length");
    return false;
}

static bool collate_row(parse_state *ps, const expr_list *row) {
    for (int i = 0; i < row->count; i++) {
        if (!collation_assign_expr(ps, row->items[i])) {
            return false;
        }
    }
    return true;
}

static bool transform_value_rows(parse_state *ps, const PgQuery__InsertStmt *s,
                                 const place_list *places, range_table_entry *rte) {
    const PgQuery__SelectStmt *values = s->select_stmt->select_stmt;
    bool several = values->n_values_lists > 1;
    for (int i = 0; i < rte->values_count; i++) {
        const PgQuery__List *list = values->values_lists[i]->list;
        expr_list *row = &rte->values_rows[i];
        clause_kind clause = several ? CLAUSE_VALUES : CLAUSE_VALUES_SINGLE;
        if (!expression_transform_list(ps, list->n_items, list->items, clause, true, row) ||
            !same_width(ps, list, row, &rte->values_rows[0]) ||
            !assign_row(ps, places, row, s->n_cols > 0) || (several && !collate_row(ps, row))) {
            return false;
        }
    }
    return true;
}

static bool insert_values(parse_state *ps, const PgQuery__InsertStmt *s, const place_list *places) {
    arena *a = ps->analysis->arena;
    range_table_entry *rte = range_entry_new(ps, RTE_VALUES, NULL, "*VALUES*");
    rte->values_count = (int)s->select_stmt->select_stmt->n_values_lists;
    rte->values_rows = ARENA_ARRAY(a, expr_list, rte->values_count);
    for (int i = 0; i < rte->values_count; i++) {
        rte->values_rows[i] = (expr_list){0};
    }
    if (!transform_value_rows(ps, s, places, rte)) {
        return false;
    }
    const expr_list *first = &rte->values_rows[0];
    bool *defaults = ARENA_ARRAY(a, bool, first->count + 1);
    for (int i = 0; i < first->count; i++) {
        defaults[i] = true;
        for (int row = 0; row < rte->values_count; row++) {
            defaults[i] &= rte->values_rows[row].items[i]->kind == EXPR_SET_TO_DEFAULT;
        }
    }
    if (rte->values_count > 1) {
        (void)range_entry_add(ps, rte);
    }
    keep_assignments(ps, places, first, defaults);
    return true;
}

/* --- A query ---------------------------------------------------------------------------------- */

/* Constants and parameters of unknown type become what their columns are. */
static expr *query_output(parse_state *ps, namespace_column *column, expr *e) {
    bool is_literal = e->kind == EXPR_CONST || e->kind == EXPR_PARAM;
    return is_literal && e->type == UNKNOWNOID ? e
                                               : range_entry_var(ps, column, 0, expr_location(e));
}

static bool insert_query(parse_state *ps, const PgQuery__InsertStmt *s, const place_list *places) {
    arena *a = ps->analysis->arena;
    parse_state *inner = parse_state_new(ps->analysis, ps);
    inner->resolve_unknowns = false;
    if (!query_transform_select(inner, s->select_stmt->select_stmt) || ps->analysis->failed) {
        return false;
    }
    namespace_item *item = from_clause_subquery_item(ps, inner->query, NULL, false, false);
    if (item == NULL) {
        return false;
    }
    item->rte->alias = item->name = "*SELECT*";
    expr_list row = {0};
    for (int i = 0; i < inner->query->targets.count; i++) {
        const target *t = &inner->query->targets.items[i];
        if (!t->junk) {
            expr *e = query_output(ps, &item->columns[row.count], t->expr);
            *LIST_PUSH(a, &row) = e;
        }
    }
    if (!assign_row(ps, places, &row, s->n_cols > 0)) {
        return false;
    }
    bool *defaults = ARENA_ARRAY(a, bool, row.count + 1);
    for (int i = 0; i < row.count; i++) {
        defaults[i] = false;
    }
    keep_assignments(ps, places, &row, defaults);
    return true;
}

bool insert_source_transform(parse_state *ps, const PgQuery__InsertStmt *s,
                             const namespace_item *item) {
    place_list places = {0};
    if (s->n_cols == 0) {
        take_all_columns(ps, item->rte, &places);
    } else if (!take_written_columns(ps, s, item->rte, &places)) {
        return false;
    }
    if (s->select_stmt == NULL || s->select_stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return true; /* DEFAULT VALUES */
    }
    const PgQuery__SelectStmt *source = s->select_stmt->select_stmt;
    bool is_plain_values = source->n_values_lists > 0 && source->n_sort_clause == 0 &&
                           source->limit_offset == NULL && source->limit_count == NULL &&
                           source->n_locking_clause == 0 && source->with_clause == NULL;
    return is_plain_values ? insert_values(ps, s, &places) : insert_query(ps, s, &places);
}
