#include "analyze/with_list.h"

#include <string.h>

#include "analyze/raw_tree.h"
#include "parse/sqlstate.h"

/* --- WITH clauses inside --------------------------------------------------------------------- */

bool inner_with_has(const inner_with *inner, const char *name) {
    for (; inner != NULL; inner = inner->outer) {
        for (int i = 0; i < inner->names.count; i++) {
            if (strcmp(inner->names.items[i], name) == 0) {
                return true;
            }
        }
    }
    return false;
}

const PgQuery__WithClause *with_clause_of(const ProtobufCMessage *statement) {
    const void *s = statement;
    if (statement->descriptor == &pg_query__select_stmt__descriptor) {
        return ((const PgQuery__SelectStmt *)s)->with_clause;
    }
    if (statement->descriptor == &pg_query__insert_stmt__descriptor) {
        return ((const PgQuery__InsertStmt *)s)->with_clause;
    }
    if (statement->descriptor == &pg_query__update_stmt__descriptor) {
        return ((const PgQuery__UpdateStmt *)s)->with_clause;
    }
    if (statement->descriptor == &pg_query__delete_stmt__descriptor) {
        return ((const PgQuery__DeleteStmt *)s)->with_clause;
    }
    return NULL;
}

bool inner_with_walk(parse_state *ps, const PgQuery__WithClause *with, inner_with **innermost,
                     raw_visitor visit, void *context) {
    arena *a = ps->analysis->arena;
    inner_with *frame = ARENA_NEW(a, inner_with);
    frame->outer = *innermost;
    *innermost = frame;
    for (size_t i = 0; with->recursive && i < with->n_ctes; i++) {
        *LIST_PUSH(a, &frame->names) = with->ctes[i]->common_table_expr->ctename;
    }
    for (size_t i = 0; i < with->n_ctes; i++) {
        const PgQuery__CommonTableExpr *cte = with->ctes[i]->common_table_expr;
        const ProtobufCMessage *inside = raw_tree_message(cte->ctequery);
        if (inside != NULL && visit(inside, context)) {
            return true;
        }
        if (!with->recursive) {
            *LIST_PUSH(a, &frame->names) = cte->ctename;
        }
    }
    return false;
}

/* --- References ------------------------------------------------------------------------------ */

typedef struct reference_search {
    parse_state *ps;
    with_list *list;
    with_item *item;
    inner_with *inner;
} reference_search;

static void note_reference(reference_search *s, const PgQuery__RangeVar *var) {
    if ((var->schemaname != NULL && var->schemaname[0] != '\0') ||
        inner_with_has(s->inner, var->relname)) {
        return;
    }
    for (int i = 0; i < s->list->count; i++) {
        if (strcmp(s->list->items[i].cte->name, var->relname) != 0) {
            continue;
        }
        if (i == s->item->place) {
            s->item->cte->recursive = true;
        } else {
            s->item->refers_to[i] = true;
        }
        return;
    }
}

static bool find_references(const ProtobufCMessage *message, void *context) {
    reference_search *s = context;
    if (message->descriptor == &pg_query__range_var__descriptor) {
        note_reference(s, (const PgQuery__RangeVar *)(const void *)message);
        return false;
    }
    if (message->descriptor == &pg_query__with_clause__descriptor) {
        return false;
    }
    const PgQuery__WithClause *with = with_clause_of(message);
    if (with == NULL) {
        return raw_tree_each_child(message, find_references, s);
    }
    inner_with *outer = s->inner;
    bool stopped = inner_with_walk(s->ps, with, &s->inner, find_references, s) ||
                   raw_tree_each_child(message, find_references, s);
    s->inner = outer;
    return stopped;
}

static void find_all_references(parse_state *ps, with_list *list) {
    for (int i = 0; i < list->count; i++) {
        with_item *item = &list->items[i];
        item->place = i;
        item->refers_to = ARENA_ARRAY(ps->analysis->arena, bool, list->count);
        reference_search s = {ps, list, item, NULL};
        const ProtobufCMessage *message = raw_tree_message(item->raw->ctequery);
        if (message != NULL) {
            find_references(message, &s);
        }
    }
}

/* --- Order ----------------------------------------------------------------------------------- */

static bool waits_for_other(const with_list *list, const with_item *item) {
    for (int i = 0; i < list->count; i++) {
        const with_item *other = &list->items[i];
        if (!other->sorted && item->refers_to[other->place]) {
            return true;
        }
    }
    return false;
}

bool with_list_sort(parse_state *ps, with_list *list) {
    find_all_references(ps, list);
    for (int i = 0; i < list->count; i++) {
        int next = i;
        while (next < list->count && waits_for_other(list, &list->items[next])) {
            next++;
        }
        if (next == list->count) {
            analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED,
                           list->items[i].cte->location,
                           "mutual recursion between WITH items is not implemented");
            return false;
        }
        with_item chosen = list->items[next];
        list->items[next] = list->items[i];
        chosen.sorted = true;
        list->items[i] = chosen;
    }
    return true;
}
