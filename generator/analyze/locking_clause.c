#include "analyze/locking_clause.h"

#include <string.h>

#include "parse/sqlstate.h"

static const char *name_of(const PgQuery__LockingClause *clause) {
    switch ((int)clause->strength) {
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORKEYSHARE:
        return "FOR KEY SHARE";
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORSHARE:
        return "FOR SHARE";
    case PG_QUERY__LOCK_CLAUSE_STRENGTH__LCS_FORNOKEYUPDATE:
        return "FOR NO KEY UPDATE";
    default:
        return "FOR UPDATE";
    }
}

const char *locking_clause_name(const PgQuery__SelectStmt *statement) {
    return name_of(statement->locking_clause[0]->locking_clause);
}

/* What in a query keeps its rows from being rows of its tables, or NULL. */
static const char *obstacle_of(const query *q) {
    if (q->set_operations != NULL) {
        return "UNION/INTERSECT/EXCEPT";
    }
    if (q->has_distinct) {
        return "DISTINCT clause";
    }
    if (q->group.count > 0 || q->grouping_sets.count > 0) {
        return "GROUP BY clause";
    }
    if (q->having != NULL) {
        return "HAVING clause";
    }
    if (q->has_aggregates) {
        return "aggregate functions";
    }
    if (q->has_windows) {
        return "window functions";
    }
    return q->has_target_sets ? "set-returning functions in the target list" : NULL;
}

static bool check_query(parse_state *ps, const query *q, const PgQuery__LockingClause *clause) {
    const char *obstacle = obstacle_of(q);
    if (obstacle == NULL) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s is not allowed with %s",
                   name_of(clause), obstacle);
    return false;
}

static bool lock_all(parse_state *ps, const query *q, const PgQuery__LockingClause *clause);

/* A subquery is locked by locking all that is in it. */
static bool lock_subquery(parse_state *ps, const query *q, const PgQuery__LockingClause *clause) {
    return check_query(ps, q, clause) && lock_all(ps, q, clause);
}

static bool lock_all(parse_state *ps, const query *q, const PgQuery__LockingClause *clause) {
    for (int i = 0; i < q->rtable.count; i++) {
        const range_table_entry *rte = q->rtable.items[i];
        if (rte->in_from && rte->kind == RTE_SUBQUERY &&
            !lock_subquery(ps, rte->subquery, clause)) {
            return false;
        }
    }
    return true;
}

/* What an entry that has no rows to lock is called, or NULL. */
static const char *unlockable_kind(rte_kind kind) {
    switch (kind) {
    case RTE_RELATION:
    case RTE_SUBQUERY:
    case RTE_RESULT:
        return NULL;
    case RTE_JOIN:
        return "a join";
    case RTE_FUNCTION:
        return "a function";
    case RTE_TABLE_FUNC:
        return "a table function";
    case RTE_VALUES:
        return "VALUES";
    case RTE_CTE:
        return "a WITH query";
    }
    return NULL;
}

static bool lock_entry(parse_state *ps, const range_table_entry *rte,
                       const PgQuery__LockingClause *clause, int location) {
    const char *kind = unlockable_kind(rte->kind);
    if (kind != NULL) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                       "%s cannot be applied to %s", name_of(clause), kind);
        return false;
    }
    return rte->kind != RTE_SUBQUERY || lock_subquery(ps, rte->subquery, clause);
}

static bool lock_named(parse_state *ps, const PgQuery__RangeVar *var,
                       const PgQuery__LockingClause *clause) {
    analysis *an = ps->analysis;
    if (var->schemaname != NULL && var->schemaname[0] != '\0') {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, var->location,
                       "%s must specify unqualified relation names", name_of(clause));
        return false;
    }
    for (int i = 0; i < ps->query->rtable.count; i++) {
        const range_table_entry *rte = ps->query->rtable.items[i];
        const char *name = rte->alias != NULL ? rte->alias : rte->using_alias;
        if (rte->in_from && name != NULL && strcmp(name, var->relname) == 0) {
            return lock_entry(ps, rte, clause, var->location);
        }
    }
    analysis_error(an, SQLSTATE_UNDEFINED_TABLE, var->location,
                   "relation \"%s\" in %s clause not found in FROM clause", var->relname,
                   name_of(clause));
    return false;
}

static bool transform_one(parse_state *ps, const PgQuery__LockingClause *clause) {
    if (!check_query(ps, ps->query, clause)) {
        return false;
    }
    if (clause->n_locked_rels == 0) {
        return lock_all(ps, ps->query, clause);
    }
    for (size_t i = 0; i < clause->n_locked_rels; i++) {
        if (!lock_named(ps, clause->locked_rels[i]->range_var, clause)) {
            return false;
        }
    }
    return true;
}

bool locking_clause_transform(parse_state *ps, const PgQuery__SelectStmt *statement) {
    for (size_t i = 0; i < statement->n_locking_clause; i++) {
        if (!transform_one(ps, statement->locking_clause[i]->locking_clause)) {
            return false;
        }
        ps->query->has_row_locks = true;
    }
    return true;
}
