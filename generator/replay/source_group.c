#include "replay/source_group.h"

#include "analyze/raw_tree.h"
#include "base/text.h"
#include "replay/replay_internal.h"

typedef struct group {
    replay *replay;
    const source_file *const *files;
    int count;
    bool *done;
} group;

/* ---- trying ---------------------------------------------------------------------------------- */

static bool is_missing(const diagnostic *d) {
    static const char *const codes[] = {SQLSTATE_UNDEFINED_TABLE, SQLSTATE_UNDEFINED_OBJECT,
                                        SQLSTATE_UNDEFINED_FUNCTION, SQLSTATE_INVALID_SCHEMA_NAME};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (d->severity == DIAGNOSTIC_ERROR && text_equal(d->sqlstate, codes[i])) {
            return true;
        }
    }
    return false;
}

/* False, and nothing happened, when something that the file uses is not there. */
static bool try_file(group *g, int index) {
    diagnostics *d = g->replay->diagnostics;
    replay_mark mark = replay_save(g->replay);
    int said = d->list.count;
    replay_source(g->replay, g->files[index]);
    for (int i = said; i < d->list.count; i++) {
        if (is_missing(&d->list.items[i])) {
            diagnostics_truncate(d, said);
            replay_rollback(g->replay, mark);
            return false;
        }
    }
    return true;
}

static void try_all(group *g) {
    bool progress = true;
    while (progress) {
        progress = false;
        for (int i = 0; i < g->count; i++) {
            if (!g->done[i] && try_file(g, i)) {
                g->done[i] = true;
                progress = true;
            }
        }
    }
}

/* ---- files that use each other --------------------------------------------------------------- */

typedef struct name_search {
    const char *name;
} name_search;

static bool finds_name(const ProtobufCMessage *message, void *context) {
    const name_search *s = context;
    if (message->descriptor == &pg_query__range_var__descriptor) {
        const PgQuery__RangeVar *var = (const void *)message;
        if (strcmp(var->relname, s->name) == 0) {
            return true;
        }
    }
    return raw_tree_each_child(message, finds_name, context);
}

static const char *created_relation(const PgQuery__Node *n) {
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        return n->view_stmt->view->relname;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        return n->create_table_as_stmt->into->rel->relname;
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        return n->create_stmt->relation->relname;
    default:
        return NULL;
    }
}

static const sql_statement *next_statement(sql_reader *reader, diagnostics *d) {
    int said = d->list.count;
    const sql_statement *s = sql_reader_next(reader);
    diagnostics_truncate(d, said); /* said before */
    return s;
}

static bool file_names(group *g, int user, const char *relation) {
    name_search search = {relation};
    diagnostics *d = g->replay->diagnostics;
    sql_reader *reader = sql_reader_new(g->replay->arena, g->files[user], d);
    for (const sql_statement *s; (s = next_statement(reader, d)) != NULL;) {
        const ProtobufCMessage *message = raw_tree_message(s->node);
        if (message != NULL && finds_name(message, &search)) {
            return true;
        }
    }
    return false;
}

static bool file_uses(group *g, int user, int used) {
    diagnostics *d = g->replay->diagnostics;
    sql_reader *reader = sql_reader_new(g->replay->arena, g->files[used], d);
    for (const sql_statement *s; (s = next_statement(reader, d)) != NULL;) {
        const char *made = created_relation(s->node);
        if (made != NULL && file_names(g, user, made)) {
            return true;
        }
    }
    return false;
}

/* Follows what the file uses until it comes back to it. */
static bool find_cycle(group *g, int first, int at, bool *seen, text *names) {
    for (int i = 0; i < g->count; i++) {
        if (g->done[i] || i == at || (i != first && seen[i]) || !file_uses(g, at, i)) {
            continue;
        }
        size_t length = names->length;
        text_printf(names, " uses %s", g->files[i]->name);
        if (i == first) {
            return true;
        }
        seen[i] = true;
        text_add(names, ", which");
        if (find_cycle(g, first, i, seen, names)) {
            return true;
        }
        names->length = length;
    }
    return false;
}

static const char *cycle_of(group *g, int first) {
    text names = text_new(g->replay->arena);
    bool *seen = ARENA_ARRAY(g->replay->arena, bool, g->count);
    text_add(&names, g->files[first]->name);
    if (!find_cycle(g, first, first, seen, &names)) {
        return NULL;
    }
    return arena_printf(g->replay->arena, "%s: no order of the files works.", text_string(&names));
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void give_up(group *g, int index, const char *hint) {
    diagnostics *d = g->replay->diagnostics;
    int said = d->list.count;
    replay_source(g->replay, g->files[index]);
    for (int i = said; hint != NULL && i < d->list.count; i++) {
        if (is_missing(&d->list.items[i])) {
            d->list.items[i].hint = hint;
            break;
        }
    }
}

static bool waits_for_another(group *g, int index) {
    for (int i = 0; i < g->count; i++) {
        if (!g->done[i] && i != index && file_uses(g, index, i)) {
            return true;
        }
    }
    return false;
}

/* The next file to give up: one of a cycle, else one that waits for no other file, as others may
 * only wait for what these make beside. */
static int choose(group *g, const char **hint) {
    int first = -1;
    for (int i = 0; i < g->count; i++) {
        *hint = g->done[i] ? NULL : cycle_of(g, i);
        if (*hint != NULL) {
            return i;
        }
    }
    for (int i = 0; i < g->count; i++) {
        if (!g->done[i] && !waits_for_another(g, i)) {
            return i;
        }
        first = !g->done[i] && first < 0 ? i : first;
    }
    return first;
}

void replay_source_group(replay *r, const source_file *const *files, int count) {
    group g = {.replay = r, .files = files, .count = count};
    g.done = ARENA_ARRAY(r->arena, bool, count + 1);
    for (int i = 0; i < count; i++) {
        g.done[i] = files[i] == NULL;
    }
    try_all(&g);
    const char *hint = NULL;
    for (int i = choose(&g, &hint); i >= 0; i = choose(&g, &hint)) {
        g.done[i] = true;
        give_up(&g, i, hint);
        try_all(&g); /* what it did make may be all that others waited for */
    }
}
