#include "revise/view_book.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/type_format.h"
#include "parse/fingerprint.h"
#include "revise/statement_text.h"

view_book *view_book_new(arena *a) {
    view_book *book = ARENA_NEW(a, view_book);
    book->arena = a;
    return book;
}

view_book *view_book_copy(const view_book *book) {
    view_book *copy = view_book_new(book->arena);
    for (int i = 0; i < book->count; i++) {
        const view_entry *old = &book->items[i];
        view_entry *entry = LIST_PUSH(copy->arena, copy);
        *entry = *old;
        entry->attachments.items =
            arena_copy(copy->arena, old->attachments.items,
                       sizeof *old->attachments.items * (size_t)old->attachments.count);
        entry->attachments.capacity = old->attachments.count;
    }
    return copy;
}

view_entry *view_book_find(const view_book *book, const char *schema, const char *name) {
    for (int i = 0; i < book->count; i++) {
        view_entry *entry = &book->items[i];
        if (strcmp(entry->schema, schema) == 0 && strcmp(entry->name, name) == 0) {
            return entry;
        }
    }
    return NULL;
}

static int compare_entries(const void *left, const void *right) {
    const view_entry *x = left, *y = right;
    int schemas = strcmp(x->schema, y->schema);
    return schemas != 0 ? schemas : strcmp(x->name, y->name);
}

void view_book_sort(view_book *book) {
    if (book->count > 1) {
        qsort(book->items, (size_t)book->count, sizeof *book->items, compare_entries);
    }
}

const char *view_entry_name(arena *a, const view_entry *entry) {
    return strcmp(entry->schema, "public") == 0 ? quote_identifier(a, entry->name)
                                                : quote_qualified(a, entry->schema, entry->name);
}

/* ---- attachments ----------------------------------------------------------------------------- */

static bool same_name(const char *x, const char *y) {
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

void view_entry_attach(view_book *book, view_entry *entry, const view_attachment *attachment) {
    if (attachment->kind == ATTACHMENT_COMMENT) {
        int kept = 0;
        for (int i = 0; i < entry->attachments.count; i++) {
            const view_attachment *old = &entry->attachments.items[i];
            if (old->kind != ATTACHMENT_COMMENT || !same_name(old->name, attachment->name)) {
                entry->attachments.items[kept++] = *old;
            }
        }
        entry->attachments.count = kept;
        if (attachment->removes) {
            return;
        }
    }
    *LIST_PUSH(book->arena, &entry->attachments) = *attachment;
}

static const char *last_string(const PgQuery__Node *object) {
    if (object == NULL || object->node_case != PG_QUERY__NODE__NODE_LIST ||
        object->list->n_items == 0) {
        return "";
    }
    const PgQuery__Node *last = object->list->items[object->list->n_items - 1];
    return last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : "";
}

/* What a comment is on, beside the view; NULL for things that no view has. */
static const char *comment_subject(arena *a, const PgQuery__CommentStmt *s) {
    const char *name = last_string(s->object);
    switch ((int)s->objtype) {
    case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW:
    case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW:
        return "";
    case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN:
        return arena_printf(a, "column %s", name);
    case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX:
        return arena_printf(a, "index %s", name);
    case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER:
        return arena_printf(a, "trigger %s", name);
    case PG_QUERY__OBJECT_TYPE__OBJECT_RULE:
        return arena_printf(a, "rule %s", name);
    default:
        return NULL;
    }
}

static const char *given(const char *name) {
    return name != NULL && name[0] != '\0' ? name : NULL;
}

static bool classify(arena *a, const PgQuery__Node *n, view_attachment *found) {
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_COMMENT_STMT:
        found->kind = ATTACHMENT_COMMENT;
        found->name = comment_subject(a, n->comment_stmt);
        found->removes = given(n->comment_stmt->comment) == NULL;
        return found->name != NULL;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        found->kind = ATTACHMENT_INDEX;
        found->name = given(n->index_stmt->idxname);
        return true;
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT:
        found->kind = ATTACHMENT_STATISTICS;
        if (n->create_stats_stmt->n_defnames > 0) {
            size_t last = n->create_stats_stmt->n_defnames - 1;
            found->name = n->create_stats_stmt->defnames[last]->string->sval;
        }
        return true;
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        found->kind = ATTACHMENT_TRIGGER;
        found->name = n->create_trig_stmt->trigname;
        return true;
    case PG_QUERY__NODE__NODE_RULE_STMT:
        found->kind = ATTACHMENT_RULE;
        found->name = n->rule_stmt->rulename;
        return true;
    case PG_QUERY__NODE__NODE_GRANT_STMT:
        found->kind = ATTACHMENT_GRANT;
        return n->grant_stmt->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_TABLE;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        found->kind = ATTACHMENT_ALTER;
        return true;
    default:
        return false;
    }
}

bool view_attachment_of(arena *a, const sql_statement *s, const char *path,
                        view_attachment *found) {
    *found = (view_attachment){.path = path, .statement = s};
    if (!classify(a, s->node, found)) {
        return false;
    }
    found->text = statement_text_plain(a, s);
    found->fingerprint = sql_fingerprint(a, found->text);
    found->at = sql_statement_position(s, -1);
    return true;
}

/* ---- inheriting ------------------------------------------------------------------------------ */

static bool is_inherited(attachment_kind kind) {
    switch (kind) {
    case ATTACHMENT_COMMENT:
    case ATTACHMENT_INDEX:
        return false;
    case ATTACHMENT_STATISTICS:
    case ATTACHMENT_TRIGGER:
    case ATTACHMENT_RULE:
    case ATTACHMENT_GRANT:
    case ATTACHMENT_ALTER:
        return true;
    }
    return false;
}

static bool says_kind(const view_entry *entry, attachment_kind kind) {
    for (int i = 0; i < entry->attachments.count; i++) {
        if (entry->attachments.items[i].kind == kind) {
            return true;
        }
    }
    return false;
}

void view_book_inherit(view_book *to, const view_book *from) {
    for (int i = 0; i < to->count; i++) {
        view_entry *entry = &to->items[i];
        const view_entry *old = view_book_find(from, entry->schema, entry->name);
        bool says[ATTACHMENT_ALTER + 1];
        for (int kind = 0; kind <= ATTACHMENT_ALTER; kind++) {
            says[kind] = says_kind(entry, (attachment_kind)kind);
        }
        for (int k = 0; old != NULL && k < old->attachments.count; k++) {
            const view_attachment *one = &old->attachments.items[k];
            if (is_inherited(one->kind) && !says[one->kind]) {
                view_entry_attach(to, entry, one);
            }
        }
    }
}
