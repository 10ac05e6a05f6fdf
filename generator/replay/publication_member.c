#include "replay/publication_member.h"

#include <stdlib.h>

#include "analyze/column_ref.h"
#include "analyze/dependency.h"
#include "replay/definition.h"
#include "replay/deletion.h"

#define OBJECT_KIND(name) PG_QUERY__PUBLICATION_OBJ_SPEC_TYPE__PUBLICATIONOBJ_##name

/* What kind_detail tells of a member. */
static const char detail_schema[] = "schema";
static const char detail_table[] = "table";
static const char detail_filter[] = "filtered table";
static const char detail_columns[] = "table's columns";
static const char detail_both[] = "filtered table's columns";

static const pg_named *find_member(replay *r, oid publication, oid object) {
    return catalog_find_named(r->catalog, CLASS_PUBLICATION, publication,
                              replay_text(r, "%u", (unsigned)object));
}

static oid_list members(replay *r, oid publication, bool schemas) {
    oid_list list = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_PUBLICATION, publication);
    const pg_named *m;
    while ((m = catalog_next(&scan)) != NULL) {
        if (text_equal(m->kind_detail, detail_schema) == schemas) {
            *LIST_PUSH(r->arena, &list) = (oid)strtoul(m->name, NULL, 10);
        }
    }
    return list;
}

oid_list publication_tables(replay *r, oid publication) {
    return members(r, publication, false);
}

oid_list publication_schemas(replay *r, oid publication) {
    return members(r, publication, true);
}

bool publication_has_filter(replay *r, oid publication, oid table) {
    const pg_named *m = find_member(r, publication, table);
    return m != NULL &&
           (text_equal(m->kind_detail, detail_filter) || text_equal(m->kind_detail, detail_both));
}

bool publication_has_columns(replay *r, oid publication, oid table) {
    const pg_named *m = find_member(r, publication, table);
    return m != NULL &&
           (text_equal(m->kind_detail, detail_columns) || text_equal(m->kind_detail, detail_both));
}

/* --- Lists of statements ---------------------------------------------------------------------- */

static bool is_listed(const oid_list *list, oid object) {
    for (int i = 0; i < list->count; i++) {
        if (list->items[i] == object) {
            return true;
        }
    }
    return false;
}

static bool refuse_conflict(replay *r, oid table, const char *what) {
    return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                         "conflicting or redundant %s for table \"%s\"", what,
                         catalog_relation(r->catalog, table)->name);
}

/* A table that the list has already must have neither WHERE nor columns, here or there. */
static bool check_repeated(replay *r, const publication_objects *objects,
                           const publication_table *t) {
    bool filter = t->node->where_clause != NULL;
    bool columns = t->node->n_columns > 0;
    for (int i = 0; i < objects->tables.count; i++) {
        const publication_table *o = &objects->tables.items[i];
        if (o->relation == t->relation) {
            filter = filter || o->node->where_clause != NULL;
            columns = columns || o->node->n_columns > 0;
        }
    }
    return filter ? refuse_conflict(r, t->relation, "WHERE clauses")
                  : !columns || refuse_conflict(r, t->relation, "column lists");
}

static bool list_table(replay *r, publication_objects *objects,
                       const PgQuery__PublicationTable *node) {
    const pg_class *c = relation_open(r, node->relation, false);
    if (c == NULL) {
        return false;
    }
    oid_list family = {0};
    if (node->relation->inh && c->kind != 'p') {
        family = relation_family(r, c->oid);
    } else {
        *LIST_PUSH(r->arena, &family) = c->oid;
    }
    for (int i = 0; i < family.count; i++) {
        publication_table t = {family.items[i], node};
        bool repeated = false;
        for (int k = 0; k < objects->tables.count && !repeated; k++) {
            repeated = objects->tables.items[k].relation == t.relation;
        }
        if (repeated && !check_repeated(r, objects, &t)) {
            return false;
        }
        if (repeated && i == 0) {
            return true;
        }
        if (!repeated) {
            *LIST_PUSH(r->arena, &objects->tables) = t;
        }
    }
    return true;
}

static bool list_schema(replay *r, publication_objects *objects,
                        const PgQuery__PublicationObjSpec *o) {
    oid schema;
    if (o->pubobjtype == OBJECT_KIND(TABLES_IN_SCHEMA)) {
        schema = definition_schema(r, o->name);
        if (schema == INVALID_OID) {
            return false;
        }
    } else {
        schema = search_path_active(r->catalog)->creation;
        if (schema == INVALID_OID) {
            return replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1,
                                 "no schema has been selected for CURRENT_SCHEMA");
        }
    }
    if (!is_listed(&objects->schemas, schema)) {
        *LIST_PUSH(r->arena, &objects->schemas) = schema;
    }
    return true;
}

bool publication_read_objects(replay *r, size_t count, PgQuery__Node **nodes,
                              publication_objects *objects) {
    for (size_t i = 0; i < count; i++) {
        const PgQuery__PublicationObjSpec *o = nodes[i]->publication_obj_spec;
        bool schema = o->pubobjtype == OBJECT_KIND(TABLES_IN_SCHEMA) ||
                      o->pubobjtype == OBJECT_KIND(TABLES_IN_CUR_SCHEMA);
        if (schema && !list_schema(r, objects, o)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const PgQuery__PublicationObjSpec *o = nodes[i]->publication_obj_spec;
        if (o->pubtable != NULL && !list_table(r, objects, o->pubtable)) {
            return false;
        }
    }
    return true;
}

/* --- Adding ----------------------------------------------------------------------------------- */

static bool refuse_table(replay *r, const pg_class *c, const char *what) {
    analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                   "cannot add relation \"%s\" to publication", c->name)
        ->detail = replay_text(r, "This operation is not supported for %s.", what);
    return false;
}

static const char *kind_in_plural(char kind) {
    switch (kind) {
    case 'v':
        return "views";
    case 'm':
        return "materialized views";
    case 'f':
        return "foreign tables";
    case 'S':
        return "sequences";
    case 'i':
        return "indexes";
    case 'I':
        return "partitioned indexes";
    case 'c':
        return "composite types";
    default:
        return "TOAST tables";
    }
}

static bool check_relation(replay *r, const pg_class *c) {
    if (c->kind != 'r' && c->kind != 'p') {
        return refuse_table(r, c, kind_in_plural(c->kind));
    }
    if (c->oid < FIRST_USER_OID) {
        return refuse_table(r, c, "system tables");
    }
    if (c->persistence == 't') {
        return refuse_table(r, c, "temporary tables");
    }
    return c->persistence != 'u' || refuse_table(r, c, "unlogged tables");
}

/* The numbers of the columns listed; false with an error. */
static bool read_columns(replay *r, const pg_class *c, const PgQuery__PublicationTable *t,
                         int16_t *numbers) {
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *name = node_string(t->columns[i]);
        int number = relation_column(c, name);
        if (number == 0 && system_column_number(name) != 0) {
            return replay_refuse(r, SQLSTATE_INVALID_COLUMN_REFERENCE, -1,
                                 "cannot use system column \"%s\" in publication column list",
                                 name);
        }
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                                 "column \"%s\" of relation \"%s\" does not exist", name, c->name);
        }
        if (relation_attribute(c, number)->generated != '\0') {
            return replay_refuse(r, SQLSTATE_INVALID_COLUMN_REFERENCE, -1,
                                 "cannot use generated column \"%s\" in publication column list",
                                 name);
        }
        for (size_t k = 0; k < i; k++) {
            if (numbers[k] == number) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                     "duplicate column \"%s\" in publication column list", name);
            }
        }
        numbers[i] = (int16_t)number;
    }
    return true;
}

static object_address add_member(replay *r, oid publication, object_address object,
                                 const char *detail) {
    oid made = catalog_add(r->catalog, CLASS_PUBLICATION,
                           &(pg_named){.namespace = publication,
                                       .parent = publication,
                                       .name = replay_text(r, "%u", (unsigned)object.object),
                                       .kind_detail = detail});
    object_address self = address_of(CLASS_PUBLICATION, made);
    depend_add(r->catalog, self, address_of(CLASS_PUBLICATION, publication), DEPENDENCY_AUTO);
    depend_add(r->catalog, self, object, DEPENDENCY_AUTO);
    return self;
}

bool publication_add_table(replay *r, const pg_named *publication, const publication_table *table,
                           bool exists_ok) {
    const pg_class *c = catalog_relation(r->catalog, table->relation);
    if (find_member(r, publication->oid, c->oid) != NULL) {
        return exists_ok || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                          "relation \"%s\" is already member of publication \"%s\"",
                                          c->name, publication->name);
    }
    const PgQuery__PublicationTable *t = table->node;
    int16_t *numbers = ARENA_ARRAY(r->arena, int16_t, t->n_columns + 1);
    if (!check_relation(r, c) || !read_columns(r, c, t, numbers)) {
        return false;
    }
    expr *filter = t->where_clause != NULL ? publication_filter_read(r, table) : NULL;
    if (t->where_clause != NULL && filter == NULL) {
        return false;
    }
    bool columns = t->n_columns > 0;
    object_address self = add_member(r, publication->oid, address_of(CLASS_RELATION, c->oid),
                                     filter != NULL ? (columns ? detail_both : detail_filter)
                                     : columns      ? detail_columns
                                                    : detail_table);
    if (filter != NULL) {
        dependency_record_expr(r->catalog, self, filter, c->oid, DEPENDENCY_NORMAL,
                               DEPENDENCY_NORMAL);
    }
    for (size_t i = 0; i < t->n_columns; i++) {
        depend_normal(r, self, address_of_column(c->oid, numbers[i]));
    }
    return true;
}

bool publication_add_schema(replay *r, const pg_named *publication, oid schema, bool exists_ok) {
    const pg_namespace *n = catalog_namespace(r->catalog, schema);
    if (find_member(r, publication->oid, schema) != NULL) {
        return exists_ok || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                          "schema \"%s\" is already member of publication \"%s\"",
                                          n->name, publication->name);
    }
    bool system = strcmp(n->name, "pg_catalog") == 0 || strcmp(n->name, "pg_toast") == 0;
    if (system || strncmp(n->name, "pg_temp", strlen("pg_temp")) == 0) {
        analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                       "cannot add schema \"%s\" to publication", n->name)
            ->detail = system ? "This operation is not supported for system schemas."
                              : "Temporary schemas cannot be replicated.";
        return false;
    }
    add_member(r, publication->oid, address_of(CLASS_NAMESPACE, schema), detail_schema);
    return true;
}

/* --- Dropping --------------------------------------------------------------------------------- */

bool publication_remove(replay *r, oid publication, oid object) {
    const pg_named *m = find_member(r, publication, object);
    return deletion_perform_one(r, address_of(CLASS_PUBLICATION, m->oid), true);
}

bool publication_drop_table(replay *r, const pg_named *publication,
                            const publication_table *table) {
    const pg_class *c = catalog_relation(r->catalog, table->relation);
    if (table->node->n_columns > 0) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "column list must not be specified in ALTER PUBLICATION ... DROP");
    }
    if (find_member(r, publication->oid, c->oid) == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "relation \"%s\" is not part of the publication", c->name);
    }
    if (table->node->where_clause != NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "cannot use a WHERE clause when removing a table from a publication");
    }
    return publication_remove(r, publication->oid, c->oid);
}

bool publication_drop_schema(replay *r, const pg_named *publication, oid schema) {
    if (find_member(r, publication->oid, schema) == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "tables from schema \"%s\" are not part of the publication",
                             catalog_namespace(r->catalog, schema)->name);
    }
    return publication_remove(r, publication->oid, schema);
}
