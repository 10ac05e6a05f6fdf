#include "replay/index.h"

#include "analyze/coercion.h"
#include "analyze/column_ref.h"
#include "analyze/operator_call.h"
#include "analyze/select.h"
#include "analyze/target_list.h"
#include "analyze/type_name.h"
#include "replay/alter_table.h"
#include "replay/constraint.h"
#include "replay/expression_check.h"
#include "replay/relation_options.h"
#include "replay/statements.h"

const pg_am *index_access_method(replay *r, const char *name) {
    if (strcmp(name, "rtree") == 0) {
        name = "gist";
    }
    const pg_am *method = catalog_find_named(r->catalog, CLASS_AM, INVALID_OID, name);
    if (method == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "access method \"%s\" does not exist",
                      name);
    }
    return method;
}

static const char *joined_name(replay *r, size_t count, PgQuery__Node **names) {
    return count == 2 ? replay_text(r, "%s.%s", node_string(names[0]), node_string(names[1]))
                      : node_string(names[0]);
}

oid index_opclass(replay *r, size_t count, PgQuery__Node **names, oid type, const pg_am *method) {
    if (count == 0) {
        const pg_opclass *found = opclass_default(r->catalog, type, method->oid);
        if (found != NULL) {
            return found->oid;
        }
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                           "data type %s has no default operator class for access method \"%s\"",
                           type_format_bare(r->catalog, r->arena, type), method->name);
        d->hint = "You must specify an operator class for the index or define a default operator "
                  "class for the data type.";
        return INVALID_OID;
    }
    const char *schema = count == 2 ? node_string(names[0]) : NULL;
    if (schema != NULL && search_path_namespace(r->catalog, schema) == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist", schema);
        return INVALID_OID;
    }
    const pg_opclass *found =
        search_path_opclass(r->catalog, method->oid, schema, node_string(names[count - 1]));
    if (found == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                      "operator class \"%s\" does not exist for access method \"%s\"",
                      joined_name(r, count, names), method->name);
        return INVALID_OID;
    }
    if (!coercion_is_binary(r->catalog, type, found->input_type)) {
        replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                      "operator class \"%s\" does not accept data type %s",
                      joined_name(r, count, names), type_format_bare(r->catalog, r->arena, type));
        return INVALID_OID;
    }
    return found->oid;
}

/* The column or expression itself: its name, type and natural collation. */
static bool read_column(replay *r, const pg_class *table, const PgQuery__IndexElem *e,
                        bool is_constraint, index_column *c) {
    const char *name = string_or_null(e->name);
    if (name != NULL) {
        int number = relation_column(table, name);
        number = number != 0 ? number : system_column_number(name);
        if (number == 0) {
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                                 is_constraint ? "column \"%s\" named in key does not exist"
                                               : "column \"%s\" does not exist",
                                 name);
        }
        if (number < 0) {
            *c = (index_column){.name = name, .attribute = (int16_t)number};
            system_column_type(number, &c->type, &name);
            return true;
        }
        const pg_attribute *a = relation_attribute(table, number);
        *c = (index_column){
            .name = name, .attribute = (int16_t)number, .type = a->type, .collation = a->collation};
        return true;
    }
    expr *x = select_analyze_expression(r->analysis, &(standalone_expression){
                                                         .node = e->expr,
                                                         .clause = CLAUSE_INDEX_EXPRESSION,
                                                         .relation = table->oid,
                                                     });
    if (x == NULL) {
        return false;
    }
    const char *chosen = string_or_null(e->indexcolname);
    chosen = chosen != NULL ? chosen : target_list_name_or_null(e->expr);
    *c = (index_column){.name = chosen != NULL ? chosen : "expr",
                        .expr = x,
                        .type = x->type,
                        .collation = x->collation};
    if (x->kind == EXPR_VAR && x->u.var.attribute > 0) {
        c->attribute = (int16_t)x->u.var.attribute;
        c->expr = NULL;
        return true;
    }
    return !expression_is_mutable(r->catalog, x) ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "functions in index expression must be marked IMMUTABLE");
}

static bool read_collation(replay *r, const PgQuery__IndexElem *e, index_column *c) {
    if (e->n_collation > 0) {
        c->collation = collation_name_resolve(r->analysis, e->n_collation, e->collation, -1);
        if (c->collation == INVALID_OID) {
            return false;
        }
    }
    if (type_collation(r->catalog, c->type) != INVALID_OID) {
        if (c->collation == INVALID_OID) {
            diagnostic *d =
                analysis_error(r->analysis, SQLSTATE_INDETERMINATE_COLLATION, -1,
                               "could not determine which collation to use for index expression");
            d->hint = "Use the COLLATE clause to set the collation explicitly.";
            return false;
        }
        return true;
    }
    if (c->collation != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                             "collations are not supported by type %s",
                             type_format_bare(r->catalog, r->arena, c->type));
    }
    return true;
}

/* What an expression gives has to be storable. */
static bool check_type(replay *r, const index_column *c) {
    const pg_type *t = c->expr != NULL ? catalog_type(r->catalog, c->type) : NULL;
    return t == NULL || t->typtype != 'p' ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                         "column \"%s\" has pseudo-type %s", c->name,
                         type_format_bare(r->catalog, r->arena, c->type));
}

bool index_add_key(replay *r, const pg_class *table, const PgQuery__IndexElem *e, const pg_am *am,
                   index_plan *plan) {
    index_column c;
    if (!read_column(r, table, e, plan->exclusion, &c) || !read_collation(r, e, &c)) {
        return false;
    }
    c.opclass = index_opclass(r, e->n_opclass, e->opclass, c.type, am);
    if (c.opclass == INVALID_OID || !check_type(r, &c)) {
        return false;
    }
    bool descending = e->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    bool first = e->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST ||
                 (descending && e->nulls_ordering != PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST);
    c.order = (int16_t)((descending ? 1 : 0) | (first ? 2 : 0));
    *LIST_PUSH(r->arena, &plan->columns) = c;
    plan->key_count++;
    return true;
}

bool index_add_included(replay *r, const pg_class *table, const char *name, index_plan *plan) {
    int number = name != NULL ? relation_column(table, name) : 0;
    if (number == 0) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                             name != NULL ? name : "");
    }
    const pg_attribute *a = relation_attribute(table, number);
    *LIST_PUSH(r->arena, &plan->columns) =
        (index_column){.name = name, .attribute = (int16_t)number, .type = a->type};
    return true;
}

/* --- CREATE INDEX ----------------------------------------------------------------------------- */

static bool check_method(replay *r, const PgQuery__IndexStmt *s, const pg_am *am) {
    bool btree = am->oid == BTREE_AM_OID;
    if (s->unique && !btree) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "access method \"%s\" does not support unique indexes", am->name);
    }
    bool include = btree || am->oid == GIST_AM_OID || am->oid == SPGIST_AM_OID;
    if (s->n_index_including_params > 0 && !include) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "access method \"%s\" does not support included columns", am->name);
    }
    if (s->n_index_params > 1 && (am->oid == HASH_AM_OID || am->oid == SPGIST_AM_OID)) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "access method \"%s\" does not support multicolumn indexes", am->name);
    }
    return true;
}

static bool check_ordering(replay *r, const PgQuery__IndexElem *e, const pg_am *am) {
    if (am->oid == BTREE_AM_OID) {
        return true;
    }
    if (e->ordering != PG_QUERY__SORT_BY_DIR__SORTBY_DEFAULT &&
        e->ordering != PG_QUERY__SORT_BY_DIR__SORT_BY_DIR_UNDEFINED) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "access method \"%s\" does not support ASC/DESC options", am->name);
    }
    if (e->nulls_ordering != PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT &&
        e->nulls_ordering != PG_QUERY__SORT_BY_NULLS__SORT_BY_NULLS_UNDEFINED) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "access method \"%s\" does not support NULLS FIRST/LAST options",
                             am->name);
    }
    return true;
}

bool index_read_predicate(replay *r, PgQuery__Node *node, oid table, index_plan *plan) {
    if (node == NULL) {
        return true;
    }
    plan->predicate = select_analyze_expression(r->analysis, &(standalone_expression){
                                                                 .node = node,
                                                                 .clause = CLAUSE_INDEX_PREDICATE,
                                                                 .relation = table,
                                                             });
    if (plan->predicate == NULL) {
        return false;
    }
    return !expression_is_mutable(r->catalog, plan->predicate) ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "functions in index predicate must be marked IMMUTABLE");
}

bool index_plan_of_statement(replay *r, const PgQuery__IndexStmt *s, index_plan *plan) {
    const pg_class *table = catalog_relation(r->catalog, plan->table);
    const char *method = string_or_null(s->access_method);
    if (s->n_index_params + s->n_index_including_params > 32) {
        return replay_refuse(r, SQLSTATE_TOO_MANY_COLUMNS, -1,
                             "cannot use more than 32 columns in an index");
    }
    const pg_am *am = index_access_method(r, method != NULL ? method : "btree");
    if (am == NULL || !check_method(r, s, am)) {
        return false;
    }
    plan->access_method = am->oid;
    plan->unique = s->unique;
    plan->nulls_not_distinct = s->nulls_not_distinct;
    if (!index_read_predicate(r, s->where_clause, plan->table, plan) ||
        !relation_options_check_index(r, am->oid, s->n_options, s->options)) {
        return false;
    }
    for (size_t i = 0; i < s->n_index_params; i++) {
        const PgQuery__IndexElem *e = s->index_params[i]->index_elem;
        if (!index_add_key(r, table, e, am, plan) || !check_ordering(r, e, am)) {
            return false;
        }
    }
    for (size_t i = 0; i < s->n_index_including_params; i++) {
        const PgQuery__IndexElem *e = s->index_including_params[i]->index_elem;
        if (string_or_null(e->name) == NULL) {
            return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                 "expressions are not supported in included columns");
        }
        if (!index_add_included(r, table, e->name, plan)) {
            return false;
        }
    }
    return true;
}

static bool check_table(replay *r, const pg_class *table, const PgQuery__IndexStmt *s) {
    if (strchr("rpm", table->kind) == NULL) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "cannot create index on relation \"%s\"", table->name);
        static const struct {
            char kind;
            const char *what;
        } kinds[] = {{'v', "views"},          {'S', "sequences"},
                     {'i', "indexes"},        {'c', "composite types"},
                     {'f', "foreign tables"}, {'I', "partitioned indexes"}};
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
            if (kinds[i].kind == table->kind) {
                d->detail =
                    replay_text(r, "This operation is not supported for %s.", kinds[i].what);
            }
        }
        return false;
    }
    if (table->kind == 'p' && s->concurrent) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "cannot create index on partitioned table \"%s\" concurrently",
                             table->name);
    }
    return true;
}

/* Last of all, as the server does it. */
static bool check_opclass_options(replay *r, const PgQuery__IndexStmt *s, const index_plan *plan) {
    for (size_t i = 0; i < s->n_index_params; i++) {
        const PgQuery__IndexElem *e = s->index_params[i]->index_elem;
        if (!relation_options_check_opclass(r, plan->columns.items[i].opclass, e->n_opclassopts,
                                            e->opclassopts)) {
            return false;
        }
    }
    return true;
}

/* Expressions are read before anything else of the statement is looked at. */
static bool read_expressions(replay *r, const PgQuery__IndexStmt *s, oid table) {
    if (s->where_clause != NULL &&
        select_analyze_expression(r->analysis,
                                  &(standalone_expression){.node = s->where_clause,
                                                           .clause = CLAUSE_INDEX_PREDICATE,
                                                           .relation = table}) == NULL) {
        return false;
    }
    for (size_t i = 0; i < s->n_index_params; i++) {
        PgQuery__Node *e = s->index_params[i]->index_elem->expr;
        if (e != NULL &&
            select_analyze_expression(r->analysis,
                                      &(standalone_expression){.node = e,
                                                               .clause = CLAUSE_INDEX_EXPRESSION,
                                                               .relation = table}) == NULL) {
            return false;
        }
    }
    return true;
}

/* Foreign tables have no indexes, so none that is unique over all partitions at any depth. */
static bool check_no_foreign_part(replay *r, const PgQuery__IndexStmt *s, const pg_class *table) {
    if (table->kind != 'p' || !s->unique || !s->relation->inh) {
        return true;
    }
    oid_list family = relation_family(r, table->oid);
    for (int i = 0; i < family.count; i++) {
        if (catalog_relation(r->catalog, family.items[i])->kind == 'f') {
            index_refuse_foreign_partitions(r, table);
            return false;
        }
    }
    return true;
}

bool create_index_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__IndexStmt *s = node->index_stmt;
    if (s->concurrent && r->savepoints.count > 0) {
        return replay_refuse(r, SQLSTATE_ACTIVE_SQL_TRANSACTION, -1,
                             "CREATE INDEX CONCURRENTLY cannot run inside a transaction block");
    }
    const pg_class *table = relation_open(r, s->relation, false);
    if (table == NULL || !check_no_foreign_part(r, s, table) ||
        !read_expressions(r, s, table->oid)) {
        return false;
    }
    if (strchr("iIc", table->kind) != NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is %s", table->name,
                             table->kind == 'c' ? "a composite type" : "an index");
    }
    if (!check_table(r, table, s)) {
        return false;
    }
    index_plan plan = {.table = table->oid,
                       .name = string_or_null(s->idxname),
                       .only = !s->relation->inh,
                       .if_not_exists = s->if_not_exists};
    return index_plan_of_statement(r, s, &plan) && index_create(r, &plan) != INVALID_OID &&
           check_opclass_options(r, s, &plan);
}
