#include "analyze/expression_internal.h"

#include "analyze/operator_call.h"
#include "analyze/raw_node.h"
#include "parse/sqlstate.h"

#define STRATEGY_EQUAL      3
#define STRATEGY_NOT_EQUAL  6
#define MAX_INTERPRETATIONS 32

/* What each column's operator means in the btree families it belongs to. */
typedef struct column_meaning {
    btree_interpretation found[MAX_INTERPRETATIONS];
    int count;
} column_meaning;

static const char *operator_name(const row_comparison *rows) {
    return raw_node_text(rows->name[rows->name_count - 1]);
}

static expr *compare_column(parse_state *ps, const row_comparison *rows, int i) {
    analysis *an = ps->analysis;
    expr *e = operator_call_make(ps, rows->name_count, rows->name, rows->left->items[i],
                                 rows->right->items[i], ps->last_set_function, rows->location);
    if (e == NULL) {
        return NULL;
    }
    if (e->type != BOOLOID) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, rows->location,
                       "row comparison operator must yield type boolean, not type %s",
                       analysis_type(an, e->type));
        return NULL;
    }
    if (expr_returns_set(e)) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, rows->location,
                       "row comparison operator must not return a set");
        return NULL;
    }
    return e;
}

static bool compare_columns(parse_state *ps, const row_comparison *rows, expr_list *columns) {
    for (int i = 0; i < rows->left->count; i++) {
        expr *e = compare_column(ps, rows, i);
        if (e == NULL) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, columns) = e;
    }
    return true;
}

/* The lowest strategy that all columns' operators can stand for; 0: none. */
static int common_strategy(const column_meaning *meanings, int count) {
    unsigned common = ~0u;
    for (int i = 0; i < count; i++) {
        unsigned here = 0;
        for (int j = 0; j < meanings[i].count; j++) {
            here |= 1u << meanings[i].found[j].strategy;
        }
        common &= here;
    }
    for (int strategy = 1; strategy <= STRATEGY_NOT_EQUAL; strategy++) {
        if (common & (1u << strategy)) {
            return strategy;
        }
    }
    return 0;
}

static int choose_strategy(parse_state *ps, const row_comparison *rows, const expr_list *columns) {
    analysis *an = ps->analysis;
    column_meaning *meanings = ARENA_ARRAY(an->arena, column_meaning, columns->count);
    for (int i = 0; i < columns->count; i++) {
        meanings[i].count = operator_call_btree(an->catalog, columns->items[i]->u.op.operator,
                                                meanings[i].found, MAX_INTERPRETATIONS);
    }
    int strategy = common_strategy(meanings, columns->count);
    if (strategy == 0) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, rows->location,
                       "could not determine interpretation of row comparison operator %s",
                       operator_name(rows))
            ->hint = "Row comparison operators must be associated with btree operator families.";
    }
    return strategy;
}

static expr *all_or_any(parse_state *ps, const row_comparison *rows, const expr_list *columns,
                        bool_operation operation) {
    expr *e = expr_new(ps->analysis->arena, EXPR_BOOL, BOOLOID, rows->location);
    e->u.boolean.operation = operation;
    e->u.boolean.args = *columns;
    return e;
}

static expr *ordering(parse_state *ps, const expr_list *columns, int strategy) {
    arena *a = ps->analysis->arena;
    expr *e = expr_new(a, EXPR_ROW_COMPARE, BOOLOID, -1);
    oid *operators = ARENA_ARRAY(a, oid, columns->count);
    for (int i = 0; i < columns->count; i++) {
        const expr *column = columns->items[i];
        operators[i] = column->u.op.operator;
        *LIST_PUSH(a, &e->u.row_compare.left) = column->u.op.left;
        *LIST_PUSH(a, &e->u.row_compare.right) = column->u.op.right;
    }
    e->u.row_compare.operation = strategy;
    e->u.row_compare.operators = operators;
    return e;
}

expr *row_comparison_make(parse_state *ps, const row_comparison *rows) {
    analysis *an = ps->analysis;
    if (rows->left->count != rows->right->count) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, rows->location,
                       "unequal number of entries in row expressions");
        return NULL;
    }
    if (rows->left->count == 0) {
        analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, rows->location,
                       "cannot compare rows of zero length");
        return NULL;
    }
    expr_list columns = {0};
    if (!compare_columns(ps, rows, &columns)) {
        return NULL;
    }
    if (columns.count == 1) {
        return columns.items[0];
    }
    int strategy = choose_strategy(ps, rows, &columns);
    switch (strategy) {
    case 0:
        return NULL;
    case STRATEGY_EQUAL:
        return all_or_any(ps, rows, &columns, BOOL_AND);
    case STRATEGY_NOT_EQUAL:
        return all_or_any(ps, rows, &columns, BOOL_OR);
    default:
        return ordering(ps, &columns, strategy);
    }
}
