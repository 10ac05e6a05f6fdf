#include "analyze/column_definition.h"

#include <string.h>

#include "analyze/range_entry.h"
#include "analyze/type_name.h"
#include "parse/sqlstate.h"

/* Records can be columns here, unlike in tables; other pseudo-types cannot. */
static bool check_type(parse_state *ps, const char *name, oid type) {
    const pg_type *t = catalog_type(ps->analysis->catalog, type);
    if (t == NULL || t->typtype != 'p' || type == RECORDOID || type == RECORDARRAYOID) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                   "column \"%s\" has pseudo-type %s", name, analysis_type(ps->analysis, type));
    return false;
}

static bool check_names(parse_state *ps, const rte_column *columns, int count) {
    for (int i = 1; i < count; i++) {
        for (int j = 0; j < i; j++) {
            if (strcmp(columns[i].name, columns[j].name) == 0) {
                analysis_error(ps->analysis, SQLSTATE_DUPLICATE_COLUMN, -1,
                               "column name \"%s\" specified more than once", columns[i].name);
                return false;
            }
        }
    }
    return true;
}

static bool add_column(parse_state *ps, range_table_entry *rte,
                       const PgQuery__ColumnDef *definition) {
    analysis *an = ps->analysis;
    if (definition->type_name->setof) {
        analysis_error(an, SQLSTATE_INVALID_TABLE_DEFINITION, definition->location,
                       "column \"%s\" cannot be declared SETOF", definition->colname);
        return false;
    }
    type_and_typmod type = type_name_resolve(an, definition->type_name);
    oid collation;
    const PgQuery__CollateClause *clause = definition->coll_clause;
    int location = clause != NULL ? clause->location : definition->location;
    if (type.type == INVALID_OID ||
        !type_name_collation(an, clause, type.type, location, &collation)) {
        return false;
    }
    range_entry_add_column(ps, rte, definition->colname, type.type, type.typmod, collation);
    return true;
}

bool column_definition_add(parse_state *ps, range_table_entry *rte, size_t count,
                           PgQuery__Node **definitions) {
    int first = rte->columns.count;
    for (size_t i = 0; i < count; i++) {
        if (!add_column(ps, rte, definitions[i]->column_def)) {
            return false;
        }
    }
    const rte_column *columns = &rte->columns.items[first];
    if (!check_names(ps, columns, (int)count)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!check_type(ps, columns[i].name, columns[i].type)) {
            return false;
        }
    }
    return true;
}
