#include "replay/statements.h"

/*
 * Transaction blocks: the catalog is marked at their beginning and at savepoints, and rolled back
 * to the mark.  An error inside a block undoes its own statement only, so that one mistake does not
 * hide the following ones.
 */

static int find_savepoint(const replay *r, const char *name) {
    for (int i = r->savepoints.count - 1; i > 0; i--) {
        if (strcmp(r->savepoints.items[i].name, name) == 0) {
            return i;
        }
    }
    return 0;
}

static void put_local_settings_back(replay *r) {
    for (int i = r->locals.count - 1; i >= 0; i--) {
        const local_setting *s = &r->locals.items[i];
        if (strcmp(s->name, "search_path") == 0) {
            r->path = s->path;
            r->path_count = s->path_count;
            search_path_set(r->catalog, s->path, s->path_count);
        } else {
            catalog_set_setting(r->catalog, s->name, s->value);
        }
    }
    r->locals.count = 0;
}

static void begin(replay *r) {
    if (r->savepoints.count > 0) {
        replay_warn(r, SQLSTATE_ACTIVE_SQL_TRANSACTION, -1,
                    "there is already a transaction in progress");
        return;
    }
    *LIST_PUSH(r->arena, &r->savepoints) =
        (savepoint){NULL, catalog_save(r->catalog), r->path, r->path_count};
}

static void end(replay *r, bool undo) {
    if (r->savepoints.count == 0) {
        replay_warn(r, SQLSTATE_NO_ACTIVE_SQL_TRANSACTION, -1,
                    "there is no transaction in progress");
        return;
    }
    if (undo) {
        const savepoint *start = &r->savepoints.items[0];
        catalog_rollback(r->catalog, start->mark);
        r->path = start->path;
        r->path_count = start->path_count;
        r->locals.count = 0;
    } else {
        put_local_settings_back(r);
    }
    r->savepoints.count = 0;
}

static bool need_block(replay *r, const char *what) {
    return r->savepoints.count > 0 ||
           replay_refuse(r, SQLSTATE_NO_ACTIVE_SQL_TRANSACTION, -1,
                         "%s can only be used in transaction blocks", what);
}

static bool need_savepoint(replay *r, const char *name, const char *what, int *found) {
    if (!need_block(r, what)) {
        return false;
    }
    *found = find_savepoint(r, name);
    return *found > 0 || replay_refuse(r, SQLSTATE_INVALID_SAVEPOINT_SPECIFICATION, -1,
                                       "savepoint \"%s\" does not exist", name);
}

bool transaction_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__TransactionStmt *s = node->transaction_stmt;
    int found = 0;
    switch (s->kind) {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
        begin(r);
        return true;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
        end(r, false);
        break;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
        end(r, true);
        break;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
        if (!need_block(r, "SAVEPOINT")) {
            return false;
        }
        *LIST_PUSH(r->arena, &r->savepoints) =
            (savepoint){s->savepoint_name, catalog_save(r->catalog), r->path, r->path_count};
        return true;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
        if (!need_savepoint(r, s->savepoint_name, "RELEASE SAVEPOINT", &found)) {
            return false;
        }
        r->savepoints.count = found;
        return true;
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
        if (!need_savepoint(r, s->savepoint_name, "ROLLBACK TO SAVEPOINT", &found)) {
            return false;
        }
        catalog_rollback(r->catalog, r->savepoints.items[found].mark);
        r->path = r->savepoints.items[found].path;
        r->path_count = r->savepoints.items[found].path_count;
        r->savepoints.count = found + 1;
        return true;
    default:
        return true;
    }
    if (s->chain) {
        begin(r);
    }
    return true;
}
