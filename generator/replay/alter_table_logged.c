#include "replay/alter_table.h"

#include "replay/index.h"

/* SET LOGGED and SET UNLOGGED. */

/* Permanent tables refer to permanent ones only; none refers to an unlogged one. */
static bool check_keys(replay *r, const pg_class *table, bool logged) {
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_CONSTRAINT);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type != 'f' || (logged ? k->parent : k->foreign_relation) != table->oid) {
            continue;
        }
        const pg_class *other =
            catalog_relation(r->catalog, logged ? k->foreign_relation : k->parent);
        if (other->oid == table->oid || (other->persistence == 'p') == logged) {
            continue;
        }
        return replay_refuse(
            r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
            logged ? "could not change table \"%s\" to logged because it references unlogged table "
                     "\"%s\""
                   : "could not change table \"%s\" to unlogged because it references logged table "
                     "\"%s\"",
            table->name, other->name);
    }
    return true;
}

bool alter_table_prepare_logged(replay *r, const pg_class *table, bool logged) {
    if (table->persistence == 't') {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot change logged status of table \"%s\" because it is temporary",
                             table->name);
    }
    return (table->persistence == 'p') == logged || check_keys(r, table, logged);
}

static void set(replay *r, oid relation, char persistence) {
    pg_class *edit = relation_edit(r, relation);
    edit->persistence = persistence;
    relation_update(r, edit);
}

/* Sequences that belong to the table's columns; since version 15 they change with it. */
static void set_sequences(replay *r, oid table, char persistence) {
    oid_list owned = {0};
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_RELATION, table));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        const pg_class *c = d->dependent.class == CLASS_RELATION && d->dependent.sub == 0 &&
                                    d->referenced.sub > 0 && d->type != DEPENDENCY_NORMAL
                                ? catalog_relation(r->catalog, d->dependent.object)
                                : NULL;
        if (c != NULL && c->kind == 'S') {
            *LIST_PUSH(r->arena, &owned) = c->oid;
        }
    }
    for (int i = 0; i < owned.count; i++) {
        set(r, owned.items[i], persistence);
    }
}

bool alter_table_set_logged(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    char persistence = a->command->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged ? 'p' : 'u';
    if (table->kind == 'p' || table->persistence == persistence) {
        return true; /* what stores no rows keeps its mark */
    }
    set(r, a->table, persistence);
    oid_list indexes = index_list(r, a->table);
    for (int i = 0; i < indexes.count; i++) {
        set(r, indexes.items[i], persistence);
    }
    if (catalog_version(r->catalog) >= 15) {
        set_sequences(r, a->table, persistence);
    }
    return true;
}
