#include "analyze/operator_call.h"

#include "analyze/expression.h"
#include "analyze/function_call.h"
#include "analyze/operator_cache.h"
#include "analyze/polymorphic.h"
#include "analyze/qualified_name.h"
#include "base/text.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

/* What is looked for, for messages too. */
typedef struct operator_query {
    size_t name_count;
    PgQuery__Node **name;
    oid left, right; /* left 0: prefix */
    int location;
} operator_query;

static const char *signature(analysis *an, const operator_query *q) {
    text t = text_new(an->arena);
    if (q->left) {
        text_printf(&t, "%s ", analysis_type(an, q->left));
    }
    text_add(&t, qualified_name_text(an, q->name_count, q->name));
    text_printf(&t, " %s", analysis_type(an, q->right));
    return text_string(&t);
}

static void report_missing(analysis *an, const operator_query *q) {
    diagnostic *d = analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, q->location,
                                   "operator does not exist: %s", signature(an, q));
    d->hint = q->left ? "No operator matches the given name and argument types. You might need to "
                        "add explicit type casts."
                      : "No operator matches the given name and argument type. You might need to "
                        "add an explicit type cast.";
}

static void report_ambiguous(analysis *an, const operator_query *q) {
    diagnostic *d = analysis_error(an, SQLSTATE_AMBIGUOUS_FUNCTION, q->location,
                                   "operator is not unique: %s", signature(an, q));
    d->hint = "Could not choose a best candidate operator. You might need to add explicit type "
              "casts.";
}

/* --- Search ---------------------------------------------------------------------------------- */

static bool find_candidates(analysis *an, const operator_query *q, search_path_candidates *result) {
    qualified_name name;
    if (!qualified_name_parse(an, q->name_count, q->name, -1, &name)) {
        return false;
    }
    if (name.schema && !search_path_namespace(an->catalog, name.schema)) {
        analysis_error(an, SQLSTATE_INVALID_SCHEMA_NAME, q->location,
                       "schema \"%s\" does not exist", name.schema);
        return false;
    }
    *result =
        search_path_operators(an->catalog, an->arena, name.schema, name.name, q->left ? 'b' : 'l');
    return true;
}

static const pg_operator *exact(const search_path_candidates *list, oid left, oid right) {
    for (int i = 0; i < list->count; i++) {
        const pg_operator *op = list->items[i];
        if (op->left == left && op->right == right) {
            return op;
        }
    }
    return NULL;
}

/* An unknown operand is first taken for the type of the other one, then for its base type. */
static const pg_operator *exact_binary(const catalog *c, const search_path_candidates *list,
                                       oid left, oid right) {
    bool was_unknown = left == UNKNOWNOID || right == UNKNOWNOID;
    if (left == UNKNOWNOID) {
        left = right;
    } else if (right == UNKNOWNOID) {
        right = left;
    }
    const pg_operator *op = exact(list, left, right);
    oid base = type_base(c, left);
    return op || !was_unknown || base == left ? op : exact(list, base, base);
}

/* The operands of one candidate as function selection wants them. */
static const oid *operand_types(arena *a, const pg_operator *op) {
    oid *types = ARENA_ARRAY(a, oid, 2);
    types[0] = op->left ? op->left : op->right;
    types[1] = op->right;
    return types;
}

static const pg_operator *best(analysis *an, const search_path_candidates *list, int count,
                               const oid *actual, bool *ambiguous) {
    const oid **types = ARENA_ARRAY(an->arena, const oid *, list->count);
    const pg_operator **usable = ARENA_ARRAY(an->arena, const pg_operator *, list->count);
    int n = 0;
    for (int i = 0; i < list->count; i++) {
        const oid *operands = operand_types(an->arena, list->items[i]);
        if (coercion_can(an->catalog, count, actual, operands, COERCION_IMPLICIT)) {
            types[n] = operands;
            usable[n] = list->items[i];
            n++;
        }
    }
    if (n <= 1) {
        return n == 1 ? usable[0] : NULL;
    }
    int chosen = function_call_select_candidate(an->catalog, count, actual, types, n);
    *ambiguous = chosen < 0;
    return chosen < 0 ? NULL : usable[chosen];
}

static const pg_operator *search(analysis *an, const operator_query *q, bool no_error) {
    search_path_candidates list;
    if (!find_candidates(an, q, &list)) {
        return NULL;
    }
    const pg_operator *op = q->left ? exact_binary(an->catalog, &list, q->left, q->right)
                                    : exact(&list, INVALID_OID, q->right);
    if (op) {
        return op;
    }
    oid actual[2] = {q->left ? q->left : q->right, q->right};
    bool ambiguous = false;
    op = best(an, &list, q->left ? 2 : 1, actual, &ambiguous);
    if (!op && !no_error) {
        if (ambiguous) {
            report_ambiguous(an, q);
        } else {
            report_missing(an, q);
        }
    }
    return op;
}

static const pg_operator *find(analysis *an, const operator_query *q, bool no_error) {
    if (an->operators == NULL || q->name_count != 1) {
        return search(an, q, no_error);
    }
    operator_cache_slot *slot = operator_cache_slot_of(an->operators, an->catalog,
                                                       name_part(q->name[0]), q->left, q->right);
    if (slot->found == NULL) {
        slot->found = search(an, q, no_error);
    }
    return slot->found;
}

const pg_operator *operator_call_find(parse_state *ps, size_t name_count, PgQuery__Node **name,
                                      oid left, oid right, bool no_error, int location) {
    operator_query q = {name_count, name, left, right, location};
    return find(ps->analysis, &q, no_error);
}

const pg_operator *operator_call_compatible(parse_state *ps, size_t name_count,
                                            PgQuery__Node **name, oid left, oid right,
                                            bool no_error, int location) {
    analysis *an = ps->analysis;
    operator_query q = {name_count, name, left, right, location};
    const pg_operator *op = find(an, &q, no_error);
    if (!op) {
        return NULL;
    }
    if ((!left || coercion_is_binary(an->catalog, left, op->left)) &&
        coercion_is_binary(an->catalog, right, op->right)) {
        return op;
    }
    if (!no_error) {
        analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, location,
                       "operator requires run-time type coercion: %s", signature(an, &q));
    }
    return NULL;
}

oid operator_call_exact(analysis *an, size_t name_count, PgQuery__Node **name, oid left,
                        oid right) {
    operator_query q = {name_count, name, left, right, -1};
    search_path_candidates list;
    if (!find_candidates(an, &q, &list)) {
        return INVALID_OID;
    }
    const pg_operator *op = exact(&list, left, right);
    return op ? op->oid : INVALID_OID;
}

/* --- Expressions ------------------------------------------------------------------------------ */

static bool check_not_shell(analysis *an, const pg_operator *op, const operator_query *q) {
    if (op->function) {
        return true;
    }
    analysis_error(an, SQLSTATE_UNDEFINED_FUNCTION, q->location, "operator is only a shell: %s",
                   signature(an, q));
    return false;
}

static bool returns_set(analysis *an, oid function) {
    const pg_proc *proc = catalog_proc(an->catalog, function);
    return proc && proc->returns_set;
}

/* Casts the operands to what the operator declares and sets e's type. */
static bool fit_operands(parse_state *ps, expr *e, const pg_operator *op) {
    int count = e->u.op.left ? 2 : 1;
    expr *operands[2] = {e->u.op.left ? e->u.op.left : e->u.op.right, e->u.op.right};
    oid actual[2] = {operands[0]->type, operands[1]->type};
    oid declared[2] = {e->u.op.left ? op->left : op->right, op->right};
    e->type = polymorphic_resolve(ps, actual, declared, count, op->result, false, -1);
    expr_list list = {operands, count, 2};
    if (!e->type || !coercion_arguments(ps, &list, actual, declared)) {
        return false;
    }
    if (e->u.op.left) {
        e->u.op.left = operands[0];
        e->u.op.right = operands[1];
    } else {
        e->u.op.right = operands[0];
    }
    return true;
}

expr *operator_call_make(parse_state *ps, size_t name_count, PgQuery__Node **name, expr *left,
                         expr *right, expr *last_set_function, int location) {
    analysis *an = ps->analysis;
    if (!right) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, -1, "postfix operators are not supported");
        return NULL;
    }
    operator_query q = {name_count, name, left ? left->type : INVALID_OID, right->type, location};
    const pg_operator *op = find(an, &q, false);
    if (!op || !check_not_shell(an, op, &q)) {
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_OP, INVALID_OID, location);
    e->u.op.operator= op->oid;
    e->u.op.function = op->function;
    e->u.op.returns_set = returns_set(an, op->function);
    e->u.op.left = left;
    e->u.op.right = right;
    if (!fit_operands(ps, e, op)) {
        return NULL;
    }
    if (e->u.op.returns_set) {
        if (!set_function_check(ps, last_set_function, location)) {
            return NULL;
        }
        ps->last_set_function = e;
    }
    return e;
}

expr *operator_call_make_named(parse_state *ps, const char *name, expr *left, expr *right,
                               int location) {
    arena *a = ps->analysis->arena;
    PgQuery__Node *node = ARENA_NEW(a, PgQuery__Node);
    PgQuery__String *string = ARENA_NEW(a, PgQuery__String);
    pg_query__node__init(node);
    pg_query__string__init(string);
    string->sval = arena_strdup(a, name);
    node->node_case = PG_QUERY__NODE__NODE_STRING;
    node->string = string;
    PgQuery__Node **list = ARENA_ARRAY(a, PgQuery__Node *, 1);
    list[0] = node;
    return operator_call_make(ps, 1, list, left, right, ps->last_set_function, location);
}

/* --- ANY and ALL ----------------------------------------------------------------------------- */

static const char *array_problem(analysis *an, const pg_operator *op) {
    if (op->result != BOOLOID) {
        return "op ANY/ALL (array) requires operator to yield boolean";
    }
    if (returns_set(an, op->function)) {
        return "op ANY/ALL (array) requires operator not to return a set";
    }
    return NULL;
}

static bool fit_array_operands(parse_state *ps, expr *e, const pg_operator *op, oid element) {
    analysis *an = ps->analysis;
    expr *operands[2] = {e->u.scalar_array_op.left, e->u.scalar_array_op.right};
    oid actual[2] = {operands[0]->type, element};
    oid declared[2] = {op->left, op->right};
    if (!polymorphic_resolve(ps, actual, declared, 2, op->result, false, -1)) {
        return false;
    }
    oid array = type_array(an->catalog, declared[1]);
    if (type_is_polymorphic(op->right) && element != UNKNOWNOID) {
        array = operands[1]->type; /* any array will do */
    }
    if (!array) {
        analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, e->location,
                       "could not find array type for data type %s",
                       analysis_type(an, declared[1]));
        return false;
    }
    actual[1] = operands[1]->type;
    declared[1] = array;
    expr_list list = {operands, 2, 2};
    if (!coercion_arguments(ps, &list, actual, declared)) {
        return false;
    }
    e->u.scalar_array_op.left = operands[0];
    e->u.scalar_array_op.right = operands[1];
    return true;
}

expr *operator_call_make_scalar_array(parse_state *ps, size_t name_count, PgQuery__Node **name,
                                      bool use_or, expr *left, expr *right, int location) {
    analysis *an = ps->analysis;
    oid element = UNKNOWNOID;
    if (right->type != UNKNOWNOID) {
        element = type_element(an->catalog, right->type);
    }
    if (!element) {
        analysis_error(an, SQLSTATE_WRONG_OBJECT_TYPE, location,
                       "op ANY/ALL (array) requires array on right side");
        return NULL;
    }
    operator_query q = {name_count, name, left->type, element, location};
    const pg_operator *op = find(an, &q, false);
    if (!op || !check_not_shell(an, op, &q)) {
        return NULL;
    }
    const char *problem = array_problem(an, op);
    if (problem) {
        analysis_error(an, SQLSTATE_WRONG_OBJECT_TYPE, location, "%s", problem);
        return NULL;
    }
    expr *e = expr_new(an->arena, EXPR_SCALAR_ARRAY_OP, BOOLOID, location);
    e->u.scalar_array_op.operator= op->oid;
    e->u.scalar_array_op.function = op->function;
    e->u.scalar_array_op.use_or = use_or;
    e->u.scalar_array_op.left = left;
    e->u.scalar_array_op.right = right;
    return fit_array_operands(ps, e, op, element) ? e : NULL;
}
