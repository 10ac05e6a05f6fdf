#include "replay/statements.h"

#include "analyze/coercion.h"
#include "analyze/nullability.h"
#include "analyze/select.h"
#include "catalog/type_format.h"
#include "replay/access_method.h"
#include "replay/index.h"
#include "replay/relation_options.h"
#include "replay/query_run.h"
#include "replay/settings.h"
#include "replay/source_text.h"
#include "replay/table_plan.h"
#include "replay/view.h"

/* CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */

typedef struct made_from_query {
    const PgQuery__IntoClause *into;
    PgQuery__Node *query;
    bool materialized_view;
    bool if_not_exists;
} made_from_query;

static bool check_collations(replay *r, const attribute_list *columns) {
    for (int i = 0; i < columns->count; i++) {
        const pg_attribute *a = &columns->items[i];
        if (a->collation == INVALID_OID && type_collation(r->catalog, a->type) != INVALID_OID) {
            diagnostic *d =
                analysis_error(r->analysis, SQLSTATE_INDETERMINATE_COLLATION, -1,
                               "no collation was derived for column \"%s\" with collatable type %s",
                               a->name, type_format_bare(r->catalog, r->arena, a->type));
            d->hint = "Use the COLLATE clause to set the collation explicitly.";
            return false;
        }
    }
    return true;
}

static bool check_materialized(replay *r, const made_from_query *m, query *q) {
    if (!m->materialized_view) {
        return true;
    }
    if (view_query_modifies(q)) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "materialized views must not use data-modifying statements in WITH");
    }
    if (view_query_uses_temporary(r, q)) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "materialized views must not use temporary tables or views");
    }
    return relation_persistence(m->into->rel) != 'u' ||
           replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "materialized views cannot be unlogged");
}

static oid create(replay *r, const made_from_query *m, const attribute_list *columns, oid namespace,
                  char persistence) {
    return relation_create(r, &(relation_plan){
                                  .name = arena_strdup(r->arena, m->into->rel->relname),
                                  .namespace = namespace,
                                  .kind = m->materialized_view ? 'm' : 'r',
                                  .persistence = persistence,
                                  .attributes = *columns,
                                  .access_method = HEAP_TABLE_AM_OID,
                              });
}

/* What of the materialized view's rows is certain at this moment, if it has any. */
static void note_filling(replay *r, oid view) {
    pg_class *edit = relation_edit(r, view);
    edit->filled_nullable =
        edit->is_populated ? nullability_of_filling(r->catalog, r->arena, edit) : NULL;
    relation_update(r, edit);
}

static bool make(replay *r, const made_from_query *m) {
    query *q = select_analyze(r->analysis, m->query, true);
    if (q == NULL || !check_materialized(r, m, q)) {
        return false;
    }
    char persistence = relation_persistence(m->into->rel);
    oid namespace = relation_creation_namespace(r, m->into->rel, &persistence);
    if (namespace == INVALID_OID) {
        return false;
    }
    const char *name = m->into->rel->relname;
    if (catalog_find_named(r->catalog, CLASS_RELATION, namespace, name) != NULL) {
        return m->if_not_exists || replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1,
                                                 "relation \"%s\" already exists", name);
    }
    if (!m->into->skip_data && !query_run_check(r, q)) {
        return false;
    }
    attribute_list columns = view_columns(r, q, m->into->n_col_names, m->into->col_names);
    if ((size_t)columns.count < m->into->n_col_names) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "too many column names were specified");
    }
    const PgQuery__IntoClause *into = m->into;
    const char *method = string_or_null(into->access_method);
    if (!check_collations(r, &columns) ||
        !table_plan_check_on_commit(r, into->on_commit, persistence) ||
        !relation_options_check(r, m->materialized_view ? 'm' : 'r', into->n_options,
                                into->options) ||
        (method != NULL && !access_method_check_table(r, method)) ||
        !relation_check_columns(r, &columns, m->materialized_view ? 'm' : 'r')) {
        return false;
    }
    oid made = create(r, m, &columns, namespace, persistence);
    if (made == INVALID_OID) {
        return false;
    }
    if (m->materialized_view) {
        pg_class *edit = relation_edit(r, made);
        edit->is_populated = !m->into->skip_data;
        relation_update(r, edit);
        view_store_query(r, made, q, source_text_query(r));
        note_filling(r, made);
    }
    return true;
}

/* --- Prepared statements ------------------------------------------------------------------------
 */

static int find_prepared(const replay *r, const char *name) {
    for (int i = 0; i < r->prepared.count; i++) {
        if (strcmp(r->prepared.items[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_prepared(const replay *r, const char *name) {
    return find_prepared(r, name) >= 0;
}

/* A PREPARE that the server refuses is not told from others: so a name may come twice. */
bool prepare_replay(replay *r, PgQuery__Node *node) {
    const char *name = node->prepare_stmt->name;
    if (!is_prepared(r, name)) {
        *LIST_PUSH(r->arena, &r->prepared) = arena_strdup(r->arena, name);
    }
    return true;
}

bool deallocate_replay(replay *r, PgQuery__Node *node) {
    const char *name = string_or_null(node->deallocate_stmt->name);
    int found = name != NULL ? find_prepared(r, name) : -1;
    if (name == NULL) {
        r->prepared.count = 0;
    } else if (found >= 0) {
        r->prepared.items[found] = r->prepared.items[--r->prepared.count];
    }
    return true;
}

bool discard_replay(replay *r, PgQuery__Node *node) {
    if (node->discard_stmt->target == PG_QUERY__DISCARD_MODE__DISCARD_ALL) {
        r->prepared.count = 0;
    }
    return true;
}

bool create_table_as_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateTableAsStmt *s = node->create_table_as_stmt;
    if (s->query->node_case == PG_QUERY__NODE__NODE_EXECUTE_STMT) {
        const char *name = s->query->execute_stmt->name;
        return is_prepared(r, name)
                   ? replay_not_supported(r, -1, "CREATE TABLE AS EXECUTE")
                   : replay_refuse(r, "26000", -1, "prepared statement \"%s\" does not exist",
                                   name);
    }
    made_from_query m = {
        .into = s->into,
        .query = s->query,
        .materialized_view = s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW,
        .if_not_exists = s->if_not_exists,
    };
    return make(r, &m);
}

/* The SELECT whose INTO counts: of set operations the leftmost. */
static PgQuery__SelectStmt *leftmost(PgQuery__SelectStmt *s) {
    while (s->larg != NULL && s->op != PG_QUERY__SET_OPERATION__SETOP_NONE) {
        s = s->larg;
    }
    return s;
}

bool select_statement_replay(replay *r, PgQuery__Node *node) {
    PgQuery__SelectStmt *s = leftmost(node->select_stmt);
    if (s->into_clause == NULL) {
        return settings_obey_select(r, node->select_stmt);
    }
    made_from_query m = {.into = s->into_clause, .query = node};
    s->into_clause = NULL;
    return make(r, &m);
}

/* Rows are matched by a unique key of plain columns, and there must be rows. */
static bool check_concurrently(replay *r, const pg_class *rel, bool skip_data) {
    if (!rel->is_populated) {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
            "CONCURRENTLY cannot be used when the materialized view is not populated");
    }
    if (skip_data) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "CONCURRENTLY and WITH NO DATA options cannot be used together");
    }
    oid_list indexes = index_list(r, rel->oid);
    for (int i = 0; i < indexes.count; i++) {
        const pg_index *x = catalog_relation(r->catalog, indexes.items[i])->index;
        if (x->unique && x->immediate && !x->partial && !x->has_expressions) {
            return true;
        }
    }
    diagnostic *d = analysis_error(
        r->analysis, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
        "cannot refresh materialized view \"%s\" concurrently",
        quote_qualified(r->arena, catalog_namespace(r->catalog, rel->namespace)->name, rel->name));
    d->hint = "Create a unique index with no WHERE clause on one or more columns of the "
              "materialized view.";
    return false;
}

bool refresh_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__RefreshMatViewStmt *s = node->refresh_mat_view_stmt;
    const pg_class *rel = relation_open(r, s->relation, false);
    if (rel == NULL) {
        return false;
    }
    if (strchr("rtmp", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "\"%s\" is not a table or materialized view", rel->name);
    }
    if (rel->kind != 'm') {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "\"%s\" is not a materialized view", rel->name);
    }
    if (s->concurrent && !check_concurrently(r, rel, s->skip_data)) {
        return false;
    }
    if (!s->skip_data && rel->query != NULL && !query_run_check(r, rel->query)) {
        return false;
    }
    pg_class *edit = relation_edit(r, rel->oid);
    edit->is_populated = !s->skip_data;
    relation_update(r, edit);
    note_filling(r, edit->oid);
    return true;
}
