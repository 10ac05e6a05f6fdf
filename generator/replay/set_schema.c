#include "replay/statements.h"

#include "replay/column_default.h"
#include "replay/extension_schema.h"
#include "replay/index.h"
#include "replay/object_lookup.h"
#include "replay/relation.h"
#include "replay/rename.h"

/* ALTER ... SET SCHEMA. */

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind

static void move_dependency(replay *r, object_address self, oid from, oid to) {
    dependency_forget(r, self, address_of(CLASS_NAMESPACE, from));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, to));
}

static void move_constraints(replay *r, oid relation, oid namespace) {
    LIST_OF(const pg_constraint *) all = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, relation);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        *LIST_PUSH(r->arena, &all) = k;
    }
    for (int i = 0; i < all.count; i++) {
        pg_constraint edit = *all.items[i];
        edit.namespace = namespace;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    }
}

/* The sequences that belong to columns of the relation. */
static oid_list owned_sequences(replay *r, oid relation) {
    oid_list list = {0};
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_RELATION, relation));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->dependent.class != CLASS_RELATION || d->dependent.sub != 0 ||
            d->referenced.sub == 0) {
            continue;
        }
        const pg_class *c = catalog_relation(r->catalog, d->dependent.object);
        if (c != NULL && c->kind == 'S' && d->type != DEPENDENCY_NORMAL) {
            *LIST_PUSH(r->arena, &list) = c->oid;
        }
    }
    return list;
}

static bool move_relation(replay *r, oid relation, oid namespace) {
    const pg_class *rel = catalog_relation(r->catalog, relation);
    const pg_class *other = catalog_find_named(r->catalog, CLASS_RELATION, namespace, rel->name);
    if (other != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1,
                             "relation \"%s\" already exists in schema \"%s\"", rel->name,
                             catalog_namespace(r->catalog, namespace)->name);
    }
    pg_class *edit = relation_edit(r, relation);
    oid from = edit->namespace;
    edit->namespace = namespace;
    relation_update(r, edit);
    if (edit->index == NULL) {
        move_dependency(r, address_of(CLASS_RELATION, relation), from, namespace);
    }
    if (edit->row_type != INVALID_OID) {
        const pg_type *type = catalog_type(r->catalog, edit->row_type);
        if (!rename_type_record(r, type, type->name, namespace)) {
            return false;
        }
    }
    move_constraints(r, relation, namespace);
    oid_list indexes = index_list(r, relation);
    for (int i = 0; i < indexes.count; i++) {
        if (!move_relation(r, indexes.items[i], namespace)) {
            return false;
        }
    }
    oid_list sequences = owned_sequences(r, relation);
    for (int i = 0; i < sequences.count; i++) {
        if (!move_relation(r, sequences.items[i], namespace)) {
            return false;
        }
    }
    return true;
}

static bool may_move(replay *r, const pg_class *rel, int type) {
    static const struct {
        int type;
        const char *kinds, *noun;
    } wanted[] = {
        {OBJECT(SEQUENCE), "S", "a sequence"},
        {OBJECT(VIEW), "v", "a view"},
        {OBJECT(MATVIEW), "m", "a materialized view"},
        {OBJECT(FOREIGN_TABLE), "f", "a foreign table"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (wanted[i].type == type && strchr(wanted[i].kinds, rel->kind) == NULL) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not %s", rel->name,
                                 wanted[i].noun);
        }
    }
    if (rel->index != NULL) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "cannot change schema of index \"%s\"", rel->name);
        d->hint = "Change the schema of the table instead.";
        return false;
    }
    if (rel->kind == 'c') {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "cannot change schema of composite type \"%s\"", rel->name);
        d->hint = "Use ALTER TYPE instead.";
        return false;
    }
    if (rel->kind == 'S') {
        depend_scan scan = depend_scan_references(r->catalog, address_of(CLASS_RELATION, rel->oid));
        const dependency *d;
        while ((d = depend_next(&scan)) != NULL) {
            if (d->referenced.class == CLASS_RELATION && d->referenced.sub > 0) {
                diagnostic *e = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                               "cannot move an owned sequence into another schema");
                e->detail = replay_text(r, "Sequence \"%s\" is linked to table \"%s\".", rel->name,
                                        catalog_relation(r->catalog, d->referenced.object)->name);
                return false;
            }
        }
    }
    return true;
}

static bool move_type(replay *r, oid type_oid, oid namespace) {
    const pg_type *type = catalog_type(r->catalog, type_oid);
    bool moves = type->namespace != namespace;
    oid temporary = search_path_existing_temp_namespace(r->catalog);
    if (moves && temporary != INVALID_OID &&
        (type->namespace == temporary || namespace == temporary)) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "cannot move objects into or out of temporary schemas");
    }
    if (moves && catalog_find_named(r->catalog, CLASS_TYPE, namespace, type->name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "type \"%s\" already exists in schema \"%s\"", type->name,
                             catalog_namespace(r->catalog, namespace)->name);
    }
    const pg_class *row =
        type->typtype == 'c' ? catalog_relation(r->catalog, type->relation) : NULL;
    if (row != NULL && row->kind != 'c') {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is a table's row type",
                           type_format_bare(r->catalog, r->arena, type->oid));
        d->hint = "Use ALTER TABLE instead.";
        return false;
    }
    if (!moves) {
        return true;
    }
    if (row != NULL) {
        pg_class *edit = relation_edit(r, row->oid);
        edit->namespace = namespace;
        relation_update(r, edit);
    }
    oid from = type->namespace;
    if (type->typtype == 'd') {
        move_constraints(r, type->oid, namespace);
    }
    if (!rename_type_record(r, type, type->name, namespace)) {
        return false;
    }
    move_dependency(r, address_of(CLASS_TYPE, type_oid), from, namespace);
    return true;
}

static bool move_other(replay *r, object_address address, int type, oid namespace) {
    const catalog_record *record = catalog_find(r->catalog, address.class, address.object);
    if (record->namespace == namespace) {
        return true;
    }
    if (address.class == CLASS_PROC) {
        if (!rename_function_is_free(r, (const pg_proc *)(const void *)record, record->name,
                                     namespace)) {
            return false;
        }
    } else if (address.class == CLASS_OPCLASS || address.class == CLASS_OPFAMILY) {
        if (!rename_method_name_is_free(r, address.class, record, record->name, namespace)) {
            return false;
        }
    } else if (address.class != CLASS_OPERATOR &&
               catalog_find_named(r->catalog, address.class, namespace, record->name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "%s \"%s\" already exists in schema \"%s\"", object_type_noun(type),
                             record->name, catalog_namespace(r->catalog, namespace)->name);
    }
    catalog_record *edit = arena_copy(r->arena, record, catalog_record_size(address.class));
    oid from = edit->namespace;
    edit->namespace = namespace;
    catalog_update(r->catalog, address.class, edit);
    move_dependency(r, address, from, namespace);
    return true;
}

bool set_schema_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterObjectSchemaStmt *s = node->alter_object_schema_stmt;
    switch ((int)s->object_type) {
    case OBJECT(TABLE):
    case OBJECT(VIEW):
    case OBJECT(MATVIEW):
    case OBJECT(SEQUENCE):
    case OBJECT(FOREIGN_TABLE): {
        const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
        if (rel == NULL) {
            return !r->analysis->failed;
        }
        if (!relation_check_not_system(r, rel) || !may_move(r, rel, (int)s->object_type)) {
            return false;
        }
        oid namespace = relation_namespace(r, s->newschema, -1);
        oid temporary = search_path_existing_temp_namespace(r->catalog);
        if (temporary != INVALID_OID && (rel->namespace == temporary || namespace == temporary)) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "cannot move objects into or out of temporary schemas");
        }
        return namespace != INVALID_OID &&
               (rel->namespace == namespace || move_relation(r, rel->oid, namespace));
    }
    default:
        break;
    }
    bool domain = s->object_type == OBJECT(DOMAIN);
    object_lookup found =
        object_find(r, domain ? OBJECT(TYPE) : (int)s->object_type, s->object, s->missing_ok);
    if (!found.found) {
        return !r->analysis->failed;
    }
    if (domain && !rename_check_domain(r, found.address.object, OBJECT(DOMAIN))) {
        return false;
    }
    oid namespace = relation_namespace(r, s->newschema, -1);
    if (namespace == INVALID_OID) {
        return false;
    }
    if (found.address.class == CLASS_EXTENSION) {
        return extension_set_schema(r, found.address.object, namespace);
    }
    return found.address.class == CLASS_TYPE
               ? move_type(r, found.address.object, namespace)
               : move_other(r, found.address, (int)s->object_type, namespace);
}
