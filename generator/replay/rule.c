#include "replay/statements.h"

#include "analyze/collation.h"
#include "analyze/dependency.h"
#include "analyze/from_clause.h"
#include "analyze/select.h"
#include "replay/index.h"
#include "replay/relation.h"
#include "replay/rule_check.h"
#include "replay/source_text.h"
#include "replay/view.h"

/* CREATE RULE.  An ON SELECT rule named "_RETURN" turns a table into a view. */

static int event_code(const PgQuery__RuleStmt *s) {
    switch (s->event) {
    case PG_QUERY__CMD_TYPE__CMD_SELECT:
        return 1;
    case PG_QUERY__CMD_TYPE__CMD_UPDATE:
        return 2;
    case PG_QUERY__CMD_TYPE__CMD_INSERT:
        return 3;
    default:
        return 4;
    }
}

static bool refuse_select_rule(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1, "%s", message);
}

static bool has_policies(replay *r, oid relation) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_POLICY, relation);
    return catalog_next(&scan) != NULL;
}

static bool make_view(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel, query *q) {
    if (s->n_actions == 0) {
        return refuse_select_rule(r, "INSTEAD NOTHING rules on SELECT are not implemented");
    }
    if (s->n_actions > 1) {
        return refuse_select_rule(r, "multiple actions for rules on SELECT are not implemented");
    }
    if (!s->instead || s->actions[0]->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return refuse_select_rule(r, "rules on SELECT must have action INSTEAD SELECT");
    }
    q = q != NULL ? q : select_analyze(r->analysis, s->actions[0], true);
    if (q == NULL) {
        return false;
    }
    if (view_query_modifies(q)) {
        return refuse_select_rule(
            r, "rules on SELECT must not contain data-modifying statements in WITH");
    }
    if (s->where_clause != NULL) {
        return refuse_select_rule(r,
                                  "event qualifications are not implemented for rules on SELECT");
    }
    attribute_list columns = view_columns(r, q, 0, NULL);
    if (!rule_check_columns(r, rel, &columns, true)) {
        return false;
    }
    if (rel->kind == 'v' && !s->replace) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "\"%s\" is already a view", rel->name);
    }
    if (rel->kind == 'p') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot convert partitioned table \"%s\" to a view", rel->name);
    }
    if (rel->is_partition) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot convert partition \"%s\" to a view", rel->name);
    }
    const char *has = relation_children(r, rel->oid).count > 0 ? "child tables"
                      : rel->parent_count > 0                  ? "parent tables"
                      : rel->row_security                      ? "row security enabled"
                      : has_policies(r, rel->oid)              ? "row security policies"
                      : index_list(r, rel->oid).count > 0      ? "indexes"
                                                               : NULL;
    if (has != NULL && rel->kind == 'r') {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "could not convert table \"%s\" to a view because it has %s",
                             rel->name, has);
    }
    if (strcmp(s->rulename, "_RETURN") != 0) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "view rule for \"%s\" must be named \"%s\"", rel->name, "_RETURN");
    }
    pg_class *edit = relation_edit(r, rel->oid);
    edit->kind = 'v';
    edit->access_method = INVALID_OID;
    edit->replica_identity = 'n';
    relation_update(r, edit);
    view_store_query(r, rel->oid, q, source_text_query(r));
    return true;
}

/* OLD and NEW stand before the action's own tables; bare column names reach them in the condition
 * only, where those that the event has are visible. */
static bool show_old_and_new(parse_state *ps, const PgQuery__RuleStmt *s, const pg_class *rel,
                             bool both) {
    static const char *const names[2] = {"old", "new"};
    bool shown[2] = {s->event != PG_QUERY__CMD_TYPE__CMD_INSERT,
                     s->event == PG_QUERY__CMD_TYPE__CMD_INSERT ||
                         s->event == PG_QUERY__CMD_TYPE__CMD_UPDATE};
    for (int i = 0; i < 2; i++) {
        namespace_item *item = from_clause_relation_item(ps, rel, NULL, false, false);
        if (item == NULL) {
            return false;
        }
        item->name = names[i];
        item->rte->alias = names[i];
        item->rte->has_alias = true;
        if (both || shown[i]) {
            from_clause_show(ps, item, true, !both);
        }
    }
    return true;
}

static bool analyze_condition(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel,
                              query_list *queries) {
    if (s->where_clause == NULL) {
        return true;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    expr *condition = NULL;
    if (!show_old_and_new(ps, s, rel, false) ||
        !where_clause_transform(ps, s->where_clause, CLAUSE_WHERE, "WHERE", &condition) ||
        !collation_assign_expr(ps, condition)) {
        return false;
    }
    ps->query->where = condition;
    *LIST_PUSH(r->arena, queries) = ps->query;
    return true;
}

static bool analyze_action(replay *r, const PgQuery__RuleStmt *s, PgQuery__Node *action,
                           const pg_class *rel, query_list *queries) {
    query *condition = s->where_clause != NULL ? queries->items[0] : NULL;
    switch ((int)action->node_case) {
    case PG_QUERY__NODE__NODE_SELECT_STMT:
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        break;
    default:
        return s->where_clause == NULL ||
               replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "rules with WHERE conditions can only have SELECT, INSERT, UPDATE, or "
                             "DELETE actions");
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    ps->resolve_unknowns = true;
    if (!show_old_and_new(ps, s, rel, true)) {
        return false;
    }
    query *q = select_analyze_in(ps, action);
    if (q == NULL || !rule_check_action(r, s, condition, q)) {
        return false;
    }
    *LIST_PUSH(r->arena, queries) = q;
    return true;
}

/* The condition and the actions as queries. */
static bool analyze_rule(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel,
                         query_list *queries) {
    if (!analyze_condition(r, s, rel, queries)) {
        return false;
    }
    for (size_t i = 0; i < s->n_actions; i++) {
        if (!analyze_action(r, s, s->actions[i], rel, queries)) {
            return false;
        }
    }
    return true;
}

bool create_rule_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__RuleStmt *s = node->rule_stmt;
    const pg_class *rel = relation_open(r, s->relation, false);
    if (rel == NULL) {
        return false;
    }
    if (strchr("iIc", rel->kind) != NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is %s", rel->name,
                             rel->kind == 'c' ? "a composite type" : "an index");
    }
    if (rel->kind == 'm') {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "rules on materialized views are not supported");
    }
    query_list queries = {0};
    bool select = s->event == PG_QUERY__CMD_TYPE__CMD_SELECT;
    bool plain = select && s->n_actions == 1 && s->instead && s->where_clause == NULL &&
                 s->actions[0]->node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
    query *q = plain ? select_analyze(r->analysis, s->actions[0], true) : NULL;
    if (plain ? q == NULL : !analyze_rule(r, s, rel, &queries)) {
        return false;
    }
    if (strchr("rvp", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "relation \"%s\" cannot have rules",
                             rel->name);
    }
    if (!relation_check_not_system(r, rel)) {
        return false;
    }
    if (select) {
        return make_view(r, s, rel, q);
    }
    if (!rule_check_returning(r, s, rel, &queries)) {
        return false;
    }
    if (strcmp(s->rulename, "_RETURN") == 0) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "non-view rule for \"%s\" must not be named \"%s\"", rel->name,
                             s->rulename);
    }
    const pg_rewrite *old = catalog_find_child(r->catalog, CLASS_REWRITE, rel->oid, s->rulename);
    if (old != NULL && !s->replace) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "rule \"%s\" for relation \"%s\" already exists", s->rulename,
                             rel->name);
    }
    pg_rewrite rule = {
        .oid = old != NULL ? old->oid : 0,
        .parent = rel->oid,
        .name = s->rulename,
        .event = (char)event_code(s),
        .instead = s->instead,
        .has_condition = s->where_clause != NULL,
        .definition = source_text_statement(r),
    };
    if (old != NULL) {
        catalog_update(r->catalog, CLASS_REWRITE, &rule);
        depend_remove(r->catalog, address_of(CLASS_REWRITE, old->oid), DEPENDENCY_ANY);
    } else {
        rule.oid = catalog_add(r->catalog, CLASS_REWRITE, &rule);
    }
    object_address self = address_of(CLASS_REWRITE, rule.oid);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, rel->oid), DEPENDENCY_AUTO);
    for (int i = 0; i < queries.count; i++) {
        dependency_record_query(r->catalog, self, queries.items[i], DEPENDENCY_NORMAL);
    }
    return true;
}
