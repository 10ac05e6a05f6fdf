#include "replay/constraint.h"

#include "analyze/dependency.h"
#include "analyze/select.h"
#include "replay/column_default.h"
#include "replay/expression_check.h"
#include "replay/object_name.h"
#include "replay/source_text.h"

/* --- DEFERRABLE and its kind ------------------------------------------------------------------ */

static bool takes_attributes(const PgQuery__Constraint *k) {
    return k != NULL && (k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY ||
                         k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE ||
                         k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION ||
                         k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN);
}

typedef struct attribute_reading {
    PgQuery__Constraint *last; /* the constraint attributes belong to */
    bool saw_deferrability, saw_initially;
} attribute_reading;

static bool refuse_syntax(replay *r, const PgQuery__Constraint *k, const char *message) {
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, k->location, "%s", message);
}

static bool read_deferrable(replay *r, attribute_reading *a, const PgQuery__Constraint *k,
                            bool yes) {
    if (!takes_attributes(a->last)) {
        return refuse_syntax(
            r, k, yes ? "misplaced DEFERRABLE clause" : "misplaced NOT DEFERRABLE clause");
    }
    if (a->saw_deferrability) {
        return refuse_syntax(r, k, "multiple DEFERRABLE/NOT DEFERRABLE clauses not allowed");
    }
    a->saw_deferrability = true;
    a->last->deferrable = yes;
    return yes || !a->saw_initially || !a->last->initdeferred ||
           refuse_syntax(r, k, "constraint declared INITIALLY DEFERRED must be DEFERRABLE");
}

static bool read_initially(replay *r, attribute_reading *a, const PgQuery__Constraint *k,
                           bool deferred) {
    if (!takes_attributes(a->last)) {
        return refuse_syntax(r, k,
                             deferred ? "misplaced INITIALLY DEFERRED clause"
                                      : "misplaced INITIALLY IMMEDIATE clause");
    }
    if (a->saw_initially) {
        return refuse_syntax(r, k, "multiple INITIALLY IMMEDIATE/DEFERRED clauses not allowed");
    }
    a->saw_initially = true;
    a->last->initdeferred = deferred;
    if (deferred && !a->saw_deferrability) {
        a->last->deferrable = true;
    } else if (deferred && !a->last->deferrable) {
        return refuse_syntax(r, k, "constraint declared INITIALLY DEFERRED must be DEFERRABLE");
    }
    return true;
}

bool constraint_merge_attributes(replay *r, size_t count, PgQuery__Node **constraints) {
    attribute_reading a = {0};
    for (size_t i = 0; i < count; i++) {
        PgQuery__Constraint *k = constraints[i]->constraint;
        bool done = true;
        switch (k->contype) {
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE:
            done = read_deferrable(r, &a, k, true);
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_NOT_DEFERRABLE:
            done = read_deferrable(r, &a, k, false);
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
            done = read_initially(r, &a, k, true);
            break;
        case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_IMMEDIATE:
            done = read_initially(r, &a, k, false);
            break;
        default:
            a = (attribute_reading){.last = k};
            break;
        }
        if (!done) {
            return false;
        }
    }
    return true;
}

/* --- Records ---------------------------------------------------------------------------------- */

oid constraint_store(replay *r, const pg_constraint *record) {
    pg_constraint k = *record;
    k.oid = catalog_add(r->catalog, CLASS_CONSTRAINT, &k);
    object_address self = address_of(CLASS_CONSTRAINT, k.oid);
    if (k.of_domain) {
        depend_add(r->catalog, self, address_of(CLASS_TYPE, k.parent), DEPENDENCY_AUTO);
        return k.oid;
    }
    if (k.key_count == 0) {
        depend_add(r->catalog, self, address_of(CLASS_RELATION, k.parent), DEPENDENCY_AUTO);
    }
    for (int i = 0; i < k.key_count; i++) {
        depend_add(r->catalog, self, address_of_column(k.parent, k.keys[i]), DEPENDENCY_AUTO);
    }
    if (k.type != 'f') {
        return k.oid;
    }
    for (int i = 0; i < k.key_count; i++) {
        depend_normal(r, self, address_of_column(k.foreign_relation, k.foreign_keys[i]));
    }
    depend_normal(r, self, address_of(CLASS_RELATION, k.index));
    return k.oid;
}

bool constraint_name_is_used(replay *r, const pg_class *relation, const char *name) {
    if (catalog_find_child(r->catalog, CLASS_CONSTRAINT, relation->oid, name) == NULL) {
        return false;
    }
    replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                  "constraint \"%s\" for relation \"%s\" already exists", name, relation->name);
    return true;
}

const pg_constraint *constraint_primary_key(replay *r, oid relation) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, relation);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'p') {
            return k;
        }
    }
    return NULL;
}

int16_t *constraint_column_map(replay *r, const pg_class *from, const pg_class *to) {
    int16_t *map = ARENA_ARRAY(r->arena, int16_t, from->attribute_count + 1);
    for (int i = 0; i < from->attribute_count; i++) {
        const pg_attribute *a = &from->attributes[i];
        if (a->dropped) {
            continue;
        }
        const pg_attribute *same = relation_attribute(to, i + 1);
        bool at_place = same != NULL && !same->dropped && strcmp(same->name, a->name) == 0;
        map[i] = (int16_t)(at_place ? i + 1 : relation_column(to, a->name));
    }
    return map;
}

/* --- CHECK ------------------------------------------------------------------------------------ */

/* The columns an expression over one table names, each once, in order of first use. */
typedef struct used_columns {
    arena *arena;
    LIST_OF(int16_t) numbers;
    bool whole_row;
} used_columns;

static bool collect_column(expr *e, void *context) {
    used_columns *u = context;
    if (e->kind == EXPR_VAR && e->u.var.levels_up == 0) {
        int16_t number = (int16_t)e->u.var.attribute;
        u->whole_row = u->whole_row || number == 0;
        for (int i = 0; i < u->numbers.count; i++) {
            if (u->numbers.items[i] == number) {
                return false;
            }
        }
        *LIST_PUSH(u->arena, &u->numbers) = number;
        return false;
    }
    return expr_each_child(e, collect_column, context);
}

/* Does the check that was inherited say the same?  Where the columns have other numbers than in the
 * parent, the copy has no tree: then the parent's is compared. */
static bool same_as_inherited(replay *r, const pg_class *table, const pg_constraint *old, expr *e) {
    if (old->expr != NULL) {
        return expr_equal(old->expr, e);
    }
    for (int i = 0; i < table->parent_count; i++) {
        const pg_class *parent = catalog_relation(r->catalog, table->parents[i]);
        const pg_constraint *k =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, parent->oid, old->name);
        if (k != NULL && k->type == 'c' && k->expr != NULL) {
            return expression_equal_mapped(k->expr, e, constraint_column_map(r, parent, table));
        }
    }
    return false;
}

/* A check of the same name that was inherited: the new one becomes local too. */
static bool merge_check(replay *r, const pg_class *table, const pg_constraint *old, expr *e,
                        const PgQuery__Constraint *k) {
    if (old->type != 'c' || old->is_local || !same_as_inherited(r, table, old, e)) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "constraint \"%s\" for relation \"%s\" already exists", k->conname,
                             table->name);
    }
    if (!k->skip_validation && !old->validated) {
        return replay_refuse(
            r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
            "constraint \"%s\" conflicts with NOT VALID constraint on relation \"%s\"", k->conname,
            table->name);
    }
    if (old->no_inherit || k->is_no_inherit) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "constraint \"%s\" conflicts with %s constraint on relation \"%s\"",
                             k->conname, old->no_inherit ? "non-inherited" : "inherited",
                             table->name);
    }
    pg_constraint merged = *old;
    merged.is_local = true;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &merged);
    return true;
}

/* The name of a check without one: after the table, and the column when it concerns only one. */
static const char *choose_check_name(replay *r, const pg_class *table, const used_columns *used,
                                     const name_list *taken) {
    const char *column = NULL;
    if (used->numbers.count == 1 && used->numbers.items[0] > 0) {
        column = table->attributes[used->numbers.items[0] - 1].name;
    }
    return object_name_choose_constraint(
        r, &(name_choice){table->name, column, "check", table->namespace, true}, taken->items,
        taken->count);
}

static bool add_check(replay *r, oid relation, const planned_constraint *planned,
                      name_list *taken) {
    const PgQuery__Constraint *k = planned->node;
    const pg_class *table = catalog_relation(r->catalog, relation);
    expr *e = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = k->raw_expr,
                                                         .clause = CLAUSE_CHECK_CONSTRAINT,
                                                         .relation = relation,
                                                     });
    if (e == NULL) {
        return false;
    }
    used_columns used = {.arena = r->arena};
    collect_column(e, &used);
    const char *name = string_or_null(k->conname);
    if (name != NULL) {
        name = object_name_cut(r->arena, name);
        for (int i = 0; i < taken->count; i++) {
            if (strcmp(taken->items[i], name) == 0) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                     "check constraint \"%s\" already exists", name);
            }
        }
        *LIST_PUSH(r->arena, taken) = name;
        const pg_constraint *old = catalog_find_child(r->catalog, CLASS_CONSTRAINT, relation, name);
        if (old != NULL) {
            return merge_check(r, table, old, e, k);
        }
    } else {
        name = choose_check_name(r, table, &used, taken);
        *LIST_PUSH(r->arena, taken) = name;
    }
    if (k->is_no_inherit && table->kind == 'p') {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot add NO INHERIT constraint to partitioned table \"%s\"",
                             table->name);
    }
    oid made = constraint_store(r, &(pg_constraint){
                                       .namespace = table->namespace,
                                       .parent = relation,
                                       .name = name,
                                       .type = 'c',
                                       .validated = !k->skip_validation,
                                       .is_local = true,
                                       .no_inherit = k->is_no_inherit,
                                       .key_count = used.numbers.count,
                                       .keys = used.numbers.items,
                                       .expr = e,
                                       .definition = source_text_parenthesized(r, k->location),
                                   });
    dependency_record_expr(r->catalog, address_of(CLASS_CONSTRAINT, made), e, relation,
                           DEPENDENCY_NORMAL, DEPENDENCY_AUTO);
    return true;
}

bool constraint_add_checks(replay *r, oid relation, const planned_constraint_list *list) {
    name_list taken = {0};
    for (int i = 0; i < list->count; i++) {
        if (!add_check(r, relation, &list->items[i], &taken)) {
            return false;
        }
    }
    return true;
}

/* --- Copies for children, partitions and LIKE ------------------------------------------------ */

static int16_t *map_numbers(replay *r, const int16_t *numbers, int count, const int16_t *map) {
    int16_t *mapped = ARENA_ARRAY(r->arena, int16_t, count + 1);
    for (int i = 0; i < count; i++) {
        mapped[i] = numbers[i] > 0 ? map[numbers[i] - 1] : numbers[i];
    }
    return mapped;
}

static bool map_is_identity(const pg_constraint *k, const int16_t *mapped) {
    for (int i = 0; i < k->key_count; i++) {
        if (k->keys[i] != mapped[i]) {
            return false;
        }
    }
    return true;
}

oid constraint_copy(replay *r, const pg_constraint *from, pg_constraint *copy, const int16_t *map) {
    copy->oid = 0;
    copy->keys = map_numbers(r, from->keys, from->key_count, map);
    if (from->expr != NULL && !map_is_identity(from, copy->keys)) {
        copy->expr = NULL;
    }
    oid made = catalog_add(r->catalog, CLASS_CONSTRAINT, copy);
    dependency_copy_all(r, &(dependency_copy){address_of(CLASS_CONSTRAINT, from->oid),
                                              address_of(CLASS_CONSTRAINT, made), from->parent,
                                              copy->parent, map});
    return made;
}

bool constraint_copy_check(replay *r, const pg_constraint *check, oid table, const int16_t *map) {
    const pg_class *rel = catalog_relation(r->catalog, table);
    if (check->no_inherit && rel->kind == 'p') {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot add NO INHERIT constraint to partitioned table \"%s\"",
                             rel->name);
    }
    pg_constraint copy = *check;
    copy.parent = table;
    copy.namespace = rel->namespace;
    copy.is_local = true;
    copy.inherited_count = 0;
    constraint_copy(r, check, &copy, map);
    return true;
}

static bool merge_inherited(replay *r, const pg_class *child, const pg_constraint *old,
                            const pg_constraint *parent_check, const int16_t *map) {
    if (old->type != 'c') {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "constraint \"%s\" for relation \"%s\" already exists", old->name,
                             child->name);
    }
    if (old->expr != NULL && parent_check->expr != NULL &&
        !expression_equal_mapped(parent_check->expr, old->expr, map)) {
        return replay_refuse(
            r, SQLSTATE_DATATYPE_MISMATCH, -1,
            "child table \"%s\" has different definition for check constraint \"%s\"", child->name,
            old->name);
    }
    if (!old->validated && parent_check->validated) {
        return replay_refuse(
            r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
            "constraint \"%s\" conflicts with NOT VALID constraint on child table \"%s\"",
            old->name, child->name);
    }
    if (old->no_inherit) {
        return replay_refuse(
            r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
            "constraint \"%s\" conflicts with non-inherited constraint on child table \"%s\"",
            old->name, child->name);
    }
    pg_constraint merged = *old;
    merged.inherited_count++;
    if (child->is_partition) {
        merged.is_local = false;
    }
    catalog_update(r->catalog, CLASS_CONSTRAINT, &merged);
    return true;
}

bool constraint_inherit_checks(replay *r, oid child, oid parent, const int16_t *map) {
    LIST_OF(const pg_constraint *) checks = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, parent);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'c' && !k->no_inherit) {
            *LIST_PUSH(r->arena, &checks) = k;
        }
    }
    for (int i = 0; i < checks.count; i++) {
        const pg_class *rel = catalog_relation(r->catalog, child);
        k = checks.items[i];
        const pg_constraint *old = catalog_find_child(r->catalog, CLASS_CONSTRAINT, child, k->name);
        if (old != NULL) {
            if (!merge_inherited(r, rel, old, k, map)) {
                return false;
            }
            continue;
        }
        pg_constraint copy = *k;
        copy.parent = child;
        copy.namespace = rel->namespace;
        copy.is_local = false;
        copy.inherited_count = 1;
        constraint_copy(r, k, &copy, map);
    }
    return true;
}

/* The child has a check of this name already: it must be the same. */
static bool merge_spread(replay *r, const pg_class *child, const pg_constraint *old,
                         const pg_constraint *k, const int16_t *map) {
    bool same = old->type == 'c' && (old->expr == NULL || k->expr == NULL ||
                                     expression_equal_mapped(k->expr, old->expr, map));
    if (!same) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "constraint \"%s\" for relation \"%s\" already exists", k->name,
                             child->name);
    }
    const char *kind = old->no_inherit                   ? "non-inherited"
                       : k->validated && !old->validated ? "NOT VALID"
                                                         : NULL;
    if (kind != NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "constraint \"%s\" conflicts with %s constraint on relation \"%s\"",
                             k->name, kind, child->name);
    }
    pg_constraint merged = *old;
    merged.inherited_count++;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &merged);
    return true;
}

static bool spread_to_child(replay *r, const pg_class *from, const pg_class *child, oid before) {
    const int16_t *map = constraint_column_map(r, from, child);
    LIST_OF(const pg_constraint *) checks = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, from->oid);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'c' && !k->no_inherit && k->oid > before) {
            *LIST_PUSH(r->arena, &checks) = k;
        }
    }
    for (int i = 0; i < checks.count; i++) {
        k = checks.items[i];
        const pg_constraint *old =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, child->oid, k->name);
        if (old != NULL && old->oid < before) {
            if (!merge_spread(r, child, old, k, map)) {
                return false;
            }
            continue;
        }
        pg_constraint copy = *k;
        if (old != NULL) {
            copy = *old;
            copy.inherited_count++;
            catalog_update(r->catalog, CLASS_CONSTRAINT, &copy);
            continue;
        }
        copy.parent = child->oid;
        copy.namespace = child->namespace;
        copy.is_local = false;
        copy.inherited_count = 1;
        constraint_copy(r, k, &copy, map);
    }
    return true;
}

bool constraint_spread_checks(replay *r, oid table, oid before) {
    oid_list children = relation_children(r, table);
    for (int i = 0; i < children.count; i++) {
        if (!spread_to_child(r, catalog_relation(r->catalog, table),
                             catalog_relation(r->catalog, children.items[i]), before) ||
            !constraint_spread_checks(r, children.items[i], before)) {
            return false;
        }
    }
    return true;
}
