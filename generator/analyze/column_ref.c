#include "analyze/column_ref.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/column_suggestion.h"
#include "analyze/database_name.h"
#include "analyze/function_call.h"
#include "analyze/raw_node.h"
#include "analyze/row_type.h"
#include "parse/sqlstate.h"

/* --- One item's columns ---------------------------------------------------------------------- */

static expr *new_var(parse_state *ps, int rtindex, int attribute, int levels_up, int location) {
    expr *e = expr_new(ps->analysis->arena, EXPR_VAR, INVALID_OID, location);
    e->u.var.rtindex = rtindex;
    e->u.var.attribute = attribute;
    e->u.var.levels_up = levels_up;
    return e;
}

expr *column_ref_var(parse_state *ps, namespace_item *item, int column, int levels_up,
                     int location) {
    if (column == 0) {
        return column_ref_whole_row(ps, item, levels_up, location);
    }
    if (column < 0) {
        const char *name;
        expr *e = new_var(ps, item->rtindex, column, levels_up, location);
        system_column_type(column, &e->type, &name);
        return e;
    }
    const namespace_column *c = &item->columns[column - 1];
    expr *e = new_var(ps, c->rtindex, c->attribute, levels_up, location);
    e->type = c->type;
    e->typmod = c->typmod;
    e->collation = c->collation;
    return e;
}

/* A check or a generated value may be evaluated before the row has a place and a version. */
static bool system_column_is_allowed(parse_state *ps, const char *name, int location) {
    if (strcmp(name, "tableoid") == 0) {
        return true;
    }
    if (ps->clause == CLAUSE_CHECK_CONSTRAINT) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, location,
                       "system column \"%s\" reference in check constraint is invalid", name);
        return false;
    }
    if (ps->clause == CLAUSE_GENERATED_COLUMN) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, location,
                       "cannot use system column \"%s\" in column generation expression", name);
        return false;
    }
    return true;
}

static int find_in_columns(parse_state *ps, const namespace_item *item, const char *name,
                           int location) {
    int found = 0;
    for (int i = 0; i < item->column_count; i++) {
        const namespace_column *c = &item->columns[i];
        if (c->rtindex == 0 || c->name == NULL || strcmp(c->name, name) != 0) {
            continue;
        }
        if (found != 0) {
            analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_COLUMN, location,
                           "column reference \"%s\" is ambiguous", name);
            return 0;
        }
        found = i + 1;
    }
    return found;
}

/* The item's column of that name; NULL without an error when there is none. */
static expr *find_in_item(parse_state *ps, namespace_item *item, const char *name, int levels_up,
                          int location) {
    int column = find_in_columns(ps, item, name, location);
    if (column == 0 && !ps->analysis->failed && column_suggestion_has_system_columns(item->rte)) {
        column = system_column_number(name);
        if (column != 0 && !system_column_is_allowed(ps, name, location)) {
            return NULL;
        }
    }
    return column != 0 && !ps->analysis->failed
               ? column_ref_var(ps, item, column, levels_up, location)
               : NULL;
}

/* --- Whole rows ------------------------------------------------------------------------------ */

/* JOIN ... USING (...) AS alias: only the merged columns, so no row that exists. */
static expr *merged_row(parse_state *ps, namespace_item *item, int levels_up, int location) {
    arena *a = ps->analysis->arena;
    expr *e = expr_new(a, EXPR_ROW, RECORDOID, location);
    const char **names = ARENA_ARRAY(a, const char *, item->column_count);
    for (int i = 0; i < item->column_count; i++) {
        names[i] = item->columns[i].name;
        *LIST_PUSH(a, &e->u.row.items) = column_ref_var(ps, item, i + 1, levels_up, location);
    }
    e->u.row.names = names;
    e->u.row.form = COERCE_IMPLICIT_CAST;
    return e;
}

static expr *function_row(parse_state *ps, namespace_item *item, int levels_up, int location) {
    const range_table_entry *rte = item->rte;
    expr *e = new_var(ps, item->rtindex, 0, levels_up, location);
    e->type = RECORDOID;
    if (rte->with_ordinality || rte->function_count != 1) {
        return e;
    }
    const expr *call = rte->functions[0].expr;
    e->type = call->type;
    if (!type_is_row(ps->analysis->catalog, call->type)) {
        e->u.var.attribute = 1;
        e->collation = call->collation != 0 ? call->collation
                                            : type_collation(ps->analysis->catalog, call->type);
    }
    return e;
}

expr *column_ref_whole_row(parse_state *ps, namespace_item *item, int levels_up, int location) {
    const range_table_entry *rte = item->rte;
    if (rte->kind == RTE_JOIN && rte->using_alias != NULL && item->name != NULL &&
        item->column_count == rte->merged_count && strcmp(rte->using_alias, item->name) == 0) {
        return merged_row(ps, item, levels_up, location);
    }
    if (rte->kind == RTE_FUNCTION) {
        return function_row(ps, item, levels_up, location);
    }
    expr *e = new_var(ps, item->rtindex, 0, levels_up, location);
    e->type = RECORDOID;
    if (rte->kind == RTE_RELATION) {
        const pg_class *relation = catalog_relation(ps->analysis->catalog, rte->relation);
        e->type = relation != NULL ? relation->row_type : INVALID_OID;
        if (e->type == INVALID_OID) {
            analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                           "relation \"%s\" does not have a composite type",
                           relation != NULL ? relation->name : "");
            return NULL;
        }
    }
    return e;
}

/* --- Bare names ------------------------------------------------------------------------------ */

static bool is_visible(const parse_state *level, const namespace_item *item) {
    return !item->lateral_only || level->lateral_active;
}

/* The column in one level's items. */
static expr *find_in_level(parse_state *ps, const parse_state *level, const char *name,
                           int levels_up, int location) {
    expr *found = NULL;
    for (int i = 0; i < level->names.count; i++) {
        namespace_item *item = level->names.items[i];
        if (!item->columns_visible || !is_visible(level, item)) {
            continue;
        }
        expr *e = find_in_item(ps, item, name, levels_up, location);
        if (ps->analysis->failed) {
            return NULL;
        }
        if (e == NULL) {
            continue;
        }
        if (found != NULL) {
            analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_COLUMN, location,
                           "column reference \"%s\" is ambiguous", name);
            return NULL;
        }
        if (!table_ref_check_lateral(ps, item, location)) {
            return NULL;
        }
        found = e;
    }
    return found;
}

expr *column_ref_find(parse_state *ps, const char *name, bool local_only, int location) {
    int levels_up = 0;
    for (parse_state *level = ps; level != NULL; level = level->parent, levels_up++) {
        expr *e = find_in_level(ps, level, name, levels_up, location);
        if (e != NULL || local_only || ps->analysis->failed) {
            return e;
        }
    }
    return NULL;
}

/* --- References as written ------------------------------------------------------------------- */

/* A reference taken apart: [schema.]table.column, table.*, column. */
typedef struct name_parts {
    const char *schema, *table;
    PgQuery__Node *column; /* String or A_Star */
    const char *all[4];
    int count;
} name_parts;

static bool split_name(parse_state *ps, const PgQuery__ColumnRef *ref, name_parts *parts) {
    size_t n = ref->n_fields;
    if (n > 4) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, ref->location,
                       "improper qualified name (too many dotted names): %s",
                       column_suggestion_dotted(ps, ref));
        return false;
    }
    *parts = (name_parts){.column = ref->fields[n - 1], .count = (int)n};
    for (size_t i = 0; i < n; i++) {
        parts->all[i] = raw_node_text(ref->fields[i]);
    }
    parts->table = n > 1 ? parts->all[n - 2] : NULL;
    parts->schema = n > 2 ? parts->all[n - 3] : NULL;
    return n < 4 || database_name_check(ps->analysis, parts->all[0], parts->schema,
                                        column_suggestion_dotted(ps, ref), ref->location);
}

static expr *bare_name(parse_state *ps, const name_parts *parts, int location) {
    const char *name = raw_node_text(parts->column);
    expr *e = column_ref_find(ps, name, false, location);
    if (e != NULL || ps->analysis->failed) {
        return e;
    }
    int levels_up;
    namespace_item *item = column_ref_table(ps, NULL, name, location, &levels_up);
    return item != NULL ? column_ref_whole_row(ps, item, levels_up, location) : NULL;
}

/* table.name: a column, or a function of the whole row. */
static expr *qualified_name_in(parse_state *ps, const name_parts *parts, namespace_item *item,
                               int levels_up, int location) {
    const char *name = raw_node_text(parts->column);
    if (name == NULL) {
        return column_ref_whole_row(ps, item, levels_up, location);
    }
    expr *e = find_in_item(ps, item, name, levels_up, location);
    if (e != NULL || ps->analysis->failed) {
        return e;
    }
    expr_list args = {0};
    expr *row = column_ref_whole_row(ps, item, levels_up, location);
    if (row == NULL) {
        return NULL;
    }
    *LIST_PUSH(ps->analysis->arena, &args) = row;
    PgQuery__Node *function = parts->column;
    ps->set_function_before_arguments = ps->last_set_function;
    return function_call_make(ps, 1, &function, &args, NULL, location);
}

static expr *resolve_elsewhere(parse_state *ps, const name_parts *parts, int location) {
    analysis *an = ps->analysis;
    if (an->resolve_name == NULL || an->failed) {
        return NULL;
    }
    bool star = parts->all[parts->count - 1] == NULL; /* the whole of what stands before it */
    return an->resolve_name(ps, parts->all, parts->count - star, location, an->resolve_context);
}

/* Some clauses are evaluated without any row. */
static bool clause_takes_columns(parse_state *ps, int location) {
    const char *where = ps->clause == CLAUSE_COLUMN_DEFAULT    ? "DEFAULT expression"
                        : ps->clause == CLAUSE_PARTITION_BOUND ? "partition bound expression"
                                                               : NULL;
    if (where != NULL) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "cannot use column reference in %s", where);
    }
    return where == NULL;
}

expr *column_ref_transform(parse_state *ps, const PgQuery__ColumnRef *ref) {
    analysis *an = ps->analysis;
    name_parts parts;
    if (!clause_takes_columns(ps, ref->location) || !split_name(ps, ref, &parts)) {
        return NULL;
    }
    expr *e = NULL;
    namespace_item *item = NULL;
    if (parts.table == NULL) {
        e = bare_name(ps, &parts, ref->location);
    } else {
        int levels_up;
        item = column_ref_table(ps, parts.schema, parts.table, ref->location, &levels_up);
        if (item != NULL) {
            e = qualified_name_in(ps, &parts, item, levels_up, ref->location);
        }
    }
    if (e == NULL) {
        e = resolve_elsewhere(ps, &parts, ref->location);
    }
    if (e != NULL || an->failed) {
        return e;
    }
    if (parts.table != NULL && item == NULL) {
        column_ref_missing_table(ps, parts.schema, parts.table, ref->location);
    } else {
        column_suggestion_missing(ps, parts.table, raw_node_text(parts.column), ref->location);
    }
    return NULL;
}
