#include "replay/statements.h"

#include "analyze/dependency.h"
#include "analyze/coercion.h"
#include "analyze/select.h"
#include "replay/relation.h"
#include "replay/source_text.h"

/* CREATE and ALTER POLICY: only what they depend on matters. */

static bool read_expression(replay *r, PgQuery__Node *node, const pg_class *table,
                            object_address self) {
    if (node == NULL) {
        return true;
    }
    expr *e = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = node,
                                                         .clause = CLAUSE_POLICY,
                                                         .relation = table->oid,
                                                     });
    if (e == NULL) {
        return false;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    e = coercion_to_boolean(ps, e, "POLICY");
    if (e == NULL) {
        return false;
    }
    dependency_record_expr(r->catalog, self, e, table->oid, DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
    return true;
}

static const pg_class *open_table(replay *r, const PgQuery__RangeVar *var) {
    const pg_class *table = relation_open(r, var, false);
    if (table != NULL && table->kind != 'r' && table->kind != 'p') {
        replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a table", table->name);
        return NULL;
    }
    return table;
}

bool create_policy_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreatePolicyStmt *s = node->create_policy_stmt;
    const pg_class *table = open_table(r, s->table);
    if (table == NULL) {
        return false;
    }
    if ((strcmp(s->cmd_name, "select") == 0 || strcmp(s->cmd_name, "delete") == 0) &&
        s->with_check != NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "WITH CHECK cannot be applied to SELECT or DELETE");
    }
    if (strcmp(s->cmd_name, "insert") == 0 && s->qual != NULL) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "only WITH CHECK expression allowed for INSERT");
    }
    if (catalog_find_child(r->catalog, CLASS_POLICY, table->oid, s->policy_name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "policy \"%s\" for table \"%s\" already exists", s->policy_name,
                             table->name);
    }
    pg_named record = {
        .parent = table->oid, .name = s->policy_name, .kind_detail = source_text_statement(r)};
    object_address self = address_of(CLASS_POLICY, catalog_add(r->catalog, CLASS_POLICY, &record));
    depend_add(r->catalog, self, address_of(CLASS_RELATION, table->oid), DEPENDENCY_AUTO);
    return read_expression(r, s->qual, table, self) &&
           read_expression(r, s->with_check, table, self);
}

bool alter_policy_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterPolicyStmt *s = node->alter_policy_stmt;
    const pg_class *table = open_table(r, s->table);
    if (table == NULL) {
        return false;
    }
    const pg_named *policy =
        catalog_find_child(r->catalog, CLASS_POLICY, table->oid, s->policy_name);
    if (policy == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "policy \"%s\" for table \"%s\" does not exist", s->policy_name,
                             table->name);
    }
    object_address self = address_of(CLASS_POLICY, policy->oid);
    return read_expression(r, s->qual, table, self) &&
           read_expression(r, s->with_check, table, self);
}
