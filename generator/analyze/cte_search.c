#include "analyze/cte_search.h"

#include <string.h>

#include "analyze/collation.h"
#include "analyze/common_type.h"
#include "analyze/expression.h"
#include "analyze/operator_call.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "parse/sqlstate.h"

int cte_search_column_count(const common_table_expr *cte) {
    return (cte->search != NULL ? 1 : 0) + (cte->cycle != NULL ? 2 : 0);
}

/* --- The cycle mark -------------------------------------------------------------------------- */

static bool find_mark_operator(parse_state *ps, cte_cycle *cycle) {
    analysis *an = ps->analysis;
    cycle->mark_equal_operator = operator_call_sort_operators(an->catalog, cycle->mark_type).equal;
    const pg_operator *equal = catalog_operator(an->catalog, cycle->mark_equal_operator);
    if (equal == NULL || equal->negator == INVALID_OID) {
        analysis_error(
            an, SQLSTATE_UNDEFINED_FUNCTION, -1, "could not identify an %s operator for type %s",
            equal == NULL ? "equality" : "inequality", analysis_type(an, cycle->mark_type));
        return false;
    }
    return true;
}

static bool transform_mark(parse_state *ps, cte_cycle *cycle,
                           const PgQuery__CTECycleClause *clause) {
    expr *value = expression_transform(ps, clause->cycle_mark_value, CLAUSE_CYCLE_MARK);
    expr *otherwise = value == NULL
                          ? NULL
                          : expression_transform(ps, clause->cycle_mark_default, CLAUSE_CYCLE_MARK);
    if (otherwise == NULL) {
        return false;
    }
    expr_list both = {0};
    *LIST_PUSH(ps->analysis->arena, &both) = value;
    *LIST_PUSH(ps->analysis->arena, &both) = otherwise;
    cycle->mark_type = common_type_select(ps, &both, "CYCLE", NULL);
    if (cycle->mark_type == INVALID_OID) {
        return false;
    }
    both.items[0] = common_type_coerce(ps, value, cycle->mark_type, "CYCLE/SET/TO");
    both.items[1] = both.items[0] == NULL
                        ? NULL
                        : common_type_coerce(ps, otherwise, cycle->mark_type, "CYCLE/SET/DEFAULT");
    if (both.items[1] == NULL || !collation_select(ps, &both, true, &cycle->mark_collation)) {
        return false;
    }
    cycle->mark_value = both.items[0];
    cycle->mark_default = both.items[1];
    cycle->mark_typmod = common_type_typmod(&both, cycle->mark_type);
    return find_mark_operator(ps, cycle);
}

bool cte_search_begin(parse_state *ps, common_table_expr *cte,
                      const PgQuery__CommonTableExpr *raw) {
    if (raw->search_clause == NULL && raw->cycle_clause == NULL) {
        return true;
    }
    arena *a = ps->analysis->arena;
    if (raw->search_clause != NULL) {
        cte->search = ARENA_NEW(a, cte_search);
        cte->search->breadth_first = raw->search_clause->search_breadth_first != 0;
        cte->search->sequence_column = raw->search_clause->search_seq_column;
        cte->search->location = raw->search_clause->location;
    }
    if (raw->cycle_clause != NULL) {
        cte->cycle = ARENA_NEW(a, cte_cycle);
        cte->cycle->mark_column = raw->cycle_clause->cycle_mark_column;
        cte->cycle->path_column = raw->cycle_clause->cycle_path_column;
        cte->cycle->location = raw->cycle_clause->location;
        return transform_mark(ps, cte->cycle, raw->cycle_clause);
    }
    return true;
}

void cte_search_add_columns(parse_state *ps, common_table_expr *cte) {
    arena *a = ps->analysis->arena;
    if (cte->search != NULL) {
        *LIST_PUSH(a, &cte->columns) =
            (rte_column){.name = cte->search->sequence_column,
                         .type = cte->search->breadth_first ? RECORDOID : RECORDARRAYOID,
                         .typmod = -1};
    }
    if (cte->cycle != NULL) {
        *LIST_PUSH(a, &cte->columns) = (rte_column){.name = cte->cycle->mark_column,
                                                    .type = cte->cycle->mark_type,
                                                    .typmod = cte->cycle->mark_typmod,
                                                    .collation = cte->cycle->mark_collation};
        *LIST_PUSH(a, &cte->columns) =
            (rte_column){.name = cte->cycle->path_column, .type = RECORDARRAYOID, .typmod = -1};
    }
}

/* --- Names ----------------------------------------------------------------------------------- */

static bool is_column(const common_table_expr *cte, const char *name) {
    int own = cte->columns.count - cte_search_column_count(cte);
    for (int i = 0; i < own; i++) {
        if (strcmp(cte->columns.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The columns that one of the clauses goes by; what: "search" or "cycle". */
typedef struct named_columns {
    size_t count;
    PgQuery__Node **names;
    const char *what;
    int location;
} named_columns;

static bool check_listed(parse_state *ps, const common_table_expr *cte, named_columns list) {
    for (size_t i = 0; i < list.count; i++) {
        const char *name = name_part(list.names[i]);
        if (!is_column(cte, name)) {
            analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, list.location,
                           "%s column \"%s\" not in WITH query column list", list.what, name);
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(name_part(list.names[j]), name) == 0) {
                analysis_error(ps->analysis, SQLSTATE_DUPLICATE_COLUMN, list.location,
                               "%s column \"%s\" specified more than once", list.what, name);
                return false;
            }
        }
    }
    return true;
}

static bool check_new_name(parse_state *ps, const common_table_expr *cte, const char *name,
                           const char *what, int location) {
    if (!is_column(cte, name)) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location,
                   "%s column name \"%s\" already used in WITH query column list", what, name);
    return false;
}

static bool check_differ(parse_state *ps, const char *x, const char *y, const char *words,
                         int location) {
    if (strcmp(x, y) != 0) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location, "%s column name are the same",
                   words);
    return false;
}

static bool check_search(parse_state *ps, const common_table_expr *cte,
                         const PgQuery__CTESearchClause *clause) {
    named_columns list = {clause->n_search_col_list, clause->search_col_list, "search",
                          clause->location};
    return check_listed(ps, cte, list) &&
           check_new_name(ps, cte, clause->search_seq_column, "search sequence", clause->location);
}

static bool check_cycle(parse_state *ps, const common_table_expr *cte,
                        const PgQuery__CTECycleClause *clause) {
    named_columns list = {clause->n_cycle_col_list, clause->cycle_col_list, "cycle",
                          clause->location};
    return check_listed(ps, cte, list) &&
           check_new_name(ps, cte, clause->cycle_mark_column, "cycle mark", clause->location) &&
           check_new_name(ps, cte, clause->cycle_path_column, "cycle path", clause->location) &&
           check_differ(ps, clause->cycle_mark_column, clause->cycle_path_column,
                        "cycle mark column name and cycle path", clause->location);
}

/* The rewriting of SEARCH and CYCLE needs two plain SELECTs. */
static bool check_form(parse_state *ps, const common_table_expr *cte) {
    const set_operation *op = cte->query->set_operations;
    if (!cte->recursive || op == NULL) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, cte->location,
                       "WITH query is not recursive");
        return false;
    }
    if (!op->left->is_leaf || !op->right->is_leaf) {
        analysis_error(ps->analysis,
                       op->left->is_leaf ? SQLSTATE_SYNTAX_ERROR : SQLSTATE_FEATURE_NOT_SUPPORTED,
                       -1,
                       "with a SEARCH or CYCLE clause, the %s side of the UNION must be a SELECT",
                       op->left->is_leaf ? "right" : "left");
        return false;
    }
    return true;
}

bool cte_search_check(parse_state *ps, const common_table_expr *cte,
                      const PgQuery__CommonTableExpr *raw) {
    const PgQuery__CTESearchClause *search = raw->search_clause;
    const PgQuery__CTECycleClause *cycle = raw->cycle_clause;
    if (search == NULL && cycle == NULL) {
        return true;
    }
    if (!check_form(ps, cte) || (search != NULL && !check_search(ps, cte, search)) ||
        (cycle != NULL && !check_cycle(ps, cte, cycle))) {
        return false;
    }
    if (search == NULL || cycle == NULL) {
        return true;
    }
    return check_differ(ps, search->search_seq_column, cycle->cycle_mark_column,
                        "search sequence column name and cycle mark", search->location) &&
           check_differ(ps, search->search_seq_column, cycle->cycle_path_column,
                        "search sequence column name and cycle path", search->location);
}
