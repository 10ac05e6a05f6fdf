#include "revise/view_notes.h"

#include <string.h>

#include "base/text.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"
#include "parse/fingerprint.h"
#include "revise/star_text.h"
#include "revise/statement_text.h"

typedef struct noting {
    view_book *book;
    const replay *replay;
    const catalog *catalog;
    const sql_statement *statement;
} noting;

static const char *given(const char *name) {
    return name != NULL && name[0] != '\0' ? name : NULL;
}

static bool is_view(const pg_class *relation) {
    return relation != NULL && (relation->kind == 'v' || relation->kind == 'm') &&
           relation->persistence != 't';
}

static const pg_class *relation_of(const noting *n, const PgQuery__RangeVar *var) {
    return search_path_relation(n->catalog, given(var->schemaname), var->relname);
}

/* The relation that a list of names means, leaving out the last `skip` of them. */
static const pg_class *relation_of_list(const noting *n, const PgQuery__Node *object, size_t skip) {
    if (object == NULL || object->node_case != PG_QUERY__NODE__NODE_LIST ||
        object->list->n_items <= skip) {
        return NULL;
    }
    size_t count = object->list->n_items - skip;
    PgQuery__Node *const *items = object->list->items;
    const char *schema = count > 1 ? items[count - 2]->string->sval : NULL;
    return search_path_relation(n->catalog, schema, items[count - 1]->string->sval);
}

/* Indexes count for the relation they are on. */
static const pg_class *owner_of(const noting *n, const pg_class *relation) {
    if (relation != NULL && relation->index != NULL) {
        relation = catalog_relation(n->catalog, relation->index->table);
    }
    return is_view(relation) ? relation : NULL;
}

static view_entry *entry_of(const noting *n, const pg_class *relation) {
    if (!is_view(relation)) {
        return NULL;
    }
    for (int i = 0; i < n->book->count; i++) {
        if (n->book->items[i].relation == relation->oid) {
            return &n->book->items[i];
        }
    }
    return NULL;
}

/* ---- the view itself ------------------------------------------------------------------------- */

static void forget_options(view_entry *entry) {
    int kept = 0;
    for (int i = 0; i < entry->attachments.count; i++) {
        const view_attachment *old = &entry->attachments.items[i];
        bool sets = false;
        if (old->kind == ATTACHMENT_ALTER) {
            const PgQuery__AlterTableStmt *s = old->statement->node->alter_table_stmt;
            for (size_t k = 0; k < s->n_cmds; k++) {
                int kind = (int)s->cmds[k]->alter_table_cmd->subtype;
                sets = sets || kind == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions ||
                       kind == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions;
            }
        }
        if (!sets) {
            entry->attachments.items[kept++] = *old;
        }
    }
    entry->attachments.count = kept;
}

static const char *column_names(arena *a, const pg_class *relation) {
    text names = text_new(a);
    for (int i = 0; i < relation->attribute_count; i++) {
        text_printf(&names, "%s\n", relation->attributes[i].name);
    }
    return text_string(&names);
}

/* The text as it would have to be written to make these columns for ever. */
static const char *expanded_text(arena *a, const view_entry *entry, const pg_class *relation) {
    const char *definition = star_text_expand(a, relation);
    const char *place =
        relation->definition == NULL ? NULL : strstr(entry->text, relation->definition);
    if (place == NULL || definition == relation->definition) {
        return NULL;
    }
    return arena_printf(a, "%.*s%s%s", (int)(place - entry->text), entry->text, definition,
                        place + strlen(relation->definition));
}

static void note_create(const noting *n, const pg_class *relation) {
    if (!is_view(relation) || relation->source != n->statement) {
        return; /* IF NOT EXISTS, and it was there */
    }
    arena *a = n->book->arena;
    view_entry *entry = entry_of(n, relation);
    if (entry == NULL) {
        entry = LIST_PUSH(a, n->book);
        entry->relation = relation->oid;
    }
    entry->schema = catalog_namespace(n->catalog, relation->namespace)->name;
    entry->name = relation->name;
    entry->materialized = relation->kind == 'm';
    entry->create = n->statement;
    entry->text = statement_text_plain(a, n->statement);
    entry->fingerprint = statement_text_view_fingerprint(a, entry->text);
    entry->path = replay_search_path(n->replay);
    entry->columns = column_names(a, relation);
    entry->expanded = expanded_text(a, entry, relation);
    forget_options(entry);
}

/* What is put on the view speaks of it by its new name. */
static void rename_attachments(const noting *n, view_entry *entry, const char *old) {
    arena *a = n->book->arena;
    for (int i = 0; i < entry->attachments.count; i++) {
        view_attachment *one = &entry->attachments.items[i];
        if (one->kind == ATTACHMENT_COMMENT && strncmp(one->name, "index ", 6) == 0) {
            continue;
        }
        one->text = statement_text_rename_subject(a, one->text, old, view_entry_name(a, entry));
        one->fingerprint = sql_fingerprint(a, one->text);
    }
}

/* After a rename the text that made the view does not make it any more: it gets the view's name and
 * columns of now. */
static void note_rename(const noting *n, view_entry *entry, bool columns) {
    arena *a = n->book->arena;
    const pg_class *relation = catalog_relation(n->catalog, entry->relation);
    text list = text_new(a);
    for (int i = 0; columns && i < relation->attribute_count; i++) {
        text_add(&list, i > 0 ? ", " : "");
        text_add(&list, quote_identifier(a, relation->attributes[i].name));
    }
    const char *old = entry->name;
    entry->schema = catalog_namespace(n->catalog, relation->namespace)->name;
    entry->name = relation->name;
    rename_attachments(n, entry, old);
    entry->text = statement_text_rename_view(a, entry->text, view_entry_name(a, entry),
                                             columns ? text_string(&list) : NULL);
    entry->fingerprint = statement_text_view_fingerprint(a, entry->text);
    entry->columns = column_names(a, relation);
    if (entry->expanded != NULL) {
        entry->expanded = statement_text_rename_view(a, entry->expanded, view_entry_name(a, entry),
                                                     columns ? text_string(&list) : NULL);
    }
}

/* ---- what is put on it ----------------------------------------------------------------------- */

static void attach(const noting *n, const pg_class *relation) {
    view_entry *entry = entry_of(n, relation);
    view_attachment found;
    if (entry != NULL &&
        view_attachment_of(n->book->arena, n->statement, replay_search_path(n->replay), &found)) {
        view_entry_attach(n->book, entry, &found);
    }
}

/* The name the server chose for the index made last. */
static void attach_index(const noting *n, const pg_class *relation) {
    attach(n, relation);
    view_entry *entry = entry_of(n, relation);
    if (entry == NULL || entry->attachments.count == 0) {
        return;
    }
    view_attachment *last = &entry->attachments.items[entry->attachments.count - 1];
    catalog_scan scan = catalog_scan_all(n->catalog, CLASS_RELATION);
    for (const pg_class *c; last->name == NULL && (c = catalog_next(&scan)) != NULL;) {
        if (c->index != NULL && c->index->table == relation->oid) {
            bool known = false;
            for (int i = 0; i < entry->attachments.count; i++) {
                const view_attachment *one = &entry->attachments.items[i];
                known = known || (one->kind == ATTACHMENT_INDEX && one->name != NULL &&
                                  strcmp(one->name, c->name) == 0);
            }
            last->name = known ? NULL : c->name;
        }
    }
}

/* A GRANT names any number of objects: each view gets it for itself. */
static void attach_grant(const noting *n, view_entry *entry) {
    arena *a = n->book->arena;
    view_attachment found;
    if (entry != NULL && view_attachment_of(a, n->statement, NULL, &found)) {
        found.text = statement_text_grant_on(a, found.text, view_entry_name(a, entry));
        found.fingerprint = sql_fingerprint(a, found.text);
        view_entry_attach(n->book, entry, &found);
    }
}

static void note_grant(const noting *n, const PgQuery__GrantStmt *s) {
    for (size_t i = 0; i < s->n_objects; i++) {
        const PgQuery__Node *object = s->objects[i];
        if (object->node_case == PG_QUERY__NODE__NODE_RANGE_VAR) {
            attach_grant(n, entry_of(n, relation_of(n, object->range_var)));
        }
        for (int k = 0; object->node_case == PG_QUERY__NODE__NODE_STRING && k < n->book->count;
             k++) {
            if (strcmp(n->book->items[k].schema, object->string->sval) == 0) {
                attach_grant(n, &n->book->items[k]);
            }
        }
    }
}

static void note_comment(const noting *n, const PgQuery__CommentStmt *s) {
    bool part = s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN ||
                s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER ||
                s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_RULE;
    bool whole = s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_VIEW ||
                 s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW ||
                 s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX;
    if (part || whole) {
        attach(n, owner_of(n, relation_of_list(n, s->object, part ? 1 : 0)));
    }
}

static void note_renamed(const noting *n, bool columns) {
    for (int i = 0; i < n->book->count; i++) {
        view_entry *entry = &n->book->items[i];
        const pg_class *relation = catalog_relation(n->catalog, entry->relation);
        if (relation == NULL) {
            continue;
        }
        const char *schema = catalog_namespace(n->catalog, relation->namespace)->name;
        if (columns || strcmp(relation->name, entry->name) != 0 ||
            strcmp(schema, entry->schema) != 0) {
            note_rename(n, entry, columns);
        }
    }
}

static void note_column_rename(const noting *n, const PgQuery__RenameStmt *s) {
    view_entry *entry = s->relation == NULL ? NULL : entry_of(n, relation_of(n, s->relation));
    if (entry == NULL) {
        return;
    }
    note_rename(n, entry, true);
    arena *a = n->book->arena;
    const char *old = arena_printf(a, "column %s", s->subname);
    for (int i = 0; i < entry->attachments.count; i++) {
        view_attachment *one = &entry->attachments.items[i];
        if (one->kind == ATTACHMENT_COMMENT && strcmp(one->name, old) == 0) {
            one->name = arena_printf(a, "column %s", s->newname);
            one->text = statement_text_rename_column_comment(
                a, one->text, view_entry_name(a, entry), quote_identifier(a, s->newname));
            one->fingerprint = sql_fingerprint(a, one->text);
        }
    }
}

void view_notes_add(view_book *book, const replay *r, const sql_statement *s) {
    noting n = {.book = book, .replay = r, .catalog = replay_catalog(r), .statement = s};
    const PgQuery__Node *node = s->node;
    switch ((int)node->node_case) {
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        note_create(&n, relation_of(&n, node->view_stmt->view));
        break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        note_create(&n, relation_of(&n, node->create_table_as_stmt->into->rel));
        break;
    case PG_QUERY__NODE__NODE_COMMENT_STMT:
        note_comment(&n, node->comment_stmt);
        break;
    case PG_QUERY__NODE__NODE_GRANT_STMT:
        note_grant(&n, node->grant_stmt);
        break;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        attach_index(&n, relation_of(&n, node->index_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT:
        if (node->create_stats_stmt->n_relations == 1 &&
            node->create_stats_stmt->relations[0]->node_case == PG_QUERY__NODE__NODE_RANGE_VAR) {
            attach(&n, relation_of(&n, node->create_stats_stmt->relations[0]->range_var));
        }
        break;
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        attach(&n, relation_of(&n, node->create_trig_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_RULE_STMT:
        attach(&n, relation_of(&n, node->rule_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        attach(&n, owner_of(&n, relation_of(&n, node->alter_table_stmt->relation)));
        break;
    case PG_QUERY__NODE__NODE_RENAME_STMT:
        if (node->rename_stmt->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN) {
            note_column_rename(&n, node->rename_stmt);
        } else {
            note_renamed(&n, false);
        }
        break;
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
        note_renamed(&n, false);
        break;
    default:
        break;
    }
}

/* ---- what is left ---------------------------------------------------------------------------- */

static bool is_there(const catalog *c, const view_entry *entry, const view_attachment *one) {
    catalog_class class;
    switch (one->kind) {
    case ATTACHMENT_INDEX:
    case ATTACHMENT_STATISTICS: {
        class = one->kind == ATTACHMENT_INDEX ? CLASS_RELATION : CLASS_STATISTIC;
        oid schema = catalog_relation(c, entry->relation)->namespace;
        return one->name == NULL || catalog_find_named(c, class, schema, one->name) != NULL;
    }
    case ATTACHMENT_TRIGGER:
    case ATTACHMENT_RULE:
        class = one->kind == ATTACHMENT_TRIGGER ? CLASS_TRIGGER : CLASS_REWRITE;
        return catalog_find_child(c, class, entry->relation, one->name) != NULL;
    case ATTACHMENT_COMMENT:
    case ATTACHMENT_GRANT:
    case ATTACHMENT_ALTER:
        return true;
    }
    return true;
}

/* A comment whose index, trigger or rule was dropped. */
static bool is_orphan(const view_entry *entry, const view_attachment *comment) {
    if (comment->kind != ATTACHMENT_COMMENT || comment->name[0] == '\0' ||
        strncmp(comment->name, "column ", 7) == 0) {
        return false;
    }
    const char *name = strchr(comment->name, ' ') + 1;
    for (int i = 0; i < entry->attachments.count; i++) {
        const view_attachment *one = &entry->attachments.items[i];
        if (one->kind != ATTACHMENT_COMMENT && one->name != NULL && strcmp(one->name, name) == 0) {
            return false;
        }
    }
    return true;
}

static void settle_attachments(const catalog *c, view_entry *entry) {
    int kept = 0;
    for (int i = 0; i < entry->attachments.count; i++) {
        const view_attachment *one = &entry->attachments.items[i];
        if (is_there(c, entry, one)) {
            entry->attachments.items[kept++] = *one;
        }
    }
    entry->attachments.count = kept;
    kept = 0;
    for (int i = 0; i < entry->attachments.count; i++) {
        const view_attachment *one = &entry->attachments.items[i];
        if (!is_orphan(entry, one)) {
            entry->attachments.items[kept++] = *one;
        }
    }
    entry->attachments.count = kept;
}

void view_notes_settle(view_book *book, const replay *r) {
    const catalog *c = replay_catalog(r);
    int kept = 0;
    for (int i = 0; i < book->count; i++) {
        view_entry *entry = &book->items[i];
        if (catalog_relation(c, entry->relation) != NULL) {
            settle_attachments(c, entry);
            book->items[kept++] = *entry;
        }
    }
    book->count = kept;
    view_book_sort(book);
}

bool view_notes_replay(view_book *book, replay *r, const source_file *file) {
    diagnostics *d = replay_diagnostics(r);
    int errors = d->error_count;
    replay_reset_session(r);
    sql_reader *reader = sql_reader_new(book->arena, file, d);
    for (const sql_statement *s; (s = sql_reader_next(reader)) != NULL;) {
        if (replay_statement(r, s)) {
            view_notes_add(book, r, s);
        }
    }
    view_notes_settle(book, r);
    replay_reset_session(r);
    return d->error_count == errors;
}
