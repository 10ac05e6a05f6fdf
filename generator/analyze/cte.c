#include "analyze/cte.h"

#include <string.h>

#include "analyze/cte_search.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "analyze/select.h"
#include "analyze/with_list.h"
#include "catalog/type_format.h"
#include "parse/sqlstate.h"

common_table_expr *cte_find(parse_state *ps, const char *name, int *levels_up) {
    *levels_up = 0;
    for (; ps != NULL; ps = ps->parent) {
        for (int i = 0; i < ps->ctes.count; i++) {
            if (strcmp(ps->ctes.items[i]->name, name) == 0) {
                return ps->ctes.items[i];
            }
        }
        ++*levels_up;
    }
    return NULL;
}

/* --- Columns --------------------------------------------------------------------------------- */

/* Names are the written ones, then the query's own; a column of no type is text. */
static bool set_columns(parse_state *ps, common_table_expr *cte,
                        const PgQuery__CommonTableExpr *raw, const rte_column_list *from) {
    cte->columns = (rte_column_list){0};
    for (int i = 0; i < from->count; i++) {
        rte_column *column = LIST_PUSH(ps->analysis->arena, &cte->columns);
        *column = from->items[i];
        if ((size_t)i < raw->n_aliascolnames) {
            column->name = name_part(raw->aliascolnames[i]);
        }
        if (cte->recursive && column->type == UNKNOWNOID) {
            column->type = TEXTOID;
            column->typmod = -1;
            if (column->collation == INVALID_OID) { /* else it is an untyped literal's COLLATE */
                column->collation = DEFAULT_COLLATION_OID;
            }
        }
    }
    if ((size_t)from->count < raw->n_aliascolnames) {
        analysis_error(ps->analysis, SQLSTATE_INVALID_COLUMN_REFERENCE, cte->location,
                       "WITH query \"%s\" has %d columns available but %d columns specified",
                       cte->name, from->count, (int)raw->n_aliascolnames);
        return false;
    }
    cte_search_add_columns(ps, cte);
    return true;
}

bool cte_fix_recursive_columns(parse_state *ps, common_table_expr *cte,
                               const rte_column_list *first_term) {
    return set_columns(ps, cte, cte->raw, first_term);
}

static const char *collation_name(parse_state *ps, oid collation) {
    const pg_collation *c = catalog_collation(ps->analysis->catalog, collation);
    return c == NULL ? "(null)" : c->name; /* as the server writes it */
}

/* The whole must not turn out wider than its first term said. */
static bool check_recursive_column(parse_state *ps, const common_table_expr *cte, int place,
                                   const expr *e) {
    analysis *an = ps->analysis;
    const rte_column *fixed = &cte->columns.items[place];
    if (e->type != fixed->type || e->typmod != fixed->typmod) {
        analysis_error(an, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                       "recursive query \"%s\" column %d has type %s in non-recursive term but "
                       "type %s overall",
                       cte->name, place + 1,
                       type_format(an->catalog, an->arena, fixed->type, fixed->typmod),
                       type_format(an->catalog, an->arena, e->type, e->typmod))
            ->hint = "Cast the output of the non-recursive term to the correct type.";
        return false;
    }
    if (e->collation != fixed->collation) {
        analysis_error(an, SQLSTATE_COLLATION_MISMATCH, expr_location(e),
                       "recursive query \"%s\" column %d has collation \"%s\" in non-recursive "
                       "term but collation \"%s\" overall",
                       cte->name, place + 1, collation_name(ps, fixed->collation),
                       collation_name(ps, e->collation))
            ->hint = "Use the COLLATE clause to set the collation of the non-recursive term.";
        return false;
    }
    return true;
}

static bool check_recursive_columns(parse_state *ps, const common_table_expr *cte) {
    int place = 0;
    for (int i = 0; i < cte->query->targets.count; i++) {
        const target *t = &cte->query->targets.items[i];
        if (!t->junk && !check_recursive_column(ps, cte, place++, t->expr)) {
            return false;
        }
    }
    return true;
}

/* --- One query ------------------------------------------------------------------------------- */

static bool analyze_item(parse_state *ps, const with_item *item) {
    common_table_expr *cte = item->cte;
    if (!cte_search_begin(ps, cte, item->raw)) {
        return false;
    }
    query *q = select_analyze_subquery(ps, item->raw->ctequery, cte, false, true);
    if (q == NULL) {
        return false;
    }
    cte->query = q;
    if (cte->recursive) {
        if (!check_recursive_columns(ps, cte)) {
            return false;
        }
    } else {
        rte_column_list columns = select_output_columns(ps->analysis->arena, q);
        if (!set_columns(ps, cte, item->raw, &columns)) {
            return false;
        }
    }
    return cte_search_check(ps, cte, item->raw);
}

static int materialized_of(const PgQuery__CommonTableExpr *raw) {
    switch ((int)raw->ctematerialized) {
    case PG_QUERY__CTEMATERIALIZE__CTEMaterializeAlways:
        return 1;
    case PG_QUERY__CTEMATERIALIZE__CTEMaterializeNever:
        return 2;
    default:
        return 0;
    }
}

/* --- The clause ------------------------------------------------------------------------------ */

static bool check_statement(parse_state *ps, const PgQuery__CommonTableExpr *raw) {
    if (raw->ctequery->node_case == PG_QUERY__NODE__NODE_SELECT_STMT) {
        return true;
    }
    if (raw->ctequery->node_case == PG_QUERY__NODE__NODE_MERGE_STMT) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, raw->location,
                       "MERGE not supported in WITH query");
        return false;
    }
    if (ps->parent != NULL) {
        analysis_error(
            ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, raw->location,
            "WITH clause containing a data-modifying statement must be at the top level");
        return false;
    }
    return true;
}

static bool make_items(parse_state *ps, const PgQuery__WithClause *with, with_list *list) {
    arena *a = ps->analysis->arena;
    list->count = (int)with->n_ctes;
    list->items = ARENA_ARRAY(a, with_item, with->n_ctes);
    for (size_t i = 0; i < with->n_ctes; i++) {
        PgQuery__CommonTableExpr *raw = with->ctes[i]->common_table_expr;
        for (size_t j = 0; j < i; j++) {
            if (strcmp(list->items[j].cte->name, raw->ctename) == 0) {
                analysis_error(ps->analysis, SQLSTATE_DUPLICATE_ALIAS, raw->location,
                               "WITH query name \"%s\" specified more than once", raw->ctename);
                return false;
            }
        }
        if (!check_statement(ps, raw)) {
            return false;
        }
        common_table_expr *cte = ARENA_NEW(a, common_table_expr);
        cte->name = raw->ctename;
        cte->raw = raw;
        cte->location = raw->location;
        cte->materialized = materialized_of(raw);
        list->items[i].raw = raw;
        list->items[i].cte = cte;
    }
    return true;
}

/* All names are known to all queries, so these are analysed in the order of their references. */
static bool transform_recursive(parse_state *ps, with_list *list) {
    if (!with_list_sort(ps, list) || !with_list_check_recursion(ps, list)) {
        return false;
    }
    for (int i = 0; i < list->count; i++) {
        *LIST_PUSH(ps->analysis->arena, &ps->ctes) = list->items[i].cte;
    }
    for (int i = 0; i < list->count; i++) {
        if (!analyze_item(ps, &list->items[i])) {
            return false;
        }
    }
    return true;
}

/* Each query knows the ones before it; the others are remembered for the error's sake. */
static bool transform_plain(parse_state *ps, with_list *list) {
    for (int i = 0; i < list->count; i++) {
        ps->future_ctes.count = 0;
        for (int j = i; j < list->count; j++) {
            *LIST_PUSH(ps->analysis->arena, &ps->future_ctes) = list->items[j].raw;
        }
        if (!analyze_item(ps, &list->items[i])) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, &ps->ctes) = list->items[i].cte;
    }
    ps->future_ctes.count = 0;
    return true;
}

bool cte_transform(parse_state *ps, const PgQuery__WithClause *with) {
    with_list list;
    if (!make_items(ps, with, &list)) {
        return false;
    }
    ps->query->recursive = with->recursive != 0;
    bool done = with->recursive ? transform_recursive(ps, &list) : transform_plain(ps, &list);
    for (int i = 0; done && i < ps->ctes.count; i++) {
        *LIST_PUSH(ps->analysis->arena, &ps->query->ctes) = ps->ctes.items[i];
    }
    return done;
}
