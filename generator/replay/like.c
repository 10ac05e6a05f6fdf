#include "replay/table_plan.h"

#include "analyze/database_name.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/index.h"
#include "replay/like.h"
#include "replay/sequence.h"

/* The bits of LIKE's INCLUDING options. */
enum {
    LIKE_COMMENTS = 1 << 0,
    LIKE_COMPRESSION = 1 << 1,
    LIKE_CONSTRAINTS = 1 << 2,
    LIKE_DEFAULTS = 1 << 3,
    LIKE_GENERATED = 1 << 4,
    LIKE_IDENTITY = 1 << 5,
    LIKE_INDEXES = 1 << 6,
    LIKE_STATISTICS = 1 << 7,
    LIKE_STORAGE = 1 << 8,
};

static bool add_identity(replay *r, table_plan *plan, const pg_attribute *a, int number, oid like) {
    const sequence_owner owner = {
        .table = plan->table,
        .column = a->name,
        .namespace = plan->namespace,
        .persistence = plan->persistence,
        .type = a->type,
        .identity = true,
        .like = like,
    };
    return table_plan_sequence(r, plan, &owner, number);
}

bool table_plan_like(replay *r, table_plan *plan, PgQuery__TableLikeClause *like) {
    const char *schema = string_or_null(like->relation->schemaname);
    if (!database_name_check_relation(r->analysis, like->relation, like->relation->location)) {
        return false;
    }
    const pg_class *from = search_path_relation(r->catalog, schema, like->relation->relname);
    if (from == NULL) {
        if (schema != NULL && search_path_namespace(r->catalog, schema) == INVALID_OID) {
            return replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, like->relation->location,
                                 "schema \"%s\" does not exist", schema);
        }
        return replay_refuse(r, SQLSTATE_UNDEFINED_TABLE, like->relation->location,
                             "relation \"%s%s%s\" does not exist", schema != NULL ? schema : "",
                             schema != NULL ? "." : "", like->relation->relname);
    }
    if (strchr("rvmcfp", from->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, like->relation->location,
                             "relation \"%s\" is invalid in LIKE clause", from->name);
    }
    *LIST_PUSH(r->arena, &plan->likes) = like;
    for (int i = 0; i < from->attribute_count; i++) {
        const pg_attribute *a = &from->attributes[i];
        if (a->dropped) {
            continue;
        }
        pg_attribute mine = {
            .name = a->name,
            .type = a->type,
            .typmod = a->typmod,
            .collation = a->collation,
            .not_null = a->not_null,
            .is_local = true,
            .storage = (like->options & LIKE_STORAGE) != 0 ? relation_storage(r, a) : NULL,
            .compression = (like->options & LIKE_COMPRESSION) != 0 ? a->compression : NULL,
        };
        int number = plan->columns.count + 1;
        if (a->generated && (like->options & LIKE_GENERATED) != 0) {
            mine.generated = a->generated;
        }
        if (a->identity && (like->options & LIKE_IDENTITY) != 0) {
            mine.identity = a->identity;
            if (!add_identity(r, plan, a, number, sequence_of_identity(r, from->oid, i + 1))) {
                return false;
            }
        }
        *LIST_PUSH(r->arena, &plan->columns) = mine;
    }
    return true;
}

static const pg_class *like_source(replay *r, const PgQuery__TableLikeClause *like) {
    return search_path_relation(r->catalog, string_or_null(like->relation->schemaname),
                                like->relation->relname);
}

static bool copy_defaults(replay *r, const pg_class *from, oid table, const int16_t *map,
                          uint32_t options) {
    for (int i = 0; i < from->attribute_count; i++) {
        const pg_attribute *a = &from->attributes[i];
        bool wanted = (options & (a->generated ? LIKE_GENERATED : LIKE_DEFAULTS)) != 0;
        if (a->dropped || !a->has_default || !wanted || map[i] == 0) {
            continue;
        }
        planned_default d = {
            .attribute = map[i],
            .generated = a->generated != 0,
            .location = -1,
            .like_relation = from->oid,
            .like_attribute = i + 1,
            .attribute_map = map,
        };
        if (!column_default_add(r, table, &d)) {
            return false;
        }
    }
    return true;
}

static bool copy_checks(replay *r, const pg_class *from, oid table, const int16_t *map,
                        bool comments) {
    LIST_OF(const pg_constraint *) checks = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, from->oid);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        if (k->type == 'c') {
            *LIST_PUSH(r->arena, &checks) = k;
        }
    }
    for (int i = 0; i < checks.count; i++) {
        k = checks.items[i];
        if (!constraint_copy_check(r, k, table, map)) {
            return false;
        }
        const char *comment =
            comments ? catalog_comment(r->catalog, address_of(CLASS_CONSTRAINT, k->oid)) : NULL;
        const pg_constraint *made =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, table, k->name);
        if (comment != NULL && made != NULL) {
            catalog_set_comment(r->catalog, address_of(CLASS_CONSTRAINT, made->oid), comment);
        }
    }
    return true;
}

static void copy_column_comments(replay *r, const pg_class *from, oid table, const int16_t *map) {
    for (int i = 0; i < from->attribute_count; i++) {
        const char *comment = catalog_comment(r->catalog, address_of_column(from->oid, i + 1));
        if (comment != NULL && map[i] > 0) {
            catalog_set_comment(r->catalog, address_of_column(table, map[i]), comment);
        }
    }
}

static bool copy_indexes(replay *r, const pg_class *from, oid table, const int16_t *map,
                         bool comments) {
    oid_list indexes = index_list(r, from->oid);
    for (int i = 0; i < indexes.count; i++) {
        const pg_class *index = catalog_relation(r->catalog, indexes.items[i]);
        index_plan plan = index_plan_of_index(r, index, table, map);
        oid made = index_create(r, &plan);
        if (made == INVALID_OID) {
            return false;
        }
        const char *comment =
            comments ? catalog_comment(r->catalog, address_of(CLASS_RELATION, index->oid)) : NULL;
        if (comment != NULL) {
            catalog_set_comment(r->catalog, address_of(CLASS_RELATION, made), comment);
        }
    }
    return true;
}

bool like_finish(replay *r, const table_plan *plan, oid table) {
    for (int i = 0; i < plan->likes.count; i++) {
        const PgQuery__TableLikeClause *like = plan->likes.items[i];
        const pg_class *from = like_source(r, like);
        uint32_t options = like->options;
        if (from == NULL) {
            continue;
        }
        const int16_t *map = constraint_column_map(r, from, catalog_relation(r->catalog, table));
        bool comments = (options & LIKE_COMMENTS) != 0;
        if (!copy_defaults(r, from, table, map, options)) {
            return false;
        }
        if (comments) {
            copy_column_comments(r, from, table, map);
        }
        if ((options & LIKE_CONSTRAINTS) != 0 && !copy_checks(r, from, table, map, comments)) {
            return false;
        }
        if ((options & LIKE_INDEXES) != 0 && from->kind != 'f' &&
            !copy_indexes(r, from, table, map, comments)) {
            return false;
        }
    }
    return true;
}
