#include "replay/replay_internal.h"

#include "replay/object_statements.h"
#include "replay/statements.h"

enum { MAX_STATEMENT_DEPTH = 16 };

/* Statements that leave everything a view can see as it is. */
static bool accept_silently(replay *r, PgQuery__Node *node) {
    r->left_nothing = node == r->node; /* not inside CREATE SCHEMA */
    return true;
}

static bool warn_call(replay *r, PgQuery__Node *node) {
    (void)node;
    replay_warn(r, SQLSTATE_WARNING, -1,
                "the effect of a procedure's call cannot be known without a server");
    return true;
}

static bool warn_execute(replay *r, PgQuery__Node *node) {
    (void)node;
    replay_warn(r, SQLSTATE_WARNING, -1, "the effect of EXECUTE cannot be known without a server");
    return true;
}

/* One row per kind of statement. */
typedef struct dispatch_row {
    PgQuery__Node__NodeCase node_case;
    replay_handler handler;
} dispatch_row;

static const dispatch_row dispatch_table[] = {
#define STATEMENT(kind, handler)                                                                   \
    { PG_QUERY__NODE__NODE_##kind, handler }
    /* schemas, settings, transactions */
    STATEMENT(CREATE_SCHEMA_STMT, create_schema_replay),
    STATEMENT(VARIABLE_SET_STMT, set_replay),
    STATEMENT(TRANSACTION_STMT, transaction_replay),
    STATEMENT(SELECT_STMT, select_statement_replay),
    /* relations */
    STATEMENT(CREATE_STMT, create_table_replay),
    STATEMENT(CREATE_FOREIGN_TABLE_STMT, create_foreign_table_replay),
    STATEMENT(CREATE_TABLE_AS_STMT, create_table_as_replay),
    STATEMENT(REFRESH_MAT_VIEW_STMT, refresh_replay),
    STATEMENT(VIEW_STMT, create_view_replay),
    STATEMENT(INDEX_STMT, create_index_replay),
    STATEMENT(CREATE_SEQ_STMT, create_sequence_replay),
    STATEMENT(ALTER_SEQ_STMT, alter_sequence_replay),
    STATEMENT(ALTER_TABLE_STMT, alter_table_replay),
    STATEMENT(RULE_STMT, create_rule_replay),
    STATEMENT(CREATE_TRIG_STMT, create_trigger_replay),
    STATEMENT(CREATE_POLICY_STMT, create_policy_replay),
    STATEMENT(ALTER_POLICY_STMT, alter_policy_replay),
    STATEMENT(CREATE_STATS_STMT, create_statistics_replay),
    /* any object */
    STATEMENT(RENAME_STMT, rename_replay),
    STATEMENT(ALTER_OBJECT_SCHEMA_STMT, set_schema_replay),
    STATEMENT(DROP_STMT, drop_replay),
    STATEMENT(COMMENT_STMT, comment_replay),
    STATEMENT(ALTER_OWNER_STMT, owner_replay),
    /* types, functions and the like */
    STATEMENT(COMPOSITE_TYPE_STMT, composite_type_replay),
    STATEMENT(CREATE_ENUM_STMT, create_enum_replay),
    STATEMENT(ALTER_ENUM_STMT, alter_enum_replay),
    STATEMENT(CREATE_RANGE_STMT, create_range_replay),
    STATEMENT(ALTER_TYPE_STMT, alter_type_replay),
    STATEMENT(CREATE_DOMAIN_STMT, create_domain_replay),
    STATEMENT(ALTER_DOMAIN_STMT, alter_domain_replay),
    STATEMENT(CREATE_FUNCTION_STMT, create_function_replay),
    STATEMENT(ALTER_FUNCTION_STMT, alter_function_replay),
    STATEMENT(DEFINE_STMT, define_replay),
    STATEMENT(CREATE_CAST_STMT, create_cast_replay),
    STATEMENT(CREATE_CONVERSION_STMT, create_conversion_replay),
    STATEMENT(CREATE_OP_CLASS_STMT, create_operator_class_replay),
    STATEMENT(CREATE_OP_FAMILY_STMT, create_operator_family_replay),
    STATEMENT(ALTER_OP_FAMILY_STMT, alter_operator_family_replay),
    STATEMENT(ALTER_OPERATOR_STMT, alter_operator_replay),
    STATEMENT(CREATE_AM_STMT, create_access_method_replay),
    STATEMENT(CREATE_PLANG_STMT, create_language_replay),
    STATEMENT(CREATE_TRANSFORM_STMT, create_transform_replay),
    STATEMENT(CREATE_EXTENSION_STMT, create_extension_replay),
    STATEMENT(ALTER_EXTENSION_STMT, alter_extension_replay),
    STATEMENT(ALTER_EXTENSION_CONTENTS_STMT, alter_extension_contents_replay),
    STATEMENT(ALTER_OBJECT_DEPENDS_STMT, alter_object_depends_replay),
    STATEMENT(CREATE_FDW_STMT, create_fdw_replay),
    STATEMENT(ALTER_FDW_STMT, alter_fdw_replay),
    STATEMENT(CREATE_FOREIGN_SERVER_STMT, create_server_replay),
    STATEMENT(ALTER_FOREIGN_SERVER_STMT, alter_server_replay),
    STATEMENT(CREATE_USER_MAPPING_STMT, create_user_mapping_replay),
    STATEMENT(ALTER_USER_MAPPING_STMT, alter_user_mapping_replay),
    STATEMENT(DROP_USER_MAPPING_STMT, drop_user_mapping_replay),
    STATEMENT(IMPORT_FOREIGN_SCHEMA_STMT, import_foreign_schema_replay),
    STATEMENT(CREATE_PUBLICATION_STMT, create_publication_replay),
    STATEMENT(ALTER_PUBLICATION_STMT, alter_publication_replay),
    STATEMENT(CREATE_SUBSCRIPTION_STMT, create_subscription_replay),
    STATEMENT(ALTER_SUBSCRIPTION_STMT, alter_subscription_replay),
    STATEMENT(DROP_SUBSCRIPTION_STMT, drop_subscription_replay),
    STATEMENT(CREATE_EVENT_TRIG_STMT, create_event_trigger_replay),
    STATEMENT(ALTER_EVENT_TRIG_STMT, alter_event_trigger_replay),
    STATEMENT(ALTER_TSDICTIONARY_STMT, alter_text_search_dictionary_replay),
    STATEMENT(ALTER_TSCONFIGURATION_STMT, alter_text_search_configuration_replay),
    STATEMENT(ALTER_COLLATION_STMT, alter_collation_replay),
    /* what cannot be known offline */
    STATEMENT(DO_STMT, do_replay),
    STATEMENT(CALL_STMT, warn_call),
    STATEMENT(EXECUTE_STMT, warn_execute),
    /* without effect on what views can see */
    STATEMENT(INSERT_STMT, accept_silently),
    STATEMENT(UPDATE_STMT, accept_silently),
    STATEMENT(DELETE_STMT, accept_silently),
    STATEMENT(MERGE_STMT, accept_silently),
    STATEMENT(COPY_STMT, accept_silently),
    STATEMENT(TRUNCATE_STMT, accept_silently),
    STATEMENT(VACUUM_STMT, accept_silently),
    STATEMENT(CLUSTER_STMT, accept_silently),
    STATEMENT(REINDEX_STMT, accept_silently),
    STATEMENT(CHECK_POINT_STMT, accept_silently),
    STATEMENT(LOCK_STMT, accept_silently),
    STATEMENT(EXPLAIN_STMT, accept_silently),
    STATEMENT(PREPARE_STMT, prepare_replay),
    STATEMENT(DEALLOCATE_STMT, deallocate_replay),
    STATEMENT(DECLARE_CURSOR_STMT, accept_silently),
    STATEMENT(FETCH_STMT, accept_silently),
    STATEMENT(CLOSE_PORTAL_STMT, accept_silently),
    STATEMENT(NOTIFY_STMT, accept_silently),
    STATEMENT(LISTEN_STMT, accept_silently),
    STATEMENT(UNLISTEN_STMT, accept_silently),
    STATEMENT(LOAD_STMT, accept_silently),
    STATEMENT(DISCARD_STMT, discard_replay),
    STATEMENT(CONSTRAINTS_SET_STMT, accept_silently),
    STATEMENT(VARIABLE_SHOW_STMT, accept_silently),
    STATEMENT(SEC_LABEL_STMT, accept_silently),
    STATEMENT(ALTER_STATS_STMT, accept_silently),
    STATEMENT(ALTER_TABLE_MOVE_ALL_STMT, accept_silently),
    /* privileges and what belongs to the whole cluster */
    STATEMENT(GRANT_STMT, accept_silently),
    STATEMENT(GRANT_ROLE_STMT, accept_silently),
    STATEMENT(ALTER_DEFAULT_PRIVILEGES_STMT, accept_silently),
    STATEMENT(CREATE_ROLE_STMT, accept_silently),
    STATEMENT(ALTER_ROLE_STMT, accept_silently),
    STATEMENT(ALTER_ROLE_SET_STMT, accept_silently),
    STATEMENT(DROP_ROLE_STMT, accept_silently),
    STATEMENT(DROP_OWNED_STMT, accept_silently),
    STATEMENT(REASSIGN_OWNED_STMT, accept_silently),
    STATEMENT(CREATEDB_STMT, accept_silently),
    STATEMENT(DROPDB_STMT, accept_silently),
    STATEMENT(ALTER_DATABASE_STMT, accept_silently),
    STATEMENT(ALTER_DATABASE_SET_STMT, accept_silently),
    STATEMENT(ALTER_SYSTEM_STMT, accept_silently),
    STATEMENT(CREATE_TABLE_SPACE_STMT, accept_silently),
    STATEMENT(DROP_TABLE_SPACE_STMT, accept_silently),
    STATEMENT(ALTER_TABLE_SPACE_OPTIONS_STMT, accept_silently),
#undef STATEMENT
};

bool replay_dispatch(replay *r, PgQuery__Node *node) {
    if (r->depth >= MAX_STATEMENT_DEPTH) {
        return replay_refuse(r, SQLSTATE_STATEMENT_TOO_COMPLEX, -1, "stack depth limit exceeded");
    }
    size_t count = sizeof dispatch_table / sizeof dispatch_table[0];
    for (size_t i = 0; i < count; i++) {
        const dispatch_row *row = &dispatch_table[i];
        if (row->node_case != node->node_case) {
            continue;
        }
        r->depth++;
        bool done = row->handler(r, node);
        r->depth--;
        return done;
    }
    return replay_not_supported(r, -1, "this kind of statement");
}

replay *replay_new(arena *a, int pg_version, diagnostics *d) {
    const catalog_snapshot *snapshot = snapshot_of_version(pg_version);
    if (snapshot == NULL) {
        return NULL;
    }
    replay *r = ARENA_NEW(a, replay);
    r->arena = a;
    r->catalog = catalog_new(a, snapshot);
    r->diagnostics = d;
    r->operators = operator_cache_new(a);
    return r;
}

void replay_source(replay *r, const source_file *file) {
    sql_reader *reader = sql_reader_new(r->arena, file, r->diagnostics);
    const sql_statement *statement;
    while ((statement = sql_reader_next(reader)) != NULL) {
        if (replay_statement(r, statement) && r->left_nothing) {
            sql_reader_release(reader);
        }
    }
}

bool replay_statement(replay *r, const sql_statement *statement) {
    analysis an = {
        .catalog = r->catalog,
        .arena = r->arena,
        .diagnostics = r->diagnostics,
        .statement = statement,
        .operators = r->operators,
    };
    r->analysis = &an;
    r->statement = statement;
    r->node = statement->node;
    r->depth = 0;
    r->left_nothing = false;
    catalog_mark mark = catalog_save(r->catalog);
    bool done = replay_dispatch(r, statement->node) && !an.failed;
    if (!done) {
        if (!an.failed) {
            replay_not_supported(r, -1, "this form of the statement");
        }
        catalog_rollback(r->catalog, mark);
    }
    r->analysis = NULL;
    r->statement = NULL;
    return done;
}

const catalog *replay_catalog(const replay *r) {
    return r->catalog;
}

bool replay_refuse(replay *r, const char *sqlstate, int location, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(r->arena, format, arguments);
    va_end(arguments);
    analysis_error(r->analysis, sqlstate, location, "%s", message);
    return false;
}

bool replay_not_supported(replay *r, int location, const char *what) {
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                         "%s is not supported yet by Oriel", what);
}

void replay_warn(replay *r, const char *sqlstate, int location, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diagnostics_vadd(r->diagnostics, DIAGNOSTIC_WARNING, sqlstate,
                     sql_statement_position(r->statement, location), format, arguments);
    va_end(arguments);
}

const char *replay_text(replay *r, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(r->arena, format, arguments);
    va_end(arguments);
    return text;
}
