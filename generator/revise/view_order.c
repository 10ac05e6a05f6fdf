#include "revise/view_order.h"

#include <string.h>

#include "analyze/raw_tree.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* ---- names in a query ------------------------------------------------------------------------ */

typedef struct name_search {
    const view_entry *wanted;
    bool ignore_bare; /* a WITH query has the view's name */
    bool is_top;
} name_search;

static bool is_wanted(const name_search *s, const char *schema, const char *name) {
    if (strcmp(name, s->wanted->name) != 0) {
        return false;
    }
    bool bare = schema == NULL || schema[0] == '\0';
    return bare ? !s->ignore_bare : strcmp(schema, s->wanted->schema) == 0;
}

static const char *string_of(const PgQuery__Node *n) {
    return n->node_case == PG_QUERY__NODE__NODE_STRING ? n->string->sval : "";
}

static bool find_cte(const ProtobufCMessage *message, void *context) {
    const name_search *s = context;
    if (message->descriptor == &pg_query__common_table_expr__descriptor) {
        const PgQuery__CommonTableExpr *cte = (const void *)message;
        if (strcmp(cte->ctename, s->wanted->name) == 0) {
            return true;
        }
    }
    return raw_tree_each_child(message, find_cte, context);
}

/* Relations, and types: each view has a row type of its name. */
static bool find_name(const ProtobufCMessage *message, void *context) {
    const name_search *s = context;
    if (message->descriptor == &pg_query__range_var__descriptor) {
        const PgQuery__RangeVar *var = (const void *)message;
        if (is_wanted(s, var->schemaname, var->relname)) {
            return true;
        }
    }
    if (message->descriptor == &pg_query__type_name__descriptor) {
        const PgQuery__TypeName *type = (const void *)message;
        size_t n = type->n_names;
        if (n > 0 && is_wanted(s, n > 1 ? string_of(type->names[n - 2]) : NULL,
                               string_of(type->names[n - 1]))) {
            return true;
        }
    }
    return raw_tree_each_child(message, find_name, context);
}

bool view_order_names(const view_entry *entry, const view_entry *other) {
    const PgQuery__Node *n = entry->create->node;
    const PgQuery__Node *query = n->node_case == PG_QUERY__NODE__NODE_VIEW_STMT
                                     ? n->view_stmt->query
                                     : n->create_table_as_stmt->query;
    const ProtobufCMessage *message = raw_tree_message(query);
    name_search search = {.wanted = other};
    search.ignore_bare = find_cte(message, &search);
    return find_name(message, &search);
}

/* ---- the order ------------------------------------------------------------------------------- */

enum { UNSEEN, OPEN, DONE };

typedef struct sorting {
    arena *arena;
    const view_book *book;
    diagnostics *diagnostics;
    view_order *order;
    int *state;
    int *trail; /* entries that are open, outermost first */
    int trail_count;
    bool failed;
} sorting;

static void report_cycle(sorting *s, int first) {
    text names = text_new(s->arena);
    int start = 0;
    while (s->trail[start] != first) {
        start++;
    }
    for (int i = start; i < s->trail_count; i++) {
        text_printf(&names, "%s, which uses ",
                    view_entry_name(s->arena, &s->book->items[s->trail[i]]));
    }
    text_add(&names, view_entry_name(s->arena, &s->book->items[first]));
    diagnostic *d =
        diagnostics_add(s->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_INVALID_OBJECT_DEFINITION,
                        sql_statement_position(s->book->items[first].create, -1),
                        "views use each other: %s", text_string(&names));
    d->hint = "No order of CREATE VIEW makes them all.";
    s->failed = true;
}

static void visit(sorting *s, int index) {
    s->state[index] = OPEN;
    s->trail[s->trail_count++] = index;
    for (int i = 0; i < s->book->count && !s->failed; i++) {
        if (i == index || s->state[i] == DONE ||
            !view_order_names(&s->book->items[index], &s->book->items[i])) {
            continue;
        }
        if (s->state[i] == OPEN) {
            report_cycle(s, i);
        } else {
            visit(s, i);
        }
    }
    s->trail_count--;
    s->state[index] = DONE;
    s->order->items[s->order->count++] = index;
}

bool view_order_of(arena *a, const view_book *book, view_order *order, diagnostics *d) {
    *order = (view_order){.items = ARENA_ARRAY(a, int, book->count + 1)};
    sorting s = {.arena = a,
                 .book = book,
                 .diagnostics = d,
                 .order = order,
                 .state = ARENA_ARRAY(a, int, book->count + 1),
                 .trail = ARENA_ARRAY(a, int, book->count + 1)};
    for (int i = 0; i < book->count && !s.failed; i++) {
        if (s.state[i] == UNSEEN) {
            visit(&s, i);
        }
    }
    return !s.failed;
}
