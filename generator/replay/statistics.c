#include "replay/statements.h"

#include "analyze/column_ref.h"
#include "analyze/dependency.h"
#include "analyze/select.h"
#include "analyze/operator_call.h"
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

/* What statistics are kept of: columns and expressions whose values have an order. */
typedef struct statistics_plan {
    LIST_OF(int) columns;
    LIST_OF(expr *) exprs;
} statistics_plan;

static bool check_ordered(replay *r, oid type, const char *column) {
    if (operator_call_sort_operators(r->catalog, type).less != INVALID_OID) {
        return true;
    }
    const char *name = type_format_bare(r->catalog, r->arena, type);
    return column != NULL
               ? replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                               "column \"%s\" cannot be used in statistics because its type %s has "
                               "no default btree operator class",
                               column, name)
               : replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                               "expression cannot be used in multivariate statistics because its "
                               "type %s has no default btree operator class",
                               name);
}

static bool read_column(replay *r, const pg_class *table, const char *name, statistics_plan *plan) {
    int number = relation_column(table, name);
    if (number == 0) {
        return system_column_number(name) != 0
                   ? replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                   "statistics creation on system columns is not supported")
                   : replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                                   name);
    }
    *LIST_PUSH(r->arena, &plan->columns) = number;
    return check_ordered(r, relation_attribute(table, number)->type, name);
}

static bool read_element(replay *r, const PgQuery__StatsElem *e, const pg_class *table,
                         statistics_plan *plan, bool several) {
    if (string_or_null(e->name) != NULL) {
        return read_column(r, table, e->name, plan);
    }
    expr *x = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = e->expr,
                                                         .clause = CLAUSE_STATS_EXPRESSION,
                                                         .relation = table->oid,
                                                     });
    if (x == NULL) {
        return false;
    }
    if (x->kind == EXPR_VAR && x->u.var.attribute > 0) {
        *LIST_PUSH(r->arena, &plan->columns) = x->u.var.attribute;
        return check_ordered(r, x->type, relation_attribute(table, x->u.var.attribute)->name);
    }
    *LIST_PUSH(r->arena, &plan->exprs) = x;
    return !several || check_ordered(r, x->type, NULL);
}

static bool check_kinds(replay *r, const PgQuery__CreateStatsStmt *s, const statistics_plan *plan) {
    static const char *const kinds[] = {"ndistinct", "dependencies", "mcv"};
    for (size_t i = 0; i < s->n_stat_types; i++) {
        const char *kind = node_string(s->stat_types[i]);
        bool known = false;
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0] && !known; k++) {
            known = strcmp(kinds[k], kind) == 0;
        }
        if (!known) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized statistics kind \"%s\"", kind);
        }
    }
    if (plan->columns.count == 0 && plan->exprs.count == 1) {
        return s->n_stat_types == 0 ||
               replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "when building statistics on a single expression, statistics kinds "
                             "may not be specified");
    }
    return plan->columns.count + plan->exprs.count >= 2 ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "extended statistics require at least 2 columns");
}

static bool check_duplicates(replay *r, const statistics_plan *plan) {
    for (int i = 1; i < plan->columns.count; i++) {
        for (int j = 0; j < i; j++) {
            if (plan->columns.items[i] == plan->columns.items[j]) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "duplicate column name in statistics definition");
            }
        }
    }
    for (int i = 1; i < plan->exprs.count; i++) {
        for (int j = 0; j < i; j++) {
            if (expr_equal(plan->exprs.items[i], plan->exprs.items[j])) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "duplicate expression in statistics definition");
            }
        }
    }
    return true;
}

static bool read_elements(replay *r, const PgQuery__CreateStatsStmt *s, const pg_class *table,
                          statistics_plan *plan) {
    if (s->n_exprs > 8) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_COLUMNS, -1,
                             "cannot have more than %d columns in statistics", 8);
    }
    for (size_t i = 0; i < s->n_exprs; i++) {
        if (!read_element(r, s->exprs[i]->stats_elem, table, plan, s->n_exprs > 1)) {
            return false;
        }
    }
    return check_kinds(r, s, plan) && check_duplicates(r, plan);
}

/* What belongs to columns goes with them; what belongs to none, with the table. */
static void depend(replay *r, const statistics_plan *plan, const pg_class *table,
                   object_address self) {
    for (int i = 0; i < plan->columns.count; i++) {
        depend_add(r->catalog, self, address_of_column(table->oid, plan->columns.items[i]),
                   DEPENDENCY_AUTO);
    }
    if (plan->columns.count == 0) {
        depend_add(r->catalog, self, address_of(CLASS_RELATION, table->oid), DEPENDENCY_AUTO);
    }
    for (int i = 0; i < plan->exprs.count; i++) {
        dependency_record_expr(r->catalog, self, plan->exprs.items[i], table->oid,
                               DEPENDENCY_NORMAL, DEPENDENCY_AUTO);
    }
}

bool create_statistics_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateStatsStmt *s = node->create_stats_stmt;
    if (s->n_relations > 0 && s->relations[0]->node_case != PG_QUERY__NODE__NODE_RANGE_VAR) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "CREATE STATISTICS only supports relation names in the FROM clause");
    }
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
    statistics_plan plan = {0};
    if (!read_elements(r, s, table, &plan)) {
        return false;
    }
    /* Not a child in the catalog's sense of names: statistics have a schema. */
    pg_named record = {.namespace = namespace, .parent = table->oid, .name = name};
    object_address self =
        address_of(CLASS_STATISTIC, catalog_add(r->catalog, CLASS_STATISTIC, &record));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, namespace));
    depend(r, &plan, table, self);
    return true;
}
