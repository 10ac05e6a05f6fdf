#include "revise/view_files.h"

#include <string.h>

#include "catalog/search_path.h"
#include "parse/fingerprint.h"
#include "parse/sqlstate.h"
#include "revise/statement_text.h"

typedef struct reading {
    view_book *book;
    replay *replay;
    diagnostics *diagnostics;
    int current; /* the entry further statements belong to, or -1 */
} reading;

static const char *given(const char *name) {
    return name != NULL && name[0] != '\0' ? name : NULL;
}

static const PgQuery__RangeVar *created_view(const PgQuery__Node *n, bool *materialized) {
    *materialized = false;
    if (n->node_case == PG_QUERY__NODE__NODE_VIEW_STMT) {
        return n->view_stmt->view;
    }
    if (n->node_case == PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT &&
        n->create_table_as_stmt->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW) {
        *materialized = true;
        return n->create_table_as_stmt->into->rel;
    }
    return NULL;
}

static const char *creation_schema(const reading *r, const PgQuery__RangeVar *var) {
    if (given(var->schemaname) != NULL) {
        return var->schemaname;
    }
    const catalog *c = replay_catalog(r->replay);
    const pg_namespace *schema = catalog_namespace(c, search_path_active(c)->creation);
    return schema != NULL ? schema->name : "public";
}

static void read_view(reading *r, const sql_statement *s, const PgQuery__RangeVar *var,
                      bool materialized) {
    arena *a = r->book->arena;
    const char *schema = creation_schema(r, var);
    const view_entry *other = view_book_find(r->book, schema, var->relname);
    if (other != NULL) {
        diagnostic *d = diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_DUPLICATE_TABLE,
                                        sql_statement_position(s, var->location),
                                        "relation \"%s\" already exists", var->relname);
        d->peer = sql_statement_position(other->create, -1);
        d->peer_label = "the view is made here too";
        return;
    }
    r->current = r->book->count;
    view_entry *entry = LIST_PUSH(a, r->book);
    entry->schema = schema;
    entry->name = var->relname;
    entry->materialized = materialized;
    entry->create = s;
    entry->text = statement_text_plain(a, s);
    entry->fingerprint = statement_text_view_fingerprint(a, entry->text);
    entry->path = replay_search_path(r->replay);
}

static void refuse(reading *r, const sql_statement *s, const char *message, const char *hint) {
    diagnostics_add(r->diagnostics, DIAGNOSTIC_ERROR, NULL, sql_statement_position(s, -1), "%s",
                    message)
        ->hint = hint;
}

static void read_further(reading *r, const sql_statement *s) {
    arena *a = r->book->arena;
    view_attachment found;
    if (s->node->node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT) {
        replay_statement(r->replay, s);
        return;
    }
    if (s->node->node_case == PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT) {
        return;
    }
    if (!view_attachment_of(a, s, replay_search_path(r->replay), &found)) {
        refuse(r, s, "a view file holds views and what is put on them",
               "Put this statement into a migration.");
        return;
    }
    if (r->current < 0) {
        refuse(r, s, "there is no view before this statement", "Put it behind its CREATE VIEW.");
        return;
    }
    view_entry *entry = &r->book->items[r->current];
    if (found.kind == ATTACHMENT_GRANT) {
        found.text = statement_text_grant_on(a, found.text, view_entry_name(a, entry));
        found.fingerprint = sql_fingerprint(a, found.text);
        found.path = NULL;
    }
    view_entry_attach(r->book, entry, &found);
}

static void read_file(reading *r, const source_file *file) {
    replay_reset_session(r->replay);
    r->current = -1;
    sql_reader *reader = sql_reader_new(r->book->arena, file, r->diagnostics);
    for (const sql_statement *s; (s = sql_reader_next(reader)) != NULL;) {
        bool materialized = false;
        const PgQuery__RangeVar *var = created_view(s->node, &materialized);
        if (var != NULL) {
            read_view(r, s, var, materialized);
        } else {
            read_further(r, s);
        }
    }
}

view_book *view_files_read(arena *a, replay *r, const source_file *const *files, int count) {
    reading read = {.book = view_book_new(a), .replay = r, .diagnostics = replay_diagnostics(r)};
    replay_mark mark = replay_save(r);
    for (int i = 0; i < count; i++) {
        if (files[i] != NULL) {
            read_file(&read, files[i]);
        }
    }
    replay_rollback(r, mark);
    view_book_sort(read.book);
    return read.book;
}
