#include "replay/command_tag.h"

static const char *transaction_tag(const PgQuery__TransactionStmt *s) {
    switch ((int)s->kind) {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
        return "BEGIN";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
        return "START TRANSACTION";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
        return "COMMIT";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO:
        return "ROLLBACK";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
        return "SAVEPOINT";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE:
        return "RELEASE";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE:
        return "PREPARE TRANSACTION";
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED:
        return "COMMIT PREPARED";
    default:
        return "ROLLBACK PREPARED";
    }
}

/* ALTER TABLE's forms for other relations, and DROP, have the object's own name. */
static const char *const object_tags[][2] = {
#define OBJECT(kind) [PG_QUERY__OBJECT_TYPE__OBJECT_##kind]
    OBJECT(AGGREGATE) = {"DROP AGGREGATE", "ALTER AGGREGATE"},
    OBJECT(FOREIGN_TABLE) = {"DROP FOREIGN TABLE", "ALTER FOREIGN TABLE"},
    OBJECT(FUNCTION) = {"DROP FUNCTION", "ALTER FUNCTION"},
    OBJECT(INDEX) = {"DROP INDEX", "ALTER INDEX"},
    OBJECT(MATVIEW) = {"DROP MATERIALIZED VIEW", "ALTER MATERIALIZED VIEW"},
    OBJECT(PROCEDURE) = {"DROP PROCEDURE", "ALTER PROCEDURE"},
    OBJECT(SCHEMA) = {"DROP SCHEMA", "ALTER SCHEMA"},
    OBJECT(SEQUENCE) = {"DROP SEQUENCE", "ALTER SEQUENCE"},
    OBJECT(TABLE) = {"DROP TABLE", "ALTER TABLE"},
    OBJECT(TYPE) = {"DROP TYPE", "ALTER TYPE"},
    OBJECT(VIEW) = {"DROP VIEW", "ALTER VIEW"},
#undef OBJECT
};

static const char *object_tag(int object, bool alter) {
    size_t count = sizeof object_tags / sizeof object_tags[0];
    const char *tag = (size_t)object < count ? object_tags[object][alter] : NULL;
    return tag != NULL ? tag : alter ? "ALTER" : "DROP";
}

static const char *const simple_tags[] = {
#define STATEMENT(kind) [PG_QUERY__NODE__NODE_##kind]
    STATEMENT(CREATE_STMT) = "CREATE TABLE",
    STATEMENT(CREATE_FOREIGN_TABLE_STMT) = "CREATE FOREIGN TABLE",
    STATEMENT(CREATE_SCHEMA_STMT) = "CREATE SCHEMA",
    STATEMENT(CREATE_SEQ_STMT) = "CREATE SEQUENCE",
    STATEMENT(CREATE_EXTENSION_STMT) = "CREATE EXTENSION",
    STATEMENT(CREATE_DOMAIN_STMT) = "CREATE DOMAIN",
    STATEMENT(CREATE_TRIG_STMT) = "CREATE TRIGGER",
    STATEMENT(COMPOSITE_TYPE_STMT) = "CREATE TYPE",
    STATEMENT(CREATE_ENUM_STMT) = "CREATE TYPE",
    STATEMENT(CREATE_RANGE_STMT) = "CREATE TYPE",
    STATEMENT(VIEW_STMT) = "CREATE VIEW",
    STATEMENT(INDEX_STMT) = "CREATE INDEX",
    STATEMENT(RULE_STMT) = "CREATE RULE",
    STATEMENT(ALTER_SEQ_STMT) = "ALTER SEQUENCE",
    STATEMENT(ALTER_DOMAIN_STMT) = "ALTER DOMAIN",
    STATEMENT(ALTER_ENUM_STMT) = "ALTER TYPE",
    STATEMENT(TRUNCATE_STMT) = "TRUNCATE TABLE",
    STATEMENT(COMMENT_STMT) = "COMMENT",
    STATEMENT(COPY_STMT) = "COPY",
    STATEMENT(CALL_STMT) = "CALL",
    STATEMENT(DO_STMT) = "DO",
    STATEMENT(EXECUTE_STMT) = "EXECUTE",
    STATEMENT(PREPARE_STMT) = "PREPARE",
    STATEMENT(EXPLAIN_STMT) = "EXPLAIN",
    STATEMENT(DECLARE_CURSOR_STMT) = "DECLARE CURSOR",
    STATEMENT(NOTIFY_STMT) = "NOTIFY",
    STATEMENT(LISTEN_STMT) = "LISTEN",
    STATEMENT(UNLISTEN_STMT) = "UNLISTEN",
    STATEMENT(LOAD_STMT) = "LOAD",
    STATEMENT(LOCK_STMT) = "LOCK TABLE",
    STATEMENT(CHECK_POINT_STMT) = "CHECKPOINT",
    STATEMENT(VARIABLE_SHOW_STMT) = "SHOW",
    STATEMENT(REFRESH_MAT_VIEW_STMT) = "REFRESH MATERIALIZED VIEW",
    STATEMENT(CLUSTER_STMT) = "CLUSTER",
    STATEMENT(REINDEX_STMT) = "REINDEX",
    STATEMENT(SELECT_STMT) = "SELECT",
    STATEMENT(INSERT_STMT) = "INSERT",
    STATEMENT(UPDATE_STMT) = "UPDATE",
    STATEMENT(DELETE_STMT) = "DELETE",
    STATEMENT(MERGE_STMT) = "MERGE",
#undef STATEMENT
};

const char *command_tag(const PgQuery__Node *statement) {
    switch ((int)statement->node_case) {
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
        return transaction_tag(statement->transaction_stmt);
    case PG_QUERY__NODE__NODE_DROP_STMT:
        return object_tag((int)statement->drop_stmt->remove_type, false);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return object_tag((int)statement->alter_table_stmt->objtype, true);
    case PG_QUERY__NODE__NODE_RENAME_STMT:
        return object_tag((int)statement->rename_stmt->rename_type, true);
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return statement->create_function_stmt->is_procedure ? "CREATE PROCEDURE"
                                                             : "CREATE FUNCTION";
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
        return statement->variable_set_stmt->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET
                   ? "RESET"
                   : "SET";
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
        return statement->vacuum_stmt->is_vacuumcmd ? "VACUUM" : "ANALYZE";
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        return statement->create_table_as_stmt->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW
                   ? "CREATE MATERIALIZED VIEW"
                   : "CREATE TABLE AS";
    case PG_QUERY__NODE__NODE_GRANT_STMT:
        return statement->grant_stmt->is_grant ? "GRANT" : "REVOKE";
    default:
        break;
    }
    size_t count = sizeof simple_tags / sizeof simple_tags[0];
    const char *tag =
        (size_t)statement->node_case < count ? simple_tags[statement->node_case] : NULL;
    return tag != NULL ? tag : "this statement";
}
