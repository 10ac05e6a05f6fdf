#include "replay/object_statements.h"

#include <strings.h>

#include "replay/definition.h"
#include "replay/publication_member.h"

/* CREATE and ALTER PUBLICATION. */

#define ACTION(name) PG_QUERY__ALTER_PUBLICATION_ACTION__AP_##name

/* kind_detail of a publication; NULL: of listed objects, changes told as the partitions'. */
static const char all_tables[] = "all tables";
static const char all_tables_root[] = "all tables via root";
static const char listed_root[] = "via root";

typedef struct publication_options {
    const definition_option *publish, *root;
    bool via_root;
} publication_options;

static bool is_for_all(const pg_named *p) {
    return text_equal(p->kind_detail, all_tables) || text_equal(p->kind_detail, all_tables_root);
}

static bool is_via_root(const pg_named *p) {
    return text_equal(p->kind_detail, listed_root) || text_equal(p->kind_detail, all_tables_root);
}

static const char *kind_of(bool for_all, bool via_root) {
    return for_all ? (via_root ? all_tables_root : all_tables) : via_root ? listed_root : NULL;
}

static bool check_publish(replay *r, const definition_option *e) {
    static const char *const words[] = {"insert", "update", "delete", "truncate"};
    const char *text = definition_string(r, e);
    if (text == NULL) {
        return false;
    }
    char *rest = arena_strdup(r->arena, text);
    for (char *word = strtok_r(rest, ", ", &rest); word != NULL;
         word = strtok_r(NULL, ", ", &rest)) {
        bool known = false;
        for (int i = 0; i < 4; i++) {
            known = known || strcasecmp(word, words[i]) == 0;
        }
        if (!known) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized value for publication option \"publish\": \"%s\"",
                                 word);
        }
    }
    return true;
}

static bool read_options(replay *r, size_t count, PgQuery__Node **nodes, publication_options *o) {
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        if (definition_is(e, "publish")) {
            if (!definition_take(r, e, &o->publish) || !check_publish(r, e)) {
                return false;
            }
        } else if (definition_is(e, "publish_via_partition_root")) {
            if (!definition_take(r, e, &o->root) || !definition_bool(r, e, &o->via_root)) {
                return false;
            }
        } else {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized publication parameter: \"%s\"", e->defname);
        }
    }
    return true;
}

/* --- What WHERE and column lists go with ------------------------------------------------------ */

static bool check_filters(replay *r, const publication_objects *objects, bool via_root) {
    for (int i = 0; i < objects->tables.count; i++) {
        const publication_table *t = &objects->tables.items[i];
        if (t->node->where_clause == NULL) {
            continue;
        }
        const pg_class *c = catalog_relation(r->catalog, t->relation);
        if (!via_root && c->kind == 'p') {
            analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                           "cannot use publication WHERE clause for relation \"%s\"", c->name)
                ->detail = "WHERE clause cannot be used for a partitioned table when "
                           "publish_via_partition_root is false.";
            return false;
        }
        if (publication_filter_read(r, t) == NULL) {
            return false;
        }
    }
    return true;
}

static bool check_columns(replay *r, const pg_named *p, const publication_objects *objects,
                          bool with_schemas) {
    for (int i = 0; i < objects->tables.count; i++) {
        const publication_table *t = &objects->tables.items[i];
        const pg_class *c = catalog_relation(r->catalog, t->relation);
        if (t->node->n_columns == 0 || (!with_schemas && (is_via_root(p) || c->kind != 'p'))) {
            continue;
        }
        analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                       "cannot use column list for relation \"%s.%s\" in publication \"%s\"",
                       catalog_namespace(r->catalog, c->namespace)->name, c->name, p->name)
            ->detail = with_schemas ? "Column lists cannot be specified in publications containing "
                                      "FOR TABLES IN SCHEMA elements."
                                    : "Column lists cannot be specified for partitioned tables "
                                      "when publish_via_partition_root is false.";
        return false;
    }
    return true;
}

/* Without the root, what is said of a partitioned table would count for nothing. */
static bool check_leaving_root(replay *r, const pg_named *p) {
    oid_list tables = publication_tables(r, p->oid);
    for (int i = 0; i < tables.count; i++) {
        const pg_class *c = catalog_relation(r->catalog, tables.items[i]);
        bool filter = publication_has_filter(r, p->oid, c->oid);
        if (c->kind != 'p' || (!filter && !publication_has_columns(r, p->oid, c->oid))) {
            continue;
        }
        analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                       "cannot set parameter \"publish_via_partition_root\" to false for "
                       "publication \"%s\"",
                       p->name)
            ->detail = replay_text(r,
                                   "The publication contains a %s for partitioned table \"%s\", "
                                   "which is not allowed when \"publish_via_partition_root\" is "
                                   "false.",
                                   filter ? "WHERE clause" : "column list", c->name);
        return false;
    }
    return true;
}

/* --- CREATE ----------------------------------------------------------------------------------- */

static bool add_tables(replay *r, const pg_named *p, const publication_objects *objects,
                       bool exists_ok) {
    for (int i = 0; i < objects->tables.count; i++) {
        if (!publication_add_table(r, p, &objects->tables.items[i], exists_ok)) {
            return false;
        }
    }
    return true;
}

static bool add_schemas(replay *r, const pg_named *p, const publication_objects *objects,
                        bool exists_ok) {
    for (int i = 0; i < objects->schemas.count; i++) {
        if (!publication_add_schema(r, p, objects->schemas.items[i], exists_ok)) {
            return false;
        }
    }
    return true;
}

bool create_publication_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreatePublicationStmt *s = node->create_publication_stmt;
    if (catalog_find_named(r->catalog, CLASS_PUBLICATION, 0, s->pubname) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "publication \"%s\" already exists",
                             s->pubname);
    }
    publication_options o = {0};
    if (!read_options(r, s->n_options, s->options, &o)) {
        return false;
    }
    oid made = catalog_add(
        r->catalog, CLASS_PUBLICATION,
        &(pg_named){.name = s->pubname, .kind_detail = kind_of(s->for_all_tables, o.via_root)});
    const pg_named *p = catalog_find(r->catalog, CLASS_PUBLICATION, made);
    publication_objects objects = {0};
    return publication_read_objects(r, s->n_pubobjects, s->pubobjects, &objects) &&
           check_filters(r, &objects, o.via_root) &&
           check_columns(r, p, &objects, objects.schemas.count > 0) &&
           add_tables(r, p, &objects, true) && add_schemas(r, p, &objects, true);
}

/* --- ALTER ------------------------------------------------------------------------------------ */

static bool alter_options(replay *r, const pg_named *p, size_t count, PgQuery__Node **nodes) {
    publication_options o = {0};
    if (!read_options(r, count, nodes, &o)) {
        return false;
    }
    if (o.root == NULL) {
        return true;
    }
    if (!is_for_all(p) && !o.via_root && !check_leaving_root(r, p)) {
        return false;
    }
    pg_named edit = *p;
    edit.kind_detail = kind_of(is_for_all(p), o.via_root);
    catalog_update(r->catalog, CLASS_PUBLICATION, &edit);
    return true;
}

static bool remove_all(replay *r, const pg_named *p, oid_list members) {
    for (int i = 0; i < members.count; i++) {
        if (!publication_remove(r, p->oid, members.items[i])) {
            return false;
        }
    }
    return true;
}

static bool alter_tables(replay *r, const pg_named *p, int action,
                         const publication_objects *objects) {
    if (action == ACTION(DropObjects)) {
        for (int i = 0; i < objects->tables.count; i++) {
            if (!publication_drop_table(r, p, &objects->tables.items[i])) {
                return false;
            }
        }
        return true;
    }
    bool set = action == ACTION(SetObjects);
    bool with_schemas =
        objects->schemas.count > 0 || (!set && publication_schemas(r, p->oid).count > 0);
    return check_filters(r, objects, is_via_root(p)) &&
           check_columns(r, p, objects, with_schemas) &&
           (!set || remove_all(r, p, publication_tables(r, p->oid))) &&
           add_tables(r, p, objects, set);
}

static bool check_no_columns(replay *r, const pg_named *p) {
    oid_list tables = publication_tables(r, p->oid);
    for (int i = 0; i < tables.count; i++) {
        if (publication_has_columns(r, p->oid, tables.items[i])) {
            analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                           "cannot add schema to publication \"%s\"", p->name)
                ->detail = "Schemas cannot be added if any tables that specify a column list are "
                           "already part of the publication.";
            return false;
        }
    }
    return true;
}

static bool alter_schemas(replay *r, const pg_named *p, int action,
                          const publication_objects *objects) {
    if (action == ACTION(DropObjects)) {
        for (int i = 0; i < objects->schemas.count; i++) {
            if (!publication_drop_schema(r, p, objects->schemas.items[i])) {
                return false;
            }
        }
        return true;
    }
    bool set = action == ACTION(SetObjects);
    if (!set && objects->schemas.count > 0 && !check_no_columns(r, p)) {
        return false;
    }
    return (!set || remove_all(r, p, publication_schemas(r, p->oid))) &&
           add_schemas(r, p, objects, set);
}

bool alter_publication_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterPublicationStmt *s = node->alter_publication_stmt;
    const pg_named *p = catalog_find_named(r->catalog, CLASS_PUBLICATION, 0, s->pubname);
    if (p == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "publication \"%s\" does not exist",
                             s->pubname);
    }
    if (s->n_options > 0) {
        return alter_options(r, p, s->n_options, s->options);
    }
    publication_objects objects = {0};
    bool for_all = is_for_all(p);
    if (!for_all && !publication_read_objects(r, s->n_pubobjects, s->pubobjects, &objects)) {
        return false;
    }
    if (for_all) {
        analysis_error(r->analysis, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                       "publication \"%s\" is defined as FOR ALL TABLES", p->name)
            ->detail = "Tables cannot be added to or dropped from FOR ALL TABLES publications.";
        return false;
    }
    return alter_tables(r, p, (int)s->action, &objects) &&
           alter_schemas(r, p, (int)s->action, &objects);
}
