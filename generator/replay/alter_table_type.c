#include "replay/alter_table.h"

#include "analyze/coercion.h"
#include "analyze/level_walk.h"
#include "analyze/select.h"
#include "analyze/type_name.h"
#include "replay/column_default.h"
#include "replay/constraint.h"
#include "replay/index.h"
#include "replay/partition.h"
#include "replay/object_description.h"
#include "replay/sequence.h"

/* ALTER COLUMN ... TYPE. */

typedef struct new_type {
    oid type, collation;
    int32_t typmod;
    int16_t dims;
} new_type;

static bool used_by(replay *r, const char *by, object_address user, const char *column) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                   "cannot alter type of a column used %s", by);
    d->detail = replay_text(r, "%s depends on column \"%s\"", object_describe(r, user), column);
    return false;
}

/* Views, rules, triggers, policies and generated columns keep a column's type as it is. */
static bool check_users(replay *r, const pg_class *table, int number) {
    const char *column = relation_attribute(table, number)->name;
    depend_scan scan = depend_scan_referrers(r->catalog, address_of_column(table->oid, number));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->dependent.class == CLASS_REWRITE) {
            return used_by(r, "by a view or rule", d->dependent, column);
        }
        if (d->dependent.class == CLASS_TRIGGER) {
            return used_by(r, "in a trigger definition", d->dependent, column);
        }
        if (d->dependent.class == CLASS_POLICY) {
            return used_by(r, "in a policy definition", d->dependent, column);
        }
        if (d->dependent.class != CLASS_ATTRDEF) {
            continue;
        }
        const pg_attrdef *def = catalog_find(r->catalog, CLASS_ATTRDEF, d->dependent.object);
        if (def == NULL || (def->parent == table->oid && def->attribute == number)) {
            continue;
        }
        const pg_class *other = catalog_relation(r->catalog, def->parent);
        diagnostic *e = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                       "cannot alter type of a column used by a generated column");
        e->detail = replay_text(r, "Column \"%s\" is used by generated column \"%s\".", column,
                                relation_attribute(other, def->attribute)->name);
        return false;
    }
    return true;
}

static bool resolve(replay *r, const alter_table *a, new_type *t) {
    const PgQuery__ColumnDef *def = a->command->def->column_def;
    type_and_typmod found = type_name_resolve(r->analysis, def->type_name);
    if (found.type == INVALID_OID) {
        return false;
    }
    *t = (new_type){found.type, INVALID_OID, found.typmod, (int16_t)def->type_name->n_array_bounds};
    int location = def->coll_clause != NULL ? def->coll_clause->location : -1;
    return type_name_collation(r->analysis, def->coll_clause, t->type, location, &t->collation) &&
           relation_check_column_type(r, a->command->name, t->type, t->collation, a->table);
}

/* The old values must become new ones by assignment, or through USING. */
static bool check_conversion(replay *r, const alter_table *a, const pg_class *table, int number,
                             const new_type *t) {
    const PgQuery__ColumnDef *def = a->command->def->column_def;
    const pg_attribute *column = relation_attribute(table, number);
    if (strchr("rp", table->kind) == NULL) {
        return true;
    }
    expr *e;
    if (def->raw_default != NULL) {
        e = select_analyze_expression(r->analysis, &(standalone_expression){
                                                       .node = def->raw_default,
                                                       .clause = CLAUSE_ALTER_COL_TRANSFORM,
                                                       .relation = table->oid,
                                                   });
        if (e == NULL) {
            return false;
        }
    } else {
        e = expr_new(r->arena, EXPR_VAR, column->type, -1);
        e->typmod = column->typmod;
        e->collation = column->collation;
        e->u.var.rtindex = 1;
        e->u.var.attribute = number;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    if (coercion_to_target(ps, e,
                           (coercion_target){t->type, t->typmod, COERCION_ASSIGNMENT,
                                             COERCE_IMPLICIT_CAST, -1}) != NULL) {
        return true;
    }
    if (r->analysis->failed) {
        return false;
    }
    const char *name = type_format_bare(r->catalog, r->arena, t->type);
    diagnostic *d = analysis_error(
        r->analysis, SQLSTATE_DATATYPE_MISMATCH, -1,
        def->raw_default != NULL
            ? "result of USING clause for column \"%s\" cannot be cast automatically to type %s"
            : "column \"%s\" cannot be cast automatically to type %s",
        column->name, name);
    d->hint = def->raw_default != NULL
                  ? "You might need to add an explicit cast."
                  : replay_text(r, "You might need to specify \"USING %s::%s\".",
                                quote_identifier_in(r->catalog, r->arena, column->name),
                                type_format(r->catalog, r->arena, t->type, t->typmod));
    return false;
}

static bool check_default(replay *r, const pg_class *table, int number, const new_type *t) {
    const pg_attribute *column = relation_attribute(table, number);
    if (column->default_expr == NULL) {
        return true;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    expr *e = coercion_to_target(
        ps, column->default_expr,
        (coercion_target){t->type, t->typmod, COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1});
    if (e == NULL && !r->analysis->failed) {
        return replay_refuse(
            r, SQLSTATE_DATATYPE_MISMATCH, -1,
            column->generated ? "generation expression for column \"%s\" cannot be cast "
                                "automatically to type %s"
                              : "default for column \"%s\" cannot be cast automatically to type %s",
            column->name, type_format_bare(r->catalog, r->arena, t->type));
    }
    return e != NULL;
}

/* Indexes over the column get the new type's operator class. */
static bool retype_indexes(replay *r, oid table, int number, const new_type *t) {
    oid_list indexes = index_list(r, table);
    for (int i = 0; i < indexes.count; i++) {
        pg_class *edit = relation_edit(r, indexes.items[i]);
        pg_index *index = arena_copy(r->arena, edit->index, sizeof *edit->index);
        oid *opclasses =
            arena_copy(r->arena, index->opclasses, sizeof(oid) * (size_t)index->column_count);
        oid *collations =
            arena_copy(r->arena, index->collations, sizeof(oid) * (size_t)index->column_count);
        bool changed = false;
        for (int k = 0; k < index->column_count; k++) {
            if (index->columns[k] != number) {
                continue;
            }
            changed = true;
            pg_attribute *a = &relation_edit_attributes(edit)[k];
            a->type = t->type;
            a->typmod = t->typmod;
            if (k < index->key_count) {
                const pg_am *am = catalog_find(r->catalog, CLASS_AM, edit->access_method);
                const pg_opclass *old = catalog_opclass(r->catalog, opclasses[k]);
                if (old == NULL || !coercion_is_binary(r->catalog, t->type, old->input_type)) {
                    opclasses[k] = index_opclass(r, 0, NULL, t->type, am);
                    if (opclasses[k] == INVALID_OID) {
                        return false;
                    }
                }
                collations[k] = t->collation;
                a->collation = t->collation;
            }
        }
        if (changed) {
            index->opclasses = opclasses;
            index->collations = collations;
            edit->index = index;
            relation_update(r, edit);
        }
    }
    return true;
}

static bool apply(replay *r, oid relation, int number, const new_type *t) {
    const pg_class *table = catalog_relation(r->catalog, relation);
    if (!check_default(r, table, number, t) || !check_users(r, table, number)) {
        return false;
    }
    pg_class *edit = relation_edit(r, relation);
    pg_attribute *column = &relation_edit_attributes(edit)[number - 1];
    oid old_type = column->type;
    oid old_collation = column->collation;
    column->type = t->type;
    column->typmod = t->typmod;
    column->collation = t->collation;
    column->dims = t->dims;
    relation_update(r, edit);
    object_address self = address_of_column(relation, number);
    dependency_forget(r, self, address_of(CLASS_TYPE, old_type));
    dependency_forget(r, self, address_of(CLASS_COLLATION, old_collation));
    relation_depend_column(r, relation, number);
    return retype_indexes(r, relation, number, t);
}

static bool check_column(replay *r, const alter_table *a, const pg_class *table, int number) {
    const pg_attribute *column = relation_attribute(table, number);
    if (column->inherited_count > 0 && a->command != NULL) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot alter inherited column \"%s\"", column->name);
    }
    if (partition_key_uses(r, table, number)) {
        return replay_refuse(
            r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
            "cannot alter column \"%s\" because it is part of the partition key of relation \"%s\"",
            column->name, table->name);
    }
    return true;
}

/* A check over the column must still make sense: its text is read again.  The server gives such an
 * error no place. */
static bool recheck(replay *r, oid table, const pg_constraint *k) {
    sql_fragment_error error;
    PgQuery__ParseResult *parsed =
        sql_parse_text(r->arena, replay_text(r, "SELECT (%s)", k->definition), &error);
    if (parsed == NULL || parsed->n_stmts != 1) {
        return true;
    }
    const PgQuery__SelectStmt *s = parsed->stmts[0]->stmt->select_stmt;
    analysis an = *r->analysis;
    an.diagnostics = diagnostics_new(r->arena);
    expr *e = select_analyze_expression(&an, &(standalone_expression){
                                                 .node = s->target_list[0]->res_target->val,
                                                 .clause = CLAUSE_CHECK_CONSTRAINT,
                                                 .relation = table,
                                             });
    if (e == NULL) {
        const diagnostic *d = &an.diagnostics->list.items[0];
        return replay_refuse(r, d->sqlstate, -1, "%s", d->message);
    }
    pg_constraint edit = *k;
    edit.expr = e;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    return true;
}

static bool recheck_all(replay *r, oid table, int number) {
    LIST_OF(const pg_constraint *) checks = {0};
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_CONSTRAINT, table);
    const pg_constraint *k;
    while ((k = catalog_next(&scan)) != NULL) {
        bool over = false;
        for (int i = 0; i < k->key_count; i++) {
            over = over || k->keys[i] == number;
        }
        if (k->type == 'c' && over && k->definition != NULL) {
            *LIST_PUSH(r->arena, &checks) = k;
        }
    }
    for (int i = 0; i < checks.count; i++) {
        if (!recheck(r, table, checks.items[i])) {
            return false;
        }
    }
    return true;
}

/* USING is read before anything else; the sequence of an identity column changes with it. */
static bool transform(replay *r, const alter_table *a, const pg_class *table) {
    const PgQuery__ColumnDef *def = a->command->def->column_def;
    if (def->raw_default != NULL &&
        select_analyze_expression(r->analysis,
                                  &(standalone_expression){.node = def->raw_default,
                                                           .clause = CLAUSE_ALTER_COL_TRANSFORM,
                                                           .relation = table->oid}) == NULL) {
        return false;
    }
    int number = relation_column(table, a->command->name);
    if (number == 0 || !relation_attribute(table, number)->identity) {
        return true;
    }
    oid type = type_name_resolve(r->analysis, def->type_name).type;
    oid sequence = sequence_of_identity(r, table->oid, number);
    return type != INVALID_OID &&
           (sequence == INVALID_OID || sequence_retype_identity(r, sequence, type));
}

/* Only tables have stored values to compute new ones from; the others must have no row type that is
 * stored elsewhere. */
static bool check_storage(replay *r, const alter_table *a, const pg_class *table) {
    if (strchr("rp", table->kind) == NULL && a->command->def->column_def->raw_default != NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a table",
                             table->name);
    }
    return strchr("cfp", table->kind) == NULL || alter_table_check_row_type_unused(r, table);
}

/* Children must change along. */
static level_walk_step stop_at_row(expr *e, int depth, void *context) {
    (void)context;
    return e->kind == EXPR_VAR && e->u.var.attribute == 0 && e->u.var.levels_up == depth
               ? LEVEL_WALK_STOP
               : LEVEL_WALK_DEEPER;
}

/* Children have rows of their own types, which USING was not written for. */
static bool check_using_of_children(replay *r, const alter_table *a) {
    PgQuery__Node *using = a->command->def->column_def->raw_default;
    if (using == NULL) {
        return true;
    }
    expr *e = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = using,
                                                         .clause = CLAUSE_ALTER_COL_TRANSFORM,
                                                         .relation = a->table,
                                                     });
    if (e == NULL || !level_walk_expr(e, 0, stop_at_row, NULL)) {
        return e != NULL;
    }
    analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                   "cannot convert whole-row table reference")
        ->detail = "USING expression contains a whole-row table reference.";
    return false;
}

static bool check_children(replay *r, const alter_table *a) {
    oid_list family = relation_family(r, a->table);
    if (!a->recurse && family.count > 1) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "type of inherited column \"%s\" must be changed in child tables too",
                             a->command->name);
    }
    for (int i = 1; i < family.count; i++) {
        const pg_class *member = catalog_relation(r->catalog, family.items[i]);
        int at = relation_column(member, a->command->name);
        if (at > 0 && relation_attribute(member, at)->inherited_count >
                          relation_parents_within(member, &family)) {
            return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                 "cannot alter inherited column \"%s\" of relation \"%s\"",
                                 a->command->name, member->name);
        }
        if (i == 1 && !check_using_of_children(r, a)) {
            return false;
        }
        if (at > 0 && partition_key_uses(r, member, at)) {
            return check_column(r, &(alter_table){.table = member->oid, .recurse = true}, member,
                                at);
        }
        if (at > 0 && !check_storage(r, a, member)) {
            return false;
        }
    }
    return true;
}

bool alter_table_prepare_column_type(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (!transform(r, a, table)) {
        return false;
    }
    if (table->of_type != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot alter column type of typed table");
    }
    int number = alter_table_column(r, table, a->command->name, "alter");
    new_type t;
    if (number == 0 || !check_column(r, a, table, number) || !resolve(r, a, &t) ||
        !check_conversion(r, a, table, number, &t) || !check_storage(r, a, table)) {
        return false;
    }
    oid_list typed = {0};
    return check_children(r, a) &&
           alter_table_typed_tables(r, a->table, a->command->behavior, &typed);
}

/* Each column once, and those that an earlier subcommand has left. */
static bool check_column_again(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    if (alter_table_column(r, table, a->command->name, "alter") == 0) {
        return false;
    }
    for (size_t i = 0; i < a->statement->n_cmds; i++) {
        const PgQuery__AlterTableCmd *c = a->statement->cmds[i]->alter_table_cmd;
        if (c == a->command) {
            return true;
        }
        if (c->subtype == a->command->subtype && strcmp(c->name, a->command->name) == 0) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "cannot alter type of column \"%s\" twice", c->name);
        }
    }
    return true;
}

bool alter_table_column_type(replay *r, const alter_table *a) {
    new_type t;
    if (!check_column_again(r, a) || !resolve(r, a, &t)) {
        return false;
    }
    oid_list typed = {0};
    if (!alter_table_typed_tables(r, a->table, a->command->behavior, &typed)) {
        return false;
    }
    oid_list family = relation_family(r, a->table);
    for (int i = 0; i < typed.count; i++) {
        oid_list under = relation_family(r, typed.items[i]);
        for (int j = 0; j < under.count; j++) {
            *LIST_PUSH(r->arena, &family) = under.items[j];
        }
    }
    for (int i = 0; i < family.count; i++) {
        const pg_class *member = catalog_relation(r->catalog, family.items[i]);
        int at = relation_column(member, a->command->name);
        if (at > 0 && !apply(r, member->oid, at, &t)) {
            return false;
        }
        *LIST_PUSH(r->arena, a->rewritten) = member->oid;
    }
    const pg_class *table = catalog_relation(r->catalog, a->table);
    int number = relation_column(table, a->command->name);
    return recheck_all(r, a->table, number) && constraint_recheck_foreign_keys(r, a->table, number);
}
