#include "replay/statements.h"

#include "replay/object_lookup.h"
#include "replay/relation.h"

/* COMMENT ON. */

static bool is_kept(int type) {
    switch (type) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_ROLE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_TABLESPACE:
    case PG_QUERY__OBJECT_TYPE__OBJECT_LARGEOBJECT:
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRANSFORM:
        return false;
    default:
        return true;
    }
}

bool comment_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CommentStmt *s = node->comment_stmt;
    if (!is_kept((int)s->objtype)) {
        return true;
    }
    object_lookup found = object_find(r, (int)s->objtype, s->object, false);
    if (!found.found) {
        return !r->analysis->failed;
    }
    if (s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN) {
        const pg_class *c = catalog_relation(r->catalog, found.address.object);
        if (strchr("rvmcfp", c->kind) == NULL) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                 "cannot set comment on relation \"%s\"", c->name);
        }
    }
    catalog_set_comment(r->catalog, found.address, string_or_null(s->comment));
    return true;
}

bool owner_replay(replay *r, PgQuery__Node *node) {
    /* Owners are not kept yet; the object must be there. */
    const PgQuery__AlterOwnerStmt *s = node->alter_owner_stmt;
    if (s->object == NULL || !is_kept((int)s->object_type)) {
        return true;
    }
    object_lookup found = object_find(r, (int)s->object_type, s->object, false);
    return found.found || !r->analysis->failed;
}
