#include "replay/statements.h"

#include "analyze/database_name.h"
#include "replay/deletion.h"
#include "replay/object_description.h"
#include "replay/object_lookup.h"
#include "replay/relation.h"

/* DROP of everything. */

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind

/* The relation kinds that have a DROP of their own. */
typedef struct relation_drop {
    int type;
    const char *kinds;
    const char *noun, *hint;
    const char *missing_state;
} relation_drop;

static const relation_drop relation_drops[] = {
    {OBJECT(TABLE), "rp", "table", "Use DROP TABLE to remove a table.", SQLSTATE_UNDEFINED_TABLE},
    {OBJECT(SEQUENCE), "S", "sequence", "Use DROP SEQUENCE to remove a sequence.",
     SQLSTATE_UNDEFINED_TABLE},
    {OBJECT(VIEW), "v", "view", "Use DROP VIEW to remove a view.", SQLSTATE_UNDEFINED_TABLE},
    {OBJECT(MATVIEW), "m", "materialized view",
     "Use DROP MATERIALIZED VIEW to remove a materialized view.", SQLSTATE_UNDEFINED_TABLE},
    {OBJECT(INDEX), "iI", "index", "Use DROP INDEX to remove an index.", SQLSTATE_UNDEFINED_OBJECT},
    {OBJECT(FOREIGN_TABLE), "f", "foreign table",
     "Use DROP FOREIGN TABLE to remove a foreign table.", SQLSTATE_UNDEFINED_OBJECT},
    {-1, "c", "type", "Use DROP TYPE to remove a type.", SQLSTATE_UNDEFINED_OBJECT},
};

static const relation_drop *drop_of_type(int type) {
    for (size_t i = 0; i < sizeof relation_drops / sizeof relation_drops[0]; i++) {
        if (relation_drops[i].type == type) {
            return &relation_drops[i];
        }
    }
    return NULL;
}

static const relation_drop *drop_of_kind(char kind) {
    for (size_t i = 0; i < sizeof relation_drops / sizeof relation_drops[0]; i++) {
        if (strchr(relation_drops[i].kinds, kind) != NULL) {
            return &relation_drops[i];
        }
    }
    return NULL;
}

static bool refuse_kind(replay *r, const relation_drop *drop, const pg_class *c) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not %s %s", c->name,
                       drop->noun[0] == 'i' ? "an" : "a", drop->noun);
    const relation_drop *right = drop_of_kind(c->kind);
    d->hint = right != NULL ? right->hint : NULL;
    return false;
}

static bool collect_relation(replay *r, const relation_drop *drop, PgQuery__Node *object,
                             bool missing_ok, address_list *list) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    PgQuery__RangeVar var = object_range_var(count, names);
    const char *schema = string_or_null(var.schemaname);
    if (!database_name_check_relation(r->analysis, &var, -1)) {
        return false;
    }
    const pg_class *c = search_path_relation(r->catalog, schema, var.relname);
    if (c == NULL) {
        if (missing_ok) {
            return true;
        }
        if (schema != NULL && search_path_namespace(r->catalog, schema) == INVALID_OID) {
            return replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1,
                                 "schema \"%s\" does not exist", schema);
        }
        return replay_refuse(r, drop->missing_state, -1, "%s \"%s\" does not exist", drop->noun,
                             var.relname);
    }
    if (strchr(drop->kinds, c->kind) == NULL) {
        return refuse_kind(r, drop, c);
    }
    if (!relation_check_not_system(r, c)) {
        return false;
    }
    *LIST_PUSH(r->arena, list) = address_of(CLASS_RELATION, c->oid);
    return true;
}

static bool check_function(replay *r, int type, oid function) {
    const pg_proc *p = catalog_proc(r->catalog, function);
    if (type == OBJECT(FUNCTION) && p->kind == 'a') {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "\"%s\" is an aggregate function", p->name);
        d->hint = "Use DROP AGGREGATE to drop aggregate functions.";
        return false;
    }
    return true;
}

static bool check_pinned(replay *r, object_address a) {
    return a.object >= FIRST_UNPINNED_OID || a.object == PUBLIC_NAMESPACE ||
           replay_refuse(r, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, -1,
                         "cannot drop %s because it is required by the database system",
                         object_describe(r, a));
}

static bool collect(replay *r, const PgQuery__DropStmt *s, PgQuery__Node *object,
                    address_list *list) {
    const relation_drop *drop = drop_of_type((int)s->remove_type);
    if (drop != NULL) {
        return collect_relation(r, drop, object, s->missing_ok, list);
    }
    object_lookup found = object_find(r, (int)s->remove_type, object, s->missing_ok);
    if (!found.found) {
        return !r->analysis->failed;
    }
    if (found.address.class == CLASS_PROC &&
        !check_function(r, (int)s->remove_type, found.address.object)) {
        return false;
    }
    if (!check_pinned(r, found.address)) {
        return false;
    }
    *LIST_PUSH(r->arena, list) = found.address;
    return true;
}

bool drop_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__DropStmt *s = node->drop_stmt;
    address_list list = {0};
    for (size_t i = 0; i < s->n_objects; i++) {
        if (!collect(r, s, s->objects[i], &list)) {
            return false;
        }
    }
    return list.count == 0 ||
           deletion_perform(r, &list, s->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
}
