#include "replay/object_statements.h"

#include <strings.h>

#include "replay/definition.h"
#include "replay/relation.h"

/* Publications and subscriptions: nothing that a view could see, so names are all that is kept. */

#define OBJECT_KIND(name) PG_QUERY__PUBLICATION_OBJ_SPEC_TYPE__PUBLICATIONOBJ_##name

static const char all_tables[] = "all tables";

/* --- Publications ----------------------------------------------------------------------------- */

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

static bool check_options(replay *r, size_t count, PgQuery__Node **nodes) {
    const definition_option *publish = NULL;
    const definition_option *root = NULL;
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        bool value;
        if (definition_is(e, "publish")) {
            if (!definition_take(r, e, &publish) || !check_publish(r, e)) {
                return false;
            }
        } else if (definition_is(e, "publish_via_partition_root")) {
            if (!definition_take(r, e, &root) || !definition_bool(r, e, &value)) {
                return false;
            }
        } else {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized publication parameter: \"%s\"", e->defname);
        }
    }
    return true;
}

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

static bool check_table(replay *r, const pg_class *c, const PgQuery__PublicationTable *t) {
    if (c->kind != 'r' && c->kind != 'p') {
        return refuse_table(r, c, kind_in_plural(c->kind));
    }
    if (c->oid < FIRST_USER_OID) {
        return refuse_table(r, c, "system tables");
    }
    if (c->persistence == 't') {
        return refuse_table(r, c, "temporary tables");
    }
    if (c->persistence == 'u') {
        return refuse_table(r, c, "unlogged tables");
    }
    for (size_t i = 0; i < t->n_columns; i++) {
        const char *name = node_string(t->columns[i]);
        if (relation_column(c, name) == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                                 "column \"%s\" of relation \"%s\" does not exist", name, c->name);
        }
    }
    return true;
}

static bool check_object(replay *r, const PgQuery__PublicationObjSpec *o, bool check_kind) {
    if (o->pubobjtype == OBJECT_KIND(TABLES_IN_SCHEMA)) {
        return definition_schema(r, o->name) != INVALID_OID;
    }
    if (o->pubobjtype == OBJECT_KIND(TABLES_IN_CUR_SCHEMA)) {
        return search_path_active(r->catalog)->creation != INVALID_OID ||
               replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1,
                             "no schema has been selected for CURRENT_SCHEMA");
    }
    const pg_class *c = relation_open(r, o->pubtable->relation, false);
    return c != NULL && (!check_kind || check_table(r, c, o->pubtable));
}

static bool check_objects(replay *r, size_t count, PgQuery__Node **nodes, bool check_kind) {
    for (size_t i = 0; i < count; i++) {
        if (!check_object(r, nodes[i]->publication_obj_spec, check_kind)) {
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
    if (!check_options(r, s->n_options, s->options) ||
        !check_objects(r, s->n_pubobjects, s->pubobjects, true)) {
        return false;
    }
    catalog_add(
        r->catalog, CLASS_PUBLICATION,
        &(pg_named){.name = s->pubname, .kind_detail = s->for_all_tables ? all_tables : NULL});
    return true;
}

bool alter_publication_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterPublicationStmt *s = node->alter_publication_stmt;
    const pg_named *p = catalog_find_named(r->catalog, CLASS_PUBLICATION, 0, s->pubname);
    if (p == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "publication \"%s\" does not exist",
                             s->pubname);
    }
    if (s->n_options > 0) {
        return check_options(r, s->n_options, s->options);
    }
    if (text_equal(p->kind_detail, all_tables)) {
        analysis_error(r->analysis, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                       "publication \"%s\" is defined as FOR ALL TABLES", p->name)
            ->detail = "Tables cannot be added to or dropped from FOR ALL TABLES publications.";
        return false;
    }
    return check_objects(r, s->n_pubobjects, s->pubobjects,
                         s->action != PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects);
}

/* --- Subscriptions ---------------------------------------------------------------------------- */

static const pg_named *need_subscription(replay *r, const char *name, bool missing_ok) {
    const pg_named *s = catalog_find_named(r->catalog, CLASS_SUBSCRIPTION, 0, name);
    if (s == NULL && !missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "subscription \"%s\" does not exist", name);
    }
    return s;
}

static bool check_subscription_options(replay *r, size_t count, PgQuery__Node **nodes) {
    static const char *const known[] = {
        "connect", "enabled", "create_slot", "slot_name", "copy_data",        "synchronous_commit",
        "refresh", "binary",  "streaming",   "two_phase", "disable_on_error", "lsn",
    };
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            found = found || definition_is(e, known[k]);
        }
        if (!found) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized subscription parameter: \"%s\"", e->defname);
        }
        for (size_t k = 0; k < i; k++) {
            if (definition_is(nodes[k]->def_elem, e->defname)) {
                return definition_conflict(r, e);
            }
        }
    }
    return true;
}

static bool check_publications(replay *r, size_t count, PgQuery__Node **names) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (text_equal(node_string(names[i]), node_string(names[k]))) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                     "publication name \"%s\" used more than once",
                                     node_string(names[i]));
            }
        }
    }
    return true;
}

bool create_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateSubscriptionStmt *s = node->create_subscription_stmt;
    if (!check_subscription_options(r, s->n_options, s->options)) {
        return false;
    }
    if (need_subscription(r, s->subname, true) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "subscription \"%s\" already exists",
                             s->subname);
    }
    if (!check_publications(r, s->n_publication, s->publication)) {
        return false;
    }
    catalog_add(r->catalog, CLASS_SUBSCRIPTION, &(pg_named){.name = s->subname});
    return true;
}

bool alter_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterSubscriptionStmt *s = node->alter_subscription_stmt;
    return need_subscription(r, s->subname, false) != NULL &&
           check_subscription_options(r, s->n_options, s->options) &&
           check_publications(r, s->n_publication, s->publication);
}

bool drop_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__DropSubscriptionStmt *s = node->drop_subscription_stmt;
    const pg_named *old = need_subscription(r, s->subname, s->missing_ok);
    if (old == NULL) {
        return !r->analysis->failed;
    }
    catalog_set_comment(r->catalog, address_of(CLASS_SUBSCRIPTION, old->oid), NULL);
    catalog_remove(r->catalog, CLASS_SUBSCRIPTION, old->oid);
    return true;
}
