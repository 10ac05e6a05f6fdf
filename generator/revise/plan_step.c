#include "revise/plan_step.h"

#include <string.h>

#include "base/text.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"
#include "parse/sqlstate.h"
#include "revise/statement_text.h"

/* ---- running --------------------------------------------------------------------------------- */

/* Parses a text of our own making; NULL when it is not one statement. */
static const sql_statement *parse(plan_trial *t, const char *sql) {
    int before = t->diagnostics->list.count;
    const source_file *file =
        source_file_of_text(t->arena, "revision", sql, strlen(sql), t->diagnostics);
    const sql_statement *s =
        file == NULL ? NULL : sql_reader_next(sql_reader_new(t->arena, file, t->diagnostics));
    diagnostics_truncate(t->diagnostics, before);
    return s;
}

static bool same_path(const char *x, const char *y) {
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

static void take_path(plan_trial *t, const char *path) {
    if (same_path(t->path, path)) {
        return;
    }
    t->path = path;
    if (path == NULL) {
        replay_reset_session(t->replay);
        return;
    }
    const sql_statement *s = parse(t, arena_printf(t->arena, "SET search_path = %s", path));
    if (s != NULL) {
        (void)replay_statement(t->replay, s);
    }
}

static void add_step(plan_trial *t, const char *sql, const char *path) {
    view_script_add(t->script, &(script_step){.remark = t->remark,
                                              .text = sql,
                                              .path = path,
                                              .starts_group = t->starts_group});
    t->starts_group = false;
    t->remark = NULL;
}

bool plan_step_statement(plan_trial *t, const sql_statement *s, const char *sql, const char *path) {
    take_path(t, path);
    if (!replay_statement(t->replay, s)) {
        return false;
    }
    add_step(t, sql, path);
    return true;
}

/* Errors of a made-up statement get a place that its reader knows. */
static void move_errors(plan_trial *t, int from, position at) {
    for (int i = from; i < t->diagnostics->list.count; i++) {
        t->diagnostics->list.items[i].at = at;
    }
}

bool plan_step_text(plan_trial *t, const char *sql, const char *path, position at) {
    const sql_statement *s = parse(t, sql);
    if (s == NULL) {
        diagnostics_add(t->diagnostics, DIAGNOSTIC_ERROR, SQLSTATE_INTERNAL_ERROR, at,
                        "could not read the statement: %s", sql);
        return false;
    }
    int before = t->diagnostics->list.count;
    bool done = plan_step_statement(t, s, sql, path);
    move_errors(t, before, at);
    return done;
}

/* ---- views ----------------------------------------------------------------------------------- */

static const sql_statement *as_replacement(arena *a, const sql_statement *s) {
    sql_statement *copy = arena_copy(a, s, sizeof *s);
    copy->node = arena_copy(a, s->node, sizeof *s->node);
    copy->node->view_stmt = arena_copy(a, s->node->view_stmt, sizeof *s->node->view_stmt);
    copy->node->view_stmt->replace = true;
    return copy;
}

static const char *quoted_name(plan_trial *t, const view_entry *entry) {
    return view_entry_name(t->arena, entry);
}

/* The view's text, whatever its stars mean now. */
static bool create_as_written(plan_trial *t, const view_entry *entry, bool replace) {
    const char *sql = entry->text;
    bool as_written = strcmp(sql, statement_text_plain(t->arena, entry->create)) == 0;
    if (replace) {
        sql = statement_text_or_replace(t->arena, sql);
    } else if (entry->relation != 0) {
        sql = statement_text_without_replace(t->arena, sql);
    }
    if (!as_written) {
        return plan_step_text(t, sql, entry->path, sql_statement_position(entry->create, -1));
    }
    const sql_statement *s = replace ? as_replacement(t->arena, entry->create) : entry->create;
    return plan_step_statement(t, s, sql, entry->path);
}

static bool has_columns(const plan_trial *t, const view_entry *entry) {
    const catalog *c = replay_catalog(t->replay);
    const pg_class *view = search_path_relation(c, entry->schema, entry->name);
    const char *names = entry->columns;
    for (int i = 0; view != NULL && i < view->attribute_count; i++) {
        size_t length = strlen(view->attributes[i].name);
        if (strncmp(names, view->attributes[i].name, length) != 0 || names[length] != '\n') {
            return false;
        }
        names += length + 1;
    }
    return *names == '\0';
}

/* A former text with a star can have come to mean more columns than it made. */
bool plan_step_create(plan_trial *t, const view_entry *entry, bool replace) {
    plan_trial before = *t;
    int said = t->diagnostics->list.count;
    int steps = t->script->count;
    replay_mark mark = replay_save(t->replay);
    bool done = create_as_written(t, entry, replace);
    if (entry->expanded == NULL || (done && has_columns(t, entry))) {
        return done;
    }
    diagnostics_truncate(t->diagnostics, said);
    replay_rollback(t->replay, mark);
    *t = before;
    t->script->count = steps;
    const char *sql = replace ? statement_text_or_replace(t->arena, entry->expanded)
                              : statement_text_without_replace(t->arena, entry->expanded);
    return plan_step_text(t, sql, entry->path, sql_statement_position(entry->create, -1));
}

bool plan_step_drop(plan_trial *t, const view_entry *entry, position at) {
    const char *sql =
        arena_printf(t->arena, "DROP %sVIEW %s", entry->materialized ? "MATERIALIZED " : "",
                     quoted_name(t, entry));
    return plan_step_text(t, sql, NULL, at);
}

/* ---- attachments ----------------------------------------------------------------------------- */

bool plan_step_attach(plan_trial *t, const view_attachment *one) {
    if (strcmp(one->text, statement_text_plain(t->arena, one->statement)) != 0) {
        return plan_step_text(t, one->text, one->path, one->at);
    }
    return plan_step_statement(t, one->statement, one->text, one->path);
}

/* Comments on indexes, triggers and rules come behind those. */
static bool comes_late(const view_attachment *one) {
    return one->kind == ATTACHMENT_COMMENT && one->name[0] != '\0' &&
           strncmp(one->name, "column ", 7) != 0;
}

bool plan_step_attach_all(plan_trial *t, const view_entry *entry) {
    for (int late = 0; late < 2; late++) {
        for (int i = 0; i < entry->attachments.count; i++) {
            const view_attachment *one = &entry->attachments.items[i];
            if (comes_late(one) == (late == 1) && !plan_step_attach(t, one)) {
                return false;
            }
        }
    }
    return true;
}

static bool same_thing(const view_attachment *x, const view_attachment *y) {
    return x->kind == y->kind && x->name != NULL && y->name != NULL &&
           strcmp(x->name, y->name) == 0;
}

static const view_attachment *find_same(const view_entry *entry, const view_attachment *one) {
    for (int i = 0; i < entry->attachments.count; i++) {
        const view_attachment *other = &entry->attachments.items[i];
        if (other->kind == one->kind && strcmp(other->fingerprint, one->fingerprint) == 0) {
            return other;
        }
    }
    return NULL;
}

static const view_attachment *find_thing(const view_entry *entry, const view_attachment *one) {
    for (int i = 0; i < entry->attachments.count; i++) {
        if (same_thing(&entry->attachments.items[i], one)) {
            return &entry->attachments.items[i];
        }
    }
    return NULL;
}

/* ALTER VIEW ... SET (a = b), ALTER COLUMN c SET DEFAULT d: what puts it back; NULL: nothing does.
 */
static const char *undo_alter(plan_trial *t, const view_entry *entry, const view_attachment *one) {
    arena *a = t->arena;
    const PgQuery__AlterTableStmt *s = one->statement->node->alter_table_stmt;
    text sql = text_new(a);
    for (size_t i = 0; i < s->n_cmds; i++) {
        const PgQuery__AlterTableCmd *cmd = s->cmds[i]->alter_table_cmd;
        const char *comma = sql.length > 0 ? ", " : "";
        if (cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault && cmd->def != NULL) {
            text_printf(&sql, "%sALTER COLUMN %s DROP DEFAULT", comma,
                        quote_identifier(a, cmd->name));
        }
        if (cmd->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions) {
            text_printf(&sql, "%sRESET (", comma);
            for (size_t k = 0; k < cmd->def->list->n_items; k++) {
                const PgQuery__DefElem *e = cmd->def->list->items[k]->def_elem;
                text_printf(&sql, "%s%s", k > 0 ? ", " : "", quote_identifier(a, e->defname));
            }
            text_add_char(&sql, ')');
        }
    }
    return sql.length == 0
               ? NULL
               : arena_printf(a, "ALTER %sVIEW %s %s", entry->materialized ? "MATERIALIZED " : "",
                              quoted_name(t, entry), text_string(&sql));
}

static const char *undo(plan_trial *t, const view_entry *entry, const view_attachment *one) {
    arena *a = t->arena;
    const char *name = one->name == NULL ? NULL : quote_identifier(a, one->name);
    const char *qualified = one->name;
    if (name != NULL) {
        qualified = strcmp(entry->schema, "public") == 0
                        ? name
                        : quote_qualified(a, entry->schema, one->name);
    }
    switch (one->kind) {
    case ATTACHMENT_COMMENT:
        return statement_text_undo_comment(a, one->text);
    case ATTACHMENT_INDEX:
        return name == NULL ? NULL : arena_printf(a, "DROP INDEX %s", qualified);
    case ATTACHMENT_STATISTICS:
        return name == NULL ? NULL : arena_printf(a, "DROP STATISTICS %s", qualified);
    case ATTACHMENT_TRIGGER:
        return arena_printf(a, "DROP TRIGGER %s ON %s", name, quoted_name(t, entry));
    case ATTACHMENT_RULE:
        return arena_printf(a, "DROP RULE %s ON %s", name, quoted_name(t, entry));
    case ATTACHMENT_GRANT:
        return statement_text_undo_grant(a, one->text);
    case ATTACHMENT_ALTER:
        return undo_alter(t, entry, one);
    }
    return NULL;
}

bool plan_step_detach_changes(plan_trial *t, const view_entry *from, const view_entry *to) {
    for (int i = from->attachments.count - 1; i >= 0; i--) {
        const view_attachment *one = &from->attachments.items[i];
        bool commented_anew = one->kind == ATTACHMENT_COMMENT && find_thing(to, one) != NULL;
        const char *sql = find_same(to, one) != NULL || commented_anew ? NULL : undo(t, from, one);
        if (sql != NULL &&
            !plan_step_text(t, sql, one->kind == ATTACHMENT_COMMENT ? one->path : NULL, one->at)) {
            return false;
        }
    }
    return true;
}

bool plan_step_attach_changes(plan_trial *t, const view_entry *from, const view_entry *to,
                              bool replaced) {
    for (int late = 0; late < 2; late++) {
        for (int i = 0; i < to->attachments.count; i++) {
            const view_attachment *one = &to->attachments.items[i];
            bool again = replaced && one->kind == ATTACHMENT_ALTER; /* options are replaced too */
            if (comes_late(one) == (late == 1) && (again || find_same(from, one) == NULL) &&
                !plan_step_attach(t, one)) {
                return false;
            }
        }
    }
    return true;
}
