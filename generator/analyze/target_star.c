#include "analyze/target_list.h"

#include <string.h>

#include "analyze/column_ref.h"
#include "analyze/column_suggestion.h"
#include "analyze/database_name.h"
#include "analyze/expression.h"
#include "analyze/raw_node.h"
#include "analyze/row_type.h"
#include "parse/sqlstate.h"

static void add(parse_state *ps, expr *e, const char *name, target_list *result) {
    target *t = LIST_PUSH(ps->analysis->arena, result);
    t->expr = e;
    t->name = name;
    t->number = result->count;
}

static void expand_item(parse_state *ps, namespace_item *item, int levels_up, int location,
                        target_list *result) {
    for (int i = 0; i < item->column_count; i++) {
        const namespace_column *c = &item->columns[i];
        if (c->rtindex != 0 && !c->hidden_in_star) {
            add(ps, column_ref_var(ps, item, i + 1, levels_up, location), c->name, result);
        }
    }
}

/* SELECT *: every item whose columns have bare names. */
static bool expand_all(parse_state *ps, int location, target_list *result) {
    bool any = false;
    for (int i = 0; i < ps->names.count; i++) {
        if (ps->names.items[i]->columns_visible) {
            any = true;
            expand_item(ps, ps->names.items[i], 0, location, result);
        }
    }
    if (!any) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, location,
                       "SELECT * with no tables specified is not valid");
    }
    return any;
}

/* --- Rows ------------------------------------------------------------------------------------ */

/* The item a whole-row variable stands for, while its names are in reach. */
static namespace_item *item_of(parse_state *ps, const expr *var) {
    const parse_state *level = parse_state_outer(ps, var->u.var.levels_up);
    for (int i = 0; i < level->names.count; i++) {
        namespace_item *item = level->names.items[i];
        bool all = item->rte->kind != RTE_JOIN || item->column_count == item->rte->columns.count;
        if (item->rtindex == var->u.var.rtindex && all) {
            return item;
        }
    }
    return NULL;
}

static bool is_whole_row(const expr *e) {
    return e->kind == EXPR_VAR && e->u.var.attribute == 0;
}

static expr *select_field(parse_state *ps, expr *row, const row_type *shape, int i, int location) {
    const row_column *column = &shape->columns[i];
    expr *e = expr_new(ps->analysis->arena, EXPR_FIELD_SELECT, column->type, location);
    e->typmod = column->typmod;
    e->collation = column->collation;
    e->u.field_select.arg = row;
    e->u.field_select.field = i + 1;
    return e;
}

static bool has_columns(const row_type *shape) {
    switch (shape->kind) {
    case ROW_TYPE_COMPOSITE:
    case ROW_TYPE_COMPOSITE_DOMAIN:
    case ROW_TYPE_RECORD:
        return true;
    case ROW_TYPE_SCALAR:
    case ROW_TYPE_UNKNOWN_RECORD:
    case ROW_TYPE_OTHER:
        break;
    }
    return false;
}

static bool expand_row(parse_state *ps, expr *row, target_list *result) {
    if (is_whole_row(row)) {
        namespace_item *item = item_of(ps, row);
        if (item != NULL) {
            expand_item(ps, item, row->u.var.levels_up, row->location, result);
            return true;
        }
    }
    row_type shape = row_type_of_expr(ps, row);
    if (ps->analysis->failed) {
        return false;
    }
    if (!has_columns(&shape)) {
        if (row->type == RECORDOID) {
            analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                           "record type has not been registered");
        } else {
            analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "type %s is not composite",
                           analysis_type(ps->analysis, row->type));
        }
        return false;
    }
    for (int i = 0; i < shape.count; i++) {
        if (shape.columns[i].type != INVALID_OID) {
            add(ps, select_field(ps, row, &shape, i, -1), shape.columns[i].name, result);
        }
    }
    return true;
}

/* Of a whole row that is in reach, the field is the column itself, system columns included. */
static expr *item_field(parse_state *ps, namespace_item *item, const char *field, int levels_up,
                        int location) {
    int column = 0;
    for (int i = 0; i < item->column_count; i++) {
        const namespace_column *c = &item->columns[i];
        if (c->rtindex == 0 || strcmp(c->name, field) != 0) {
            continue;
        }
        if (column != 0) {
            analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_COLUMN, location,
                           "column reference \"%s\" is ambiguous", field);
            return NULL;
        }
        column = i + 1;
    }
    if (column == 0 && column_suggestion_has_system_columns(item->rte)) {
        column = system_column_number(field);
    }
    return column != 0 ? column_ref_var(ps, item, column, levels_up, location) : NULL;
}

expr *target_list_field(parse_state *ps, expr *row, const char *field, int location) {
    namespace_item *item = is_whole_row(row) ? item_of(ps, row) : NULL;
    if (item != NULL) {
        return item_field(ps, item, field, row->u.var.levels_up, location);
    }
    row_type shape = row_type_of_expr(ps, row);
    if (ps->analysis->failed || !has_columns(&shape)) {
        if (row->kind == EXPR_VAR && row->type == RECORDOID) {
            analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                           "record type has not been registered");
        }
        return NULL;
    }
    for (int i = 0; i < shape.count; i++) {
        if (shape.columns[i].type != INVALID_OID && strcmp(shape.columns[i].name, field) == 0) {
            return select_field(ps, row, &shape, i, -1);
        }
    }
    return NULL;
}

/* --- As written ------------------------------------------------------------------------------ */

/* name.* where the name is no table: an argument of a function body. */
static bool expand_other(parse_state *ps, const char *const *parts, int count, int location,
                         target_list *result) {
    analysis *an = ps->analysis;
    expr *e = NULL;
    if (an->resolve_name != NULL) {
        e = an->resolve_name(ps, parts, count, location, an->resolve_context);
    }
    if (e != NULL) {
        return expand_row(ps, e, result);
    }
    if (!an->failed) {
        column_ref_missing_table(ps, count > 1 ? parts[count - 2] : NULL, parts[count - 1],
                                 location);
    }
    return false;
}

bool target_list_expand_star(parse_state *ps, const PgQuery__ColumnRef *ref, clause_kind clause,
                             target_list *result) {
    (void)clause;
    if (ref->n_fields == 1) {
        return expand_all(ps, ref->location, result);
    }
    if (ref->n_fields > 4) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, ref->location,
                       "improper qualified name (too many dotted names): %s",
                       column_suggestion_dotted(ps, ref));
        return false;
    }
    const char *parts[3];
    int count = (int)ref->n_fields - 1;
    for (int i = 0; i < count; i++) {
        parts[i] = raw_node_text(ref->fields[i]);
    }
    if (count == 3 && !database_name_check(ps->analysis, parts[0], parts[1],
                                           column_suggestion_dotted(ps, ref), ref->location)) {
        return false;
    }
    int levels_up;
    const char *schema = count > 1 ? parts[count - 2] : NULL;
    namespace_item *item =
        column_ref_table(ps, schema, parts[count - 1], ref->location, &levels_up);
    if (ps->analysis->failed) {
        return false;
    }
    if (item == NULL) {
        return expand_other(ps, parts, count, ref->location, result);
    }
    expand_item(ps, item, levels_up, ref->location, result);
    return true;
}

bool target_list_expand_row(parse_state *ps, const PgQuery__AIndirection *indirection,
                            clause_kind clause, target_list *result) {
    PgQuery__AIndirection inner = *indirection;
    inner.n_indirection--;
    PgQuery__Node node;
    pg_query__node__init(&node);
    node.node_case = PG_QUERY__NODE__NODE_A_INDIRECTION;
    node.a_indirection = &inner;
    expr *row = expression_transform(ps, &node, clause);
    return row != NULL && expand_row(ps, row, result);
}
