#include "replay/alter_table.h"

#include "replay/index.h"
#include "replay/relation.h"

/* REPLICA IDENTITY. */

static bool refuse_index(replay *r, const char *sqlstate, const char *kind, const char *name) {
    return replay_refuse(r, sqlstate, -1, "cannot use %s index \"%s\" as replica identity", kind,
                         name);
}

/* The index must tell every row from the others by columns that are never null. */
static bool check_columns(replay *r, const pg_class *table, const pg_class *index) {
    const pg_index *i = index->index;
    for (int k = 0; k < i->key_count; k++) {
        const pg_attribute *a = relation_attribute(table, i->columns[k]);
        if (a != NULL && !a->not_null) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "index \"%s\" cannot be used as replica identity because column "
                                 "\"%s\" is nullable",
                                 index->name, a->name);
        }
    }
    return true;
}

static bool check_index(replay *r, const pg_class *table, const char *name) {
    const pg_class *index = catalog_find_named(r->catalog, CLASS_RELATION, table->namespace, name);
    if (index == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "index \"%s\" for table \"%s\" does not exist", name, table->name);
    }
    if (index->index == NULL || index->parent != table->oid) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             index->index == NULL ? "\"%s\" is not an index"
                                                  : "\"%s\" is not an index for table \"%s\"",
                             name, table->name);
    }
    const pg_index *i = index->index;
    if (!i->unique) {
        return refuse_index(r, SQLSTATE_WRONG_OBJECT_TYPE, "non-unique", name);
    }
    const char *kind = !i->immediate        ? "non-immediate"
                       : i->has_expressions ? "expression"
                       : i->partial         ? "partial"
                                            : NULL; /* one that waits for its parts will do */
    return kind != NULL ? refuse_index(r, SQLSTATE_FEATURE_NOT_SUPPORTED, kind, name)
                        : check_columns(r, table, index);
}

/* One index at most has the mark; "" takes it from all. */
static void mark_index(replay *r, oid table, const char *name) {
    oid_list indexes = index_list(r, table);
    for (int i = 0; i < indexes.count; i++) {
        const pg_class *index = catalog_relation(r->catalog, indexes.items[i]);
        bool is_chosen = strcmp(index->name, name) == 0;
        if (index->index->replica_identity != is_chosen) {
            pg_class *edit = relation_edit(r, index->oid);
            pg_index *record = arena_copy(r->arena, edit->index, sizeof *edit->index);
            record->replica_identity = is_chosen;
            edit->index = record;
            relation_update(r, edit);
        }
    }
}

bool alter_table_replica_identity(replay *r, const alter_table *a) {
    const PgQuery__ReplicaIdentityStmt *s = a->command->def->replica_identity_stmt;
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (string_or_null(s->name) != NULL && !check_index(r, table, s->name)) {
        return false;
    }
    mark_index(r, a->table, s->name != NULL ? s->name : "");
    pg_class *edit = relation_edit(r, a->table);
    edit->replica_identity = s->identity_type[0];
    relation_update(r, edit);
    return true;
}
