#include "replay/opfamily.h"

#include "analyze/function_call.h"
#include "analyze/operator_call.h"
#include "analyze/type_name.h"
#include "replay/object_lookup.h"
#include "replay/object_statements.h"
#include "replay/opclass_member.h"

/* CREATE and ALTER OPERATOR FAMILY. */

const pg_am *opfamily_access_method(replay *r, const char *name) {
    const pg_am *am = catalog_find_named(r->catalog, CLASS_AM, 0, name);
    if (am == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "access method \"%s\" does not exist",
                      name);
    }
    return am;
}

/* --- Finding ---------------------------------------------------------------------------------- */

const pg_opfamily *opfamily_in(replay *r, oid namespace, const char *name, oid method) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_OPFAMILY, name);
    for (const pg_opfamily *f; (f = catalog_next(&scan)) != NULL;) {
        if (f->namespace == namespace && f->method == method) {
            return f;
        }
    }
    return NULL;
}

const pg_opclass *opclass_in(replay *r, oid namespace, const char *name, oid method) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_OPCLASS, name);
    for (const pg_opclass *o; (o = catalog_next(&scan)) != NULL;) {
        if (o->namespace == namespace && o->method == method) {
            return o;
        }
    }
    return NULL;
}

const pg_opfamily *opfamily_find(replay *r, const pg_am *method, name_parts name, bool missing_ok) {
    qualified_name q;
    if (!qualified_name_parse(r->analysis, name.count, name.items, -1, &q)) {
        return NULL;
    }
    const pg_opfamily *found = NULL;
    if (q.schema != NULL) {
        oid namespace = definition_schema(r, q.schema);
        if (namespace == INVALID_OID) {
            return NULL;
        }
        found = opfamily_in(r, namespace, q.name, method->oid);
    } else {
        const search_path *path = search_path_active(r->catalog);
        for (int i = 0; found == NULL && i < path->count; i++) {
            found = opfamily_in(r, path->schemas[i], q.name, method->oid);
        }
    }
    if (found == NULL && !missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                      "operator family \"%s\" does not exist for access method \"%s\"",
                      qualified_name_text(r->analysis, name.count, name.items), method->name);
    }
    return found;
}

/* --- Making ----------------------------------------------------------------------------------- */

oid opfamily_add(replay *r, oid namespace, const char *name, oid method) {
    pg_opfamily f = {.namespace = namespace, .name = name, .method = method};
    oid made = catalog_add(r->catalog, CLASS_OPFAMILY, &f);
    object_address self = address_of(CLASS_OPFAMILY, made);
    depend_add(r->catalog, self, address_of(CLASS_AM, method), DEPENDENCY_AUTO);
    depend_normal(r, self, address_of(CLASS_NAMESPACE, namespace));
    return made;
}

bool create_operator_family_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateOpFamilyStmt *s = node->create_op_family_stmt;
    new_name place;
    if (!definition_place(r, s->n_opfamilyname, s->opfamilyname, &place)) {
        return false;
    }
    const pg_am *am = opfamily_access_method(r, s->amname);
    if (am == NULL) {
        return false;
    }
    if (opfamily_in(r, place.namespace, place.name, am->oid) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "operator family \"%s\" for access method \"%s\" already exists",
                             place.name, am->name);
    }
    opfamily_add(r, place.namespace, place.name, am->oid);
    return true;
}

/* --- Members ---------------------------------------------------------------------------------- */

static bool same_operator(const pg_amop *x, const pg_amop *y) {
    return x->strategy == y->strategy && x->left == y->left && x->right == y->right;
}

static bool same_function(const pg_amproc *x, const pg_amproc *y) {
    return x->number == y->number && x->left == y->left && x->right == y->right;
}

static bool refuse_member(replay *r, const pg_opfamily *f, const char *noun, int number, oid left,
                          oid right, bool exists) {
    return replay_refuse(r, exists ? SQLSTATE_DUPLICATE_OBJECT : SQLSTATE_UNDEFINED_OBJECT, -1,
                         exists ? "%s %d(%s,%s) already exists in operator family \"%s\""
                                : "%s %d(%s,%s) does not exist in operator family \"%s\"",
                         noun, number, type_format_bare(r->catalog, r->arena, left),
                         type_format_bare(r->catalog, r->arena, right), f->name);
}

static bool add_operators(replay *r, pg_opfamily *f, const opfamily_members *members) {
    pg_amop *all = ARENA_ARRAY(r->arena, pg_amop, f->operator_count + members->operators.count);
    memcpy(all, f->operators != NULL ? f->operators : all, sizeof *all * (size_t)f->operator_count);
    for (int i = 0; i < members->operators.count; i++) {
        const pg_amop *m = &members->operators.items[i];
        for (int k = 0; k < f->operator_count; k++) {
            if (same_operator(&all[k], m)) {
                return refuse_member(r, f, "operator", m->strategy, m->left, m->right, true);
            }
        }
        all[f->operator_count++] = *m;
    }
    f->operators = all;
    return true;
}

static bool add_functions(replay *r, pg_opfamily *f, const opfamily_members *members) {
    pg_amproc *all = ARENA_ARRAY(r->arena, pg_amproc, f->function_count + members->functions.count);
    memcpy(all, f->functions != NULL ? f->functions : all, sizeof *all * (size_t)f->function_count);
    for (int i = 0; i < members->functions.count; i++) {
        const pg_amproc *m = &members->functions.items[i];
        for (int k = 0; k < f->function_count; k++) {
            if (same_function(&all[k], m)) {
                return refuse_member(r, f, "function", m->number, m->left, m->right, true);
            }
        }
        all[f->function_count++] = *m;
    }
    f->functions = all;
    return true;
}

bool opfamily_add_members(replay *r, oid family, const opfamily_members *members) {
    pg_opfamily edit = *catalog_opfamily(r->catalog, family);
    if (!add_operators(r, &edit, members) || !add_functions(r, &edit, members)) {
        return false;
    }
    catalog_update(r->catalog, CLASS_OPFAMILY, &edit);
    return true;
}

void opfamily_drop_class_members(replay *r, const pg_opclass *opclass) {
    const pg_opfamily *family = catalog_opfamily(r->catalog, opclass->family);
    if (family == NULL) {
        return;
    }
    oid type = opclass->input_type;
    pg_opfamily edit = *family;
    pg_amop *operators = ARENA_ARRAY(r->arena, pg_amop, edit.operator_count);
    pg_amproc *functions = ARENA_ARRAY(r->arena, pg_amproc, edit.function_count);
    edit.operator_count = 0;
    edit.function_count = 0;
    for (int i = 0; i < family->operator_count; i++) {
        const pg_amop *m = &family->operators[i];
        if (m->left != type || m->right != type) {
            operators[edit.operator_count++] = *m;
        }
    }
    for (int i = 0; i < family->function_count; i++) {
        const pg_amproc *m = &family->functions[i];
        if (m->left != type || m->right != type) {
            functions[edit.function_count++] = *m;
        }
    }
    edit.operators = operators;
    edit.functions = functions;
    catalog_update(r->catalog, CLASS_OPFAMILY, &edit);
}

/* --- ALTER OPERATOR FAMILY -------------------------------------------------------------------- */

static bool add_items(replay *r, const PgQuery__AlterOpFamilyStmt *s, const pg_am *am, oid family) {
    opfamily_members members = {0};
    for (size_t i = 0; i < s->n_items; i++) {
        const PgQuery__CreateOpClassItem *item = s->items[i]->create_op_class_item;
        if (item->itemtype == OPCLASS_ITEM_STORAGE) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "STORAGE cannot be specified in ALTER OPERATOR FAMILY");
        }
        if (!opfamily_read_item(r, am, item, INVALID_OID, &members)) {
            return false;
        }
    }
    return opfamily_add_members(r, family, &members);
}

static bool drop_operator(replay *r, pg_opfamily *f, const pg_amop *m) {
    pg_amop *kept = ARENA_ARRAY(r->arena, pg_amop, f->operator_count);
    int count = 0;
    for (int i = 0; i < f->operator_count; i++) {
        if (!same_operator(&f->operators[i], m)) {
            kept[count++] = f->operators[i];
        }
    }
    if (count == f->operator_count) {
        return refuse_member(r, f, "operator", m->strategy, m->left, m->right, false);
    }
    f->operators = kept;
    f->operator_count = count;
    return true;
}

static bool drop_function(replay *r, pg_opfamily *f, const pg_amproc *m) {
    pg_amproc *kept = ARENA_ARRAY(r->arena, pg_amproc, f->function_count);
    int count = 0;
    for (int i = 0; i < f->function_count; i++) {
        if (!same_function(&f->functions[i], m)) {
            kept[count++] = f->functions[i];
        }
    }
    if (count == f->function_count) {
        return refuse_member(r, f, "function", m->number, m->left, m->right, false);
    }
    f->functions = kept;
    f->function_count = count;
    return true;
}

static bool drop_item(replay *r, const PgQuery__CreateOpClassItem *item, const pg_am *am,
                      pg_opfamily *f) {
    bool is_operator = item->itemtype == OPCLASS_ITEM_OPERATOR;
    oid types[2];
    if (!opclass_member_check_number(r, am, item->number, is_operator) ||
        !opclass_member_types(r, item, types)) {
        return false;
    }
    return is_operator ? drop_operator(r, f,
                                       &(pg_amop){.left = types[0],
                                                  .right = types[1],
                                                  .strategy = (int16_t)item->number})
                       : drop_function(r, f,
                                       &(pg_amproc){.left = types[0],
                                                    .right = types[1],
                                                    .number = (int16_t)item->number});
}

bool alter_operator_family_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterOpFamilyStmt *s = node->alter_op_family_stmt;
    const pg_am *am = opfamily_access_method(r, s->amname);
    if (am == NULL) {
        return false;
    }
    const pg_opfamily *family =
        opfamily_find(r, am, (name_parts){s->n_opfamilyname, s->opfamilyname}, false);
    if (family == NULL) {
        return false;
    }
    if (!s->is_drop) {
        return add_items(r, s, am, family->oid);
    }
    pg_opfamily edit = *family;
    for (size_t i = 0; i < s->n_items; i++) {
        if (!drop_item(r, s->items[i]->create_op_class_item, am, &edit)) {
            return false;
        }
    }
    catalog_update(r->catalog, CLASS_OPFAMILY, &edit);
    return true;
}
