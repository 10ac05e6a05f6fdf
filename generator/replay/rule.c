#include "replay/statements.h"

#include "analyze/select.h"
#include "replay/index.h"
#include "replay/relation.h"
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

/* The query must give the relation's columns, one for one. */
static bool check_columns(replay *r, const pg_class *rel, const attribute_list *columns) {
    for (int i = 0; i < columns->count; i++) {
        if (i >= rel->attribute_count) {
            return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "SELECT rule's target list has too many entries");
        }
        const pg_attribute *have = &rel->attributes[i];
        const pg_attribute *give = &columns->items[i];
        if (strcmp(have->name, give->name) != 0) {
            return replay_refuse(
                r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                "SELECT rule's target entry %d has different column name from column \"%s\"", i + 1,
                have->name);
        }
        if (have->type != give->type) {
            return replay_refuse(
                r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                "SELECT rule's target entry %d has different type from column \"%s\"", i + 1,
                have->name);
        }
        if (have->typmod != give->typmod && give->typmod != -1) {
            return replay_refuse(
                r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                "SELECT rule's target entry %d has different size from column \"%s\"", i + 1,
                have->name);
        }
    }
    return columns->count == rel->attribute_count ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "SELECT rule's target list has too few entries");
}

static bool has_policies(replay *r, oid relation) {
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_POLICY, relation);
    return catalog_next(&scan) != NULL;
}

static bool make_view(replay *r, const PgQuery__RuleStmt *s, const pg_class *rel) {
    if (s->n_actions == 0) {
        return refuse_select_rule(r, "INSTEAD NOTHING rules on SELECT are not implemented");
    }
    if (s->n_actions > 1) {
        return refuse_select_rule(r, "multiple actions for rules on SELECT are not implemented");
    }
    if (!s->instead || s->actions[0]->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return refuse_select_rule(r, "rules on SELECT must have action INSTEAD SELECT");
    }
    query *q = select_analyze(r->analysis, s->actions[0], true);
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
    if (!check_columns(r, rel, &columns)) {
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

bool create_rule_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__RuleStmt *s = node->rule_stmt;
    const pg_class *rel = relation_open(r, s->relation, false);
    if (rel == NULL) {
        return false;
    }
    if (strchr("rvmp", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "relation \"%s\" cannot have rules",
                             rel->name);
    }
    if (!relation_check_not_system(r, rel)) {
        return false;
    }
    if (s->event == PG_QUERY__CMD_TYPE__CMD_SELECT) {
        return make_view(r, s, rel);
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
        return true;
    }
    oid made = catalog_add(r->catalog, CLASS_REWRITE, &rule);
    depend_add(r->catalog, address_of(CLASS_REWRITE, made), address_of(CLASS_RELATION, rel->oid),
               DEPENDENCY_AUTO);
    return true;
}
