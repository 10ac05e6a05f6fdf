#include "analyze/table_func.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/expression.h"
#include "analyze/level_walk.h"
#include "analyze/range_entry.h"
#include "analyze/type_name.h"
#include "parse/sqlstate.h"

static const char construct[] = "XMLTABLE";

typedef struct table_func_work {
    parse_state *ps;
    const PgQuery__RangeTableFunc *range;
    range_table_entry *rte;
    bool *not_null;
} table_func_work;

/* One of the expressions, as the type it must have; NULL nodes are fine. */
static bool add_argument(table_func_work *w, PgQuery__Node *node, oid type, int32_t typmod) {
    if (node == NULL) {
        return true;
    }
    parse_state *ps = w->ps;
    expr *e = expression_transform(ps, node, CLAUSE_FROM_FUNCTION);
    if (e == NULL) {
        return false;
    }
    e = typmod == -1 && type != INVALID_OID
            ? coercion_to_specific(ps, e, type, construct)
            : coercion_to_specific_typmod(ps, e, type, typmod, construct);
    if (e == NULL || !collation_assign_expr(ps, e)) {
        return false;
    }
    *LIST_PUSH(ps->analysis->arena, &w->rte->table_func_args) = e;
    return true;
}

static bool check_column_name(table_func_work *w, const PgQuery__RangeTableFuncCol *column) {
    for (int i = 0; i < w->rte->columns.count; i++) {
        if (strcmp(w->rte->columns.items[i].name, column->colname) == 0) {
            analysis_error(w->ps->analysis, SQLSTATE_SYNTAX_ERROR, column->location,
                           "column name \"%s\" is not unique", column->colname);
            return false;
        }
    }
    return true;
}

static bool add_typed_column(table_func_work *w, const PgQuery__RangeTableFuncCol *column) {
    analysis *an = w->ps->analysis;
    if (column->type_name->setof) {
        analysis_error(an, SQLSTATE_INVALID_FUNCTION_DEFINITION, column->location,
                       "column \"%s\" cannot be declared SETOF", column->colname);
        return false;
    }
    type_and_typmod type = type_name_resolve(an, column->type_name);
    if (type.type == INVALID_OID || !add_argument(w, column->colexpr, TEXTOID, -1) ||
        !add_argument(w, column->coldefexpr, type.type, type.typmod) ||
        !check_column_name(w, column)) {
        return false;
    }
    range_entry_add_column(w->ps, w->rte, column->colname, type.type, type.typmod,
                           type_collation(an->catalog, type.type));
    return true;
}

static bool add_columns(table_func_work *w) {
    bool ordinality = false;
    for (size_t i = 0; i < w->range->n_columns; i++) {
        const PgQuery__RangeTableFuncCol *column = w->range->columns[i]->range_table_func_col;
        w->not_null[i] = column->is_not_null || column->for_ordinality;
        if (!column->for_ordinality) {
            if (!add_typed_column(w, column)) {
                return false;
            }
            continue;
        }
        if (ordinality) {
            analysis_error(w->ps->analysis, SQLSTATE_SYNTAX_ERROR, column->location,
                           "only one FOR ORDINALITY column is allowed");
            return false;
        }
        ordinality = true;
        if (!check_column_name(w, column)) {
            return false;
        }
        range_entry_add_column(w->ps, w->rte, column->colname, INT4OID, -1, INVALID_OID);
    }
    return true;
}

static bool same_namespace(const char *x, const char *y) {
    bool x_default = x == NULL || x[0] == '\0', y_default = y == NULL || y[0] == '\0';
    return x_default || y_default ? x_default && y_default : strcmp(x, y) == 0;
}

static bool check_namespace_name(table_func_work *w, size_t place) {
    const PgQuery__ResTarget *written = w->range->namespaces[place]->res_target;
    for (size_t i = 0; i < place; i++) {
        if (!same_namespace(w->range->namespaces[i]->res_target->name, written->name)) {
            continue;
        }
        if (written->name != NULL && written->name[0] != '\0') {
            analysis_error(w->ps->analysis, SQLSTATE_SYNTAX_ERROR, written->location,
                           "namespace name \"%s\" is not unique", written->name);
        } else {
            analysis_error(w->ps->analysis, SQLSTATE_SYNTAX_ERROR, written->location,
                           "only one default namespace is allowed");
        }
        return false;
    }
    return true;
}

static bool add_namespaces(table_func_work *w) {
    for (size_t i = 0; i < w->range->n_namespaces; i++) {
        if (!add_argument(w, w->range->namespaces[i]->res_target->val, TEXTOID, -1) ||
            !check_namespace_name(w, i)) {
            return false;
        }
    }
    return true;
}

static bool is_lateral(const table_func_work *w) {
    for (int i = 0; i < w->rte->table_func_args.count; i++) {
        if (level_walk_find_var(w->rte->table_func_args.items[i], 0) != NULL) {
            return true;
        }
    }
    return w->range->lateral != 0;
}

namespace_item *table_func_transform(parse_state *ps, const PgQuery__RangeTableFunc *range) {
    table_func_work w = {.ps = ps, .range = range};
    w.rte = range_entry_new(ps, RTE_TABLE_FUNC, range->alias, "xmltable");
    w.rte->location = range->location;
    w.not_null = ARENA_ARRAY(ps->analysis->arena, bool, range->n_columns);
    w.rte->table_func_not_null = w.not_null;
    bool outer_lateral = ps->lateral_active;
    ps->lateral_active = true;
    bool done = add_argument(&w, range->rowexpr, TEXTOID, -1) &&
                add_argument(&w, range->docexpr, XMLOID, -1) && add_columns(&w) &&
                add_namespaces(&w);
    ps->lateral_active = outer_lateral;
    if (!done) {
        return NULL;
    }
    w.rte->lateral = is_lateral(&w);
    int available = range_entry_apply_names(w.rte, range->alias);
    if (available >= 0) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, -1,
                       "%s function has %d columns available but %d columns specified", construct,
                       available, (int)range->alias->n_colnames);
        return NULL;
    }
    return range_entry_add(ps, w.rte);
}
