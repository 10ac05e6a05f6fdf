#include "analyze/data_modification.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/cte.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/query_transform.h"
#include "analyze/range_entry.h"
#include "analyze/raw_tree.h"
#include "analyze/target_list.h"
#include "parse/sqlstate.h"

/* --- The table ------------------------------------------------------------------------------- */

static namespace_item *open_target(parse_state *ps, const PgQuery__RangeVar *var,
                                   query_command command) {
    const pg_class *relation = from_clause_open_relation(ps, var);
    if (relation == NULL) {
        return NULL;
    }
    namespace_item *item =
        from_clause_relation_item(ps, relation, var->alias, var->inh != 0, false);
    if (item == NULL) {
        return NULL;
    }
    item->rte->location = var->location;
    ps->query->command = command;
    ps->query->result_relation = item->rtindex;
    return item;
}

static bool begin(parse_state *ps, const PgQuery__WithClause *with) {
    return with == NULL || cte_transform(ps, with);
}

static bool transform_returning(parse_state *ps, size_t count, PgQuery__Node **nodes) {
    query *q = ps->query;
    if (count > 0 && !target_list_transform(ps, count, nodes, CLAUSE_RETURNING, &q->returning)) {
        return false;
    }
    target_list_mark_origins(ps, &q->returning);
    return !ps->resolve_unknowns || target_list_resolve_unknowns(ps, &q->returning);
}

static bool finish(parse_state *ps) {
    ps->query->has_sublinks = ps->has_sublinks;
    return collation_assign_query(ps, ps->query);
}

/* --- Assignments ----------------------------------------------------------------------------- */

/* The table's column, or NULL with an error. */
static const rte_column *find_column(parse_state *ps, const range_table_entry *rte,
                                     const PgQuery__ResTarget *written) {
    for (int i = 0; i < rte->columns.count; i++) {
        const rte_column *column = &rte->columns.items[i];
        if (column->type != INVALID_OID && strcmp(column->name, written->name) == 0) {
            return column;
        }
    }
    analysis_error(ps->analysis, SQLSTATE_UNDEFINED_COLUMN, written->location,
                   "column \"%s\" of relation \"%s\" does not exist", written->name,
                   catalog_relation(ps->analysis->catalog, rte->relation)->name);
    return NULL;
}

/* The value as the column's type; a part of a column is not followed further. */
static expr *assign(parse_state *ps, const rte_column *column, expr *value, bool whole) {
    if (!whole || value->kind == EXPR_SET_TO_DEFAULT) {
        return value;
    }
    oid type = value->type;
    expr *cast =
        coercion_to_target(ps, value,
                           (coercion_target){column->type, column->typmod, COERCION_ASSIGNMENT,
                                             COERCE_IMPLICIT_CAST, -1});
    if (cast == NULL) {
        analysis_error(ps->analysis, SQLSTATE_DATATYPE_MISMATCH, expr_location(value),
                       "column \"%s\" is of type %s but expression is of type %s", column->name,
                       analysis_type(ps->analysis, column->type), analysis_type(ps->analysis, type))
            ->hint = "You will need to rewrite or cast the expression.";
    }
    return cast;
}

static void add_target(parse_state *ps, const char *name, expr *value) {
    target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
    t->expr = value;
    t->name = name;
    t->number = ps->query->targets.count;
}

/* --- SET -------------------------------------------------------------------------------------- */

/* SET (a, b) = ROW(...) gives each column its item; of a subquery only the first use is analysed.
 */
static bool update_from_source(parse_state *ps, const rte_column *column,
                               const PgQuery__MultiAssignRef *ref, bool whole) {
    PgQuery__Node *source = ref->source;
    if (source->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
        size_t place = (size_t)(ref->colno - 1);
        if (source->row_expr->n_args != (size_t)ref->ncolumns) {
            analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, raw_tree_location(source),
                           "number of columns does not match number of values");
            return false;
        }
        expr *value = expression_transform(ps, source->row_expr->args[place], CLAUSE_UPDATE_SOURCE);
        value = value == NULL ? NULL : assign(ps, column, value, whole);
        if (value == NULL) {
            return false;
        }
        add_target(ps, column->name, value);
        return true;
    }
    return ref->colno > 1 || source->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
           raw_tree_message(source->sub_link->subselect) != NULL;
}

static bool update_column(parse_state *ps, const range_table_entry *rte,
                          const PgQuery__ResTarget *written) {
    const rte_column *column = find_column(ps, rte, written);
    if (column == NULL) {
        return false;
    }
    bool whole = written->n_indirection == 0;
    if (written->val->node_case == PG_QUERY__NODE__NODE_MULTI_ASSIGN_REF) {
        return update_from_source(ps, column, written->val->multi_assign_ref, whole);
    }
    if (written->val->node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
        return true;
    }
    expr *value = expression_transform(ps, written->val, CLAUSE_UPDATE_SOURCE);
    value = value == NULL ? NULL : assign(ps, column, value, whole);
    if (value == NULL) {
        return false;
    }
    add_target(ps, column->name, value);
    return true;
}

static bool update_columns(parse_state *ps, const range_table_entry *rte, size_t count,
                           PgQuery__Node **targets) {
    for (size_t i = 0; i < count; i++) {
        if (!update_column(ps, rte, targets[i]->res_target)) {
            return false;
        }
    }
    return true;
}

/* --- INSERT ---------------------------------------------------------------------------------- */

typedef struct insert_column {
    const rte_column *column;
    bool whole; /* not a field or element of it */
    int location;
} insert_column;
typedef LIST_OF(insert_column) insert_column_list;

static bool gather_columns(parse_state *ps, const PgQuery__InsertStmt *s,
                           const range_table_entry *rte, insert_column_list *columns) {
    for (int i = 0; s->n_cols == 0 && i < rte->columns.count; i++) {
        if (rte->columns.items[i].type != INVALID_OID) {
            insert_column *one = LIST_PUSH(ps->analysis->arena, columns);
            one->column = &rte->columns.items[i];
            one->whole = true;
        }
    }
    for (size_t i = 0; i < s->n_cols; i++) {
        const PgQuery__ResTarget *written = s->cols[i]->res_target;
        const rte_column *column = find_column(ps, rte, written);
        if (column == NULL) {
            return false;
        }
        bool whole = written->n_indirection == 0;
        for (int j = 0; whole && j < columns->count; j++) {
            if (columns->items[j].column == column && columns->items[j].whole) {
                analysis_error(ps->analysis, SQLSTATE_DUPLICATE_COLUMN, written->location,
                               "column \"%s\" specified more than once", written->name);
                return false;
            }
        }
        insert_column *one = LIST_PUSH(ps->analysis->arena, columns);
        one->column = column;
        one->whole = whole;
        one->location = written->location;
    }
    return true;
}

static bool assign_row(parse_state *ps, const PgQuery__InsertStmt *s,
                       const insert_column_list *columns, expr_list *row, bool is_kept) {
    if (row->count > columns->count) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                       expr_location(row->items[columns->count]),
                       "INSERT has more expressions than target columns");
        return false;
    }
    if (s->n_cols > 0 && row->count < columns->count) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, columns->items[row->count].location,
                       "INSERT has more target columns than expressions");
        return false;
    }
    for (int i = 0; i < row->count; i++) {
        const insert_column *to = &columns->items[i];
        row->items[i] = assign(ps, to->column, row->items[i], to->whole);
        if (row->items[i] == NULL) {
            return false;
        }
        if (is_kept) {
            add_target(ps, to->column->name, row->items[i]);
        }
    }
    return true;
}

static bool insert_values(parse_state *ps, const PgQuery__InsertStmt *s,
                          const insert_column_list *columns) {
    const PgQuery__SelectStmt *values = s->select_stmt->select_stmt;
    size_t width = 0;
    for (size_t i = 0; i < values->n_values_lists; i++) {
        const PgQuery__List *list = values->values_lists[i]->list;
        expr_list row = {0};
        clause_kind clause = values->n_values_lists == 1 ? CLAUSE_VALUES_SINGLE : CLAUSE_VALUES;
        if (!expression_transform_list(ps, list->n_items, list->items, clause, true, &row)) {
            return false;
        }
        if (i == 0) {
            width = (size_t)row.count;
        } else if ((size_t)row.count != width) {
            analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR,
                           raw_tree_list_location(list->n_items, list->items),
                           "VALUES lists must all be the same length");
            return false;
        }
        if (!assign_row(ps, s, columns, &row, i == 0)) {
            return false;
        }
    }
    return true;
}

static bool insert_query(parse_state *ps, const PgQuery__InsertStmt *s,
                         const insert_column_list *columns) {
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
    int place = 0;
    for (int i = 0; i < inner->query->targets.count; i++) {
        expr *e = inner->query->targets.items[i].expr;
        if (inner->query->targets.items[i].junk) {
            continue;
        }
        bool is_literal = e->kind == EXPR_CONST || e->kind == EXPR_PARAM;
        if (!is_literal || e->type != UNKNOWNOID) {
            int location = expr_location(e);
            e = range_entry_var(ps, &item->columns[place], 0, location);
        }
        *LIST_PUSH(ps->analysis->arena, &row) = e;
        place++;
    }
    return assign_row(ps, s, columns, &row, true);
}

static bool insert_source(parse_state *ps, const PgQuery__InsertStmt *s,
                          const insert_column_list *columns) {
    if (s->select_stmt == NULL || s->select_stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return true;
    }
    const PgQuery__SelectStmt *source = s->select_stmt->select_stmt;
    bool is_plain_values = source->n_values_lists > 0 && source->n_sort_clause == 0 &&
                           source->limit_offset == NULL && source->limit_count == NULL &&
                           source->n_locking_clause == 0 && source->with_clause == NULL;
    return is_plain_values ? insert_values(ps, s, columns) : insert_query(ps, s, columns);
}

/* --- ON CONFLICT ----------------------------------------------------------------------------- */

static bool arbiter_item(parse_state *ps, const PgQuery__IndexElem *item, int location) {
    if (item->expr != NULL) {
        return expression_transform(ps, item->expr, CLAUSE_INDEX_EXPRESSION) != NULL;
    }
    PgQuery__Node name = PG_QUERY__NODE__INIT, ref = PG_QUERY__NODE__INIT, *fields[] = {&name};
    PgQuery__String string = PG_QUERY__STRING__INIT;
    PgQuery__ColumnRef column = PG_QUERY__COLUMN_REF__INIT;
    string.sval = item->name;
    name.node_case = PG_QUERY__NODE__NODE_STRING;
    name.string = &string;
    column.n_fields = 1;
    column.fields = fields;
    column.location = location;
    ref.node_case = PG_QUERY__NODE__NODE_COLUMN_REF;
    ref.column_ref = &column;
    return expression_transform(ps, &ref, CLAUSE_INDEX_EXPRESSION) != NULL;
}

/* Which unique index the conflict is about. */
static bool transform_arbiter(parse_state *ps, const PgQuery__InferClause *infer,
                              const range_table_entry *rte) {
    for (size_t i = 0; i < infer->n_index_elems; i++) {
        if (!arbiter_item(ps, infer->index_elems[i]->index_elem, infer->location)) {
            return false;
        }
    }
    expr *predicate;
    if (!where_clause_transform(ps, infer->where_clause, CLAUSE_INDEX_PREDICATE, "WHERE",
                                &predicate)) {
        return false;
    }
    if (infer->conname == NULL || infer->conname[0] == '\0' ||
        catalog_find_child(ps->analysis->catalog, CLASS_CONSTRAINT, rte->relation,
                           infer->conname) != NULL) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                   "constraint \"%s\" for table \"%s\" does not exist", infer->conname,
                   catalog_relation(ps->analysis->catalog, rte->relation)->name);
    return false;
}

/* DO UPDATE sees the row that is there and, as "excluded", the one that was refused. */
static bool transform_conflict_update(parse_state *ps, const PgQuery__OnConflictClause *clause,
                                      namespace_item *item, namespace_item *excluded) {
    expr *condition;
    ps->names = (namespace_list){0};
    from_clause_show(ps, excluded, true, true);
    from_clause_show(ps, item, true, true);
    return update_columns(ps, item->rte, clause->n_target_list, clause->target_list) &&
           where_clause_transform(ps, clause->where_clause, CLAUSE_WHERE, "WHERE", &condition);
}

static bool transform_conflict(parse_state *ps, const PgQuery__OnConflictClause *clause,
                               namespace_item *item) {
    if (clause == NULL) {
        return true;
    }
    bool updates = clause->action == PG_QUERY__ON_CONFLICT_ACTION__ONCONFLICT_UPDATE;
    namespace_item *excluded = NULL;
    if (updates) {
        PgQuery__Alias alias = PG_QUERY__ALIAS__INIT;
        alias.aliasname = arena_strdup(ps->analysis->arena, "excluded");
        const pg_class *relation = catalog_relation(ps->analysis->catalog, item->rte->relation);
        excluded = from_clause_relation_item(ps, relation, &alias, false, false);
    }
    if (updates && clause->infer == NULL) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, clause->location,
                       "ON CONFLICT DO UPDATE requires inference specification or constraint name")
            ->hint = "For example, ON CONFLICT (column_name).";
        return false;
    }
    ps->names = (namespace_list){0};
    from_clause_show(ps, item, true, true);
    return (clause->infer == NULL || transform_arbiter(ps, clause->infer, item->rte)) &&
           (!updates || transform_conflict_update(ps, clause, item, excluded));
}

bool data_modification_insert(parse_state *ps, const PgQuery__InsertStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_INSERT);
    insert_column_list columns = {0};
    if (item == NULL || !gather_columns(ps, s, item->rte, &columns) ||
        !insert_source(ps, s, &columns) || !transform_conflict(ps, s->on_conflict_clause, item)) {
        return false;
    }
    ps->names = (namespace_list){0};
    from_clause_show(ps, item, true, true);
    return transform_returning(ps, s->n_returning_list, s->returning_list) && finish(ps);
}

/* --- UPDATE and DELETE ------------------------------------------------------------------------ */

static bool transform_from(parse_state *ps, namespace_item *item, size_t count,
                           PgQuery__Node **from) {
    from_clause_show(ps, item, true, true);
    item->lateral_only = true;
    item->lateral_ok = false;
    bool done = from_clause_transform(ps, count, from);
    item->lateral_only = false;
    item->lateral_ok = true;
    return done;
}

bool data_modification_update(parse_state *ps, const PgQuery__UpdateStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_UPDATE);
    if (item == NULL || !transform_from(ps, item, s->n_from_clause, s->from_clause) ||
        !where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &ps->query->where) ||
        !transform_returning(ps, s->n_returning_list, s->returning_list)) {
        return false;
    }
    return update_columns(ps, item->rte, s->n_target_list, s->target_list) && finish(ps);
}

bool data_modification_delete(parse_state *ps, const PgQuery__DeleteStmt *s) {
    if (!begin(ps, s->with_clause)) {
        return false;
    }
    namespace_item *item = open_target(ps, s->relation, QUERY_DELETE);
    return item != NULL && transform_from(ps, item, s->n_using_clause, s->using_clause) &&
           where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &ps->query->where) &&
           transform_returning(ps, s->n_returning_list, s->returning_list) && finish(ps);
}
