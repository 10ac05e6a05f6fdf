#include "analyze/relation_entry.h"

#include <string.h>

#include "analyze/cte_search.h"
#include "analyze/database_name.h"
#include "analyze/from_clause.h"
#include "analyze/range_entry.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

/* --- Tables ---------------------------------------------------------------------------------- */

/* Is the name that of a WITH query further on in the same list? */
static bool is_later_with_query(const parse_state *ps, const char *name) {
    for (; ps != NULL; ps = ps->parent) {
        for (int i = 0; i < ps->future_ctes.count; i++) {
            if (strcmp(ps->future_ctes.items[i]->ctename, name) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void report_missing_relation(parse_state *ps, const PgQuery__RangeVar *var) {
    analysis *an = ps->analysis;
    if (var->schemaname != NULL && var->schemaname[0] != '\0') {
        analysis_error(an, SQLSTATE_UNDEFINED_TABLE, var->location,
                       "relation \"%s.%s\" does not exist", var->schemaname, var->relname);
        return;
    }
    diagnostic *d = analysis_error(an, SQLSTATE_UNDEFINED_TABLE, var->location,
                                   "relation \"%s\" does not exist", var->relname);
    if (is_later_with_query(ps, var->relname)) {
        d->detail = analysis_text(an,
                                  "There is a WITH item named \"%s\", but it cannot be referenced "
                                  "from this part of the query.",
                                  var->relname);
        d->hint = "Use WITH RECURSIVE, or re-order the WITH items to remove forward references.";
    }
}

/* What a kind of relation that holds no rows of its own is called, or NULL for those that do. */
static const char *unreadable_kind(char kind) {
    switch (kind) {
    case 'i':
    case 'I':
        return "an index";
    case 'c':
        return "a composite type";
    default:
        return NULL;
    }
}

const pg_class *from_clause_open_relation(parse_state *ps, const PgQuery__RangeVar *var) {
    const char *schema =
        var->schemaname != NULL && var->schemaname[0] != '\0' ? var->schemaname : NULL;
    if (!database_name_check_relation(ps->analysis, var, var->location)) {
        return NULL;
    }
    const pg_class *relation = search_path_relation(ps->analysis->catalog, schema, var->relname);
    if (relation == NULL) {
        report_missing_relation(ps, var);
        return NULL;
    }
    const char *kind = unreadable_kind(relation->kind);
    if (kind != NULL) {
        analysis_error(ps->analysis, SQLSTATE_WRONG_OBJECT_TYPE, var->location, "\"%s\" is %s",
                       relation->name, kind);
        return NULL;
    }
    return relation;
}

/* What reading a sequence as a table gives. */
static const struct {
    const char *name;
    oid type;
} sequence_columns[] = {
    {"last_value", INT8OID},
    {"log_cnt", INT8OID},
    {"is_called", BOOLOID},
};

static void add_sequence_columns(parse_state *ps, range_table_entry *rte) {
    for (size_t i = 0; i < sizeof sequence_columns / sizeof *sequence_columns; i++) {
        range_entry_add_column(ps, rte, sequence_columns[i].name, sequence_columns[i].type, -1,
                               INVALID_OID);
    }
}

static void add_relation_columns(parse_state *ps, range_table_entry *rte,
                                 const pg_class *relation) {
    if (relation->kind == 'S' && relation->attribute_count == 0) {
        add_sequence_columns(ps, rte);
    }
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *attribute = &relation->attributes[i];
        if (attribute->dropped) {
            range_entry_add_column(ps, rte, "", INVALID_OID, -1, INVALID_OID);
        } else {
            range_entry_add_column(ps, rte, attribute->name, attribute->type, attribute->typmod,
                                   attribute->collation);
        }
    }
}

namespace_item *from_clause_relation_item(parse_state *ps, const pg_class *relation,
                                          const PgQuery__Alias *alias, bool inherits,
                                          bool in_from) {
    range_table_entry *rte = range_entry_new(ps, RTE_RELATION, alias, relation->name);
    rte->relation = relation->oid;
    rte->relation_kind = relation->kind;
    rte->inherits = inherits;
    rte->in_from = in_from;
    add_relation_columns(ps, rte, relation);
    return range_entry_rename(ps, rte, alias, "table") ? range_entry_add(ps, rte) : NULL;
}

/* --- WITH queries ---------------------------------------------------------------------------- */

static bool has_no_columns(const common_table_expr *cte) {
    return cte->query != NULL && cte->query->command != QUERY_SELECT &&
           cte->query->returning.count == 0;
}

static bool add_with_columns(parse_state *ps, range_table_entry *rte, const common_table_expr *cte,
                             const PgQuery__Alias *alias) {
    int generated = cte_search_column_count(cte);
    for (int i = 0; i < cte->columns.count; i++) {
        const rte_column *c = &cte->columns.items[i];
        if (i == cte->columns.count - generated && !range_entry_rename(ps, rte, alias, "table")) {
            return false;
        }
        range_entry_add_column(ps, rte, c->name, c->type, c->typmod, c->collation);
    }
    return generated > 0 || range_entry_rename(ps, rte, alias, "table");
}

namespace_item *cte_reference_item(parse_state *ps, common_table_expr *cte, int levels_up,
                                   const PgQuery__RangeVar *var) {
    if (has_no_columns(cte)) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, var->location,
                       "WITH query \"%s\" does not have a RETURNING clause", cte->name);
        return NULL;
    }
    range_table_entry *rte = range_entry_new(ps, RTE_CTE, var->alias, cte->name);
    rte->cte_name = cte->name;
    rte->cte_levels_up = levels_up;
    rte->cte_self_reference = cte->query == NULL;
    rte->location = var->location;
    cte->reference_count++;
    if (!add_with_columns(ps, rte, cte, var->alias)) {
        return NULL;
    }
    namespace_item *item = range_entry_add(ps, rte);
    /* Within the recursion itself the columns of SEARCH and CYCLE are there by name only. */
    for (int i = 0; levels_up > 0 && i < cte_search_column_count(cte); i++) {
        item->columns[item->column_count - 1 - i].hidden_in_star = true;
    }
    return item;
}
