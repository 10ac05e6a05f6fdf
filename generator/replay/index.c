#include "replay/index.h"

#include <stdlib.h>

#include "analyze/dependency.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/expression_check.h"
#include "replay/object_name.h"

oid_list index_list(replay *r, oid table) {
    oid_list list = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_RELATION, table);
    const pg_class *c;
    while ((c = catalog_next(&scan)) != NULL) {
        if (c->index != NULL) {
            *LIST_PUSH(r->arena, &list) = c->oid;
        }
    }
    return list;
}

const pg_constraint *index_constraint(replay *r, oid index) {
    const pg_class *rel = catalog_relation(r->catalog, index);
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, rel->parent);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->index == index && k->type != 'f') {
            return k;
        }
    }
    return NULL;
}

/* --- Names ------------------------------------------------------------------------------------ */

static const char *choose_name(replay *r, const index_plan *plan, const pg_class *table) {
    name_choice choice = {table->name, NULL, "pkey", table->namespace, true};
    if (!plan->primary) {
        const char **names = ARENA_ARRAY(r->arena, const char *, plan->columns.count);
        for (int i = 0; i < plan->columns.count; i++) {
            names[i] = plan->columns.items[i].name;
        }
        choice.name2 = object_name_join(r->arena, names, plan->columns.count);
        choice.label = plan->exclusion ? "excl" : plan->is_constraint ? "key" : "idx";
        choice.for_constraint = plan->exclusion || plan->is_constraint;
    }
    return object_name_choose_relation(r, &choice);
}

/* The index's columns must have names of their own: a number is added to later ones. */
static void make_names_unique(replay *r, index_plan *plan) {
    for (int i = 0; i < plan->columns.count; i++) {
        const char *original = plan->columns.items[i].name;
        const char *name = original;
        for (int pass = 1;; pass++) {
            bool taken = false;
            for (int j = 0; j < i && !taken; j++) {
                taken = strcmp(plan->columns.items[j].name, name) == 0;
            }
            if (!taken) {
                break;
            }
            const char *number = arena_printf(r->arena, "%d", pass);
            size_t room = NAME_LIMIT - strlen(number);
            name = arena_printf(r->arena, "%.*s%s", (int)room, original, number);
        }
        plan->columns.items[i].name = name;
    }
}

/* --- Making ----------------------------------------------------------------------------------- */

static const pg_index *index_record(replay *r, const index_plan *plan) {
    pg_index *index = ARENA_NEW(r->arena, pg_index);
    int count = plan->columns.count;
    int16_t *columns = ARENA_ARRAY(r->arena, int16_t, count);
    oid *opclasses = ARENA_ARRAY(r->arena, oid, count);
    oid *collations = ARENA_ARRAY(r->arena, oid, count);
    expr **exprs = ARENA_ARRAY(r->arena, expr *, count);
    int16_t *orders = ARENA_ARRAY(r->arena, int16_t, count);
    for (int i = 0; i < count; i++) {
        exprs[i] = plan->columns.items[i].expr;
        orders[i] = plan->columns.items[i].order;
        columns[i] = plan->columns.items[i].attribute;
        opclasses[i] = plan->columns.items[i].opclass;
        collations[i] = plan->columns.items[i].collation;
        index->has_expressions = index->has_expressions || columns[i] == 0;
    }
    index->table = plan->table;
    index->key_count = plan->key_count;
    index->column_count = count;
    index->columns = columns;
    index->opclasses = opclasses;
    index->collations = collations;
    index->unique = plan->unique;
    index->primary = plan->primary;
    index->exclusion = plan->exclusion;
    index->immediate = !plan->deferrable;
    /* A partitioned table's index waits for those of the partitions. */
    index->valid = !plan->only || catalog_relation(r->catalog, plan->table)->kind != 'p' ||
                   relation_children(r, plan->table).count == 0;
    index->nulls_not_distinct = plan->nulls_not_distinct;
    index->orders = orders;
    index->exprs = exprs;
    index->expression_map = plan->expression_map;
    index->expression_map_count = plan->expression_map_count;
    index->predicate = plan->predicate;
    index->partial = plan->partial || plan->predicate != NULL;
    return index;
}

static attribute_list index_attributes(replay *r, const index_plan *plan, const pg_class *table) {
    attribute_list list = {0};
    for (int i = 0; i < plan->columns.count; i++) {
        const index_column *c = &plan->columns.items[i];
        const pg_attribute *a = relation_attribute(table, c->attribute);
        *LIST_PUSH(r->arena, &list) = (pg_attribute){
            .name = c->name,
            .type = c->type,
            .typmod = a != NULL         ? a->typmod
                      : c->expr != NULL ? c->expr->typmod
                                        : -1,
            .collation = c->collation,
            .is_local = true,
        };
    }
    return list;
}

static oid add_constraint(replay *r, const index_plan *plan, const pg_class *table, oid index) {
    int16_t *keys = ARENA_ARRAY(r->arena, int16_t, plan->key_count);
    oid *operators = ARENA_ARRAY(r->arena, oid, plan->key_count);
    int count = 0;
    for (int i = 0; i < plan->key_count; i++) {
        operators[i] = plan->columns.items[i].exclusion_operator;
        if (plan->columns.items[i].attribute != 0) {
            keys[count++] = plan->columns.items[i].attribute;
        }
    }
    oid made =
        constraint_store(r, &(pg_constraint){
                                .namespace = table->namespace,
                                .parent = table->oid,
                                .name = catalog_relation(r->catalog, index)->name,
                                .type = plan->primary     ? 'p'
                                        : plan->exclusion ? 'x'
                                                          : 'u',
                                .deferrable = plan->deferrable,
                                .deferred = plan->deferred,
                                .validated = true,
                                .is_local = plan->parent_constraint == INVALID_OID,
                                .no_inherit = plan->parent_constraint == INVALID_OID,
                                .inherited_count = plan->parent_constraint != INVALID_OID ? 1 : 0,
                                .parent_constraint = plan->parent_constraint,
                                .index = index,
                                .key_count = count,
                                .keys = keys,
                                .equal_operators = plan->exclusion ? operators : NULL,
                            });
    for (int i = plan->key_count; i < plan->columns.count; i++) {
        depend_add(r->catalog, address_of(CLASS_CONSTRAINT, made),
                   address_of_column(table->oid, plan->columns.items[i].attribute),
                   DEPENDENCY_AUTO);
    }
    depend_add(r->catalog, address_of(CLASS_RELATION, index), address_of(CLASS_CONSTRAINT, made),
               DEPENDENCY_INTERNAL);
    if (plan->parent_constraint != INVALID_OID) {
        depend_add(r->catalog, address_of(CLASS_CONSTRAINT, made),
                   address_of(CLASS_CONSTRAINT, plan->parent_constraint),
                   DEPENDENCY_PARTITION_PRIMARY);
        depend_add(r->catalog, address_of(CLASS_CONSTRAINT, made),
                   address_of(CLASS_RELATION, table->oid), DEPENDENCY_PARTITION_SECONDARY);
    }
    return made;
}

/* What the expressions of an index depend on. */
typedef struct index_dependent {
    replay *r;
    oid index, table;
} index_dependent;

static bool record_expression(expr *e, void *context) {
    const index_dependent *d = context;
    dependency_record_expr(d->r->catalog, address_of(CLASS_RELATION, d->index), e, d->table,
                           DEPENDENCY_NORMAL, DEPENDENCY_AUTO);
    return true;
}

static void add_expression_dependencies(replay *r, const index_plan *plan, oid index) {
    index_dependent d = {r, index, plan->table};
    for (int i = 0; i < plan->columns.count; i++) {
        if (plan->columns.items[i].expr != NULL) {
            expression_renumber(plan->columns.items[i].expr, plan->expression_map,
                                record_expression, &d);
        }
    }
    if (plan->predicate != NULL) {
        expression_renumber(plan->predicate, plan->expression_map, record_expression, &d);
    }
}

static void add_dependencies(replay *r, const index_plan *plan, oid index) {
    object_address self = address_of(CLASS_RELATION, index);
    bool any_column = false;
    for (int i = 0; i < plan->columns.count; i++) {
        const index_column *c = &plan->columns.items[i];
        if (c->attribute != 0 && !plan->is_constraint) {
            depend_add(r->catalog, self, address_of_column(plan->table, c->attribute),
                       DEPENDENCY_AUTO);
            any_column = true;
        }
        if (c->collation != INVALID_OID && c->collation != DEFAULT_COLLATION_OID) {
            depend_normal(r, self, address_of(CLASS_COLLATION, c->collation));
        }
        if (c->opclass != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_OPCLASS, c->opclass));
        }
    }
    if (!any_column && !plan->is_constraint) {
        depend_add(r->catalog, self, address_of(CLASS_RELATION, plan->table), DEPENDENCY_AUTO);
    }
    add_expression_dependencies(r, plan, index);
}

/* A key of a partitioned table must hold the whole partition key. */
static bool check_partition_key(replay *r, const index_plan *plan, const pg_class *table) {
    if (table->kind != 'p' || !(plan->unique || plan->exclusion)) {
        return true;
    }
    const char *what = plan->primary ? "PRIMARY KEY" : plan->exclusion ? "EXCLUDE" : "UNIQUE";
    if (plan->exclusion) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "exclusion constraints are not supported on partitioned tables");
    }
    if (table->partition.has_expressions) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                           "unsupported %s constraint with partition key definition", what);
        d->detail = replay_text(r,
                                "%s constraints cannot be used when partition keys include "
                                "expressions.",
                                what);
        return false;
    }
    for (int i = 0; i < table->partition.key_count; i++) {
        bool found = false;
        for (int j = 0; j < plan->key_count && !found; j++) {
            found = plan->columns.items[j].attribute == table->partition.columns[i];
        }
        if (!found) {
            diagnostic *d = analysis_error(
                r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                "unique constraint on partitioned table must include all partitioning columns");
            d->detail = replay_text(r,
                                    "%s constraint on table \"%s\" lacks column \"%s\" which is "
                                    "part of the partition key.",
                                    what, table->name,
                                    table->attributes[table->partition.columns[i] - 1].name);
            return false;
        }
    }
    return true;
}

void index_refuse_foreign_partitions(replay *r, const pg_class *table) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                       "cannot create unique index on partitioned table \"%s\"", table->name);
    d->detail =
        replay_text(r, "Table \"%s\" contains partitions that are foreign tables.", table->name);
}

/* Foreign tables have no indexes, so no unique ones. */
static void refuse_foreign_part(replay *r, const pg_class *top, const pg_class *part) {
    bool attach = r->node->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT;
    const char *message =
        attach ? replay_text(r,
                             "cannot attach foreign table \"%s\" as partition of partitioned "
                             "table \"%s\"",
                             part->name, top->name)
               : replay_text(r, "cannot create foreign partition of partitioned table \"%s\"",
                             top->name);
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s", message);
    d->detail =
        attach ? replay_text(r, "Partitioned table \"%s\" contains unique indexes.", top->name)
               : replay_text(r, "Table \"%s\" contains indexes that are unique.", top->name);
}

/* Pattern operator classes compare bytes; the server, too, knows these classes by their OIDs. */
static bool check_deterministic(replay *r, const index_plan *plan) {
    enum {
        TEXT_BTREE_PATTERN_OPS = 4217,
        VARCHAR_BTREE_PATTERN_OPS,
        BPCHAR_BTREE_PATTERN_OPS,
    };
    for (int i = 0; i < plan->key_count; i++) {
        const index_column *c = &plan->columns.items[i];
        const pg_collation *collation =
            c->collation != INVALID_OID ? catalog_collation(r->catalog, c->collation) : NULL;
        if (collation != NULL && !collation->deterministic &&
            c->opclass >= TEXT_BTREE_PATTERN_OPS && c->opclass <= BPCHAR_BTREE_PATTERN_OPS) {
            return replay_refuse(
                r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                "nondeterministic collations are not supported for operator class \"%s\"",
                catalog_opclass(r->catalog, c->opclass)->name);
        }
    }
    return true;
}

static bool make_for_partition(replay *r, oid parent, oid partition, bool new_partition) {
    const pg_class *index = catalog_relation(r->catalog, parent);
    const pg_class *table = catalog_relation(r->catalog, partition);
    if (table->kind == 'f') {
        const pg_class *top = catalog_relation(r->catalog, index->parent);
        if (!index->index->unique) {
            return true;
        }
        if (new_partition) {
            refuse_foreign_part(r, top, table);
        } else {
            index_refuse_foreign_partitions(r, top);
        }
        return false;
    }
    const int16_t *map =
        constraint_column_map(r, catalog_relation(r->catalog, index->parent), table);
    index_plan plan = index_plan_of_index(r, index, partition, map);
    plan.parent_index = parent;
    const pg_constraint *k = index_constraint(r, parent);
    plan.parent_constraint = k != NULL ? k->oid : INVALID_OID;
    return index_attach_existing(r, &plan) || index_create(r, &plan) != INVALID_OID;
}

bool index_clone_to_partition(replay *r, oid parent, oid partition) {
    oid_list indexes = index_list(r, parent);
    for (int i = 0; i < indexes.count; i++) {
        if (!make_for_partition(r, indexes.items[i], partition, true)) {
            return false;
        }
    }
    return true;
}

static bool make_for_partitions(replay *r, oid index, oid table) {
    oid_list partitions = relation_children(r, table);
    for (int i = 0; i < partitions.count; i++) {
        if (!make_for_partition(r, index, partitions.items[i], false)) {
            return false;
        }
    }
    return true;
}

static bool names_system_column(expr *e, void *context) {
    return (e->kind == EXPR_VAR && e->u.var.attribute < 0) ||
           expr_each_child(e, names_system_column, context);
}

static bool check_no_system_column(replay *r, const index_plan *plan) {
    bool found = plan->predicate != NULL && names_system_column(plan->predicate, NULL);
    for (int i = 0; i < plan->columns.count && !found; i++) {
        const index_column *c = &plan->columns.items[i];
        found = c->attribute < 0 || (c->expr != NULL && names_system_column(c->expr, NULL));
    }
    return !found || replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                   "index creation on system columns is not supported");
}

/* ONLY: the columns of partitions must be NOT NULL already. */
static bool check_not_null(replay *r, const index_plan *plan, const char *column) {
    oid_list family = relation_family(r, plan->table);
    for (int i = 1; i < family.count; i++) {
        const pg_class *child = catalog_relation(r->catalog, family.items[i]);
        int number = relation_column(child, column);
        if (number == 0 || relation_attribute(child, number)->not_null) {
            continue;
        }
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                       "constraint must be added to child tables too");
        d->detail = replay_text(r, "Column \"%s\" of relation \"%s\" is not already NOT NULL.",
                                column, child->name);
        d->hint = "Do not specify the ONLY keyword.";
        return false;
    }
    return true;
}

static void set_column_not_null(replay *r, oid table, const char *name) {
    int number = relation_column(catalog_relation(r->catalog, table), name);
    if (number > 0) {
        pg_class *edit = relation_edit(r, table);
        relation_edit_attributes(edit)[number - 1].not_null = true;
        relation_update(r, edit);
    }
}

/* The columns of a primary key become NOT NULL, in inheriting tables too. */
static bool set_not_null(replay *r, const index_plan *plan) {
    oid_list family = {0};
    *LIST_PUSH(r->arena, &family) = plan->table;
    if (!plan->only) {
        family = relation_family(r, plan->table);
    }
    for (int i = 0; i < plan->key_count; i++) {
        const pg_class *top = catalog_relation(r->catalog, plan->table);
        const pg_attribute *a = relation_attribute(top, plan->columns.items[i].attribute);
        if (a == NULL || a->not_null) {
            continue;
        }
        if (plan->only && top->kind == 'p' && !check_not_null(r, plan, a->name)) {
            return false;
        }
        for (int f = 0; f < family.count; f++) {
            set_column_not_null(r, family.items[f], a->name);
        }
    }
    return true;
}

oid index_create(replay *r, index_plan *plan) {
    const pg_class *table = catalog_relation(r->catalog, plan->table);
    make_names_unique(r, plan);
    if (plan->primary && constraint_primary_key(r, plan->table) != NULL) {
        replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                      "multiple primary keys for table \"%s\" are not allowed", table->name);
        return INVALID_OID;
    }
    const char *name = plan->name != NULL ? plan->name : choose_name(r, plan, table);
    if (!check_partition_key(r, plan, table) || !check_no_system_column(r, plan) ||
        !check_deterministic(r, plan)) {
        return INVALID_OID;
    }
    name = object_name_cut(r->arena, name);
    const pg_class *old = catalog_find_named(r->catalog, CLASS_RELATION, table->namespace, name);
    if (plan->if_not_exists && old != NULL) {
        return old->oid;
    }
    oid made = relation_create(r, &(relation_plan){
                                      .name = name,
                                      .namespace = table->namespace,
                                      .kind = table->kind == 'p' ? 'I' : 'i',
                                      .persistence = table->persistence,
                                      .attributes = index_attributes(r, plan, table),
                                      .access_method = plan->access_method,
                                  });
    if (made == INVALID_OID) {
        return INVALID_OID;
    }
    if (plan->is_constraint && constraint_name_is_used(r, table, name)) {
        return INVALID_OID;
    }
    pg_class *edit = relation_edit(r, made);
    edit->parent = plan->table;
    edit->index = index_record(r, plan);
    relation_update(r, edit);
    if (plan->is_constraint) {
        add_constraint(r, plan, table, made);
    }
    add_dependencies(r, plan, made);
    if (plan->parent_index != INVALID_OID) {
        index_attach(r, made, plan->parent_index);
    }
    if (plan->primary && !set_not_null(r, plan)) {
        return INVALID_OID;
    }
    if (table->kind == 'p' && !plan->only && !make_for_partitions(r, made, plan->table)) {
        return INVALID_OID;
    }
    return made;
}

/* From the columns as the index's expressions number them to those of the table it is copied to. */
static const int16_t *compose_map(replay *r, const pg_class *index, const int16_t *map,
                                  int *count) {
    const pg_index *i = index->index;
    const pg_class *table = catalog_relation(r->catalog, index->parent);
    *count = i->expression_map != NULL ? i->expression_map_count : table->attribute_count;
    int16_t *composed = ARENA_ARRAY(r->arena, int16_t, *count + 1);
    for (int c = 0; c < *count; c++) {
        int middle = i->expression_map != NULL ? i->expression_map[c] : c + 1;
        composed[c] = (int16_t)(middle > 0 ? map[middle - 1] : 0);
    }
    return composed;
}

index_plan index_plan_of_index(replay *r, const pg_class *index, oid table, const int16_t *map) {
    const pg_index *i = index->index;
    const pg_constraint *k = index_constraint(r, index->oid);
    index_plan plan = {
        .table = table,
        .access_method = index->access_method,
        .unique = i->unique,
        .primary = i->primary,
        .exclusion = i->exclusion,
        .is_constraint = k != NULL,
        .deferrable = k != NULL && k->deferrable,
        .deferred = k != NULL && k->deferred,
        .nulls_not_distinct = i->nulls_not_distinct,
        .key_count = i->key_count,
        .partial = i->partial,
        .predicate = i->predicate,
    };
    plan.expression_map = compose_map(r, index, map, &plan.expression_map_count);
    for (int c = 0; c < i->column_count; c++) {
        int16_t number = (int16_t)(i->columns[c] > 0 ? map[i->columns[c] - 1] : 0);
        *LIST_PUSH(r->arena, &plan.columns) = (index_column){
            .name = index->attributes[c].name,
            .expr = i->exprs != NULL ? i->exprs[c] : NULL,
            .attribute = number,
            .type = index->attributes[c].type,
            .collation = i->collations[c],
            .opclass = i->opclasses[c],
            .order = (int16_t)(i->orders != NULL && c < i->key_count ? i->orders[c] : 0),
            .exclusion_operator = k != NULL && k->equal_operators != NULL && c < i->key_count
                                      ? k->equal_operators[c]
                                      : INVALID_OID,
        };
    }
    return plan;
}
