#include "replay/object_statements.h"

#include "analyze/type_name.h"
#include "replay/opclass_member.h"

/* CREATE OPERATOR CLASS. */

typedef struct opclass_plan {
    const PgQuery__CreateOpClassStmt *statement;
    const pg_am *method;
    pg_opclass class;
    opfamily_members members;
} opclass_plan;

static bool find_family(replay *r, opclass_plan *plan) {
    const PgQuery__CreateOpClassStmt *s = plan->statement;
    const pg_opfamily *family;
    if (s->n_opfamilyname > 0) {
        family =
            opfamily_find(r, plan->method, (name_parts){s->n_opfamilyname, s->opfamilyname}, false);
        if (family == NULL) {
            return false;
        }
    } else {
        family = opfamily_in(r, plan->class.namespace, plan->class.name, plan->method->oid);
    }
    plan->class.family = family != NULL ? family->oid
                                        : opfamily_add(r, plan->class.namespace, plan->class.name,
                                                       plan->method->oid);
    return true;
}

static bool read_storage(replay *r, opclass_plan *plan, const PgQuery__CreateOpClassItem *item) {
    if (plan->class.key_type != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "storage type specified more than once");
    }
    plan->class.key_type = type_name_resolve(r->analysis, item->storedtype).type;
    return plan->class.key_type != INVALID_OID;
}

static bool read_items(replay *r, opclass_plan *plan) {
    const PgQuery__CreateOpClassStmt *s = plan->statement;
    for (size_t i = 0; i < s->n_items; i++) {
        const PgQuery__CreateOpClassItem *item = s->items[i]->create_op_class_item;
        bool done =
            item->itemtype == OPCLASS_ITEM_STORAGE
                ? read_storage(r, plan, item)
                : opfamily_read_item(r, plan->method, item, plan->class.input_type, &plan->members);
        if (!done) {
            return false;
        }
    }
    if (plan->class.key_type == plan->class.input_type) {
        plan->class.key_type = INVALID_OID;
    }
    return plan->class.key_type == INVALID_OID || opclass_method_stores(plan->method) ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "storage type cannot be different from data type for access method \"%s\"",
                         plan->method->name);
}

static bool check_free(replay *r, const opclass_plan *plan) {
    const pg_opclass *c = &plan->class;
    if (opclass_in(r, c->namespace, c->name, c->method) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "operator class \"%s\" for access method \"%s\" already exists",
                             c->name, plan->method->name);
    }
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_OPCLASS);
    for (const pg_opclass *o; c->is_default && (o = catalog_next(&scan)) != NULL;) {
        if (o->is_default && o->method == c->method && o->input_type == c->input_type) {
            analysis_error(r->analysis, SQLSTATE_DUPLICATE_OBJECT, -1,
                           "could not make operator class \"%s\" be default for type %s", c->name,
                           type_format_bare(r->catalog, r->arena, c->input_type))
                ->detail = replay_text(r, "Operator class \"%s\" already is the default.", o->name);
            return false;
        }
    }
    return true;
}

static void depend(replay *r, const opclass_plan *plan, oid made) {
    object_address self = address_of(CLASS_OPCLASS, made);
    depend_add(r->catalog, self, address_of(CLASS_AM, plan->method->oid), DEPENDENCY_AUTO);
    depend_normal(r, self, address_of(CLASS_NAMESPACE, plan->class.namespace));
    depend_add(r->catalog, self, address_of(CLASS_OPFAMILY, plan->class.family), DEPENDENCY_AUTO);
    depend_normal(r, self, address_of(CLASS_TYPE, plan->class.input_type));
    if (plan->class.key_type != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_TYPE, plan->class.key_type));
    }
    for (int i = 0; i < plan->members.operators.count; i++) {
        depend_normal(r, self,
                      address_of(CLASS_OPERATOR, plan->members.operators.items[i].operator));
    }
    for (int i = 0; i < plan->members.functions.count; i++) {
        depend_normal(r, self, address_of(CLASS_PROC, plan->members.functions.items[i].function));
    }
}

bool create_operator_class_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateOpClassStmt *s = node->create_op_class_stmt;
    opclass_plan plan = {.statement = s};
    new_name place;
    if (!definition_place(r, s->n_opclassname, s->opclassname, &place)) {
        return false;
    }
    plan.method = opfamily_access_method(r, s->amname);
    if (plan.method == NULL) {
        return false;
    }
    plan.class.namespace = place.namespace;
    plan.class.name = place.name;
    plan.class.method = plan.method->oid;
    plan.class.is_default = s->is_default;
    plan.class.input_type = type_name_resolve(r->analysis, s->datatype).type;
    if (plan.class.input_type == INVALID_OID || !find_family(r, &plan) || !read_items(r, &plan) ||
        !check_free(r, &plan)) {
        return false;
    }
    oid made = catalog_add(r->catalog, CLASS_OPCLASS, &plan.class);
    depend(r, &plan, made);
    return opfamily_add_members(r, plan.class.family, &plan.members);
}
