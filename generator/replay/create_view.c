#include "replay/statements.h"

#include <strings.h>

#include "analyze/coercion.h"
#include "analyze/dependency.h"
#include "analyze/select.h"
#include "analyze/updatability.h"
#include "replay/relation_options.h"
#include "replay/source_text.h"
#include "replay/view.h"

/* --- Queries ---------------------------------------------------------------------------------- */

typedef struct query_search {
    replay *r;
    bool (*found)(replay *r, const query *q);
} query_search;

static bool search_query(query *q, query_search *s);

static bool search_expr(expr *e, void *context) {
    if (e->kind == EXPR_SUBLINK && search_query(e->u.sublink.query, context)) {
        return true;
    }
    return expr_each_child(e, search_expr, context);
}

static bool search_query(query *q, query_search *s) {
    if (q == NULL) {
        return false;
    }
    if (s->found(s->r, q)) {
        return true;
    }
    for (int i = 0; i < q->ctes.count; i++) {
        if (search_query(q->ctes.items[i]->query, s)) {
            return true;
        }
    }
    for (int i = 0; i < q->rtable.count; i++) {
        if (q->rtable.items[i]->kind == RTE_SUBQUERY &&
            search_query(q->rtable.items[i]->subquery, s)) {
            return true;
        }
    }
    return query_each_expr(q, search_expr, s);
}

static bool reads_temporary(replay *r, const query *q) {
    for (int i = 0; i < q->rtable.count; i++) {
        const range_table_entry *rte = q->rtable.items[i];
        const pg_class *c =
            rte->kind == RTE_RELATION ? catalog_relation(r->catalog, rte->relation) : NULL;
        if (c != NULL && relation_is_temporary(c)) {
            return true;
        }
    }
    return false;
}

bool view_query_uses_temporary(replay *r, query *q) {
    if (search_path_existing_temp_namespace(r->catalog) == INVALID_OID) {
        return false;
    }
    query_search s = {r, reads_temporary};
    return search_query(q, &s);
}

bool view_query_modifies(const query *q) {
    for (int i = 0; i < q->ctes.count; i++) {
        const query *inner = q->ctes.items[i]->query;
        if (inner != NULL && inner->command != QUERY_SELECT) {
            return true;
        }
    }
    return false;
}

attribute_list view_columns(replay *r, const query *q, size_t alias_count,
                            PgQuery__Node **aliases) {
    attribute_list list = {0};
    const target_list *targets = q->command == QUERY_SELECT ? &q->targets : &q->returning;
    size_t at = 0;
    for (int i = 0; i < targets->count; i++) {
        const target *t = &targets->items[i];
        if (t->junk) {
            continue;
        }
        const char *name = at < alias_count ? node_string(aliases[at]) : t->name;
        at++;
        *LIST_PUSH(r->arena, &list) = (pg_attribute){
            .name = name,
            .type = t->expr->type,
            .typmod = t->expr->typmod,
            .collation = t->expr->collation,
            .is_local = true,
        };
    }
    return list;
}

oid view_rule(replay *r, oid view) {
    const pg_rewrite *rule = catalog_find_child(r->catalog, CLASS_REWRITE, view, "_RETURN");
    return rule != NULL ? rule->oid : INVALID_OID;
}

void view_store_query(replay *r, oid view, query *q, const char *definition) {
    oid rule = view_rule(r, view);
    if (rule == INVALID_OID) {
        rule = catalog_add(
            r->catalog, CLASS_REWRITE,
            &(pg_rewrite){.parent = view, .name = "_RETURN", .event = 1, .instead = true});
    } else {
        depend_remove(r->catalog, address_of(CLASS_REWRITE, rule), DEPENDENCY_ANY);
    }
    object_address self = address_of(CLASS_REWRITE, rule);
    depend_add(r->catalog, self, address_of(CLASS_RELATION, view), DEPENDENCY_INTERNAL);
    dependency_record_query(r->catalog, self, q, DEPENDENCY_NORMAL);
    pg_class *edit = relation_edit(r, view);
    edit->query = q;
    edit->definition = definition;
    edit->source = r->statement;
    relation_update(r, edit);
}

/* --- CREATE OR REPLACE ----------------------------------------------------------------------- */

static const char *collation_text(replay *r, oid collation) {
    const pg_collation *c = catalog_collation(r->catalog, collation);
    return c != NULL ? c->name : "";
}

/* The old columns must all stay, in place, under the same name and with the same type. */
static bool check_replacement(replay *r, const pg_class *old, const attribute_list *columns) {
    if (columns->count < old->attribute_count) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot drop columns from view");
    }
    for (int i = 0; i < old->attribute_count; i++) {
        const pg_attribute *was = &old->attributes[i];
        const pg_attribute *is = &columns->items[i];
        if (strcmp(was->name, is->name) != 0) {
            diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                           "cannot change name of view column \"%s\" to \"%s\"",
                                           was->name, is->name);
            d->hint = "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.";
            return false;
        }
        if (was->type != is->type || was->typmod != is->typmod) {
            return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                 "cannot change data type of view column \"%s\" from %s to %s",
                                 was->name,
                                 type_format(r->catalog, r->arena, was->type, was->typmod),
                                 type_format(r->catalog, r->arena, is->type, is->typmod));
        }
        if (was->collation != is->collation) {
            return replay_refuse(
                r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                "cannot change collation of view column \"%s\" from \"%s\" to \"%s\"", was->name,
                collation_text(r, was->collation), collation_text(r, is->collation));
        }
    }
    return true;
}

static bool replace(replay *r, const pg_class *old, const attribute_list *columns) {
    if (old->kind != 'v') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a view", old->name);
    }
    if (!check_replacement(r, old, columns)) {
        return false;
    }
    int before = old->attribute_count;
    for (int i = before; i < columns->count; i++) {
        const pg_attribute *a = &columns->items[i];
        for (int j = 0; j < i; j++) {
            if (strcmp(columns->items[j].name, a->name) == 0) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                                     "column \"%s\" of relation \"%s\" already exists", a->name,
                                     old->name);
            }
        }
        if (!relation_check_column_type(r, a->name, a->type, a->collation, INVALID_OID)) {
            return false;
        }
    }
    pg_class *edit = relation_edit(r, old->oid);
    edit->attribute_count = columns->count;
    pg_attribute *all = ARENA_ARRAY(r->arena, pg_attribute, columns->count);
    memcpy(all, edit->attributes, sizeof(pg_attribute) * (size_t)before);
    for (int i = before; i < columns->count; i++) {
        all[i] = columns->items[i];
    }
    edit->attributes = all;
    relation_update(r, edit);
    for (int i = before; i < columns->count; i++) {
        relation_depend_column(r, old->oid, i + 1);
    }
    return true;
}

/* --- The statement ---------------------------------------------------------------------------- */

static bool check_query(replay *r, const PgQuery__ViewStmt *s) {
    const PgQuery__Node *n = s->query;
    if (n->node_case == PG_QUERY__NODE__NODE_SELECT_STMT && n->select_stmt->into_clause != NULL) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "views must not contain SELECT INTO");
    }
    return true;
}

static bool check_collations(replay *r, const attribute_list *columns) {
    for (int i = 0; i < columns->count; i++) {
        const pg_attribute *a = &columns->items[i];
        if (a->collation == INVALID_OID && type_collation(r->catalog, a->type) != INVALID_OID) {
            diagnostic *d = analysis_error(
                r->analysis, SQLSTATE_INDETERMINATE_COLLATION, -1,
                "could not determine which collation to use for view column \"%s\"", a->name);
            d->hint = "Use the COLLATE clause to set the collation explicitly.";
            return false;
        }
    }
    for (int i = 0; i < columns->count; i++) {
        const pg_attribute *a = &columns->items[i];
        if (a->collation != INVALID_OID && type_collation(r->catalog, a->type) == INVALID_OID) {
            return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                                 "collations are not supported by type %s",
                                 analysis_type(r->analysis, a->type));
        }
    }
    return true;
}

/* A boolean option's value must read as one. */
static bool option_check_boolean(replay *r, const PgQuery__DefElem *e) {
    static const char *const words[] = {"true", "false", "on", "off", "yes", "no",
                                        "1",    "0",     "t",  "f",   "y",   "n"};
    if (e->arg == NULL) {
        return true;
    }
    const char *value = relation_option_value(r, e);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(value, words[i]) == 0) {
            return true;
        }
    }
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "invalid value for boolean option \"%s\": %s", e->defname, value);
}

static bool read_options(replay *r, const PgQuery__ViewStmt *s, char *check_option) {
    switch (s->with_check_option) {
    case PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION:
        *check_option = 'l';
        break;
    case PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION:
        *check_option = 'c';
        break;
    default:
        break;
    }
    static const char *const known[] = {"check_option", "security_barrier", "security_invoker"};
    for (size_t i = 0; i < s->n_options; i++) {
        const PgQuery__DefElem *e = s->options[i]->def_elem;
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            found = found || strcmp(e->defname, known[k]) == 0;
        }
        if (!found) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "unrecognized parameter \"%s\"", e->defname);
        }
        if (strcmp(e->defname, "check_option") != 0 && !option_check_boolean(r, e)) {
            return false;
        }
        if (strcmp(e->defname, "check_option") == 0) {
            const char *value = relation_option_value(r, e);
            if (text_equal(value, "local")) {
                *check_option = 'l';
            } else if (text_equal(value, "cascaded")) {
                *check_option = 'c';
            } else {
                diagnostic *d = analysis_error(r->analysis, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                               "invalid value for enum option \"check_option\": %s",
                                               value != NULL ? value : "");
                d->detail = "Valid values are \"local\" and \"cascaded\".";
                return false;
            }
        }
    }
    return true;
}

static void keep_options(replay *r, oid view, const PgQuery__ViewStmt *s, char check_option) {
    pg_class *edit = relation_edit(r, view);
    const char **list = ARENA_ARRAY(r->arena, const char *, s->n_options + 1);
    int count = 0;
    for (size_t i = 0; i < s->n_options; i++) {
        const PgQuery__DefElem *e = s->options[i]->def_elem;
        if (strcmp(e->defname, "check_option") != 0) {
            list[count++] = replay_text(r, "%s=%s", e->defname, relation_option_value(r, e));
        }
    }
    edit->options = count > 0 ? list : NULL;
    edit->option_count = count;
    edit->check_option = check_option;
    relation_update(r, edit);
}

static bool check_option_written_once(replay *r, const PgQuery__ViewStmt *s) {
    int written = s->with_check_option == PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION ||
                  s->with_check_option == PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION;
    for (size_t i = 0; i < s->n_options; i++) {
        written += strcmp(s->options[i]->def_elem->defname, "check_option") == 0;
    }
    return written <= 1 ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "parameter \"%s\" specified more than once", "check_option");
}

/* The view's relation, new or replaced; 0 with an error. */
static oid make_relation(replay *r, const PgQuery__ViewStmt *s, PgQuery__RangeVar *var,
                         const attribute_list *columns) {
    char persistence = relation_persistence(var);
    oid namespace = relation_creation_namespace(r, var, &persistence);
    if (namespace == INVALID_OID) {
        return INVALID_OID;
    }
    const pg_class *old = catalog_find_named(r->catalog, CLASS_RELATION, namespace, var->relname);
    if (old != NULL && s->replace) {
        return replace(r, old, columns) ? old->oid : INVALID_OID;
    }
    if (!relation_check_columns(r, columns, 'v')) {
        return INVALID_OID;
    }
    return relation_create(r, &(relation_plan){
                                  .name = arena_strdup(r->arena, var->relname),
                                  .namespace = namespace,
                                  .kind = 'v',
                                  .persistence = persistence,
                                  .attributes = *columns,
                              });
}

bool create_view_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__ViewStmt *s = node->view_stmt;
    if (!check_query(r, s)) {
        return false;
    }
    query *q = select_analyze(r->analysis, s->query, true);
    if (q == NULL) {
        return false;
    }
    if (view_query_modifies(q)) {
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "views must not contain data-modifying statements in WITH");
    }
    char check_option = 0;
    attribute_list columns = view_columns(r, q, s->n_aliases, s->aliases);
    if ((size_t)columns.count < s->n_aliases) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "CREATE VIEW specifies more column names than columns");
    }
    PgQuery__RangeVar var = *s->view;
    if (relation_persistence(&var) == 'u') {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "views cannot be unlogged because they do not have storage");
    }
    if (relation_persistence(&var) == 'p' && view_query_uses_temporary(r, q)) {
        static char temporary[] = "t";
        var.relpersistence = temporary;
    }
    if (!check_collations(r, &columns) || !read_options(r, s, &check_option)) {
        return false;
    }
    const char *why_not = check_option != 0 ? updatability_why_not(r->catalog, q) : NULL;
    if (why_not != NULL) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                           "WITH CHECK OPTION is supported only on automatically updatable views");
        d->hint = why_not;
        return false;
    }
    if (!check_option_written_once(r, s)) {
        return false;
    }
    oid view = make_relation(r, s, &var, &columns);
    if (view == INVALID_OID) {
        return false;
    }
    keep_options(r, view, s, check_option);
    view_store_query(r, view, q, source_text_query(r));
    return true;
}
