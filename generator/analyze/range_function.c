#include "analyze/range_function.h"

#include <string.h>

#include "analyze/collation.h"
#include "analyze/column_definition.h"
#include "analyze/expression.h"
#include "analyze/level_walk.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "analyze/raw_node.h"
#include "analyze/raw_tree.h"
#include "analyze/row_type.h"
#include "analyze/target_list.h"
#include "parse/sqlstate.h"

/* One function as written. */
typedef struct called_function {
    expr *expr;
    const char *name;
    size_t definition_count;
    PgQuery__Node **definitions; /* its column definition list */
} called_function;
typedef LIST_OF(called_function) called_function_list;

/* --- The calls ------------------------------------------------------------------------------- */

/* unnest with several arguments and nothing else is short for ROWS FROM of one unnest for each. */
static bool is_multiple_unnest(const PgQuery__Node *node, size_t definition_count) {
    if (node->node_case != PG_QUERY__NODE__NODE_FUNC_CALL) {
        return false;
    }
    const PgQuery__FuncCall *f = node->func_call;
    return f->n_funcname == 1 && strcmp(name_part(f->funcname[0]), "unnest") == 0 &&
           f->n_args > 1 && f->n_agg_order == 0 && f->agg_filter == NULL && f->over == NULL &&
           !f->agg_within_group && !f->agg_star && !f->agg_distinct && !f->func_variadic &&
           definition_count == 0;
}

static PgQuery__Node *single_unnest(arena *a, const PgQuery__FuncCall *whole, size_t argument) {
    PgQuery__Node *node = ARENA_NEW(a, PgQuery__Node);
    pg_query__node__init(node);
    node->node_case = PG_QUERY__NODE__NODE_FUNC_CALL;
    PgQuery__FuncCall *call = ARENA_NEW(a, PgQuery__FuncCall);
    pg_query__func_call__init(call);
    node->func_call = call;
    call->n_funcname = 2;
    call->funcname = ARENA_ARRAY(a, PgQuery__Node *, 2);
    call->funcname[0] = raw_node_string(a, "pg_catalog");
    call->funcname[1] = raw_node_string(a, "unnest");
    call->n_args = 1;
    call->args = &whole->args[argument];
    call->funcformat = PG_QUERY__COERCION_FORM__COERCE_EXPLICIT_CALL;
    call->location = whole->location;
    return node;
}

static bool add_function(parse_state *ps, PgQuery__Node *node, called_function_list *functions) {
    const expr *before = ps->last_set_function;
    expr *e = expression_transform(ps, node, CLAUSE_FROM_FUNCTION);
    if (e == NULL) {
        return false;
    }
    const expr *last = ps->last_set_function;
    if (last != before && last != e) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, expr_location(last),
                       "set-returning functions must appear at top level of FROM");
        return false;
    }
    called_function *function = LIST_PUSH(ps->analysis->arena, functions);
    function->expr = e;
    function->name = target_list_name(node);
    return true;
}

static bool add_item(parse_state *ps, const PgQuery__RangeFunction *range,
                     const PgQuery__Node *item, called_function_list *functions) {
    bool is_pair = item->node_case == PG_QUERY__NODE__NODE_LIST;
    PgQuery__Node *call = is_pair ? item->list->items[0] : (PgQuery__Node *)(uintptr_t)item;
    size_t count = 0;
    PgQuery__Node **definitions = NULL;
    if (is_pair && item->list->n_items > 1 && item->list->items[1] != NULL &&
        item->list->items[1]->node_case == PG_QUERY__NODE__NODE_LIST) {
        count = item->list->items[1]->list->n_items;
        definitions = item->list->items[1]->list->items;
    }
    if (is_multiple_unnest(call, count)) {
        for (size_t i = 0; i < call->func_call->n_args; i++) {
            PgQuery__Node *single = single_unnest(ps->analysis->arena, call->func_call, i);
            if (!add_function(ps, single, functions)) {
                return false;
            }
        }
        return true;
    }
    if (!add_function(ps, call, functions)) {
        return false;
    }
    if (count > 0 && range->n_coldeflist > 0) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                       raw_tree_list_location(range->n_coldeflist, range->coldeflist),
                       "multiple column definition lists are not allowed for the same function");
        return false;
    }
    functions->items[functions->count - 1].definition_count = count;
    functions->items[functions->count - 1].definitions = definitions;
    return true;
}

/* The list behind the whole item belongs to its only function. */
static bool place_definitions(parse_state *ps, const PgQuery__RangeFunction *range,
                              called_function_list *functions) {
    if (range->n_coldeflist == 0) {
        return true;
    }
    const char *message = NULL, *hint = NULL;
    if (functions->count != 1 && range->is_rowsfrom) {
        message = "ROWS FROM() with multiple functions cannot have a column definition list";
        hint = "Put a separate column definition list for each function inside ROWS FROM().";
    } else if (functions->count != 1) {
        message = "UNNEST() with multiple arguments cannot have a column definition list";
        hint = "Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition "
               "list to each one.";
    } else if (range->ordinality) {
        message = "WITH ORDINALITY cannot be used with a column definition list";
        hint = "Put the column definition list inside ROWS FROM().";
    }
    if (message != NULL) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                       raw_tree_list_location(range->n_coldeflist, range->coldeflist), "%s",
                       message)
            ->hint = hint;
        return false;
    }
    functions->items[0].definition_count = range->n_coldeflist;
    functions->items[0].definitions = range->coldeflist;
    return true;
}

static bool transform_calls(parse_state *ps, const PgQuery__RangeFunction *range,
                            called_function_list *functions) {
    bool outer_lateral = ps->lateral_active;
    ps->lateral_active = true;
    bool done = true;
    for (size_t i = 0; done && i < range->n_functions; i++) {
        done = add_item(ps, range, range->functions[i], functions);
    }
    ps->lateral_active = outer_lateral;
    for (int i = 0; done && i < functions->count; i++) {
        done = collation_assign_expr(ps, functions->items[i].expr);
    }
    return done && place_definitions(ps, range, functions);
}

/* --- The columns ----------------------------------------------------------------------------- */

/* The name of a function's only OUT argument, or NULL. */
static const char *single_result_name(const catalog *c, const expr *e) {
    const pg_proc *proc = e->kind == EXPR_FUNC ? catalog_proc(c, e->u.func.function) : NULL;
    if (proc == NULL || proc->modes == NULL || proc->arg_names == NULL) {
        return NULL;
    }
    const char *name = NULL;
    for (int i = 0; i < proc->all_count; i++) {
        if (proc->modes[i] == 'i' || proc->modes[i] == 'v') {
            continue;
        }
        if (name != NULL || proc->arg_names[i][0] == '\0') {
            return NULL;
        }
        name = proc->arg_names[i];
    }
    return name;
}

static const char *scalar_column_name(parse_state *ps, const range_table_entry *rte,
                                      const called_function *function, int function_count) {
    const char *name = single_result_name(ps->analysis->catalog, function->expr);
    if (name != NULL) {
        return name;
    }
    return function_count == 1 && rte->has_alias ? rte->alias : function->name;
}

/* A column definition list goes with a plain record and only with it. */
static bool check_definitions(parse_state *ps, const called_function *function,
                              row_type_kind kind) {
    if (function->definition_count == 0) {
        if (kind != ROW_TYPE_UNKNOWN_RECORD) {
            return true;
        }
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, expr_location(function->expr),
                       "a column definition list is required for functions returning \"record\"");
        return false;
    }
    const char *message = NULL;
    switch (kind) {
    case ROW_TYPE_UNKNOWN_RECORD:
        return true;
    case ROW_TYPE_RECORD:
        message = "a column definition list is redundant for a function with OUT parameters";
        break;
    case ROW_TYPE_COMPOSITE:
    case ROW_TYPE_COMPOSITE_DOMAIN:
        message =
            "a column definition list is redundant for a function returning a named composite type";
        break;
    case ROW_TYPE_SCALAR:
    case ROW_TYPE_OTHER:
        message = "a column definition list is only allowed for functions returning \"record\"";
        break;
    }
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                   raw_tree_list_location(function->definition_count, function->definitions), "%s",
                   message);
    return false;
}

static void add_row_columns(parse_state *ps, range_table_entry *rte, const row_type *row) {
    for (int i = 0; i < row->count; i++) {
        const row_column *c = &row->columns[i];
        range_entry_add_column(ps, rte, c->type == INVALID_OID ? "" : c->name, c->type, c->typmod,
                               c->collation);
    }
}

static bool add_function_columns(parse_state *ps, range_table_entry *rte,
                                 const called_function *function, int function_count) {
    const expr *e = function->expr;
    row_type row = row_type_of_expr(ps, e);
    if (ps->analysis->failed || !check_definitions(ps, function, row.kind)) {
        return false;
    }
    switch (row.kind) {
    case ROW_TYPE_SCALAR:
        range_entry_add_column(ps, rte, scalar_column_name(ps, rte, function, function_count),
                               e->type, e->typmod, e->collation);
        return true;
    case ROW_TYPE_COMPOSITE:
    case ROW_TYPE_COMPOSITE_DOMAIN:
    case ROW_TYPE_RECORD:
        add_row_columns(ps, rte, &row);
        return true;
    case ROW_TYPE_UNKNOWN_RECORD:
        return column_definition_add(ps, rte, function->definition_count, function->definitions);
    case ROW_TYPE_OTHER:
        break;
    }
    analysis_error(ps->analysis, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                   "function \"%s\" in FROM has unsupported return type %s", function->name,
                   analysis_type(ps->analysis, e->type));
    return false;
}

static bool is_lateral(const PgQuery__RangeFunction *range, const called_function_list *functions) {
    for (int i = 0; i < functions->count; i++) {
        if (level_walk_find_var(functions->items[i].expr, 0) != NULL) {
            return true;
        }
    }
    return range->lateral != 0;
}

namespace_item *range_function_transform(parse_state *ps, const PgQuery__RangeFunction *range) {
    called_function_list functions = {0};
    if (!transform_calls(ps, range, &functions)) {
        return NULL;
    }
    range_table_entry *rte =
        range_entry_new(ps, RTE_FUNCTION, range->alias, functions.items[0].name);
    rte->lateral = is_lateral(range, &functions);
    rte->location = expr_location(functions.items[0].expr);
    rte->functions = ARENA_ARRAY(ps->analysis->arena, rte_function, functions.count);
    rte->function_count = functions.count;
    for (int i = 0; i < functions.count; i++) {
        int before = rte->columns.count;
        if (!add_function_columns(ps, rte, &functions.items[i], functions.count)) {
            return NULL;
        }
        rte->functions[i].expr = functions.items[i].expr;
        rte->functions[i].column_count = rte->columns.count - before;
        rte->functions[i].has_column_definitions = functions.items[i].definition_count > 0;
    }
    if (range->ordinality) {
        rte->with_ordinality = true;
        range_entry_add_column(ps, rte, "ordinality", INT8OID, -1, INVALID_OID);
    }
    return range_entry_rename(ps, rte, range->alias, "table") ? range_entry_add(ps, rte) : NULL;
}
