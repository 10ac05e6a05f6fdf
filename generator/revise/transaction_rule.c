#include "revise/transaction_rule.h"

#include <string.h>

static bool has_option(size_t count, PgQuery__Node *const *options, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (options[i]->node_case == PG_QUERY__NODE__NODE_DEF_ELEM &&
            strcmp(options[i]->def_elem->defname, name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *refused_reindex(const PgQuery__ReindexStmt *s) {
    switch ((int)s->kind) {
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SCHEMA:
        return "REINDEX SCHEMA";
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_SYSTEM:
        return "REINDEX SYSTEM";
    case PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_DATABASE:
        return "REINDEX DATABASE";
    default:
        return has_option(s->n_params, s->params, "concurrently") ? "REINDEX CONCURRENTLY" : NULL;
    }
}

static const char *refused_alter_table(const PgQuery__AlterTableStmt *s) {
    for (size_t i = 0; i < s->n_cmds; i++) {
        const PgQuery__AlterTableCmd *cmd = s->cmds[i]->alter_table_cmd;
        if (cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition && cmd->def != NULL &&
            cmd->def->node_case == PG_QUERY__NODE__NODE_PARTITION_CMD &&
            cmd->def->partition_cmd->concurrent) {
            return "ALTER TABLE ... DETACH CONCURRENTLY";
        }
    }
    return NULL;
}

static const char *refused_alter_database(const PgQuery__AlterDatabaseStmt *s) {
    return has_option(s->n_options, s->options, "tablespace") ? "ALTER DATABASE SET TABLESPACE"
                                                              : NULL;
}

/* Making a replication slot is what cannot be undone; it is done unless told otherwise. */
static const char *refused_subscription(const PgQuery__CreateSubscriptionStmt *s) {
    bool connects = true;
    for (size_t i = 0; i < s->n_options; i++) {
        const PgQuery__DefElem *e = s->options[i]->def_elem;
        const char *value = e->arg != NULL && e->arg->node_case == PG_QUERY__NODE__NODE_STRING
                                ? e->arg->string->sval
                                : "";
        if ((strcmp(e->defname, "connect") == 0 || strcmp(e->defname, "create_slot") == 0) &&
            strcmp(value, "false") == 0) {
            connects = false;
        }
    }
    return connects ? "CREATE SUBSCRIPTION ... WITH (create_slot = true)" : NULL;
}

const char *transaction_rule_refused(const sql_statement *s) {
    const PgQuery__Node *n = s->node;
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return n->index_stmt->concurrent ? "CREATE INDEX CONCURRENTLY" : NULL;
    case PG_QUERY__NODE__NODE_DROP_STMT:
        return n->drop_stmt->concurrent ? "DROP INDEX CONCURRENTLY" : NULL;
    case PG_QUERY__NODE__NODE_REINDEX_STMT:
        return refused_reindex(n->reindex_stmt);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return refused_alter_table(n->alter_table_stmt);
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
        return n->vacuum_stmt->is_vacuumcmd ? "VACUUM" : NULL;
    case PG_QUERY__NODE__NODE_CLUSTER_STMT:
        return n->cluster_stmt->relation == NULL ? "CLUSTER" : NULL;
    case PG_QUERY__NODE__NODE_CREATEDB_STMT:
        return "CREATE DATABASE";
    case PG_QUERY__NODE__NODE_DROPDB_STMT:
        return "DROP DATABASE";
    case PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT:
        return refused_alter_database(n->alter_database_stmt);
    case PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT:
        return "CREATE TABLESPACE";
    case PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT:
        return "DROP TABLESPACE";
    case PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT:
        return "ALTER SYSTEM";
    case PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT:
        return refused_subscription(n->create_subscription_stmt);
    case PG_QUERY__NODE__NODE_DISCARD_STMT:
        return n->discard_stmt->target == PG_QUERY__DISCARD_MODE__DISCARD_ALL ? "DISCARD ALL"
                                                                              : NULL;
    default:
        return NULL;
    }
}

bool transaction_rule_controls(const sql_statement *s) {
    if (s->node->node_case != PG_QUERY__NODE__NODE_TRANSACTION_STMT) {
        return false;
    }
    switch ((int)s->node->transaction_stmt->kind) {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
        return false;
    default:
        return true;
    }
}

/* Nested block comments are rare before the first statement; the runner reads them the same way. */
bool transaction_rule_is_marked(const source_file *file) {
    const char *p = file->bytes;
    for (;;) {
        p += strspn(p, " \t\r\n\f\v");
        if (strncmp(p, "/*", 2) == 0) {
            const char *end = strstr(p, "*/");
            if (end == NULL) {
                return false;
            }
            p = end + 2;
            continue;
        }
        if (strncmp(p, "--", 2) != 0) {
            return false;
        }
        size_t length = strcspn(p, "\r\n");
        const char *words = p + 2 + strspn(p + 2, " \t");
        if (strncmp(words, "oriel:", 6) == 0) {
            words += 6;
            words += strspn(words, " \t");
            if (strncmp(words, "no-transaction", 14) == 0) {
                return true;
            }
        }
        p += length;
    }
}
