#include "replay/constraint.h"

#include "analyze/coercion.h"
#include "analyze/column_ref.h"
#include "analyze/operator_call.h"
#include "replay/index.h"
#include "replay/object_name.h"

/* FOREIGN KEY: which columns, which key of the other table, which operators compare them. */

typedef struct foreign_key {
    const pg_class *table, *other;
    const PgQuery__Constraint *node;
    int count;
    int16_t *keys, *other_keys;
    oid *opclasses; /* of the other table's index, in the order of other_keys */
    oid *operators;
    oid index;
    const char *name;
} foreign_key;

static bool read_columns(replay *r, const pg_class *table, size_t count, PgQuery__Node **names,
                         int16_t **numbers) {
    *numbers = ARENA_ARRAY(r->arena, int16_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const char *name = node_string(names[i]);
        int number = relation_column(table, name);
        if (number == 0 && system_column_number(name) == 0) {
            return replay_refuse(
                r, SQLSTATE_UNDEFINED_COLUMN, -1,
                "column \"%s\" referenced in foreign key constraint does not exist", name);
        }
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "system columns cannot be used in foreign keys");
        }
        if (i >= 32) {
            return replay_refuse(r, SQLSTATE_TOO_MANY_COLUMNS, -1,
                                 "cannot have more than 32 keys in a foreign key");
        }
        (*numbers)[i] = (int16_t)number;
    }
    return true;
}

static bool take_primary_key(replay *r, foreign_key *f, int *count) {
    oid_list indexes = index_list(r, f->other->oid);
    for (int i = 0; i < indexes.count; i++) {
        const pg_index *index = catalog_relation(r->catalog, indexes.items[i])->index;
        if (!index->primary) {
            continue;
        }
        if (!index->immediate) {
            return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                                 "cannot use a deferrable primary key for referenced table \"%s\"",
                                 f->other->name);
        }
        f->index = indexes.items[i];
        f->other_keys =
            arena_copy(r->arena, index->columns, sizeof(int16_t) * (size_t)index->key_count);
        f->opclasses =
            arena_copy(r->arena, index->opclasses, sizeof(oid) * (size_t)index->key_count);
        *count = index->key_count;
        return true;
    }
    return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                         "there is no primary key for referenced table \"%s\"", f->other->name);
}

/* Does the index hold exactly these columns, in whatever order? */
static bool index_matches(const pg_index *index, const foreign_key *f, int count, oid *opclasses) {
    if (!index->unique || index->key_count != count || index->partial || index->has_expressions ||
        !index->valid) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        bool found = false;
        for (int j = 0; j < count && !found; j++) {
            found = index->columns[j] == f->other_keys[i];
            if (found) {
                opclasses[i] = index->opclasses[j];
            }
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static bool find_key(replay *r, foreign_key *f, int count) {
    for (int i = 0; i < count; i++) {
        for (int j = i + 1; j < count; j++) {
            if (f->other_keys[i] == f->other_keys[j]) {
                return replay_refuse(
                    r, SQLSTATE_INVALID_FOREIGN_KEY, -1,
                    "foreign key referenced-columns list must not contain duplicates");
            }
        }
    }
    bool deferrable = false;
    f->opclasses = ARENA_ARRAY(r->arena, oid, count);
    oid_list indexes = index_list(r, f->other->oid);
    for (int i = 0; i < indexes.count; i++) {
        const pg_index *index = catalog_relation(r->catalog, indexes.items[i])->index;
        if (!index_matches(index, f, count, f->opclasses)) {
            continue;
        }
        if (index->immediate) {
            f->index = indexes.items[i];
            return true;
        }
        deferrable = true;
    }
    if (deferrable) {
        return replay_refuse(
            r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
            "cannot use a deferrable unique constraint for referenced table \"%s\"",
            f->other->name);
    }
    return replay_refuse(
        r, SQLSTATE_INVALID_FOREIGN_KEY, -1,
        "there is no unique constraint matching given keys for referenced table \"%s\"",
        f->other->name);
}

static bool check_persistence(replay *r, const foreign_key *f) {
    if (strchr("iIc", f->other->kind) != NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is %s", f->other->name,
                             f->other->kind == 'c' ? "a composite type" : "an index");
    }
    if (f->other->kind != 'r' && f->other->kind != 'p') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "referenced relation \"%s\" is not a table", f->other->name);
    }
    if (!relation_check_not_system(r, f->other)) {
        return false;
    }
    const char *message = NULL;
    switch (f->table->persistence) {
    case 'p':
        if (f->other->persistence != 'p') {
            message = "constraints on permanent tables may reference only permanent tables";
        }
        break;
    case 'u':
        if (f->other->persistence == 't') {
            message = "constraints on unlogged tables may reference only permanent or unlogged "
                      "tables";
        }
        break;
    default:
        if (f->other->persistence != 't') {
            message = "constraints on temporary tables may reference only temporary tables";
        }
        break;
    }
    return message == NULL ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1, "%s", message);
}

static bool refuse_types(replay *r, const foreign_key *f, int i) {
    const pg_attribute *mine = relation_attribute(f->table, f->keys[i]);
    const pg_attribute *theirs = relation_attribute(f->other, f->other_keys[i]);
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
                                   "foreign key constraint \"%s\" cannot be implemented", f->name);
    d->detail =
        replay_text(r, "Key columns \"%s\" and \"%s\" are of incompatible types: %s and %s.",
                    mine->name, theirs->name, type_format_bare(r->catalog, r->arena, mine->type),
                    type_format_bare(r->catalog, r->arena, theirs->type));
    return false;
}

/* An operator of the index's family must compare both types, or one type cast to the other. */
static bool find_operators(replay *r, foreign_key *f) {
    f->operators = ARENA_ARRAY(r->arena, oid, f->count);
    for (int i = 0; i < f->count; i++) {
        const pg_opclass *opclass = catalog_opclass(r->catalog, f->opclasses[i]);
        oid mine = type_base(r->catalog, relation_attribute(f->table, f->keys[i])->type);
        oid theirs = type_base(r->catalog, relation_attribute(f->other, f->other_keys[i])->type);
        oid input = opclass->input_type;
        oid same = opfamily_member(r->catalog, opclass->family, input, input, 3);
        oid found = opfamily_member(r->catalog, opclass->family, input, mine, 3);
        if (found == INVALID_OID && same != INVALID_OID) {
            oid actual[2] = {theirs, mine};
            oid wanted[2] = {input, input};
            if (coercion_can(r->catalog, 2, actual, wanted, COERCION_IMPLICIT)) {
                found = same;
            }
        }
        if (found == INVALID_OID) {
            return refuse_types(r, f, i);
        }
        f->operators[i] = found;
    }
    return true;
}

static bool choose_name(replay *r, foreign_key *f) {
    if (f->name != NULL) {
        return true;
    }
    const char **columns = ARENA_ARRAY(r->arena, const char *, f->count);
    for (int i = 0; i < f->count; i++) {
        columns[i] = relation_attribute(f->table, f->keys[i])->name;
    }
    f->name = object_name_choose_constraint(
        r,
        &(name_choice){f->table->name, object_name_join(r->arena, columns, f->count), "fkey",
                       f->table->namespace, true},
        NULL, 0);
    return true;
}

static bool check_generated(replay *r, const foreign_key *f) {
    const PgQuery__Constraint *k = f->node;
    for (int i = 0; i < f->count; i++) {
        if (!relation_attribute(f->table, f->keys[i])->generated) {
            continue;
        }
        const char *update = k->fk_upd_action;
        const char *remove = k->fk_del_action;
        if (strchr("ndc", update[0]) != NULL && update[0] != '\0') {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "invalid %s action for foreign key constraint containing "
                                 "generated column",
                                 "ON UPDATE");
        }
        if (strchr("nd", remove[0]) != NULL && remove[0] != '\0') {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "invalid %s action for foreign key constraint containing "
                                 "generated column",
                                 "ON DELETE");
        }
    }
    return true;
}

static oid store(replay *r, const foreign_key *f) {
    const PgQuery__Constraint *k = f->node;
    return constraint_store(r, &(pg_constraint){
                                   .namespace = f->table->namespace,
                                   .parent = f->table->oid,
                                   .name = f->name,
                                   .type = 'f',
                                   .deferrable = k->deferrable,
                                   .deferred = k->initdeferred,
                                   .validated = !k->skip_validation,
                                   .is_local = true,
                                   .no_inherit = f->table->kind != 'p',
                                   .index = f->index,
                                   .key_count = f->count,
                                   .keys = f->keys,
                                   .foreign_relation = f->other->oid,
                                   .foreign_keys = f->other_keys,
                                   .equal_operators = f->operators,
                                   .match_type = k->fk_matchtype[0],
                                   .on_update = k->fk_upd_action[0],
                                   .on_delete = k->fk_del_action[0],
                               });
}

static void depend_on_parent(replay *r, oid constraint, oid parent, oid partition) {
    object_address self = address_of(CLASS_CONSTRAINT, constraint);
    depend_add(r->catalog, self, address_of(CLASS_CONSTRAINT, parent),
               DEPENDENCY_PARTITION_PRIMARY);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, partition),
               DEPENDENCY_PARTITION_SECONDARY);
}

/* Does the partition's foreign key say what the parent's says? */
static bool is_equivalent(const pg_constraint *k, const pg_constraint *parent, const int16_t *map) {
    if (k->type != 'f' || k->parent_constraint != INVALID_OID ||
        k->foreign_relation != parent->foreign_relation || k->key_count != parent->key_count ||
        !k->validated || k->deferrable != parent->deferrable || k->deferred != parent->deferred ||
        k->on_update != parent->on_update || k->on_delete != parent->on_delete ||
        k->match_type != parent->match_type) {
        return false;
    }
    for (int i = 0; i < k->key_count; i++) {
        if (k->keys[i] != map[parent->keys[i] - 1] ||
            k->foreign_keys[i] != parent->foreign_keys[i] ||
            k->equal_operators[i] != parent->equal_operators[i]) {
            return false;
        }
    }
    return true;
}

static bool attach_existing(replay *r, const pg_constraint *parent, oid partition,
                            const int16_t *map) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, partition);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (!is_equivalent(k, parent, map)) {
            continue;
        }
        pg_constraint edit = *k;
        edit.parent_constraint = parent->oid;
        edit.is_local = false;
        edit.inherited_count++;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
        depend_on_parent(r, edit.oid, parent->oid, partition);
        return true;
    }
    return false;
}

static oid clone(replay *r, const pg_constraint *parent, oid partition, const int16_t *map) {
    const pg_class *rel = catalog_relation(r->catalog, partition);
    pg_constraint copy = *parent;
    copy.parent = partition;
    copy.namespace = rel->namespace;
    copy.is_local = false;
    copy.inherited_count = 1;
    copy.parent_constraint = parent->oid;
    if (catalog_find_child(r->catalog, CLASS_CONSTRAINT, partition, copy.name) != NULL) {
        const char **columns = ARENA_ARRAY(r->arena, const char *, parent->key_count);
        for (int i = 0; i < parent->key_count; i++) {
            columns[i] = relation_attribute(rel, map[parent->keys[i] - 1])->name;
        }
        copy.name = object_name_choose_constraint(
            r,
            &(name_choice){rel->name, object_name_join(r->arena, columns, parent->key_count),
                           "fkey", rel->namespace, true},
            NULL, 0);
    }
    oid made = constraint_copy(r, parent, &copy, map);
    depend_on_parent(r, made, parent->oid, partition);
    return made;
}

static void clone_to_partitions(replay *r, oid constraint, oid table) {
    if (catalog_relation(r->catalog, table)->kind != 'p') {
        return;
    }
    oid_list partitions = relation_children(r, table);
    for (int i = 0; i < partitions.count; i++) {
        const pg_class *from = catalog_relation(r->catalog, table);
        const pg_class *to = catalog_relation(r->catalog, partitions.items[i]);
        constraint_clone_foreign_key(r, catalog_constraint(r->catalog, constraint), to->oid,
                                     constraint_column_map(r, from, to));
    }
}

void constraint_clone_foreign_key(replay *r, const pg_constraint *parent, oid partition,
                                  const int16_t *map) {
    if (!attach_existing(r, parent, partition, map)) {
        clone_to_partitions(r, clone(r, parent, partition, map), partition);
    }
}

/* ON DELETE SET NULL (columns): columns of the key. */
static bool check_set_columns(replay *r, const foreign_key *f, const int16_t *columns) {
    for (size_t i = 0; i < f->node->n_fk_del_set_cols; i++) {
        bool found = false;
        for (int k = 0; k < f->count && !found; k++) {
            found = f->keys[k] == columns[i];
        }
        if (!found) {
            return replay_refuse(r, SQLSTATE_INVALID_COLUMN_REFERENCE, -1,
                                 "column \"%s\" referenced in ON DELETE SET action must be part of "
                                 "foreign key",
                                 node_string(f->node->fk_del_set_cols[i]));
        }
    }
    return true;
}

static bool add_foreign_key(replay *r, oid relation, const PgQuery__Constraint *k) {
    foreign_key f = {.table = catalog_relation(r->catalog, relation), .node = k};
    if (string_or_null(k->conname) != NULL) {
        f.name = object_name_cut(r->arena, k->conname);
        if (constraint_name_is_used(r, f.table, f.name)) {
            return false;
        }
    }
    f.other = relation_open(r, k->pktable, false);
    if (f.other == NULL || !check_persistence(r, &f)) {
        return false;
    }
    f.count = (int)k->n_fk_attrs;
    int other_count = (int)k->n_pk_attrs;
    if (!read_columns(r, f.table, k->n_fk_attrs, k->fk_attrs, &f.keys)) {
        return false;
    }
    int16_t *set_columns = NULL;
    if (!read_columns(r, f.table, k->n_fk_del_set_cols, k->fk_del_set_cols, &set_columns) ||
        !check_set_columns(r, &f, set_columns)) {
        return false;
    }
    if (k->n_pk_attrs == 0) {
        if (!take_primary_key(r, &f, &other_count)) {
            return false;
        }
    } else if (!read_columns(r, f.other, k->n_pk_attrs, k->pk_attrs, &f.other_keys) ||
               !find_key(r, &f, other_count)) {
        return false;
    }
    if (!check_generated(r, &f)) {
        return false;
    }
    if (f.count != other_count) {
        return replay_refuse(
            r, SQLSTATE_INVALID_FOREIGN_KEY, -1,
            "number of referencing and referenced columns for foreign key disagree");
    }
    if (!choose_name(r, &f) || !find_operators(r, &f)) {
        return false;
    }
    clone_to_partitions(r, store(r, &f), relation);
    return true;
}

bool constraint_add_foreign_keys(replay *r, oid relation, const planned_constraint_list *list) {
    for (int i = 0; i < list->count; i++) {
        if (!add_foreign_key(r, relation, list->items[i].node)) {
            return false;
        }
    }
    return true;
}

bool constraint_recheck_foreign_keys(replay *r, oid table, int number) {
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_CONSTRAINT);
    LIST_OF(const pg_constraint *) keys = {0};
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        bool mine = k->parent == table;
        if (k->type != 'f' || (!mine && k->foreign_relation != table)) {
            continue;
        }
        for (int i = 0; i < k->key_count; i++) {
            if ((mine && k->keys[i] == number) ||
                (k->foreign_relation == table && k->foreign_keys[i] == number)) {
                *LIST_PUSH(r->arena, &keys) = k;
                break;
            }
        }
    }
    for (int i = 0; i < keys.count; i++) {
        k = keys.items[i];
        const pg_index *index = catalog_relation(r->catalog, k->index)->index;
        foreign_key f = {
            .table = catalog_relation(r->catalog, k->parent),
            .other = catalog_relation(r->catalog, k->foreign_relation),
            .count = k->key_count,
            .keys = arena_copy(r->arena, k->keys, sizeof(int16_t) * (size_t)k->key_count),
            .other_keys =
                arena_copy(r->arena, k->foreign_keys, sizeof(int16_t) * (size_t)k->key_count),
            .opclasses = ARENA_ARRAY(r->arena, oid, k->key_count),
            .index = k->index,
            .name = k->name,
        };
        if (index == NULL || !index_matches(index, &f, f.count, f.opclasses)) {
            continue;
        }
        if (!find_operators(r, &f)) {
            return false;
        }
        pg_constraint edit = *k;
        edit.equal_operators = f.operators;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    }
    return true;
}
