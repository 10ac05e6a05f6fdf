#include "replay/statements.h"

#include "replay/settings.h"

/* CREATE SCHEMA with the statements in it. */

static const char *role_name(const PgQuery__RoleSpec *role) {
    return role != NULL && role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING
               ? role->rolename
               : "postgres";
}

/* The relation a schema element makes or works on, when it is one of those with a relation. */
static PgQuery__RangeVar *element_relation(const PgQuery__Node *n) {
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        return n->create_stmt->relation;
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        return n->view_stmt->view;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return n->index_stmt->relation;
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        return n->create_seq_stmt->sequence;
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        return n->create_trig_stmt->relation;
    default:
        return NULL;
    }
}

/* Elements run by kind: sequences, tables, views, indexes, triggers, grants. */
static int element_rank(const PgQuery__Node *n) {
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        return 0;
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        return 1;
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        return 2;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return 3;
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        return 4;
    default:
        return 5;
    }
}

/* An element must not name another schema; without one it is made in the new schema. */
static bool place_element(replay *r, PgQuery__Node *n, const char *schema) {
    PgQuery__RangeVar *var = element_relation(n);
    if (var == NULL) {
        return true;
    }
    if (string_or_null(var->schemaname) != NULL && strcmp(var->schemaname, schema) != 0) {
        return replay_refuse(
            r, SQLSTATE_INVALID_SCHEMA_DEFINITION, -1,
            "CREATE specifies a schema (%s) different from the one being created (%s)",
            var->schemaname, schema);
    }
    if (n->node_case != PG_QUERY__NODE__NODE_INDEX_STMT) {
        var->schemaname = arena_strdup(r->arena, schema);
    }
    return true;
}

static bool replay_elements(replay *r, const PgQuery__CreateSchemaStmt *s, const char *schema) {
    for (size_t i = 0; i < s->n_schema_elts; i++) {
        if (!place_element(r, s->schema_elts[i], schema)) {
            return false;
        }
    }
    for (int rank = 0; rank <= 5; rank++) {
        for (size_t i = 0; i < s->n_schema_elts; i++) {
            if (element_rank(s->schema_elts[i]) == rank && !replay_dispatch(r, s->schema_elts[i])) {
                return false;
            }
        }
    }
    return true;
}

bool create_schema_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateSchemaStmt *s = node->create_schema_stmt;
    const char *name = string_or_null(s->schemaname);
    if (name == NULL) {
        name = role_name(s->authrole);
    }
    if (strncmp(name, "pg_", 3) == 0) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_RESERVED_NAME, -1,
                                       "unacceptable schema name \"%s\"", name);
        d->detail = "The prefix \"pg_\" is reserved for system schemas.";
        return false;
    }
    if (search_path_namespace(r->catalog, name) != INVALID_OID) {
        return s->if_not_exists || replay_refuse(r, SQLSTATE_DUPLICATE_SCHEMA, -1,
                                                 "schema \"%s\" already exists", name);
    }
    catalog_add(r->catalog, CLASS_NAMESPACE, &(pg_namespace){.name = name});
    if (s->n_schema_elts == 0) {
        return true;
    }
    /* Inside the statement the new schema comes first in the search path. */
    static const char *const default_path[] = {"$user", "public"};
    const char *const *old_path = r->path;
    int old_count = r->path_count;
    const char *const *base = old_path != NULL ? old_path : default_path;
    int base_count = old_path != NULL ? old_count : 2;
    const char **path = ARENA_ARRAY(r->arena, const char *, base_count + 1);
    path[0] = name;
    for (int i = 0; i < base_count; i++) {
        path[i + 1] = base[i];
    }
    settings_set_path(r, path, base_count + 1);
    bool done = replay_elements(r, s, name);
    settings_set_path(r, old_path, old_count);
    return done;
}
