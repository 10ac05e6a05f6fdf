#include "analyze/column_ref.h"

#include <string.h>

#include "analyze/column_suggestion.h"
#include "analyze/cte.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

bool table_ref_check_lateral(parse_state *ps, const namespace_item *item, int location) {
    if (!item->lateral_only || item->lateral_ok) {
        return true;
    }
    analysis *an = ps->analysis;
    const char *name = item->name != NULL ? item->name : "unnamed_join";
    diagnostic *d = analysis_error(an, SQLSTATE_INVALID_COLUMN_REFERENCE, location,
                                   "invalid reference to FROM-clause entry for table \"%s\"", name);
    if (ps->query->result_relation != 0 && item->rtindex == ps->query->result_relation) {
        d->hint = analysis_text(an,
                                "There is an entry for table \"%s\", but it cannot be referenced "
                                "from this part of the query.",
                                name);
    } else {
        d->detail = "The combining JOIN type must be INNER or LEFT for a LATERAL reference.";
    }
    return false;
}

/* --- Finding --------------------------------------------------------------------------------- */

/* A table name as written; relation: what a schema-qualified one means. */
typedef struct table_name {
    const char *name;
    oid relation;
    int location;
} table_name;

/* A qualified name finds only relations that were given no alias. */
static bool matches(const namespace_item *item, const table_name *wanted) {
    if (wanted->relation != INVALID_OID) {
        return item->rte->kind == RTE_RELATION && item->rte->relation == wanted->relation &&
               !item->rte->has_alias;
    }
    return item->name != NULL && strcmp(item->name, wanted->name) == 0;
}

static void ambiguous(parse_state *ps, const table_name *wanted) {
    if (wanted->relation != INVALID_OID) {
        analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_ALIAS, wanted->location,
                       "table reference %u is ambiguous", (unsigned)wanted->relation);
    } else {
        analysis_error(ps->analysis, SQLSTATE_AMBIGUOUS_ALIAS, wanted->location,
                       "table reference \"%s\" is ambiguous", wanted->name);
    }
}

static namespace_item *find_in_level(parse_state *ps, const parse_state *level,
                                     const table_name *wanted) {
    namespace_item *found = NULL;
    for (int i = 0; i < level->names.count; i++) {
        namespace_item *item = level->names.items[i];
        bool visible = item->relation_visible && (!item->lateral_only || level->lateral_active);
        if (!visible || !matches(item, wanted)) {
            continue;
        }
        if (found != NULL) {
            ambiguous(ps, wanted);
            return NULL;
        }
        if (!table_ref_check_lateral(ps, item, wanted->location)) {
            return NULL;
        }
        found = item;
    }
    return found;
}

namespace_item *column_ref_table(parse_state *ps, const char *schema, const char *name,
                                 int location, int *levels_up) {
    table_name wanted = {name, INVALID_OID, location};
    if (schema != NULL) {
        const pg_class *relation = search_path_relation(ps->analysis->catalog, schema, name);
        if (relation == NULL) {
            return NULL;
        }
        wanted.relation = relation->oid;
    }
    *levels_up = 0;
    for (parse_state *level = ps; level != NULL; level = level->parent, (*levels_up)++) {
        namespace_item *item = find_in_level(ps, level, &wanted);
        if (item != NULL || ps->analysis->failed) {
            return item;
        }
    }
    return NULL;
}

/* --- What to say when there is none ---------------------------------------------------------- */

/* What the name would mean in a FROM clause here. */
typedef struct table_meaning {
    const common_table_expr *cte;
    int cte_levels_up;
    oid relation;
} table_meaning;

static table_meaning meaning_of(parse_state *ps, const char *schema, const char *name) {
    table_meaning m = {NULL, 0, INVALID_OID};
    if (schema == NULL) {
        m.cte = cte_find(ps, name, &m.cte_levels_up);
    }
    if (m.cte == NULL) {
        const pg_class *relation = search_path_relation(ps->analysis->catalog, schema, name);
        m.relation = relation != NULL ? relation->oid : INVALID_OID;
    }
    return m;
}

static bool entry_matches(const range_table_entry *rte, const table_meaning *m, const char *name,
                          int level) {
    if (rte->kind == RTE_RELATION && m->relation != INVALID_OID && rte->relation == m->relation) {
        return true;
    }
    if (rte->kind == RTE_CTE && m->cte != NULL && rte->cte_levels_up + level == m->cte_levels_up &&
        strcmp(rte->cte_name, name) == 0) {
        return true;
    }
    return rte->alias != NULL && strcmp(rte->alias, name) == 0;
}

/* An entry, visible or not, that the writer may have meant. */
static const range_table_entry *find_entry(parse_state *ps, const char *schema, const char *name) {
    table_meaning m = meaning_of(ps, schema, name);
    int levels_up = 0;
    for (parse_state *level = ps; level != NULL; level = level->parent, levels_up++) {
        for (int i = 0; i < level->query->rtable.count; i++) {
            const range_table_entry *rte = level->query->rtable.items[i];
            if (entry_matches(rte, &m, name, levels_up)) {
                return rte;
            }
        }
    }
    return NULL;
}

/* The alias under which the entry could have been named from here, or NULL. */
static const char *usable_alias(parse_state *ps, const range_table_entry *rte, const char *name,
                                int location) {
    if (!rte->has_alias || rte->alias == NULL || strcmp(rte->alias, name) == 0) {
        return NULL;
    }
    int levels_up;
    const namespace_item *item = column_ref_table(ps, NULL, rte->alias, location, &levels_up);
    return item != NULL && item->rte == rte ? rte->alias : NULL;
}

void column_ref_missing_table(parse_state *ps, const char *schema, const char *name, int location) {
    analysis *an = ps->analysis;
    const range_table_entry *rte = find_entry(ps, schema, name);
    const char *alias = rte != NULL ? usable_alias(ps, rte, name, location) : NULL;
    if (an->failed) {
        return;
    }
    if (rte == NULL) {
        analysis_error(an, SQLSTATE_UNDEFINED_TABLE, location,
                       "missing FROM-clause entry for table \"%s\"", name);
        return;
    }
    diagnostic *d = analysis_error(an, SQLSTATE_UNDEFINED_TABLE, location,
                                   "invalid reference to FROM-clause entry for table \"%s\"", name);
    d->hint =
        alias != NULL
            ? analysis_text(an, "Perhaps you meant to reference the table alias \"%s\".", alias)
            : analysis_text(an,
                            "There is an entry for table \"%s\", but it cannot be "
                            "referenced from this part of the query.",
                            rte->alias != NULL ? rte->alias : "unnamed_join");
}
