#include "replay/rule_check.h"

#include "replay/view.h"

/* --- Columns ---------------------------------------------------------------------------------- */

static bool refuse_entry(replay *r, bool is_select, int entry, const char *what, const char *name) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         is_select ? "SELECT rule's target entry %d has different %s column \"%s\""
                                   : "RETURNING list's entry %d has different %s column \"%s\"",
                         entry, what, name);
}

static bool check_column(replay *r, const pg_attribute *have, const pg_attribute *give, int entry,
                         bool is_select) {
    if (have->dropped) {
        return replay_refuse(
            r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s",
            is_select ? "cannot convert relation containing dropped columns to view"
                      : "cannot create a RETURNING list for a relation containing dropped columns");
    }
    if (is_select && strcmp(have->name, give->name) != 0) {
        return refuse_entry(r, is_select, entry, "column name from", have->name);
    }
    if (have->type != give->type) {
        return refuse_entry(r, is_select, entry, "type from", have->name);
    }
    return have->typmod == give->typmod || have->typmod == -1 || give->typmod == -1 ||
           refuse_entry(r, is_select, entry, "size from", have->name);
}

bool rule_check_columns(replay *r, const pg_class *rel, const attribute_list *columns,
                        bool is_select) {
    const char *list = is_select ? "SELECT rule's target" : "RETURNING";
    for (int i = 0; i < columns->count; i++) {
        if (i >= rel->attribute_count) {
            return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "%s list has too many entries", list);
        }
        if (!check_column(r, &rel->attributes[i], &columns->items[i], i + 1, is_select)) {
            return false;
        }
    }
    return columns->count == rel->attribute_count ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s list has too few entries",
                         list);
}

bool rule_check_returning(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel,
                          const query_list *actions) {
    bool seen = false;
    for (int i = 0; i < actions->count; i++) {
        const query *q = actions->items[i];
        if (q->returning.count == 0) {
            continue;
        }
        const char *refused =
            seen                      ? "cannot have multiple RETURNING lists in a rule"
            : s->where_clause != NULL ? "RETURNING lists are not supported in conditional rules"
            : !s->instead             ? "RETURNING lists are not supported in non-INSTEAD rules"
                                      : NULL;
        if (refused != NULL) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", refused);
        }
        seen = true;
        attribute_list columns = view_columns(r, q, 0, NULL);
        if (!rule_check_columns(r, rel, &columns, false)) {
            return false;
        }
    }
    return true;
}

/* --- OLD and NEW ------------------------------------------------------------------------------ */

enum { OLD_ENTRY = 1, NEW_ENTRY = 2 };

/* Does the query, or one in it, name a column of this entry of the outermost level? */
typedef struct entry_use {
    int rtindex, level;
} entry_use;

static bool query_uses(query *q, const entry_use *use);

static bool expr_uses(expr *e, void *context) {
    const entry_use *use = context;
    if (e->kind == EXPR_VAR && e->u.var.rtindex == use->rtindex &&
        e->u.var.levels_up == use->level) {
        return true;
    }
    if (e->kind == EXPR_SUBLINK) {
        entry_use inner = {use->rtindex, use->level + 1};
        if (e->u.sublink.query != NULL && query_uses(e->u.sublink.query, &inner)) {
            return true;
        }
    }
    return expr_each_child(e, expr_uses, context);
}

static bool query_uses(query *q, const entry_use *use) {
    entry_use here = *use;
    entry_use inner = {use->rtindex, use->level + 1};
    for (int i = 0; i < q->ctes.count; i++) {
        if (q->ctes.items[i]->query != NULL && query_uses(q->ctes.items[i]->query, &inner)) {
            return true;
        }
    }
    for (int i = 0; i < q->rtable.count; i++) {
        query *sub = q->rtable.items[i]->kind == RTE_SUBQUERY ? q->rtable.items[i]->subquery : NULL;
        if (sub != NULL && query_uses(sub, &inner)) {
            return true;
        }
    }
    return query_each_expr(q, expr_uses, &here);
}

/* The same for the WITH queries of a query that is itself `level` below the action. */
static bool with_uses(const query *q, int rtindex, int level) {
    for (int i = 0; i < q->ctes.count; i++) {
        if (q->ctes.items[i]->query != NULL &&
            query_uses(q->ctes.items[i]->query, &(entry_use){rtindex, level + 1})) {
            return true;
        }
    }
    return false;
}

/* The query whose rows an INSERT takes, or NULL. */
static query *source_of_insert(const query *q) {
    for (int i = 0; q->command == QUERY_INSERT && i < q->rtable.count; i++) {
        const range_table_entry *rte = q->rtable.items[i];
        if (rte->kind == RTE_SUBQUERY && text_equal(rte->alias, "*SELECT*")) {
            return rte->subquery;
        }
    }
    return NULL;
}

static bool check_with(replay *r, const query *action, const query *source, int rtindex,
                       const char *name) {
    return (!with_uses(action, rtindex, 0) && (source == NULL || !with_uses(source, rtindex, 1))) ||
           replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "cannot refer to %s within WITH query", name);
}

static bool check_event(replay *r, const PgQuery__RuleStmt *s, bool has_old, bool has_new) {
    const char *event = s->event == PG_QUERY__CMD_TYPE__CMD_SELECT   ? "SELECT"
                        : s->event == PG_QUERY__CMD_TYPE__CMD_INSERT ? "INSERT"
                                                                     : "DELETE";
    if (s->event == PG_QUERY__CMD_TYPE__CMD_UPDATE) {
        return true;
    }
    if (s->event != PG_QUERY__CMD_TYPE__CMD_DELETE && has_old) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "ON %s rule cannot use OLD",
                             event);
    }
    return s->event == PG_QUERY__CMD_TYPE__CMD_INSERT || !has_new ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "ON %s rule cannot use NEW",
                         event);
}

static bool uses_entry(query *condition, query *action, int rtindex) {
    entry_use use = {rtindex, 0};
    return query_uses(action, &use) || (condition != NULL && query_uses(condition, &use));
}

bool rule_check_action(replay *r, const PgQuery__RuleStmt *s, query *condition, query *action) {
    query *source = source_of_insert(action);
    bool is_set =
        action->set_operations != NULL || (source != NULL && source->set_operations != NULL);
    bool has_old = uses_entry(condition, action, OLD_ENTRY);
    bool has_new = uses_entry(condition, action, NEW_ENTRY);
    const char *refused = "conditional UNION/INTERSECT/EXCEPT statements are not implemented";
    if (is_set && condition != NULL) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", refused);
    }
    if (!check_event(r, s, has_old, has_new) || !check_with(r, action, source, OLD_ENTRY, "OLD") ||
        !check_with(r, action, source, NEW_ENTRY, "NEW")) {
        return false;
    }
    bool joins = has_old || (has_new && s->event == PG_QUERY__CMD_TYPE__CMD_UPDATE);
    return !is_set || !joins || replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", refused);
}
