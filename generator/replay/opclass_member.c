#include "replay/opclass_member.h"

#include "analyze/function_call.h"
#include "analyze/operator_call.h"
#include "analyze/type_name.h"
#include "replay/object_lookup.h"

/* What the handlers of the server's own access methods say of themselves; those of others cannot be
 * asked. */
typedef struct method_facts {
    oid method;
    int strategies, functions; /* 0 strategies: any number */
    int options;               /* the function that reads a class's options, or 0 */
    bool stores, orders;
} method_facts;

static const method_facts known_methods[] = {
    {BTREE_AM_OID, 5, 5, 5, false, false}, {HASH_AM_OID, 1, 3, 3, false, false},
    {GIST_AM_OID, 0, 11, 10, true, true},  {GIN_AM_OID, 0, 7, 7, true, false},
    {SPGIST_AM_OID, 0, 7, 6, true, true},  {BRIN_AM_OID, 0, 15, 5, true, false},
};

enum { ANY_NUMBER = 32767 };

static method_facts facts_of(const pg_am *method) {
    for (size_t i = 0; i < sizeof known_methods / sizeof known_methods[0]; i++) {
        if (known_methods[i].method == method->oid) {
            return known_methods[i];
        }
    }
    return (method_facts){method->oid, 0, ANY_NUMBER, 0, true, true};
}

bool opclass_method_stores(const pg_am *method) {
    return facts_of(method).stores;
}

bool opclass_method_orders(const pg_am *method) {
    return facts_of(method).orders;
}

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

bool opclass_member_check_number(replay *r, const pg_am *method, int number, bool is_operator) {
    method_facts facts = facts_of(method);
    int limit = is_operator ? facts.strategies : facts.functions;
    limit = limit == 0 ? ANY_NUMBER : limit;
    return (number >= 1 && number <= limit) ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "invalid %s number %d, must be between 1 and %d",
                         is_operator ? "operator" : "function", number, limit);
}

bool opclass_member_types(replay *r, const PgQuery__CreateOpClassItem *item, oid types[2]) {
    if (item->n_class_args > 2) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "one or two argument types must be specified");
    }
    for (size_t i = 0; i < item->n_class_args; i++) {
        types[i] = type_name_resolve(r->analysis, item->class_args[i]->type_name).type;
        if (types[i] == INVALID_OID) {
            return false;
        }
    }
    if (item->n_class_args == 1) {
        types[1] = types[0];
    }
    return true;
}

/* --- Operators -------------------------------------------------------------------------------- */

static oid find_operator(replay *r, const PgQuery__CreateOpClassItem *item, oid type) {
    if (item->name->n_objargs > 0) {
        PgQuery__Node object = PG_QUERY__NODE__INIT;
        object.node_case = PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS;
        object.object_with_args = item->name;
        object_lookup found =
            object_find(r, PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR, &object, false);
        return found.found ? found.address.object : INVALID_OID;
    }
    if (type == INVALID_OID) {
        replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                      "operator argument types must be specified in ALTER OPERATOR FAMILY");
        return INVALID_OID;
    }
    oid op =
        operator_call_exact(r->analysis, item->name->n_objname, item->name->objname, type, type);
    if (op == INVALID_OID && !r->analysis->failed) {
        const char *text = type_format_bare(r->catalog, r->arena, type);
        replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1, "operator does not exist: %s %s %s", text,
                      qualified_name_text(r->analysis, item->name->n_objname, item->name->objname),
                      text);
    }
    return op;
}

static bool check_operator(replay *r, const pg_am *method, const pg_operator *op, char purpose) {
    if (op->left == INVALID_OID || op->right == INVALID_OID) {
        return refuse(r, "index operators must be binary");
    }
    if (purpose == 'o') {
        return opclass_method_orders(method) ||
               refuse(r, replay_text(r, "access method \"%s\" does not support ordering operators",
                                     method->name));
    }
    return op->result == BOOLOID || refuse(r, "index search operators must return boolean");
}

static bool read_operator(replay *r, const pg_am *method, const PgQuery__CreateOpClassItem *item,
                          oid type, opfamily_members *members) {
    if (!opclass_member_check_number(r, method, item->number, true)) {
        return false;
    }
    oid op = find_operator(r, item, type);
    if (op == INVALID_OID) {
        return false;
    }
    char purpose = 's';
    if (item->n_order_family > 0) {
        const pg_am *btree = catalog_find(r->catalog, CLASS_AM, BTREE_AM_OID);
        purpose = 'o';
        if (opfamily_find(r, btree, (name_parts){item->n_order_family, item->order_family},
                          false) == NULL) {
            return false;
        }
    }
    const pg_operator *o = catalog_operator(r->catalog, op);
    if (!check_operator(r, method, o, purpose)) {
        return false;
    }
    pg_amop m = {o->left, o->right, (int16_t)item->number, purpose, op};
    for (int i = 0; i < members->operators.count; i++) {
        const pg_amop *x = &members->operators.items[i];
        if (x->strategy == m.strategy && x->left == m.left && x->right == m.right) {
            return refuse(r, replay_text(r, "operator number %d for (%s,%s) appears more than once",
                                         m.strategy, type_format_bare(r->catalog, r->arena, m.left),
                                         type_format_bare(r->catalog, r->arena, m.right)));
        }
    }
    *LIST_PUSH(r->arena, &members->operators) = m;
    return true;
}

/* --- Functions -------------------------------------------------------------------------------- */

static bool check_btree_function(replay *r, const pg_amproc *m, const pg_proc *p) {
    switch (m->number) {
    case 1:
        if (p->arg_count != 2) {
            return refuse(r, "btree comparison functions must have two arguments");
        }
        return p->result == INT4OID || refuse(r, "btree comparison functions must return integer");
    case 2:
        if (p->arg_count != 1 || p->args[0] != INTERNALOID) {
            return refuse(r, "btree sort support functions must accept type \"internal\"");
        }
        return p->result == VOIDOID || refuse(r, "btree sort support functions must return void");
    case 3:
        if (p->arg_count != 5) {
            return refuse(r, "btree in_range functions must have five arguments");
        }
        return p->result == BOOLOID || refuse(r, "btree in_range functions must return boolean");
    case 4:
        if (p->arg_count != 1) {
            return refuse(r, "btree equal image functions must have one argument");
        }
        if (p->result != BOOLOID) {
            return refuse(r, "btree equal image functions must return boolean");
        }
        return m->left == m->right ||
               refuse(r, "btree equal image functions must not be cross-type");
    default:
        return true;
    }
}

static bool check_hash_function(replay *r, const pg_amproc *m, const pg_proc *p) {
    if (m->number == 1) {
        if (p->arg_count != 1) {
            return refuse(r, "hash function 1 must have one argument");
        }
        return p->result == INT4OID || refuse(r, "hash function 1 must return integer");
    }
    if (m->number == 2) {
        if (p->arg_count != 2) {
            return refuse(r, "hash function 2 must have two arguments");
        }
        return p->result == INT8OID || refuse(r, "hash function 2 must return bigint");
    }
    return true;
}

static bool check_options_function(replay *r, const pg_amproc *m, const pg_proc *p, oid type) {
    if (type != INVALID_OID) {
        if ((m->left != INVALID_OID && m->left != type) ||
            (m->right != INVALID_OID && m->right != type)) {
            return refuse(r, "associated data types for operator class options parsing functions "
                             "must match opclass input type");
        }
    } else if (m->left != m->right) {
        return refuse(r, "left and right associated data types for operator class options parsing "
                         "functions must match");
    }
    if (p->result == VOIDOID && p->arg_count == 1 && p->args[0] == INTERNALOID) {
        return true;
    }
    analysis_error(r->analysis, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                   "invalid operator class options parsing function")
        ->hint = "Valid signature of operator class options parsing function is (internal) "
                 "RETURNS void.";
    return false;
}

/* The types a function is for, where they are not written: those of its arguments or the class's.
 */
static bool place_function(replay *r, const pg_am *method, const pg_proc *p, oid type,
                           pg_amproc *m) {
    bool btree = method->oid == BTREE_AM_OID;
    bool hash = method->oid == HASH_AM_OID;
    if (m->number == facts_of(method).options && !check_options_function(r, m, p, type)) {
        return false;
    }
    if ((btree && !check_btree_function(r, m, p)) || (hash && !check_hash_function(r, m, p))) {
        return false;
    }
    bool takes_both = (btree && m->number == 1) || (btree && m->number == 3);
    if (takes_both || (hash && m->number < 3)) {
        m->left = m->left != INVALID_OID ? m->left : p->args[0];
        m->right = m->right != INVALID_OID ? m->right : takes_both ? p->args[1] : p->args[0];
    }
    m->left = m->left != INVALID_OID ? m->left : type;
    m->right = m->right != INVALID_OID ? m->right : type;
    return (m->left != INVALID_OID && m->right != INVALID_OID) ||
           refuse(r, "associated data types must be specified for index support function");
}

static bool read_function(replay *r, const pg_am *method, const PgQuery__CreateOpClassItem *item,
                          oid type, opfamily_members *members) {
    oid types[2] = {INVALID_OID, INVALID_OID};
    if (!opclass_member_check_number(r, method, item->number, false)) {
        return false;
    }
    const pg_proc *p = function_call_lookup_signature(
        r->analysis, PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, item->name, false);
    if (p == NULL || !opclass_member_types(r, item, types)) {
        return false;
    }
    pg_amproc m = {types[0], types[1], (int16_t)item->number, p->oid};
    if (!place_function(r, method, p, type, &m)) {
        return false;
    }
    for (int i = 0; i < members->functions.count; i++) {
        const pg_amproc *x = &members->functions.items[i];
        if (x->number == m.number && x->left == m.left && x->right == m.right) {
            return refuse(r, replay_text(r, "function number %d for (%s,%s) appears more than once",
                                         m.number, type_format_bare(r->catalog, r->arena, m.left),
                                         type_format_bare(r->catalog, r->arena, m.right)));
        }
    }
    *LIST_PUSH(r->arena, &members->functions) = m;
    return true;
}

bool opfamily_read_item(replay *r, const pg_am *method, const PgQuery__CreateOpClassItem *item,
                        oid type, opfamily_members *members) {
    return item->itemtype == OPCLASS_ITEM_OPERATOR ? read_operator(r, method, item, type, members)
                                                   : read_function(r, method, item, type, members);
}
