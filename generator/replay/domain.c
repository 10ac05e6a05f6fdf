#include "replay/object_statements.h"

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/dependency.h"
#include "analyze/select.h"
#include "analyze/type_name.h"
#include "replay/constraint.h"
#include "replay/definition.h"
#include "replay/deletion.h"
#include "replay/domain_rules.h"
#include "replay/new_type.h"
#include "replay/object_name.h"
#include "replay/source_text.h"

/* CREATE DOMAIN and ALTER DOMAIN. */

/* --- Expressions ------------------------------------------------------------------------------ */

/* VALUE in a check. */
static expr *resolve_value(parse_state *ps, const char *const *parts, int count, int location,
                           void *context) {
    const pg_type *domain = context;
    if (count != 1 || strcmp(parts[0], "value") != 0) {
        return NULL;
    }
    expr *e = expr_new(ps->analysis->arena, EXPR_DOMAIN_VALUE, domain->base, location);
    e->typmod = domain->typmod;
    e->collation = type_collation(ps->analysis->catalog, domain->base);
    return e;
}

static expr *analyse_check(replay *r, const pg_type *domain, const PgQuery__Constraint *k) {
    analysis *an = r->analysis;
    an->resolve_name = resolve_value;
    an->resolve_context = (void *)domain;
    standalone_expression se = {.node = k->raw_expr, .clause = CLAUSE_DOMAIN_CHECK};
    expr *e = select_analyze_expression(an, &se);
    an->resolve_name = NULL;
    an->resolve_context = NULL;
    if (e == NULL) {
        return NULL;
    }
    parse_state *ps = parse_state_new(an, NULL);
    e = coercion_to_boolean(ps, e, "CHECK");
    return e != NULL && collation_assign_expr(ps, e) ? e : NULL;
}

/* The analysed default; *is_null when it is the null value.  NULL with an error. */
static expr *analyse_default(replay *r, const pg_type *domain, PgQuery__Node *node) {
    standalone_expression se = {.node = node, .clause = CLAUSE_COLUMN_DEFAULT};
    expr *e = select_analyze_expression(r->analysis, &se);
    if (e == NULL) {
        return NULL;
    }
    oid given = e->type;
    parse_state *ps = parse_state_new(r->analysis, NULL);
    expr *cast = coercion_to_target(ps, e,
                                    (coercion_target){.type = domain->base,
                                                      .typmod = domain->typmod,
                                                      .context = COERCION_ASSIGNMENT,
                                                      .form = COERCE_IMPLICIT_CAST,
                                                      .location = -1});
    if (cast == NULL && !r->analysis->failed) {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
                           "column \"%s\" is of type %s but default expression is of type %s",
                           domain->name, type_format_bare(r->catalog, r->arena, domain->base),
                           type_format_bare(r->catalog, r->arena, given));
        d->hint = "You will need to rewrite or cast the expression.";
    }
    return cast != NULL && collation_assign_expr(ps, cast) ? cast : NULL;
}

/* --- Checks ----------------------------------------------------------------------------------- */

static const char *choose_name(replay *r, const pg_type *domain) {
    name_choice choice = {.name1 = domain->name,
                          .label = "check",
                          .namespace = domain->namespace,
                          .for_constraint = true};
    return object_name_choose_constraint(r, &choice, NULL, 0);
}

static bool add_check(replay *r, oid object, const PgQuery__Constraint *k) {
    const pg_type *domain = catalog_type(r->catalog, object);
    const char *name = string_or_null(k->conname);
    if (name == NULL) {
        name = choose_name(r, domain);
    } else if (catalog_find_child(r->catalog, CLASS_CONSTRAINT, object, name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "constraint \"%s\" for domain \"%s\" already exists", name,
                             domain->name);
    }
    expr *e = analyse_check(r, domain, k);
    if (e == NULL) {
        return false;
    }
    oid made = constraint_store(r, &(pg_constraint){
                                       .namespace = domain->namespace,
                                       .parent = object,
                                       .name = name,
                                       .type = 'c',
                                       .of_domain = true,
                                       .validated = !k->skip_validation,
                                       .is_local = true,
                                       .expr = e,
                                       .definition = source_text_parenthesized(r, k->location),
                                   });
    dependency_record_expr(r->catalog, address_of(CLASS_CONSTRAINT, made), e, INVALID_OID,
                           DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
    return true;
}

/* --- CREATE DOMAIN ---------------------------------------------------------------------------- */

typedef struct domain_plan {
    const PgQuery__CreateDomainStmt *statement;
    pg_type type;
    bool null_given;
    bool default_given;
    expr *default_expr;
} domain_plan;

static bool check_null(replay *r, domain_plan *plan, bool not_null) {
    if (plan->null_given && plan->type.not_null != not_null) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "conflicting NULL/NOT NULL constraints");
    }
    plan->null_given = true;
    plan->type.not_null = not_null;
    return true;
}

static bool plan_default(replay *r, domain_plan *plan, const PgQuery__Constraint *k) {
    if (plan->default_given) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "multiple default expressions");
    }
    plan->default_given = true;
    plan->type.default_text = NULL;
    plan->default_expr = analyse_default(r, &plan->type, k->raw_expr);
    if (plan->default_expr == NULL) {
        return false;
    }
    if (expr_is_null_const(plan->default_expr)) {
        plan->default_expr = NULL;
        return true;
    }
    const char *text = source_text_default(r, k->location);
    plan->type.default_text = text != NULL ? text : "";
    return true;
}

static bool plan_constraint(replay *r, domain_plan *plan, const PgQuery__Constraint *k) {
    switch ((int)k->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
        return plan_default(r, plan, k);
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
        return check_null(r, plan, true);
    case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
        return check_null(r, plan, false);
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
        return !k->is_no_inherit ||
               replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "check constraints for domains cannot be marked NO INHERIT");
    default:
        return domain_refuse_constraint(r, (int)k->contype);
    }
}

static bool plan_base(replay *r, domain_plan *plan) {
    const PgQuery__CreateDomainStmt *s = plan->statement;
    PgQuery__TypeName name = *s->type_name;
    name.location = -1;
    type_and_typmod base = type_name_resolve(r->analysis, &name);
    if (base.type == INVALID_OID) {
        return false;
    }
    const pg_type *b = catalog_type(r->catalog, base.type);
    if (strchr("bcderm", b->typtype) == NULL) {
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                             "\"%s\" is not a valid base type for a domain",
                             type_name_text(r->analysis, s->type_name));
    }
    pg_type *t = &plan->type;
    t->base = base.type;
    t->typmod = base.typmod;
    t->dims = (int16_t)s->type_name->n_array_bounds;
    t->category = b->category;
    t->delimiter = b->delimiter;
    t->length = b->length;
    t->storage = b->storage;
    t->output = b->output;
    t->send = b->send;
    t->analyse = b->analyse;
    t->default_text = b->default_text;
    new_type_set_functions(r, t, "domain_in", NULL);
    if (s->coll_clause == NULL) {
        t->collation = b->collation;
        return true;
    }
    PgQuery__CollateClause clause = *s->coll_clause;
    clause.location = -1;
    return type_name_collation(r->analysis, &clause, base.type, -1, &t->collation);
}

bool create_domain_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateDomainStmt *s = node->create_domain_stmt;
    new_name place;
    oid shell;
    if (!definition_place(r, s->n_domainname, s->domainname, &place) ||
        !new_type_claim(r, place.namespace, place.name, &shell)) {
        return false;
    }
    domain_plan plan = {.statement = s,
                        .type = new_type_record(place.namespace, place.name, 'd', 'U')};
    plan.type.oid = shell;
    if (!plan_base(r, &plan)) {
        return false;
    }
    for (size_t i = 0; i < s->n_constraints; i++) {
        if (!plan_constraint(r, &plan, s->constraints[i]->constraint)) {
            return false;
        }
    }
    oid made = new_type_add(r, &plan.type, NULL);
    if (plan.default_expr != NULL) {
        dependency_record_expr(r->catalog, address_of(CLASS_TYPE, made), plan.default_expr,
                               INVALID_OID, DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
    }
    for (size_t i = 0; i < s->n_constraints; i++) {
        const PgQuery__Constraint *k = s->constraints[i]->constraint;
        if (k->contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK && !add_check(r, made, k)) {
            return false;
        }
    }
    return true;
}

/* --- ALTER DOMAIN ----------------------------------------------------------------------------- */

static bool set_default(replay *r, const pg_type *domain, PgQuery__Node *node) {
    pg_type edit = *domain;
    edit.default_text = NULL;
    expr *e = NULL;
    if (node != NULL) {
        e = analyse_default(r, domain, node);
        if (e == NULL) {
            return false;
        }
        if (expr_is_null_const(e)) {
            e = NULL;
        } else {
            edit.default_text = domain_default_text(r);
        }
    }
    object_address self = address_of(CLASS_TYPE, domain->oid);
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    depend_remove(r->catalog, self, DEPENDENCY_NORMAL);
    new_type_depend(r, &edit);
    if (e != NULL) {
        dependency_record_expr(r->catalog, self, e, INVALID_OID, DEPENDENCY_NORMAL,
                               DEPENDENCY_NORMAL);
    }
    return true;
}

static bool set_not_null(replay *r, const pg_type *domain, bool not_null) {
    if (domain->not_null == not_null) {
        return true;
    }
    if (not_null && !domain_is_not_stored(r, domain->oid)) {
        return false;
    }
    pg_type edit = *domain;
    edit.not_null = not_null;
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    return true;
}

static bool add_constraint(replay *r, const pg_type *domain, PgQuery__Node *node) {
    const PgQuery__Constraint *k = node->constraint;
    if (k->contype != PG_QUERY__CONSTR_TYPE__CONSTR_CHECK) {
        return domain_refuse_constraint(r, (int)k->contype);
    }
    return add_check(r, domain->oid, k) &&
           (k->skip_validation || domain_is_not_stored(r, domain->oid));
}

static const pg_constraint *find_constraint(replay *r, const pg_type *domain,
                                            const PgQuery__AlterDomainStmt *s) {
    const pg_constraint *k = catalog_find_child(r->catalog, CLASS_CONSTRAINT, domain->oid, s->name);
    if (k == NULL && !s->missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                      "constraint \"%s\" of domain \"%s\" does not exist", s->name,
                      qualified_name_text(r->analysis, s->n_type_name, s->type_name));
    }
    return k;
}

static bool drop_constraint(replay *r, const pg_type *domain, const PgQuery__AlterDomainStmt *s) {
    const pg_constraint *k = find_constraint(r, domain, s);
    if (k == NULL) {
        return !r->analysis->failed;
    }
    return deletion_perform_one(r, address_of(CLASS_CONSTRAINT, k->oid),
                                s->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
}

static bool validate_constraint(replay *r, const pg_type *domain,
                                const PgQuery__AlterDomainStmt *s) {
    const pg_constraint *k = find_constraint(r, domain, s);
    if (k == NULL) {
        return !r->analysis->failed;
    }
    pg_constraint edit = *k;
    edit.validated = true;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    return true;
}

bool alter_domain_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterDomainStmt *s = node->alter_domain_stmt;
    PgQuery__TypeName name = PG_QUERY__TYPE_NAME__INIT;
    name.n_names = s->n_type_name;
    name.names = s->type_name;
    name.location = -1;
    oid object = type_name_resolve(r->analysis, &name).type;
    if (object == INVALID_OID) {
        return false;
    }
    const pg_type *domain = catalog_type(r->catalog, object);
    if (domain->typtype != 'd') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is not a domain",
                             type_format_bare(r->catalog, r->arena, object));
    }
    switch (s->subtype[0]) {
    case 'T':
        return set_default(r, domain, s->def);
    case 'N':
        return set_not_null(r, domain, false);
    case 'O':
        return set_not_null(r, domain, true);
    case 'C':
        return add_constraint(r, domain, s->def);
    case 'X':
        return drop_constraint(r, domain, s);
    default:
        return validate_constraint(r, domain, s);
    }
}
