#include "replay/index.h"

#include "replay/constraint.h"
#include "replay/expression_check.h"

/* Indexes of partitions as parts of the partitioned table's. */

void index_attach(replay *r, oid child, oid parent) {
    pg_class *edit = relation_edit(r, child);
    edit->parents = arena_copy(r->arena, &parent, sizeof parent);
    edit->parent_count = 1;
    edit->is_partition = true;
    relation_update(r, edit);
    object_address self = address_of(CLASS_RELATION, child);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, parent), DEPENDENCY_PARTITION_PRIMARY);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, edit->parent),
               DEPENDENCY_PARTITION_SECONDARY);
}

static bool has_valid_part(replay *r, oid partition, oid parent) {
    oid_list indexes = index_list(r, partition);
    for (int i = 0; i < indexes.count; i++) {
        const pg_class *part = catalog_relation(r->catalog, indexes.items[i]);
        if (part->parent_count > 0 && part->parents[0] == parent && part->index->valid) {
            return true;
        }
    }
    return false;
}

void index_validate(replay *r, oid parent) {
    const pg_class *index = catalog_relation(r->catalog, parent);
    if (index->index->valid) {
        return;
    }
    oid_list partitions = relation_children(r, index->parent);
    for (int i = 0; i < partitions.count; i++) {
        if (!has_valid_part(r, partitions.items[i], parent)) {
            return;
        }
    }
    pg_class *edit = relation_edit(r, parent);
    pg_index *record = arena_copy(r->arena, edit->index, sizeof *edit->index);
    record->valid = true;
    edit->index = record;
    relation_update(r, edit);
    if (edit->parent_count > 0) {
        index_validate(r, edit->parents[0]);
    }
}

/* From the columns as the plan's expressions number them to those of the index's: NULL: the same.
 */
static const int16_t *expression_columns(replay *r, const pg_index *index, const index_plan *plan) {
    if (index->expression_map == NULL) {
        return plan->expression_map;
    }
    const pg_class *table = catalog_relation(r->catalog, plan->table);
    int16_t *back = ARENA_ARRAY(r->arena, int16_t, table->attribute_count + 1);
    for (int i = 0; i < index->expression_map_count; i++) {
        if (index->expression_map[i] > 0) {
            back[index->expression_map[i] - 1] = (int16_t)(i + 1);
        }
    }
    if (plan->expression_map == NULL) {
        return back;
    }
    int16_t *columns = ARENA_ARRAY(r->arena, int16_t, plan->expression_map_count + 1);
    for (int i = 0; i < plan->expression_map_count; i++) {
        int16_t number = plan->expression_map[i];
        columns[i] = (int16_t)(number > 0 ? back[number - 1] : 0);
    }
    return columns;
}

/* The plan's expression, read with its columns renumbered, and the index's. */
static bool same_expression(expr *planned, expr *existing, const int16_t *columns) {
    return planned == NULL || existing == NULL
               ? planned == existing
               : expression_equal_mapped(planned, existing, columns);
}

/* Does the index say what the plan says? */
static bool same_definition(replay *r, const pg_class *index, const index_plan *plan) {
    const pg_index *i = index->index;
    if (i->unique != plan->unique || i->nulls_not_distinct != plan->nulls_not_distinct ||
        i->exclusion || plan->exclusion || i->key_count != plan->key_count ||
        i->column_count != plan->columns.count || i->partial != plan->partial ||
        index->access_method != plan->access_method) {
        return false;
    }
    const int16_t *columns = expression_columns(r, i, plan);
    for (int k = 0; k < i->column_count; k++) {
        const index_column *c = &plan->columns.items[k];
        if (i->columns[k] != c->attribute || i->collations[k] != c->collation) {
            return false;
        }
        if (k < i->key_count && catalog_opclass(r->catalog, i->opclasses[k])->family !=
                                    catalog_opclass(r->catalog, c->opclass)->family) {
            return false;
        }
        if (!same_expression(c->expr, i->exprs != NULL ? i->exprs[k] : NULL, columns)) {
            return false;
        }
    }
    return same_expression(plan->predicate, i->predicate, columns);
}

static void attach_constraint(replay *r, const pg_constraint *k, oid parent, oid table) {
    pg_constraint edit = *k;
    edit.parent_constraint = parent;
    edit.is_local = false;
    edit.inherited_count = 1;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    object_address self = address_of(CLASS_CONSTRAINT, k->oid);
    depend_add(r->catalog, self, address_of(CLASS_CONSTRAINT, parent),
               DEPENDENCY_PARTITION_PRIMARY);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, table), DEPENDENCY_PARTITION_SECONDARY);
}

/* Would this index do as the partition's part of the plan? */
static bool index_fits(replay *r, const pg_class *index, const index_plan *plan) {
    return index->parent_count == 0 && same_definition(r, index, plan) &&
           (!plan->is_constraint || index_constraint(r, index->oid) != NULL);
}

bool index_attach_existing(replay *r, const index_plan *plan) {
    oid_list existing = index_list(r, plan->table);
    for (int i = 0; i < existing.count; i++) {
        const pg_class *index = catalog_relation(r->catalog, existing.items[i]);
        if (!index_fits(r, index, plan)) {
            continue;
        }
        const pg_constraint *k = index_constraint(r, index->oid);
        index_attach(r, index->oid, plan->parent_index);
        if (k != NULL && plan->parent_constraint != INVALID_OID) {
            attach_constraint(r, k, plan->parent_constraint, plan->table);
        }
        return true;
    }
    return false;
}

/* --- ALTER INDEX ... ATTACH PARTITION -------------------------------------------------------- */

static bool refuse_attach(replay *r, const char *sqlstate, const pg_class *child,
                          const pg_class *parent, const char *detail) {
    diagnostic *d = analysis_error(r->analysis, sqlstate, -1,
                                   "cannot attach index \"%s\" as a partition of index \"%s\"",
                                   child->name, parent->name);
    d->detail = detail;
    return false;
}

static bool has_part(replay *r, oid partition, oid parent) {
    oid_list indexes = index_list(r, partition);
    for (int i = 0; i < indexes.count; i++) {
        const pg_class *part = catalog_relation(r->catalog, indexes.items[i]);
        if (part->parent_count > 0 && part->parents[0] == parent) {
            return true;
        }
    }
    return false;
}

static bool check_attach(replay *r, const pg_class *child, const pg_class *parent) {
    const pg_class *table = catalog_relation(r->catalog, child->parent);
    const pg_class *top = catalog_relation(r->catalog, parent->parent);
    const char *state = SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE;
    if (has_part(r, table->oid, parent->oid)) {
        return refuse_attach(
            r, state, child, parent,
            replay_text(r, "Another index is already attached for partition \"%s\".", table->name));
    }
    if (child->parent_count > 0) {
        return refuse_attach(
            r, state, child, parent,
            replay_text(r, "Index \"%s\" is already attached to another index.", child->name));
    }
    if (!table->is_partition || table->parents[0] != top->oid) {
        return refuse_attach(r, state, child, parent,
                             replay_text(r,
                                         "Index \"%s\" is not an index on any partition of table "
                                         "\"%s\".",
                                         child->name, top->name));
    }
    index_plan plan =
        index_plan_of_index(r, parent, table->oid, constraint_column_map(r, top, table));
    if (!same_definition(r, child, &plan)) {
        return refuse_attach(r, SQLSTATE_INVALID_OBJECT_DEFINITION, child, parent,
                             "The index definitions do not match.");
    }
    if (plan.is_constraint && index_constraint(r, child->oid) == NULL) {
        return refuse_attach(
            r, SQLSTATE_INVALID_OBJECT_DEFINITION, child, parent,
            replay_text(r,
                        "The index \"%s\" belongs to a constraint in table \"%s\" but no "
                        "constraint exists for index \"%s\".",
                        parent->name, top->name, child->name));
    }
    return true;
}

bool index_attach_partition(replay *r, oid part, oid whole) {
    const pg_class *child = catalog_relation(r->catalog, part);
    const pg_class *parent = catalog_relation(r->catalog, whole);
    if (child->parent_count > 0 && child->parents[0] == whole) {
        return true;
    }
    if (!check_attach(r, child, parent)) {
        return false;
    }
    index_attach(r, part, whole);
    const pg_constraint *mine = index_constraint(r, part);
    const pg_constraint *theirs = index_constraint(r, whole);
    if (mine != NULL && theirs != NULL) {
        attach_constraint(r, mine, theirs->oid, child->parent);
    }
    index_validate(r, whole);
    return true;
}
