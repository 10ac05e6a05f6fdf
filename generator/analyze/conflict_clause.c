#include "analyze/conflict_clause.h"

#include "analyze/assignment.h"
#include "analyze/expression.h"
#include "analyze/from_clause.h"
#include "analyze/qualified_name.h"
#include "analyze/type_name.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

static bool refuse_item(parse_state *ps, int location, const char *what) {
    analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, location,
                   "%s is not allowed in ON CONFLICT clause", what);
    return false;
}

static bool check_order(parse_state *ps, const PgQuery__IndexElem *item, int location) {
    if (item->ordering != PG_QUERY__SORT_BY_DIR__SORTBY_DEFAULT) {
        return refuse_item(ps, location, "ASC/DESC");
    }
    return item->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT ||
           refuse_item(ps, location, "NULLS FIRST/LAST");
}

static expr *arbiter_expression(parse_state *ps, const PgQuery__IndexElem *item, int location) {
    if (item->expr != NULL) {
        return expression_transform(ps, item->expr, CLAUSE_INDEX_EXPRESSION);
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
    return expression_transform(ps, &ref, CLAUSE_INDEX_EXPRESSION);
}

/* A class of operators that B-tree indexes have. */
static bool find_opclass(parse_state *ps, const PgQuery__IndexElem *item) {
    analysis *an = ps->analysis;
    qualified_name name;
    if (!qualified_name_parse(an, item->n_opclass, item->opclass, -1, &name)) {
        return false;
    }
    if (search_path_opclass(an->catalog, BTREE_AM_OID, name.schema, name.name) == NULL) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, -1,
                       "operator class \"%s\" does not exist for access method \"btree\"",
                       qualified_name_text(an, item->n_opclass, item->opclass));
        return false;
    }
    return true;
}

static bool arbiter_item(parse_state *ps, const PgQuery__IndexElem *item, int location) {
    if (!check_order(ps, item, location)) {
        return false;
    }
    const expr *e = arbiter_expression(ps, item, location);
    if (e == NULL || (item->n_collation > 0 &&
                      collation_name_resolve(ps->analysis, item->n_collation, item->collation,
                                             expr_location(e)) == INVALID_OID)) {
        return false;
    }
    return item->n_opclass == 0 || find_opclass(ps, item);
}

/* Which unique index the conflict is about. */
static bool transform_arbiter(parse_state *ps, const PgQuery__InferClause *infer,
                              const range_table_entry *rte) {
    for (size_t i = 0; i < infer->n_index_elems; i++) {
        if (!arbiter_item(ps, infer->index_elems[i]->index_elem, infer->location)) {
            return false;
        }
    }
    /* Unlike other conditions it is not asked to be boolean. */
    if (infer->where_clause != NULL &&
        expression_transform(ps, infer->where_clause, CLAUSE_INDEX_PREDICATE) == NULL) {
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
    ps->names = (namespace_list){0};
    from_clause_show(ps, excluded, true, true);
    from_clause_show(ps, item, true, true);
    expr *condition;
    if (!update_list_transform(ps, item->rte, clause->n_target_list, clause->target_list,
                               &ps->query->conflict_assignments) ||
        !where_clause_transform(ps, clause->where_clause, CLAUSE_WHERE, "WHERE", &condition)) {
        return false;
    }
    if (condition != NULL) { /* filters no rows of the query */
        target *t = LIST_PUSH(ps->analysis->arena, &ps->query->targets);
        t->expr = condition;
        t->name = "?column?";
        t->junk = true;
    }
    return true;
}

bool conflict_clause_transform(parse_state *ps, const PgQuery__OnConflictClause *clause,
                               namespace_item *item) {
    if (clause == NULL) {
        return true;
    }
    ps->query->on_conflict = true;
    bool updates = clause->action == PG_QUERY__ON_CONFLICT_ACTION__ONCONFLICT_UPDATE;
    namespace_item *excluded = NULL;
    if (updates) {
        PgQuery__Alias alias = PG_QUERY__ALIAS__INIT;
        alias.aliasname = arena_strdup(ps->analysis->arena, "excluded");
        const pg_class *relation = catalog_relation(ps->analysis->catalog, item->rte->relation);
        excluded = from_clause_relation_item(ps, relation, &alias, false, false);
        if (excluded == NULL) {
            return false;
        }
        excluded->rte->relation_kind = 'c'; /* has no system columns */
    }
    if (updates && clause->infer == NULL) {
        analysis_error(ps->analysis, SQLSTATE_SYNTAX_ERROR, clause->location,
                       "ON CONFLICT DO UPDATE requires inference specification or constraint name")
            ->hint = "For example, ON CONFLICT (column_name).";
        return false;
    }
    const pg_class *relation = catalog_relation(ps->analysis->catalog, item->rte->relation);
    if (relation->oid < FIRST_USER_OID && relation->namespace == PG_CATALOG_NAMESPACE) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, clause->location,
                       "ON CONFLICT is not supported with system catalog tables");
        return false;
    }
    ps->names = (namespace_list){0};
    from_clause_show(ps, item, true, true);
    return (clause->infer == NULL || transform_arbiter(ps, clause->infer, item->rte)) &&
           (!updates || transform_conflict_update(ps, clause, item, excluded));
}
