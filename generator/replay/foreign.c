#include "replay/object_statements.h"

#include "replay/definition.h"
#include "replay/deletion.h"
#include "replay/foreign_option.h"

/* Foreign-data wrappers, servers and user mappings. */

enum { FDW_HANDLEROID = 3115 };

static const pg_named *find(replay *r, catalog_class class, const char *name) {
    return catalog_find_named(r->catalog, class, 0, name);
}

static const pg_named *need(replay *r, catalog_class class, const char *noun, const char *name) {
    const pg_named *n = find(r, class, name);
    if (n == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "%s \"%s\" does not exist", noun, name);
    }
    return n;
}

/* Applies OPTIONS to an object that is there; false with an error. */
static bool change_options(replay *r, catalog_class class, const void *record,
                           foreign_option_change change) {
    if (change.count == 0) {
        return true;
    }
    pg_named edit = *(const pg_named *)record;
    change.old = edit.kind_detail;
    if (!foreign_option_apply(r, &change, &edit.kind_detail)) {
        return false;
    }
    catalog_update(r->catalog, class, &edit);
    return true;
}

/* --- Foreign-data wrappers -------------------------------------------------------------------- */

typedef struct wrapper_functions {
    const definition_option *handler_option, *validator_option;
    oid handler, validator;
} wrapper_functions;

static bool read_functions(replay *r, size_t count, PgQuery__Node **nodes, wrapper_functions *f) {
    static const oid validator_types[] = {TEXTARRAYOID, OIDOID};
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        bool is_handler = definition_is(e, "handler");
        if (!definition_take(r, e, is_handler ? &f->handler_option : &f->validator_option)) {
            return false;
        }
        if (e->arg == NULL) {
            continue;
        }
        name_parts name = definition_name(r, e);
        const pg_proc *p = name.count == 0 ? NULL
                           : is_handler
                               ? definition_function_returning(r, name, 0, NULL, FDW_HANDLEROID,
                                                               SQLSTATE_WRONG_OBJECT_TYPE)
                               : definition_function(r, name, 2, validator_types);
        if (p == NULL) {
            return false;
        }
        *(is_handler ? &f->handler : &f->validator) = p->oid;
    }
    return true;
}

static void depend_functions(replay *r, oid wrapper, const wrapper_functions *f) {
    object_address self = address_of(CLASS_FDW, wrapper);
    if (f->handler != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, f->handler));
    }
    if (f->validator != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, f->validator));
    }
}

bool create_fdw_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateFdwStmt *s = node->create_fdw_stmt;
    wrapper_functions f = {0};
    if (find(r, CLASS_FDW, s->fdwname) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "foreign-data wrapper \"%s\" already exists", s->fdwname);
    }
    if (!read_functions(r, s->n_func_options, s->func_options, &f)) {
        return false;
    }
    oid made =
        catalog_add(r->catalog, CLASS_FDW, &(pg_named){.parent = f.validator, .name = s->fdwname});
    depend_functions(r, made, &f);
    return change_options(
        r, CLASS_FDW, catalog_find(r->catalog, CLASS_FDW, made),
        (foreign_option_change){NULL, s->n_options, s->options, LEVEL_WRAPPER, made});
}

bool alter_fdw_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterFdwStmt *s = node->alter_fdw_stmt;
    wrapper_functions f = {0};
    const pg_named *w = need(r, CLASS_FDW, "foreign-data wrapper", s->fdwname);
    if (w == NULL || !read_functions(r, s->n_func_options, s->func_options, &f)) {
        return false;
    }
    if (s->n_func_options > 0) {
        depend_remove(r->catalog, address_of(CLASS_FDW, w->oid), DEPENDENCY_NORMAL);
        depend_functions(r, w->oid, &f);
    }
    if (f.validator_option != NULL) {
        pg_named edit = *w;
        edit.parent = f.validator;
        catalog_update(r->catalog, CLASS_FDW, &edit);
        w = catalog_find(r->catalog, CLASS_FDW, edit.oid);
    }
    return change_options(
        r, CLASS_FDW, w,
        (foreign_option_change){NULL, s->n_options, s->options, LEVEL_WRAPPER, w->oid});
}

/* --- Servers ---------------------------------------------------------------------------------- */

bool create_server_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateForeignServerStmt *s = node->create_foreign_server_stmt;
    if (find(r, CLASS_FOREIGN_SERVER, s->servername) != NULL) {
        return s->if_not_exists || replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                                 "server \"%s\" already exists", s->servername);
    }
    const pg_named *w = need(r, CLASS_FDW, "foreign-data wrapper", s->fdwname);
    pg_named record = {.name = s->servername};
    if (w == NULL ||
        !foreign_option_apply(
            r, &(foreign_option_change){NULL, s->n_options, s->options, LEVEL_SERVER, w->oid},
            &record.kind_detail)) {
        return false;
    }
    oid made = catalog_add(r->catalog, CLASS_FOREIGN_SERVER, &record);
    depend_normal(r, address_of(CLASS_FOREIGN_SERVER, made), address_of(CLASS_FDW, w->oid));
    return true;
}

bool alter_server_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterForeignServerStmt *s = node->alter_foreign_server_stmt;
    const pg_named *server = need(r, CLASS_FOREIGN_SERVER, "server", s->servername);
    return server != NULL &&
           change_options(r, CLASS_FOREIGN_SERVER, server,
                          (foreign_option_change){NULL, s->n_options, s->options, LEVEL_SERVER,
                                                  foreign_option_wrapper(r, server->oid)});
}

/* --- User mappings ---------------------------------------------------------------------------- */

static const char *user_name(const PgQuery__RoleSpec *role) {
    switch ((int)role->roletype) {
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING:
        return role->rolename;
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC:
        return "public";
    default:
        return "postgres"; /* CURRENT_USER and its like: who replays is the owner of all */
    }
}

bool create_user_mapping_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateUserMappingStmt *s = node->create_user_mapping_stmt;
    const pg_named *server = need(r, CLASS_FOREIGN_SERVER, "server", s->servername);
    if (server == NULL) {
        return false;
    }
    const char *user = user_name(s->user);
    if (catalog_find_child(r->catalog, CLASS_USER_MAPPING, server->oid, user) != NULL) {
        return s->if_not_exists ||
               replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "user mapping for \"%s\" already exists for server \"%s\"", user,
                             server->name);
    }
    pg_named record = {.parent = server->oid, .name = user};
    if (!foreign_option_apply(r,
                              &(foreign_option_change){NULL, s->n_options, s->options,
                                                       LEVEL_MAPPING,
                                                       foreign_option_wrapper(r, server->oid)},
                              &record.kind_detail)) {
        return false;
    }
    oid made = catalog_add(r->catalog, CLASS_USER_MAPPING, &record);
    depend_normal(r, address_of(CLASS_USER_MAPPING, made),
                  address_of(CLASS_FOREIGN_SERVER, server->oid));
    return true;
}

static const catalog_record *find_mapping(replay *r, const PgQuery__RoleSpec *role,
                                          const pg_named *server, bool missing_ok) {
    const char *user = user_name(role);
    const catalog_record *m = catalog_find_child(r->catalog, CLASS_USER_MAPPING, server->oid, user);
    if (m == NULL && !missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                      "user mapping for \"%s\" does not exist for server \"%s\"", user,
                      server->name);
    }
    return m;
}

bool alter_user_mapping_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterUserMappingStmt *s = node->alter_user_mapping_stmt;
    const pg_named *server = need(r, CLASS_FOREIGN_SERVER, "server", s->servername);
    const catalog_record *m = server != NULL ? find_mapping(r, s->user, server, false) : NULL;
    return m != NULL &&
           change_options(r, CLASS_USER_MAPPING, m,
                          (foreign_option_change){NULL, s->n_options, s->options, LEVEL_MAPPING,
                                                  foreign_option_wrapper(r, server->oid)});
}

bool drop_user_mapping_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__DropUserMappingStmt *s = node->drop_user_mapping_stmt;
    const pg_named *server = s->missing_ok ? find(r, CLASS_FOREIGN_SERVER, s->servername)
                                           : need(r, CLASS_FOREIGN_SERVER, "server", s->servername);
    if (server == NULL) {
        return !r->analysis->failed;
    }
    const catalog_record *m = find_mapping(r, s->user, server, s->missing_ok);
    if (m == NULL) {
        return !r->analysis->failed;
    }
    return deletion_perform_one(r, address_of(CLASS_USER_MAPPING, m->oid), true);
}

bool import_foreign_schema_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__ImportForeignSchemaStmt *s = node->import_foreign_schema_stmt;
    if (need(r, CLASS_FOREIGN_SERVER, "server", s->server_name) == NULL ||
        definition_schema(r, s->local_schema) == INVALID_OID) {
        return false;
    }
    replay_warn(r, SQLSTATE_WARNING, -1,
                "the tables that IMPORT FOREIGN SCHEMA makes cannot be known without a server");
    return true;
}
