#include "replay/access_method.h"

#include "replay/definition.h"
#include "replay/object_statements.h"

/* CREATE ACCESS METHOD. */

enum { TABLE_AM_HANDLEROID = 269, INDEX_AM_HANDLEROID = 325 };

bool create_access_method_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateAmStmt *s = node->create_am_stmt;
    static const oid internal[] = {INTERNALOID};
    if (catalog_find_named(r->catalog, CLASS_AM, 0, s->amname) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "access method \"%s\" already exists", s->amname);
    }
    char type = s->amtype[0];
    const pg_proc *handler = definition_function_returning(
        r, (name_parts){s->n_handler_name, s->handler_name}, 1, internal,
        type == 't' ? TABLE_AM_HANDLEROID : INDEX_AM_HANDLEROID, SQLSTATE_WRONG_OBJECT_TYPE);
    if (handler == NULL) {
        return false;
    }
    oid made = catalog_add(r->catalog, CLASS_AM, &(pg_am){.name = s->amname, .type = type});
    depend_normal(r, address_of(CLASS_AM, made), address_of(CLASS_PROC, handler->oid));
    return true;
}

bool access_method_check_table(replay *r, const char *name) {
    const pg_am *am = catalog_find_named(r->catalog, CLASS_AM, INVALID_OID, name);
    if (am == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "access method \"%s\" does not exist", name);
    }
    return am->type == 't' ||
           replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                         "access method \"%s\" is not of type %s", name, "TABLE");
}
