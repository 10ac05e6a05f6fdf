#include "replay/statements.h"

#include "analyze/dependency.h"
#include "analyze/select.h"
#include "replay/object_lookup.h"
#include "replay/object_name.h"
#include "replay/relation.h"

/* CREATE STATISTICS. */

static const char *choose_name(replay *r, const PgQuery__CreateStatsStmt *s,
                               const pg_class *table) {
    const char **names = ARENA_ARRAY(r->arena, const char *, s->n_exprs);
    for (size_t i = 0; i < s->n_exprs; i++) {
        const char *column = string_or_null(s->exprs[i]->stats_elem->name);
        names[i] = column != NULL ? column : "expr";
    }
    const char *joined = object_name_join(r->arena, names, (int)s->n_exprs);
    const char *label = "stat";
    for (int pass = 1;; pass++) {
        const char *name = object_name_make(r->arena, table->name, joined, label);
        if (catalog_find_named(r->catalog, CLASS_STATISTIC, table->namespace, name) == NULL) {
            return name;
        }
        label = replay_text(r, "stat%d", pass);
    }
}

static bool depend_on_element(replay *r, const PgQuery__StatsElem *e, const pg_class *table,
                              object_address self) {
    const char *name = string_or_null(e->name);
    if (name != NULL) {
        int number = relation_column(table, name);
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                                 name);
        }
        depend_add(r->catalog, self, address_of_column(table->oid, number), DEPENDENCY_AUTO);
        return true;
    }
    expr *x = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = e->expr,
                                                         .clause = CLAUSE_STATS_EXPRESSION,
                                                         .relation = table->oid,
                                                     });
    if (x == NULL) {
        return false;
    }
    dependency_record_expr(r->catalog, self, x, table->oid, DEPENDENCY_NORMAL, DEPENDENCY_AUTO);
    return true;
}

static bool check_duplicates(replay *r, const PgQuery__CreateStatsStmt *s) {
    for (size_t i = 1; i < s->n_exprs; i++) {
        const char *name = string_or_null(s->exprs[i]->stats_elem->name);
        for (size_t j = 0; name != NULL && j < i; j++) {
            const char *other = string_or_null(s->exprs[j]->stats_elem->name);
            if (other != NULL && strcmp(name, other) == 0) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "duplicate column name in statistics definition");
            }
        }
    }
    return true;
}

bool create_statistics_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateStatsStmt *s = node->create_stats_stmt;
    if (s->n_relations != 1 || s->relations[0]->node_case != PG_QUERY__NODE__NODE_RANGE_VAR) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "only a single relation is allowed in CREATE STATISTICS");
    }
    const pg_class *table = relation_open(r, s->relations[0]->range_var, false);
    if (table == NULL) {
        return false;
    }
    if (strchr("rmfp", table->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot define statistics for relation \"%s\"", table->name);
    }
    oid namespace = table->namespace;
    const char *name;
    if (s->n_defnames > 0) {
        PgQuery__RangeVar var = object_range_var(s->n_defnames, s->defnames);
        char persistence = 'p';
        namespace = relation_creation_namespace(r, &var, &persistence);
        if (namespace == INVALID_OID) {
            return false;
        }
        name = var.relname;
    } else {
        name = choose_name(r, s, table);
    }
    if (catalog_find_named(r->catalog, CLASS_STATISTIC, namespace, name) != NULL) {
        return s->if_not_exists || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                                 "statistics object \"%s\" already exists", name);
    }
    /* Not a child in the catalog's sense of names: statistics have a schema. */
    pg_named record = {.namespace = namespace, .parent = table->oid, .name = name};
    object_address self =
        address_of(CLASS_STATISTIC, catalog_add(r->catalog, CLASS_STATISTIC, &record));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, namespace));
    for (size_t i = 0; i < s->n_exprs; i++) {
        if (!depend_on_element(r, s->exprs[i]->stats_elem, table, self)) {
            return false;
        }
    }
    return check_duplicates(r, s);
}
