#include "replay/define.h"

#include "analyze/type_name.h"
#include "replay/column_default.h"
#include "replay/function_signature.h"
#include "replay/object_lookup.h"
#include "replay/object_statements.h"

/* CREATE OPERATOR, with commutators and negators that are yet to come, and ALTER OPERATOR. */

typedef struct operator_plan {
    const definition_option *function, *commutator, *negator, *restriction, *join;
    bool can_merge, can_hash;
    const PgQuery__TypeName *left_name, *right_name;
    pg_operator op;
} operator_plan;

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "%s", message);
}

/* --- Options ---------------------------------------------------------------------------------- */

static bool read_argument(replay *r, const definition_option *e, const PgQuery__TypeName **name) {
    *name = definition_type_name(r, e);
    return *name != NULL &&
           (!(*name)->setof || refuse(r, "SETOF type not allowed for operator argument"));
}

static bool read_option(replay *r, const definition_option *e, operator_plan *plan) {
    const struct {
        const char *name;
        const definition_option **slot;
    } options[] = {{"function", &plan->function},     {"procedure", &plan->function},
                   {"commutator", &plan->commutator}, {"negator", &plan->negator},
                   {"restrict", &plan->restriction},  {"join", &plan->join}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (definition_is(e, options[i].name)) {
            *options[i].slot = e;
            return definition_name(r, e).count > 0;
        }
    }
    if (definition_is(e, "leftarg")) {
        return read_argument(r, e, &plan->left_name);
    }
    if (definition_is(e, "rightarg")) {
        return read_argument(r, e, &plan->right_name);
    }
    if (definition_is(e, "hashes")) {
        return definition_bool(r, e, &plan->can_hash);
    }
    if (definition_is(e, "merges")) {
        return definition_bool(r, e, &plan->can_merge);
    }
    static const char *const old[] = {"sort1", "sort2", "ltcmp", "gtcmp"};
    for (size_t i = 0; i < sizeof old / sizeof old[0]; i++) {
        if (definition_is(e, old[i])) {
            plan->can_merge = true;
            return true;
        }
    }
    replay_warn(r, SQLSTATE_SYNTAX_ERROR, -1, "operator attribute \"%s\" not recognized",
                e->defname);
    return true;
}

static bool read_types(replay *r, operator_plan *plan) {
    if (plan->function == NULL) {
        return refuse(r, "operator function must be specified");
    }
    if (plan->left_name != NULL) {
        plan->op.left = type_name_resolve(r->analysis, plan->left_name).type;
        if (plan->op.left == INVALID_OID) {
            return false;
        }
    }
    if (plan->right_name != NULL) {
        plan->op.right = type_name_resolve(r->analysis, plan->right_name).type;
        return plan->op.right != INVALID_OID;
    }
    if (plan->op.left == INVALID_OID) {
        return refuse(r, "operator argument types must be specified");
    }
    analysis_error(r->analysis, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                   "operator right argument type must be specified")
        ->detail = "Postfix operators are not supported.";
    return false;
}

/* --- Functions -------------------------------------------------------------------------------- */

static bool check_estimator(replay *r, const pg_proc *p, const char *noun, name_parts name) {
    return p->result == FLOAT8OID ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "%s estimator function %s must return type double precision", noun,
                         qualified_name_text(r->analysis, name.count, name.items));
}

static bool find_restriction(replay *r, const definition_option *e, oid *function) {
    static const oid types[] = {INTERNALOID, OIDOID, INTERNALOID, INT4OID};
    name_parts name = definition_name(r, e);
    const pg_proc *p = name.count > 0 ? definition_function(r, name, 4, types) : NULL;
    if (p == NULL || !check_estimator(r, p, "restriction", name)) {
        return false;
    }
    *function = p->oid;
    return true;
}

static bool find_join(replay *r, const definition_option *e, oid *function) {
    static const oid types[] = {INTERNALOID, OIDOID, INTERNALOID, INT2OID, INTERNALOID};
    name_parts name = definition_name(r, e);
    const pg_proc *p = name.count > 0 ? definition_find_function(r, name, 5, types) : NULL;
    if (p == NULL && !r->analysis->failed) {
        p = definition_find_function(r, name, 4, types);
    }
    if (p == NULL && !r->analysis->failed) {
        definition_function(r, name, 5, types);
    }
    if (p == NULL || !check_estimator(r, p, "join", name)) {
        return false;
    }
    *function = p->oid;
    return true;
}

static bool find_functions(replay *r, operator_plan *plan) {
    pg_operator *op = &plan->op;
    oid types[2] = {op->left, op->right};
    bool binary = op->left != INVALID_OID;
    const pg_proc *p = definition_function(r, definition_name(r, plan->function), binary ? 2 : 1,
                                           binary ? types : types + 1);
    if (p == NULL) {
        return false;
    }
    op->function = p->oid;
    op->result = p->result;
    return (plan->restriction == NULL ||
            find_restriction(r, plan->restriction, &op->restrict_function)) &&
           (plan->join == NULL || find_join(r, plan->join, &op->join_function));
}

/* --- Rules ------------------------------------------------------------------------------------ */

static bool check_binary(replay *r, const operator_plan *plan) {
    if (plan->op.left != INVALID_OID) {
        return true;
    }
    if (plan->commutator != NULL) {
        return refuse(r, "only binary operators can have commutators");
    }
    if (plan->join != NULL) {
        return refuse(r, "only binary operators can have join selectivity");
    }
    if (plan->can_merge) {
        return refuse(r, "only binary operators can merge join");
    }
    return !plan->can_hash || refuse(r, "only binary operators can hash");
}

static bool check_boolean(replay *r, const operator_plan *plan) {
    if (plan->op.result == BOOLOID) {
        return true;
    }
    if (plan->negator != NULL) {
        return refuse(r, "only boolean operators can have negators");
    }
    if (plan->restriction != NULL) {
        return refuse(r, "only boolean operators can have restriction selectivity");
    }
    if (plan->join != NULL) {
        return refuse(r, "only boolean operators can have join selectivity");
    }
    if (plan->can_merge) {
        return refuse(r, "only boolean operators can merge join");
    }
    return !plan->can_hash || refuse(r, "only boolean operators can hash");
}

/* --- Records ---------------------------------------------------------------------------------- */

static const pg_operator *find_exact(replay *r, oid namespace, const char *name, oid left,
                                     oid right) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_OPERATOR, name);
    for (const pg_operator *o; (o = catalog_next(&scan)) != NULL;) {
        if (o->namespace == namespace && o->left == left && o->right == right) {
            return o;
        }
    }
    return NULL;
}

/* The operator of that name along the path, or in its schema. */
static const pg_operator *find_named(replay *r, const qualified_name *q, oid left, oid right) {
    if (q->schema != NULL) {
        oid namespace = search_path_namespace(r->catalog, q->schema);
        return namespace != INVALID_OID ? find_exact(r, namespace, q->name, left, right) : NULL;
    }
    const search_path *path = search_path_active(r->catalog);
    for (int i = 0; i < path->count; i++) {
        const pg_operator *o = find_exact(r, path->schemas[i], q->name, left, right);
        if (o != NULL) {
            return o;
        }
    }
    return NULL;
}

static void depend(replay *r, const pg_operator *op) {
    object_address self = address_of(CLASS_OPERATOR, op->oid);
    depend_remove(r->catalog, self, DEPENDENCY_ANY);
    depend_normal(r, self, address_of(CLASS_NAMESPACE, op->namespace));
    const oid types[] = {op->left, op->right, op->result};
    for (int i = 0; i < 3; i++) {
        if (types[i] != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_TYPE, types[i]));
        }
    }
    const oid functions[] = {op->function, op->restrict_function, op->join_function};
    for (int i = 0; i < 3; i++) {
        if (functions[i] != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_PROC, functions[i]));
        }
    }
}

/* A commutator or negator: found, or made as a shell; *self when it is the operator itself. */
static bool find_other(replay *r, const operator_plan *plan, const definition_option *e, bool swap,
                       oid *other, bool *self) {
    const pg_operator *op = &plan->op;
    oid left = swap ? op->right : op->left;
    oid right = swap ? op->left : op->right;
    name_parts name = definition_name(r, e);
    qualified_name q;
    new_name place;
    *self = false;
    if (!qualified_name_parse(r->analysis, name.count, name.items, -1, &q)) {
        return false;
    }
    const pg_operator *found = find_named(r, &q, left, right);
    if (found != NULL) {
        *other = found->oid;
        return true;
    }
    if (!definition_place(r, name.count, name.items, &place)) {
        return false;
    }
    if (strcmp(place.name, op->name) == 0 && place.namespace == op->namespace && left == op->left &&
        right == op->right) {
        *self = true;
        return swap || refuse(r, "operator cannot be its own negator or sort operator");
    }
    pg_operator shell = {.namespace = place.namespace,
                         .name = place.name,
                         .kind = left != INVALID_OID ? 'b' : 'l',
                         .left = left,
                         .right = right};
    shell.oid = catalog_add(r->catalog, CLASS_OPERATOR, &shell);
    depend(r, &shell);
    *other = shell.oid;
    return true;
}

/* The other side learns of the new operator, unless it has a partner already. */
static void link_back(replay *r, const pg_operator *op) {
    if (op->commutator != INVALID_OID && op->commutator != op->oid) {
        pg_operator other = *catalog_operator(r->catalog, op->commutator);
        if (other.commutator == INVALID_OID) {
            other.commutator = op->oid;
            catalog_update(r->catalog, CLASS_OPERATOR, &other);
        }
    }
    if (op->negator != INVALID_OID) {
        pg_operator other = *catalog_operator(r->catalog, op->negator);
        if (other.negator == INVALID_OID) {
            other.negator = op->oid;
            catalog_update(r->catalog, CLASS_OPERATOR, &other);
        }
    }
}

static bool put(replay *r, operator_plan *plan) {
    pg_operator *op = &plan->op;
    op->kind = op->left != INVALID_OID ? 'b' : 'l';
    op->can_merge = plan->can_merge;
    op->can_hash = plan->can_hash;
    const pg_operator *old = find_exact(r, op->namespace, op->name, op->left, op->right);
    if (old != NULL && old->function != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_FUNCTION, -1, "operator %s already exists",
                             op->name);
    }
    bool own_commutator = false;
    bool own_negator = false;
    if ((plan->commutator != NULL &&
         !find_other(r, plan, plan->commutator, true, &op->commutator, &own_commutator)) ||
        (plan->negator != NULL &&
         !find_other(r, plan, plan->negator, false, &op->negator, &own_negator))) {
        return false;
    }
    op->oid = old != NULL ? old->oid : catalog_new_oid(r->catalog);
    if (own_commutator) {
        op->commutator = op->oid;
    }
    if (old != NULL) {
        catalog_update(r->catalog, CLASS_OPERATOR, op);
    } else {
        catalog_add(r->catalog, CLASS_OPERATOR, op);
    }
    depend(r, op);
    link_back(r, op);
    return true;
}

bool define_operator(replay *r, const define_statement *s) {
    operator_plan plan = {0};
    new_name place;
    if (!definition_place(r, s->n_defnames, s->defnames, &place)) {
        return false;
    }
    plan.op.namespace = place.namespace;
    plan.op.name = place.name;
    for (size_t i = 0; i < s->n_definition; i++) {
        if (!read_option(r, s->definition[i]->def_elem, &plan)) {
            return false;
        }
    }
    return read_types(r, &plan) && find_functions(r, &plan) && check_binary(r, &plan) &&
           check_boolean(r, &plan) && put(r, &plan);
}

/* --- ALTER OPERATOR ... SET ------------------------------------------------------------------- */

static bool change(replay *r, const definition_option *e, pg_operator *op) {
    static const char *const fixed[] = {"leftarg",    "rightarg", "function", "procedure",
                                        "commutator", "negator",  "hashes",   "merges"};
    bool is_restriction = definition_is(e, "restrict");
    if (!is_restriction && !definition_is(e, "join")) {
        bool known = false;
        for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
            known = known || definition_is(e, fixed[i]);
        }
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             known ? "operator attribute \"%s\" cannot be changed"
                                   : "operator attribute \"%s\" not recognized",
                             e->defname);
    }
    if (e->arg == NULL) {
        *(is_restriction ? &op->restrict_function : &op->join_function) = INVALID_OID;
        return true;
    }
    return is_restriction ? find_restriction(r, e, &op->restrict_function)
                          : find_join(r, e, &op->join_function);
}

static bool check_change(replay *r, const pg_operator *op) {
    if (op->left == INVALID_OID && op->join_function != INVALID_OID) {
        return refuse(r, "only binary operators can have join selectivity");
    }
    if (op->result == BOOLOID) {
        return true;
    }
    if (op->restrict_function != INVALID_OID) {
        return refuse(r, "only boolean operators can have restriction selectivity");
    }
    return op->join_function == INVALID_OID ||
           refuse(r, "only boolean operators can have join selectivity");
}

bool alter_operator_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterOperatorStmt *s = node->alter_operator_stmt;
    PgQuery__Node object = PG_QUERY__NODE__INIT;
    object.node_case = PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS;
    object.object_with_args = s->opername;
    object_lookup found = object_find(r, PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR, &object, false);
    if (!found.found) {
        return false;
    }
    pg_operator edit = *catalog_operator(r->catalog, found.address.object);
    for (size_t i = 0; i < s->n_options; i++) {
        if (!change(r, s->options[i]->def_elem, &edit)) {
            return false;
        }
    }
    if (!check_change(r, &edit)) {
        return false;
    }
    catalog_update(r->catalog, CLASS_OPERATOR, &edit);
    depend(r, &edit);
    return true;
}
